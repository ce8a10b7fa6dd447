// Does a name or a logical id stand where the API id belongs?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const oddApiId: Check = ofOddity({
  id: 'odd-api-id',
  group: 'never matches',
  severity: 'error',
  severities: 'warning where it might be an id of another length',
  title: 'something else where the API id belongs',
  why: 'A source ARN names the API by its id, ten small letters and digits. A logical id of a template, the name of the API, or a placeholder that was never filled in matches no API.',
  source: 'aws sam issue 3393; execution logs',
  bad: granting(`${API.replace('a1b2c3d4e5', 'PetsApi')}/*`),
  good: granting(`${API}/*`),
});
