// Is the method the word ANY?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const anyMethod: Check = ofOddity({
  id: 'any-method',
  group: 'useless or risky',
  severity: 'warning',
  title: 'the method `ANY`',
  why: 'Sources disagree on whether API Gateway presents the word `ANY` or the verb of the request; the console sends the verb when it tests. A star matches both.',
  source:
    'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"; aws sam issues 59 and 296; aws-sam-cli issue 289',
  bad: granting(`${API}/*/ANY/pets`),
  good: granting(`${API}/*/*/pets`),
});
