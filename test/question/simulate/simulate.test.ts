// Does a request end where AWS ends it, with the answer and the log line that AWS gives?

import { describe, expect, test } from '@jest/globals';
import type { RequestInput } from '../../../src/gateway/request.js';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Api, ApiType, Integration } from '../../../src/model/api.js';
import { headerValue } from '../../../src/model/http.js';
import type { Policy } from '../../../src/model/policy.js';
import { simulate } from '../../../src/question/simulate/simulate.js';
import type { Simulation } from '../../../src/question/simulate/simulation.js';
import {
  apiOf,
  apiWith,
  CLOCK,
  EMPTY,
  GUARD,
  granted,
  guarded,
  HEAD,
  openTo,
  PETS,
  policyWith,
  REQUESTS,
  ROLE,
  routeTo,
  sent,
  socket,
} from '../../support/simulating.js';

const TYPES = ['rest', 'http', 'websocket'] as const;
const FRAME = '{"message": "Internal server error", "connectionId":"AAAAAAAAAAAAAAA=", "requestId":"AAAAAAAAAAAAAAA="}';
const INVALID = 'Execution failed due to configuration error: Invalid permissions on Lambda function';
const INVALID_HTTP =
  "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";

describe('refused by the policy: what the client gets, and what the log says', () => {
  const never = () => {
    throw new Error('it is not called');
  };

  test.each([
    ['rest', 500, '{"message": "Internal server error"}', 'InternalServerErrorException', INVALID],
    ['http', 500, '{"message":"Internal Server Error"}', undefined, INVALID_HTTP],
  ] as const)('%s', async (type, status, body, errorType, log) => {
    const told = await sent(apiOf(type), { policies: EMPTY, invoke: never });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'permission', outcome: null, event: null });
    expect(told).toMatchObject({ response: { status, body }, frame: null, log: [log] });
    expect(headerValue(told.response?.headers ?? [], 'x-amzn-errortype')).toBe(errorType);
  });

  test('a message to a WebSocket API', async () => {
    const told = await sent(apiOf('websocket'), { policies: EMPTY, invoke: never });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'permission', response: null });
    expect(told).toMatchObject({ frame: FRAME, log: [INVALID] });
  });

  test.each([
    ['CONNECT', '$connect', 500],
    ['DISCONNECT', '$disconnect', undefined],
  ] as const)('a WebSocket client: %s', async (event, key, status) => {
    const api = apiOf('websocket', { routes: [routeTo(key)] });
    const told = await sent(api, { policies: EMPTY, request: socket(event), invoke: never });
    expect([told.response?.status, told.frame, told.log]).toEqual([status, null, [INVALID]]);
  });

  test.each(TYPES)('by a Deny as well: %s', async (type) => {
    const policies = policyWith(granted('*'), granted('*', PETS, { Effect: 'Deny' }));
    const told = await sent(apiOf(type), { policies, invoke: never });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'permission' });
    expect(told.permission).toMatchObject({ kind: 'asked', answer: { verdict: 'explicitDeny' } });
  });
});

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

  test.each(TYPES)('without a function the story ends with the event: %s', async (type) => {
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

describe('the integration is at fault: 500, whatever the policy says', () => {
  const forbidden = (name: string) => ({ requestParameters: { [`integration.request.header.${name}`]: "'x'" } });
  test.each<[fact: string, over: Partial<Integration>, reason: RegExp]>([
    ['called with GET', { httpMethod: 'GET' }, /calls Lambda with `GET`/],
    ['called with ANY', { httpMethod: 'ANY' }, /calls Lambda with `ANY`/],
    ['maps onto Authorization', forbidden('Authorization'), /onto the header `Authorization`/],
    ['maps onto connection', forbidden('connection'), /onto the header `connection`/],
    ['maps onto Content-Length', forbidden('Content-Length'), /onto the header `Content-Length`/],
    ['maps onto Expect', forbidden('Expect'), /onto the header `Expect`/],
    ['maps onto Proxy-Authenticate', forbidden('Proxy-Authenticate'), /onto the header `Proxy-Authenticate`/],
    ['maps onto TE', forbidden('TE'), /onto the header `TE`/],
    ['maps onto Transfer-Encoding', forbidden('Transfer-Encoding'), /onto the header `Transfer-Encoding`/],
  ])('%s', async (_, over, reason) => {
    const told = await sent(apiWith('rest', over));
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'integration', outcome: null });
    expect(told.response).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(told.reason).toMatch(reason);
  });

  test.each(TYPES)('the URI names another region than the function’s: %s', async (type) => {
    const told = await sent(apiWith(type, { region: 'eu-west-1' }));
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'integration', outcome: null });
    expect(told.response?.status).toBe(type === 'websocket' ? undefined : 500);
    expect(told.log).toEqual([
      "Execution failed due to configuration error: Functions from 'us-east-2' are not reachable in this region ('eu-west-1')",
    ]);
    expect(told.hint).toBe('write `us-east-2` in the URI as well');
  });

  test.each<[fact: string, type: ApiType, over: Partial<Integration>]>([
    ['the region is the function’s', 'rest', { region: 'us-east-2' }],
    ['POST in any case', 'rest', { httpMethod: 'post' }],
    ['maps onto a header of its own', 'rest', forbidden('X-A')],
    ['maps a query parameter', 'rest', { requestParameters: { 'integration.request.querystring.te': "'x'" } }],
    ['an HTTP API has no such rule', 'http', { httpMethod: 'GET' }],
  ])('and not: %s', async (_, type, over) => {
    expect((await sent(apiWith(type, over))).verdict).toBe('functionResponse');
  });
});

describe('integrations with credentials skip the policy', () => {
  test.each(TYPES)('%s', async (type) => {
    const told = await sent(apiWith(type, { credentials: ROLE }), { policies: EMPTY });
    expect(told.verdict).toBe('functionResponse');
    const needs = `the role \`${ROLE}\``;
    expect(told.permission).toEqual({ kind: 'skipped', why: expect.stringContaining(`${needs} calls`), needs });
    const message = `whether ${needs} may invoke the function is not asked here`;
    expect(told.caveats).toContainEqual({ grade: '?', message });
  });

  test("the caller's own, which is a caveat", async () => {
    const told = await sent(apiWith('rest', { credentials: 'arn:aws:iam::*:user/*' }), { policies: [] });
    expect(told.permission).toMatchObject({ kind: 'skipped', why: expect.stringContaining('the caller itself calls') });
    expect(told.caveats).toEqual([
      { grade: '?', message: 'whether the caller may invoke the function is not asked here' },
    ]);
  });
});

describe('but for those of another account', () => {
  const elsewhere = 'arn:aws:iam::444455556666:role/caller';
  const letting = (principal: string) =>
    policyWith(granted('*', PETS, { Principal: { AWS: principal }, Condition: {} }));

  test.each<[fact: string, policies: Policy, verdict: string]>([
    ['the policy lets the role in', letting(elsewhere), 'functionResponse'],
    ['the policy lets another role in', letting('arn:aws:iam::444455556666:role/other'), 'gatewayResponse'],
    ['the policy lets API Gateway in', policyWith(granted('*')), 'gatewayResponse'],
    ['the policy says nothing', EMPTY, 'gatewayResponse'],
  ])('%s', async (_, policies, verdict) => {
    const told = await sent(apiWith('rest', { credentials: elsewhere }), { policies });
    expect([told.verdict, told.permission?.kind]).toEqual([verdict, 'asked']);
    expect(told.stoppedAt).toBe(verdict === 'functionResponse' ? null : 'permission');
  });
});

describe('what stands in for the functions', () => {
  test('may be one for the integrations, and none for the authorizers', async () => {
    const integration = () => ({ statusCode: 201 });
    const told = await simulate(apiOf('rest'), openTo(PETS), 'GET /pets', { integration }, CLOCK);
    expect([told.verdict, told.response?.status]).toEqual(['functionResponse', 201]);
    const stopped = await simulate(guarded('rest'), openTo(PETS, GUARD), 'GET /pets', { integration }, CLOCK);
    expect([stopped.verdict, stopped.stoppedAt]).toEqual(['unknown', 'authorizer']);
  });

  test('may be one for the authorizers, and none for the integrations', async () => {
    const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const authorizer = () => ({ principalId: 'me', policyDocument: { Statement } });
    const told = await simulate(guarded('rest'), openTo(PETS, GUARD), 'GET /pets', { authorizer }, CLOCK);
    expect([told.verdict, told.outcome]).toEqual(['functionReached', null]);
    expect(told.event).toHaveProperty('requestContext.authorizer.principalId', 'me');
  });

  test.each(TYPES)('gets a copy of the event: %s', async (type) => {
    const invoke = (event: Record<string, unknown>) => {
      for (const name of Object.keys(event)) delete event[name];
      return { statusCode: 200 };
    };
    const [changed, kept] = [await sent(apiOf(type), { invoke: invoke as never }), await sent(apiOf(type))];
    expect(changed.event).toEqual(kept.event);
  });
});

describe('what is nested too deep is not followed', () => {
  const nested = (levels: number) => {
    let value: unknown = 'x';
    for (let level = 0; level < levels; level += 1) value = { value };
    return value;
  };

  test.each([
    [150, 'functionResponse'],
    [250, 'unknown'],
    [100_000, 'unknown'],
  ])('a result of %i levels: %s', async (levels, verdict) => {
    expect((await sent(apiOf('http'), { invoke: () => nested(levels) })).verdict).toBe(verdict);
  });

  test('what an authorizer hands on', async () => {
    const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const invoke = () => ({ policyDocument: { Statement }, context: { deep: nested(250) } });
    const told = await sent(guarded('http'), { invoke });
    expect([told.verdict, told.response]).toEqual(['unknown', null]);
    expect(told.reason).toMatch(/nested deeper than 200 levels/);
  });
});

describe('what has no body by its method or status', () => {
  test.each(['rest', 'http'] as const)('HEAD keeps its headers: %s', async (type) => {
    const api = apiOf(type, { routes: [routeTo('ANY /pets')] });
    const bare = await sent(api, { request: { method: 'HEAD', url: '/pets' } });
    expect(bare.response).toMatchObject({ status: 200, body: '', isBase64: false });
    expect(headerValue(bare.response?.headers ?? [], 'content-length')).toBe('17');
    const refused = await sent(api, { request: { method: 'HEAD', url: '/pets' }, policies: EMPTY });
    expect(refused.response).toMatchObject({ status: 500, body: '' });
  });

  test.each([
    ['rest', 204],
    ['rest', 304],
    ['http', 204],
    ['http', 304],
  ] as const)('%s, %i', async (type, statusCode) => {
    const { response } = await sent(apiOf(type), { invoke: () => ({ statusCode, body: 'x' }) });
    expect(response).toMatchObject({ status: statusCode, body: '' });
    expect(headerValue(response?.headers ?? [], 'content-length')).toBeUndefined();
  });
});

describe('what the policies say is remembered', () => {
  test('as long as the list is the same', async () => {
    const policies = [EMPTY];
    const verdictNow = async () => (await sent(apiOf('rest'), { policies })).verdict;
    expect(await verdictNow()).toBe('gatewayResponse');
    policies[0] = policyWith(granted('*'));
    expect(await verdictNow()).toBe('functionResponse');
    policies.push(policyWith(granted('*', PETS, { Effect: 'Deny' })));
    expect(await verdictNow()).toBe('gatewayResponse');
    policies.length = 0;
    expect(await verdictNow()).toBe('unknown');
  });
});

test('what is wrong with a policy is a finding', async () => {
  const told = await sent(apiOf('rest'), {
    policies: parsePolicy('{"Version": "2012-10-17", "Statement": [7]}'),
  });
  expect(told.findings).toEqual([expect.objectContaining({ id: 'statement-not-an-object', severity: 'error' })]);
});

describe('how large a request may be', () => {
  const MEGABYTE = 1024 * 1024;
  const post = (size: number): RequestInput => ({ method: 'POST', url: '/pets', body: Buffer.alloc(size, 0x61) });
  const posting = (type: 'rest' | 'http') => apiOf(type, { routes: [routeTo('POST /pets')] });

  test.each([
    ['rest', 6 * MEGABYTE + 1, 413, '{"message": "Request Too Long"}', /6 MB that Lambda takes/],
    ['rest', 10 * MEGABYTE + 1, 413, 'HTTP content length exceeded 10485760 bytes.', /10 MB that API Gateway takes/],
    ['http', 10 * MEGABYTE + 1, 413, '{"message":"Request Entity Too Large"}', /10 MB that API Gateway takes/],
    ['rest', 5 * MEGABYTE, 200, 'from the function', /./],
  ] as const)('%s, %i bytes: %i', async (type, size, status, body, reason) => {
    const told = await sent(posting(type), { request: post(size) });
    expect(told.response).toMatchObject({ status, body });
    expect(told.reason).toMatch(reason);
    expect(told.stoppedAt).toBe(status === 413 ? 'request' : null);
  });

  test.each([
    [128 * 1024, 'functionResponse'],
    [128 * 1024 + 1, 'gatewayResponse'],
  ] as const)('a message of %i bytes: %s', async (size, verdict) => {
    const told = await sent(apiOf('websocket'), { request: socket('MESSAGE', { body: 'a'.repeat(size) }) });
    expect(told.verdict).toBe(verdict);
  });
});

describe('a preflight request to an HTTP API', () => {
  const cors = {
    allowOrigins: ['*'],
    allowMethods: ['PUT'],
    allowHeaders: [],
    exposeHeaders: [],
    allowCredentials: false,
  };
  const request = {
    method: 'OPTIONS',
    url: '/pets',
    headers: { Origin: 'https://a.example', 'Access-Control-Request-Method': 'PUT' },
  };
  const over = (...keys: readonly string[]): Partial<Api> => ({ cors, routes: keys.map((key) => routeTo(key)) });

  test('is answered by API Gateway where no route takes it, without asking the policy', async () => {
    const told = await sent(apiOf('http', over('PUT /pets')), { request, policies: EMPTY });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'cors', permission: null, event: null });
    expect(told.response).toMatchObject({ status: 204, body: '' });
    expect(told.response?.headers).toContainEqual(['access-control-allow-methods', 'PUT']);
  });

  test.each([
    ['OPTIONS /pets', 0],
    ['$default', 0],
    ['ANY /pets', 1],
  ])('goes to the route that takes it: %s', async (key, doubts) => {
    const told = await sent(apiOf('http', over(key)), { request, policies: openTo(PETS) });
    expect(told).toMatchObject({ verdict: 'functionResponse', route: { key } });
    expect(told.caveats.filter(({ message }) => message.includes('preflight'))).toHaveLength(doubts);
  });

  test('is one request as any where nothing is configured', async () => {
    const told = await sent(apiOf('http'), { request });
    expect([told.stoppedAt, told.response?.status]).toEqual(['route', 404]);
  });
});

describe('what is no request is told in a finding', () => {
  test.each<[fact: string, type: ApiType, request: RequestInput, over: Partial<Api>, message: RegExp]>([
    ['no path', 'rest', 'pets', {}, /expected a path such as `\/pets`/],
    ['nothing', 'rest', '', {}, /expected a path/],
    ['a method that is none', 'rest', 'G(T /pets', {}, /expected a method such as GET/],
    ['a header that is none', 'rest', { url: '/pets', headers: { 'a b': 'c' } }, {}, /expected the name of a header/],
    ['a line break in a header', 'rest', { url: '/pets', headers: { a: 'b\r\nc: d' } }, {}, /has a line break/],
    [
      'another API',
      'rest',
      'GET https://zzzzzzzzzz.execute-api.us-east-2.amazonaws.com/prod/pets',
      {},
      /of the API `zzzzzzzzzz`/,
    ],
    ['another host', 'rest', 'GET https://example.com/pets', {}, /`example.com` is no execute-api host/],
    [
      'which of two stages?',
      'rest',
      'GET /pets',
      { stages: [{ name: 'a' }, { name: 'b' }] },
      /\(`a`, `b`\): which one\?/,
    ],
    ['a connection to a REST API', 'rest', { event: 'CONNECT', url: '/' }, {}, /only the clients of a WebSocket API/],
    ['a request to a WebSocket API', 'websocket', 'GET /pets', {}, /takes connections and messages, not requests/],
  ])('%s', async (_, type, request, over, message) => {
    const told = await sent(apiOf(type, over), { request });
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'request', request: null, response: null });
    expect(told.findings).toEqual([expect.objectContaining({ id: 'bad-request', severity: 'error' })]);
    expect(told.findings[0]?.message).toMatch(message);
    expect(told.reason).toBe(told.findings[0]?.message);
  });
});

test.each(TYPES)('what is asked of it comes back: %s', async (type) => {
  const told = await sent(apiOf(type));
  expect(told).toMatchObject({ schemaVersion: 1, question: 'simulate' });
  expect(told.route).toMatchObject({ key: apiOf(type).routes[0]?.key });
  expect(told.integration).toMatchObject({ type: 'AWS_PROXY', function: PETS, credentials: null });
  expect(REQUESTS[type]).toBeDefined();
});

test.each([undefined, null, {}, 7])('what is no API is told: %s', async (api) => {
  const told = await sent(api as never, { request: 'GET /pets' });
  expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'request', findings: [{ id: 'no-api' }] });
});

test('415 comes before the policy', async () => {
  const api = apiOf('rest', { routes: [routeTo('POST /pets', { type: 'AWS', passthroughBehavior: 'NEVER' })] });
  const told = await sent(api, { policies: EMPTY, request: 'POST /pets' });
  expect(told).toMatchObject({ response: { status: 415 }, stoppedAt: 'integration', permission: null });
});
