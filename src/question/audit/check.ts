// What must a check bring? One file in `checks/`, one line in its index; documentation and tests come from it too.

import type { Rule, Severity } from '../../model/finding.js';
import type { Json } from '../../model/policy.js';
import type { At } from './at.js';
import type { Home } from './home.js';
import type { SourceValue } from './source-value.js';
import type { Subject } from './subject.js';

/** What becomes of a policy that has the fault. */
export const GROUPS = [
  'never matches',
  'too wide',
  'denies by surprise',
  'useless or risky',
  'across documents',
] as const;
export type Group = (typeof GROUPS)[number];

export interface Check extends Omit<Rule, 'page' | 'group'> {
  /** The file's name. */
  readonly id: string;
  readonly group: Group;
  /** Where severities differ: when it is another one. */
  readonly severities?: string;
  /** A policy with the fault, and the same one without: a document, several in a list, or the text itself. */
  readonly bad: Json;
  readonly good: Json;
  /** Where the function of the examples is said to be, beside what their Resources say. */
  readonly told?: Home;
  /** What is wrong with one policy. */
  readonly find?: (subject: Subject) => Iterable<Problem>;
  /** What is wrong with several together. */
  readonly findAcross?: (subjects: readonly Subject[]) => Iterable<ProblemOf>;
}

/** What to write instead: plain letters for plain letters, so that neither needs an escape inside a string. */
export interface Change {
  readonly message: string;
  readonly at: At;
  /** Where quotes stand around them: the letters inside. */
  readonly from?: string;
  readonly text: string;
}

/** A finding before it has its place. */
export interface Problem {
  /** One lower-case sentence without a full stop; input in backticks. */
  readonly message: string;
  readonly hint?: string;
  readonly at: At;
  /** Default: the check's. */
  readonly severity?: Severity;
  readonly fix?: Change;
  /** The value of a condition that is at fault: beside one that is not, it is dead weight and no more. */
  readonly value?: Pick<SourceValue, 'condition' | 'index'>;
}

export interface ProblemOf extends Problem {
  readonly subject: Subject;
}
