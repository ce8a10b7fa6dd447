// Which security schemes are authorizers, and what do they say?

import { expect, test } from '@jest/globals';
import type { Authorizer } from '../../../src/model/api.js';
import { ask, operation, restOf, uriOf } from './sample.js';

const KEEPER = 'arn:aws:lambda:us-east-2:111122223333:function:keeper';
const scheme = (authorizer: unknown, changes: object = {}) => ({
  type: 'apiKey',
  name: 'X-Token',
  in: 'header',
  'x-amazon-apigateway-authorizer': authorizer,
  ...changes,
});
const token = { type: 'token', authorizerUri: uriOf(KEEPER) };

/** The authorizer that a scheme makes, in a document whose only route asks it. */
function authorizerOf(value: unknown) {
  const paths = { '/pets': { get: operation(undefined, { security: [{ keeper: [] }] }) } };
  const components = { securitySchemes: { keeper: value } };
  // An HTTP API's authorizer in a document that says nothing else of its type.
  const { api, told, messages } = ask({ openapi: '3.0.1', paths, components }, undefined);
  return { authorizer: api?.authorizers?.[0], asked: api?.routes[0]?.authorizer, type: api?.type, told, messages };
}

const target: Authorizer['target'] = { kind: 'function', arn: KEEPER };

test.each<[title: string, value: unknown, type: string, read: object]>([
  [
    "a token authorizer, whose token stands in the scheme's header",
    scheme(token),
    'rest',
    { kind: 'token', target, identitySources: ['method.request.header.X-Token'] },
  ],
  [
    'a token authorizer that says where',
    scheme({ ...token, identitySource: 'method.request.header.Auth' }),
    'rest',
    { kind: 'token', target, identitySources: ['method.request.header.Auth'] },
  ],
  [
    'a token authorizer whose scheme names no header',
    scheme(token, { in: 'query' }),
    'rest',
    { kind: 'token', target, identitySources: [] },
  ],
  [
    'what its token looks like',
    scheme({ ...token, identityValidationExpression: '^a$' }),
    'rest',
    { kind: 'token', target, identitySources: ['method.request.header.X-Token'], identityValidationExpression: '^a$' },
  ],
  [
    'its role',
    scheme({ ...token, authorizerCredentials: 'arn:aws:iam::111122223333:role/a' }),
    'rest',
    {
      kind: 'token',
      target,
      identitySources: ['method.request.header.X-Token'],
      credentials: 'arn:aws:iam::111122223333:role/a',
    },
  ],
  [
    'a request authorizer of an HTTP API',
    scheme({
      type: 'REQUEST',
      authorizerUri: uriOf(KEEPER),
      identitySource: '$request.header.a, $request.querystring.b',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
    }),
    'http',
    {
      kind: 'request',
      target,
      identitySources: ['$request.header.a', '$request.querystring.b'],
      payloadFormat: '2.0',
      hasSimpleResponses: true,
    },
  ],
  [
    'identity sources as a list',
    scheme({
      type: 'request',
      authorizerUri: uriOf(KEEPER),
      identitySource: ['$request.header.a'],
      authorizerPayloadFormatVersion: '1.0',
    }),
    'http',
    { kind: 'request', target, identitySources: ['$request.header.a'], payloadFormat: '1.0' },
  ],
  [
    'a JWT authorizer',
    scheme({ type: 'jwt', identitySource: '$request.header.a' }),
    'http',
    {
      kind: 'other',
      target: { kind: 'none', reason: 'API Gateway checks the JWT itself' },
      identitySources: ['$request.header.a'],
    },
  ],
  [
    'a user pool',
    scheme({ type: 'cognito_user_pools' }),
    'rest',
    { kind: 'other', target: { kind: 'none', reason: 'a Cognito user pool decides' }, identitySources: [] },
  ],
])('%s', (_, value, type, read) => {
  expect(authorizerOf(value)).toEqual({
    authorizer: { name: 'keeper', ...read },
    asked: 'keeper',
    type,
    told: [],
    messages: [],
  });
});

test.each<[title: string, authorizer: unknown, at: string, message: string]>([
  ['a type that there is not', { type: 'lambda' }, '"lambda"', '`type` should be one of `TOKEN`'],
  ['no type', { authorizerUri: uriOf() }, '"x-amazon-apigateway-authorizer"', 'it has no `type`'],
  ['no URI', { type: 'token' }, '"x-amazon-apigateway-authorizer"', 'it has no `authorizerUri`'],
  ['a list', ['token'], '["token"]', 'should be an object'],
  ['sources that are numbers', { ...token, identitySource: [5] }, '5', '`identitySource` should be a list of texts'],
  ['sources that are an object', { ...token, identitySource: {} }, '{}', '`identitySource` should be a list of texts'],
  ['an expression that is a number', { ...token, identityValidationExpression: 5 }, '5', 'should be a text'],
  ['an answer that is no flag', { ...token, enableSimpleResponses: 'yes' }, '"yes"', 'should be `true` or `false`'],
])('an authorizer with %s is told, and the route still names it', (_, authorizer, at, message) => {
  const paths = { '/pets': { get: operation(undefined, { security: [{ keeper: [] }] }) } };
  const { api, told, messages } = ask(
    restOf(paths, { components: { securitySchemes: { keeper: scheme(authorizer) } } }),
    'rest',
  );
  expect(told).toEqual([`error bad-authorizer ${at}`]);
  expect(messages[0]).toContain(message);
  expect(api?.routes[0]?.authorizer).toBe('keeper');
  expect(api?.authorizers).toBeUndefined();
});

test('IAM decides where a scheme says so', () => {
  const sigv4 = { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' };
  const paths = { '/pets': { get: operation(undefined, { security: [{ sigv4: [] }] }) } };
  const { api, told } = ask(restOf(paths, { components: { securitySchemes: { sigv4 } } }));
  expect(told).toEqual([]);
  expect(api?.authorizers).toMatchObject([{ name: 'sigv4', kind: 'other' }]);
  expect(api?.routes[0]?.authorizer).toBe('sigv4');
});

test('a scheme that says no authorizer is told, and asks nobody', () => {
  const bearer = { type: 'http', scheme: 'bearer' };
  const paths = { '/pets': { get: operation(undefined, { security: [{ bearer: [] }] }) } };
  const { api, told, hints } = ask(restOf(paths, { components: { securitySchemes: { bearer } } }));
  expect(told).toEqual(['warning scheme-without-authorizer "bearer"']);
  expect(hints[0]).toContain('extensions');
  expect(api?.routes[0]?.authorizer).toBeUndefined();
});

test('the region of its URI is not that of its function', () => {
  const paths = { '/pets': { get: operation() } };
  const keeper = scheme({ ...token, authorizerUri: uriOf(KEEPER, 'eu-west-1') });
  const { api, told } = ask(restOf(paths, { components: { securitySchemes: { keeper } } }));
  expect(told[0]).toMatch(/^warning integration-region "arn:aws:apigateway:eu-west-1/);
  expect(api?.authorizers?.[0]?.target).toEqual(target);
});

test.each<[type: 'rest' | 'http', told: readonly string[], target: object]>([
  [
    'rest',
    [`error integration-uri "${KEEPER}"`],
    { kind: 'none', reason: `\`${KEEPER}\` is a function alone, which only HTTP APIs take` },
  ],
  ['http', [], target],
])('a bare function in a document of a %s API', (type, told, called) => {
  const paths = { '/pets': { get: operation() } };
  const keeper = scheme({ type: 'request', authorizerUri: KEEPER });
  const asked = ask({ openapi: '3.0.1', paths, components: { securitySchemes: { keeper } } }, type);
  expect(asked.told).toEqual(told);
  expect(asked.api?.authorizers).toMatchObject([{ name: 'keeper', target: called }]);
});

test('authorizers that say the same by reference are two, each with the header of its scheme', () => {
  const paths = { '/pets': { get: operation() } };
  const shared = scheme({ $ref: '#/x-a' });
  const components = { securitySchemes: { one: shared, two: { ...shared, name: 'X-Other' } } };
  const { api, told } = ask(restOf(paths, { components, 'x-a': token }));
  expect(told).toEqual([]);
  expect(api?.authorizers?.map(({ name, identitySources }) => [name, ...identitySources])).toEqual([
    ['one', 'method.request.header.X-Token'],
    ['two', 'method.request.header.X-Other'],
  ]);
});
