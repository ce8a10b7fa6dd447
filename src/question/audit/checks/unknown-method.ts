// Is the method none that API Gateway presents?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const unknownMethod: Check = ofOddity({
  id: 'unknown-method',
  group: 'never matches',
  severity: 'warning',
  title: 'a method that API Gateway does not know',
  why: 'The third segment is a method, in capitals. Another word there matches at most a path that happens to read so.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/prod/FETCH/pets`),
  good: granting(`${API}/prod/GET/pets`),
});
