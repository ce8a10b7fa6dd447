// Does a body reach the function as text, or in base64?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { httpBody, isBinaryType, restBody } from '../../../src/gateway/event/body.js';
import type { HeaderLines } from '../../../src/model/http.js';
import { holds } from '../../support/worlds.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const typed = (type: string | undefined): HeaderLines => (type === undefined ? [] : [['content-TYPE', type]]);

// Recorded: SEMANTICS, section 6, REST.
describe('REST: a body is base64 where its type is one of `binaryMediaTypes`', () => {
  test.each<[behaviour: string, type: string | undefined, binary: readonly string[] | undefined, isBase64: boolean]>([
    ['that it is', 'image/png', ['image/png'], true],
    ['that it is one of several', 'image/png', ['a/b', 'image/png'], true],
    ['with parameters', 'image/png; q=1', ['image/png'], true],
    ['in another case', 'Image/PNG', ['image/png'], true],
    ['with a star on its right', 'image/png', ['image/*'], true],
    ['everything', 'text/plain', ['*/*'], true],
    ['that it is not', 'text/plain', ['image/png'], false],
    ['with a star on its left', 'image/png', ['*/png'], false],
    ['that only begins like it', 'image/png+x', ['image/png'], false],
    ['another type with that star', 'images/png', ['image/*'], false],
    ['none', 'image/png', [], false],
    ['none said', 'image/png', undefined, false],
    ['without a type it is JSON', undefined, ['application/json'], true],
    ['without a type it is nothing else', undefined, ['application/octet-stream'], false],
  ])('%s', (_, type, binary, isBase64Encoded) => {
    const body = restBody(bytes('hi'), typed(type), binary);
    expect(body).toEqual({ body: isBase64Encoded ? 'aGk=' : 'hi', isBase64Encoded });
    if (type !== undefined) expect(isBinaryType(type, binary ?? [])).toBe(isBase64Encoded);
  });
});

// Observed: measured by third parties; SEMANTICS, section 6, HTTP 2.0.
describe('HTTP: a body is text only for text, JSON, XML and JavaScript', () => {
  test.each<[type: string | undefined, isText: boolean]>([
    ['text/plain', true],
    ['text/html; charset=utf-8', true],
    ['text/anything', true],
    ['TEXT/CSV', true],
    ['application/json', true],
    ['application/json;charset=utf-8', true],
    ['application/json ; charset=utf-8', true],
    ['application/vnd.api+json', true],
    ['application/problem+json', true],
    ['application/xml', true],
    ['application/soap+xml', true],
    ['application/javascript', true],
    ['application/x-www-form-urlencoded', false],
    ['multipart/form-data; boundary=x', false],
    ['application/octet-stream', false],
    ['image/png', false],
    ['application/jsonp', false],
    ['application/pdf', false],
    ['xtext/plain', false],
    ['', false],
    [undefined, false],
  ])('%s', (type, isText) => {
    expect(httpBody(bytes('hi'), typed(type))).toEqual({ body: isText ? 'hi' : 'aGk=', isBase64Encoded: !isText });
  });
});

test.each<[behaviour: string, body: Uint8Array | undefined]>([
  ['none', undefined],
  ['an empty one', new Uint8Array()],
])('%s is no body', (_, body) => {
  expect(restBody(body, typed('image/png'), ['*/*'])).toEqual({ isBase64Encoded: false });
  expect(httpBody(body, typed('image/png'))).toEqual({ isBase64Encoded: false });
});

test('a part of a buffer is read as that part', () => {
  const part = bytes('abcdef').subarray(2, 4);
  expect(httpBody(part, typed('text/plain')).body).toBe('cd');
});

test('any bytes come back from base64, and any text from text', () => {
  holds([fc.uint8Array({ minLength: 1, maxLength: 64 })], (sent) => {
    for (const made of [httpBody(sent, []), restBody(sent, [], ['*/*'])]) {
      expect(made.isBase64Encoded).toBe(true);
      expect(Uint8Array.from(Buffer.from(made.body as string, 'base64'))).toEqual(sent);
    }
  });
  holds([fc.string({ unit: 'binary', minLength: 1 })], (text) => {
    expect(httpBody(bytes(text), typed('text/plain'))).toEqual({ body: text, isBase64Encoded: false });
    expect(restBody(bytes(text), typed('text/plain'))).toEqual({ body: text, isBase64Encoded: false });
  });
});
