// Does something else stand where the region belongs?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const oddRegion: Check = ofOddity({
  id: 'odd-region',
  group: 'never matches',
  severity: 'error',
  title: 'something that is no region',
  why: 'The fourth component is a region such as `us-east-2`. Nothing else is ever presented there.',
  source: 'Lambda API reference, AddPermission, the pattern of SourceArn',
  bad: granting(`${API.replace('us-east-2', 'ohio')}/*`),
  good: granting(`${API}/*`),
});
