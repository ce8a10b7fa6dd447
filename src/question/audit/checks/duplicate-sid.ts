// Do two statements have one Sid?

import type { Check, Problem } from '../check.js';
import { API, grant, policy } from '../example.js';
import type { AuditedStatement } from '../statement.js';

export const duplicateSid: Check = {
  id: 'duplicate-sid',
  group: 'never matches',
  severity: 'error',
  title: 'two statements with one Sid',
  why: 'A Sid stands once in a policy: AddPermission refuses a second one, and AWS a document with two. RemovePermission could not tell them apart.',
  source: 'IAM guide, "Sid"; Lambda refuses with ResourceConflictException (recorded)',
  bad: policy(grant(`${API}/*/GET/pets`, { Sid: 'pets' }), grant(`${API}/*/POST/pets`, { Sid: 'pets' })),
  good: policy(grant(`${API}/*/GET/pets`, { Sid: 'pets' }), grant(`${API}/*/POST/pets`, { Sid: 'new-pets' })),
  find: ({ statements }) => {
    const first = new Map<string, AuditedStatement>();
    return statements.flatMap((audited): Problem[] => {
      const { sid } = audited.statement;
      if (sid === undefined || sid === '') return [];
      const earlier = first.get(sid);
      if (earlier === undefined) first.set(sid, audited);
      if (earlier === undefined) return [];
      return [
        {
          message: `\`${sid}\` is the Sid of the statement at \`${earlier.statement.pointer}\` too`,
          hint: 'give each statement a Sid of its own',
          at: audited.at('/Sid'),
        },
      ];
    });
  },
};
