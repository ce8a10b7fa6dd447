// Does a star stand under an operator to which it is a letter?

import { parseArn } from '../../../model/arn.js';
import { type Json, type JsonObject, pointerOfValue } from '../../../model/policy.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import { isDecisive } from '../presence.js';
import type { AuditedStatement, NamedCondition } from '../statement.js';

// AWS: IAM guide, "AWS global condition context keys": ARNs and ids, which hold neither `*` nor `?`.
const WITHOUT_STARS = [
  ...['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:principalarn', 'aws:principalaccount'],
  ...['aws:principalorgid', 'aws:principalservicename'],
];

export const literalWildcard: Check = {
  id: 'literal-wildcard',
  group: 'never matches',
  severity: 'error',
  title: '`StringEquals` with a star',
  why: 'To `StringEquals` a `*` is a letter like any other, and no source ARN or account holds one. The condition looks like a pattern and matches nothing.',
  source: 'IAM guide, "Condition operators", String condition operators',
  bad: granting('', { Condition: { StringEquals: { 'aws:SourceArn': `${API}/*/GET/pets` } } }),
  good: granting(`${API}/*/GET/pets`),
  find: ofStatements((audited) => {
    if (!audited.conditions.some(isWild)) return NONE;
    const decisive = audited.conditions.filter((named) => isWild(named) && isDecisive(named, audited));
    return decisive.flatMap((named) => problemsOf(audited, named));
  }),
};

function isWild({ isLiteral, lowerKey, name }: NamedCondition): boolean {
  return !isLiteral && WITHOUT_STARS.includes(lowerKey) && isExact(name);
}

function isExact({ operator }: NamedCondition['name']): boolean {
  return typeof operator === 'object' && operator.name.startsWith('StringEquals');
}

function problemsOf(audited: AuditedStatement, { condition, lowerKey, name }: NamedCondition): readonly Problem[] {
  // What has not six components matches under no ARN operator.
  const isOfArns = lowerKey.endsWith('arn') && condition.values.every((value) => parseArn(value) !== undefined);
  const like = `${isOfArns ? 'Arn' : 'String'}${name.isNegated ? 'Not' : ''}Like`;
  const operator = `${name.set === undefined ? '' : `${name.set}:`}${like}${name.ifExists ? 'IfExists' : ''}`;
  const isCaseBlind = /IgnoreCase/i.test(condition.operator);
  const fix = isCaseBlind ? undefined : fixOf(audited, condition.operator, operator);
  return condition.values.flatMap((text, index): readonly Problem[] => {
    if (!/[*?]/.test(text)) return NONE;
    return [
      {
        message: `\`${condition.operator}\` takes the wildcard in \`${text}\` for a letter, so it ${name.isNegated ? 'excepts nothing' : 'can never match'}`,
        hint: `use \`${operator}\``,
        at: { pointer: pointerOfValue(audited.policy, condition.pointer, index) },
        value: { condition, index },
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}

/** Another operator, where the block holds this one key and none of that name is there yet. */
function fixOf({ statement, policy }: AuditedStatement, from: string, to: string): Problem['fix'] {
  const steps = statement.pointer.split('/').slice(1);
  const json = steps.reduce((at, step) => (at as Record<string, Json>)[step] as Json, policy.json) as JsonObject;
  const blocks = json['Condition'] as Record<string, JsonObject>;
  const block = blocks[from];
  if (block === undefined || Object.keys(block).length !== 1 || blocks[to] !== undefined) return undefined;
  const at = { pointer: `${statement.pointer}/Condition/${from}`, part: 'key' as const };
  return /^[\w:]+$/.test(from) ? { message: `use \`${to}\``, at, from, text: to } : undefined;
}
