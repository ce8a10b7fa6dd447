// Which calls is a permission wanted for, and what does a policy say to each?

import type { Call } from '../../gateway/source-arn/presented.js';
import type { Answer } from '../../model/decision.js';
import type { PolicyInput } from '../evaluate/decide.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { GrantedFunction } from './functions.js';
import type { GrantInput } from './input.js';
import type { Wanted } from './wanted.js';

/** The calls of what is wanted, as calls of the function. */
export function callsOf(
  { scope }: Wanted,
  fn: GrantedFunction,
  { api, apiRegion, apiAccount }: GrantInput,
): readonly Call[] {
  return scope.calls.map((call) => ({
    ...call,
    api,
    function: fn.arn,
    ...(apiRegion === undefined ? {} : { apiRegion }),
    ...(apiAccount === undefined ? {} : { apiAccount }),
  }));
}

/** The answers to the calls of what is wanted. */
export function answersTo(
  policy: PolicyInput,
  wanted: Wanted,
  fn: GrantedFunction,
  input: GrantInput,
): readonly Answer[] {
  // Conflicting sources decide nothing here: what is written holds either way.
  return callsOf(wanted, fn, input).map((call) => evaluate(policy, call, { strict: true }));
}
