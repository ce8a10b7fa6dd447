// Does a request end where AWS ends it, with the answer that AWS gives?

import { describe, expect, test } from '@jest/globals';
import type { RequestInput } from '../../../src/gateway/request.js';
import { API_TYPES, type Api } from '../../../src/model/api.js';
import type { Simulation } from '../../../src/question/simulate/simulation.js';
import {
  apiOf,
  apiWith,
  EMPTY,
  FRAME,
  granted,
  HEAD,
  PETS,
  policyWith,
  REQUESTS,
  routeTo,
  sent,
  socket,
} from '../../support/simulating.js';

describe('allowed: the function answers', () => {
  test.each([
    ['rest', `${HEAD}/prod/GET/pets`],
    ['http', `${HEAD}/$default/GET/pets`],
    ['websocket', `${HEAD}/dev/$default`],
  ] as const)('%s', async (type, sourceArn) => {
    const policies = policyWith(granted(sourceArn.slice(HEAD.length + 1)));
    const told = await sent(apiOf(type), { policies });
    expect(told).toMatchObject({ verdict: 'functionResponse', stoppedAt: null, hint: null, log: [], findings: [] });
    expect(told.permission).toMatchObject({ answer: { verdict: 'allowed', candidates: [{ sourceArn }] } });
    expect(told.response?.body).toBe(type === 'websocket' ? undefined : 'from the function');
  });

  test.each(API_TYPES)('without a function the story ends with the event: %s', async (type) => {
    const told = await sent(apiOf(type), { invoke: undefined });
    expect(told).toMatchObject({ verdict: 'functionReached', stoppedAt: null, outcome: null, response: null });
    expect(told.event).toHaveProperty('requestContext.apiId', 'a1b2c3d4e5');
  });
});

describe('where the story ends', () => {
  const none = { kind: 'none', reason: 'it is a mock' } as const;
  const hole = { kind: 'hole', text: '${Fn::GetAtt Pets.Arn}' } as const;
  const unresolved = {
    kind: 'variables',
    template: `${PETS.slice(0, -4)}\${stageVariables.fn}`,
    names: ['fn'],
  } as const;
  const { id: _id, ...nameless } = apiOf('rest');

  test.each<
    [
      fact: string,
      api: Api,
      request: RequestInput,
      end: Pick<Simulation, 'verdict' | 'stoppedAt'>,
      status: number | undefined,
    ]
  >([
    [
      'REST: no such stage',
      apiOf('rest'),
      { url: 'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/dev/pets' },
      { verdict: 'gatewayResponse', stoppedAt: 'route' },
      403,
    ],
    [
      'REST: no stage at all',
      apiOf('rest'),
      'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/',
      { verdict: 'gatewayResponse', stoppedAt: 'route' },
      403,
    ],
    ['REST: no such resource', apiOf('rest'), 'GET /dogs', { verdict: 'gatewayResponse', stoppedAt: 'route' }, 403],
    ['REST: another method', apiOf('rest'), 'POST /pets', { verdict: 'gatewayResponse', stoppedAt: 'route' }, 403],
    ['HTTP: no such route', apiOf('http'), 'GET /dogs', { verdict: 'gatewayResponse', stoppedAt: 'route' }, 404],
    [
      'HTTP: no such stage',
      apiOf('http', { stages: [{ name: 'v1' }] }),
      { url: '/pets', stage: 'v2' },
      { verdict: 'gatewayResponse', stoppedAt: 'route' },
      404,
    ],
    [
      'slashes before the stage',
      apiOf('rest'),
      'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com//prod/pets',
      { verdict: 'unknown', stoppedAt: 'route' },
      undefined,
    ],
    [
      'no integration',
      apiOf('rest', { routes: [{ key: 'GET /pets' }] }),
      'GET /pets',
      { verdict: 'unknown', stoppedAt: 'integration' },
      undefined,
    ],
    [
      'no function',
      apiWith('rest', { type: 'MOCK', target: none }),
      'GET /pets',
      { verdict: 'unknown', stoppedAt: 'integration' },
      undefined,
    ],
    [
      'a value that is only known later',
      apiWith('rest', { target: hole }),
      'GET /pets',
      { verdict: 'unknown', stoppedAt: 'integration' },
      undefined,
    ],
    [
      'a stage variable that is not set',
      apiWith('rest', { target: unresolved }),
      'GET /pets',
      { verdict: 'unknown', stoppedAt: 'integration' },
      undefined,
    ],
    ['no id of the API', nameless, 'GET /pets', { verdict: 'unknown', stoppedAt: 'integration' }, undefined],
    [
      'an authorizer that nobody declares',
      apiOf('rest', { routes: [routeTo('GET /pets', {}, { authorizer: 'who' })] }),
      'GET /pets',
      { verdict: 'unknown', stoppedAt: 'authorizer' },
      undefined,
    ],
  ])('%s', async (_, api, request, end, status) => {
    const told = await sent(api, { request });
    expect({ verdict: told.verdict, stoppedAt: told.stoppedAt }).toEqual(end);
    expect([told.response?.status, told.event, told.outcome]).toEqual([status, null, null]);
    expect(told.reason).not.toBe('');
  });

  test('a missing stage variable comes with the flag that says it', async () => {
    const told = await sent(apiWith('rest', { target: unresolved }));
    expect([told.reason, told.hint]).toEqual([
      'which function is called is not known: the stage variable `fn` is not known',
      'say it: --stage-variable fn=…',
    ]);
  });

  test('of several that are missing, each', async () => {
    const target = {
      kind: 'variables',
      template: `${PETS}:\${stageVariables.a}\${stageVariables.b}`,
      names: ['a', 'b'],
    } as const;
    const [none, one] = [
      await sent(apiWith('rest', { target })),
      await sent(apiWith('rest', { target }, { stages: [{ name: 'prod', variables: { a: 'live' } }] })),
    ];
    expect([none.hint, one.stoppedAt]).toEqual(['say it: --stage-variable a=… --stage-variable b=…', 'integration']);
  });

  test.each<[fact: string, api: Api, request: RequestInput, hint: string | null]>([
    ['no such resource', apiOf('rest'), 'GET /dogs', 'the API has `GET /pets`'],
    [
      'the stage stands in the path',
      apiOf('rest'),
      'GET /prod/pets',
      'the path is relative to the stage: leave out `/prod`',
    ],
    ['no such stage', apiOf('rest'), { url: '/pets', stage: 'dev' }, null],
    ['an API without routes', apiOf('http', { routes: [] }), 'GET /pets', null],
    [
      'many routes',
      apiOf('http', { routes: Array.from({ length: 12 }, (_, index) => routeTo(`GET /a${index}`)) }),
      'GET /pets',
      `the API has ${Array.from({ length: 10 }, (_, index) => `\`GET /a${index}\``).join(', ')}, and 2 more`,
    ],
  ])('the hint where no route takes it: %s', async (_, api, request, hint) => {
    const told = await sent(api, { request });
    expect([told.stoppedAt, told.hint]).toEqual(['route', hint]);
  });

  test('of a definition that was not read whole nobody knows that no route takes it', async () => {
    const told = await sent(apiOf('rest', { isIncomplete: true }), { request: 'GET /dogs' });
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'route', response: null });
    expect(told.reason).toMatch(/some of the definition could not be read$/);
  });

  test.each([
    ['GET /pets', 0],
    ['GET /{proxy+}', 1],
    ['$default', 1],
  ])('a route of it may not be the nearest: %s', async (key, doubts) => {
    const told = await sent(apiOf('http', { isIncomplete: true, routes: [routeTo(key)] }));
    expect(told.verdict).toBe('functionResponse');
    expect(told.caveats.filter(({ message }) => message.includes('nearer'))).toHaveLength(doubts);
  });

  test('what is not simulated of the API and of the route is a caveat, once', async () => {
    const routes = [
      routeTo('GET /pets', {}, { unsimulated: ['it is kept', 'it is hot'] }),
      routeTo('GET /b', {}, { unsimulated: ['no'] }),
    ];
    const told = await sent(apiOf('rest', { unsimulated: ['it is cold', 'it is kept'], routes }));
    expect(told.caveats).toEqual(
      ['it is cold', 'it is kept', 'it is hot'].map((what) => ({
        grade: '?',
        message: `${what}, which is not simulated`,
      })),
    );
  });

  test('a REST API that has no such resource answers byte for byte', async () => {
    const { response } = await sent(apiOf('rest'), { request: 'GET /dogs' });
    expect(response?.body).toBe('{"message":"Missing Authentication Token"}');
    expect(response?.headers).toContainEqual(['x-amzn-ErrorType', 'MissingAuthenticationTokenException']);
  });

  test('a message that no route takes is answered with a frame', async () => {
    const api = apiOf('websocket', { routes: [routeTo('hello')] });
    const told = await sent(api, { request: socket('MESSAGE', { body: '{"action":"bye"}' }) });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'route', response: null });
    expect(told.frame).toBe(FRAME.replace('Internal server error', 'Forbidden'));
  });

  test('without a $connect route every client is let in', async () => {
    const told = await sent(apiOf('websocket'), { request: socket('CONNECT'), policies: EMPTY });
    expect([told.response?.status, told.stoppedAt, told.permission]).toEqual([101, 'route', null]);
  });
});

test.each(API_TYPES)('what is asked of it comes back: %s', async (type) => {
  const told = await sent(apiOf(type));
  expect(told).toMatchObject({ schemaVersion: 1, question: 'simulate' });
  expect(told.route).toMatchObject({ key: apiOf(type).routes[0]?.key });
  expect(told.integration).toMatchObject({ type: 'AWS_PROXY', function: PETS, credentials: null });
  expect(REQUESTS[type]).toBeDefined();
});
