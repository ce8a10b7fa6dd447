// Do source account and source ARN name two accounts?

import { match } from '../../../glob/match.js';
import { literalOf } from '../../../glob/pattern.js';
import { ofConditions } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { isDecisive } from '../presence.js';
import type { AuditedStatement, NamedCondition } from '../statement.js';

const LIKE = { 'AWS:SourceArn': `${API}/*/GET/pets` };

export const contradictingSourceAccount: Check = {
  id: 'contradicting-source-account',
  group: 'never matches',
  severity: 'error',
  title: 'the source account is not that of the source ARN',
  why: 'Both conditions must hold, and both are about the account that owns the API: with two accounts no call satisfies them.',
  source: 'IAM guide, "AWS global condition context keys", aws:SourceAccount',
  bad: granting('', {
    Condition: { StringEquals: { 'AWS:SourceAccount': '444455556666' }, ArnLike: LIKE },
  }),
  good: granting('', {
    Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' }, ArnLike: LIKE },
  }),
  find: ofConditions((named, audited) => {
    const { lowerKey, name, condition } = named;
    if (lowerKey !== 'aws:sourceaccount' || name.isNegated || !isText(name) || !isDecisive(named, audited))
      return undefined;
    const account = accountOfSources(audited);
    if (account === undefined || condition.values.length === 0 || condition.values.includes(account)) return undefined;
    if (condition.values.some((value) => match(audited.view.read(value, true), account) !== 'no')) return undefined;
    const said = condition.values.map((value) => `\`${value}\``).join(' or ');
    return {
      message: `source account is ${said} but the source ARN names account \`${account}\`, so no call satisfies both`,
      hint: 'write the account that owns the API in both',
      at: at(named),
    };
  }),
};

function isText({ operator }: NamedCondition['name']): boolean {
  return typeof operator === 'object' && operator.name.startsWith('String');
}

/** The one account that all source ARNs name. */
function accountOfSources({ sources }: AuditedStatement): string | undefined {
  const accounts = sources.map(({ arn, name }) => (arn === undefined || name.isNegated ? '' : literalOf(arn.account)));
  const [first] = accounts;
  return first && accounts.every((account) => account === first) ? first : undefined;
}

function at({ condition: { pointer, values } }: NamedCondition) {
  return values.length === 1 ? { pointer } : { pointer, part: 'key' as const };
}
