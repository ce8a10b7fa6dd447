// Does an answer say so where it leans on what is only observed or assumed of paths and bodies?

import { describe, expect, test } from '@jest/globals';
import { createRequest, type RequestInput } from '../../../src/gateway/request.js';
import type { Api, ApiType, Integration } from '../../../src/model/api.js';
import type { ApiRequest } from '../../../src/model/http.js';
import { doubtsAboutMiss } from '../../../src/question/simulate/request-doubts.js';
import { apiOf, routeTo, sent, socket } from '../../support/simulating.js';

const routed = (type: ApiType, ...keys: readonly string[]): Api =>
  apiOf(type, { routes: keys.map((key) => routeTo(key)) });

describe('a body', () => {
  const BYTES = new Uint8Array([0x68, 0xff]);

  async function doubts(type: 'rest' | 'http', contentType: string | undefined, body?: string | Uint8Array) {
    const api: Api = { ...routed(type, 'POST /pets'), binaryMediaTypes: ['image/png'] };
    const headers = contentType === undefined ? {} : { 'Content-Type': contentType };
    const request = { method: 'POST', url: '/pets', headers, ...(body === undefined ? {} : { body }) };
    return (await sent(api, { request })).caveats.map(({ grade, message }) => `${grade} ${message}`).join();
  }

  test.each<
    [fact: string, type: 'rest' | 'http', contentType: string | undefined, body: string | Uint8Array | undefined]
  >([
    ['JSON', 'http', 'application/json', '{}'],
    ['text', 'http', 'text/plain', 'é'],
    ['none', 'http', undefined, undefined],
    ['an empty one', 'http', undefined, ''],
    ['a form', 'rest', 'application/x-www-form-urlencoded', 'a=b'],
    ['no type', 'rest', undefined, 'hi'],
    ['bytes of a binary type', 'rest', 'image/png', BYTES],
  ])('that is documented says nothing: %s, %s', async (_, type, contentType, body) => {
    expect(await doubts(type, contentType, body)).toBe('');
  });

  test.each<
    [fact: string, type: 'rest' | 'http', contentType: string | undefined, body: string | Uint8Array, grade: RegExp]
  >([
    [
      'a form in base64',
      'http',
      'application/x-www-form-urlencoded',
      'a=b',
      /^O that a body of this type comes in base64/,
    ],
    ['no type', 'http', undefined, 'hi', /^O that a body of this type/],
    ['an image', 'http', 'image/png', BYTES, /^O that a body of this type/],
    ['text that is no UTF-8', 'http', 'text/plain', BYTES, /^\? what becomes of bytes of the body that are no UTF-8/],
    ['text that is no UTF-8', 'rest', undefined, BYTES, /^\? what becomes of bytes/],
  ])('%s, %s', async (_, type, contentType, body, grade) => {
    expect(await doubts(type, contentType, body)).toMatch(grade);
  });

  test('of a custom integration is text, whatever its type', async () => {
    const over: Partial<Integration> = { type: 'AWS', responses: [{ statusCode: '200' }] };
    const api = apiOf('rest', { routes: [routeTo('POST /pets', over)], binaryMediaTypes: ['*/*'] });
    const { caveats } = await sent(api, { request: { method: 'POST', url: '/pets', body: BYTES } });
    expect(caveats.map(({ message }) => message).join()).toMatch(/no UTF-8/);
  });
});

describe('the path of a request that a route takes', () => {
  test.each<[fact: string, type: ApiType, routes: readonly string[], request: RequestInput, says: string]>([
    ['no slash at the end', 'http', ['GET /pets'], 'GET /pets', ''],
    ['the root', 'http', ['GET /'], 'GET /', ''],
    ['a slash that changes nothing', 'http', ['$default'], 'GET /pets/', ''],
    ['a slash that another route has not', 'http', ['GET /pets', '$default'], 'GET /pets/', 'a slash at the end'],
    ['a slash that is declared', 'http', ['GET /pets/'], 'GET /pets/', 'a slash at the end'],
    ['the root of a greedy route', 'http', ['ANY /{proxy+}'], 'GET /', '`{proxy+}` takes an empty rest'],
    ['a slash and nothing behind', 'http', ['GET /a/{rest+}'], 'GET /a/', '`{rest+}` takes an empty rest'],
    ['a greedy route with a rest', 'http', ['GET /a/{rest+}'], 'GET /a/b', ''],
    ['REST: recorded', 'rest', ['GET /pets'], 'GET /pets/', ''],
    ['a message', 'websocket', ['$default'], socket('MESSAGE', { body: '{}' }), ''],
  ])('%s', async (_, type, routes, request, says) => {
    const { caveats } = await sent(routed(type, ...routes), { request });
    const about = caveats.filter(({ message }) => /slash at the end|empty rest/.test(message));
    expect(about).toEqual(says === '' ? [] : [{ grade: 'O', message: expect.stringContaining(says) }]);
  });
});

describe('the path of a request that no route takes', () => {
  const CASE = '? that paths and stages mind their case';
  const SLASHES = '? how several slashes inside a path are normalised';
  const CODES = '? how a path is normalised whose letters are percent-encoded without need';
  const LAST = 'O that a slash at the end of the path makes a difference';

  test.each<[fact: string, type: ApiType, routes: readonly string[], target: string, says: readonly string[]]>([
    ['there is nothing like it', 'rest', ['GET /pets'], '/prod/cats', []],
    ['nor with another verb', 'rest', ['POST /pets'], '/prod/Pets', []],
    ['another case', 'rest', ['GET /pets'], '/prod/Pets', [CASE]],
    ['another case of what is declared', 'rest', ['GET /Pets/{petId}'], '/prod/pets/7', [CASE]],
    ['another case of the stage', 'rest', ['GET /pets'], '/Prod/pets', [CASE]],
    ['another case of an HTTP API', 'http', ['GET /pets'], '/PETS', [CASE]],
    ['slashes inside', 'rest', ['GET /a/b'], '/prod/a//b', [SLASHES]],
    ['slashes inside of an HTTP API', 'http', ['GET /a/b'], '/a//b', [SLASHES]],
    ['slashes inside of what is not there', 'rest', ['GET /a/b'], '/prod/a//c', []],
    ['letters in percent', 'rest', ['GET /pets'], '/prod/p%65ts', [CODES]],
    ['a blank in percent, which needs it', 'rest', ['GET /a b'], '/prod/a%20b', []],
    ['a slash at the end', 'http', ['GET /pets'], '/pets/', [LAST]],
    ['no slash at the end', 'http', ['GET /pets/'], '/pets', [LAST]],
    ['a query does not matter', 'rest', ['GET /pets'], '/prod/cats?a=//%65/Pets', []],
    ['a query stays', 'rest', ['GET /pets'], '/prod/Pets?a=B', [CASE]],
  ])('%s', (_, type, routes, target, says) => {
    const request: ApiRequest = { method: 'GET', target, headers: [] };
    const told = doubtsAboutMiss(routed(type, ...routes), request).map(({ grade, message }) => `${grade} ${message}`);
    expect(told).toEqual(says.map((one) => expect.stringContaining(one)));
  });

  test('what is remembered of an API is asked again', () => {
    const api = routed('rest', 'GET /pets');
    const request: ApiRequest = { method: 'GET', target: '/prod/PETS', headers: [] };
    expect(doubtsAboutMiss(api, request)).toEqual(doubtsAboutMiss(api, request));
  });

  test('a route that is not deployed in a stage is not found in another case either', () => {
    const stages = [{ name: 'prod', routes: [] }];
    const request: ApiRequest = { method: 'GET', target: '/prod/PETS', headers: [] };
    expect(doubtsAboutMiss({ ...routed('rest', 'GET /pets'), stages }, request)).toEqual([]);
  });

  test('messages have none', () => {
    const api = routed('websocket', '$connect');
    expect(doubtsAboutMiss(api, createRequest(api, socket('MESSAGE', { body: '{}' })) as ApiRequest)).toEqual([]);
  });
});
