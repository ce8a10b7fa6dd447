// What is worth knowing about a grant, beside the grant itself?

import { odditiesOf } from '../../gateway/source-arn/oddities.js';
import { parseSourceArn, type SourceArn } from '../../model/execute-api.js';
import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import type { FunctionGrant } from './granting.js';
import type { GrantInput } from './input.js';

/** In sentences: where API and function are, what grants too much already, what is removed unseen. */
export function notesOf(
  input: GrantInput,
  functions: readonly GrantedFunction[],
  granted: readonly FunctionGrant[],
): readonly string[] {
  return [...elsewhere(input, functions), ...opennessOf(granted), ...blindnessOf(input, granted)];
}

// AWS: Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint", cross-region and cross-account.
function elsewhere({ api, apiRegion, apiAccount }: GrantInput, [fn]: readonly GrantedFunction[]): string[] {
  if (fn === undefined) return [];
  const notes: string[] = [];
  if (apiRegion !== undefined && apiRegion !== fn.region)
    notes.push(
      `cross-region: the API \`${api}\` is in \`${apiRegion}\` and the function in \`${fn.region}\`; the source ARN names the function's region, as the integration URI must too`,
    );
  if (apiAccount !== undefined && apiAccount !== fn.account)
    notes.push(
      `cross-account: the API \`${api}\` is of the account \`${apiAccount}\`, which the source ARN names; the permission is written by \`${fn.account}\`, which owns the function`,
    );
  return notes;
}

/** What is granted already, but by a statement that anybody's API may use. */
function opennessOf(functions: readonly FunctionGrant[]): string[] {
  return functions.flatMap(({ settled, before }) => {
    const statements = [before?.['Statement'] ?? []].flat() as readonly JsonObject[];
    const granting = new Set(settled.flatMap(({ why, by }) => (why === 'granted' ? (by ?? []) : [])));
    const open = statements.filter(
      ({ Sid, Condition }) => granting.has(String(Sid)) && !/sourcearn/i.test(JSON.stringify(Condition ?? {})),
    );
    return open.map(
      ({ Sid, Condition }) =>
        `statement \`${String(Sid)}\` names no source ARN: it lets in every API${/sourceaccount/i.test(JSON.stringify(Condition ?? {})) ? ' of that account' : ''}. Put one in its place that names this`,
    );
  });
}

/** What is removed by a name that somebody gave, unseen. */
function blindnessOf({ revert, statementId }: GrantInput, functions: readonly FunctionGrant[]): string[] {
  if (revert !== true || statementId === undefined || functions.every(({ before }) => before !== null)) return [];
  return [`statement \`${statementId}\` is removed whatever it says: --policy <file> shows whether it says only this`];
}

/** What is odd about the source ARNs, each thing once. */
export function odditiesIn(functions: readonly FunctionGrant[]): readonly Finding[] {
  const arns = functions.flatMap(({ steps }) =>
    steps.flatMap(({ action, sourceArn }) => (action === 'AddPermission' && sourceArn !== null ? sourceArn : [])),
  );
  const odd = arns.flatMap((arn) => odditiesOf(parseSourceArn(arn) as SourceArn));
  const findings = odd
    .filter(({ id }) => id === 'odd-api-id')
    .map(({ id, message, hint }): Finding => ({ id, severity: 'warning', message, hint }));
  return findings.filter(({ message }, index) => findings.findIndex((other) => other.message === message) === index);
}
