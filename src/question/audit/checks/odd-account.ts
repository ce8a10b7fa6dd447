// Does something else stand where the account belongs?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const oddAccount: Check = ofOddity({
  id: 'odd-account',
  group: 'never matches',
  severity: 'error',
  title: 'something that is no account',
  why: 'The fifth component is an account id of 12 digits. Leading zeros that a spreadsheet or a YAML parser dropped, or a missing account, make it match nothing.',
  source: 'Account Management reference, "View AWS account identifiers"',
  bad: granting(`${API.replace('111122223333', '1111-2222-3333')}/*`),
  good: granting(`${API}/*`),
});
