// Does an ARN match an ARN pattern? Six components, each on its own.

import { compileMatcher } from '../../glob/match.js';
import type { Pattern } from '../../glob/pattern.js';
import { every, type Truth } from '../../glob/truth.js';
import { type ArnText, arnOfPattern } from '../../model/arn.js';

export type ArnMatcher = (arn: ArnText) => Truth;

/** A pattern of fewer than six components matches no ARN. */
export function compileArnMatcher(pattern: Pattern): ArnMatcher {
  const arn = arnOfPattern(pattern);
  if (arn === undefined) return () => 'no';
  // Cost: the resource tells the ARNs in one function's policy apart, so it is asked first.
  const names = ['resource', 'region', 'account', 'service', 'partition'] as const;
  const parts = names.map((name) => ({ name, matches: compileMatcher(arn[name]) }));
  return (value) => every(parts, ({ name, matches }) => matches(value[name]));
}
