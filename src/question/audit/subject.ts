// What does a check look at? One policy, its statements made ready, and where its function lives.

import type { Policy } from '../../model/policy.js';
import type { Home } from './home.js';
import { type PolicyView, viewOf } from './policy-view.js';
import { AuditedStatement } from './statement.js';

export interface Subject extends PolicyView {
  readonly statements: readonly AuditedStatement[];
  /** The ids of all oddities that some source ARN has. */
  readonly oddities: ReadonlySet<string>;
}

export function subjectOf(policy: Policy, told: Home = {}): Subject {
  const view = viewOf(policy, told);
  const statements = policy.statements.map((statement) => new AuditedStatement(view, statement));
  return { ...view, statements, oddities: oddIdsIn(statements) };
}

// Cost: many checks are for one oddity each, and most policies have none of them.
function oddIdsIn(statements: readonly AuditedStatement[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { sources } of statements) for (const { oddities } of sources) for (const { id } of oddities) ids.add(id);
  return ids;
}
