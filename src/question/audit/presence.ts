// Does a condition's key come with a call that a service makes?

import { ABSENT_FOR_SERVICES, PRESENT_FOR_SERVICES } from '../../model/aws.js';
import type { AuditedStatement, NamedCondition } from './statement.js';

const lower = (keys: readonly string[]): ReadonlySet<string> => new Set(keys.map((key) => key.toLowerCase()));
const ABSENT = lower(ABSENT_FOR_SERVICES);
const PRESENT = lower(PRESENT_FOR_SERVICES);

/** Never, as far as is known; also for one tag of many. */
export function isAbsentKey(lowerKey: string): boolean {
  return ABSENT.has(lowerKey) || ABSENT.has(lowerKey.slice(0, Math.max(0, lowerKey.indexOf('/'))));
}

/** Whether the condition holds of a call without its key. */
export function holdsOfNothing({ name, condition }: NamedCondition): boolean {
  if (name.operator === 'Null') return condition.values.some((value) => value.toLowerCase() === 'true');
  return name.isNegated || name.ifExists || name.set === 'ForAllValues';
}

/** Whether a value that matches nothing leaves the condition without any call that it holds of. */
export function isDecisive(named: NamedCondition, { isForServicesAlone }: AuditedStatement): boolean {
  const isThere = isForServicesAlone && PRESENT.has(named.lowerKey);
  return named.name.isNegated || isThere || !holdsOfNothing(named);
}

// AWS: IAM guide, "AWS global condition context keys". Whether these come with a call by a service, no page says for all of them.
const UNSURE = lower([
  ...[
    'aws:RequestedRegion',
    'aws:ViaAWSService',
    'aws:PrincipalServiceNamesList',
    'aws:PrincipalType',
    'aws:UserAgent',
  ],
  ...['aws:Referer', 'aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast', 'aws:CurrentTime', 'aws:EpochTime'],
  ...['aws:SecureTransport', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:ResourceAccount', 'aws:ResourceOrgID'],
  ...['aws:ResourceOrgPaths', 'aws:ResourceTag', 'aws:RequestTag', 'aws:TagKeys'],
]);

/** Whether a key is about callers that are no services: one of those that AWS documents, or that `evaluate` holds absent. */
export function isAboutOthers(lowerKey: string): boolean {
  if (isAbsentKey(lowerKey)) return true;
  const isKnown = lowerKey.startsWith('aws:') || lowerKey.startsWith('lambda:');
  const stem = lowerKey.split('/')[0] ?? lowerKey;
  return isKnown && !PRESENT.has(stem) && !UNSURE.has(stem);
}
