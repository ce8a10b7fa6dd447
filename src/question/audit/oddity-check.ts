// Which check finds an oddity of `gateway/oddities.ts`, and how is it proved?

import type { Oddity } from '../../gateway/oddities.js';
import { overlaps, type Shape } from '../../glob/relate.js';
import { parseArn } from '../../model/arn.js';
import { type ExecuteApiValue, ofSourceArns } from './asking.js';
import type { Check, Problem } from './check.js';

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
