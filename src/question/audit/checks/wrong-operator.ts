// Does an operator ask a key for what its values never are?

import { ofConditions } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { isDecisive } from '../presence.js';
import type { NamedCondition } from '../statement.js';

const LIKE = { 'AWS:SourceArn': `${API}/*` };

export const wrongOperator: Check = {
  id: 'wrong-operator',
  group: 'never matches',
  severity: 'error',
  title: 'an operator for another kind of value',
  why: 'An account id is no ARN, and an ARN no number: an operator that cannot read the value never matches it.',
  source: 'IAM guide, "Condition operators" and "AWS global condition context keys"',
  bad: granting('', { Condition: { ArnLike: { ...LIKE, 'AWS:SourceAccount': '111122223333' } } }),
  good: granting('', { Condition: { ArnLike: LIKE, StringEquals: { 'AWS:SourceAccount': '111122223333' } } }),
  find: ofConditions((named, audited) => {
    const kind = kindOf(named);
    if (kind === undefined || !isDecisive(named, audited)) return undefined;
    return {
      message: `\`${named.condition.operator}\` does not fit \`${named.condition.key}\`, whose values are ${kind.values}, so it never holds`,
      hint: `use \`${named.name.isNegated ? kind.use.replace(/^(Arn|String)/, '$1Not') : kind.use}\``,
      at: audited.atKey(named),
    };
  }),
};

// AWS: IAM guide, "AWS global condition context keys", the data type of each.
const IDS = [
  'aws:sourceaccount',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:sourceorgid',
  'aws:principalservicename',
];
const ARNS = ['aws:sourcearn', 'aws:principalarn'];

/** What the values are instead; undefined where the operator fits. */
function kindOf({ lowerKey, name }: NamedCondition): { readonly values: string; readonly use: string } | undefined {
  const base = typeof name.operator === 'object' ? name.operator.name : undefined;
  if (base === undefined || base.startsWith('String')) return undefined;
  if (ARNS.includes(lowerKey) && !base.startsWith('Arn')) return { values: 'ARNs', use: 'ArnLike' };
  const isNumber = base.startsWith('Numeric') && lowerKey.endsWith('account');
  return IDS.includes(lowerKey) && !isNumber ? { values: 'ids', use: 'StringEquals' } : undefined;
}
