// Is the stage empty?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const emptyStage: Check = ofOddity({
  id: 'empty-stage',
  group: 'never matches',
  severity: 'error',
  title: 'an empty stage',
  why: 'Two slashes in a row leave the stage empty, and no stage is called nothing.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}//GET/pets`),
  good: granting(`${API}/*/GET/pets`),
});
