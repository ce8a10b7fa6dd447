// What does an HTTP API say to a browser, and what does it add to the responses of its functions?

import { describe, expect, test } from '@jest/globals';
import { corsHeaders, isPreflight, preflightResponse } from '../../src/gateway/cors.js';
import { factsOf } from '../../src/gateway/event/facts.js';
import { toHttpResponse } from '../../src/gateway/response/to-http-response.js';
import type { Cors } from '../../src/model/api.js';
import type { HeaderLines } from '../../src/model/http.js';
import { CLOCK, ownHeaders } from '../support/simulating.js';

const FACTS = factsOf(CLOCK);
const SITE = 'https://www.example.com';

function cors(over: Partial<Cors> = {}): Cors {
  return {
    allowOrigins: [SITE],
    allowMethods: [],
    allowHeaders: [],
    exposeHeaders: [],
    allowCredentials: false,
    ...over,
  };
}

const from = (origin: string): HeaderLines => [['Origin', origin]];

describe('which origins are allowed', () => {
  test.each<[fact: string, allowed: readonly string[], origin: string, said: string | undefined]>([
    ['the one that is named', [SITE], SITE, SITE],
    ['one of several', ['https://a.example', SITE], SITE, SITE],
    ['in another case', [SITE.toUpperCase()], SITE, SITE],
    ['not another', [SITE], 'https://evil.example', undefined],
    ['not one that begins alike', [SITE], `${SITE}.evil.example`, undefined],
    ['not another scheme', [SITE], SITE.replace('https', 'http'), undefined],
    ['not another port', [SITE], `${SITE}:8443`, undefined],
    ['every one, told as a star', ['*'], SITE, '*'],
    ['every one, also one that is named too', [SITE, '*'], SITE, '*'],
    ['every one of a scheme, told by its name', ['https://*'], SITE, SITE],
    ['not of another scheme', ['https://*'], 'http://www.example.com', undefined],
    ['none, where none is named', [], SITE, undefined],
    ['the origin `null` is no star', [SITE], 'null', undefined],
    ['the origin `null`, told as a star', ['*'], 'null', '*'],
  ])('%s', (_, allowOrigins, origin, said) => {
    const config = cors({ allowOrigins });
    const expected = said === undefined ? [] : [['access-control-allow-origin', said]];
    expect(corsHeaders(config, from(origin))).toEqual(expected);
    const { status, body, headers } = preflightResponse(
      config,
      { method: 'OPTIONS', target: '/', headers: from(origin) },
      FACTS,
    );
    expect({ status, body, own: ownHeaders({ headers }) }).toEqual({ status: 204, body: '', own: expected });
  });
});

describe('a response of a route', () => {
  test.each<[fact: string, config: Cors | undefined, headers: HeaderLines, added: HeaderLines]>([
    ['without a configuration', undefined, from(SITE), []],
    ['to a request that names no origin', cors({ allowOrigins: ['*'] }), [], []],
    [
      'with credentials',
      cors({ allowCredentials: true }),
      from(SITE),
      [
        ['access-control-allow-origin', SITE],
        ['access-control-allow-credentials', 'true'],
      ],
    ],
    [
      'with exposed headers',
      cors({ exposeHeaders: ['Date', 'x-api-id'] }),
      from(SITE),
      [
        ['access-control-allow-origin', SITE],
        ['access-control-expose-headers', 'Date,x-api-id'],
      ],
    ],
    [
      'methods, headers and age are for preflight requests',
      cors({ allowMethods: ['GET'], allowHeaders: ['authorization'], maxAge: 300 }),
      from(SITE),
      [['access-control-allow-origin', SITE]],
    ],
  ])('%s', (_, config, headers, added) => {
    expect(corsHeaders(config, headers)).toEqual(added);
  });

  const result = { statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*', 'X-A': 'b' } };
  const responseOf = (config: Cors | undefined, origin: string) =>
    ownHeaders(
      toHttpResponse(result, {
        ...CLOCK,
        type: 'http',
        request: { headers: from(origin) },
        ...(config === undefined ? {} : { cors: config }),
      }).response,
    ).slice(1);

  test.each<[fact: string, config: Cors | undefined, origin: string, own: HeaderLines]>([
    [
      "replace the function's own where the origin is allowed",
      cors(),
      SITE,
      [
        ['X-A', 'b'],
        ['access-control-allow-origin', SITE],
      ],
    ],
    ["drop the function's own where it is not", cors(), 'https://evil.example', [['X-A', 'b']]],
    [
      "keep the function's own where nothing is configured",
      undefined,
      SITE,
      [
        ['Access-Control-Allow-Origin', '*'],
        ['X-A', 'b'],
      ],
    ],
  ])('the headers %s', (_, config, origin, own) => {
    expect(responseOf(config, origin)).toEqual(own);
  });
});

test('a preflight response says all that is configured', () => {
  const config = cors({
    allowOrigins: ['https://*'],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'x-a'],
    exposeHeaders: ['date'],
    allowCredentials: true,
    maxAge: 0,
  });
  expect(preflightResponse(config, { method: 'OPTIONS', target: '/', headers: from(SITE) }, FACTS)).toEqual({
    status: 204,
    body: '',
    isBase64: false,
    headers: [
      ['Connection', 'keep-alive'],
      ['Date', 'Sun, 01 Nov 2026 12:34:56 GMT'],
      ['access-control-allow-origin', SITE],
      ['access-control-allow-methods', 'GET,POST'],
      ['access-control-allow-headers', 'authorization,x-a'],
      ['access-control-allow-credentials', 'true'],
      ['access-control-max-age', '0'],
      ['Apigw-Requestid', FACTS.extendedRequestId],
    ],
  });
});

describe('a preflight request', () => {
  const asks: HeaderLines = [...from(SITE), ['Access-Control-Request-Method', 'PUT']];
  test.each<[fact: string, method: string, headers: HeaderLines, isOne: boolean]>([
    ['names origin and method', 'OPTIONS', asks, true],
    ['whatever the case of their names', 'OPTIONS', asks.map(([name, value]) => [name.toLowerCase(), value]), true],
    ['is sent with OPTIONS', 'GET', asks, false],
    ['is none without the method', 'OPTIONS', from(SITE), false],
    ['is none without the origin', 'OPTIONS', asks.slice(1), false],
  ])('%s', (_, method, headers, isOne) => {
    expect(isPreflight({ method, target: '/', headers })).toBe(isOne);
  });
});
