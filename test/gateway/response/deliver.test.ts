// What does the caller get where the function fails, or takes too long?

import { describe, expect, test } from '@jest/globals';
import { integrationTimeout } from '../../../src/gateway/response/deliver.js';
import type { ApiType, Integration } from '../../../src/model/api.js';
import { Finished } from '../../../src/question/simulate/invoke.js';
import { apiWith, giving, sent, socket, taking } from '../../support/simulating.js';

const BODIES = {
  rest: '{"message": "Internal server error"}',
  http: '{"message":"Internal Server Error"}',
} as const;

/** Of Lambda, not of API Gateway. */
const REQUEST_ID = '00000000-0000-4000-a000-000000000000';
const REST_LOG = `Lambda execution failed with status 200 due to customer function error: no pets. Lambda request id: ${REQUEST_ID}`;

describe('the function fails', () => {
  test.each<[type: 'rest' | 'http', over: Partial<Integration>, status: number, log: readonly string[]]>([
    ['rest', {}, 502, [REST_LOG]],
    ['http', { payloadFormat: '2.0' }, 500, []],
    ['http', { payloadFormat: '1.0' }, 500, []],
  ])('%s %j', async (type, over, status, log) => {
    const told = await sent(apiWith(type, over), {
      invoke: () => {
        throw new RangeError('no pets');
      },
    });
    expect(told).toMatchObject({
      verdict: 'gatewayResponse',
      stoppedAt: 'function',
      reason: 'the function failed with `RangeError`: no pets',
      response: { status, body: BODIES[type] },
      log,
    });
  });

  test('with an outcome of the kind that Lambda has for what runs too long', async () => {
    const outcome = {
      kind: 'error',
      errorType: 'Sandbox.Timedout',
      errorMessage: 'timed out after 3.00 seconds',
    } as const;
    const told = await sent(apiWith('rest', {}), { invoke: giving(new Finished(outcome)) });
    expect(told).toMatchObject({ outcome, response: { status: 502 } });
  });
});

describe('how long API Gateway waits', () => {
  test.each<[type: ApiType, integration: Partial<Integration>, milliseconds: number]>([
    ['rest', {}, 29_000],
    ['websocket', {}, 29_000],
    ['http', {}, 30_000],
    ['rest', { timeout: 50 }, 50],
    ['rest', { timeout: 60_000 }, 60_000],
    ['http', { timeout: 1000 }, 1000],
    ['websocket', { timeout: 1000 }, 1000],
  ])('%s %j', (type, integration, milliseconds) => {
    const whole: Integration = { type: 'AWS_PROXY', target: { kind: 'none', reason: '' }, ...integration };
    expect(integrationTimeout(type, whole)).toBe(milliseconds);
  });

  test.each<[type: 'rest' | 'http', integration: Partial<Integration>, took: number, status: number]>([
    ['rest', {}, 29_000, 200],
    ['rest', {}, 29_001, 504],
    ['rest', { timeout: 100 }, 101, 504],
    ['rest', { type: 'AWS', responses: [{ statusCode: '200' }] }, 29_001, 504],
    ['http', {}, 30_000, 200],
    ['http', {}, 30_001, 503],
    ['http', { payloadFormat: '1.0' }, 30_001, 503],
    ['http', { timeout: 100 }, 101, 503],
  ])('%s %j, after %i ms: %i', async (type, integration, took, status) => {
    const told = await sent(apiWith(type, integration), { options: taking(took) });
    expect([told.response?.status, told.verdict]).toEqual([
      status,
      status === 200 ? 'functionResponse' : 'gatewayResponse',
    ]);
    if (status === 504) expect(told.response?.body).toBe('{"message": "Endpoint request timed out"}');
    if (status === 503) expect(told.response?.body).toBe('{"message":"Service Unavailable"}');
    expect(told.log).toEqual(status === 504 ? ['Execution failed due to a timeout error'] : []);
  });

  test.each([
    [29_000, 'functionResponse', 101],
    [29_001, 'gatewayResponse', 504],
  ] as const)('a connection to a WebSocket API, after %i ms: %s', async (took, verdict, status) => {
    const { routes, ...api } = apiWith('websocket', {});
    const connecting = { ...api, routes: routes.map((route) => ({ ...route, key: '$connect' })) };
    const told = await sent(connecting, { request: socket('CONNECT'), options: taking(took) });
    expect([told.verdict, told.response?.status]).toEqual([verdict, status]);
  });

  test('a message to a WebSocket API', async () => {
    const told = await sent(apiWith('websocket', {}), { options: taking(29_001) });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', response: null });
    expect(told.frame).toMatch(/^\{"message": "Endpoint request timed out", "connectionId":"/);
    expect(told.caveats).toEqual([{ grade: 'I', message: expect.stringContaining('a timeout') }]);
  });

  test('an error that comes too late is a timeout', async () => {
    const told = await sent(apiWith('rest', {}), {
      options: taking(29_001),
      invoke: () => {
        throw new Error('late');
      },
    });
    expect([told.response?.status, told.stoppedAt]).toEqual([504, 'function']);
  });
});

test("the log has Lambda's request id, which is not API Gateway's", async () => {
  let at = 0;
  const told = await sent(apiWith('rest', {}), {
    options: { random: () => (at++ * 0.618) % 1 },
    invoke: giving(new Finished({ kind: 'error', errorType: 'Error', errorMessage: 'no' })),
  });
  const { requestContext } = told.event as { requestContext: { requestId: string } };
  const [, id] = /Lambda request id: ([\w-]{36})$/.exec(told.log[0] ?? '') ?? [];
  expect(id).toBeDefined();
  expect(id).not.toBe(requestContext.requestId);
});

test.each([
  ['rest', ['Execution failed due to configuration error: Malformed Lambda proxy response'], 502],
  [
    'http',
    [
      'The response from the Lambda function doesn\'t match the format that API Gateway expects. Lambda body contains the wrong type for field "body"',
    ],
    500,
  ],
] as const)('a result that is not taken is logged: %s', async (type, log, status) => {
  const told = await sent(apiWith(type, {}), { invoke: giving({ statusCode: 200, body: {} }) });
  expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'response', response: { status }, log });
  expect(told.hint).toContain('JSON.stringify(body)');
});

test('HTTP: of what else is not taken nobody saw a log', async () => {
  expect((await sent(apiWith('http', {}), { invoke: giving({ statusCode: 'ok' }) })).log).toEqual([]);
});

describe('what an answer leans on', () => {
  const grades = async (type: 'rest' | 'http', result: unknown, over: Partial<Integration> = {}) =>
    (await sent(apiWith(type, over), { invoke: giving(result) })).caveats.map(({ grade }) => grade).join();
  const LIST = { 'X-A': ['a', 'b'] };

  test.each<[fact: string, type: 'rest' | 'http', result: unknown]>([
    ['a body', 'rest', { statusCode: 200, body: 'x' }],
    ['a body', 'http', { statusCode: 200, body: 'x' }],
    ['a type', 'rest', { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: 'x' }],
    ['a type', 'http', { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: 'x' }],
    ['no status', 'rest', {}],
    ['no status', 'http', { message: 'hi' }],
    ['several cookies', 'rest', { multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } }],
    ['several cookies', 'http', { statusCode: 200, cookies: ['a=1', 'b=2'] }],
    ['a status that is no number', 'rest', { statusCode: 'ok' }],
    ['a result that is no object', 'rest', 'hi'],
  ])('recorded or documented, it says nothing: %s, %s', async (_, type, result) => {
    expect(await grades(type, result)).toBe('');
  });

  test.each<[fact: string, type: 'rest' | 'http', result: unknown, grades: string]>([
    ['a body that is no text', 'rest', { body: {} }, 'I'],
    ['a body that is no text', 'http', { statusCode: 200, body: {} }, 'O'],
    ['a flag that is none', 'rest', { isBase64Encoded: 'true' }, 'I'],
    ['a status out of range', 'rest', { statusCode: 1000 }, 'I'],
    ['several values of a name', 'rest', { multiValueHeaders: LIST }, '?'],
    ['of several names', 'rest', { multiValueHeaders: { ...LIST, 'X-B': ['a', 'b'] } }, '?'],
    ['two types', 'rest', { multiValueHeaders: { 'Content-Type': ['a/b', 'c/d'] } }, '?'],
    ['a trace of its own', 'rest', { headers: { 'X-Amzn-Trace-Id': 'mine' } }, '?'],
    ['an id of its own', 'rest', { headers: { 'X-Amzn-RequestId': 'mine' } }, '?'],
    ['an id of its own', 'http', { statusCode: 200, headers: { 'apigw-requestid': 'mine' } }, '?'],
  ])('%s, %s', async (_, type, result, expected) => {
    expect(await grades(type, result)).toBe(expected);
  });

  test('payload 1.0 without a status code', async () => {
    expect(await grades('http', { body: 'x' }, { payloadFormat: '1.0' })).toBe('O,I');
  });

  test('payload 1.0, several values of a name', async () => {
    expect(await grades('http', { statusCode: 200, multiValueHeaders: LIST }, { payloadFormat: '1.0' })).toBe('?');
  });

  test.each<[fact: string, result: object, says: string]>([
    [
      'values',
      { multiValueHeaders: { ...LIST, b: ['1', '2'] } },
      'whether several values of `X-A`, `b` travel on one line or on several is not known',
    ],
    [
      'types',
      { multiValueHeaders: { 'content-type': ['a/b', 'c/d'] } },
      'which of several Content-Types the caller gets is not known',
    ],
    [
      'an id',
      { headers: { 'x-amzn-requestid': 'a' } },
      "whether a `x-amzn-requestid` of the function's own stands beside API Gateway's is not known",
    ],
  ])('in words: %s', async (_, result, says) => {
    const { caveats } = await sent(apiWith('rest', {}), { invoke: giving(result) });
    expect(caveats).toEqual([{ grade: '?', message: says }]);
  });
});
