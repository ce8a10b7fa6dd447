// What does the client of a WebSocket API get when it connects, sends a message, and goes?

import { describe, expect, test } from '@jest/globals';
import { Finished, type Invoke } from '../../../src/question/simulate/invoke.js';
import { apiOf, giving, routeTo, sent, socket } from '../../support/simulating.js';

const failing = giving(new Finished({ kind: 'error', errorType: 'Error', errorMessage: 'no' }));
const FRAME = '{"message": "Internal server error", "connectionId":"AAAAAAAAAAAAAAA=", "requestId":"AAAAAAAAAAAAAAA="}';
const MALFORMED = 'Execution failed due to configuration error: Malformed Lambda proxy response';

function on(event: 'CONNECT' | 'MESSAGE' | 'DISCONNECT', invoke: Invoke, hasResponse = false) {
  const key = { CONNECT: '$connect', MESSAGE: '$default', DISCONNECT: '$disconnect' }[event];
  const api = apiOf('websocket', { routes: [routeTo(key, {}, hasResponse ? { hasResponse } : {})] });
  return sent(api, { request: socket(event, event === 'MESSAGE' ? { body: '{}' } : {}), invoke });
}

describe('connecting', () => {
  test.each<[fact: string, result: unknown, status: number]>([
    ['200 lets the client in', { statusCode: 200 }, 101],
    ['204 as well', { statusCode: 204 }, 101],
    ['and no status at all', {}, 101],
    ['and a number as text', { statusCode: '200' }, 101],
    ['401 refuses it', { statusCode: 401, body: 'no' }, 401],
    ['500 refuses it', { statusCode: 500 }, 500],
    ['a redirection lets nobody in', { statusCode: 302 }, 302],
  ])('%s', async (_, result, status) => {
    const told = await on('CONNECT', giving(result));
    expect([told.verdict, told.response?.status, told.frame]).toEqual(['functionResponse', status, null]);
  });

  test.each<[fact: string, invoke: Invoke, log: RegExp]>([
    ['an error', failing, /due to customer function error: no\. Lambda request id: /],
    ['a string', giving('ok'), /Malformed Lambda proxy response$/],
    ['nothing', giving(undefined), /Malformed Lambda proxy response$/],
    ['a broken status', giving({ statusCode: 'ok' }), /Malformed Lambda proxy response$/],
  ])('%s refuses the handshake with 502', async (_, invoke, log) => {
    const told = await on('CONNECT', invoke);
    expect(told).toMatchObject({ verdict: 'gatewayResponse', response: { status: 502 }, frame: null });
    expect(told.log).toEqual([expect.stringMatching(log)]);
  });

  test('the subprotocol that the function picks is told', async () => {
    const headers = { 'Sec-WebSocket-Protocol': 'chat', 'X-A': 'b' };
    const { response } = await on('CONNECT', giving({ statusCode: 200, headers }));
    expect(response?.headers).toEqual([
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Protocol', 'chat'],
    ]);
  });
});

describe('a message', () => {
  test.each<[fact: string, hasResponse: boolean, result: unknown, frame: string | null]>([
    ['the body comes back where the route has a response', true, { statusCode: 200, body: 'hi' }, 'hi'],
    ['and else nothing', false, { statusCode: 200, body: 'hi' }, null],
    ['nothing, where there is no body', true, { statusCode: 200 }, null],
    ['an empty body as any other', true, { statusCode: 200, body: '' }, ''],
    ['whatever the status', true, { statusCode: 500, body: 'hi' }, 'hi'],
    ['the status does not matter where nothing comes back', false, { statusCode: 500, body: 'hi' }, null],
    ['nothing, where the result is no object', true, 'hi', null],
    ['nor where there is none', false, undefined, null],
  ])('%s', async (_, hasResponse, result, frame) => {
    const told = await on('MESSAGE', giving(result), hasResponse);
    expect([told.verdict, told.response, told.frame]).toEqual(['functionResponse', null, frame]);
  });

  // Observed: middyjs/middy issue 1219.
  test.each<[fact: string, hasResponse: boolean, result: unknown]>([
    ['members of other names', false, { ConnectionId: 'a', Data: 'Hello', statusCode: 200 }],
    ['where the route has a response', true, { statusCode: 200, body: 'hi', Data: 'Hello' }],
    ['a body that is no text', true, { statusCode: 200, body: {} }],
    ['a status that is no number', false, { statusCode: 'ok' }],
    ['a header that is an object', false, { headers: { a: {} } }],
  ])('a malformed result is told in a frame: %s', async (_, hasResponse, result) => {
    const told = await on('MESSAGE', giving(result), hasResponse);
    expect([told.verdict, told.response, told.frame, told.log]).toEqual(['gatewayResponse', null, FRAME, [MALFORMED]]);
    expect(told.hint).not.toBeNull();
  });

  test('an error is told in a frame', async () => {
    const told = await on('MESSAGE', failing);
    expect([told.verdict, told.response, told.frame]).toEqual(['gatewayResponse', null, FRAME]);
  });
});

describe('going', () => {
  test.each<[fact: string, invoke: Invoke, verdict: string]>([
    ['nobody is there to get a result', giving({ statusCode: 200, body: 'bye' }), 'functionResponse'],
    ['nor an error', failing, 'gatewayResponse'],
  ])('%s', async (_, invoke, verdict) => {
    const told = await on('DISCONNECT', invoke, true);
    expect([told.verdict, told.response, told.frame]).toEqual([verdict, null, null]);
  });
});

describe('what an answer leans on', () => {
  const LONG = 'x'.repeat(128 * 1024);

  test.each<[fact: string, event: 'CONNECT' | 'MESSAGE' | 'DISCONNECT', result: unknown, grades: string]>([
    ['a client is let in', 'CONNECT', { statusCode: 200 }, ''],
    ['without a status', 'CONNECT', {}, 'I'],
    ['a client is refused', 'CONNECT', { statusCode: 403 }, 'O'],
    ['a malformed result', 'CONNECT', 'hi', 'O'],
    ['a body comes back', 'MESSAGE', { statusCode: 200, body: 'hi' }, ''],
    ['one of 128 KB', 'MESSAGE', { statusCode: 200, body: LONG }, ''],
    ['one of more', 'MESSAGE', { statusCode: 200, body: `${LONG}x` }, '?'],
    ['no body at all', 'MESSAGE', { statusCode: 200 }, '?'],
    ['a status of its own', 'MESSAGE', { statusCode: 500, body: 'hi' }, 'O'],
    ['a malformed result', 'MESSAGE', { statusCode: 200, Data: 'hi' }, 'O'],
    ['no result', 'MESSAGE', undefined, '?'],
    ['a text', 'MESSAGE', 'hi', '?'],
    ['nobody is there', 'DISCONNECT', 'hi', ''],
  ])('%s: %s', async (_, event, result, grades) => {
    const { caveats } = await on(event, giving(result), true);
    expect(caveats.map(({ grade }) => grade).join()).toBe(grades);
  });

  test('a message that nothing answers leans on nothing', async () => {
    expect((await on('MESSAGE', giving({ statusCode: 200, body: 'hi' }))).caveats).toEqual([]);
  });
});
