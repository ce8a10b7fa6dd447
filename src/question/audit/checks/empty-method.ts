// Is the method empty?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const emptyMethod: Check = ofOddity({
  id: 'empty-method',
  group: 'never matches',
  severity: 'error',
  title: 'an empty method',
  why: 'Two slashes in a row leave the method empty, and no method is called nothing.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/prod//pets`),
  good: granting(`${API}/prod/*/pets`),
});
