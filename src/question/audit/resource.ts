// How does a Resource stand to the function whose policy it is in, and how many statements have it?

import { match } from '../../glob/match.js';
import { isOpen, literalOf } from '../../glob/pattern.js';
import { overlaps } from '../../glob/relate.js';
import { arnOfPattern } from '../../model/arn.js';
import type { Severity } from '../../model/finding.js';
import type { Home } from './home.js';
import type { AuditedStatement } from './statement.js';

/** Whether a Resource can never be the function that we are told of, for one part of its ARN. */
export function isDifferent(
  { view }: AuditedStatement,
  text: string,
  part: 'partition' | 'region' | 'account' | 'name',
): boolean {
  const told = view.told[part];
  if (told === undefined) return false;
  const arn = arnOfPattern(view.read(text, true));
  if (arn === undefined) return false;
  if (part !== 'name') return !isOpen(arn[part]) && match(arn[part], told) === 'no';
  // AWS: Lambda guide, "ARN format": the name, and a version or alias behind a colon.
  const named = [`function:${told}`, `function:${told}:*`].map((one) => view.read(one, true));
  return literalOf(arn.service) === 'lambda' && overlaps(arn.resource, { anyOf: named }).truth === 'no';
}

/** How bad a Resource is that never matches: beside one that may, it is dead weight and no more. */
export function severityOfDead({ statement }: AuditedStatement, isDead: (text: string) => boolean): Severity {
  return (statement.resource ?? []).every(isDead) ? 'error' : 'warning';
}

/** A version or alias in a message. */
export function qualifierText(qualifier: Home['qualifier']): string {
  return qualifier === null || qualifier === undefined ? 'the unqualified function' : `\`${qualifier}\``;
}

/** A Resource, and the first statement that has it. */
export interface FirstResource {
  readonly audited: AuditedStatement;
  readonly text: string;
  readonly index: number;
  /** How many statements have it. */
  readonly count: number;
}

/** Each Resource once: most often all statements have the same. */
export function firstOfEach(statements: readonly AuditedStatement[]): readonly FirstResource[] {
  const first = new Map<string, FirstResource>();
  for (const audited of statements) {
    for (const [index, text] of (audited.statement.resource ?? []).entries()) {
      const known = first.get(text);
      first.set(text, known === undefined ? { audited, text, index, count: 1 } : { ...known, count: known.count + 1 });
    }
  }
  return [...first.values()];
}

/** The statement in a message, or how many there are like it. */
export function titleOf({ title }: AuditedStatement, count: number): string {
  return count === 1 ? title : `${title} and ${count - 1} more`;
}
