// May every API of the account invoke the function?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const anyApi: Check = ofOddity(
  {
    id: 'any-api',
    group: 'too wide',
    severity: 'warning',
    title: '`*` where the API id belongs',
    why: 'Every API of the account may invoke the function, also those that others create later.',
    source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
    bad: granting(`${API.replace('a1b2c3d4e5', '*')}/*/GET/pets`),
    good: granting(`${API}/*/GET/pets`),
  },
  { isMeant: ({ isAllow }) => isAllow },
);
