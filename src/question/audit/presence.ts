// Does a condition's key come with a call that a service makes?

import { ABSENT_FOR_SERVICES, PRESENT_FOR_SERVICES } from '../../model/aws.js';
import type { NamedCondition } from './statement.js';

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
export function isDecisive(named: NamedCondition): boolean {
  return named.name.isNegated || PRESENT.has(named.lowerKey) || !holdsOfNothing(named);
}
