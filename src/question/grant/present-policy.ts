// Which of the policies that are given is the function's own?

import { unqualified } from '../../model/function-arn.js';
import type { Policy } from '../../model/policy.js';
import { functionsIn } from '../evaluate/select.js';
import type { Fault } from './input.js';

/** The policy of exactly this function, version or alias; undefined where it has none. `isAlone`: no other function is meant. */
export function presentPolicyOf(
  policies: readonly Policy[],
  functionArn: string,
  isAlone: boolean,
): Policy | undefined | Fault {
  const own = policies.filter((policy) => functionsIn([policy]).includes(functionArn));
  if (own.length > 1)
    return {
      message: `${own.length} of the policies name \`${functionArn}\``,
      hint: 'a function has one: give that alone',
    };
  if (own[0] !== undefined) return own[0];
  const [only, another] = policies.filter((policy) => functionsIn([policy]).length === 0);
  if (only !== undefined && another === undefined && policies.length === 1) {
    if (isAlone || only.statements.length === 0) return only;
    return { message: 'the policy names no function, and several are meant', hint: 'grant one function at a time' };
  }
  const [named] = functionsIn(policies);
  // Of several functions one may have no policy yet.
  if (named === undefined || policies.length > 1 || !isAlone) return undefined;
  return {
    message: `the policy is that of \`${named}\`, not of \`${functionArn}\``,
    hint:
      unqualified(named) === unqualified(functionArn)
        ? 'a function, its versions and its aliases have a policy each: `aws lambda get-policy --qualifier` prints theirs'
        : 'give the policy of the function that --function names',
  };
}
