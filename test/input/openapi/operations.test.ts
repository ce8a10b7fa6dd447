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
  [
    'a path that is text',
    { '/a': { get: operation() }, '/b': 'x' },
    'error not-an-object "x"',
    'the path `/b` should be an object',
  ],
  [
    'an operation that is a list',
    { '/a': { get: operation(), put: ['x'] } },
    'error not-an-object ["x"]',
    'the operation `PUT /a` should be an object',
  ],
])('%s is told, and the rest is read', (_, paths, told, message) => {
  const asked = ask(restOf(paths));
  expect(asked.told).toEqual([told]);
  expect(asked.messages[0]).toContain(message);
  expect(asked.api?.routes.map(({ key }) => key)).toEqual(['GET /a']);
});
