// Does each operation become a route, in the order of the document and at its place?

import { expect, test } from '@jest/globals';
import { ask, askText, httpOf, operation, restOf } from './sample.js';

const keys = (document: unknown) => ask(document).api?.routes.map(({ key }) => key);

test('every method becomes a route, in the order of the document', () => {
  const item = Object.fromEntries(
    ['put', 'get', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method'].map((name) => [
      name,
      operation(),
    ]),
  );
  expect(keys(restOf({ '/b': item, '/a/{b+}': { get: operation() } }))).toEqual([
    ...['PUT /b', 'GET /b', 'POST /b', 'DELETE /b', 'OPTIONS /b', 'HEAD /b', 'PATCH /b', 'ANY /b'],
    'GET /a/{b+}',
  ]);
});

test.each([
  ['that says so', '/$default', { isDefaultRoute: true }],
  ['that is called so', '/$default', {}],
  ['that says so elsewhere', '/other', { isDefaultRoute: true }],
])('the default route of an HTTP API is the one %s', (_, path, changes) => {
  expect(keys(httpOf({ [path]: { 'x-amazon-apigateway-any-method': operation(undefined, changes) } }))).toEqual([
    '$default',
  ]);
});

test('a route stands where its method does', () => {
  const text = JSON.stringify(restOf({ '/pets': { parameters: [], get: operation() } }), null, 2);
  const { api } = askText('a.json', text);
  const place = api?.routes[0]?.place;
  expect(place).toMatchObject({ pointer: '/paths/~1pets/get', source: 'a.json' });
  expect(text.slice(place?.start, place?.end)).toBe('"get"');
});

test('what stands beside operations is none', () => {
  const beside = { summary: 'a', description: 'b', servers: [], parameters: [], 'x-own': {} };
  expect(ask(restOf({ '/pets': { ...beside, get: operation() }, 'x-own': {} }))).toMatchObject({
    told: [],
    api: { routes: [{ key: 'GET /pets' }] },
  });
});

test.each<[title: string, paths: object, told: string, message: string]>([
  [
    'a method that API Gateway does not have',
    { '/a': { get: operation(), trace: operation() } },
    'warning unknown-method "trace"',
    'no method `trace`',
  ],
  [
    'a method in upper case',
    { '/a': { get: operation(), GET: operation() } },
    'warning unknown-method "GET"',
    'no method `GET`',
  ],
  [
    'a path without a slash',
    { '/a': { get: operation() }, pets: {} },
    'error bad-path "pets"',
    'a path begins with `/`, found `pets`',
  ],
  [
    'a path with a star',
    { '/a': { get: operation() }, '/b*': { get: operation() } },
    'error bad-route "get"',
    'without wildcards',
  ],
])('%s is told, and the rest is read', (_, paths, told, message) => {
  const asked = ask(restOf(paths));
  expect(asked.told).toEqual([told]);
  expect(asked.messages[0]).toContain(message);
  expect(asked.api?.routes.map(({ key }) => key)).toEqual(['GET /a']);
});

/** The routes, with the type of what they call. */
const called = (paths: object, make: (paths: object) => unknown = restOf) => {
  const { api, told } = ask(make(paths));
  return { routes: api?.routes.map(({ key, integration }) => `${key} ${integration?.type ?? 'unknown'}`), told };
};

test.each<[title: string, item: unknown, routes: readonly string[], told: string]>([
  ['a path that is text', 'x', ['ANY unknown'], 'error not-an-object "x"'],
  ['a path that is null', null, ['ANY unknown'], 'error not-an-object null'],
  ['a path in another file', { $ref: 'b.yaml' }, ['ANY unknown'], 'error foreign-ref "b.yaml"'],
  ['a path that is nowhere', { $ref: '#/x-b' }, ['ANY unknown'], 'error bad-ref "#/x-b"'],
  ['a path that refers to text', { $ref: '#/x-text' }, ['ANY unknown'], 'error not-an-object "x"'],
  [
    'a path in another file, beside a verb',
    { $ref: 'b.yaml', get: operation() },
    ['GET AWS_PROXY', 'ANY unknown'],
    'error foreign-ref "b.yaml"',
  ],
  [
    'a path in another file, beside any method, before which each verb goes',
    { $ref: 'b.yaml', get: operation(), 'x-amazon-apigateway-any-method': operation() },
    [
      ...['GET AWS_PROXY', 'ANY AWS_PROXY', 'DELETE unknown', 'HEAD unknown', 'OPTIONS unknown', 'PATCH unknown'],
      ...['POST unknown', 'PUT unknown'],
    ],
    'error foreign-ref "b.yaml"',
  ],
  [
    'an operation that is a list, beside any method',
    { put: ['x'], 'x-amazon-apigateway-any-method': operation() },
    ['PUT unknown', 'ANY AWS_PROXY'],
    'error not-an-object ["x"]',
  ],
  ['an operation in another file', { get: { $ref: 'b.yaml' } }, ['GET unknown'], 'error foreign-ref "b.yaml"'],
])('%s is told, and what serves it is not known', (_, item, routes, told) => {
  const paths = { '/a': { get: operation() }, '/b': item };
  const document = (read: object) => restOf(read, { 'x-text': 'x' });
  const all = routes.map((route) => route.replace(' ', ' /b '));
  expect(called(paths, document)).toEqual({ routes: ['GET /a AWS_PROXY', ...all], told: [told] });
});

test('a route that cannot be read stands where it is declared', () => {
  const { api } = ask(restOf({ '/a': { $ref: 'b.yaml' }, '/b': { get: 5 } }));
  expect(api?.routes.map(({ place }) => place?.pointer)).toEqual(['/paths/~1a', '/paths/~1b/get']);
});

test('a default route that cannot be read is one', () => {
  expect(called({ '/a': { get: operation() }, '/$default': { $ref: 'b.yaml' } }, httpOf).routes).toEqual([
    'GET /a AWS_PROXY',
    '$default unknown',
  ]);
});

test('where nothing can be read, no integration is missed', () => {
  expect(called({ '/a': { $ref: 'b.yaml' } })).toEqual({
    routes: ['ANY /a unknown'],
    told: ['error foreign-ref "b.yaml"'],
  });
});

test('an export without extensions is told beside what cannot be read', () => {
  expect(called({ '/a': { $ref: 'b.yaml' }, '/b': { get: {} } }).told).toEqual([
    'error foreign-ref "b.yaml"',
    'error no-integrations "paths"',
  ]);
});
