// Does the path end with a slash?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const trailingSlash: Check = ofOddity({
  id: 'trailing-slash',
  group: 'never matches',
  severity: 'error',
  severities: 'info where the method is a star, as the CDK writes it for routes of HTTP APIs',
  title: 'a path with a slash at its end',
  why: 'A REST API presents a path without the slash at its end, also where the resource was declared with one. Only a route of an HTTP API keeps it.',
  source: 'aws sam issue 665',
  bad: granting(`${API}/*/GET/pets/`),
  good: granting(`${API}/*/GET/pets`),
});
