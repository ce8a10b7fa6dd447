// What is the answer, and why? AWS's own words for a decision, and what each statement had to do with it.

import type { Truth } from '../glob/truth.js';
import type { Finding } from './finding.js';
import type { Place } from './place.js';
import type { Effect, StatementElement } from './policy.js';

/** `allowed`, `explicitDeny` and `implicitDeny` are AWS's words (policy simulator); `unknown` is ours. */
export type Verdict = 'allowed' | 'explicitDeny' | 'implicitDeny' | 'unknown';

/**
 * How good the evidence for a fact is: recorded on AWS, AWS's simulator, documented, observed by users, inferred,
 * sources in conflict, nobody knows. The strongest first.
 */
export type Grade = 'R' | 'S' | 'D' | 'O' | 'I' | 'C' | '?';

export const GRADES: Readonly<Record<Grade, string>> = {
  R: 'recorded on AWS',
  S: "recorded from AWS's policy simulator",
  D: 'documented by AWS',
  O: 'observed by users',
  I: 'inferred',
  C: 'sources conflict',
  '?': 'nobody knows',
};

/** A fact of weak evidence that an answer leans on. */
export interface Caveat {
  readonly grade: Grade;
  readonly message: string;
}

/** The element of a statement that said no, or could not say, and why. */
export interface Reason {
  readonly element: StatementElement;
  readonly truth: Truth;
  readonly message: string;
  /** For a condition: its operator and key, as written. */
  readonly operator?: string;
  readonly key?: string;
  /** What the policy wants: as written. */
  readonly expected: readonly string[];
  /** What the request brings: nothing where the key is absent, undefined where it is not known. */
  readonly actual?: readonly string[];
  /** For ARNs: the first component of the nearest value that differs. */
  readonly component?: string;
  readonly place: Place;
}

export interface StatementAnswer {
  readonly sid: string | null;
  readonly place: Place;
  /** Null where it is missing or AWS would refuse it. */
  readonly effect: Effect | null;
  /** Whether the statement speaks of this invocation. */
  readonly match: Truth;
  /** The first element that said no (or could not say); null where every element matches. */
  readonly because: Reason | null;
}

export interface StatementReference {
  /** Its index in `statements`. */
  readonly index: number;
  readonly sid: string | null;
  readonly place: Place;
}

/** One source ARN that API Gateway may present, and what the policy says to it. */
export interface CandidateAnswer {
  readonly sourceArn: string;
  readonly grade: Grade;
  readonly evidence: string;
  /** Whether the verdict rests on it; otherwise it only shows where sources disagree. */
  readonly decides: boolean;
  readonly verdict: Verdict;
}

/** The Allow statement that came nearest, and the change that would make it match. */
export interface NearMiss {
  readonly sid: string | null;
  readonly place: Place;
  readonly message: string;
  readonly hint: string;
  /** The values to change; with all of them made, the statement matches. */
  readonly changes: readonly Change[];
}

export interface Change {
  /** JSON pointer of the element inside the document. */
  readonly pointer: string;
  readonly from: string;
  /** Null: leave out what stands there. */
  readonly to: string | null;
}

/** The invocation as it was evaluated. */
export interface EvaluatedInvocation {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
}

/** The answer to "would this invocation be permitted?"; every renderer and the JSON output draw it as it is. */
export interface Answer {
  readonly schemaVersion: 1;
  readonly question: 'evaluate';
  readonly verdict: Verdict;
  readonly invocation: EvaluatedInvocation;
  readonly candidates: readonly CandidateAnswer[];
  readonly statements: readonly StatementAnswer[];
  /** The first statement that makes the verdict; null where none does. */
  readonly decidedBy: StatementReference | null;
  readonly nearMiss: NearMiss | null;
  readonly caveats: readonly Caveat[];
  readonly findings: readonly Finding[];
}
