// Does another statement say all that this one says?

import { alike } from '../alike.js';
import { MOST_STATEMENTS } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { coveringTogether, coversStatement } from '../cover.js';
import { API, grant, policy } from '../example.js';
import type { AuditedStatement } from '../statement.js';
import type { Subject } from '../subject.js';

export const coveredStatement: Check = {
  id: 'covered-statement',
  group: 'useless or risky',
  severity: 'info',
  title: 'a statement that another covers',
  why: 'Whatever it permits, a wider statement permits as well: it changes nothing but the size of the policy. All that are told can be removed at once.',
  source: 'pattern cover: every call that matches the one matches the other',
  bad: policy(grant(`${API}/*`, { Sid: 'api' }), grant(`${API}/*/GET/pets`, { Sid: 'pets' })),
  good: policy(grant(`${API}/*/POST/pets`, { Sid: 'new-pets' }), grant(`${API}/*/GET/pets`, { Sid: 'pets' })),
  find: (subject) => coveredIn(subject).map(({ audited, by }) => problemOf(audited, by)),
};

export interface Covered {
  readonly audited: AuditedStatement;
  /** One, or several that cover it together. */
  readonly by: readonly AuditedStatement[];
}

/** Statements that the others cover, so that all of them may go at once; what is alike is told elsewhere. */
export function coveredIn(subject: Subject): readonly Covered[] {
  // Cost: each is held against each, and what is larger Lambda refuses anyhow.
  if (subject.statements.length < 2 || subject.statements.length > MOST_STATEMENTS) return [];
  const repeated = new Set(alike(subject).flatMap(([, ...others]) => others));
  let kept = subject.statements.filter((audited) => !repeated.has(audited));
  const covered: Covered[] = [];
  // From the last to the first: of two that cover each other the later one goes.
  for (const audited of [...kept].reverse()) {
    const others = kept.filter((one) => one !== audited && one.statement.effect === audited.statement.effect);
    const by = coveringOf(others, audited);
    if (by.length === 0) continue;
    covered.unshift({ audited, by });
    kept = kept.filter((one) => one !== audited);
  }
  return covered;
}

function coveringOf(others: readonly AuditedStatement[], audited: AuditedStatement): readonly AuditedStatement[] {
  const one = others.find((other) => coversStatement(other, audited));
  return one === undefined ? coveringTogether(others, audited) : [one];
}

function problemOf(audited: AuditedStatement, by: readonly AuditedStatement[]): Problem {
  const [first, ...others] = by.map(({ title }) => title);
  const names = others.length === 0 ? `${first} covers` : `${[first, ...others].join(', ')} together cover`;
  return {
    message: `${names} all that ${audited.title} says`,
    hint: 'remove it, or narrow what covers it',
    at: audited.atItself,
  };
}
