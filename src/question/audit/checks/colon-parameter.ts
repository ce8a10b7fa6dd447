// Is a path parameter written as other routers do?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const colonParameter: Check = ofOddity({
  id: 'colon-parameter',
  group: 'never matches',
  severity: 'warning',
  title: 'a path parameter with a colon',
  why: 'A path parameter is presented as it is declared, in braces: `{petId}`. The colon is how other routers write it.',
  source: 'aws sam issue 540, execution logs',
  bad: granting(`${API}/*/GET/pets/:petId`),
  good: granting(`${API}/*/GET/pets/*`),
});
