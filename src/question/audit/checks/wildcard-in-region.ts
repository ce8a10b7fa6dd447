// Does the region of the source ARN hold a wildcard?

import { ofWildcardIn } from '../wildcard-check.js';

export const wildcardInRegion = ofWildcardIn(
  'region',
  'us-east-2',
  "AddPermission takes no wildcard there. Put by PutResourcePolicy it matches, but only ever the function's own region.",
);
