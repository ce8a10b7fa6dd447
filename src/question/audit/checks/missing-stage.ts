// Is the stage missing?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const missingStage: Check = ofOddity(
  {
    id: 'missing-stage',
    group: 'never matches',
    severity: 'error',
    title: 'a method where the stage belongs',
    why: 'Every route is presented behind its stage: `prod/GET/pets`. With the method in its place the pattern is about a stage of that name, which nobody has.',
    source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
    bad: granting(`${API}/GET/pets`),
    good: granting(`${API}/*/GET/pets`),
  },
  // A name that API Gateway would take, and that nobody means.
  { severityOf: () => 'error' },
);
