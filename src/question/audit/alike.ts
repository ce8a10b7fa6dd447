// Which statements of a policy say the same, but for their Sids and the order of their lists?

import { once } from './policy-view.js';
import type { AuditedStatement } from './statement.js';
import type { Subject } from './subject.js';

/** Groups of two and more, in their order; worked out once for each policy. */
export function alike(subject: Subject): readonly (readonly AuditedStatement[])[] {
  return once(subject, alike, () => group(subject.statements));
}

function group(statements: readonly AuditedStatement[]): readonly (readonly AuditedStatement[])[] {
  if (statements.length < 2) return [];
  const whole = statements.filter(({ statement }) => statement.flaws.size === 0);
  // Cost: the values of conditions tell most of them apart.
  const near = groupBy(whole, ({ conditions }) =>
    conditions
      .map(({ condition }) => [...condition.values].sort().join())
      .sort()
      .join(),
  );
  return near.flatMap((group) => groupBy(group, meaningOf));
}

/** Groups of two and more. */
function groupBy(
  statements: readonly AuditedStatement[],
  keyOf: (audited: AuditedStatement) => string,
): readonly (readonly AuditedStatement[])[] {
  const groups = new Map<string, AuditedStatement[]>();
  for (const audited of statements) {
    const key = keyOf(audited);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [audited]);
    else known.push(audited);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function meaningOf({ statement, conditions }: AuditedStatement): string {
  const { effect, principal, notPrincipal, action, notAction, resource, notResource } = statement;
  const sorted = <T>(list: readonly T[] | undefined, text: (one: T) => string) => list?.map(text).sort() ?? null;
  const lower = (one: string) => one.toLowerCase();
  const entry = (one: { readonly type: string; readonly value: string }) => `${one.type} ${one.value}`;
  const asked = conditions.map(({ condition, lowerKey }) =>
    JSON.stringify([condition.operator, lowerKey, [...condition.values].sort()]),
  );
  return JSON.stringify([
    effect,
    sorted(principal, entry),
    sorted(notPrincipal, entry),
    sorted(action, lower),
    sorted(notAction, lower),
    sorted(resource, String),
    sorted(notResource, String),
    asked.sort(),
  ]);
}
