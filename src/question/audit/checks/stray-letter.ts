// Does a letter stand in a source ARN that none ever has?

import { pointerOfValue } from '../../../model/policy.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import { isDecisive } from '../presence.js';

export const strayLetter: Check = {
  id: 'stray-letter',
  group: 'never matches',
  severity: 'error',
  title: 'white space, a quote or a backslash in a source ARN or account',
  why: 'Values are compared letter by letter, and no source ARN or account that is presented has a space, a line break, a quote or a backslash in it. They are left over from a shell or a template.',
  source: 'IAM guide, "Condition operators"; API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/*/GET/pets `),
  good: granting(`${API}/*/GET/pets`),
  find: ofStatements((audited) => {
    const { conditions, policy } = audited;
    const wrong = conditions.filter(
      (named) => KEYS.includes(named.lowerKey) && named.condition.values.some(isStray) && isDecisive(named, audited),
    );
    if (wrong.length === 0) return NONE;
    return wrong.flatMap(({ condition, name }) =>
      condition.values.flatMap((text, index): readonly Problem[] => {
        if (!isStray(text)) return NONE;
        return [
          {
            message: `white space, a quote or a backslash in \`${text}\`, so it ${name.isNegated ? 'excepts nothing' : 'can never match'}`,
            hint: 'leave it out: no source ARN has any',
            at: { pointer: pointerOfValue(policy, condition.pointer, index) },
            value: { condition, index },
          },
        ];
      }),
    );
  }),
};

const KEYS = ['aws:sourcearn', 'aws:sourceaccount'];
/** In the default of a variable quotes have their place. */
const isStray = (text: string) => /[\s\\"'`]/.test(text) && !text.includes('${');
