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
}
