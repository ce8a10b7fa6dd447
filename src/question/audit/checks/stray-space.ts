// Does white space stand where none ever is?

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
  find: ofStatements(({ conditions, sources }) => {
    const wrong = conditions.filter(
      ({ lowerKey, condition }) => KEYS.includes(lowerKey) && condition.values.some(hasSpace),
    );
    if (wrong.length === 0) return NONE;
    return wrong.map(({ condition }): Problem => {
      const value = sources.find((source) => source.condition === condition && hasSpace(source.text));
      return {
        message: `white space in \`${condition.values.find(hasSpace)}\`, so it can never match`,
        hint: 'leave it out',
        at: value?.at() ?? { pointer: condition.pointer },
        ...(value === undefined ? {} : { value }),
      };
    });
  }),
};

const KEYS = ['aws:sourcearn', 'aws:sourceaccount'];
const hasSpace = (text: string) => /\s/.test(text);
