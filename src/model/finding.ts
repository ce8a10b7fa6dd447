// What is there to say about a document? An id, how bad it is, a sentence, a way out, and its place.

import type { Place } from './place.js';

export type Severity = 'error' | 'warning' | 'info';

/** Something noticed. Data, never thrown. */
export interface Finding {
  /** Stable and kebab-case: `missing-principal`. */
  readonly id: string;
  readonly severity: Severity;
  /** One lower-case sentence without a full stop; input in backticks. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly place?: Place;
  /** A change of the text that does away with it. */
  readonly fix?: Fix;
  /** The same for the same thing in the same file, whatever moves around it. */
  readonly fingerprint?: string;
}

/** A stretch of the source to replace. */
export interface Fix {
  /** What it does: "write `us-east-2`". */
  readonly message: string;
  readonly place: Place;
  /** What is to stand there, escaped as the place needs it. */
  readonly text: string;
}

/** What a finding's id stands for: the page behind it. */
export interface Rule {
  readonly id: string;
  /** What becomes of a policy that has the fault: "never matches". */
  readonly group: string;
  /** The worst that its findings are. */
  readonly severity: Severity;
  /** In a few words, as a sentence without a full stop. */
  readonly title: string;
  /** What goes wrong, in sentences. */
  readonly why: string;
  /** How we know. */
  readonly source: string;
  /** The page as Markdown. */
  readonly page: string;
}
