// Is a whole text of a regular expression that an API declares? Asked of RE2, which no pattern can make slow.

import { RE2JS } from 're2js';
import type { MatchesWhole } from './response/custom.js';

// Cost: linear in pattern times text. RE2 has no look-around and no back references, which Java has: not known then.
export const matchesWhole: MatchesWhole = (pattern, text) => {
  try {
    return RE2JS.compile(pattern).matches(text);
  } catch {
    return undefined;
  }
};
