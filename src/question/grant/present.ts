// What does the present policy have to do with a grant? Statements of it, taken apart and put together.

import { parsePattern } from '../../glob/pattern.js';
import { type Arn, arnOfPattern } from '../../model/arn.js';
import { coversArn } from '../../model/arn-relate.js';
import { API_GATEWAY, INVOKE_FUNCTION } from '../../model/aws.js';
import {
  type Condition,
  type Json,
  type JsonObject,
  languageVersion,
  type Policy,
  type PrincipalEntry,
  type Statement,
} from '../../model/policy.js';

/** A policy of statements as `statementWritten` writes them, in a document of that version. */
export function policyWritten(written: readonly JsonObject[], version = '2012-10-17'): Policy {
  const place = { source: 'grant', pointer: '', start: 0, end: 0, line: 1, column: 1 };
  return {
    version,
    statements: written.map(readWritten),
    json: { Version: version, Statement: written },
    duplicates: [],
    findings: [],
    locate: () => place,
  };
}

function readWritten(json: JsonObject, index: number): Statement {
  const { Sid, Effect, Principal, Action, Resource, Condition = {} } = json;
  const pointer = `/Statement/${index}`;
  const principal: readonly PrincipalEntry[] =
    Principal === '*'
      ? [{ type: 'AWS', value: '*' }]
      : Object.entries(Principal as JsonObject).map(([type, value]) => ({
          type: type as PrincipalEntry['type'],
          value: String(value),
        }));
  return {
    pointer,
    sid: String(Sid),
    effect: Effect as 'Allow',
    principal,
    action: [String(Action)],
    resource: [String(Resource)],
    conditions: Object.entries(Condition as JsonObject).flatMap(([operator, keys]) =>
      Object.entries(keys as JsonObject).map(([key, value]) => ({
        pointer: `${pointer}/Condition/${operator}/${key}`,
        operator,
        key,
        values: [String(value)],
      })),
    ),
    flaws: new Set(),
  };
}

/** The document of a policy as Lambda keeps it; null where the function has none. */
export function documentOf(policy: Policy | undefined): JsonObject | null {
  if (policy === undefined || policy.json === null) return null;
  const json = policy.json as JsonObject;
  // A lone statement, as `add-permission` prints it.
  return policy.readAs === undefined ? json : { Version: policy.readAs, Id: 'default', Statement: [json] };
}

/** The statement's JSON as it stands in its document. */
export function jsonOf(policy: Policy, statement: Statement): JsonObject {
  const document = documentOf(policy) as JsonObject;
  const { Statement: list } = document;
  const statements = (Array.isArray(list) ? list : [list]) as readonly Json[];
  return statements[policy.statements.indexOf(statement)] as JsonObject;
}

export function isOfSourceArn({ key }: Condition): boolean {
  return key.toLowerCase() === 'aws:sourcearn';
}

/** Whether another statement has the same Sid: RemovePermission would remove both. */
export function sharesSid({ statements }: Policy, { sid }: Statement): boolean {
  return sid !== undefined && statements.filter((other) => other.sid === sid).length > 1;
}

/** Whether a statement is plain, and lets in nothing but what the pattern does. */
export function isWithin(policy: Policy, statement: Statement, pattern: Arn, functionArn: string): boolean {
  const own = plainSourceArn(policy, statement, functionArn);
  return own !== undefined && coversArn(pattern, own).truth === 'yes';
}

/** The one source ARN that an Allow statement lets API Gateway invoke the function by, where it is as plain as AddPermission writes it. */
export function plainSourceArn(policy: Policy, statement: Statement, functionArn: string): Arn | undefined {
  const { effect, principal = [], action = [], resource = [], conditions, flaws } = statement;
  const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
  const who = only(principal);
  if (effect !== 'Allow' || flaws.size > 0 || who?.type !== 'Service' || who.value !== API_GATEWAY) return undefined;
  if (only(action)?.toLowerCase() !== INVOKE_FUNCTION.toLowerCase() || only(resource) !== functionArn) return undefined;
  const source = only(conditions.filter(isOfSourceArn));
  const value = only(source?.values ?? []);
  const others = conditions.filter(
    (condition) => condition !== source && condition.key.toLowerCase() !== 'aws:sourceaccount',
  );
  if (source === undefined || value === undefined || others.length > 0) return undefined;
  if (!/^(ArnLike|ArnEquals|StringLike|StringEquals)$/.test(source.operator)) return undefined;
  const variables = languageVersion(policy) !== '2008-10-17';
  return arnOfPattern(parsePattern(value, { wildcards: source.operator !== 'StringEquals', variables }));
}
