// What does the library's way in make of text, of values, and of what is neither?

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseApi } from '../../src/input/parse-api.js';

const bytes = readFileSync(new URL('../../fixtures/apis/pets-rest.json', import.meta.url));
const text = bytes.toString();
const value = JSON.parse(text);
const KEYS = ['GET /pets', 'POST /pets', 'GET /pets/{petId}'];

test.each<[title: string, input: unknown]>([
  ['text', text],
  ['bytes', new Uint8Array(bytes)],
  ['a buffer', bytes],
  ['bytes of UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['a value', value],
  ['a value with toJSON', { toJSON: () => value }],
])('%s is read', (_, input) => {
  const { api, findings } = parseApi(input);
  expect(findings).toEqual([]);
  expect(api?.routes.map(({ key }) => key)).toEqual(KEYS);
});

test('YAML is read', () => {
  const { api, source } = parseApi(readFileSync(new URL('../../fixtures/apis/orders-http.yaml', import.meta.url)));
  expect(api?.type).toBe('http');
  expect(source.name).toBe('api');
});

test('the type that it is told decides where the document does not', () => {
  const paths = { '/a': { get: { 'x-amazon-apigateway-integration': { type: 'http_proxy' } } } };
  expect(parseApi({ openapi: '3.0.1', paths }, { type: 'http' }).api?.type).toBe('http');
  expect(parseApi({ openapi: '3.0.1', paths }).findings).toMatchObject([{ id: 'unknown-api-type' }]);
});

test('places carry the name it was given', () => {
  const { findings, source } = parseApi('{"openapi": nope}', { source: 'pets.json' });
  expect(source.name).toBe('pets.json');
  expect(findings).toMatchObject([{ id: 'not-json', place: { source: 'pets.json', line: 1, column: 13 } }]);
});

describe('it never throws', () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], []);
  const thrower = {
    toJSON: () => {
      throw Object.create(null);
    },
  };

  test.each<[title: string, input: unknown, id: string]>([
    ['undefined', undefined, 'empty-input'],
    ['an empty text', '', 'empty-input'],
    ['null', null, 'not-a-definition'],
    ['a number', 5, 'not-a-definition'],
    ['a symbol', Symbol('a'), 'empty-input'],
    ['a function', () => 1, 'empty-input'],
    ['a big number', 5n, 'not-json'],
    ['a circle', circle, 'not-json'],
    ['100,000 lists in each other', deep, 'not-json'],
    ['a toJSON that throws something odd', thrower, 'not-json'],
  ])('on %s', (_, input, id) => {
    const { api, findings, source } = parseApi(input);
    expect(api).toBeUndefined();
    expect(findings).toMatchObject([{ id, severity: 'error', message: expect.stringMatching(/\S/) }]);
    expect(source.name).toBe('api');
  });
});
