// Do two statements say the same?

import { alike } from '../alike.js';
import type { Check } from '../check.js';
import { API, grant, policy } from '../example.js';

export const duplicateStatement: Check = {
  id: 'duplicate-statement',
  group: 'useless or risky',
  severity: 'warning',
  title: 'a statement that says what another says',
  why: 'Two statements that differ in nothing but their Sid permit what one would. Each costs some of the 20,480 bytes that a policy may have.',
  source: 'Lambda guide, "Lambda quotas"',
  bad: policy(grant(`${API}/*/GET/pets`, { Sid: 'a' }), grant(`${API}/*/GET/pets`, { Sid: 'b' })),
  good: policy(grant(`${API}/*/GET/pets`, { Sid: 'a' })),
  find: (subject) =>
    alike(subject).flatMap(([first, second, ...more]) => {
      if (first === undefined || second === undefined || more.length > 0) return [];
      return [
        {
          message: `${second.title} says what ${first.title} says`,
          hint: 'remove one of them',
          at: second.atItself,
        },
      ];
    }),
};
