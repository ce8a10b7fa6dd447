// Is the caller one of these principals?

import { not, some, type Truth } from '../../glob/truth.js';
import { splitArn } from '../../model/arn.js';
import { isAccountId } from '../../model/aws.js';
import type { Caveat } from '../../model/decision.js';
import { type Caller, type Invocation, roleOfSession } from '../../model/invocation.js';
import type { PrincipalEntry } from '../../model/policy.js';
import { distance, type Explanation, type Mending, type Requirement } from './requirement.js';

/** `NotPrincipal` where `isNegated`: everybody but these. */
export function principalRequirement(entries: readonly PrincipalEntry[], isNegated: boolean): Requirement {
  const ask = ({ caller }: Invocation): Truth => {
    const isListed = some(entries, (entry) => matches(entry, caller, isNegated));
    return isNegated ? not(isListed) : isListed;
  };
  return {
    element: 'Principal',
    subject: isNegated ? 'NotPrincipal' : 'Principal',
    key: `${isNegated ? 'not ' : ''}${JSON.stringify(entries)}`,
    ask,
    explain: (invocation) => explain(entries, isNegated, invocation, ask(invocation)),
    caveats: (invocation) => caveats(entries, isNegated, invocation),
    ...(isNegated ? {} : { mend: ([invocation]: readonly Invocation[]) => invocation && mend(entries, invocation) }),
  };
}

function matches({ type, value }: PrincipalEntry, caller: Caller, isNegated: boolean): Truth {
  if (value === '*') {
    // Inferred from S3, SNS and SQS, whose service calls `*` lets in: `"*"` is everybody, services included.
    if (type === 'AWS') return 'yes';
    return type === 'Service' && caller.kind === 'service' ? 'unknown' : 'no';
  }
  if (caller.kind === 'service') return type === 'Service' && value === caller.name ? 'yes' : 'no';
  if (caller.kind === 'aws') return type === 'AWS' ? matchesAws(value, caller.arn, caller.account, isNegated) : 'no';
  return caller.kind === 'other' && value === caller.name ? 'yes' : 'no';
}

// AWS: IAM guide, "Principal": an account id is its root ARN, and the account is all its users and roles;
// a role is all its sessions. An id such as AROA… is what is left of a deleted principal, and matches nobody.
function matchesAws(value: string, arn: string, account: string, isNegated: boolean): Truth {
  const partition = splitArn(arn)?.partition;
  const named = isAccountId(value) ? `arn:${partition}:iam::${value}:root` : value;
  if (named === arn) return 'yes';
  // AWS: IAM guide, "NotPrincipal": account, role and session are excepted each by itself; not answered here.
  const broad: Truth = isNegated ? 'unknown' : 'yes';
  const wanted = splitArn(named);
  if (wanted === undefined || wanted.account !== account) return 'no';
  if (wanted.resource === 'root') return broad;
  const role = roleOfSession(arn);
  if (role === undefined || !wanted.resource.startsWith('role/')) return 'no';
  if (value === role) return broad;
  // A session's ARN leaves out the path of its role.
  return wanted.resource.endsWith(`/${role.slice(role.lastIndexOf('/') + 1)}`) ? 'unknown' : 'no';
}

function caveats(entries: readonly PrincipalEntry[], isNegated: boolean, { caller }: Invocation): readonly Caveat[] {
  if (caller.kind !== 'service') return [];
  if (entries.some(({ type, value }) => type === 'AWS' && value === '*')) {
    return [
      { grade: 'I', message: 'that the principal `*` stands for AWS services too is inferred from other services' },
    ];
  }
  return isNegated ? [{ grade: 'I', message: 'that `NotPrincipal` stands for AWS services too is inferred' }] : [];
}

function explain(
  entries: readonly PrincipalEntry[],
  isNegated: boolean,
  invocation: Invocation,
  truth: Truth,
): Explanation {
  const expected = entries.map((entry) => entry.value);
  const listed = expected.length === 0 ? 'nobody' : expected.map((value) => `\`${value}\``).join(', ');
  const called = `the caller is \`${invocation.principal}\``;
  const actual = [invocation.principal];
  if (truth === 'unknown') return { message: `${called}; whether ${listed} covers it is not known`, expected, actual };
  if (isNegated) return { message: `${called}, which \`NotPrincipal\` excepts`, expected, actual };
  const deleted = expected.find((value) => /^A(IDA|ROA)[A-Z0-9]{12,}$/.test(value));
  if (deleted !== undefined)
    return { message: `\`${deleted}\` is what is left of a deleted principal; ${called}`, expected, actual };
  return { message: `the principal is ${listed}; ${called}`, expected, actual };
}

// A statement for another service is not a misspelt one for this: only names that mean the same are mended.
function mend(entries: readonly PrincipalEntry[], { principal, caller }: Invocation): Mending | undefined {
  if (caller.kind !== 'service') return undefined;
  const label = (name: string) => name.toLowerCase().replace('execute-api', 'apigateway').split('.')[0];
  const index = entries.findIndex(({ type, value }) => type === 'Service' && label(value) === label(principal));
  const entry = entries[index];
  if (entry === undefined) return undefined;
  return {
    index: entries.slice(0, index).filter((other) => other.type === entry.type).length,
    from: entry.value,
    to: principal,
    differences: ['the principal differs'],
    wayOut: `write \`{"Service": "${principal}"}\` in place of \`${entry.value}\``,
    servesOthers: false,
    distance: distance(entry.value, principal),
    type: entry.type,
  };
}
