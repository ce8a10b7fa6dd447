// How does a grant look as policy statements? As Lambda writes them: an object, or a list of several.

import { harmlessJson } from '../../../model/control.js';
import { additionsIn, type Form, noRemoval } from '../form.js';

export const statement: Form = {
  id: 'statement',
  title: 'the policy statements',
  print: (input) => {
    if (additionsIn(input) === undefined) return noRemoval(input);
    // A function, a value: they go into policies of their own.
    const values = input.functions.flatMap(({ steps }) => {
      const statements = steps.map((step) => step.statement);
      return statements.length > 1 ? [statements] : statements;
    });
    return values.map((value) => `${harmlessJson(value, 2)}\n`).join('');
  },
};
