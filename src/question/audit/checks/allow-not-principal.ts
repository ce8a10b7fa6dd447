// Does a statement allow everybody but some?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import { strangerCalls } from '../public.js';
import type { AuditedStatement } from '../statement.js';
import { verdictOf } from '../witness.js';

const { Principal, ...rest } = allow();

export const allowNotPrincipal: Check = {
  id: 'allow-not-principal',
  group: 'too wide',
  severity: 'error',
  severities: 'info where conditions keep strangers out all the same',
  title: '`NotPrincipal` with `Allow`',
  why: 'It allows everybody who is not listed, strangers of every account among them: nearly public.',
  source: 'IAM guide, "NotPrincipal"',
  bad: policy({ ...rest, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }),
  good: granting(`${API}/*`, { Principal: Principal as string }),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  if (!audited.isAllow || audited.statement.notPrincipal === undefined) return NONE;
  const call = strangerCalls(audited).find((one) => verdictOf(audited.view, [audited], one) !== 'implicitDeny');
  const isOpen = call !== undefined;
  return [
    {
      message: `${audited.title} allows everybody but those it lists${isOpen ? `, such as \`${call.principal}\`` : ''}`,
      hint: 'list whom it is for under `Principal`; to keep somebody out, write a `Deny`',
      at: audited.at('/NotPrincipal', 'key'),
      severity: isOpen ? 'error' : 'info',
    },
  ];
}
