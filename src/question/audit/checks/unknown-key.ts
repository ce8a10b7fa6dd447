// Is a condition key misspelt?

import { GLOBAL_CONDITION_KEYS } from '../../../model/aws.js';
import { distance } from '../../evaluate/requirement.js';
import { ofConditions } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';

export const unknownKey: Check = {
  id: 'unknown-key',
  group: 'never matches',
  severity: 'error',
  severities: 'warning where the prefix is `aws:`, as AWS adds keys',
  title: 'a condition key that does not exist',
  why: 'Condition keys have a prefix: `aws:SourceArn`, `lambda:FunctionUrlAuthType`. A key without one, or a misspelt one, is in no call, so a condition that wants a value of it never holds.',
  source: 'IAM guide, "AWS global condition context keys"',
  bad: granting('', { Condition: { ArnLike: { SourceArn: `${API}/*/GET/pets` } } }),
  good: granting(`${API}/*/GET/pets`),
  find: ofConditions((named, audited) => {
    const { lowerKey, condition } = named;
    const hasPrefix = lowerKey.includes(':');
    if (hasPrefix && (!lowerKey.startsWith('aws:') || isGlobal(lowerKey))) return undefined;
    const far = (known: string) => distance(known.toLowerCase(), hasPrefix ? lowerKey : `aws:${lowerKey}`);
    const [nearest = 'aws:SourceArn'] = [...GLOBAL_CONDITION_KEYS].sort((a, b) => far(a) - far(b));
    return {
      message: `\`${condition.key}\` is ${hasPrefix ? 'no global condition key that is known here' : 'no condition key: it has no prefix'}`,
      ...(far(nearest) < 0.5 ? { hint: `perhaps \`${nearest}\` is meant` } : {}),
      at: audited.atKey(named),
      severity: hasPrefix ? 'warning' : 'error',
    };
  }),
};

const KNOWN: ReadonlySet<string> = new Set(GLOBAL_CONDITION_KEYS.map((key) => key.toLowerCase()));

/** Also with the name of a tag behind the key. */
function isGlobal(lowerKey: string): boolean {
  const slash = lowerKey.indexOf('/');
  return KNOWN.has(slash === -1 ? lowerKey : lowerKey.slice(0, slash));
}
