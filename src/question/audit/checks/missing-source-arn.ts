// May a service call the function on behalf of anybody?

import { API_GATEWAY } from '../../../model/aws.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import type { AuditedStatement } from '../statement.js';
import { actionOf, foreignCall, strangerTo, verdictOf } from '../witness.js';

export const missingSourceArn: Check = {
  id: 'missing-source-arn',
  group: 'too wide',
  severity: 'warning',
  title: 'a service without source ARN or account',
  why: 'API Gateway calls for everybody who has an API. Without the source ARN of yours, any API of any account may invoke the function, if only its owner knows the ARN of it.',
  source:
    'IAM guide, "The confused deputy problem"; Lambda guide, "Working with resource-based IAM policies in Lambda"',
  bad: policy(allow()),
  good: granting(`${API}/*`),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  if (!audited.isAllow || audited.services.length === 0 || isNarrowed(audited)) return NONE;
  const call = foreignCall(audited, strangerTo(audited.view));
  return audited.services.flatMap((service): Problem[] => {
    const asked = { ...call, principal: service, action: actionOf(audited) };
    if (verdictOf(audited.view, [audited], asked) !== 'allowed') return [];
    const isGateway = service === API_GATEWAY;
    return [
      {
        message: isGateway
          ? `${audited.title} lets any API of any account invoke the function, such as \`${call.sourceArn}\``
          : `${audited.title} lets \`${service}\` invoke the function on behalf of any account`,
        hint: isGateway
          ? 'add `"ArnLike": {"aws:SourceArn": "arn:aws:execute-api:<region>:<account>:<api id>/*"}`'
          : 'add a condition on `aws:SourceArn`, or on `aws:SourceAccount`',
        at: audited.atPrincipal('Service', service),
      },
    ];
  });
}

/** Cost: nearly every statement names an account or a bucket in one of the two, and nobody needs to be asked. */
function isNarrowed({ conditions }: AuditedStatement): boolean {
  return conditions.some(({ lowerKey, name, condition }) => {
    const isPlain = typeof name.operator === 'object' && !name.isNegated && !name.ifExists && name.set === undefined;
    if (!isPlain) return false;
    if (lowerKey === 'aws:sourceaccount') return condition.values.every((value) => /^[^*?]+$/.test(value));
    // The account is written out, or the ARN has none.
    return lowerKey === 'aws:sourcearn' && condition.values.every((value) => /^(?:[^:]*:){4}[^:*?]*:/.test(value));
  });
}
