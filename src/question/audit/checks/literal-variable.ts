// Is a variable written where it is plain text?

import { languageVersion } from '../../../model/policy.js';
import type { Check } from '../check.js';
import { API, grant, granting } from '../example.js';
import { variablesIn } from '../variables.js';

const MINE = '${aws:SourceAccount}';

export const literalVariable: Check = {
  id: 'literal-variable',
  group: 'useless or risky',
  severity: 'warning',
  title: 'a variable in a policy of 2008',
  why: 'Only in Version 2012-10-17 are `${…}` variables. Without a Version, or with that of 2008, they are letters like any other, and match nothing.',
  source: 'IAM guide, "Version"',
  bad: {
    Version: '2008-10-17',
    Statement: [grant(`${API}/*`, { Condition: { StringEquals: { 'aws:SourceAccount': MINE } } })],
  },
  good: granting(`${API}/*`, { Condition: { StringEquals: { 'aws:SourceAccount': MINE } } }),
  find: (subject) => {
    if (languageVersion(subject.policy) !== '2008-10-17') return [];
    const { version } = subject.policy;
    return variablesIn(subject).map(({ text, at }) => ({
      message: `\`${text}\` is plain text in a policy ${version === undefined ? 'without a Version' : `of ${version}`}`,
      hint: 'write `"Version": "2012-10-17"`',
      at,
    }));
  },
};
