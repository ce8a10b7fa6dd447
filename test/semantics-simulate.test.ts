// Which facts about requests and responses does docs/semantics.md name that no other test speaks of alone?

import { describe, expect, test } from '@jest/globals';
import { createEvent } from '../src/gateway/event/create-event.js';
import { integrationTimeout } from '../src/gateway/response/deliver.js';
import { headerValue } from '../src/model/http.js';
import {
  apiOf,
  apiWith,
  CATS,
  EMPTY,
  GUARD,
  giving,
  guarded,
  guarding,
  openTo,
  PETS,
  policyWith,
  routeTo,
  sent,
  socket,
} from './support/simulating.js';

const KILOBYTES_128 = 128 * 1024;
const FOREIGN_ROLE = 'arn:aws:iam::444455556666:role/caller';
const FUNCTION = { kind: 'function', arn: PETS } as const;

/** What a simulation leans on, in one text. */
const doubts = ({ caveats }: Awaited<ReturnType<typeof sent>>) => caveats.map(({ message }) => message).join('\n');

describe('the query', () => {
  test.each([
    ['a semicolon of a REST API: nobody knows what it splits', 'rest', /how a `;` splits the query is not known/],
    ['a semicolon of an HTTP API is a letter', 'http', /^$/],
  ] as const)('%s', async (_, type, says) => {
    expect(doubts(await sent(apiOf(type), { request: 'GET /pets?a=1;b=2' }))).toMatch(says);
  });
});

describe('request line and headers', () => {
  test.each([
    ['10,240 bytes are taken', 10_240, /^$/],
    ['more than 10,240 bytes are refused, how nobody knows', 10_241, /^API Gateway refuses more than 10,240 bytes/],
  ] as const)('%s', async (_, size, says) => {
    const target = '/prod/pets';
    const value = 'a'.repeat(size - 'GET'.length - target.length);
    const told = await sent(apiOf('rest'), { request: { url: '/pets', headers: { 'X-Long': value } } });
    expect(doubts(told)).toMatch(says);
  });
});

describe('the event', () => {
  test.each([
    ['1.0', 'Content-Length'],
    ['2.0', 'content-length'],
  ] as const)('HTTP %s: a request without a body has the length 0', (payloadFormat, name) => {
    const { event } = createEvent(apiWith('http', { payloadFormat }), 'GET /pets') as { event: { headers: unknown } };
    expect(event.headers).toMatchObject({ [name]: '0' });
  });

  test('HTTP 2.0: a length that is said is kept', () => {
    const api = apiOf('http', { routes: [routeTo('POST /pets')] });
    const { event } = createEvent(api, { method: 'POST', url: '/pets', body: 'abc' }) as {
      event: { headers: unknown };
    };
    expect(event.headers).toMatchObject({ 'content-length': '3' });
  });

  test('HTTP 1.0: what an authorizer hands on stands there by itself', async () => {
    const api = guarded(
      'http',
      { hasSimpleResponses: true },
      {
        routes: [routeTo('GET /pets', { payloadFormat: '1.0' }, { authorizer: 'guard' })],
      },
    );
    const { event } = await sent(api, { invoke: guarding({ isAuthorized: true, context: { who: 'me' } }) });
    expect(event).toMatchObject({ requestContext: { authorizer: { who: 'me' } } });
  });
});

describe('the response', () => {
  test('HTTP: a status code without a type is plain text', async () => {
    const { response } = await sent(apiOf('http'), { invoke: giving({ statusCode: 200, body: 'hi' }) });
    expect(headerValue(response?.headers ?? [], 'content-type')).toBe('text/plain; charset=utf-8');
  });

  test.each([
    [
      'REST: base64 for a client without `Accept`: nobody knows',
      { isBase64Encoded: true, body: 'QQ==' },
      /no `Accept`/,
    ],
    ['REST: a header that may come back under another name', { headers: { Upgrade: 'x' } }, /`Upgrade` comes back/],
    [
      'REST: a line break in a header: nobody knows',
      { headers: { 'X-A': 'b\nc' } },
      /a line break in the header `X-A`/,
    ],
  ])('%s', async (_, result, says) => {
    const api = apiOf('rest', { binaryMediaTypes: ['image/png'] });
    expect(doubts(await sent(api, { invoke: giving(result) }))).toMatch(says);
  });

  test('REST: what is no base64 is logged', async () => {
    const { response, log } = await sent(apiOf('rest', { binaryMediaTypes: ['*/*'] }), {
      request: { url: '/pets', headers: { Accept: 'image/png' } },
      invoke: giving({ isBase64Encoded: true, body: 'no base64!' }),
    });
    expect(response?.status).toBe(500);
    expect(log).toEqual(['Execution failed due to configuration error: Unable to base64 decode the body.']);
  });
});

describe('a WebSocket message', () => {
  const message = (length: number) => socket('MESSAGE', { body: 'x'.repeat(length) });

  test('of 128 KB reaches the function', async () => {
    expect((await sent(apiOf('websocket'), { request: message(KILOBYTES_128) })).verdict).toBe('functionResponse');
  });

  test('of more gets no message back', async () => {
    const told = await sent(apiOf('websocket'), { request: message(KILOBYTES_128 + 1) });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'request', frame: null, response: null });
  });
});

describe('a role that API Gateway calls with', () => {
  const called = apiWith('rest', { credentials: FOREIGN_ROLE });
  const allowed = policyWith({
    Effect: 'Allow',
    Principal: { AWS: FOREIGN_ROLE },
    Action: 'lambda:InvokeFunction',
    Resource: PETS,
  });

  test.each([
    ['of another account is refused where the policy does not name it', [EMPTY], 'gatewayResponse'],
    ['of another account is let in where it does', [allowed], 'functionResponse'],
    ['of another account is no service', openTo(PETS), 'gatewayResponse'],
  ])('%s', async (_, policies, verdict) => {
    expect((await sent(called, { policies })).verdict).toBe(verdict);
  });
});

test('a URI that names the region of no function of its own fails', async () => {
  const told = await sent(apiWith('rest', { region: 'eu-west-1', target: FUNCTION }), { policies: openTo(PETS, CATS) });
  expect(told).toMatchObject({ verdict: 'gatewayResponse', response: { status: 500 } });
  expect(told.log.join('\n')).toContain("Functions from 'us-east-2' are not reachable in this region ('eu-west-1')");
});

test.each([
  [49, 29_000],
  [50, 50],
])('the shortest time to wait is 50 ms: %i', (timeout, waits) => {
  expect(integrationTimeout('rest', { type: 'AWS_PROXY', target: FUNCTION, timeout })).toBe(waits);
});

test.each([
  ['an address that is the caller’s', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'functionResponse'],
  ['an address that is another’s', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'gatewayResponse'],
  ['what nobody knows of a request', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'unknown'],
])('an authorizer’s policy may ask for %s', async (_, condition, verdict) => {
  const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', Condition: condition };
  const answer = { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement: [statement] } };
  const told = await sent(guarded('rest'), { policies: openTo(PETS, GUARD), invoke: guarding(answer) });
  expect(told.verdict).toBe(verdict);
});
