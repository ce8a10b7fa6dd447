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
    expect(told.log).toEqual(status === 200 ? [] : ['Execution failed due to a timeout error']);
  });

  test.each([
    [29_000, 'functionResponse'],
    [29_001, 'gatewayResponse'],
  ] as const)('a connection to a WebSocket API, after %i ms: %s', async (took, verdict) => {
    const { routes, ...api } = apiWith('websocket', {});
    const connecting = { ...api, routes: routes.map((route) => ({ ...route, key: '$connect' })) };
    const told = await sent(connecting, { request: socket('CONNECT'), options: taking(took) });
    expect(told.verdict).toBe(verdict);
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

test.each([
  ['rest', ['Execution failed due to configuration error: Malformed Lambda proxy response'], 502],
  ['http', [], 500],
] as const)('a result that is not taken is logged: %s', async (type, log, status) => {
  const told = await sent(apiWith(type, {}), { invoke: giving({ statusCode: 200, body: {} }) });
  expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'response', response: { status }, log });
  expect(told.hint).toContain('JSON.stringify(body)');
});
