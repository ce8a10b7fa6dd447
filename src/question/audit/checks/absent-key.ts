// Does a grant to a service ask for a condition key that services do not bring?

import { API_GATEWAY } from '../../../model/aws.js';
import { ofConditions } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import { holdsOfNothing, isAbsentKey } from '../presence.js';
import type { AuditedStatement, NamedCondition } from '../statement.js';

export const absentKey: Check = {
  id: 'absent-key',
  group: 'never matches',
  severity: 'error',
  title: 'a condition on a key that a service does not bring',
  why: "Keys about the caller's organisation, ARN, account or network are not in a call that a service makes by itself. A condition that wants a value of them never holds for API Gateway.",
  source: 'IAM guide, "AWS global condition context keys"; Lambda guide, "Control access to Lambda function URLs"',
  bad: policy(allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })),
  good: granting(`${API}/*/GET/pets`),
  find: ofConditions((named, audited) =>
    isMissed(audited, named) && audited.isAllow && audited.isForServicesAlone ? problemOf(audited, named) : undefined,
  ),
};

/** Whether the condition wants a value, and there is none. */
function isMissed({ services }: AuditedStatement, named: NamedCondition): boolean {
  const { name, lowerKey, condition } = named;
  // AWS: Lambda guide, "Control access to Lambda function URLs", and Alexa's own: they come with other calls.
  const isOther = lowerKey.startsWith('lambda:') && services.every((service) => service === API_GATEWAY);
  if (!isOther && !isAbsentKey(lowerKey)) return false;
  if (name.operator === 'Null') return condition.values.length > 0 && condition.values.every(isFalse);
  return name.operator !== undefined && !holdsOfNothing(named);
}

const isFalse = (value: string) => value.toLowerCase() === 'false';

function problemOf(audited: AuditedStatement, named: NamedCondition): Problem {
  const { key } = named.condition;
  const [service = API_GATEWAY] = audited.services;
  return {
    message: `a call by \`${service}\` brings no \`${key}\`, so ${audited.title} can never match`,
    hint:
      named.lowerKey === 'aws:principalorgid'
        ? 'use `aws:SourceArn` and `aws:SourceAccount`'
        : `leave out the condition on \`${key}\`; \`aws:SourceArn\` and \`aws:SourceAccount\` come with the call`,
    at: audited.atKey(named),
  };
}
