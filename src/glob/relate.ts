// How do two patterns stand to each other? Has every text of one a match in the other, or is there one that both match?

import { match } from './match.js';
import { isOpen, type Part, type Pattern, sampleOf } from './pattern.js';

/** An answer with its proof: a shortest text that tells the difference. */
export type Cover =
  | { readonly truth: 'yes' }
  | { readonly truth: 'no'; readonly witness: string }
  /** A hole or a variable may decide it, or the search was given up. */
  | { readonly truth: 'unknown' };

/** A pattern that may also ask for a segment: one letter or more, none of them a slash. */
export type Shape = readonly (Part | { readonly kind: 'segment' })[];

const YES: Cover = { truth: 'yes' };
const UNKNOWN: Cover = { truth: 'unknown' };

/** Of `?` beside many `*`: those without `?` are decided at once. */
const MOST_WORK = 150_000;

/** Whether `a` matches every text that `b` matches; if not, a shortest text of `b` alone. Cost: bounded by `MOST_WORK`. */
export function covers(a: Pattern, b: Pattern): Cover {
  // A hole equals itself, whatever it may come to stand for.
  if (JSON.stringify(a) === JSON.stringify(b)) return YES;
  if (isOpen(a) && isOpen(b)) return UNKNOWN;
  const known = isOpen(a) || isOpen(b) ? undefined : coversClosed(a, b);
  if (known?.truth === 'yes') return known;
  const witness = witnessAgainst(tokensOf(a), tokensOf(b));
  // Where no shortest witness is found in time, any is one.
  if (witness === undefined) return known ?? UNKNOWN;
  // Read as a star, a hole in `a` makes it too wide, one in `b` makes that too wide: only one answer is safe in either.
  if (witness === null) return isOpen(a) ? UNKNOWN : YES;
  return isOpen(b) ? UNKNOWN : { truth: 'no', witness };
}

/** The same of patterns without holes, where it is seen at once; a witness need not be a shortest one. */
function coversClosed(a: Pattern, b: Pattern): Cover | undefined {
  // Cost: most patterns have nothing to do with each other, and the shortest text of `b` tells so.
  const shortest = shortestOf(b, a);
  if (match(a, shortest) === 'no') return { truth: 'no', witness: shortest };
  if (a.some(({ kind }) => kind === 'one')) return undefined;
  // A letter that neither names, in place of each wildcard of `b`: only a star of `a` takes it, and that takes any text.
  const [other] = alphabetOf(tokensOf(a), tokensOf(b));
  const text = b.map((part) => (part.kind === 'text' ? part.text : other)).join('');
  return match(a, text) === 'yes' ? YES : { truth: 'no', witness: text };
}

/** A shortest text of a pattern without holes: its `?` letters that no pattern names. */
function shortestOf(pattern: Pattern, other: Pattern): string {
  const hasOne = pattern.some(({ kind }) => kind === 'one');
  return sampleOf(pattern, hasOne ? alphabetOf(tokensOf(pattern), tokensOf(other))[0] : '');
}

/** Where a search stands: how much of `b` is used, what `a` may be at, and the text so far. */
interface Step {
  readonly at: number;
  readonly states: readonly number[];
  readonly text: string;
}

/** A shortest text that `b` matches and `a` does not; null where there is none, undefined where the search is given up. */
function witnessAgainst(a: readonly Token[], b: readonly Token[]): string | null | undefined {
  const letters = alphabetOf(a, b);
  const seen = new Set<string>();
  let work = 0;
  let level: Step[] = [];
  const visit = (next: Step[], step: Step) => {
    const key = `${step.at} ${step.states.join(' ')}`;
    // Behind a star at its end, `a` matches whatever follows.
    if (seen.has(key) || step.states.some((state) => a[state]?.isRun && state === a.length - 1)) return;
    seen.add(key);
    next.push(step);
    if (b[step.at]?.isRun) visit(next, { ...step, at: step.at + 1 });
  };
  visit(level, { at: 0, states: closure(a, [0]), text: '' });
  while (level.length > 0) {
    const next: Step[] = [];
    for (const { at, states, text } of level) {
      const token = b[at];
      if (token === undefined && !states.includes(a.length)) return text;
      if (token === undefined) continue;
      for (const letter of letters) {
        work += states.length;
        if (share(token.letter, letter))
          visit(next, { at: token.isRun ? at : at + 1, states: after(a, states, letter), text: text + letter });
      }
      if (work > MOST_WORK) return undefined;
    }
    level = next;
  }
  return null;
}

/** The letters that can make a difference: those that either names, and one that neither does, which comes first. */
function alphabetOf(...patterns: readonly (readonly Token[])[]): readonly [other: string, ...named: string[]] {
  const named = new Set(
    patterns.flat().flatMap(({ letter }) => (letter === 'any' || letter === 'inside' ? [] : letter)),
  );
  let other = 'x'.codePointAt(0) as number;
  while (named.has(String.fromCodePoint(other))) other += 1;
  return [String.fromCodePoint(other), ...named];
}

/** The states that are reached with runs left out, in order. */
function closure(a: readonly Token[], states: readonly number[]): number[] {
  const closed = new Set(states);
  // A set is walked in the order it grows.
  for (const state of closed) if (a[state]?.isRun) closed.add(state + 1);
  return [...closed].sort((one, other) => one - other);
}

function after(a: readonly Token[], states: readonly number[], letter: string): number[] {
  const moved = states.flatMap((state) => {
    const token = a[state];
    if (token === undefined || !share(token.letter, letter)) return [];
    return token.isRun ? state : state + 1;
  });
  return closure(a, moved);
}

interface Token {
  /** May repeat, and may be left out. */
  readonly isRun: boolean;
  /** One letter, any letter, or any but a slash. */
  readonly letter: string | 'any' | 'inside';
}

/** Whether some text matches both. Cost: the product of their lengths. */
export function overlaps(a: Pattern | Shape, b: Pattern | Shape): boolean {
  const [left, right] = [tokensOf(a), tokensOf(b)];
  const width = right.length + 1;
  const seen = new Set<number>([0]);
  const visit = (i: number, j: number) => void seen.add(i * width + j);
  // A set is walked in the order it grows.
  for (const state of seen) {
    const [i, j] = [Math.floor(state / width), state % width];
    const [one, other] = [left[i], right[j]];
    if (one === undefined && other === undefined) return true;
    if (one?.isRun) visit(i + 1, j);
    if (other?.isRun) visit(i, j + 1);
    if (one && other && share(one.letter, other.letter)) visit(one.isRun ? i : i + 1, other.isRun ? j : j + 1);
  }
  return false;
}

function share(a: Token['letter'], b: Token['letter']): boolean {
  if (a === 'any' || b === 'any' || a === b) return true;
  return (a === 'inside' && b !== '/') || (b === 'inside' && a !== '/');
}

function tokensOf(shape: Shape): Token[] {
  return shape.flatMap((part): Token[] => {
    switch (part.kind) {
      case 'text':
        return Array.from(part.text, (letter) => ({ isRun: false, letter }));
      case 'one':
        return [{ isRun: false, letter: 'any' }];
      case 'segment':
        return [
          { isRun: false, letter: 'inside' },
          { isRun: true, letter: 'inside' },
        ];
      default:
        // A hole or a variable may stand for any text.
        return [{ isRun: true, letter: 'any' }];
    }
  });
}
