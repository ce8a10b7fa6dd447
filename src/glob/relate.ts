// How do patterns stand to each other? Covering, overlapping, equal, disjoint: single ones or unions, each with its proof.

import { Automaton, filledWith, isPattern, otherLetter, type Shape } from './automaton.js';
import { match } from './match.js';
import { isOpen, type Pattern } from './pattern.js';
import { type Budget, budgetOf, difference, intersection } from './search.js';

export type { Shape } from './automaton.js';
export { type Budget, budgetOf } from './search.js';

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

/** What it costs to make two patterns ready, however soon they are done with. */
const PREPARING = 10;

const YES = { truth: 'yes' } as const;
const NO = { truth: 'no' } as const;
const UNKNOWN = { truth: 'unknown' } as const;

/** Whether `a` matches every text that `b` matches. Cost: bounded by the search, beyond which it is `unknown`. */
export function covers(a: Shape | Union, b: Shape | Union, budget: Budget = budgetOf()): Cover {
  if (budget.left < 0) return UNKNOWN;
  const above = new Above(shapesOf(a), budget);
  let answer: Cover = YES;
  for (const shape of shapesOf(b)) {
    const cover = above.covers(shape);
    if (cover.truth === 'no') {
      if (answer.truth !== 'no' || isShorter(cover.witness, answer.witness)) answer = cover;
    } else if (cover.truth === 'unknown' && answer.truth === 'yes') answer = UNKNOWN;
  }
  return answer;
}

/** Whether some text matches both. Cost: for each pair the product of their lengths, bounded. */
export function overlaps(a: Shape | Union, b: Shape | Union, budget: Budget = budgetOf()): Overlap {
  const [left, right] = [shapesOf(a), shapesOf(b)];
  let answer: Overlap = NO;
  for (const one of left) {
    for (const other of right) {
      if (budget.left < 0) return answer.truth === 'no' ? UNKNOWN : answer;
      const overlap = overlapOf(one, other, budget);
      if (overlap.truth === 'yes') {
        if (answer.truth !== 'yes' || isShorter(overlap.witness, answer.witness)) answer = overlap;
      } else if (overlap.truth === 'unknown' && answer.truth === 'no') answer = UNKNOWN;
    }
  }
  return answer;
}

/** Whether no text matches both; the witness is one that does. */
export function disjoint(a: Shape | Union, b: Shape | Union, budget: Budget = budgetOf()): Cover {
  return disjointness(overlaps(a, b, budget));
}

/** What an overlap says of being disjoint. */
export function disjointness(overlap: Overlap): Cover {
  if (overlap.truth === 'yes') return { truth: 'no', witness: overlap.witness };
  return overlap.truth === 'no' ? YES : UNKNOWN;
}

/** Whether they match the same texts. */
export function equal(a: Shape | Union, b: Shape | Union, budget: Budget = budgetOf()): Equality {
  return equality(covers(a, b, budget), covers(b, a, budget));
}

/** What covering one way and the other says of being equal. */
export function equality(over: Cover, under: Cover): Equality {
  if (over.truth === 'no' && (under.truth !== 'no' || !isShorter(under.witness, over.witness)))
    return { ...over, only: 'b' };
  if (under.truth === 'no') return { ...under, only: 'a' };
  return over.truth === 'unknown' ? over : under;
}

function isShorter(a: string, b: string): boolean {
  return [...a].length < [...b].length;
}

function shapesOf(value: Shape | Union): readonly Shape[] {
  return 'anyOf' in value ? value.anyOf : [value];
}

function isClosed(shape: Shape): boolean {
  return !isOpen(shape as Pattern);
}

function overlapOf(one: Shape, other: Shape, budget: Budget): Overlap {
  // Cost: most have nothing to do with each other, and how they begin tells so.
  if (!mayBeginAlike(headOf(one), headOf(other))) return NO;
  budget.left -= PREPARING;
  const found = intersection(new Automaton([one]), new Automaton([other]), budget);
  // Even with any text in place of what is not known, there may be none.
  if (found === null) return NO;
  if (found === undefined || !isClosed(one) || !isClosed(other)) return UNKNOWN;
  // Half a letter at the end of one, and half at the beginning of the next, would be read as one.
  return matches(one, found) && matches(other, found) ? { truth: 'yes', witness: found } : UNKNOWN;
}

function headOf([first]: Shape): string {
  return first?.kind === 'text' ? first.text : '';
}

function mayBeginAlike(a: string, b: string): boolean {
  return a.length < b.length ? b.startsWith(a) : a.startsWith(b);
}

function matches(shape: Shape, text: string): boolean {
  return isPattern(shape) ? match(shape, text) !== 'no' : new Automaton([shape]).matches(text);
}

/** The upper side of a cover: made ready for many that may be below. */
class Above {
  readonly #printed: ReadonlySet<string>;
  readonly #closed: readonly Shape[];
  #automata = new Map<readonly Shape[], Automaton>();

  constructor(
    readonly shapes: readonly Shape[],
    readonly budget: Budget,
  ) {
    this.#printed = new Set(shapes.map((shape) => JSON.stringify(shape)));
    this.#closed = shapes.every(isClosed) ? shapes : shapes.filter(isClosed);
  }

  covers(b: Shape): Cover {
    // A hole equals itself, whatever it may come to stand for.
    if (this.#printed.has(JSON.stringify(b))) return YES;
    if (this.budget.left < 0) return UNKNOWN;
    this.budget.left -= PREPARING + this.shapes.length;
    const known = this.#coversClosed(this.#closed, b);
    if (known.truth === 'yes') return YES;
    if (this.#closed === this.shapes) return isClosed(b) || known.truth !== 'no' ? known : UNKNOWN;
    // Read as a star, a hole above makes it too wide, one below makes that too wide: only one answer is safe in either.
    const widest = this.#coversClosed(this.shapes, b);
    return widest.truth === 'no' && isClosed(b) ? widest : UNKNOWN;
  }

  /** The same with any text in place of holes. */
  #coversClosed(above: readonly Shape[], b: Shape): Cover {
    const upper = this.#automatonOf(above);
    const lower = new Automaton([b]);
    const other = otherLetter(upper, lower);
    const isIn = (text: string) => above.some((shape) => matches(shape, text));
    // Cost: most patterns have nothing to do with each other, and a shortest text of `b` tells so.
    const shortest = filledWith(b, other, '');
    if (!isIn(shortest)) return { truth: 'no', witness: shortest };
    // A letter that none names, in place of each wildcard of `b`: only a wildcard above takes it, and a star takes any text.
    const strange = filledWith(b, other);
    const isStrangeIn = isIn(strange);
    if (isStrangeIn && upper.isPlain) return YES;
    const witness = difference(lower, upper, other, this.budget);
    if (witness === null) return YES;
    if (witness !== undefined && matches(b, witness) && !isIn(witness)) return { truth: 'no', witness };
    // Where no shortest witness is found in time, any is one.
    return isStrangeIn ? UNKNOWN : { truth: 'no', witness: strange };
  }

  #automatonOf(shapes: readonly Shape[]): Automaton {
    const automaton = this.#automata.get(shapes) ?? new Automaton(shapes);
    this.#automata.set(shapes, automaton);
    return automaton;
  }
}
