// Do two slashes stand before the path?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const doubleSlash: Check = ofOddity({
  id: 'double-slash',
  group: 'never matches',
  severity: 'warning',
  title: 'two slashes before the path',
  why: 'A path begins with one slash. A template that puts a path with its slash behind another slash writes two.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/prod/GET//pets`),
  good: granting(`${API}/prod/GET/pets`),
});
