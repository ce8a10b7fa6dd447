// Which event does a Lambda authorizer get, and who does the request say it is?

import { describe, expect, test } from '@jest/globals';
import { apiHome } from '../../../src/gateway/api-home.js';
import { createApi } from '../../../src/gateway/create-api.js';
import {
  authorizerEvent,
  identitiesOf,
  methodArnOf,
  socketAuthorizerEvent,
} from '../../../src/gateway/event/authorizer.js';
import { type EventInput, inputOf, isSocketInput, type SocketInput } from '../../../src/gateway/event/event-input.js';
import { factsOf } from '../../../src/gateway/event/facts.js';
import { httpContext, httpEvent1, httpEvent2 } from '../../../src/gateway/event/http.js';
import { restEvent } from '../../../src/gateway/event/rest.js';
import { socketContext } from '../../../src/gateway/event/websocket.js';
import { createRequest, type RequestInput, type SocketEventInput } from '../../../src/gateway/request.js';
import { matchRoute } from '../../../src/gateway/routing/match-route.js';
import type { Api, Authorizer } from '../../../src/model/api.js';
import { FUNCTION, HEAD } from '../calls.js';

const variables = { color: 'red' };
const apiOf = (
  type: Api['type'],
  key: string,
  stage = 'prod',
  stageVariables?: Readonly<Record<string, string>>,
): Api =>
  createApi({
    ...{ type, id: 'a1b2c3d4e5', stage, routes: { [key]: FUNCTION } },
    ...(stageVariables === undefined ? {} : { stageVariables }),
  });

function inputFor(api: Api, asked: RequestInput): EventInput | SocketInput {
  const request = createRequest(api, asked);
  if ('fault' in request) throw new Error(request.fault);
  const match = matchRoute(api, request);
  const home = apiHome(api, FUNCTION);
  if (match.kind !== 'matched' || typeof home === 'string') throw new Error('no such route');
  return inputOf({ api, home, match, request, facts: factsOf({ now: () => 0, random: () => 0 }) });
}
function eventInput(api: Api, asked: RequestInput): EventInput {
  const input = inputFor(api, asked);
  if (isSocketInput(input)) throw new Error('a socket event');
  return input;
}
function socketInput(api: Api, asked: RequestInput): SocketInput {
  const input = inputFor(api, asked);
  if (!isSocketInput(input)) throw new Error('no socket event');
  return input;
}
const authorizer = (more: Partial<Authorizer> = {}): Authorizer => ({
  ...{ name: 'mine', kind: 'request', target: { kind: 'function', arn: FUNCTION }, identitySources: [] },
  ...more,
});

// AWS: API Gateway guide, "Input to an API Gateway Lambda authorizer".
test.each<[behaviour: string, api: Api, request: RequestInput, suffix: string]>([
  ['REST: the path that was sent', apiOf('rest', 'GET /pets/{id}'), '/pets/7', 'prod/GET/pets/7'],
  ['REST: the verb, not ANY', apiOf('rest', 'ANY /{p+}'), 'PUT /a/b', 'prod/PUT/a/b'],
  ['REST: without its query', apiOf('rest', 'GET /a'), '/a?b=c', 'prod/GET/a'],
  ['REST: the root', apiOf('rest', 'GET /'), '/', 'prod/GET/'],
  ['REST: as it was sent', apiOf('rest', 'GET /{id}'), '/a%20b', 'prod/GET/a%20b'],
  ['HTTP: the path that was sent', apiOf('http', 'GET /pets/{id}'), '/pets/7', 'prod/GET/pets/7'],
  ['HTTP: the stage $default', apiOf('http', 'GET /a', '$default'), '/a', '$default/GET/a'],
  ['HTTP: the route $default', apiOf('http', '$default', '$default'), '/a', '$default/GET/a'],
  ['WebSocket: the route key', apiOf('websocket', '$connect', 'dev'), { event: 'CONNECT' }, 'dev/$connect'],
])('what is asked about: %s', (_, api, request, suffix) => {
  expect(methodArnOf(inputFor(api, request))).toBe(`${HEAD}${suffix}`);
});

test('what is asked about stands in the partition and account of the API', () => {
  const api = { ...apiOf('rest', 'GET /a'), region: 'us-gov-west-1', account: '444455556666' };
  const arn = 'arn:aws-us-gov:execute-api:us-gov-west-1:444455556666:a1b2c3d4e5/prod/GET/a';
  expect(methodArnOf(inputFor(api, '/a'))).toBe(arn);
});

describe('who the request says it is', () => {
  const request: RequestInput = {
    url: '/a?who=a%20b&who=c&none=',
    headers: { Authorization: 'Bearer x', empty: '' },
  };
  const input = eventInput(apiOf('rest', 'GET /a', 'prod', variables), request);
  test.each<[source: string, identity: string | undefined | null]>([
    ['method.request.header.Authorization', 'Bearer x'],
    ['method.request.header.authorization', 'Bearer x'],
    ['$request.header.Authorization', 'Bearer x'],
    ['route.request.header.Authorization', 'Bearer x'],
    [' method.request.header.Authorization ', 'Bearer x'],
    ['method.request.header.Missing', undefined],
    ['method.request.header.empty', undefined],
    ['method.request.querystring.who', 'a b'],
    ['$request.querystring.who', 'a b'],
    ['route.request.querystring.Who', undefined],
    ['method.request.querystring.none', undefined],
    ['stageVariables.color', 'red'],
    ['$stageVariables.color', 'red'],
    ['stageVariables.size', undefined],
    ['context.identity.sourceIp', input.arrival.sourceIp],
    ['$context.identity.sourceIp', input.arrival.sourceIp],
    ['context.stage', 'prod'],
    ['context.httpMethod', 'GET'],
    ['context.authorizer.principalId', null],
    ['context.constructor', null],
    ['method.request.body.a', null],
    ['', null],
  ])('`%s`: %s', (source, identity) => {
    expect(identitiesOf(authorizer({ identitySources: [source] }), input)).toEqual([identity]);
  });

  test('in the order of its sources', () => {
    const identitySources = ['$request.querystring.who', '$request.header.Authorization'];
    expect(identitiesOf(authorizer({ identitySources }), input)).toEqual(['a b', 'Bearer x']);
  });

  test('a client that connects says it in its handshake', () => {
    const connecting = socketInput(apiOf('websocket', '$connect', 'dev'), {
      event: 'CONNECT',
      url: '?who=me',
      headers: { Auth: 'x' },
    });
    const identitySources = ['route.request.header.Auth', 'route.request.querystring.who'];
    expect(identitiesOf(authorizer({ identitySources }), connecting)).toEqual(['x', 'me']);
  });
});

test('REST, TOKEN: type, ARN and token, nothing else', () => {
  const input = eventInput(apiOf('rest', 'GET /a'), '/a');
  expect(authorizerEvent(authorizer({ kind: 'token' }), input, ['Bearer x'])).toEqual({
    type: 'TOKEN',
    methodArn: `${HEAD}prod/GET/a`,
    authorizationToken: 'Bearer x',
  });
});

const POST: RequestInput = {
  method: 'POST',
  url: '/pets/7?a=1&a=2',
  headers: { Cookie: 'x=1', 'X-A': 'b' },
  body: 'secret',
};

describe('REST, REQUEST', () => {
  test('the event of the route but for its body, and what is asked about', () => {
    const input = eventInput(apiOf('rest', 'POST /pets/{id}', 'prod', variables), POST);
    const { body: _body, isBase64Encoded: _isBase64Encoded, ...own } = restEvent(input);
    const event = authorizerEvent(authorizer(), input, ['b']);
    expect(event).toEqual({ type: 'REQUEST', methodArn: `${HEAD}prod/POST/pets/7`, ...own });
    expect(event).toMatchObject({ pathParameters: { id: '7' }, stageVariables: variables });
  });

  test('maps are there, though nothing is in them', () => {
    expect(authorizerEvent(authorizer(), eventInput(apiOf('rest', 'GET /a'), '/a'), [])).toMatchObject({
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      pathParameters: {},
      stageVariables: {},
    });
  });
});

// AWS: API Gateway guide, "Control access to HTTP APIs with Lambda authorizers", payload formats.
describe('HTTP', () => {
  const input = eventInput(apiOf('http', 'POST /pets/{id}', 'prod', variables), POST);

  test('1.0: the event of the route but for its body, and the identities in one text', () => {
    const { body: _body, isBase64Encoded: _isBase64Encoded, ...own } = httpEvent1(input);
    expect(authorizerEvent(authorizer({ payloadFormat: '1.0' }), input, ['user1', '123'])).toEqual({
      ...own,
      type: 'REQUEST',
      methodArn: `${HEAD}prod/POST/pets/7`,
      identitySource: 'user1,123',
      authorizationToken: 'user1,123',
    });
  });

  test.each([
    ['2.0', { payloadFormat: '2.0' } as const],
    ['without a format, which is 2.0', {}],
  ])('%s: the event of the route but for its body, and the identities', (_, format) => {
    const { body: _body, isBase64Encoded: _isBase64Encoded, ...own } = httpEvent2(input);
    const event = authorizerEvent(authorizer(format), input, ['user1', '123']);
    expect(event).toEqual({
      ...own,
      type: 'REQUEST',
      routeArn: `${HEAD}prod/POST/pets/7`,
      identitySource: ['user1', '123'],
      requestContext: httpContext(input),
    });
    expect(event).toMatchObject({ version: '2.0', cookies: ['x=1'] });
  });
});

// AWS: API Gateway guide, "Control access to WebSocket APIs with AWS Lambda REQUEST authorizers": its example.
describe('WebSocket', () => {
  const connecting = (request: Omit<SocketEventInput, 'event'> = {}) =>
    socketInput(apiOf('websocket', '$connect', 'dev', variables), { event: 'CONNECT', ...request });

  test('handshake, ARN, variables and context', () => {
    const input = connecting({ url: '?QueryString1=queryValue1', headers: { HeaderAuth1: 'headerValue1' } });
    const event = socketAuthorizerEvent(input);
    expect(Object.keys(event).sort()).toEqual([
      ...['headers', 'methodArn', 'multiValueHeaders', 'multiValueQueryStringParameters', 'queryStringParameters'],
      ...['requestContext', 'stageVariables', 'type'],
    ]);
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: `${HEAD}dev/$connect`,
      headers: { HeaderAuth1: 'headerValue1', Host: 'a1b2c3d4e5.execute-api.us-east-2.amazonaws.com' },
      multiValueHeaders: { HeaderAuth1: ['headerValue1'] },
      queryStringParameters: { QueryString1: 'queryValue1' },
      multiValueQueryStringParameters: { QueryString1: ['queryValue1'] },
      stageVariables: variables,
      requestContext: socketContext(input),
    });
  });

  test('maps are there, though nothing is in them', () => {
    const input = socketInput(apiOf('websocket', '$connect', 'dev'), { event: 'CONNECT' });
    expect(socketAuthorizerEvent(input)).toMatchObject({
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      stageVariables: {},
    });
  });

  test.each(['Connection', 'content-length', 'Upgrade'])('the handshake’s `%s` is there, as in the example', (name) => {
    const { headers } = socketAuthorizerEvent(connecting({ headers: { [name]: 'v' } }));
    expect(headers).toHaveProperty([name], 'v');
  });
});
