// What must a family of condition operators bring? Positive predicates and a table of cases; the rest is `conditions.ts`.

import type { Truth } from '../../glob/truth.js';
import type { Invocation, RequestValue } from '../../model/invocation.js';
import type { ReadPattern } from './variables.js';

/**
 * Does the request's value match the policy's? `malformed`: one of them cannot be read,
 * and the condition fails whether it is negated or not.
 */
export type Predicate = (value: RequestValue, invocation: Invocation) => Truth | 'malformed';

export interface Operator {
  /** AWS's name: `StringEquals`. */
  readonly name: string;
  /** The name of its complement, where AWS has one: `StringNotEquals`. */
  readonly negation?: string;
  /** Makes the predicate for one value of the policy. */
  compile(value: string, readPattern: ReadPattern): Predicate;
}

/** Operator, value in the policy, value in the request, answer. */
export type OperatorCase = readonly [operator: string, policy: string, request: string, answer: Truth | 'malformed'];

export interface OperatorFamily {
  /** The file's name. */
  readonly id: string;
  readonly operators: readonly Operator[];
  readonly cases: readonly OperatorCase[];
}
