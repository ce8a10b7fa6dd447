// Is the answer of a Lambda authorizer taken as AWS takes it?

import { describe, expect, test } from '@jest/globals';
import type { ApiType, Authorizer } from '../../../src/model/api.js';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { Finished } from '../../../src/question/simulate/invoke.js';
import { ALLOW, answer, asked, GET } from '../../support/authorizing.js';
import { apiOf, EMPTY, GUARD, guarded, guarding, HEAD, openTo, PETS, sent, taking } from '../../support/simulating.js';

describe('what it answers', () => {
  const ARN = `${HEAD}/prod/GET/pets`;
  const DENIED = '{"Message":"User is not authorized to access this resource"}';
  const EXPLICIT = '{"Message":"User is not authorized to access this resource with an explicit deny"}';
  const statement = (one: Json): JsonObject => ({
    principalId: 'me',
    policyDocument: { Version: '2012-10-17', Statement: one },
  });

  test.each<[fact: string, given: unknown, status: number, body: string]>([
    ['allowed', ALLOW, 200, 'from the function'],
    ['allowed, this very method', answer('Allow', {}, ARN), 200, 'from the function'],
    ['allowed, by a pattern', answer('Allow', {}, `${HEAD}/prod/*/pets`), 200, 'from the function'],
    ['allowed, by one of two', answer('Allow', {}, ['x:y', ARN]), 200, 'from the function'],
    [
      'allowed, one statement that is no list',
      statement({ Effect: 'Allow', Action: '*', Resource: '*' }),
      200,
      'from the function',
    ],
    ['another method', answer('Allow', {}, `${HEAD}/prod/POST/pets`), 403, DENIED],
    [
      'another action',
      statement([{ Effect: 'Allow', Action: 'execute-api:ManageConnections', Resource: '*' }]),
      403,
      DENIED,
    ],
    ['denied', answer('Deny'), 403, EXPLICIT],
    [
      'allowed and denied',
      statement([...['Allow', 'Deny'].map((Effect) => ({ Effect, Action: '*', Resource: '*' }))]),
      403,
      EXPLICIT,
    ],
    [
      'Unauthorized',
      new Finished({ kind: 'error', errorType: 'Error', errorMessage: 'Unauthorized' }),
      401,
      '{"message":"Unauthorized"}',
    ],
    [
      'another error',
      new Finished({ kind: 'error', errorType: 'Error', errorMessage: 'unauthorized' }),
      500,
      '{"message":null}',
    ],
    ['no policy', { principalId: 'me' }, 500, '{"message":null}'],
    ['no principalId', answer('Allow', { principalId: '' }), 500, '{"message":null}'],
    ['a principalId that is no text', answer('Allow', { principalId: 7 }), 500, '{"message":null}'],
    ['a string', 'Allow', 500, '{"message":null}'],
    ['null', null, 500, '{"message":null}'],
    ['an effect that is none', answer('allow'), 500, '{"message":null}'],
    ['a statement that is none', statement([7]), 500, '{"message":null}'],
    ['a statement without a resource', statement([{ Effect: 'Allow', Action: '*' }]), 500, '{"message":null}'],
    ['a context of an object', answer('Allow', { context: { a: {} } }), 500, '{"message":null}'],
    ['a context of a list', answer('Allow', { context: { a: [] } }), 500, '{"message":null}'],
    ['a simple response, which is for HTTP APIs', { isAuthorized: true }, 500, '{"message":null}'],
  ])('REST: %s', async (_, given, status, body) => {
    const told = await asked('rest', given);
    expect(told.response).toMatchObject({ status, body });
    expect(told.stoppedAt).toBe(status === 200 ? null : 'authorizer');
  });

  const FORBIDDEN = '{"message":"Forbidden"}';
  const INTERNAL = '{"message":"Internal Server Error"}';
  test.each<[fact: string, isSimple: boolean, given: unknown, status: number, body: string]>([
    ['a policy that allows', false, ALLOW, 200, 'from the function'],
    [
      'a policy that allows, without a principal',
      false,
      { policyDocument: ALLOW['policyDocument'] },
      200,
      'from the function',
    ],
    ['a policy that denies', false, answer('Deny'), 403, FORBIDDEN],
    ['a policy that does not allow', false, answer('Allow', {}, 'x:y'), 403, FORBIDDEN],
    ['simple: yes', true, { isAuthorized: true }, 200, 'from the function'],
    ['simple: no', true, { isAuthorized: false }, 403, FORBIDDEN],
    ['simple: yes as text', true, { isAuthorized: 'true' }, 500, INTERNAL],
    ['simple: a policy', true, ALLOW, 500, INTERNAL],
    ['a policy is wanted: simple', false, { isAuthorized: true }, 500, INTERNAL],
    ['an error', true, new Finished({ kind: 'error', errorType: 'Error', errorMessage: 'x' }), 500, INTERNAL],
  ])('HTTP: %s', async (_, hasSimpleResponses, given, status, body) => {
    const told = await asked('http', given, { over: { hasSimpleResponses } });
    expect(told.response).toMatchObject({ status, body });
  });

  const under = (Condition: JsonObject) => statement([{ Effect: 'Allow', Action: '*', Resource: '*', Condition }]);
  test.each<[fact: string, condition: JsonObject, verdict: string, status: number | undefined]>([
    ['the address', { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 'functionResponse', 200],
    ['another address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'gatewayResponse', 403],
    ['the address, in other letters', { IpAddress: { 'AWS:sourceip': '198.51.100.7' } }, 'functionResponse', 200],
    ['the user agent', { StringLike: { 'aws:UserAgent': 'curl/*' } }, 'functionResponse', 200],
    ['another user agent', { StringEquals: { 'aws:UserAgent': 'wget' } }, 'gatewayResponse', 403],
    ['a key that nobody knows', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'unknown', undefined],
    ['the time', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'unknown', undefined],
  ])('a condition on %s', async (_, condition, verdict, status) => {
    const headers = { Authorization: 'abc', 'User-Agent': 'curl/8' };
    const request = { url: '/pets', headers, sourceIp: '198.51.100.7' };
    const told = await asked('rest', under(condition), { request });
    expect([told.verdict, told.response?.status]).toEqual([verdict, status]);
    expect(told.stoppedAt).toBe(status === 200 ? null : 'authorizer');
  });

  test.each<[type: ApiType, lines: number]>([
    ['rest', 2],
    ['http', 0],
    ['websocket', 2],
  ])('an answer that is not taken is logged but by HTTP APIs: %s', async (type, lines) => {
    expect((await asked(type, 'Allow')).log).toHaveLength(lines);
  });

  test.each<[fact: string, given: unknown, status: number]>([
    ['allowed', ALLOW, 101],
    ['not allowed', answer('Allow', {}, 'x:y'), 403],
    ['denied', answer('Deny'), 403],
    ['broken', {}, 500],
  ])('WebSocket: %s', async (_, given, status) => {
    expect((await asked('websocket', given)).response?.status).toBe(status);
  });

  test('without a function nobody knows what it answers', async () => {
    const told = await sent(guarded('rest'), { request: GET, invoke: undefined });
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'authorizer', event: null });
    expect(told.authorizer?.event).toMatchObject({ type: 'REQUEST' });
  });
});

describe('what it hands on stands in the event', () => {
  const context = { who: 'Ann', age: 7, isAdmin: true };
  const texts = { who: 'Ann', age: '7', isAdmin: 'true', principalId: 'me', integrationLatency: 0 };
  test.each<[fact: string, type: ApiType, over: Partial<Authorizer>, given: unknown, expected: object]>([
    ['REST: as text', 'rest', {}, answer('Allow', { context }), texts],
    ['REST: nothing but who it is', 'rest', {}, ALLOW, { principalId: 'me', integrationLatency: 0 }],
    ['WebSocket: as text', 'websocket', {}, answer('Allow', { context }), texts],
    ['HTTP 2.0, simple', 'http', { hasSimpleResponses: true }, { isAuthorized: true, context }, { lambda: context }],
    ['HTTP 2.0, a policy', 'http', { payloadFormat: '2.0' }, answer('Allow', { context }), { lambda: context }],
    [
      'HTTP 2.0, lists and objects',
      'http',
      { hasSimpleResponses: true },
      { isAuthorized: true, context: { a: [1], b: { c: 2 } } },
      { lambda: { a: [1], b: { c: 2 } } },
    ],
  ])('%s', async (_, type, over, given, expected) => {
    const told = await asked(type, given, { over });
    expect(told.event).toMatchObject({ requestContext: { authorizer: expected } });
  });

  test('without an authorizer there is none', async () => {
    expect((await sent(apiOf('rest'), { policies: openTo(PETS) })).event).not.toHaveProperty(
      'requestContext.authorizer',
    );
  });

  test('an empty policy refuses the authorizer', async () => {
    const told = await asked('rest', ALLOW, { policies: [EMPTY] });
    expect([told.stoppedAt, told.verdict]).toEqual(['authorizer', 'gatewayResponse']);
  });
});

test.each([
  [10_000, 'functionResponse'],
  [10_001, 'gatewayResponse'],
])('an HTTP API waits ten seconds: %s', async (milliseconds, verdict) => {
  const run = { request: GET, policies: openTo(PETS, GUARD), invoke: guarding(ALLOW), options: taking(milliseconds) };
  expect((await sent(guarded('http'), run)).verdict).toBe(verdict);
  expect((await sent(guarded('rest'), run)).verdict).toBe('functionResponse');
});
