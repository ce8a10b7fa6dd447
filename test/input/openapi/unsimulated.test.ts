// Is it told, once, what an API has that is not simulated?

import { expect, test } from '@jest/globals';
import { ask, operation, restOf } from './sample.js';

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
