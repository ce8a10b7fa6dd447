// Does a REST API make the response of a result that AWS makes?

import { describe, expect, test } from '@jest/globals';
import { toHttpResponse } from '../../../src/gateway/response/to-http-response.js';
import type { HeaderLines } from '../../../src/model/http.js';
import { CLOCK, ownHeaders } from '../../support/simulating.js';

interface Asked {
  readonly headers?: HeaderLines;
  readonly binary?: readonly string[];
}

function responseTo(result: unknown, { headers = [], binary = [] }: Asked = {}) {
  return toHttpResponse(result, { ...CLOCK, type: 'rest', request: { headers }, binaryMediaTypes: binary });
}

const BROKEN = '{"message": "Internal server error"}';
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

describe('the status', () => {
  test.each<[fact: string, result: unknown, status: number]>([
    ['an empty object is 200', {}, 200],
    ['a number is taken', { statusCode: 204 }, 204],
    ['a number as text is taken', { statusCode: '201' }, 201],
    ['null is as none', { statusCode: null }, 200],
    ['the least', { statusCode: 100 }, 100],
    ['the most', { statusCode: 599 }, 599],
  ])('%s', (_, result, status) => {
    expect(responseTo(result)).toMatchObject({ by: 'function', response: { status, body: '' } });
  });

  test.each<[fact: string, statusCode: unknown]>([
    ['text that is no number', 'ok'],
    ['an empty text', ''],
    ['a text with blanks', ' 200 '],
    ['a fraction', 200.5],
    ['a negative number', -200],
    ['too small a number', 99],
    ['too great a number', 600],
    ['a boolean', true],
    ['a list', [200]],
    ['an object', { code: 200 }],
  ])('%s is answered with 502', (_, statusCode) => {
    const { by, response, reason } = responseTo({ statusCode, body: 'x' });
    expect({ by, status: response.status, body: response.body }).toEqual({
      by: 'gateway',
      status: 502,
      body: BROKEN,
    });
    expect(reason).toMatch(/^`statusCode` is /);
  });
});

describe('what is not taken is answered with 502', () => {
  test.each<[fact: string, result: unknown, reason: RegExp]>([
    ['a string', 'hello', /a string, not an object/],
    ['a number', 7, /a number, not an object/],
    ['null', null, /null, not an object/],
    ['nothing', undefined, /null, not an object/],
    ['a list', [{ statusCode: 200 }], /a list, not an object/],
    ['a member of another name', { statusCode: 200, message: 'hi' }, /`message` is no member/],
    ['a member in another case', { statuscode: 200 }, /`statuscode` is no member/],
    ['cookies, which only payload 2.0 has', { statusCode: 200, cookies: ['a=b'] }, /`cookies` is no member/],
    ['a body that is an object', { body: { a: 1 } }, /`body` is an object, not a string/],
    ['a body that is a number', { body: 5 }, /`body` is a number, not a string/],
    ['a body that is a boolean', { body: false }, /`body` is a boolean, not a string/],
    ['isBase64Encoded as text', { isBase64Encoded: 'true' }, /`isBase64Encoded` is a string, not a boolean/],
    ['headers that are a list', { headers: [['a', 'b']] }, /`headers` is a list, not an object/],
    ['headers that are text', { headers: 'a: b' }, /`headers` is a string, not an object/],
    ['a header that is an object', { headers: { a: {} } }, /the header `a` is an object/],
    ['a header that is a list', { headers: { a: ['b'] } }, /the header `a` is a list/],
    ['multiValueHeaders that are a list', { multiValueHeaders: [] }, /`multiValueHeaders` is a list/],
    ['a multi-value header that is no list', { multiValueHeaders: { a: 'b' } }, /no list of strings for `a`/],
    ['a multi-value header of objects', { multiValueHeaders: { a: [{}] } }, /no list of strings for `a`/],
  ])('%s', (_, result, reason) => {
    const told = responseTo(result);
    expect(told).toMatchObject({ by: 'gateway', response: { status: 502, body: BROKEN, isBase64: false } });
    expect(told.reason).toMatch(reason);
  });

  test('with the type of the error, and no trace header', () => {
    const { headers } = responseTo('hello').response;
    expect(headers).toContainEqual(['x-amzn-ErrorType', 'InternalServerErrorException']);
    expect(headers.map(([name]) => name)).not.toContain('X-Amzn-Trace-Id');
  });
});

describe('the headers', () => {
  test.each<[fact: string, result: object, own: HeaderLines]>([
    ['without any, the body is JSON', { body: 'x' }, [JSON_TYPE]],
    ['null is as none', { headers: null, multiValueHeaders: null }, [JSON_TYPE]],
    ['a string', { headers: { 'X-A': 'b' } }, [JSON_TYPE, ['X-A', 'b']]],
    ['a number as text', { headers: { 'X-A': 5 } }, [JSON_TYPE, ['X-A', '5']]],
    ['a boolean as text', { headers: { 'X-A': true } }, [JSON_TYPE, ['X-A', 'true']]],
    ['a value that is null is left out', { headers: { 'X-A': null } }, [JSON_TYPE]],
    ['a list that is null is left out', { multiValueHeaders: { 'X-A': null } }, [JSON_TYPE]],
    ['an empty list says nothing', { multiValueHeaders: { 'X-A': [] } }, [JSON_TYPE]],
    ['an empty value is a value', { headers: { 'X-A': '' } }, [JSON_TYPE, ['X-A', '']]],
    ['a content type of its own', { headers: { 'Content-Type': 'text/html' } }, [['Content-Type', 'text/html']]],
    ['in its own spelling', { headers: { 'content-type': 'text/html' } }, [['content-type', 'text/html']]],
    ['from a list', { multiValueHeaders: { 'Content-Type': ['a/b'] } }, [['Content-Type', 'a/b']]],
    [
      'lists first, then single values',
      { headers: { 'X-A': 'c' }, multiValueHeaders: { 'X-A': ['a', 'b'] } },
      [JSON_TYPE, ['X-A', 'a'], ['X-A', 'b'], ['X-A', 'c']],
    ],
    [
      'the same name and value once',
      { headers: { 'X-A': 'a' }, multiValueHeaders: { 'X-A': ['a', 'b', 'a'] } },
      [JSON_TYPE, ['X-A', 'a'], ['X-A', 'b']],
    ],
    [
      'names that differ in case are one, in the first spelling',
      { headers: { 'x-a': 'b' }, multiValueHeaders: { 'X-A': ['a'] } },
      [JSON_TYPE, ['X-A', 'a'], ['X-A', 'b']],
    ],
    [
      'values that differ in case are two',
      { multiValueHeaders: { a: ['b', 'B'] } },
      [JSON_TYPE, ['a', 'b'], ['a', 'B']],
    ],
    [
      'a list of a number and a boolean',
      { multiValueHeaders: { a: [1, true] } },
      [JSON_TYPE, ['a', '1'], ['a', 'true']],
    ],
    ['__proto__ is a name as any', JSON.parse('{"headers":{"__proto__":"x"}}'), [JSON_TYPE, ['__proto__', 'x']]],
  ])('%s', (_, result, own) => {
    const { by, response } = responseTo(result);
    expect({ by, own: ownHeaders(response) }).toEqual({ by: 'function', own });
  });

  test.each([
    'Connection',
    'Content-Length',
    'Date',
    'Server',
    'WWW-Authenticate',
    'server',
  ])('%s comes back under another name', (name) => {
    const { headers } = responseTo({ headers: { [name]: 'mine' } }).response;
    expect(headers.filter(([, value]) => value === 'mine')).toEqual([[`x-amzn-Remapped-${name}`, 'mine']]);
  });

  test('those of API Gateway are there, in its order', () => {
    expect(responseTo({ headers: { 'X-A': 'b' }, body: 'é' }).response.headers.map(([name]) => name)).toEqual([
      ...['Content-Type', 'Content-Length', 'Connection', 'Date', 'x-amzn-RequestId', 'x-amz-apigw-id'],
      ...['X-A', 'X-Amzn-Trace-Id'],
    ]);
  });

  test.each<[fact: string, sent: HeaderLines, header: readonly [string, string]]>([
    ['the length is in bytes', [], ['Content-Length', '4']],
    ['the date is the clock', [], ['Date', 'Sun, 01 Nov 2026 12:34:56 GMT']],
    ['a connection is kept', [], ['Connection', 'keep-alive']],
    ['unless the client wants it closed', [['connection', 'Close']], ['Connection', 'close']],
    ["the client's trace comes back", [['X-Amzn-Trace-Id', 'Root=1-2-3']], ['X-Amzn-Trace-Id', 'Root=1-2-3']],
  ])('%s', (_, headers, header) => {
    expect(responseTo({ body: 'éé' }, { headers }).response.headers).toContainEqual(header);
  });
});

describe('a body in base64', () => {
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]).toString('base64');
  const accept = (value: string): HeaderLines => [['Accept', value]];

  test.each<[fact: string, headers: HeaderLines, binary: readonly string[], isDecoded: boolean]>([
    ['is decoded where the first type that the client accepts is binary', accept('image/png'), ['image/png'], true],
    ['whatever its case', accept('IMAGE/PNG'), ['image/png'], true],
    ['whatever its parameters', accept('image/png;q=0.5'), ['image/png'], true],
    ['first of several', accept('image/png, text/html'), ['image/png'], true],
    ['not second of several', accept('text/html, image/png'), ['image/png'], false],
    ['not where nothing is binary', accept('image/png'), [], false],
    ['not where another type is', accept('image/png'), ['image/gif'], false],
    ['a star on the right', accept('image/png'), ['image/*'], true],
    ['a star on the left is none', accept('image/png'), ['*/png'], false],
    ['everything is binary', accept('image/png'), ['*/*'], true],
    ['a client that takes anything names no binary type', accept('*/*'), ['image/png'], false],
    ['a client that takes anything, where everything is binary', accept('*/*'), ['*/*'], true],
  ])('%s', (_, headers, binary, isDecoded) => {
    const { response } = responseTo({ body: PNG, isBase64Encoded: true }, { headers, binary });
    expect({ isBase64: response.isBase64, body: response.body }).toEqual({ isBase64: isDecoded, body: PNG });
    expect(response.headers).toContainEqual(['Content-Length', isDecoded ? '4' : String(PNG.length)]);
  });

  test('stays text where the result does not say that it is base64', () => {
    const asked = { headers: accept('image/png'), binary: ['image/png'] };
    expect(responseTo({ body: PNG }, asked).response).toMatchObject({ isBase64: false, body: PNG });
  });

  test.each<[fact: string, body: string, status: number]>([
    ['text', 'not base64!', 500],
    ['one letter too many', 'QUJDR', 500],
    ['padding in the middle', 'QQ==QQ==', 500],
    ['too little padding', 'QQ=', 500],
    ['a line break', 'QUJD\nQUJD', 500],
    ['no padding at all', 'QQ', 200],
    ['nothing', '', 200],
  ])('%s as base64: 500 where it is none', (_, body, status) => {
    const asked = { headers: accept('image/png'), binary: ['image/png'] };
    expect(responseTo({ body, isBase64Encoded: true }, asked).response.status).toBe(status);
  });

  test('what is no base64 does not matter where it is not decoded', () => {
    expect(responseTo({ body: 'not base64!', isBase64Encoded: true })).toMatchObject({
      by: 'function',
      response: { status: 200, body: 'not base64!' },
    });
  });
});
