// Does the partition of the source ARN hold a wildcard?

import { ofWildcardIn } from '../wildcard-check.js';

export const wildcardInPartition = ofWildcardIn(
  'partition',
  'aws',
  'AddPermission takes no wildcard there. Put by PutResourcePolicy it matches, and says nothing that the partition would not: a call never leaves it.',
);
