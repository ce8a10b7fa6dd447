// Does the source ARN end with the API id?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const missingSuffix: Check = ofOddity({
  id: 'missing-suffix',
  group: 'never matches',
  severity: 'error',
  title: 'nothing follows the API id',
  why: 'API Gateway always presents more than the API: stage, method and path, or a route key, or an authorizer. A pattern that ends with the id matches none of them.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}`),
  good: granting(`${API}/*`),
});
