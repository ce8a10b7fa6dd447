// Has every deployment added the same grant once more?

import { alike } from '../alike.js';
import type { Check } from '../check.js';
import { API, grant, policy } from '../example.js';

export const piledUpGrants: Check = {
  id: 'piled-up-grants',
  group: 'useless or risky',
  severity: 'warning',
  title: 'the same grant again and again',
  why: 'A tool that adds a permission under a new Sid with every deployment fills the policy until AddPermission refuses the next one.',
  source: 'chalice issue 48; Lambda guide, "Lambda quotas"',
  bad: policy(...['a', 'b', 'c'].map((Sid) => grant(`${API}/*/GET/pets`, { Sid }))),
  good: policy(grant(`${API}/*/GET/pets`, { Sid: 'a' })),
  find: (subject) =>
    alike(subject).flatMap((group) => {
      const [first, , third] = group;
      if (first === undefined || third === undefined) return [];
      return [
        {
          message: `${group.length} statements say what ${first.title} says, as deployments pile them up`,
          hint: 'remove all but one; give the permission a Sid that stays the same',
          at: third.atItself,
        },
      ];
    }),
};
