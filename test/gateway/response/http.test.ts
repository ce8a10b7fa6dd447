// Does an HTTP API make the response of a result that AWS makes, in payload format 1.0 and 2.0?

import { describe, expect, test } from '@jest/globals';
import { toHttpResponse } from '../../../src/gateway/response/to-http-response.js';
import type { PayloadFormat } from '../../../src/model/api.js';
import type { HeaderLines } from '../../../src/model/http.js';
import { CLOCK, ownHeaders } from '../../support/simulating.js';

function responseTo(result: unknown, payloadFormat: PayloadFormat = '2.0') {
  return toHttpResponse(result, { ...CLOCK, type: 'http', payloadFormat });
}

const BROKEN = '{"message":"Internal Server Error"}';
const PLAIN = ['Content-Type', 'text/plain; charset=utf-8'] as const;
const FORMATS = ['1.0', '2.0'] as const;

describe('payload 2.0 without a status code: the result is the body', () => {
  test.each<[fact: string, result: unknown, body: string]>([
    ['an object as JSON', { message: 'hi' }, '{"message":"hi"}'],
    ['an empty object', {}, '{}'],
    ['an object that looks like a response', { body: 'hi', headers: {} }, '{"body":"hi","headers":{}}'],
    ['a string as it is', 'hello', 'hello'],
    ['an empty string', '', ''],
    ['JSON as text is not encoded twice', '{"a":1}', '{"a":1}'],
    ['a number', 5, '5'],
    ['a boolean', false, 'false'],
    ['null', null, 'null'],
    ['nothing', undefined, 'null'],
    ['a list', [1, 'a'], '[1,"a"]'],
  ])('%s', (_, result, body) => {
    const { by, response } = responseTo(result);
    expect({ by, own: ownHeaders(response), ...response }).toMatchObject({
      by: 'function',
      status: 200,
      body,
      isBase64: false,
      own: [['Content-Type', 'application/json']],
    });
  });
});

describe.each(FORMATS)('payload %s with a status code', (format) => {
  test.each<[fact: string, result: object, status: number, body: string]>([
    ['nothing else', { statusCode: 204 }, 204, ''],
    ['a number as text', { statusCode: '201', body: 'made' }, 201, 'made'],
    ['a body that is null', { statusCode: 200, body: null }, 200, ''],
    ['members of other names are left out', { statusCode: 200, body: 'x', extra: {} }, 200, 'x'],
  ])('%s', (_, result, status, body) => {
    const { by, response } = responseTo(result, format);
    expect({ by, status: response.status, body: response.body }).toEqual({ by: 'function', status, body });
    expect(ownHeaders(response)).toEqual([PLAIN]);
  });

  test.each<[fact: string, result: object]>([
    ['a status that is no number', { statusCode: 'ok' }],
    ['a status out of range', { statusCode: 1000 }],
    ['a body that is an object', { statusCode: 200, body: {} }],
    ['headers that are a list', { statusCode: 200, headers: [] }],
    ['a header that is a list', { statusCode: 200, headers: { a: ['b'] } }],
    ['base64 that is none', { statusCode: 200, body: 'no base64!', isBase64Encoded: true }],
  ])('%s is answered with 500', (_, result) => {
    const { by, response } = responseTo(result, format);
    expect({ by, status: response.status, body: response.body }).toEqual({
      by: 'gateway',
      status: 500,
      body: BROKEN,
    });
  });

  test.each<[fact: string, headers: object, own: HeaderLines]>([
    ['a type of its own', { 'content-type': 'text/html' }, [['content-type', 'text/html']]],
    ['a number as text', { a: 5 }, [PLAIN, ['a', '5']]],
    ['null is left out', { a: null }, [PLAIN]],
    ['those of the connection are its own', { connection: 'x', 'Content-Length': '9', Date: 'x' }, [PLAIN]],
  ])('headers: %s', (_, headers, own) => {
    expect(ownHeaders(responseTo({ statusCode: 200, headers }, format).response)).toEqual(own);
  });

  test('base64 is decoded, whatever the client accepts', () => {
    const body = Buffer.from([1, 2, 255]).toString('base64');
    const { response } = responseTo({ statusCode: 200, body, isBase64Encoded: true }, format);
    expect(response).toMatchObject({ isBase64: true, body });
    expect(response.headers).toContainEqual(['Content-Length', '3']);
  });

  test('it carries the id of an HTTP API, and none of a REST API', () => {
    const names = responseTo({ statusCode: 200 }, format).response.headers.map(([name]) => name);
    expect(names).toEqual(['Content-Type', 'Content-Length', 'Connection', 'Date', 'Apigw-Requestid']);
  });
});

describe('what the formats differ in', () => {
  const COOKIES = { statusCode: 200, cookies: ['a=1', 'b=2; Secure'] };
  const LISTS = { statusCode: 200, headers: { A: '3', B: '4' }, multiValueHeaders: { a: ['1', '3'], C: ['5'] } };

  test.each<[fact: string, format: PayloadFormat, result: object, own: HeaderLines]>([
    ['2.0: each cookie is a line', '2.0', COOKIES, [PLAIN, ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2; Secure']]],
    [
      '2.0: cookies come after a Set-Cookie header',
      '2.0',
      { statusCode: 200, headers: { 'set-cookie': 'a=1' }, cookies: ['b=2'] },
      [PLAIN, ['set-cookie', 'a=1'], ['Set-Cookie', 'b=2']],
    ],
    ['2.0: lists are not read', '2.0', LISTS, [PLAIN, ['A', '3'], ['B', '4']]],
    ['1.0: cookies are not read', '1.0', COOKIES, [PLAIN]],
    ['1.0: single values first, then lists', '1.0', LISTS, [PLAIN, ['A', '3'], ['A', '1'], ['B', '4'], ['C', '5']]],
  ])('%s', (_, format, result, own) => {
    expect(ownHeaders(responseTo(result, format).response)).toEqual(own);
  });

  test.each<[format: PayloadFormat, result: object]>([
    ['2.0', { statusCode: 200, multiValueHeaders: 7, body: 'x' }],
    ['2.0', { statusCode: 200, multiValueHeaders: { a: 'b' }, body: 'x' }],
    ['1.0', { statusCode: 200, cookies: 7, body: 'x' }],
    ['1.0', { statusCode: 200, cookies: [7], body: 'x' }],
  ])('%s: what is not read may be anything: %j', (format, result) => {
    const { by, response } = responseTo(result, format);
    expect({ by, own: ownHeaders(response), ...response }).toMatchObject({ by: 'function', status: 200, own: [PLAIN] });
  });

  test.each<[fact: string, result: unknown]>([
    ['no status code', { body: 'hi' }],
    ['an empty object', {}],
    ['a string', 'hello'],
    ['null', null],
    ['a list', []],
  ])('1.0 infers nothing: %s is answered with 500', (_, result) => {
    const { by, response } = responseTo(result, '1.0');
    expect({ by, status: response.status, body: response.body }).toEqual({
      by: 'gateway',
      status: 500,
      body: BROKEN,
    });
  });

  test.each([
    [['a=1', 5]],
    ['a=1'],
    [{}],
  ])('2.0: cookies that are no list of strings are answered with 500: %j', (cookies) => {
    expect(responseTo({ statusCode: 200, cookies }).response).toMatchObject({ status: 500, body: BROKEN });
  });
});
