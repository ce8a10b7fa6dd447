// Is the type of an API found in what only one type has, and told where that is not enough?

import { expect, test } from '@jest/globals';
import type { ApiType } from '../../../src/model/api.js';
import { ask, operation, proxy, uriOf } from './sample.js';

type Changes = { root?: object; integration?: object; operation?: object; authorizer?: object; path?: string };

function documentOf({ root = {}, integration = {}, operation: own = {}, authorizer, path = '/pets' }: Changes) {
  const method = path === '/$default' ? 'x-amazon-apigateway-any-method' : 'get';
  const keeper = {
    type: 'apiKey',
    name: 'A',
    in: 'header',
    'x-amazon-apigateway-authorizer': { authorizerUri: uriOf(), ...authorizer },
  };
  const paths = { [path]: { [method]: operation(proxy(integration), own) } };
  return { openapi: '3.0.1', paths, ...(authorizer && { components: { securitySchemes: { keeper } } }), ...root };
}

test.each<[what: string, type: ApiType, changes: Changes]>([
  ['the version of the export', 'http', { root: { 'x-amazon-apigateway-importexport-version': '1.0' } }],
  ['CORS', 'http', { root: { 'x-amazon-apigateway-cors': {} } }],
  ['a payload format', 'http', { integration: { payloadFormatVersion: '1.0' } }],
  ['an integration with a service', 'http', { integration: { integrationSubtype: 'SQS-SendMessage' } }],
  ['a default route', 'http', { path: '/$default' }],
  ['a JWT authorizer', 'http', { authorizer: { type: 'jwt' } }],
  ['simple responses', 'http', { authorizer: { type: 'request', enableSimpleResponses: false } }],
  [
    "an authorizer's payload format",
    'http',
    { authorizer: { type: 'request', authorizerPayloadFormatVersion: '1.0' } },
  ],
  ['binary media types', 'rest', { root: { 'x-amazon-apigateway-binary-media-types': [] } }],
  ['a resource policy', 'rest', { root: { 'x-amazon-apigateway-policy': {} } }],
  ['request validators', 'rest', { root: { 'x-amazon-apigateway-request-validators': {} } }],
  ['gateway responses', 'rest', { root: { 'x-amazon-apigateway-gateway-responses': {} } }],
  ['a source of API keys', 'rest', { root: { 'x-amazon-apigateway-api-key-source': 'HEADER' } }],
  ['what passes through', 'rest', { integration: { passthroughBehavior: 'never' } }],
  ['responses', 'rest', { integration: { responses: {} } }],
  ['a cache', 'rest', { integration: { cacheNamespace: 'a' } }],
  ['what becomes of bytes', 'rest', { integration: { contentHandling: 'CONVERT_TO_TEXT' } }],
  ['a custom integration', 'rest', { integration: { type: 'AWS' } }],
  ['a mock', 'rest', { integration: { type: 'mock' } }],
  ['a user pool', 'rest', { authorizer: { type: 'cognito_user_pools' } }],
  ['a token authorizer', 'rest', { authorizer: { type: 'token' } }],
])('%s makes it %s', (_, type, changes) => {
  const document = documentOf(changes);
  const other = type === 'rest' ? 'http' : 'rest';
  expect(ask(document).api?.type).toBe(type);
  expect(ask(document, type).api?.type).toBe(type);
  const asked = ask(document, other);
  expect(asked.api).toBeUndefined();
  expect(asked.told.at(-1)).toMatch(/^error other-api-type "/);
  expect(asked.hints.at(-1)).toContain(`--type ${type}`);
});

test('what stands against the type that was asked for is named, at its place', () => {
  const { told, messages } = ask(documentOf({ integration: { payloadFormatVersion: '2.0' } }), 'rest');
  expect(told).toEqual(['error other-api-type "payloadFormatVersion"']);
  expect(messages).toEqual(['this is to be a REST API, but only an HTTP API has `payloadFormatVersion`']);
});

test('where nothing tells, it is asked for', () => {
  const { api, told, hints } = ask(documentOf({}));
  expect(api).toBeUndefined();
  expect(told).toEqual(['error unknown-api-type "openapi"']);
  expect(hints[0]).toContain('--type rest or --type http');
});

test.each(['rest', 'http'] as const)('where nothing tells, %s is what was said', (type) => {
  expect(ask(documentOf({}), type)).toMatchObject({ told: [], api: { type } });
});

test('what only the import of an HTTP API passes over does not make it a REST API', () => {
  const { api, told } = ask(
    documentOf({ integration: { payloadFormatVersion: '1.0', passthroughBehavior: 'when_no_match' } }),
  );
  expect(api?.type).toBe('http');
  expect(told).toEqual([]);
});

const both = documentOf({ root: { 'x-amazon-apigateway-policy': {}, 'x-amazon-apigateway-cors': {} } });

test('a document with what each type has is asked for', () => {
  const { api, told, messages } = ask(both);
  expect(api).toBeUndefined();
  expect(told).toEqual(['error unknown-api-type "x-amazon-apigateway-cors"']);
  expect(messages[0]).toContain('`x-amazon-apigateway-policy`');
});

test.each(['rest', 'http'] as const)('of what each type has, %s is what was said', (type) => {
  expect(ask(both, type).api?.type).toBe(type);
});

test.each(['websocket', 'graphql'])('a type that is not exported, %s, is told', (type) => {
  const { api, told } = ask(documentOf({ root: { 'x-amazon-apigateway-cors': {} } }), type as ApiType);
  expect(api).toBeUndefined();
  expect(told).toEqual(['error other-api-type "openapi"']);
});

test('Swagger 2 is a REST API', () => {
  const { openapi, ...rest } = documentOf({});
  expect(openapi).toBe('3.0.1');
  expect(ask({ swagger: '2.0', ...rest })).toMatchObject({ told: [], api: { type: 'rest' } });
  expect(ask({ swagger: '2.0', ...rest }, 'http').told).toEqual(['error other-api-type "swagger"']);
});
