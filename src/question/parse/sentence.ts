// What does a statement grant, in one sentence?

import { describeSourceArn } from '../../gateway/source-arn/describe.js';
import { parseSourceArn } from '../../model/execute-api.js';
import type { Condition, Statement } from '../../model/policy.js';

export function sentenceOf(statement: Statement): string {
  const { effect, conditions, flaws } = statement;
  const verb = effect === 'Deny' ? 'denies' : effect === 'Allow' ? 'allows' : 'neither allows nor denies';
  const conditional =
    conditions.length === 0 ? ', whatever calls' : `, if ${conditions.map(conditionText).join(' and ')}`;
  const doubt = flaws.size === 0 ? '' : '; AWS would refuse it as it is written';
  return `${verb} ${principalText(statement)} to call ${actionText(statement)} on ${resourceText(statement)}${conditional}${doubt}`;
}

function principalText({ principal, notPrincipal }: Statement): string {
  const names = (principal ?? notPrincipal ?? []).map(({ value }) => (value === '*' ? 'everybody' : `\`${value}\``));
  if (names.length === 0) return 'nobody';
  return notPrincipal === undefined ? names.join(', ') : `everybody but ${names.join(', ')}`;
}

function actionText({ action, notAction }: Statement): string {
  if (action === undefined && notAction === undefined) return 'nothing';
  return notAction === undefined ? listOf(action, 'nothing') : `everything but ${listOf(notAction, 'nothing')}`;
}

function resourceText({ resource, notResource }: Statement): string {
  if (resource === undefined && notResource === undefined) return 'nothing';
  return notResource === undefined ? listOf(resource, 'nothing') : `everything but ${listOf(notResource, 'nothing')}`;
}

function conditionText({ operator, key, values }: Condition): string {
  const plain = `\`${key}\` ${operator} ${listOf(values, 'nothing')}`;
  const [value = '', ...others] = values;
  // To StringEquals a star is a letter, and the sentence would take it for a wildcard.
  const isPattern =
    /^(Arn(Like|Equals)|StringLike)$/.test(operator) || (operator === 'StringEquals' && !/[*?]/.test(value));
  const arn =
    key.toLowerCase() === 'aws:sourcearn' && others.length === 0 && isPattern ? parseSourceArn(value) : undefined;
  if (arn === undefined) return plain;
  const meaning = {
    authorizer: 'authorizer',
    routeKey: 'websocket',
    method: 'rest',
    stage: 'rest',
    none: 'rest',
  } as const;
  return `${plain} (${describeSourceArn(arn)[meaning[arn.suffix.kind]]})`;
}

function listOf(values: readonly string[] | undefined, none: string): string {
  return values === undefined || values.length === 0 ? none : values.map((value) => `\`${value}\``).join(' or ');
}
