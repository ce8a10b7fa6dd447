// How do patterns stand to each other? Covering, overlapping, equal, disjoint: single ones or unions, each with its proof.

import { Automaton, filledWith, otherLetter, type Shape } from './automaton.js';
import { isOpen, type Pattern } from './pattern.js';
import { difference, intersection } from './search.js';

export type { Shape } from './automaton.js';

/** What any of several patterns matches; of none, nothing. */
export interface Union {
  readonly anyOf: readonly Shape[];
}

/** An answer that is proved where it is no: by a shortest text of `b` alone. */
export type Cover =
  | { readonly truth: 'yes' }
  | { readonly truth: 'no'; readonly witness: string }
  /** A hole or a variable may decide it, or the search was given up. */
  | { readonly truth: 'unknown' };

/** An answer that is proved where it is yes: by a shortest text of both. */
export type Overlap =
  | { readonly truth: 'yes'; readonly witness: string }
  | { readonly truth: 'no' }
  | { readonly truth: 'unknown' };

/** Where not, a shortest text of one of them alone. */
export type Equality =
  | { readonly truth: 'yes' }
  | { readonly truth: 'no'; readonly witness: string; readonly only: 'a' | 'b' }
  | { readonly truth: 'unknown' };

const YES = { truth: 'yes' } as const;
const NO = { truth: 'no' } as const;
const UNKNOWN = { truth: 'unknown' } as const;

/** Whether `a` matches every text that `b` matches. Cost: bounded by the search, beyond which it is `unknown`. */
export function covers(a: Shape | Union, b: Shape | Union): Cover {
  const above = shapesOf(a);
  let answer: Cover = YES;
  for (const shape of shapesOf(b)) {
    const cover = coversOne(above, shape);
    if (cover.truth === 'no') {
      if (answer.truth !== 'no' || cover.witness.length < answer.witness.length) answer = cover;
    } else if (cover.truth === 'unknown' && answer.truth === 'yes') answer = UNKNOWN;
  }
  return answer;
}

/** Whether some text matches both. Cost: the product of their lengths, bounded. */
export function overlaps(a: Shape | Union, b: Shape | Union): Overlap {
  const [left, right] = [shapesOf(a), shapesOf(b)];
  const closed = intersection(new Automaton(left.filter(isClosed)), new Automaton(right.filter(isClosed)));
  if (typeof closed === 'string') return { truth: 'yes', witness: closed };
  const isAllClosed = [...left, ...right].every(isClosed);
  // Even with any text in place of what is not known, there may be none.
  const widest = isAllClosed ? closed : intersection(new Automaton(left), new Automaton(right));
  return widest === null ? NO : UNKNOWN;
}

/** Whether no text matches both; the witness is one that does. */
export function disjoint(a: Shape | Union, b: Shape | Union): Cover {
  const overlap = overlaps(a, b);
  if (overlap.truth === 'yes') return { truth: 'no', witness: overlap.witness };
  return overlap.truth === 'no' ? YES : UNKNOWN;
}

/** Whether they match the same texts. */
export function equal(a: Shape | Union, b: Shape | Union): Equality {
  const [over, under] = [covers(a, b), covers(b, a)];
  if (over.truth === 'no' && (under.truth !== 'no' || over.witness.length <= under.witness.length))
    return { ...over, only: 'b' };
  if (under.truth === 'no') return { ...under, only: 'a' };
  return over.truth === 'unknown' ? over : under;
}

function shapesOf(value: Shape | Union): readonly Shape[] {
  return 'anyOf' in value ? value.anyOf : [value];
}

function isClosed(shape: Shape): boolean {
  return !isOpen(shape as Pattern);
}

function coversOne(above: readonly Shape[], b: Shape): Cover {
  // A hole equals itself, whatever it may come to stand for.
  const printed = JSON.stringify(b);
  if (above.some((a) => JSON.stringify(a) === printed)) return YES;
  const known = coversClosed(above.filter(isClosed), b);
  if (known.truth === 'yes' || above.every(isClosed)) return isClosed(b) || known.truth !== 'no' ? known : UNKNOWN;
  // Read as a star, a hole in `a` makes it too wide, one in `b` makes that too wide: only one answer is safe in either.
  const widest = coversClosed(above, b);
  return widest.truth === 'no' && isClosed(b) ? widest : UNKNOWN;
}

/** The same with any text in place of holes. */
function coversClosed(above: readonly Shape[], b: Shape): Cover {
  const [upper, lower] = [new Automaton(above), new Automaton([b])];
  const other = otherLetter(upper, lower);
  // Cost: most patterns have nothing to do with each other, and a shortest text of `b` tells so.
  const shortest = filledWith(b, other, '');
  if (!upper.matches(shortest)) return { truth: 'no', witness: shortest };
  // A letter that none names, in place of each wildcard of `b`: only a wildcard of `a` takes it, and a star takes any text.
  const strange = filledWith(b, other);
  const isStrangeIn = upper.matches(strange);
  if (isStrangeIn && upper.isPlain) return YES;
  const witness = difference(lower, upper, other);
  if (witness === null) return YES;
  // Where no shortest witness is found in time, any is one.
  if (witness === undefined) return isStrangeIn ? UNKNOWN : { truth: 'no', witness: strange };
  return { truth: 'no', witness };
}
