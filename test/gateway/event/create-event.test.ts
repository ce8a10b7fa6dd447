// Does the function of a route get the event that AWS would send, field by field?

import { describe, expect, test } from '@jest/globals';
import { createApi } from '../../../src/gateway/create-api.js';
import { type CreateEventOptions, createEvent } from '../../../src/gateway/event/create-event.js';
import type { RequestInput } from '../../../src/gateway/request.js';
import type { Api, Integration } from '../../../src/model/api.js';
import { FUNCTION } from '../calls.js';

const ID = 'a1b2c3d4e5';
const HOST = `${ID}.execute-api.us-east-2.amazonaws.com`;
const TIME = Date.UTC(2026, 10, 9, 8, 7, 6, 5);
const CLOCK = { now: () => TIME, random: () => 0 };
// What a random number of 0 makes.
const UUID = '00000000-0000-4000-a000-000000000000';
const LONG_ID = 'AAAAAAAAAAAAAAA=';
const TRACE = `Root=1-${Math.floor(TIME / 1000).toString(16)}-000000000000000000000000`;

const rest = createApi({ type: 'rest', id: ID, stage: 'prod', routes: { 'ANY /pets/{id}': FUNCTION } });
const http = (payloadFormat: '1.0' | '2.0', stage = 'prod') =>
  createApi({ type: 'http', id: ID, stage, payloadFormat, routes: { 'ANY /pets/{id}': FUNCTION, $default: FUNCTION } });
const socket = createApi({
  type: 'websocket',
  id: ID,
  stage: 'dev',
  routes: { $connect: FUNCTION, $disconnect: FUNCTION, $default: FUNCTION, join: FUNCTION },
});

function eventOf(api: Api, request: RequestInput, options: CreateEventOptions = CLOCK): unknown {
  const made = createEvent(api, request, options);
  if ('reason' in made) throw new Error(made.reason);
  return made.event;
}

const NOBODY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

const POST: RequestInput = {
  method: 'POST',
  url: '/pets/7?color=red&color=blue&size=1',
  headers: [
    ['user-agent', 'curl/8'],
    ['content-type', 'application/json'],
    ['X-Many', 'one'],
    ['x-many', 'two'],
    ['cookie', 'a=1; b=2'],
  ],
  body: '{"a":1}',
  sourceIp: '198.51.100.7',
};

// Recorded: SEMANTICS, section 6, REST.
describe('the event of a REST API', () => {
  test('has every field', () => {
    expect(eventOf(rest, POST)).toEqual({
      resource: '/pets/{id}',
      path: '/pets/7',
      httpMethod: 'POST',
      headers: {
        'User-Agent': 'curl/8',
        'content-type': 'application/json',
        'X-Many': 'two',
        cookie: 'a=1; b=2',
        Host: HOST,
        'X-Amzn-Trace-Id': TRACE,
        'X-Forwarded-For': '198.51.100.7',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: {
        'User-Agent': ['curl/8'],
        'content-type': ['application/json'],
        'X-Many': ['one', 'two'],
        cookie: ['a=1; b=2'],
        Host: [HOST],
        'X-Amzn-Trace-Id': [TRACE],
        'X-Forwarded-For': ['198.51.100.7'],
        'X-Forwarded-Port': ['443'],
        'X-Forwarded-Proto': ['https'],
      },
      queryStringParameters: { color: 'blue', size: '1' },
      multiValueQueryStringParameters: { color: ['red', 'blue'], size: ['1'] },
      pathParameters: { id: '7' },
      stageVariables: null,
      requestContext: {
        accountId: '111122223333',
        apiId: ID,
        deploymentId: '000000',
        domainName: HOST,
        domainPrefix: ID,
        extendedRequestId: LONG_ID,
        httpMethod: 'POST',
        identity: { ...NOBODY, sourceIp: '198.51.100.7', userAgent: 'curl/8' },
        path: '/prod/pets/7',
        protocol: 'HTTP/1.1',
        requestId: UUID,
        requestTime: '09/Nov/2026:08:07:06 +0000',
        requestTimeEpoch: TIME,
        resourceId: '000000',
        resourcePath: '/pets/{id}',
        stage: 'prod',
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  test('says null where there is nothing', () => {
    const api = createApi({ type: 'rest', id: ID, stage: 'prod', routes: { 'GET /': FUNCTION } });
    expect(eventOf(api, '/')).toMatchObject({
      path: '/',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { path: '/prod/', identity: { ...NOBODY, sourceIp: '203.0.113.1', userAgent: null } },
    });
  });
});

// Recorded: SEMANTICS, section 6, HTTP 1.0.
test('the event of an HTTP API in format 1.0 has every field', () => {
  expect(eventOf(http('1.0'), POST)).toEqual({
    version: '1.0',
    resource: '/pets/{id}',
    path: '/prod/pets/7',
    httpMethod: 'POST',
    headers: {
      'User-Agent': 'curl/8',
      'Content-Type': 'application/json',
      'X-Many': 'two',
      Cookie: 'a=1; b=2',
      'Content-Length': '7',
      Host: HOST,
      'X-Amzn-Trace-Id': TRACE,
      'X-Forwarded-For': '198.51.100.7',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    },
    multiValueHeaders: {
      'User-Agent': ['curl/8'],
      'Content-Type': ['application/json'],
      'X-Many': ['one', 'two'],
      Cookie: ['a=1; b=2'],
      'Content-Length': ['7'],
      Host: [HOST],
      'X-Amzn-Trace-Id': [TRACE],
      'X-Forwarded-For': ['198.51.100.7'],
      'X-Forwarded-Port': ['443'],
      'X-Forwarded-Proto': ['https'],
    },
    queryStringParameters: { color: 'blue', size: '1' },
    multiValueQueryStringParameters: { color: ['red', 'blue'], size: ['1'] },
    requestContext: {
      accountId: '111122223333',
      apiId: ID,
      domainName: HOST,
      domainPrefix: ID,
      extendedRequestId: LONG_ID,
      httpMethod: 'POST',
      identity: { ...NOBODY, sourceIp: '198.51.100.7', userAgent: 'curl/8' },
      path: '/prod/pets/7',
      protocol: 'HTTP/1.1',
      requestId: LONG_ID,
      requestTime: '09/Nov/2026:08:07:06 +0000',
      requestTimeEpoch: TIME,
      resourceId: 'ANY /pets/{id}',
      resourcePath: '/pets/{id}',
      stage: 'prod',
    },
    pathParameters: { id: '7' },
    stageVariables: null,
    body: '{"a":1}',
    isBase64Encoded: false,
  });
});

test('of $default, format 1.0 says null where there is nothing', () => {
  expect(eventOf(http('1.0', '$default'), '/x')).toMatchObject({
    resource: '$default',
    path: '/x',
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { resourceId: '$default', resourcePath: '$default', stage: '$default', path: '/x' },
  });
});

// AWS: SEMANTICS, section 6, HTTP 2.0.
test.each([
  '1.0',
  '2.0',
] as const)('format %s says that there is no body, unless the client says a length', (format) => {
  const headersOf = (request: RequestInput) => (eventOf(http(format), request) as { headers: object }).headers;
  const name = format === '1.0' ? 'Content-Length' : 'content-length';
  expect(headersOf('GET /pets/7')).toHaveProperty(name, '0');
  expect(headersOf({ url: '/pets/7', headers: { 'content-length': '3' } })).toHaveProperty(name, '3');
  expect(headersOf({ url: '/pets/7', method: 'POST', body: 'hello' })).toHaveProperty(name, '5');
});

describe('the event of an HTTP API in format 2.0', () => {
  const context = (
    route: string,
    stage: string,
    method: string,
    path: string,
    userAgent: string,
    sourceIp: string,
  ) => ({
    accountId: '111122223333',
    apiId: ID,
    domainName: HOST,
    domainPrefix: ID,
    http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent },
    requestId: LONG_ID,
    routeKey: route,
    stage,
    time: '09/Nov/2026:08:07:06 +0000',
    timeEpoch: TIME,
  });

  test('has every field', () => {
    expect(eventOf(http('2.0'), POST)).toEqual({
      version: '2.0',
      routeKey: 'ANY /pets/{id}',
      rawPath: '/prod/pets/7',
      rawQueryString: 'color=red&color=blue&size=1',
      cookies: ['a=1', 'b=2'],
      headers: {
        'user-agent': 'curl/8',
        'content-type': 'application/json',
        'x-many': 'one,two',
        'content-length': '7',
        host: HOST,
        'x-amzn-trace-id': TRACE,
        'x-forwarded-for': '198.51.100.7',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { color: 'red,blue', size: '1' },
      requestContext: context('ANY /pets/{id}', 'prod', 'POST', '/prod/pets/7', 'curl/8', '198.51.100.7'),
      body: '{"a":1}',
      pathParameters: { id: '7' },
      isBase64Encoded: false,
    });
  });

  test('leaves out what there is not', () => {
    expect(eventOf(http('2.0', '$default'), '/x')).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/x',
      rawQueryString: '',
      headers: {
        host: HOST,
        // Observed: events of a plain GET of curl and of Firefox (2021 to 2023), which send no such header.
        'content-length': '0',
        'x-amzn-trace-id': TRACE,
        'x-forwarded-for': '203.0.113.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      requestContext: context('$default', '$default', 'GET', '/x', '', '203.0.113.1'),
      isBase64Encoded: false,
    });
  });

  test('is what an integration without a format gets', () => {
    const api = createApi({ type: 'http', id: ID, routes: { $default: FUNCTION } });
    expect(eventOf(api, '/')).toMatchObject({ version: '2.0' });
  });
});

// AWS: API Gateway guide, "Set up a WebSocket API integration request".
describe('the event of a WebSocket API', () => {
  const context = (route: string, event: string) => ({
    routeKey: route,
    eventType: event,
    extendedRequestId: LONG_ID,
    requestTime: '09/Nov/2026:08:07:06 +0000',
    messageDirection: 'IN',
    stage: 'dev',
    connectedAt: TIME,
    requestTimeEpoch: TIME,
    identity: { sourceIp: '198.51.100.7', userAgent: 'wscat' },
    requestId: LONG_ID,
    domainName: HOST,
    connectionId: LONG_ID,
    apiId: ID,
  });
  const from = { headers: { 'user-agent': 'wscat', 'X-Key': 'k' }, sourceIp: '198.51.100.7' };

  test('CONNECT has headers and query', () => {
    const headers = {
      'User-Agent': 'wscat',
      'X-Key': 'k',
      Host: HOST,
      'X-Amzn-Trace-Id': TRACE,
      'X-Forwarded-For': '198.51.100.7',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    };
    expect(eventOf(socket, { event: 'CONNECT', url: '?room=a%20b&room=c', ...from })).toEqual({
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      queryStringParameters: { room: 'c' },
      multiValueQueryStringParameters: { room: ['a b', 'c'] },
      requestContext: context('$connect', 'CONNECT'),
      isBase64Encoded: false,
    });
  });

  test('CONNECT without a query has none', () => {
    const event = eventOf(socket, { event: 'CONNECT' });
    expect(Object.keys(event as object).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'multiValueHeaders',
      'requestContext',
    ]);
  });

  test('MESSAGE has its body, and nothing of the handshake', () => {
    expect(eventOf(socket, { event: 'MESSAGE', body: '{"action":"join"}', url: '?a=b', ...from })).toEqual({
      requestContext: { ...context('join', 'MESSAGE'), messageId: LONG_ID },
      body: '{"action":"join"}',
      isBase64Encoded: false,
    });
  });

  test('DISCONNECT says how it ended', () => {
    const headers = { Host: HOST, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
    expect(eventOf(socket, { event: 'DISCONNECT', ...from })).toEqual({
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      requestContext: {
        ...context('$disconnect', 'DISCONNECT'),
        disconnectStatusCode: 1005,
        disconnectReason: 'Client-side close frame status not set',
      },
      isBase64Encoded: false,
    });
  });
});

describe('stage variables', () => {
  const stageVariables = { color: 'red' };
  const api = (type: Api['type'], payloadFormat: '1.0' | '2.0' = '2.0') =>
    createApi({
      ...{ type, id: ID, stage: 'prod', stageVariables, payloadFormat },
      routes: { [type === 'websocket' ? '$connect' : 'GET /']: FUNCTION },
    });
  test.each<[string, Api, RequestInput]>([
    ['REST', api('rest'), '/'],
    ['HTTP 1.0', api('http', '1.0'), '/'],
    ['HTTP 2.0', api('http'), '/'],
    ['WebSocket', api('websocket'), { event: 'CONNECT' }],
  ])('stand in the event: %s', (_, known, request) => {
    expect(eventOf(known, request)).toMatchObject({ stageVariables });
  });
});

describe('what an authorizer hands on', () => {
  test.each<[string, Api, RequestInput]>([
    ['REST', rest, '/pets/7'],
    ['HTTP 1.0', http('1.0'), '/pets/7'],
    ['HTTP 2.0', http('2.0'), '/pets/7'],
    ['WebSocket', socket, { event: 'CONNECT' }],
  ])('stands in the request context: %s', (_, api, request) => {
    const authorizer = { principalId: 'me', level: '7' };
    expect(eventOf(api, request, { ...CLOCK, authorizer })).toMatchObject({ requestContext: { authorizer } });
    expect(eventOf(api, request)).not.toHaveProperty('requestContext.authorizer');
  });
});

describe('time and ids', () => {
  const requests: [string, Api, RequestInput][] = [
    ['REST', rest, POST],
    ['HTTP 1.0', http('1.0'), POST],
    ['HTTP 2.0', http('2.0'), POST],
    ['CONNECT', socket, { event: 'CONNECT' }],
    ['MESSAGE', socket, { event: 'MESSAGE', body: 'x' }],
    ['DISCONNECT', socket, { event: 'DISCONNECT' }],
  ];
  /** The same numbers, over again. */
  const sequence = () => {
    let at = 0;
    return () => ((at++ * 7919) % 1000) / 1000;
  };

  test.each(requests)('the same ones make the same event: %s', (_, api, request) => {
    const [one, other] = [1, 2].map(() => eventOf(api, request, { now: () => TIME, random: sequence() }));
    expect(other).toEqual(one);
  });

  test.each(requests)('others make another: %s', (_, api, request) => {
    const one = eventOf(api, request, { now: () => TIME, random: sequence() });
    expect(eventOf(api, request, { now: () => TIME + 1, random: sequence() })).not.toEqual(one);
    expect(eventOf(api, request, { now: () => TIME, random: () => 0.3 })).not.toEqual(one);
  });

  test.each(requests)('nobody has to give them: %s', (_, api, request) => {
    expect(eventOf(api, request, {})).not.toEqual(eventOf(api, request, {}));
  });
});

const target = { kind: 'function', arn: FUNCTION } as const;
const routed = (integration?: Integration): Api => ({
  ...{ type: 'rest', id: ID, region: 'us-east-2', account: '111122223333', stages: [{ name: 'prod' }] },
  routes: [{ key: 'GET /', ...(integration === undefined ? {} : { integration }) }],
});

describe('no event', () => {
  const { id: _id, ...nameless } = rest;
  const bare: Api = { ...routed({ type: 'AWS_PROXY', target: { kind: 'hole', text: '${Fn}' } }) };
  const { region: _region, ...placeless } = bare;
  const { account: _account, ...ownerless } = bare;
  test.each<[behaviour: string, api: Api, request: RequestInput, reason: RegExp]>([
    ['a request that is none', rest, 'pets', /^expected a path/],
    ['a socket event for a REST API', rest, { event: 'CONNECT' }, /^only the clients of a WebSocket API/],
    ['a request for a WebSocket API', socket, '/', /^a WebSocket API takes connections/],
    ['no such route', rest, '/cats', /^no resource takes `GET \/cats`$/],
    ['no such stage', rest, { url: '/pets/7', stage: 'dev' }, /^there is no stage `dev`/],
    ['no integration', routed(), '/', /^the integration of this route is not known$/],
    ['no id', nameless, '/pets/7', /^the id of the API is not known$/],
    ['no region', placeless, '/', /^the region of the API is not known$/],
    ['no account', ownerless, '/', /^the account of the API is not known$/],
    [
      'a custom integration that needs Velocity',
      routed({ type: 'AWS', target, requestTemplates: { 'application/json': '{"a":$input.body}' } }),
      '/',
      /Velocity Template Language, which is not simulated$/,
    ],
    [
      'a custom integration that lets nothing pass',
      routed({ type: 'AWS', target, passthroughBehavior: 'NEVER' }),
      '/',
      /^no mapping template is for `application\/json`, and NEVER lets no other pass$/,
    ],
  ])('%s', (_, api, request, reason) => {
    expect(createEvent(api, request, CLOCK)).toEqual({ reason: expect.stringMatching(reason) });
  });

  test.each(['HTTP_PROXY', 'HTTP', 'MOCK'] as const)('a route that calls no function: %s', (type) => {
    const api = routed({ type, target: { kind: 'none', reason: 'no Lambda function is called' } });
    expect(createEvent(api, '/', CLOCK)).toEqual({ reason: expect.any(String) });
  });
});

describe('where the API is', () => {
  test('is the function’s place where nobody says another', () => {
    const event = eventOf(rest, '/pets/7') as { requestContext: object };
    expect(event.requestContext).toMatchObject({ accountId: '111122223333', domainName: HOST });
  });

  test('is its own where it is said', () => {
    const own = { ...rest, region: 'cn-north-1', account: '444455556666' };
    const domainName = `${ID}.execute-api.cn-north-1.amazonaws.com.cn`;
    expect(eventOf(own, '/pets/7')).toMatchObject({
      headers: { Host: domainName },
      requestContext: { accountId: '444455556666', domainName },
    });
  });

  test('may be known though the function is not', () => {
    const api = routed({ type: 'AWS_PROXY', target: { kind: 'hole', text: '${Fn}' } });
    expect(eventOf(api, '/')).toMatchObject({ requestContext: { domainName: HOST } });
  });
});

test('the route is told with the event', () => {
  expect(createEvent(rest, '/pets/7', CLOCK)).toMatchObject({ route: 'ANY /pets/{id}' });
});
