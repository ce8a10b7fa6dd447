// Does one statement say everything that another says? Proved element by element; what is not proved is not claimed.

import { parsePattern } from '../../glob/pattern.js';
import { covers, overlaps } from '../../glob/relate.js';
import { arnOfPattern } from '../../model/arn.js';
import { coversArn } from '../../model/arn-relate.js';
import type { Statement } from '../../model/policy.js';
import { type ConditionReach, isImplied, reachOf } from './condition-cover.js';
import type { PolicyView } from './policy-view.js';
import type { AuditedStatement, NamedCondition } from './statement.js';

/** Whether every call that matches `b` matches `a`, whatever the effects of the two. */
export function coversStatement(a: AuditedStatement, b: AuditedStatement): boolean {
  // Cost: source ARNs tell statements apart, so conditions come first.
  return a.conditions.every((condition) => isAsked(condition, b)) && coversHead(a, b);
}

function isAsked(condition: NamedCondition, { conditions, view }: AuditedStatement): boolean {
  return conditions.some((other) => isImplied(view, condition, other));
}

/** The statements of a list that together, but not one alone, cover it by their source ARNs; empty where they do not. */
export function coveringTogether(list: readonly AuditedStatement[], b: AuditedStatement): readonly AuditedStatement[] {
  const own = sourceCondition(b);
  // Cost: several cover one value only where a `?` is about, which is seldom.
  const isOne = own?.condition.values.length === 1;
  if (isOne && !list.some(({ sources }) => sources.some(({ text }) => text.includes('?')))) return [];
  const below = own && reachOf(b.view, own);
  if (own === undefined || below === undefined || own.name.ifExists) return [];
  const others = list.flatMap((a) => {
    const condition = sourceCondition(a);
    const reach = condition && reachOf(a.view, condition);
    if (condition === undefined || reach === undefined || !isNear(reach, below, b.view)) return [];
    const rest = a.conditions.filter((one) => one !== condition);
    return coversHead(a, b) && rest.every((one) => isAsked(one, b)) ? [{ a, reach }] : [];
  });
  if (others.length < 2 || !below.samples.every((text) => others.some(({ reach }) => reach.mayMatch(text)))) return [];
  const union = { anyOf: others.flatMap(({ reach }) => reach.union.anyOf) };
  return covers(union, below.union, b.view.budget).truth === 'yes' ? others.map(({ a }) => a) : [];
}

/** Cost: most have nothing to do with each other, and samples tell so, unless there are question marks. */
function isNear(a: ConditionReach, b: ConditionReach, { budget }: PolicyView): boolean {
  return b.samples.some(a.mayMatch) || (a.hasOne && overlaps(a.union, b.union, budget).truth !== 'no');
}

/** The one condition on the source ARN, where it is a plain one. */
function sourceCondition({ conditions }: AuditedStatement): NamedCondition | undefined {
  const found = conditions.filter(({ lowerKey }) => lowerKey === 'aws:sourcearn');
  const [only] = found;
  return found.length === 1 && only !== undefined && !only.name.isNegated ? only : undefined;
}

function coversHead({ statement: a, view }: AuditedStatement, { statement: b }: AuditedStatement): boolean {
  if (a.flaws.size > 0 || b.flaws.size > 0) return false;
  return coversPrincipal(a, b) && coversAction(a, b) && coversResource(a, b, view);
}

function coversPrincipal(a: Statement, b: Statement): boolean {
  if (a.principal === undefined || b.principal === undefined)
    return isSame(a.principal, b.principal) && isSame(a.notPrincipal, b.notPrincipal);
  const listed = a.principal;
  if (listed.some(({ type, value }) => type === 'AWS' && value === '*')) {
    // Whom `Service: *` names, nobody knows.
    return b.principal.every(({ type, value }) => type !== 'Service' || value !== '*');
  }
  return b.principal.every((one) => listed.some((entry) => entry.type === one.type && entry.value === one.value));
}

function coversAction(a: Statement, b: Statement): boolean {
  if (a.action === undefined || b.action === undefined)
    return isSame(a.action, b.action) && isSame(a.notAction, b.notAction);
  const read = (text: string) => parsePattern(text.toLowerCase(), { wildcards: true, variables: false });
  const lower = a.action.map((text) => text.toLowerCase());
  const rest = b.action.filter((text) => !lower.includes(text.toLowerCase()));
  return rest.length === 0 || covers({ anyOf: a.action.map(read) }, { anyOf: rest.map(read) }).truth === 'yes';
}

function coversResource(a: Statement, b: Statement, { read, budget }: PolicyView): boolean {
  if (a.resource === undefined || b.resource === undefined)
    return isSame(a.resource, b.resource) && isSame(a.notResource, b.notResource);
  const listed = a.resource;
  if (listed.includes('*')) return true;
  const arns = listed.flatMap((text) => arnOfPattern(read(text, true)) ?? []);
  return b.resource.every((text) => {
    if (listed.includes(text)) return true;
    const arn = arnOfPattern(read(text, true));
    return arn !== undefined && coversArn(arns, arn, budget).truth === 'yes';
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
