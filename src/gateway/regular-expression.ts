// Is a whole text of a regular expression that an API declares? Asked of RE2, which takes no longer than pattern times text.

import { RE2JS } from 're2js';
import type { MatchesWhole } from './response/custom.js';

/** In letters. Cost: reading a longer one takes seconds. */
const MAX_PATTERN = 10_000;
/** States of the pattern times letters of the text. Cost: what takes more of them takes seconds; nobody knows then. */
const MAX_STEPS = 20_000_000;

// Cost: linear in the text, and in the pattern with its counted repetitions written out: `(a{0,1000}){20}` is not short.
// RE2 has no look-around and no back references, which Java has: not known then.
export const matchesWhole: MatchesWhole = (pattern, text) => {
  if (pattern.length > MAX_PATTERN || isOfJavaAlone(pattern) || FOREIGN.test(text)) return undefined;
  try {
    const compiled = RE2JS.compile(pattern);
    return compiled.programSize() * text.length > MAX_STEPS ? undefined : compiled.matches(text);
  } catch {
    return undefined;
  }
};

// Java's documentation of `Pattern`: its `.` stops at line ends that RE2 does not know, and its `\s` takes a vertical tab.
const FOREIGN = /[\v\r\u0085\u2028\u2029]/;

// The same page: classes within classes and their intersections, which RE2 reads as letters; `\v` is any vertical white
// space, and `\12` a back reference, of which RE2 makes single letters.
function isOfJavaAlone(pattern: string): boolean {
  return pattern.includes('&&') || /\[[^\]]*\[/.test(pattern) || /(?<!\\)(?:\\\\)*\\[v1-9]/.test(pattern);
}
