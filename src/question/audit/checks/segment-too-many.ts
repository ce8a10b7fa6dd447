// Does a segment too many stand before or behind a route key?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const segmentTooMany: Check = ofOddity({
  id: 'segment-too-many',
  group: 'never matches',
  severity: 'error',
  title: 'a route key with a segment too many',
  why: 'Route keys such as `$default` and `$connect` are presented straight behind the stage, without a method: `prod/$default`. With a star for the method in between, the grant never matches.',
  source: 'aws sam issue 1860; terraform-aws-modules apigateway-v2 issue 41',
  bad: granting(`${API}/*/*/$default`),
  good: granting(`${API}/*/$default`),
});
