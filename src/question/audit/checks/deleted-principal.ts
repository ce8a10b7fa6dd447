// Is a principal named that is no longer there?

import type { PrincipalEntry } from '../../../model/policy.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { allow, policy } from '../example.js';

export const deletedPrincipal: Check = {
  id: 'deleted-principal',
  group: 'useless or risky',
  severity: 'warning',
  title: 'a principal that was deleted',
  why: 'When a user or role is deleted, AWS shows its id (`AIDA…`, `AROA…`) in its place. It matches nobody, also not a new role of the same name.',
  source: 'IAM guide, "Principal"',
  bad: policy(allow({ Principal: { AWS: 'AROAEXAMPLEROLEID1234' } })),
  good: policy(allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/caller' } })),
  find: ofStatements((audited) => {
    const { principal = NOBODY, notPrincipal = NOBODY } = audited.statement;
    if (!principal.some(isDeleted) && !notPrincipal.some(isDeleted)) return NONE;
    return [
      ...principal.filter(isDeleted).map((entry) => problemOf(entry, audited.atPrincipal('AWS', entry.value))),
      ...notPrincipal.filter(isDeleted).map((entry) => problemOf(entry, audited.at('/NotPrincipal'))),
    ];
  }),
};

const NOBODY: readonly PrincipalEntry[] = [];

function isDeleted({ type, value }: PrincipalEntry): boolean {
  return type === 'AWS' && /^A(IDA|ROA)[A-Z0-9]{12,}$/.test(value);
}

function problemOf({ value }: PrincipalEntry, at: Problem['at']): Problem {
  return {
    message: `\`${value}\` is what is left of a deleted ${value.startsWith('AIDA') ? 'user' : 'role'}`,
    hint: 'name the role anew, if there is one again, or remove it',
    at,
  };
}
