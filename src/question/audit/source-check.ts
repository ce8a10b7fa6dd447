// Which checks look at source ARNs one by one? Those of API Gateway, and those that find an oddity of `gateway/oddities.ts`.

import type { Oddity } from '../../gateway/oddities.js';
import { overlaps, type Shape } from '../../glob/relate.js';
import { parseArn } from '../../model/arn.js';
import type { SourceArn } from '../../model/execute-api.js';
import type { Check, Problem } from './check.js';
import type { SourceValue } from './source-value.js';
import type { AuditedStatement } from './statement.js';
import type { Subject } from './subject.js';

/** A value that is API Gateway's. */
export type ExecuteApiValue = SourceValue & { readonly sourceArn: SourceArn };

/** Asks of every source ARN of API Gateway that a policy names. */
export function ofSourceArns(
  find: (value: ExecuteApiValue, audited: AuditedStatement, subject: Subject) => Problem | undefined,
): (subject: Subject) => Problem[] {
  return (subject) => {
    const problems: Problem[] = [];
    for (const audited of subject.statements) {
      for (const value of audited.sources) {
        const problem = value.sourceArn && find(value as ExecuteApiValue, audited, subject);
        if (problem !== undefined) problems.push({ ...problem, value });
      }
    }
    return problems;
  };
}

/** A check that finds the oddity of its name. */
export function ofOddity(page: Omit<Check, 'find'>): Check {
  return {
    ...page,
    find: ofSourceArns((value) => {
      const oddity = value.oddities.find(({ id }) => id === page.id);
      return oddity === undefined || !isProved(value, oddity) ? undefined : problemOf(value, oddity);
    }),
  };
}

function problemOf(value: ExecuteApiValue, { message, hint, severity, to }: Oddity): Problem {
  const at = value.at(value.span('resource'));
  const isPlain = to !== undefined && /^[\w$:/*?{}+.-]+$/.test(to);
  return {
    message: `source ARN: ${message}`,
    hint,
    at,
    severity,
    ...(isPlain && value.isArnOperator ? { fix: { message: `write \`${to}\``, at, text: to } } : {}),
  };
}

/** What is said never to match what was meant has no text in common with it, a star for the stage being no more than that. */
function isProved(value: ExecuteApiValue, { severity, to }: Oddity): boolean {
  if (severity !== 'error' || to === undefined) return true;
  const meant = parseArn(`arn:aws:execute-api:us-east-2:111122223333:${to}`);
  return meant !== undefined && overlaps(value.sourceArn.resource, inOneStage(meant.resource)).truth === 'no';
}

/** The resource with wildcards in API id and stage that do not cross a slash, as neither is presented with one. */
function inOneStage(resource: Shape): Shape {
  let slashes = 0;
  return resource.map((part) => {
    if (part.kind === 'text') slashes += part.text.split('/').length - 1;
    const isHead = slashes < 2 && (part.kind === 'run' || part.kind === 'one');
    return isHead ? { kind: 'bounded', of: part.kind, separator: '/' } : part;
  });
}
