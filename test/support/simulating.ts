// Which APIs, policies and requests do the tests of `simulate` speak of? One of each to vary, with a clock that stands still.

import type { Clock } from '../../src/gateway/event/facts.js';
import type { RequestInput, SocketEventInput } from '../../src/gateway/request.js';
import { parsePolicy } from '../../src/input/parse-policy.js';
import type { Api, ApiRoute, ApiType, Authorizer, Integration } from '../../src/model/api.js';
import type { HeaderLines, HttpResponse } from '../../src/model/http.js';
import type { Json, JsonObject, Policy } from '../../src/model/policy.js';
import type { PolicyInput } from '../../src/question/evaluate/decide.js';
import type { Invoke } from '../../src/question/simulate/invoke.js';
import { type SimulateOptions, simulate } from '../../src/question/simulate/simulate.js';

export const PETS = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
export const CATS = 'arn:aws:lambda:us-east-2:111122223333:function:cats';
export const GUARD = 'arn:aws:lambda:us-east-2:111122223333:function:guard';
export const ROLE = 'arn:aws:iam::111122223333:role/caller';
export const ID = 'a1b2c3d4e5';
export const HEAD = `arn:aws:execute-api:us-east-2:111122223333:${ID}`;

export const TIME = Date.UTC(2026, 10, 1, 12, 34, 56);
export const CLOCK: Clock = { now: () => TIME, random: () => 0 };

/** What a WebSocket client gets where a message fails, with ids of the random number 0. */
export const FRAME =
  '{"message": "Internal server error", "connectionId":"AAAAAAAAAAAAAAA=", "requestId":"AAAAAAAAAAAAAAA="}';

export const STAGES: Readonly<Record<ApiType, string>> = { rest: 'prod', http: '$default', websocket: 'dev' };
const ROUTES: Readonly<Record<ApiType, string>> = { rest: 'GET /pets', http: 'GET /pets', websocket: '$default' };
export const REQUESTS: Readonly<Record<ApiType, RequestInput>> = {
  rest: 'GET /pets',
  http: 'GET /pets',
  websocket: { event: 'MESSAGE', body: '{}' },
};

export function routeTo(key: string, over: Partial<Integration> = {}, more: Partial<ApiRoute> = {}): ApiRoute {
  return { key, integration: { type: 'AWS_PROXY', target: { kind: 'function', arn: PETS }, ...over }, ...more };
}

/** A route that calls another function. */
export function routeOf(key: string, arn: string, more: Partial<ApiRoute> = {}): ApiRoute {
  return routeTo(key, { target: { kind: 'function', arn } }, more);
}

/** An API with one stage and one route to one function, but for what `over` says. */
export function apiOf(type: ApiType, over: Partial<Api> = {}): Api {
  return { type, id: ID, stages: [{ name: STAGES[type] }], routes: [routeTo(ROUTES[type])], ...over };
}

/** An API whose only route has this integration. */
export function apiWith(type: ApiType, integration: Partial<Integration>, over: Partial<Api> = {}): Api {
  return apiOf(type, { routes: [routeTo(ROUTES[type], integration)], ...over });
}

/** An API whose only route asks an authorizer first. */
export function guarded(type: ApiType, over: Partial<Authorizer> = {}, more: Partial<Api> = {}): Api {
  const authorizer: Authorizer = {
    name: 'guard',
    id: 'abc123',
    kind: 'request',
    target: { kind: 'function', arn: GUARD },
    identitySources: [],
    ...over,
  };
  const key = type === 'websocket' ? '$connect' : ROUTES[type];
  return apiOf(type, { routes: [routeTo(key, {}, { authorizer: 'guard' })], authorizers: [authorizer], ...more });
}

/** A statement that lets API Gateway call the function from what this suffix matches. */
export function granted(suffix: string, fn = PETS, over: JsonObject = {}): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: fn,
    Condition: { ArnLike: { 'AWS:SourceArn': `${HEAD}/${suffix}` } },
    ...over,
  };
}

export function policyWith(...statements: readonly Json[]): Policy {
  const [policy] = parsePolicy({ Version: '2012-10-17', Statement: statements }).policies;
  if (policy === undefined) throw new Error('the reader found no policy');
  return policy;
}

/** A policy for each of these functions that lets in the whole API. */
export function openTo(...functions: readonly string[]): Policy[] {
  return functions.map((fn) => policyWith(granted('*', fn)));
}

export const EMPTY = policyWith();

/** What a message, a connection or a disconnection is. */
export function socket(event: SocketEventInput['event'], over: Partial<SocketEventInput> = {}): SocketEventInput {
  return { event, ...over };
}

interface Run {
  readonly policies?: PolicyInput;
  readonly request?: RequestInput;
  readonly invoke?: Invoke | undefined;
  readonly options?: SimulateOptions;
}

const OK: Invoke = () => ({ statusCode: 200, body: 'from the function' });

/** Sends a request: by default one that the route takes, with policies that allow it, to a function that answers. */
export function sent(api: Api, run: Run = {}) {
  const { policies = openTo(PETS, CATS, GUARD), request = REQUESTS[api.type], options = {} } = run;
  return simulate(api, policies, request, 'invoke' in run ? run.invoke : OK, { ...CLOCK, ...options });
}

/** A result of the function, as `invoke`. */
export function giving(result: unknown): Invoke {
  return () => result;
}

/** An authorizer that answers this, and a function that answers with 200. */
export function guarding(answer: unknown): Invoke {
  return (_event, { role }) => (role === 'authorizer' ? answer : { statusCode: 200, body: 'from the function' });
}

const ADDED = ['Content-Length', 'Connection', 'Date', 'x-amzn-RequestId', 'x-amz-apigw-id', 'X-Amzn-Trace-Id'];

/** The headers without those that every response has. */
export function ownHeaders({ headers }: Pick<HttpResponse, 'headers'>): HeaderLines {
  return headers.filter(([name]) => !ADDED.includes(name) && name !== 'Apigw-Requestid');
}

/** The time that passes while the function runs. */
export function taking(milliseconds: number): Clock {
  let time = TIME - milliseconds;
  return {
    random: () => 0,
    now: () => {
      time += milliseconds;
      return time;
    },
  };
}
