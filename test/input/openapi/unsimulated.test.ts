// Is it told, once, what an API has that is not simulated?

import { expect, test } from '@jest/globals';
import { ask, httpOf, operation, proxy, restOf } from './sample.js';

const paths = { '/pets': { get: operation() } };

test.each<[name: string, value: unknown, message: string]>([
  ['x-amazon-apigateway-gateway-responses', {}, 'the API has gateway responses of its own: that is not simulated'],
  ['x-amazon-apigateway-policy', {}, 'the API has a resource policy, which may refuse callers: that is not simulated'],
  [
    'x-amazon-apigateway-endpoint-configuration',
    { disableExecuteApiEndpoint: true },
    'the API has an endpoint configuration, which may refuse callers: that is not simulated',
  ],
  [
    'x-amazon-apigateway-minimum-compression-size',
    1024,
    'the API has a compression size, from which on bodies are compressed: that is not simulated',
  ],
  [
    'x-amazon-apigateway-request-validator',
    'all',
    'the API has a request validator, which may refuse requests: that is not simulated',
  ],
])('%s', (name, value, message) => {
  const { api, told, messages } = ask(restOf(paths, { [name]: value }));
  expect(told).toEqual([`info not-simulated "${name}"`]);
  expect(messages).toEqual([message]);
  expect(api?.unsimulated?.map((what) => `${what}: that is not simulated`)).toEqual([message]);
});

test('validators that no method names change nothing', () => {
  expect(ask(restOf(paths, { 'x-amazon-apigateway-request-validators': { all: {} } })).told).toEqual([]);
});

test('a validator of several methods is told once, at the first', () => {
  const validated = operation(undefined, { 'x-amazon-apigateway-request-validator': 'all' });
  const { told } = ask(restOf({ '/pets': { get: operation(), put: validated, post: validated } }));
  expect(told).toEqual(['info not-simulated "x-amazon-apigateway-request-validator"']);
});

test('API keys of several methods are told once', () => {
  const keyed = operation(undefined, { security: [{ api_key: [] }] });
  const components = { securitySchemes: { api_key: { type: 'apiKey', name: 'X-API-Key', in: 'header' } } };
  const { api, told, messages } = ask(restOf({ '/pets': { get: keyed, put: keyed } }, { components }));
  const found = ['the route wants an API key'];
  expect(api?.routes.map(({ unsimulated }) => unsimulated)).toEqual([found, found]);
  expect(told).toEqual(['info not-simulated "api_key"']);
  expect(messages).toEqual(['the route wants an API key: that is not simulated']);
});

const custom = (over: object) => proxy({ type: 'aws', ...over });

test.each<[fact: string, document: unknown, at: string, found: string]>([
  [
    'contentHandling of requests',
    restOf({ '/pets': { get: operation(custom({ contentHandling: 'CONVERT_TO_TEXT' })) } }),
    '"contentHandling"',
    'the integration converts payloads (`contentHandling`)',
  ],
  [
    'contentHandling of a response',
    restOf({
      '/pets': {
        get: operation(custom({ responses: { default: { statusCode: '200', contentHandling: 'CONVERT_TO_BINARY' } } })),
      },
    }),
    '"contentHandling"',
    'the integration converts payloads (`contentHandling`)',
  ],
  [
    'keys of a cache',
    restOf({ '/pets': { get: operation(proxy({ cacheKeyParameters: ['method.request.querystring.a'] })) } }),
    '"cacheKeyParameters"',
    'the integration may be answered from a cache',
  ],
  [
    'a mapping onto the query of the call',
    restOf({
      '/pets': {
        get: operation(
          custom({ requestParameters: { 'integration.request.querystring.Qualifier': 'stageVariables.version' } }),
        ),
      },
    }),
    '"integration.request.querystring.Qualifier"',
    'the integration maps parameters onto the query of its call, which may name another qualifier',
  ],
  [
    'HTTP: requestParameters',
    httpOf({ '/pets': { get: operation(proxy({ requestParameters: { 'append:header.a': "'b'" } })) } }),
    '"requestParameters"',
    'the integration maps parameters of its requests (`requestParameters`)',
  ],
  [
    'HTTP: responseParameters',
    httpOf({ '/pets': { get: operation(proxy({ responseParameters: { 200: { 'append:header.a': "'b'" } } })) } }),
    '"responseParameters"',
    'the integration maps parameters of its responses (`responseParameters`)',
  ],
])('of an integration: %s', (_, document, at, found) => {
  const { api, told, messages } = ask(document);
  expect(told).toEqual([`info not-simulated ${at}`]);
  expect(messages).toEqual([`${found}: that is not simulated`]);
  expect(api?.routes[0]?.unsimulated).toEqual([found]);
});

test.each<[fact: string, document: unknown]>([
  ['an empty list of cache keys', restOf({ '/pets': { get: operation(proxy({ cacheKeyParameters: [] })) } })],
  ['no parameters of an HTTP API', httpOf({ '/pets': { get: operation(proxy({ requestParameters: {} })) } })],
  [
    'requestParameters of a REST API, which are read',
    restOf({ '/pets': { get: operation(custom({ requestParameters: { 'integration.request.header.a': "'b'" } })) } }),
  ],
])('nothing is told of %s', (_, document) => {
  const { api, told } = ask(document);
  expect([told, api?.unsimulated, api?.routes[0]?.unsimulated]).toEqual([[], undefined, undefined]);
});

test('what several routes have is told once, and each has it', () => {
  const cached = operation(proxy({ cacheKeyParameters: ['a'] }));
  const { api, told } = ask(restOf({ '/pets': { get: cached, put: operation(), post: cached } }));
  expect(told).toEqual(['info not-simulated "cacheKeyParameters"']);
  const has = ['the integration may be answered from a cache'];
  expect(api?.routes.map(({ unsimulated }) => unsimulated)).toEqual([has, undefined, has]);
});
