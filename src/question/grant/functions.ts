// Which functions are meant? Names and ARNs with what completes them, one for every value of a stage variable.

import { parseFunctionName } from '../../lambda/function-name.js';
import { isAccountId, isKnownPartition, isRegion, partitionOf } from '../../model/aws.js';
import type { Fault, GrantInput } from './input.js';

/** A function, a version or an alias that a grant is for. */
export interface GrantedFunction {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The ARN that is asked for, with the version or alias. */
  readonly arn: string;
  /** How commands call it: as it was given, less the qualifier that they name apart. */
  readonly functionName: string;
  readonly qualifier?: string;
}

const MOST_FUNCTIONS = 100;

/** Every function that is meant, in order. */
export function functionsOf(input: GrantInput): readonly GrantedFunction[] | Fault {
  const texts = substituted(input);
  if (!Array.isArray(texts)) return texts as Fault;
  const functions: GrantedFunction[] = [];
  for (const text of texts as readonly string[]) {
    const found = functionOf(text, input);
    if ('message' in found) return found;
    if (!functions.some(({ arn }) => arn === found.arn)) functions.push(found);
  }
  return functions;
}

// AWS: API Gateway guide, "Set up stage variables": `${stageVariables.name}` may stand for a function, a version or an alias.
const VARIABLE = /\$\{stageVariables\.([\w]+)\}/g;

/** The text of `function` with every combination of values. */
function substituted({ function: text, stageVariables = {} }: GrantInput): readonly string[] | Fault {
  const used = [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name as string))];
  const idle = Object.keys(stageVariables).find((name) => !used.includes(name));
  if (idle !== undefined)
    return {
      message: `the function does not name the stage variable \`${idle}\``,
      hint: `write \${stageVariables.${idle}} in --function, where its value stands`,
    };
  let texts = [text];
  for (const name of used) {
    const values = Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? []) : [];
    if (values.length === 0)
      return {
        message: `no value of the stage variable \`${name}\` is known`,
        hint: `add --stage-variable ${name}=<value> for each of its values`,
      };
    if (texts.length * values.length > MOST_FUNCTIONS)
      return {
        message: `the values of the stage variables stand for more than ${MOST_FUNCTIONS} functions`,
        hint: 'grant some at a time',
      };
    texts = texts.flatMap((one) => values.map((value) => one.replaceAll(`\${stageVariables.${name}}`, () => value)));
  }
  return texts;
}

function functionOf(text: string, input: GrantInput): GrantedFunction | Fault {
  const called = parseFunctionName(text);
  if (called === undefined) return { message: `expected the name or the ARN of a function, found \`${text}\`` };
  // AWS: Lambda API reference, CreateFunction, FunctionName.
  if (called.name.length > 64)
    return { message: `the name of a function has 64 letters at most, found \`${called.name}\`` };
  const place = placeOf(called, input);
  if ('message' in place) return place;
  const qualifier = input.qualifier ?? called.qualifier;
  const base = `arn:${place.partition}:lambda:${place.region}:${place.account}:function:${called.name}`;
  const suffix = called.qualifier === undefined ? '' : `:${called.qualifier}`;
  // Two qualifiers that differ are left as they are: Lambda refuses them in its own words.
  const isClear = called.qualifier === undefined || called.qualifier === qualifier;
  return {
    ...place,
    arn: qualifier === undefined ? base : `${base}:${qualifier}`,
    functionName: isClear ? text.slice(0, text.length - suffix.length) : text,
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}

type FunctionPlace = Pick<GrantedFunction, 'partition' | 'region' | 'account'>;

/** Where the function lives, by what its ARN says and what is said beside it. */
function placeOf(called: Partial<FunctionPlace> & { readonly name: string }, input: GrantInput): FunctionPlace | Fault {
  for (const name of ['region', 'account', 'partition'] as const) {
    if (called[name] !== undefined && input[name] !== undefined && called[name] !== input[name])
      return {
        message: `the ARN of the function says the ${name} is \`${called[name]}\`, --${name} says \`${input[name]}\``,
        hint: `leave out --${name}`,
      };
  }
  const region = called.region ?? input.region;
  const account = called.account ?? input.account;
  const missing = [
    ...(region === undefined ? ['--region <region>'] : []),
    ...(account === undefined ? ['--account <id>'] : []),
  ];
  if (region === undefined || account === undefined)
    return {
      message: `where the function \`${called.name}\` is, is not known`,
      hint: `add ${missing.join(' and ')}, or give its ARN`,
    };
  if (!isRegion(region))
    return { message: `expected a region such as \`us-east-2\` as the function's, found \`${region}\`` };
  if (!isAccountId(account)) return { message: `expected the function's account, 12 digits, found \`${account}\`` };
  const partition = called.partition ?? input.partition ?? partitionOf(region);
  if (!/^aws(-[a-z]+)*$/.test(partition))
    return { message: `expected a partition such as \`aws\`, found \`${partition}\`` };
  const isTold = isKnownPartition(partition) || partitionOf(region) !== 'aws';
  if (isTold && partitionOf(region) !== partition)
    return {
      message: `the region \`${region}\` is of the partition \`${partitionOf(region)}\`, not of \`${partition}\``,
    };
  return { partition, region, account };
}
