// Which is a shortest text of one automaton but not of the other, or of both? Searched letter by letter, within bounds.

import { type Automaton, otherLetter } from './automaton.js';

/** How many states may still be looked at before a search is given up; one budget may serve many searches. */
export interface Budget {
  left: number;
}

/** A fraction of a second. */
const MOST_WORK = 400_000;

export function budgetOf(): Budget {
  return { left: MOST_WORK };
}

/** What a search ends with: a shortest text, null where there is none, undefined where it was given up. */
export type Found = string | null | undefined;

/** Where a search for a difference stands: one way through `b`, every way through `a`, and the text so far. */
interface Difference {
  readonly at: number;
  readonly states: readonly number[];
  readonly text: string;
}

/** A shortest text that `b` matches and `a` does not. `other`: a letter that neither names. */
export function difference(b: Automaton, a: Automaton, other: string, budget: Budget = budgetOf()): Found {
  const seen = new Set<string>();
  let level: Difference[] = [];
  const visit = (next: Difference[], step: Difference) => {
    const key = `${step.at} ${step.states.join(' ')}`;
    if (seen.has(key) || step.states.some((state) => a.isEverything(state))) return;
    seen.add(key);
    next.push(step);
    if (b.isRun(step.at)) visit(next, { ...step, at: step.at + 1 });
  };
  const first = a.closure(a.starts);
  for (const at of b.starts) visit(level, { at, states: first, text: '' });
  while (level.length > 0) {
    const next: Difference[] = [];
    for (const { at, states, text } of level) {
      if (b.isEnd(at) && !states.some((state) => a.isEnd(state))) return text;
      for (const letter of lettersFor(b, at, a, states, other)) {
        const behind = b.after(at, letter);
        if (behind === undefined) continue;
        budget.left -= states.length + 1;
        visit(next, { at: behind, states: a.step(states, letter), text: text + letter });
      }
      if (budget.left < 0) return undefined;
    }
    level = next;
  }
  return null;
}

/** The letters that may lead elsewhere than others do: one that nobody names stands for all of those. */
function lettersFor(b: Automaton, at: number, a: Automaton, states: readonly number[], other: string): Set<string> {
  const { named, isWild } = b.lettersAt(at);
  if (!isWild) return new Set(named);
  return new Set([other, ...named, ...states.flatMap((state) => a.lettersAt(state).named)]);
}

/** A shortest text that both match. */
export function intersection(a: Automaton, b: Automaton, budget: Budget = budgetOf()): Found {
  const other = otherLetter(a, b);
  const seen = new Set<string>();
  let level: { readonly i: number; readonly j: number; readonly text: string }[] = [];
  const visit = (next: typeof level, i: number, j: number, text: string) => {
    const key = `${i} ${j}`;
    if (seen.has(key)) return;
    seen.add(key);
    budget.left -= 1;
    next.push({ i, j, text });
    if (a.isRun(i)) visit(next, i + 1, j, text);
    if (b.isRun(j)) visit(next, i, j + 1, text);
  };
  for (const i of a.starts) for (const j of b.starts) visit(level, i, j, '');
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { i, j, text } of level) {
      if (a.isEnd(i) && b.isEnd(j)) return text;
      const letter = commonLetter(a, i, b, j, other);
      const [behind, beside] = letter === undefined ? [] : [a.after(i, letter), b.after(j, letter)];
      if (letter !== undefined && behind !== undefined && beside !== undefined)
        visit(next, behind, beside, text + letter);
    }
    if (budget.left < 0) return undefined;
    level = next;
  }
  return null;
}

/** A letter that both may take; undefined where there is none. */
function commonLetter(a: Automaton, i: number, b: Automaton, j: number, other: string): string | undefined {
  const [one, two] = [a.lettersAt(i), b.lettersAt(j)];
  if (one.isWild && two.isWild) return other;
  return one.isWild ? two.named[0] : one.named[0];
}
