// Does white space stand where none ever is?

import { pointerOfValue } from '../../../model/policy.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';

export const straySpace: Check = {
  id: 'stray-space',
  group: 'never matches',
  severity: 'error',
  title: 'white space in a source ARN or account',
  why: 'Values are compared letter by letter, and no source ARN or account that is presented has a space or a line break in it.',
  source: 'IAM guide, "Condition operators"; API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/*/GET/pets `),
  good: granting(`${API}/*/GET/pets`),
  find: ofStatements(({ conditions, policy }) => {
    const wrong = conditions.filter(
      ({ lowerKey, condition }) => KEYS.includes(lowerKey) && condition.values.some(hasSpace),
    );
    if (wrong.length === 0) return NONE;
    return wrong.flatMap(({ condition, name }) =>
      condition.values.flatMap((text, index): readonly Problem[] => {
        if (!hasSpace(text)) return NONE;
        return [
          {
            message: `white space in \`${text}\`, so it ${name.isNegated ? 'excepts nothing' : 'can never match'}`,
            hint: 'leave it out',
            at: { pointer: pointerOfValue(policy, condition.pointer, index) },
            value: { condition, index },
          },
        ];
      }),
    );
  }),
};

const KEYS = ['aws:sourcearn', 'aws:sourceaccount'];
const hasSpace = (text: string) => /\s/.test(text);
