// Are references followed inside the document, nowhere else, and told where they lead nowhere?

import { expect, test } from '@jest/globals';
import { ask, operation, PETS, proxy, restOf, uriOf } from './sample.js';

const PETS_TARGET = { kind: 'function', arn: PETS };
const ref = ($ref: unknown) => ({ $ref });

test.each<[title: string, paths: object, changes: object]>([
  ['a path', { '/pets': ref('#/x-items/pets') }, { 'x-items': { pets: { get: operation() } } }],
  ['an operation', { '/pets': { get: ref('#/x-ops/get') } }, { 'x-ops': { get: operation() } }],
  [
    'an integration',
    { '/pets': { get: operation(ref('#/components/x-amazon-apigateway-integrations/a')) } },
    { components: { 'x-amazon-apigateway-integrations': { a: proxy() } } },
  ],
  [
    'a reference to a reference',
    { '/pets': { get: operation(ref('#/x-a')) } },
    { 'x-a': ref('#/x-b'), 'x-b': proxy() },
  ],
  ['slashes and tildes', { '/pets': { get: operation(ref('#/x-a/b~1c~0d')) } }, { 'x-a': { 'b/c~d': proxy() } }],
  ['percent encoding', { '/pets': { get: operation(ref('#/x-a/%7Bb%7D%20c')) } }, { 'x-a': { '{b} c': proxy() } }],
  ['an element of a list', { '/pets': { get: operation(ref('#/x-a/1')) } }, { 'x-a': [{}, proxy()] }],
  [
    'the place of a `__proto__`',
    { '/pets': { get: operation(ref('#/x-a/__proto__')) } },
    { 'x-a': JSON.parse(`{"__proto__": ${JSON.stringify(proxy())}}`) },
  ],
])('%s is followed', (_, paths, changes) => {
  const { api, told } = ask(restOf(paths, changes));
  expect(told).toEqual([]);
  expect(api?.routes).toMatchObject([{ key: 'GET /pets', integration: { target: PETS_TARGET } }]);
});

test.each<[title: string, components: object]>([
  [
    'a security scheme',
    {
      securitySchemes: { keeper: ref('#/components/x-s') },
      'x-s': {
        type: 'apiKey',
        name: 'A',
        in: 'header',
        'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uriOf() },
      },
    },
  ],
  [
    'an authorizer',
    {
      securitySchemes: {
        keeper: {
          type: 'apiKey',
          name: 'A',
          in: 'header',
          'x-amazon-apigateway-authorizer': ref('#/components/x-amazon-apigateway-authorizers/a'),
        },
      },
      'x-amazon-apigateway-authorizers': { a: { type: 'token', authorizerUri: uriOf() } },
    },
  ],
])('%s is followed', (_, components) => {
  const { api, told } = ask(restOf({ '/pets': { get: operation() } }, { components }));
  expect(told).toEqual([]);
  expect(api?.authorizers).toEqual([
    { name: 'keeper', kind: 'token', target: PETS_TARGET, identitySources: ['method.request.header.A'] },
  ]);
});

test.each<[title: string, to: unknown, id: string, message: string]>([
  ['a file', 'other.json#/a', 'foreign-ref', '`other.json#/a` leads out of this document'],
  ['a URL', 'https://example.com/a.json', 'foreign-ref', 'leads out of this document'],
  ['nothing', '#/x-a/b', 'bad-ref', '`#/x-a/b` leads nowhere'],
  ['a name without a slash', '#a', 'bad-ref', 'leads nowhere'],
  ['a broken escape', '#/%zz', 'bad-ref', 'leads nowhere'],
  ['the length of a list', '#/x-list/length', 'bad-ref', 'leads nowhere'],
  ['what every object has', '#/constructor', 'bad-ref', 'leads nowhere'],
  ['a number', 5, 'bad-ref', 'a reference is a text'],
  ['an object', { toString: 1 }, 'bad-ref', 'a reference is a text'],
  ['itself', '#/paths/~1pets/get/x-amazon-apigateway-integration', 'circular-ref', 'leads back to itself'],
])('a reference to %s is told', (_, to, id, message) => {
  const { api, told, messages } = ask(restOf({ '/pets': { get: operation(ref(to)) } }, { 'x-list': [1] }));
  expect(told).toEqual([`error ${id} ${JSON.stringify(to)}`]);
  expect(messages[0]).toContain(message);
  expect(api?.routes).toEqual([{ key: 'GET /pets', place: expect.objectContaining({ pointer: '/paths/~1pets/get' }) }]);
});

test('a circle of two is told', () => {
  const { told } = ask(
    restOf({ '/a': ref('#/x-b'), '/b': { get: operation() } }, { 'x-b': ref('#/x-c'), 'x-c': ref('#/x-b') }),
  );
  expect(told).toEqual(['error circular-ref "#/x-c"']);
});

test('a chain of ten thousand is told, and quickly', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, ref(`#/x-${index + 1}`)]),
  );
  const { told } = ask(restOf({ '/pets': { get: operation(ref('#/x-0')) } }, chain));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^error circular-ref "#/);
});

test('what a path says itself goes before what it refers to', () => {
  const own = { ...ref('#/x-items'), get: operation(proxy({ timeoutInMillis: 5 })) };
  const { api } = ask(restOf({ '/pets': own }, { 'x-items': { get: operation(), post: operation() } }));
  expect(api?.routes.map(({ key, integration }) => [key, integration?.timeout])).toEqual([
    ['GET /pets', 5],
    ['POST /pets', undefined],
  ]);
});

test('one thing that many refer to is told once', () => {
  const paths = { '/a': { get: operation(ref('#/x-a')) }, '/b': { get: operation(ref('#/x-a')) } };
  expect(ask(restOf(paths, { 'x-a': { type: 'odd' } })).told).toEqual(['error bad-integration "odd"']);
});
