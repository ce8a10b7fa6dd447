// What does a document say beside its routes, and what in it is not simulated?

import { expect, test } from '@jest/globals';
import { ask, httpOf, operation, restOf } from './sample.js';

const paths = { '/pets': { get: operation() } };

test('binary media types are a list', () => {
  const document = restOf(paths, { 'x-amazon-apigateway-binary-media-types': ['image/png', '*/*'] });
  expect(ask(document)).toMatchObject({ told: [], api: { binaryMediaTypes: ['image/png', '*/*'] } });
});

test('CORS with all that it may say', () => {
  const cors = {
    allowOrigins: ['*'],
    allowMethods: 'GET, POST',
    allowHeaders: ['a'],
    exposeHeaders: 'b',
    allowCredentials: true,
    maxAge: 5,
  };
  const { api, told } = ask(httpOf(paths, { 'x-amazon-apigateway-cors': cors }));
  expect(told).toEqual([]);
  expect(api?.cors).toEqual({
    allowOrigins: ['*'],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['a'],
    exposeHeaders: ['b'],
    allowCredentials: true,
    maxAge: 5,
  });
});

test('CORS that says nothing', () => {
  expect(ask(httpOf(paths, { 'x-amazon-apigateway-cors': {} })).api?.cors).toEqual({
    allowOrigins: [],
    allowMethods: [],
    allowHeaders: [],
    exposeHeaders: [],
    allowCredentials: false,
  });
});

test('nothing is made up', () => {
  const { api } = ask(restOf(paths, { info: { version: '1' } }));
  expect(Object.keys(api ?? {})).toEqual(['type', 'stages', 'routes']);
  expect(api?.stages).toEqual([]);
});

test.each<[title: string, changes: object, told: string]>([
  ['media types that are an object', { 'x-amazon-apigateway-binary-media-types': {} }, 'error bad-media-types {}'],
  ['a media type that is a number', { 'x-amazon-apigateway-binary-media-types': [5] }, 'error bad-media-types 5'],
])('%s are told', (_, changes, told) => {
  const asked = ask(restOf(paths, changes));
  expect(asked.told).toEqual([told]);
  expect(asked.api?.binaryMediaTypes).toBeUndefined();
});

test.each<[title: string, cors: unknown, told: string]>([
  ['CORS that is a flag', true, 'error bad-cors true'],
  ['an age that is text', { maxAge: 'long' }, 'error bad-cors "long"'],
  ['origins that are numbers', { allowOrigins: [1] }, 'error bad-cors 1'],
  ['credentials that are text', { allowCredentials: '*' }, 'error bad-cors "*"'],
])('%s is told', (_, cors, told) => {
  const asked = ask(httpOf(paths, { 'x-amazon-apigateway-cors': cors }));
  expect(asked.told).toEqual([told]);
  expect(asked.api?.cors).toBeUndefined();
});

test.each<[title: string, document: unknown, told: string]>([
  [
    'no paths',
    restOf(undefined),
    'error bad-paths {"openapi":"3.0.1","info":{"title":"pets","version":"1"},"x-amazon-apigateway-ap…',
  ],
  ['paths that are a list', restOf(['/pets']), 'error bad-paths ["/pets"]'],
  [
    'a version of OpenAPI that is not exported',
    { ...restOf(paths), openapi: '4.0.0' },
    'error unknown-version "4.0.0"',
  ],
  ['a version that is an object', { ...restOf(paths), openapi: {} }, 'error unknown-version {}'],
  ['a version of Swagger that is not exported', { swagger: '1.2', paths }, 'error unknown-version "1.2"'],
])('a document with %s is no API', (_, document, told) => {
  const asked = ask(document, 'rest');
  expect(asked.api).toBeUndefined();
  expect(asked.told).toEqual([told]);
});

test('no route at all is told', () => {
  const { api, told } = ask(restOf({}));
  expect(api?.routes).toEqual([]);
  expect(told).toEqual(['warning no-routes "paths"']);
});

test.each([
  ['rest', "--parameters extensions='apigateway'"],
  ['http', '--include-extensions'],
] as const)('an export of a %s API without extensions is told', (type, hint) => {
  const { api, told, hints } = ask({ openapi: '3.0.1', paths: { '/a': { get: {} }, '/b': { get: {} } } }, type);
  expect(told).toEqual(['error no-integrations "paths"']);
  expect(hints[0]).toContain(hint);
  expect(api?.routes.map(({ key, integration }) => [key, integration])).toEqual([
    ['GET /a', undefined],
    ['GET /b', undefined],
  ]);
});

test('a route without an integration beside others is told', () => {
  const { api, told } = ask(restOf({ '/a': { get: operation(), post: {} } }));
  expect(told).toEqual(['warning missing-integration "post"']);
  expect(api?.routes).toHaveLength(2);
});
