// Does something else stand where the stage belongs?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const oddStage: Check = ofOddity({
  id: 'odd-stage',
  group: 'never matches',
  severity: 'error',
  title: 'something that is no stage',
  why: 'A stage is named with letters, digits, `-` and `_`. A placeholder in braces that was never filled in is no stage that API Gateway presents.',
  source: 'API Gateway guide, "Set up a stage for a REST API"',
  bad: granting(`${API}/{stage}/GET/pets`),
  good: granting(`${API}/prod/GET/pets`),
});
