// How does a check go through a policy? Statement by statement, condition by condition, or source ARN by source ARN.

import type { SourceArn } from '../../model/execute-api.js';
import type { Problem } from './check.js';
import type { SourceValue } from './source-value.js';
import type { AuditedStatement, NamedCondition } from './statement.js';
import type { Subject } from './subject.js';

type Find = (subject: Subject) => readonly Problem[];

/** Nothing found. Cost: most checks find nothing in most policies, and make no list then. */
export const NONE: readonly Problem[] = [];

/** Beyond so many, statements are not held against each other: Lambda's 20,480 bytes hold fewer grants to an API. */
export const MOST_STATEMENTS = 300;

/** Asks of every statement. */
export function ofStatements(find: (audited: AuditedStatement, subject: Subject) => readonly Problem[]): Find {
  return (subject) => {
    let problems = NONE;
    for (const audited of subject.statements) {
      const found = find(audited, subject);
      if (found.length > 0) problems = [...problems, ...found];
    }
    return problems;
  };
}

/** Asks of every condition. */
export function ofConditions(find: (named: NamedCondition, audited: AuditedStatement) => Problem | undefined): Find {
  return ofStatements((audited) => {
    let problems = NONE;
    for (const named of audited.conditions) {
      const problem = find(named, audited);
      if (problem !== undefined) problems = [...problems, problem];
    }
    return problems;
  });
}

/** A value that is API Gateway's. */
export type ExecuteApiValue = SourceValue & { readonly sourceArn: SourceArn };

/** Asks of every source ARN of API Gateway that a policy names. */
export function ofSourceArns(
  find: (value: ExecuteApiValue, audited: AuditedStatement, subject: Subject) => Problem | undefined,
): Find {
  return ofStatements((audited, subject) => {
    let problems = NONE;
    for (const value of audited.sources) {
      const problem = value.sourceArn && find(value as ExecuteApiValue, audited, subject);
      if (problem !== undefined) problems = [...problems, { ...problem, value }];
    }
    return problems;
  });
}
