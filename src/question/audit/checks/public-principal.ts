// May anybody call the function?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import { isFunctionUrl, strangerCall } from '../public.js';
import type { AuditedStatement } from '../statement.js';
import { verdictOf } from '../witness.js';

export const publicPrincipal: Check = {
  id: 'public-principal',
  group: 'too wide',
  severity: 'error',
  severities: 'warning where it depends on what nobody knows beforehand, such as the time',
  title: 'anybody may invoke the function',
  why: 'A principal of `*` without a condition that narrows it lets every account on AWS invoke the function, at your cost and with your permissions.',
  source: 'IAM guide, "Principal", "All principals"; Lambda control Lambda.1 of Security Hub',
  bad: policy(allow({ Principal: '*' })),
  good: granting(`${API}/*`),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  if (!audited.isAllow || !audited.isForEverybody) return NONE;
  const call = strangerCall(audited);
  const verdict = verdictOf(audited.view, [audited], call);
  if (verdict === 'implicitDeny' || isFunctionUrl(audited)) return NONE;
  const isCertain = verdict === 'allowed';
  return [
    {
      message: `${audited.title} lets ${isCertain ? 'anybody' : 'perhaps anybody'} \`${call.action}\`, such as \`${call.principal}\``,
      hint: 'name the principal, or add `aws:SourceArn`, `aws:SourceAccount` or `aws:PrincipalOrgID`',
      at: audited.at('/Principal'),
      severity: isCertain ? 'error' : 'warning',
    },
  ];
}
