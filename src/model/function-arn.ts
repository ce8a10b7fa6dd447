// Which function, and which version or alias of it, does an ARN name?

import { type ArnText, splitArn } from './arn.js';

/** `arn:{partition}:lambda:{region}:{account}:function:{name}[:{qualifier}]` (Lambda guide, "ARN format"). */
export interface FunctionArn extends ArnText {
  readonly name: string;
  /** An alias or a version number; undefined for the unqualified function. */
  readonly qualifier?: string;
}

/** Reads a concrete function ARN; undefined where it is none, or holds wildcards. */
export function parseFunctionArn(text: string): FunctionArn | undefined {
  const arn = splitArn(text);
  if (arn === undefined || arn.service !== 'lambda' || /[*?]/.test(text) || text.includes('${')) return undefined;
  const [kind, name, qualifier, ...rest] = arn.resource.split(':');
  if (!arn.partition || !arn.region || !arn.account) return undefined;
  // AWS: Lambda API reference, FunctionName and Qualifier: letters, digits, `-` and `_`; `$LATEST` among the qualifiers.
  if (kind !== 'function' || name === undefined || !/^[\w-]+$/.test(name) || rest.length > 0) return undefined;
  if (qualifier !== undefined && !/^[\w$.-]+$/.test(qualifier)) return undefined;
  return { ...arn, name, ...(qualifier === undefined ? {} : { qualifier }) };
}

/** The ARN of the function without its version or alias. */
export function unqualified(text: string): string {
  const arn = parseFunctionArn(text);
  return arn?.qualifier === undefined ? text : text.slice(0, -arn.qualifier.length - 1);
}
