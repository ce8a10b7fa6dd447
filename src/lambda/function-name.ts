// Which function does a FunctionName mean? A name, a partial ARN or an ARN, with or without a version or alias.

import { isRegion } from '../model/aws.js';

/** What a FunctionName says; what it does not say comes from elsewhere. */
export interface FunctionName {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
  readonly name: string;
  readonly qualifier?: string;
}

// AWS: Lambda API reference, AddPermission, FunctionName: `my-function`, `my-function:v1`, an ARN, or the partial ARN
// `123456789012:function:my-function`.
/** Undefined where it is none of these. */
export function parseFunctionName(text: string): FunctionName | undefined {
  const parts = text.split(':');
  const head = parts[0] === 'arn' ? parts.splice(0, 5) : [];
  const [, partition, service, region, own] = head;
  if (head.length > 0 && !(partition && service === 'lambda' && region && isRegion(region) && own)) return undefined;
  const account = own ?? (/^\d{12}$/.test(parts[0] ?? '') && parts[1] === 'function' ? parts.shift() : undefined);
  if (account !== undefined && (!/^\d{12}$/.test(account) || parts.shift() !== 'function')) return undefined;
  const [name = '', qualifier, ...rest] = parts;
  if (!/^[\w-]+$/.test(name) || rest.length > 0) return undefined;
  if (qualifier !== undefined && !/^[\w$.-]+$/.test(qualifier)) return undefined;
  return {
    ...(partition === undefined ? {} : { partition }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}
