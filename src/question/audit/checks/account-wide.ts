// May every API of an account invoke the function?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import type { AuditedStatement } from '../statement.js';
import { foreignCall, verdictOf } from '../witness.js';

export const accountWide: Check = {
  id: 'account-wide',
  group: 'too wide',
  severity: 'warning',
  title: 'every API of the account',
  why: 'With the source account alone, every API of that account may invoke the function, also those that others create later.',
  source: 'IAM guide, "The confused deputy problem"',
  bad: policy(allow({ Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } })),
  good: granting(`${API}/*`),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  if (!audited.isAllow || !audited.isForApiGateway || audited.sources.length > 0) return NONE;
  return audited.conditions
    .filter(({ lowerKey, name }) => lowerKey === 'aws:sourceaccount' && !name.isNegated)
    .flatMap((named): Problem[] => {
      const account = named.condition.values.find((value) => /^\d{12}$/.test(value));
      if (account === undefined) return [];
      const call = foreignCall(audited, account);
      if (verdictOf(audited.view, [audited], call) !== 'allowed') return [];
      return [
        {
          message: `${audited.title} lets every API of account \`${account}\` invoke the function, such as \`${call.sourceArn}\``,
          hint: 'add `"ArnLike": {"aws:SourceArn": "arn:aws:execute-api:<region>:<account>:<api id>/*"}`',
          at: { pointer: named.condition.pointer, part: 'key' },
        },
      ];
    });
}
