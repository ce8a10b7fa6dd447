// Is a whole text of a regular expression that an API declares? Asked of RE2, which no pattern can make slow.

import { RE2JS } from 're2js';
import type { MatchesWhole } from './response/custom.js';

// Cost: linear in pattern times text. RE2 has no look-around and no back references, which Java has: not known then.
export const matchesWhole: MatchesWhole = (pattern, text) => {
  if (isOfJavaAlone(pattern) || /[\r\u0085\u2028\u2029]/.test(text)) return undefined;
  try {
    return RE2JS.compile(pattern).matches(text);
  } catch {
    return undefined;
  }
};

// Java's documentation of `Pattern`: classes within classes and their intersections, which RE2 reads as letters; and its `.` stops
// at line ends that RE2 does not know.
function isOfJavaAlone(pattern: string): boolean {
  return pattern.includes('&&') || /\[[^\]]*\[/.test(pattern.slice(0, 10_000));
}
