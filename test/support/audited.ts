// Which policies do the tests of the audit speak of, and what is told of them?

import { parsePolicy } from '../../src/input/parse-policy.js';
import type { Json, JsonObject } from '../../src/model/policy.js';
import { audit } from '../../src/question/audit/audit.js';
import type { Home } from '../../src/question/audit/home.js';
import { API, allow, deny } from './worlds.js';

export const ORG = 'o-a1b2c3d4e5';
/** An account that is not the function's. */
export const OTHER = '444455556666';
export const GATEWAY = { Service: 'apigateway.amazonaws.com' };
export const EVERYBODY = { Principal: '*' };

export const china = (text: string) => text.replace('arn:aws:', 'arn:aws-cn:').replace('us-east-2', 'cn-north-1');
export const gov = (text: string) => text.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-2', 'us-gov-west-1');

export const policy = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const where = (Condition: JsonObject, over: JsonObject = {}) => allow({ Condition, ...over });
export const forArn = (sourceArn: Json, over: JsonObject = {}) =>
  where({ ArnLike: { 'AWS:SourceArn': sourceArn } }, over);
/** A grant for what follows the API id. */
export const on = (suffix: string, over: JsonObject = {}) => policy(forArn(API + suffix, over));
/** A grant to another service. */
export const by = (service: string, Condition: JsonObject, over: JsonObject = {}) =>
  policy(where(Condition, { Principal: { Service: service }, ...over }));
export const everybodyBut = (Condition: JsonObject, over: JsonObject = {}) =>
  deny({ ...EVERYBODY, Condition, ...over });
/** A good grant, and a Deny for everybody. */
export const trap = (Condition: JsonObject, over: JsonObject = {}) =>
  policy(forArn(`${API}/*`), everybodyBut(Condition, over));

/** A policy, what is told of it, and what is known of its function; `?`: what may be told besides, as it is so too. */
export type Row = readonly [mistake: string, policy: Json, told: readonly string[], home?: Home];

/** What is told at `warning` or worse. */
export function told(input: Json, home: Home = {}): readonly string[] {
  const { findings } = audit(parsePolicy(typeof input === 'string' ? input : JSON.stringify(input, null, 2)), { home });
  return findings.flatMap(({ id, severity }) => (severity === 'info' ? [] : [`${severity} ${id}`])).sort();
}

/** What stands in a row's list and must be told, and what else is. */
export function against(expected: readonly string[], found: readonly string[]) {
  const may = expected.flatMap((one) => (one.startsWith('?') ? [one.slice(1)] : []));
  return {
    wanted: expected.filter((one) => !one.startsWith('?')).sort(),
    found: found.filter((one) => !may.includes(one)),
  };
}
