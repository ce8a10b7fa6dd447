// What is wrong with these policies? Every check asked of each, and of all together; the findings in the order of the text.

import { createHash } from 'node:crypto';
import type { Finding, Fix, Severity } from '../../model/finding.js';
import type { Place } from '../../model/place.js';
import type { Condition, Policy } from '../../model/policy.js';
import { type PolicyInput, policySetOf } from '../evaluate/decide.js';
import type { At } from './at.js';
import type { Change, Check, Problem, ProblemOf } from './check.js';
import * as registry from './checks/index.js';
import type { Home } from './home.js';
import { once } from './policy-view.js';
import { READING_RULES } from './reading.js';
import type { AuditedStatement } from './statement.js';
import { type Subject, subjectOf } from './subject.js';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export interface AuditOptions {
  /** Where the functions live, beside what their Resources say. */
  readonly home?: Home | ((policy: Policy) => Home);
  /** The least severity that makes the audit fail; default `error`. */
  readonly failOn?: Severity | 'never';
  /** The least severity that is told one by one; default `info`. The verdict and the counts are about all. */
  readonly minSeverity?: Severity;
  /** Which ids are asked about; default all. What cannot be read is told in any case. */
  readonly isWanted?: (id: string) => boolean;
}

/** The answer to "what is wrong with these policies?". */
export interface AuditAnswer {
  readonly schemaVersion: 1;
  readonly question: 'audit';
  /** `failed`: something is as bad as `failOn` or worse; `unreadable`: some of the input is not known. */
  readonly verdict: 'passed' | 'failed' | 'unreadable';
  readonly failOn: Severity | 'never';
  readonly policies: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly findings: readonly Finding[];
}

export const CHECKS: readonly Check[] = Object.values(registry);
const ACROSS = CHECKS.filter(({ findAcross }) => findAcross !== undefined);
const UNREAD = new Set(READING_RULES.filter(({ group }) => group === 'not read').map(({ id }) => id));

/** Audits policies of one function or of many. Never throws on what a policy says. */
export function audit(input: PolicyInput, options: AuditOptions = {}): AuditAnswer {
  const { home = {}, failOn = 'error', minSeverity = 'info', isWanted = () => true } = options;
  const set = policySetOf(input);
  const subjects = set.policies.map((policy) => subjectOf(policy, typeof home === 'function' ? home(policy) : home));
  // All are asked, whatever is wanted: what one finds may say how bad another is.
  const together = ACROSS.flatMap(({ id, severity, findAcross }) =>
    Array.from(findAcross?.(subjects) ?? [], (problem) => ({ id, severity, problem })),
  );
  const seen = new Map<string, number>();
  const findings = subjects.flatMap((subject) => {
    const across = together.filter(({ problem }) => (problem as ProblemOf).subject === subject);
    const found = [...problemsIn(subject), ...across];
    const dead = deadValues(found);
    if (found.length === 0 && subject.policy.findings.length === 0) return [];
    const told = [
      ...subject.policy.findings,
      ...found.map(({ id, severity, problem }) => findingOf(subject, id, severityOf(problem, severity, dead), problem)),
    ];
    return told
      .sort(inTextOrder)
      .map((finding) => withFingerprint(finding, seen))
      .filter(({ id }) => isWanted(id));
  });
  const all = [...set.findings.map((finding) => withFingerprint(finding, seen)), ...findings];
  const answer = answerOf(all, set.policies.length, failOn);
  return { ...answer, findings: all.filter(({ severity }) => isAtLeast(severity, minSeverity)) };
}

interface Found {
  readonly id: string;
  readonly severity: Severity;
  readonly problem: Problem;
}

function problemsIn(subject: Subject): readonly Found[] {
  const found: Found[] = [];
  for (const { id, severity, find } of CHECKS) {
    if (find === undefined) continue;
    for (const problem of find(subject)) found.push({ id, severity, problem });
  }
  return found;
}

/** Which values of which conditions some error says never to match. */
function deadValues(found: readonly Found[]): ReadonlyMap<Condition, ReadonlySet<number>> {
  const dead = new Map<Condition, Set<number>>();
  for (const { problem, severity } of found) {
    const { value } = problem;
    if (value === undefined || (problem.severity ?? severity) !== 'error') continue;
    dead.set(value.condition, (dead.get(value.condition) ?? new Set()).add(value.index));
  }
  return dead;
}

/** A value that never matches, beside one of the same condition that may, is dead weight and no more. */
function severityOf(
  { severity, value }: Problem,
  usual: Severity,
  dead: ReadonlyMap<Condition, ReadonlySet<number>>,
): Severity {
  const own = severity ?? usual;
  if (own !== 'error' || value === undefined) return own;
  return dead.get(value.condition)?.size === value.condition.values.length ? own : 'warning';
}

function findingOf(subject: Subject, id: string, severity: Severity, problem: Problem): Finding {
  const { policy } = subject;
  const { message, hint, at, fix } = problem;
  return {
    id,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    place: placeOf(policy, at),
    ...(fix === undefined || !isSafeToMend(subject, at) ? {} : fixOf(policy, fix)),
  };
}

/** A Deny, or a condition that excepts, may begin to refuse calls once it is mended: that is for people to do. */
function isSafeToMend(subject: Subject, { pointer }: At): boolean {
  const owner = ownerOf(subject, pointer);
  const isNegated = owner?.conditions.some(
    ({ condition, name }) => name.isNegated && `${pointer}/`.startsWith(`${condition.pointer}/`),
  );
  return owner?.isAllow === true && isNegated !== true;
}

/** The statement that a pointer leads into; a statement stands two steps deep at most. */
function ownerOf(subject: Subject, pointer: string): AuditedStatement | undefined {
  const known = once(subject, ownerOf, () => new Map(subject.statements.map((one) => [one.statement.pointer, one])));
  const steps = pointer.split('/', 3);
  return known.get(steps.join('/')) ?? known.get(steps.slice(0, 2).join('/')) ?? known.get('');
}

function placeOf(policy: Policy, { pointer, part }: At): Place {
  return policy.locate(pointer, part);
}

/** Nothing where letters are written as escapes, so that the quotes around them are not to be found. */
function fixOf(policy: Policy, { message, at, from, text }: Change): { readonly fix?: Fix } {
  const place = placeOf(policy, at);
  const width = place.end - place.start;
  if (from === undefined) return { fix: { message, place, text } };
  // Quotes stand around the letters, escaped ones in a document inside a string.
  const quote = (width - from.length) / 2;
  if (quote !== 1 && quote !== 2) return {};
  const inner = { ...place, start: place.start + quote, end: place.end - quote, column: place.column + quote };
  return { fix: { message, place: inner, text } };
}

/** By place, the worst first where that is the same, and else by id. */
function inTextOrder(a: Finding, b: Finding): number {
  return (
    (a.place?.start ?? 0) - (b.place?.start ?? 0) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Of what is found and where, but for lines, counts and the order of statements: what moves keeps its own. */
function withFingerprint(finding: Finding, seen: Map<string, number>): Finding {
  const { id, message, place } = finding;
  const steps = place?.pointer.replace(/\/\d+(?=\/|$)/g, '/*') ?? '';
  // Numbers inside backticks are the policy's own, but for those of places.
  const plain = message.replace(/`[^`]*`|\d[\d,]*/g, (part) =>
    part.startsWith('`') ? part.replace(/(\/Statement\/|:)\d+(?=`$)/, '$1*') : '*',
  );
  const what = JSON.stringify([id, place?.source.replace(/^(?:\.\/)+/, ''), steps, plain]);
  const count = (seen.get(what) ?? 0) + 1;
  seen.set(what, count);
  const hash = createHash('sha256').update(what).digest('hex').slice(0, 16);
  return { ...finding, fingerprint: `${hash}:${count}` };
}

function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

function answerOf(findings: readonly Finding[], policies: number, failOn: Severity | 'never'): AuditAnswer {
  const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
  const isBad = ({ severity }: Finding) => failOn !== 'never' && isAtLeast(severity, failOn);
  const isUnreadable = findings.some(({ id, severity }) => UNREAD.has(id) && severity === 'error');
  return {
    schemaVersion: 1,
    question: 'audit',
    verdict: isUnreadable ? 'unreadable' : findings.some(isBad) ? 'failed' : 'passed',
    failOn,
    policies,
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    findings,
  };
}
