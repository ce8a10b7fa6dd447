// What does a check look at? One policy, its statements made ready, and where its function lives.

import type { Policy } from '../../model/policy.js';
import type { Home } from './home.js';
import { type PolicyView, viewOf } from './policy-view.js';
import { AuditedStatement } from './statement.js';

export interface Subject extends PolicyView {
  readonly statements: readonly AuditedStatement[];
}

export function subjectOf(policy: Policy, told: Home = {}): Subject {
  const view = viewOf(policy, told);
  return { ...view, statements: policy.statements.map((statement) => new AuditedStatement(view, statement)) };
}
