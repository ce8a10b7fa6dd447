// Which authorizer do the tests of `simulate` ask, with which requests, and what may it answer?

import type { RequestInput } from '../../src/gateway/request.js';
import type { Api, ApiType, Authorizer } from '../../src/model/api.js';
import type { Json, JsonObject, Policy } from '../../src/model/policy.js';
import { guarded, guarding, sent, socket } from './simulating.js';

export const CONNECT: RequestInput = socket('CONNECT', { headers: { Authorization: 'abc' } });
export const GET: RequestInput = { url: '/pets', headers: { Authorization: 'abc' } };
export const requestTo = (type: ApiType) => (type === 'websocket' ? CONNECT : GET);

export function answer(effect: string, over: JsonObject = {}, resource: Json = '*'): JsonObject {
  const Statement = [{ Effect: effect, Action: 'execute-api:Invoke', Resource: resource }];
  return { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement }, ...over };
}

export const ALLOW = answer('Allow');

export function asked(
  type: ApiType,
  given: unknown,
  {
    over = {},
    more = {},
    ...run
  }: { over?: Partial<Authorizer>; more?: Partial<Api>; request?: RequestInput; policies?: readonly Policy[] } = {},
) {
  return sent(guarded(type, over, more), { request: requestTo(type), invoke: guarding(given), ...run });
}
