// Does a stage stand before an authorizer?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const authorizerInStage: Check = ofOddity(
  {
    id: 'authorizer-in-stage',
    group: 'never matches',
    severity: 'error',
    severities: 'warning where the stage is a star, behind which it may be the path of a route',
    title: 'an authorizer behind a stage',
    why: 'A Lambda authorizer is presented by its id alone, without stage or method: `authorizers/abc123`.',
    source: 'API Gateway guide, "Use API Gateway Lambda authorizers"',
    bad: granting(`${API}/prod/authorizers/abc123`),
    good: granting(`${API}/authorizers/abc123`),
  },
  // Behind a star it may be the path of a route.
  { severityOf: ({ sourceArn: { suffix } }) => ('stage' in suffix && /[*?]/.test(suffix.stage) ? 'warning' : 'error') },
);
