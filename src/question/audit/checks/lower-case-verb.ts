// Is the method written in lower case?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const lowerCaseVerb: Check = ofOddity({
  id: 'lower-case-verb',
  group: 'never matches',
  severity: 'error',
  title: 'a method in lower case',
  why: 'Methods are presented in capitals, and source ARNs are compared letter by letter.',
  source:
    'IAM guide, "Condition operators": ARNs are case-sensitive; API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting(`${API}/*/get/pets`),
  good: granting(`${API}/*/GET/pets`),
});
