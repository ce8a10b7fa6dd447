// What does the present policy have to do with a grant? Statements of it, taken apart and put together.

import { parsePattern } from '../../glob/pattern.js';
import { type Arn, arnOfPattern } from '../../model/arn.js';
import { API_GATEWAY } from '../../model/aws.js';
import type { Json, JsonObject, Policy, PrincipalEntry, Statement } from '../../model/policy.js';

/** The policy with some of its statements only. */
export function withStatements(policy: Policy, statements: readonly Statement[]): Policy {
  const { version, readAs, id, json, duplicates, findings } = policy;
  return {
    ...(version === undefined ? {} : { version }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(id === undefined ? {} : { id }),
    statements,
    json,
    duplicates,
    findings,
    locate: (pointer, part) => policy.locate(pointer, part),
  };
}

/** A policy of statements as `statementWritten` writes them: what AddPermission adds. */
export function policyWritten(written: readonly JsonObject[]): Policy {
  const place = { source: 'grant', pointer: '', start: 0, end: 0, line: 1, column: 1 };
  return {
    version: '2012-10-17',
    statements: written.map(readWritten),
    json: { Version: '2012-10-17', Statement: written },
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

/** The one source ARN that an Allow statement lets API Gateway invoke the function by, where it is as plain as AddPermission writes it. */
export function plainSourceArn(statement: Statement, functionArn: string): Arn | undefined {
  const { effect, principal = [], resource = [], conditions, flaws } = statement;
  const [only] = principal;
  if (effect !== 'Allow' || flaws.size > 0 || principal.length !== 1 || only?.type !== 'Service') return undefined;
  if (only.value !== API_GATEWAY || resource.length !== 1 || resource[0] !== functionArn) return undefined;
  const isSourceArn = ({ key }: { readonly key: string }) => key.toLowerCase() === 'aws:sourcearn';
  const sources = conditions.filter(isSourceArn);
  const others = conditions.filter((condition) => !isSourceArn(condition));
  if (others.some(({ key }) => key.toLowerCase() !== 'aws:sourceaccount')) return undefined;
  const [source, second] = sources;
  const [value, another] = source?.values ?? [];
  if (source === undefined || second !== undefined || value === undefined || another !== undefined) return undefined;
  if (!/^(ArnLike|ArnEquals|StringLike|StringEquals)$/.test(source.operator)) return undefined;
  return arnOfPattern(parsePattern(value, { wildcards: source.operator !== 'StringEquals', variables: false }));
}
