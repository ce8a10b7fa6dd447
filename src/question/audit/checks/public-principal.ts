// May anybody call the function?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import { strangerCalls } from '../public.js';
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
  const verdicts = strangerCalls(audited).map((call) => ({ call, verdict: verdictOf(audited.view, [audited], call) }));
  const allowed = verdicts.find(({ verdict }) => verdict === 'allowed');
  const told = allowed ?? verdicts.find(({ verdict }) => verdict === 'unknown');
  if (told === undefined) return NONE;
  const { principal, action, sourceArn } = told.call;
  const who = sourceArn === undefined ? `\`${principal}\`` : `API Gateway for \`${sourceArn}\``;
  return [
    {
      message: `${audited.title} lets ${allowed === undefined ? 'perhaps anybody' : 'anybody'} \`${action}\`, such as ${who}`,
      hint: 'name the principal, or add `aws:SourceArn`, `aws:SourceAccount` or `aws:PrincipalOrgID`',
      at: audited.at('/Principal'),
      severity: allowed === undefined ? 'warning' : 'error',
    },
  ];
}
