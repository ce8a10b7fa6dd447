// Is the slash between method and path missing?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const missingSlash: Check = ofOddity({
  id: 'missing-slash',
  group: 'never matches',
  severity: 'error',
  title: 'no slash between method and path',
  why: 'Method and path are segments of their own: `prod/POST/pets`. Written as one word they match no method and path.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/*/POSTpets`),
  good: granting(`${API}/*/POST/pets`),
});
