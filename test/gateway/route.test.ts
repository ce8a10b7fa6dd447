// Is a route key read as the route it names, and refused with a sentence where it names none?

import { describe, expect, test } from '@jest/globals';
import { isMethod, isVerb, parseRoute } from '../../src/gateway/route.js';
import { API_TYPES, type ApiType } from '../../src/model/api.js';

type Row<T extends unknown[]> = [behaviour: string, type: ApiType, key: string, ...T];

describe('a method and a path', () => {
  test.each<Row<[method: string, path: string]>>([
    ['REST: verb and path', 'rest', 'GET /pets', 'GET', '/pets'],
    ['HTTP: verb and path', 'http', 'GET /pets', 'GET', '/pets'],
    ['a path parameter stays as declared', 'rest', 'GET /pets/{petId}', 'GET', '/pets/{petId}'],
    ['so does a greedy one', 'rest', 'ANY /{proxy+}', 'ANY', '/{proxy+}'],
    ['the root', 'rest', 'GET /', 'GET', '/'],
    ['a verb is put in capitals', 'http', 'post /pets', 'POST', '/pets'],
    ['so is ANY', 'rest', 'any /pets', 'ANY', '/pets'],
    ['a path keeps its case', 'rest', 'GET /Pets', 'GET', '/Pets'],
    ['a path keeps its last slash', 'http', 'GET /pets/', 'GET', '/pets/'],
    ['white space around and between does no harm', 'rest', '  GET \t /pets ', 'GET', '/pets'],
    ['`$default` may be a path', 'rest', 'GET /$default', 'GET', '/$default'],
  ])('%s', (_, type, key, method, path) => {
    expect(parseRoute(type, key)).toEqual({ kind: 'method', method, path });
  });
});

describe('a route key of one word', () => {
  test.each<Row<[read: string]>>([
    ['HTTP: $default', 'http', '$default', '$default'],
    ['WebSocket: $connect', 'websocket', '$connect', '$connect'],
    ['WebSocket: $disconnect', 'websocket', '$disconnect', '$disconnect'],
    ['WebSocket: $default', 'websocket', '$default', '$default'],
    ['WebSocket: one of its own', 'websocket', 'sendmessage', 'sendmessage'],
    ['WebSocket: one that looks like a verb', 'websocket', 'GET', 'GET'],
    ['white space around it does no harm', 'websocket', ' $connect\n', '$connect'],
  ])('%s', (_, type, key, read) => {
    expect(parseRoute(type, key)).toEqual({ kind: 'key', key: read });
  });
});

describe('no route of such an API', () => {
  test.each<Row<[says: RegExp]>>([
    ['REST has no $default route', 'rest', '$default', /^expected a method, a space and a path .* found `\$default`$/],
    ['HTTP has no $connect route', 'http', '$connect', /^expected a method.* or `\$default`, found `\$connect`$/],
    ['a path alone', 'rest', '/pets', /^expected a method/],
    ['a method alone', 'rest', 'GET', /^expected a method/],
    ['a path without its slash', 'rest', 'GET pets', /^expected a method/],
    ['no space between method and path', 'rest', 'GET/pets', /^expected a method/],
    ['a method nobody knows', 'rest', 'FETCH /pets', /^expected one of ANY, DELETE, .*, PUT, found `FETCH`$/],
    ['a star is no method', 'http', '* /pets', /found `\*`$/],
    ['nothing', 'rest', '', /^expected a method/],
    ['nothing, for a WebSocket', 'websocket', '  ', /not empty/],
    ['method and path, for a WebSocket', 'websocket', 'GET /pets', /^a WebSocket API has route keys such as/],
  ])('%s', (_, type, key, says) => {
    expect(parseRoute(type, key)).toMatch(says);
  });
});

test.each([
  ['GET', true, true],
  ['ANY', true, false],
  ['get', false, false],
  ['*', false, false],
  ['CONNECT', false, false],
  ['', false, false],
])('`%s` as a method: %s, as a verb: %s', (text, method, verb) => {
  expect([isMethod(text), isVerb(text)]).toEqual([method, verb]);
});

test('every API type reads some route', () => {
  const sample: Record<ApiType, string> = { rest: 'GET /', http: '$default', websocket: '$connect' };
  for (const type of API_TYPES) expect(parseRoute(type, sample[type])).toHaveProperty('kind');
});
