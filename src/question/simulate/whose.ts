// Of many policies, which are a function's own, and which may be?

import { parseFunctionArn, unqualified } from '../../model/function-arn.js';
import type { Policy } from '../../model/policy.js';
import { posix } from '../../model/shell.js';
import { functionsIn, mayNameByPattern } from '../evaluate/select.js';
import type { PermissionStep } from './simulation.js';

export interface Owned {
  /** Those whose Resources name the function, with its version or alias. */
  readonly own: readonly Policy[];
  /** Those that speak of many functions: nobody knows whose they are. */
  readonly doubtful: readonly Policy[];
}

// AWS: Lambda guide, "Using resource-based policies for Lambda": a version or alias has a policy of its own.
export function policiesOf(policies: readonly Policy[], fn: string): Owned {
  const own = policies.filter((policy) => functionsIn([policy]).includes(fn));
  if (own.length > 0) {
    const others = policies.filter((policy) => !own.includes(policy));
    return { own, doubtful: others.filter((policy) => mayNameByPattern(policy, fn)) };
  }
  // What names no function is anybody's, if it is empty or the only one.
  const nameless = policies.filter((policy) => functionsIn([policy]).length === 0);
  const isAnybodys = policies.length === 1 || nameless.every(({ statements }) => statements.length === 0);
  return { own: isAnybodys ? nameless : [], doubtful: [] };
}

export function notGiven(policies: readonly Policy[], fn: string): Extract<PermissionStep, { kind: 'notGiven' }> {
  const named = functionsIn(policies);
  const whose = named.length === 0 ? '' : `: they are those of ${listOf(named)}`;
  const isOther = named.some((one) => unqualified(one) === unqualified(fn));
  const each = isOther ? ', and a function, its versions and its aliases have one each' : '';
  const command = getPolicyCommand(fn);
  return {
    kind: 'notGiven',
    why: `none of the policies is that of \`${fn}\`${whose}${each}`,
    hint: command === undefined ? 'add it' : `add it: \`${command}\` prints it`,
  };
}

const FEW = 3;

function listOf(names: readonly string[]): string {
  const few = names.slice(0, FEW).map((name) => `\`${name}\``);
  return `${few.join(', ')}${names.length > FEW ? ` and ${names.length - FEW} more` : ''}`;
}

/** Undefined where a shell would not take it. */
function getPolicyCommand(fn: string): string | undefined {
  const { qualifier, region = '' } = parseFunctionArn(fn) ?? {};
  const version = qualifier === undefined ? [] : ['--qualifier', qualifier];
  const words = ['aws', 'lambda', 'get-policy', '--function-name', unqualified(fn), ...version, '--region', region];
  const quoted = words.map((word) => posix.quote(word));
  return quoted.includes(undefined) ? undefined : quoted.join(' ');
}
