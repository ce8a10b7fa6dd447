// Are the events of the types that handlers are written with, those of `@types/aws-lambda`? The compiler judges.

import { expect, test } from '@jest/globals';
import type {
  APIGatewayEventWebsocketRequestContextV2,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyWebsocketEventV2,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayRequestAuthorizerEventV2,
  APIGatewayTokenAuthorizerEvent,
} from 'aws-lambda';
import { apiHome } from '../../../src/gateway/api-home.js';
import { createApi } from '../../../src/gateway/create-api.js';
import { authorizerEvent, socketAuthorizerEvent } from '../../../src/gateway/event/authorizer.js';
import { type EventInput, inputOf, isSocketInput, type SocketInput } from '../../../src/gateway/event/event-input.js';
import { factsOf } from '../../../src/gateway/event/facts.js';
import { httpEvent1, httpEvent2 } from '../../../src/gateway/event/http.js';
import { restEvent } from '../../../src/gateway/event/rest.js';
import { socketEvent } from '../../../src/gateway/event/websocket.js';
import { createRequest, type RequestInput } from '../../../src/gateway/request.js';
import { matchRoute } from '../../../src/gateway/routing/match-route.js';
import type { ApiType, Authorizer } from '../../../src/model/api.js';
import { FUNCTION } from '../calls.js';

function inputFor(type: ApiType, key: string, asked: RequestInput): EventInput | SocketInput {
  const api = createApi({ type, id: 'a1b2c3d4e5', stage: 'prod', routes: { [key]: FUNCTION } });
  const request = createRequest(api, asked);
  const match = 'fault' in request ? undefined : matchRoute(api, request);
  const home = apiHome(api, FUNCTION);
  if ('fault' in request || match?.kind !== 'matched' || typeof home === 'string') throw new Error('no such route');
  return inputOf({ api, home, match, request, facts: factsOf() });
}
function eventInput(type: 'rest' | 'http'): EventInput {
  const input = inputFor(type, 'GET /pets/{id}', { url: '/pets/7?a=b', headers: { cookie: 'a=1' } });
  if (isSocketInput(input)) throw new Error('a socket event');
  return input;
}
function socketInput(event: 'CONNECT' | 'MESSAGE'): SocketInput {
  const input = inputFor('websocket', event === 'CONNECT' ? '$connect' : '$default', { event, body: 'hi' });
  if (!isSocketInput(input)) throw new Error('no socket event');
  return input;
}
const authorizer = (more: Partial<Authorizer>): Authorizer => ({
  ...{ name: 'mine', kind: 'request', target: { kind: 'function', arn: FUNCTION }, identitySources: [] },
  ...more,
});

type Replaced<T, U> = Omit<T, keyof U> & U;

test('REST', () => {
  const event: APIGatewayProxyEvent = restEvent(eventInput('rest'));
  expect(event.requestContext.resourcePath).toBe('/pets/{id}');
});

test('HTTP 1.0', () => {
  const event: APIGatewayProxyEvent = httpEvent1(eventInput('http'));
  expect(event.requestContext.resourceId).toBe('GET /pets/{id}');
});

test('HTTP 2.0: as it stands', () => {
  const event: APIGatewayProxyEventV2 = httpEvent2(eventInput('http'));
  expect(event.requestContext.http.method).toBe('GET');
});

test('WebSocket', () => {
  /** Only messages have an id. */
  type Context = Replaced<APIGatewayEventWebsocketRequestContextV2, { messageId?: string }>;
  type SocketProxyEvent = Replaced<APIGatewayProxyWebsocketEventV2, { requestContext: Context }>;
  const message: SocketProxyEvent = socketEvent(socketInput('MESSAGE'));
  const connect: SocketProxyEvent = socketEvent(socketInput('CONNECT'));
  expect([message.requestContext.eventType, connect.requestContext.eventType]).toEqual(['MESSAGE', 'CONNECT']);
});

/** Every kind of event that the types of `src` know, one of them in truth. */
function authorizerEventOf(type: 'rest' | 'http', more: Partial<Authorizer>) {
  return authorizerEvent(authorizer(more), eventInput(type), ['me']);
}

test('authorizers: TOKEN, as it stands', () => {
  const made = authorizerEventOf('rest', { kind: 'token' });
  if (made.type !== 'TOKEN') throw new Error(made.type);
  const event: APIGatewayTokenAuthorizerEvent = made;
  expect(event.authorizationToken).toBe('me');
});

test('authorizers: REQUEST of REST and of HTTP 1.0', () => {
  const kinds = [authorizerEventOf('rest', {}), authorizerEventOf('http', { payloadFormat: '1.0' })];
  const events = kinds.map((made): APIGatewayRequestAuthorizerEvent => {
    if (!('httpMethod' in made)) throw new Error(made.type);
    return made;
  });
  expect(events.map(({ httpMethod }) => httpMethod)).toEqual(['GET', 'GET']);
});

test('authorizers: REQUEST of HTTP 2.0', () => {
  /** Without cookies there is no such member. */
  type Event = Replaced<APIGatewayRequestAuthorizerEventV2, { cookies?: string[] }>;
  const made = authorizerEventOf('http', {});
  if (!('routeArn' in made)) throw new Error(made.type);
  const event: Event = made;
  expect(event).toMatchObject({ identitySource: ['me'], cookies: ['a=1'] });
});

test('authorizers: WebSocket, which has no type of its own', () => {
  type Shared = 'type' | 'methodArn' | 'headers' | 'queryStringParameters' | 'stageVariables';
  const event: Pick<APIGatewayRequestAuthorizerEvent, Shared> = socketAuthorizerEvent(socketInput('CONNECT'));
  expect(event.methodArn).toMatch(/\/prod\/\$connect$/);
});
