// Which Deny refuses a call of API Gateway for want of a key?

import { holdsOfNothing, isAbsentKey } from './presence.js';
import type { AuditedStatement, NamedCondition } from './statement.js';
import type { Subject } from './subject.js';
import { foreignCall, functionOf, presentedBy, verdictOf } from './witness.js';

export interface Surprise {
  readonly deny: AuditedStatement;
  /** The condition that holds of what is not there; undefined where it is `NotPrincipal`. */
  readonly trap: NamedCondition | undefined;
  /** A call that a statement allows, and the Deny refuses. */
  readonly sourceArn: string;
}

const surprises = new WeakMap<Subject, readonly Surprise[]>();

/** One for each such Deny; worked out once for each policy. */
export function surprisesIn(subject: Subject): readonly Surprise[] {
  let found = surprises.get(subject);
  if (found === undefined) {
    const allows = subject.statements.filter(({ isAllow }) => isAllow);
    const denies = subject.statements.filter(({ statement }) => statement.effect === 'Deny');
    found = denies.flatMap((deny) => surpriseBy(deny, allows) ?? []);
    surprises.set(subject, found);
  }
  return found;
}

function surpriseBy(deny: AuditedStatement, allows: readonly AuditedStatement[]): Surprise | undefined {
  const { view } = deny;
  const trap = deny.conditions.find(isTrap);
  if (trap === undefined && deny.statement.notPrincipal === undefined) return undefined;
  for (const allow of allows) {
    for (const sourceArn of presentedFor(allow)) {
      const call = { resource: functionOf(allow), sourceArn };
      const isAllowed = verdictOf(view, allows, call) === 'allowed';
      if (isAllowed && verdictOf(view, [deny], call) === 'explicitDeny') return { deny, trap, sourceArn };
    }
  }
  return undefined;
}

/** Source ARNs that the statement is for; without any, one of an API in the function's account. */
function presentedFor(allow: AuditedStatement): readonly string[] {
  const named = allow.sources.filter(({ name }) => !name.isNegated);
  if (named.length > 0) return named.flatMap((value) => presentedBy(value, allow) ?? []);
  if (!allow.isForApiGateway && !allow.isForEverybody) return [];
  return [foreignCall(allow, allow.home.account ?? '111122223333').sourceArn];
}

/** A condition that holds because API Gateway's calls have no such key: those about function URLs have it. */
function isTrap(named: NamedCondition): boolean {
  return (isAbsentKey(named.lowerKey) || named.lowerKey.startsWith('lambda:')) && holdsOfNothing(named);
}
