// How does a grant look as the whole policy that the function has afterwards?

import { harmlessJson } from '../../../model/control.js';
import { type Form, unseen } from '../form.js';

export const policy: Form = {
  id: 'policy',
  title: 'the whole policy as it stands afterwards',
  print: (input) =>
    unseen(input) ??
    input.functions.flatMap(({ after }) => (after === null ? [] : [`${harmlessJson(after, 2)}\n`])).join(''),
};
