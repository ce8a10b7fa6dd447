// Is there a condition operator of that name?

import { OPERATOR_NAMES } from '../../evaluate/operator-name.js';
import { distance } from '../../evaluate/requirement.js';
import { ofConditions } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';

export const unknownOperator: Check = {
  id: 'unknown-operator',
  group: 'never matches',
  severity: 'error',
  title: 'a condition operator that does not exist',
  why: 'AWS refuses a policy with an operator that it does not know, so nothing in it takes effect.',
  source: 'IAM guide, "Condition operators"',
  bad: granting('', { Condition: { ArnMatches: { 'AWS:SourceArn': `${API}/*` } } }),
  good: granting(`${API}/*`),
  find: ofConditions(({ name, condition: { operator, pointer } }) => {
    if (name.operator !== undefined) return undefined;
    const far = (known: string) => distance(known.toLowerCase(), operator.toLowerCase());
    const [nearest = 'ArnLike'] = [...OPERATOR_NAMES].sort((a, b) => far(a) - far(b));
    const at = { pointer: pointer.slice(0, pointer.lastIndexOf('/')), part: 'key' } as const;
    return { message: `\`${operator}\` is no condition operator`, hint: `perhaps \`${nearest}\` is meant`, at };
  }),
};
