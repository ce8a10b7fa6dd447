// Is every line of a file a route or a finding that says where it stands?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRoutes } from '../../src/input/routes.js';
import type { ApiType } from '../../src/model/api.js';
import { holds } from '../support/worlds.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, type: ApiType = 'rest') => readRoutes('routes.txt', utf8(text), type);

/** UTF-16 with its byte order mark, as PowerShell's `>` writes it. */
function utf16(text: string, isBigEndian = false): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

describe('one route a line', () => {
  test.each<[what: string, type: ApiType, text: string, routes: readonly string[]]>([
    ['a line', 'rest', 'GET /pets', ['GET /pets']],
    ['lines in their order', 'rest', 'POST /b\nGET /a\nANY /{proxy+}\n', ['POST /b', 'GET /a', 'ANY /{proxy+}']],
    ['a route twice stays twice', 'rest', 'GET /\nGET /\n', ['GET /', 'GET /']],
    ['no line break at the end', 'rest', 'GET /a\nGET /b', ['GET /a', 'GET /b']],
    ['CRLF', 'rest', 'GET /a\r\nGET /b\r\n', ['GET /a', 'GET /b']],
    ['empty lines', 'rest', '\n\nGET /a\n\n\nGET /b\n\n', ['GET /a', 'GET /b']],
    ['lines of white space', 'rest', ' \t\nGET /a\n\u00a0\n\r\n', ['GET /a']],
    ['white space around', 'rest', '  GET /a\t\n\tGET   /b  ', ['GET /a', 'GET   /b']],
    ['a byte order mark', 'rest', '\ufeffGET /a\n', ['GET /a']],
    ['letters beyond ASCII', 'rest', 'GET /größe/日本/😀\n', ['GET /größe/日本/😀']],
    ['stars', 'rest', 'GET /*\n* /pets\n', ['GET /*', '* /pets']],
    ['stars side by side stay as they are', 'rest', '* /**\n* /*/\n', ['* /**', '* /*/']],
    ['the catch-all of an HTTP API', 'http', '$default\nGET /\n', ['$default', 'GET /']],
    ['route keys of a WebSocket API', 'websocket', '$connect\nsendmessage\n', ['$connect', 'sendmessage']],
    ['a WebSocket key may have braces and a question mark', 'websocket', '{a\nwhy?\n', ['{a', 'why?']],
    ['a WebSocket key may begin as elsewhere a comment does', 'websocket', '# a\n', ['# a']],
  ])('%s', (_, type, text, routes) => {
    expect(read(text, type)).toEqual({
      routes,
      findings: [],
      source: { name: 'routes.txt', text: expect.any(String) },
    });
  });

  test.each([
    ['little-endian', false],
    ['big-endian', true],
  ])('UTF-16, %s', (_, isBigEndian) => {
    const { routes, findings } = readRoutes('routes.txt', utf16('GET /日本\r\nPOST /😀\r\n', isBigEndian), 'rest');
    expect({ routes, findings }).toEqual({ routes: ['GET /日本', 'POST /😀'], findings: [] });
  });
});

/** Line, column, and what stands there. */
function placesIn(text: string, { findings, source }: ReturnType<typeof read>): unknown[] {
  expect(text.endsWith(source.text)).toBe(true);
  return findings.map(({ id, place }) => [id, place?.line, place?.column, source.text.slice(place?.start, place?.end)]);
}

describe('lines that are none', () => {
  test.each<[what: string, text: string, type: ApiType, places: unknown[]]>([
    ['a word', 'pets', 'rest', [['bad-route', 1, 1, 'pets']]],
    ['a verb alone', 'GET /a\nGET\n', 'rest', [['bad-route', 2, 1, 'GET']]],
    ['behind white space', 'GET /a\n\n  \tpets  \n', 'rest', [['bad-route', 3, 4, 'pets']]],
    ['behind CRLF', 'GET /a\r\n\r\n pets\r\nGET /b\r\n', 'rest', [['bad-route', 3, 2, 'pets']]],
    ['behind a byte order mark', '\ufeffpets\n', 'rest', [['bad-route', 1, 1, 'pets']]],
    ['behind letters of two units', 'GET /😀\n😀 pets\n', 'rest', [['bad-route', 2, 1, '😀 pets']]],
    ['a comment', '# pets\nGET /a\n', 'rest', [['bad-route', 1, 1, '# pets']]],
    ['a list with commas', 'GET /a, GET /b\n', 'http', [['bad-route', 1, 1, 'GET /a, GET /b']]],
    [
      'several',
      'a\nGET /\nb\nc',
      'rest',
      [
        ['bad-route', 1, 1, 'a'],
        ['bad-route', 3, 1, 'b'],
        ['bad-route', 4, 1, 'c'],
      ],
    ],
    ['a query', 'GET /a?b\n', 'rest', [['bad-route', 1, 1, 'GET /a?b']]],
    ['a query behind a parameter', 'GET /a\n* /{b}?c\n', 'http', [['bad-route', 2, 1, '* /{b}?c']]],
    ['braces that name no parameter', 'GET /{a}\nGET /{a/b}\n', 'http', [['bad-route', 2, 1, 'GET /{a/b}']]],
    ['the catch-all where there is none', '$default\n', 'rest', [['bad-route', 1, 1, '$default']]],
    ['a method and a path for WebSocket', '$connect\nGET /a\n', 'websocket', [['bad-route', 2, 1, 'GET /a']]],
  ])('%s', (_, text, type, places) => {
    expect(placesIn(text, read(text, type))).toEqual(places);
  });

  test('what is wrong with it is said in a sentence, and the good lines are read', () => {
    const { routes, findings } = read('GET /a\nFETCH /b\nGET /c\n');
    expect(routes).toEqual(['GET /a', 'GET /c']);
    expect(findings).toEqual([
      {
        id: 'bad-route',
        severity: 'error',
        message: 'expected one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, found `FETCH`',
        place: { source: 'routes.txt', pointer: '', start: 7, end: 15, line: 2, column: 1 },
      },
    ]);
  });

  test('bytes that are no text are told where they stand', () => {
    const bytes = Buffer.concat([utf8('GET /a\nGET /b'), Buffer.from([0xff]), utf8('\n')]);
    const { findings } = readRoutes('routes.txt', bytes, 'rest');
    expect(findings.map(({ id, severity, place }) => [id, severity, place?.line, place?.column])).toEqual([
      ['not-text', 'error', 2, 7],
    ]);
  });
});

test.each([
  ['an empty file', ''],
  ['line breaks', '\n\r\n\n'],
  ['white space', ' \t \n  '],
  ['a byte order mark', '\ufeff'],
])('no route stands in %s', (_, text) => {
  const { routes, findings } = read(text);
  expect(routes).toEqual([]);
  expect(findings).toEqual([
    expect.objectContaining({ id: 'no-routes', severity: 'error', message: 'no route stands here' }),
  ]);
  expect(findings[0]?.place).toMatchObject({ line: 1, column: 1, start: 0, end: 0 });
});

describe('laws', () => {
  const good = fc.constantFrom('GET /', 'ANY /{proxy+}', 'POST /größe/😀', '* /pets');
  const bad = fc.constantFrom('pets', 'GET', 'GET /a b', '😀', '/', '# x');
  const blank = fc.constantFrom('', ' ', '\t');
  const lines = fc.array(
    fc.record({ text: fc.oneof(good, bad, blank), before: blank, after: blank, end: fc.constantFrom('\n', '\r\n') }),
    { maxLength: 8 },
  );

  test('every line that is not blank is a route or a finding at its place, in whatever encoding', () => {
    holds([lines, fc.constantFrom('utf8', 'utf16le', 'utf16be')], (list, encoding) => {
      const text = list.map(({ text: route, before, after, end }) => before + route + after + end).join('');
      const bytes = encoding === 'utf8' ? utf8(text) : utf16(text, encoding === 'utf16be');
      const { routes, findings, source } = readRoutes('routes.txt', bytes, 'rest');
      const isGood = (route: string) => /^\S+ +\/\S*$/.test(route) && !route.startsWith('#');
      const full = list
        .map(({ text: route, before }, index) => ({ route: route.trim(), line: index + 1, column: before.length + 1 }))
        .filter(({ route }) => route !== '');
      const wrong = full.filter(({ route }) => !isGood(route));
      expect(source.text).toBe(text);
      expect(routes).toEqual(full.filter(({ route }) => isGood(route)).map(({ route }) => route));
      const told = findings.filter(({ id }) => id === 'bad-route').map(({ place }) => place);
      expect(told.map((place) => source.text.slice(place?.start, place?.end))).toEqual(wrong.map(({ route }) => route));
      expect(told.map((place) => [place?.line, place?.column])).toEqual(
        wrong.map(({ line, column }) => [line, column]),
      );
      expect(findings.length - told.length).toBe(full.length === 0 ? 1 : 0);
    });
  });
});
