// Is the slash of the root resource missing?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const rootWithoutSlash: Check = ofOddity({
  id: 'root-without-slash',
  group: 'never matches',
  severity: 'error',
  severities: 'warning or info for a verb in small letters, which may be the route key of a WebSocket API',
  title: 'the root resource without its slash',
  why: 'The root resource is presented with its slash: `prod/GET/`. A grant that ends with the method never matches it.',
  source: 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint": its policy ends `…/*/GET/`',
  bad: granting(`${API}/*/GET`),
  good: granting(`${API}/*/GET/`),
});
