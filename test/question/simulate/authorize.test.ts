// Is a Lambda authorizer asked as AWS asks it, if it may be called?

import { describe, expect, test } from '@jest/globals';
import type { RequestInput } from '../../../src/gateway/request.js';
import { API_TYPES, type ApiType, type Authorizer } from '../../../src/model/api.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { ALLOW, asked, CONNECT, GET } from '../../support/authorizing.js';
import {
  GUARD,
  granted,
  guarded,
  guarding,
  HEAD,
  openTo,
  PETS,
  policyWith,
  ROLE,
  routeTo,
  sent,
  socket,
} from '../../support/simulating.js';

describe('it is called if its own policy lets API Gateway in', () => {
  const REFUSED = [
    'Execution failed due to configuration error: Invalid permissions on Lambda function',
    'Execution failed due to configuration error: Authorizer error',
  ];
  const REFUSED_BY_HTTP = [
    "The IAM role configured on the authorizer or API Gateway doesn't have permissions to call the authorizer. Check the permissions and try again.",
  ];

  test.each(API_TYPES)('its own source ARN: %s', async (type) => {
    const policies = [...openTo(PETS), policyWith(granted('authorizers/abc123', GUARD))];
    const told = await asked(type, ALLOW, { policies });
    expect(told.authorizer).toMatchObject({ name: 'guard', function: GUARD, said: 'it lets the caller pass' });
    expect(told.authorizer?.permission).toMatchObject({
      answer: { verdict: 'allowed', candidates: [{ sourceArn: `${HEAD}/authorizers/abc123` }] },
    });
    expect(told.verdict).toBe('functionResponse');
  });

  test.each([
    ['rest', '{"message":null}', REFUSED],
    ['http', '{"message":"Internal Server Error"}', REFUSED_BY_HTTP],
    ['websocket', '{"message":null}', REFUSED],
  ] as const)('what lets in the route does not let in the authorizer: %s', async (type, body, log) => {
    const policies = [...openTo(PETS), policyWith(granted('*/GET/*', GUARD), granted('*/$connect', GUARD))];
    const told = await asked(type, ALLOW, { policies });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'authorizer', event: null, permission: null });
    expect(told).toMatchObject({ response: { status: 500, body }, log, authorizer: { event: null, outcome: null } });
    const isTold = told.response?.headers.some(([, value]) => value === 'AuthorizerConfigurationException');
    expect(isTold).toBe(type !== 'http');
  });

  test('a role skips the policy', async () => {
    const told = await asked('rest', ALLOW, { over: { credentials: ROLE }, policies: openTo(PETS) });
    expect([told.verdict, told.authorizer?.permission?.kind]).toEqual(['functionResponse', 'skipped']);
  });

  test.each([
    ['lets it in', 'arn:aws:iam::444455556666:role/caller', 'functionResponse'],
    ['lets another in', 'arn:aws:iam::444455556666:role/other', 'gatewayResponse'],
  ])('but that of a role of another account, which the policy has to let in: it %s', async (_, AWS, verdict) => {
    const guard = policyWith(granted('*', GUARD, { Principal: { AWS }, Condition: {} }));
    const over = { credentials: 'arn:aws:iam::444455556666:role/caller' };
    const told = await asked('rest', ALLOW, { over, policies: [...openTo(PETS), guard] });
    expect([told.verdict, told.authorizer?.permission?.kind]).toEqual([verdict, 'asked']);
    expect(told.stoppedAt).toBe(verdict === 'functionResponse' ? null : 'authorizer');
  });

  test('the caller’s own credentials skip it with a caveat', async () => {
    const over = { credentials: 'arn:aws:iam::*:user/*' };
    const told = await asked('rest', ALLOW, { over, policies: openTo(PETS) });
    expect([told.verdict, told.authorizer?.permission?.kind]).toEqual(['functionResponse', 'skipped']);
    expect(told.caveats).toHaveLength(1);
  });

  test('its policy is not given', async () => {
    const told = await asked('rest', ALLOW, { policies: openTo(PETS) });
    expect([told.verdict, told.stoppedAt, told.authorizer?.permission?.kind]).toEqual([
      'unknown',
      'authorizer',
      'notGiven',
    ]);
  });

  test('the route is refused after it', async () => {
    const told = await asked('rest', ALLOW, { policies: [...openTo(GUARD), policyWith(granted('no/*'))] });
    expect([told.stoppedAt, told.response?.status]).toEqual(['permission', 500]);
  });

  test.each<[fact: string, suffixes: readonly string[], verdict: string]>([
    ['every authorizer', ['authorizers/*'], 'functionResponse'],
    ['none', ['*/GET/*'], 'gatewayResponse'],
    ['one, which may be it', ['authorizers/abc123'], 'unknown'],
    ['one of two, which may be it', ['authorizers/abc123', 'authorizers/def456'], 'unknown'],
    ['some, of which it may be one', ['authorizers/abc*'], 'unknown'],
    ['some of six letters, of which it may be one', ['authorizers/??????'], 'unknown'],
    ['some of four letters, of which it may be one', ['authorizers/????'], 'unknown'],
    ['one, by another pattern', ['auth*/abc123'], 'unknown'],
    ['all but those of routes', ['?uthorizers*'], 'functionResponse'],
  ])('its id is not known, and the policy lets in %s', async (_, suffixes, verdict) => {
    const { authorizers = [], ...api } = guarded('rest');
    const nameless = authorizers.map(({ id: _id, ...authorizer }) => authorizer);
    const policies = [...openTo(PETS), policyWith(...suffixes.map((suffix) => granted(suffix, GUARD)))];
    const told = await sent({ ...api, authorizers: nameless }, { request: GET, policies, invoke: guarding(ALLOW) });
    expect(told.verdict).toBe(verdict);
    expect(told.stoppedAt).toBe(verdict === 'functionResponse' ? null : 'authorizer');
  });

  test.each<[fact: string, statements: readonly JsonObject[], verdict: string]>([
    ['all, and denies one', [granted('*', GUARD), granted('*/abc123', GUARD, { Effect: 'Deny' })], 'unknown'],
    [
      'all but one',
      [granted('', GUARD, { Condition: { ArnNotLike: { 'aws:SourceArn': `${HEAD}/authorizers/abc123` } } })],
      'unknown',
    ],
    [
      'one, whatever its case',
      [
        granted('', GUARD, {
          Condition: { StringEqualsIgnoreCase: { 'AWS:SourceArn': `${HEAD}/AUTHORIZERS/abc123` } },
        }),
      ],
      'unknown',
    ],
    [
      'those that two conditions name',
      [
        granted('', GUARD, {
          Condition: { ArnLike: { 'aws:SourceArn': `${HEAD}/*/a*` }, StringLike: { 'aws:SourceArn': '*3' } },
        }),
      ],
      'unknown',
    ],
    [
      'those of another API',
      [granted('', GUARD, { Condition: { ArnLike: { 'aws:SourceArn': `${HEAD}x/*/a*` } } })],
      'gatewayResponse',
    ],
  ])('its id is not known, and the policy lets in %s (statements)', async (_, statements, verdict) => {
    const { authorizers = [], ...api } = guarded('rest');
    const nameless = authorizers.map(({ id: _id, ...authorizer }) => authorizer);
    const policies = [...openTo(PETS), policyWith(...statements)];
    const told = await sent({ ...api, authorizers: nameless }, { request: GET, policies, invoke: guarding(ALLOW) });
    expect(told.verdict).toBe(verdict);
  });
});

describe('who calls', () => {
  const token: Partial<Authorizer> = { kind: 'token', identitySources: ['method.request.header.Authorization'] };
  test.each<[fact: string, type: ApiType, over: Partial<Authorizer>, request: RequestInput, status: number]>([
    ['a token', 'rest', token, GET, 200],
    ['no token', 'rest', token, 'GET /pets', 401],
    ['an empty token', 'rest', token, { url: '/pets', headers: { Authorization: '' } }, 401],
    ['the source IP', 'rest', { identitySources: ['context.identity.sourceIp'] }, GET, 200],
    ['the source IP', 'http', { identitySources: ['$context.identity.sourceIp'] }, GET, 200],
    ['a token that the expression is of', 'rest', { ...token, identityValidationExpression: 'a.*' }, GET, 200],
    ['a token that it is a part of', 'rest', { ...token, identityValidationExpression: 'a' }, GET, 401],
    ['a token that it is not of', 'rest', { ...token, identityValidationExpression: 'x.*' }, GET, 401],
    ['a query parameter', 'rest', { identitySources: ['method.request.querystring.key'] }, 'GET /pets?key=1', 200],
    ['no query parameter', 'rest', { identitySources: ['method.request.querystring.key'] }, 'GET /pets?Key=1', 401],
    [
      'one of two is missing',
      'rest',
      { identitySources: ['method.request.header.Authorization', 'method.request.querystring.key'] },
      GET,
      401,
    ],
    ['a stage variable that is not set', 'rest', { identitySources: ['stageVariables.key'] }, GET, 401],
    ['a header of an HTTP API', 'http', { identitySources: ['$request.header.authorization'] }, GET, 200],
    ['no header of an HTTP API', 'http', { identitySources: ['$request.header.authorization'] }, 'GET /pets', 401],
    ['no query of an HTTP API', 'http', { identitySources: ['$request.querystring.key'] }, GET, 401],
    ['a WebSocket client', 'websocket', { identitySources: ['route.request.header.Authorization'] }, CONNECT, 101],
    [
      'a WebSocket client without',
      'websocket',
      { identitySources: ['route.request.header.Authorization'] },
      socket('CONNECT'),
      401,
    ],
    [
      'a WebSocket client, by its query',
      'websocket',
      { identitySources: ['route.request.querystring.key'] },
      socket('CONNECT', { url: '?key=1' }),
      101,
    ],
  ])('%s', async (_, type, over, request, status) => {
    const told = await asked(type, ALLOW, { over, request });
    expect(told.response?.status).toBe(status);
    expect([told.authorizer?.event === null, told.stoppedAt]).toEqual(
      status === 401 ? [true, 'authorizer'] : [false, null],
    );
  });

  test.each([
    '(?!x).*',
    '[a-z&&[^x]]*',
    '[a-c[d-f]]*',
  ])('the expression %s is not read here: nobody knows', async (expression) => {
    const told = await asked('rest', ALLOW, { over: { ...token, identityValidationExpression: expression } });
    expect([told.verdict, told.stoppedAt]).toEqual(['unknown', 'authorizer']);
  });

  test('what is no Lambda function is taken to let the caller pass, and that is told', async () => {
    const told = await asked('http', ALLOW, { over: { kind: 'other' }, policies: openTo(PETS) });
    expect(told.verdict).toBe('functionResponse');
    expect(told.caveats).toContainEqual({ grade: '?', message: expect.stringContaining('its check is not simulated') });
  });
});

describe('what it is asked', () => {
  test.each<[fact: string, type: ApiType, over: Partial<Authorizer>, event: object]>([
    [
      'a token',
      'rest',
      { kind: 'token', identitySources: ['method.request.header.Authorization'] },
      { type: 'TOKEN', methodArn: `${HEAD}/prod/GET/pets`, authorizationToken: 'abc' },
    ],
    [
      'a request',
      'rest',
      {},
      { type: 'REQUEST', methodArn: `${HEAD}/prod/GET/pets`, resource: '/pets', httpMethod: 'GET' },
    ],
    [
      'payload 2.0',
      'http',
      { payloadFormat: '2.0', identitySources: ['$request.header.Authorization'] },
      {
        version: '2.0',
        type: 'REQUEST',
        routeArn: `${HEAD}/$default/GET/pets`,
        identitySource: ['abc'],
        routeKey: 'GET /pets',
      },
    ],
    [
      'payload 1.0',
      'http',
      { payloadFormat: '1.0', identitySources: ['$request.header.Authorization'] },
      {
        version: '1.0',
        type: 'REQUEST',
        methodArn: `${HEAD}/$default/GET/pets`,
        identitySource: 'abc',
        authorizationToken: 'abc',
      },
    ],
    [
      'a connection',
      'websocket',
      {},
      { type: 'REQUEST', methodArn: `${HEAD}/dev/$connect`, requestContext: { eventType: 'CONNECT' } },
    ],
  ])('%s', async (_, type, over, event) => {
    const told = await asked(type, ALLOW, { over });
    expect(told.authorizer?.event).toMatchObject(event);
    expect(told.authorizer?.event).not.toHaveProperty('body');
  });

  test('a token authorizer gets nothing else', async () => {
    const told = await asked('rest', ALLOW, {
      over: { kind: 'token', identitySources: ['method.request.header.Authorization'] },
    });
    expect(Object.keys(told.authorizer?.event as object)).toEqual(['type', 'methodArn', 'authorizationToken']);
  });

  test('only who connects to a WebSocket API is asked about', async () => {
    const api = guarded('websocket', {}, { routes: [routeTo('$default', {}, { authorizer: 'guard' })] });
    const told = await sent(api, { policies: openTo(PETS), request: socket('MESSAGE', { body: '{}' }) });
    expect([told.verdict, told.authorizer]).toEqual(['functionResponse', null]);
  });
});
