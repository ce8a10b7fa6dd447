// Is a principal named that is no longer there?

import type { PrincipalEntry } from '../../../model/policy.js';
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
  find: ({ statements }) =>
    statements.flatMap((audited) => {
      const { principal, notPrincipal } = audited.statement;
      const found = (entries: readonly PrincipalEntry[] | undefined, at: (entry: PrincipalEntry) => Problem['at']) =>
        (entries ?? [])
          .filter(({ type, value }) => type === 'AWS' && /^A(IDA|ROA)[A-Z0-9]{12,}$/.test(value))
          .map(
            (entry): Problem => ({
              message: `\`${entry.value}\` is what is left of a deleted ${entry.value.startsWith('AIDA') ? 'user' : 'role'}`,
              hint: 'name the role anew, if there is one again, or remove it',
              at: at(entry),
            }),
          );
      return [
        ...found(principal, ({ value }) => audited.atPrincipal('AWS', value)),
        ...found(notPrincipal, () => audited.at('/NotPrincipal')),
      ];
    }),
};
