// What does a statement require of an invocation? One element of it, or one condition key.

import type { Truth } from '../../glob/truth.js';
import type { Caveat, Reason } from '../../model/decision.js';
import type { Invocation } from '../../model/invocation.js';
import type { StatementElement } from '../../model/policy.js';

/** Why a requirement says what it says: a reason without its place. */
export interface Explanation extends Omit<Reason, 'element' | 'truth' | 'place'> {
  /** The value, and the letters of it, that the place is to show. */
  readonly difference?: { readonly index: number; readonly part: readonly [start: number, end: number] };
}

export interface Requirement {
  readonly element: StatementElement;
  /** What it speaks of, as written: `Action`, `aws:SourceArn`. */
  readonly subject: string;
  /** Equal keys, equal requirements: a policy asks each only once per decision. */
  readonly key: string;
  ask(invocation: Invocation): Truth;
  /** Called for reports only. */
  explain(invocation: Invocation): Explanation;
  /** Facts of weak evidence that `ask` leaned on. */
  caveats(invocation: Invocation): readonly Caveat[];
  /** The value that would make it hold for all of them (they differ in their source ARN alone); undefined where none would. */
  mend?(invocations: readonly Invocation[]): Mending | undefined;
}

/** One value to change, or (without `to`) the whole requirement to leave out. */
export interface Mending {
  /** Which of the values under the requirement's pointer. */
  readonly index: number;
  readonly from: string;
  readonly to?: string;
  /** What differs, in clauses. */
  readonly differences: readonly string[];
  readonly wayOut: string;
  /** Whether the value, as it is, may well serve another call, so that a statement is to be added, not changed. */
  readonly servesOthers: boolean;
  /** How much differs: 0 nothing, 1 all of it. */
  readonly distance: number;
  /** For a principal, its type. */
  readonly type?: string;
}

/** A requirement that AWS would refuse as it is written: what it asks, nobody can say. */
export function unclear(element: StatementElement): Requirement {
  return {
    element,
    subject: element,
    key: `unclear ${element}`,
    ask: () => 'unknown',
    explain: () => ({
      message:
        element === 'Statement'
          ? 'AWS would refuse this statement as it is written'
          : `it has no \`${element}\`, or one that AWS would refuse`,
      expected: [],
    }),
    caveats: () => [],
  };
}

/** How far two texts are apart: the share of letters outside their common beginning and end. */
export function distance(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return 1 - (head + tail) / longest;
}
