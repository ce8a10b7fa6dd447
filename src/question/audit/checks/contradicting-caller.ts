// Does a statement for a service want what a call by that service never is?

import { withStatements } from '../../../model/policy.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import type { AuditedStatement, NamedCondition } from '../statement.js';
import { foreignCall, verdictOf } from '../witness.js';

export const contradictingCaller: Check = {
  id: 'contradicting-caller',
  group: 'never matches',
  severity: 'error',
  title: 'a condition that the calls of the principal never meet',
  why: 'A call that a service makes says so: `aws:PrincipalIsAWSService` is true, `aws:PrincipalServiceName` names it, source ARN and account are there. A condition that wants it otherwise never holds.',
  source: 'IAM guide, "AWS global condition context keys"',
  bad: policy(allow({ Condition: { Null: { 'aws:SourceArn': 'true' } } })),
  good: granting(`${API}/*`, {
    Condition: { ArnLike: { 'AWS:SourceArn': `${API}/*` }, Null: { 'aws:SourceArn': 'false' } },
  }),
  find: ofStatements((audited) => {
    const { conditions, isForApiGateway, isForServicesAlone, services } = audited;
    const isAlone = isForApiGateway && isForServicesAlone && services.length === 1;
    if (!isAlone || !conditions.some(isAboutCaller)) return NONE;
    return conditions
      .filter((named) => isAboutCaller(named) && isNever(audited, named))
      .map((named) => problemOf(audited, named));
  }),
};

function isAboutCaller({ lowerKey, name }: NamedCondition): boolean {
  if (lowerKey === 'aws:principalisawsservice' || lowerKey === 'aws:principalservicename') return true;
  return name.operator === 'Null' && (lowerKey === 'aws:sourcearn' || lowerKey === 'aws:sourceaccount');
}

/** Asked of a call that is as good as any other: it differs from them in nothing that the condition is about. */
function isNever(audited: AuditedStatement, { condition }: NamedCondition): boolean {
  const { view, statement } = audited;
  const alone = { ...statement, effect: 'Allow' as const, conditions: [condition] };
  const only = { ...view, policy: withStatements(view.policy, [alone]) };
  return verdictOf(only, [{ statement: alone }], foreignCall(audited, '111122223333')) === 'implicitDeny';
}

function problemOf(audited: AuditedStatement, named: NamedCondition): Problem {
  return {
    message: `no call by API Gateway meets \`${named.condition.operator}\` on \`${named.condition.key}\`, so ${audited.title} can never match`,
    hint: 'leave out the condition, or name the principal that it is about',
    at: audited.atKey(named),
  };
}
