// How does a grant look as policy statements? As Lambda writes them: an object, or a list of several.

import { harmlessJson } from '../../../model/control.js';
import { additionsIn, type Form, noRemoval } from '../form.js';

export const statement: Form = {
  id: 'statement',
  title: 'the policy statements',
  print: (input) => {
    const additions = additionsIn(input);
    if (additions === undefined) return noRemoval(input);
    const statements = additions.map((step) => step.statement);
    if (statements.length === 0) return '';
    return `${harmlessJson(statements.length === 1 ? statements[0] : statements, 2)}\n`;
  },
};
