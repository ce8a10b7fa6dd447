// Does the source ARN name an API of another account than the function's?

import { match } from '../../../glob/match.js';
import { printComponent } from '../../../model/arn.js';
import { isAccountId } from '../../../model/aws.js';
import { ofSourceArns } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import type { AuditedStatement } from '../statement.js';

const OTHER = '444455556666';

export const otherAccount: Check = {
  id: 'other-account',
  group: 'useless or risky',
  severity: 'warning',
  severities: 'info where the statement names the same account as its source account, which is hardly a slip',
  title: 'the API belongs to another account than the function',
  why: "API Gateway presents the account that owns the API. An API of another account may be meant; it may as well be an account copied from an example, and then the grant matches nothing, or lets somebody else's API in.",
  source: 'API Gateway guide, "Tutorial: Create a REST API with a cross-account Lambda proxy integration"',
  bad: granting(`${API.replace('111122223333', OTHER)}/*/GET/pets`),
  good: granting(`${API}/*/GET/pets`),
  find: ofSourceArns((value, audited) => {
    const { account } = audited.home;
    const pattern = value.sourceArn.account;
    if (account === undefined || match(pattern, account) !== 'no') return undefined;
    const named = printComponent(pattern);
    if (!isAccountId(named)) return undefined;
    return {
      message: `source ARN names an API of account \`${named}\`, and the function belongs to \`${account}\``,
      hint: `write \`${account}\`, or, if that account's API is meant, say so with \`aws:SourceAccount\``,
      at: value.at(value.span('account')),
      severity: isDeliberate(audited, named) ? 'info' : 'warning',
    };
  }),
};

function isDeliberate({ conditions }: AuditedStatement, account: string): boolean {
  return conditions.some(
    ({ lowerKey, condition }) => lowerKey === 'aws:sourceaccount' && condition.values.includes(account),
  );
}
