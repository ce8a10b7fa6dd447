// Does a Deny refuse all that a statement allows?

import { MOST_STATEMENTS, NONE } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { coversStatement } from '../cover.js';
import { API, grant, policy } from '../example.js';
import { surprisesIn } from '../surprise.js';

export const shadowedByDeny: Check = {
  id: 'shadowed-by-deny',
  group: 'useless or risky',
  severity: 'warning',
  title: 'an Allow that a Deny shadows',
  why: 'A matching Deny decides, whatever else allows. What this statement allows, the Deny refuses whole, so the statement never takes effect.',
  source: 'IAM guide, "Policy evaluation logic"',
  bad: policy(grant(`${API}/dev/*`, { Sid: 'dev' }), grant(`${API}/*`, { Sid: 'no', Effect: 'Deny' })),
  good: policy(grant(`${API}/prod/*`, { Sid: 'prod' }), grant(`${API}/dev/*`, { Sid: 'no', Effect: 'Deny' })),
  find: (subject) => {
    if (subject.statements.length > MOST_STATEMENTS) return NONE;
    const allows = subject.statements.filter(({ isAllow }) => isAllow);
    const denies = subject.statements.filter(({ statement }) => statement.effect === 'Deny');
    // What refuses by surprise is told there.
    const plain = denies.filter((one) => !surprisesIn(subject).some(({ deny }) => deny === one));
    return allows.flatMap((allow): Problem[] => {
      const deny = plain.find((one) => coversStatement(one, allow));
      if (deny === undefined) return [];
      return [
        {
          message: `${deny.title} denies all that ${allow.title} allows`,
          hint: 'remove the one or narrow the other',
          at: allow.atItself,
        },
      ];
    });
  },
};
