// Which function does a FunctionName mean? A name, a partial ARN or an ARN, with or without a version or alias.

/** What a FunctionName says; what it does not say comes from elsewhere. */
export interface FunctionName {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
  readonly name: string;
  readonly qualifier?: string;
}

// AWS: Lambda API reference, AddPermission, the pattern of FunctionName: `my-function`, `my-function:v1`, an ARN, the
// partial ARN `123456789012:function:my-function`, and what lies between. Some of it also takes a dot in names.
const FUNCTION_NAME =
  /^(?:arn:(?<partition>aws[a-zA-Z-]*):lambda:)?(?:(?<region>(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(?<account>\d{12}):)?(?<word>function:)?(?<name>[\w-]+)(?::(?<qualifier>\$LATEST(?:\.PUBLISHED)?|[\w-]+))?$/;

/** Undefined where it is none of these, or an ARN that is not whole. */
export function parseFunctionName(text: string): FunctionName | undefined {
  const { partition, region, account, word, name, qualifier } = FUNCTION_NAME.exec(text)?.groups ?? {};
  if (name === undefined || (partition !== undefined && !(region && account && word))) return undefined;
  return {
    ...(partition === undefined ? {} : { partition }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}
