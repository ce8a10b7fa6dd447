// Does the source ARN end with the stage?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const missingRoute: Check = ofOddity({
  id: 'missing-route',
  group: 'never matches',
  severity: 'error',
  title: 'nothing follows the stage',
  why: 'A stage is never presented alone: a method and a path follow it, or a route key.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/prod`),
  good: granting(`${API}/prod/*`),
});
