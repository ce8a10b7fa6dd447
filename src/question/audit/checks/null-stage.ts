// Is the stage the word null?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const nullStage: Check = ofOddity({
  id: 'null-stage',
  group: 'useless or risky',
  severity: 'warning',
  title: 'the stage `null`',
  why: "`null` was the stage that the console's Test button presented until 2018. No deployed stage has that name.",
  source: 'execution logs of the console',
  bad: granting(`${API}/null/GET/pets`),
  good: granting(`${API}/*/GET/pets`),
});
