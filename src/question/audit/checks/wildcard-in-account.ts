// Does the account of the source ARN hold a wildcard?

import { ofWildcardIn } from '../wildcard-check.js';

export const wildcardInAccount = ofWildcardIn(
  'account',
  '111122223333',
  'AddPermission takes no wildcard there. Put by PutResourcePolicy it matches the API id in any account.',
);
