// Which Deny refuses a call of API Gateway for want of a key?

import { createInvocation, type Invocation } from '../../model/invocation.js';
import { once } from './policy-view.js';
import { holdsOfNothing, isAboutOthers } from './presence.js';
import type { AuditedStatement, NamedCondition } from './statement.js';
import type { Subject } from './subject.js';
import { allowing, compiledOf, foreignCall, functionOf, presentedBy } from './witness.js';

export interface Surprise {
  readonly deny: AuditedStatement;
  /** The condition that holds of what is not there; undefined where it is `NotPrincipal`. */
  readonly trap: NamedCondition | undefined;
  /** A call that a statement allows, and the Deny refuses. */
  readonly sourceArn: string;
}

/** One for each such Deny; worked out once for each policy. */
export function surprisesIn(subject: Subject): readonly Surprise[] {
  return once(subject, surprisesIn, () => {
    const denies = subject.statements.filter(mayBeTrap);
    const calls = denies.length === 0 ? [] : allowedCalls(subject);
    return denies.flatMap((deny) => surpriseBy(deny, calls) ?? []);
  });
}

interface AllowedCall {
  readonly sourceArn: string;
  readonly invocation: Invocation;
}

/** Calls of API Gateway that the Allow statements of a policy let in. */
function allowedCalls(subject: Subject): readonly AllowedCall[] {
  const allows = subject.statements.filter(({ isAllow }) => isAllow);
  const compiled = allowing(subject);
  return allows.flatMap((allow) =>
    presentedFor(allow).flatMap((sourceArn) => {
      const invocation = createInvocation({ resource: functionOf(allow), sourceArn });
      return compiled.decide(invocation) === 'allowed' ? [{ sourceArn, invocation }] : [];
    }),
  );
}

function mayBeTrap({ statement, conditions }: AuditedStatement): boolean {
  return statement.effect === 'Deny' && (statement.notPrincipal !== undefined || conditions.some(isTrap));
}

/** The first of the calls that the Deny refuses. */
function surpriseBy(deny: AuditedStatement, calls: readonly AllowedCall[]): Surprise | undefined {
  const compiled = compiledOf(deny.view, [deny]);
  const call = calls.find(({ invocation }) => compiled.decide(invocation) === 'explicitDeny');
  return call && { deny, trap: deny.conditions.find(isTrap), sourceArn: call.sourceArn };
}

/** Source ARNs that the statement is for; without any, one of an API in the function's account. */
function presentedFor(allow: AuditedStatement): readonly string[] {
  const named = allow.sources.filter(({ name }) => !name.isNegated);
  if (named.length > 0) return named.flatMap((value) => presentedBy(value, allow) ?? []);
  if (!allow.isForApiGateway && !allow.isForEverybody) return [];
  return [foreignCall(allow, allow.home.account ?? '111122223333').sourceArn];
}

/** A condition that holds because API Gateway's calls have no such key. */
function isTrap(named: NamedCondition): boolean {
  return isAboutOthers(named.lowerKey) && holdsOfNothing(named);
}
