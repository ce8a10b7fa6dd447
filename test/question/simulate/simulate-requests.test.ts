// Is what kind of request it is told before anything is called, and again in its response?

import { describe, expect, test } from '@jest/globals';
import type { RequestInput } from '../../../src/gateway/request.js';
import type { Api, ApiType } from '../../../src/model/api.js';
import { headerValue } from '../../../src/model/http.js';
import { apiOf, EMPTY, openTo, PETS, routeTo, sent, socket } from '../../support/simulating.js';

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

test.each([undefined, null, {}, 7])('what is no API is told: %s', async (api) => {
  const told = await sent(api as never, { request: 'GET /pets' });
  expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'request', findings: [{ id: 'no-api' }] });
});
