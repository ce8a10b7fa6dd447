// Does an Allow ask a set operator about a key that has one value, or none?

import { ofConditions } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';

// AWS: IAM guide, "AWS global condition context keys": the keys that are multivalued.
const MULTIVALUED = [
  ...['aws:calledvia', 'aws:tagkeys', 'aws:principalorgpaths', 'aws:sourceorgpaths', 'aws:resourceorgpaths'],
  'aws:principalservicenameslist',
];

export const forAllValues: Check = {
  id: 'for-all-values',
  group: 'too wide',
  severity: 'info',
  title: '`ForAllValues:` on a key with one value',
  why: 'A set operator that begins `ForAllValues:` also holds where the key is missing. In an `Allow` it lets in calls that bring no such key at all.',
  source: 'IAM guide, "Set operators for multivalued context keys"',
  bad: granting('', { Condition: { 'ForAllValues:ArnLike': { 'aws:SourceArn': `${API}/*` } } }),
  good: granting(`${API}/*`),
  find: ofConditions((named, audited) => {
    const { name, lowerKey, condition } = named;
    if (name.set !== 'ForAllValues' || !audited.isAllow || MULTIVALUED.includes(lowerKey)) return undefined;
    return {
      message: `\`${condition.operator}\` on \`${condition.key}\` holds of a call without that key too`,
      hint: `use \`${condition.operator.slice(condition.operator.indexOf(':') + 1)}\`: the key has one value`,
      at: audited.atKey(named),
    };
  }),
};
