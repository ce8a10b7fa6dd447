// Does the function of a route get an event of the right API, time and authorizer, and none where there is none?

import { describe, expect, test } from '@jest/globals';
import { createApi } from '../../../src/gateway/create-api.js';
import { createEvent } from '../../../src/gateway/event/create-event.js';
import type { RequestInput } from '../../../src/gateway/request.js';
import type { Api, Integration } from '../../../src/model/api.js';
import { FUNCTION } from '../calls.js';
import { CLOCK, eventOf, HOST, http, ID, POST, rest, socket, TIME } from './events.js';

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
