// Which check finds an oddity of `gateway/oddities.ts`, and how is it proved?

import type { Oddity } from '../../gateway/source-arn/oddity.js';
import { type Pattern, parsePattern } from '../../glob/pattern.js';
import { overlaps, type Shape } from '../../glob/relate.js';
import type { Severity } from '../../model/finding.js';
import { type ExecuteApiValue, NONE, ofSourceArns } from './asking.js';
import type { Check, Problem } from './check.js';
import type { AuditedStatement } from './statement.js';
import type { Subject } from './subject.js';

/** What an audit knows better than the ARN by itself tells. */
interface Judgement {
  /** Whether it is told at all; default yes. */
  readonly isMeant?: (audited: AuditedStatement) => boolean;
  /** How bad it is; default as the oddity has it. */
  readonly severityOf?: (value: ExecuteApiValue, subject: Subject) => Severity;
}

/** A check that finds the oddity of its name. */
export function ofOddity(page: Omit<Check, 'find'>, { isMeant, severityOf }: Judgement = {}): Check {
  const find = ofSourceArns((value, audited, subject) => {
    const oddity = value.oddities.find(({ id }) => id === page.id);
    if (oddity === undefined || isMeant?.(audited) === false) return undefined;
    const severity = severityOf?.(value, subject) ?? oddity.severity;
    // A star that crosses slashes may reach what was meant by another way: then it is suspicious, and no more.
    const isProved = severity !== 'error' || oddity.to === undefined || isApartFrom(value, oddity.to);
    return problemOf(value, { ...oddity, severity: isProved ? severity : 'warning' });
  });
  return { ...page, find: (subject) => (subject.oddities.has(page.id) ? find(subject) : NONE) };
}

function problemOf(value: ExecuteApiValue, { id, message, hint, severity, to }: Oddity): Problem {
  const at = value.at(spanOf(value, id));
  const isPlain = to !== undefined && /^[\w$:/*?{}+.-]+$/.test(to);
  return {
    message: `source ARN: ${message}${severity === 'error' ? consequenceOf(value, message, to) : ''}`,
    hint,
    at,
    severity,
    ...(isPlain && severity !== 'info' && value.isArnOperator
      ? { fix: { message: `write \`${to}\``, at, text: to } }
      : {}),
  };
}

/** What names something else may match that; what nothing is called matches nothing. */
function consequenceOf(value: ExecuteApiValue, message: string, to: string | undefined): string {
  // What stands in backticks is the policy's.
  if (message.replace(/`[^`]*`/g, '').includes('never')) return '';
  return to === undefined ? `, ${value.consequence}` : ', so it never matches what is meant';
}

/** The letters that an oddity is about. */
function spanOf(value: ExecuteApiValue, id: string): readonly [start: number, end: number] {
  const component = (['partition', 'region', 'account'] as const).find((name) => id === `odd-${name}`);
  const [start, end] = value.span(component ?? 'resource');
  const isApi = id === 'odd-api-id' || id === 'any-api';
  return [start, isApi ? start + (value.text.slice(start, end).split('/')[0] ?? '').length : end];
}

/** Whether the value has no text in common with what was meant, in which a star for the stage is no more than that. */
function isApartFrom({ sourceArn: { resource } }: ExecuteApiValue, to: string): boolean {
  const meant = parsePattern(to, { wildcards: true, variables: true });
  return overlaps(resource, asPresented(meant)).truth === 'no';
}

/** API id and stage are presented without a slash in them, and something follows the last one. */
function asPresented(resource: Pattern): Shape {
  let slashes = 0;
  return resource.flatMap((part, index): Shape => {
    if (part.kind === 'text') slashes += part.text.split('/').length - 1;
    if (part.kind !== 'run') return [part];
    if (index === resource.length - 1) return [{ kind: 'one' }, part];
    return slashes < 2 ? [{ kind: 'segment' }] : [part];
  });
}
