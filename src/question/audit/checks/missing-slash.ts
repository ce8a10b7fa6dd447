// Is the slash between method and path missing?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const missingSlash: Check = ofOddity(
  {
    id: 'missing-slash',
    group: 'never matches',
    severity: 'error',
    severities: 'warning where a stage is named, behind which it may be the route key of a WebSocket API',
    title: 'no slash between method and path',
    why: 'Method and path are segments of their own: `prod/POST/pets`. Written as one word they match no method and path.',
    source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
    bad: granting(`${API}/*/POSTpets`),
    good: granting(`${API}/*/POST/pets`),
  },
  {
    // Behind the name of a stage it may be the route key of a WebSocket API, as SAM writes it.
    severityOf: ({ sourceArn: { suffix } }) => ('stage' in suffix && /[*?]/.test(suffix.stage) ? 'error' : 'warning'),
  },
);
