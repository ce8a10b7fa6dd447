// Which headers does a function see, and how are their names spelled?

import { describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../src/gateway/event/facts.js';
import {
  type Arrival,
  lowerCaseHeaders,
  pascalCased,
  restHeaders,
  traceIdOf,
} from '../../../src/gateway/event/headers.js';
import type { HeaderLines } from '../../../src/model/http.js';

const FACTS = factsOf({ now: () => 0, random: () => 0 });
const arrival = (...headers: HeaderLines): Arrival => ({
  headers,
  host: 'host',
  sourceIp: '198.51.100.7',
  facts: FACTS,
});

const ADDED: HeaderLines = [
  ['Host', 'host'],
  ['X-Amzn-Trace-Id', FACTS.traceId],
  ['X-Forwarded-For', '198.51.100.7'],
  ['X-Forwarded-Port', '443'],
  ['X-Forwarded-Proto', 'https'],
];

test('API Gateway adds its own', () => {
  expect(restHeaders(arrival())).toEqual(ADDED);
  expect(lowerCaseHeaders(arrival())).toEqual(ADDED.map(([name, value]) => [name.toLowerCase(), value]));
});

// Recorded: SEMANTICS, section 6.
describe('REST: the name of a header', () => {
  test.each([
    ['keeps its case', 'x-CuStOm', 'x-CuStOm'],
    ['keeps its case, though many know it', 'CONTENT-type', 'CONTENT-type'],
    ['but for Authorization', 'authorization', 'Authorization'],
    ['but for User-Agent', 'USER-AGENT', 'User-Agent'],
  ])('%s', (_, sent, seen) => {
    const [first] = restHeaders(arrival([sent, 'v']));
    expect(first).toEqual([seen, 'v']);
  });

  test('is that of its first line', () => {
    const lines = restHeaders(arrival(['x-a', '1'], ['X-A', '2'], ['X-b', '3']));
    expect(lines.slice(0, 3)).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
      ['X-b', '3'],
    ]);
  });

  test.each([
    ...['Connection', 'content-length', 'Content-MD5', 'expect', 'max-forwards', 'Proxy-Authenticate', 'server', 'te'],
    ...['Trailer', 'transfer-encoding', 'UPGRADE', 'www-authenticate'],
  ])('`%s` does not reach the function', (name) => {
    expect(restHeaders(arrival([name, 'v']))).toEqual(ADDED);
  });

  test.each(['Accept', 'cookie', 'Content-Type', 'origin', 'Referer', 'x-amz-date', 'Via'])('`%s` does', (name) => {
    expect(restHeaders(arrival([name, 'v']))).toEqual([[name, 'v'], ...ADDED]);
  });
});

describe('what a client says of itself', () => {
  test.each<[behaviour: string, sent: readonly [string, string][], name: string, values: readonly string[]]>([
    ['the host is the API’s', [['host', 'evil.example']], 'host', ['host']],
    ['the port is 443', [['x-forwarded-port', '80']], 'x-forwarded-port', ['443']],
    ['the protocol is https', [['X-Forwarded-Proto', 'http']], 'x-forwarded-proto', ['https']],
    ['the caller comes last', [['X-Forwarded-For', '10.0.0.1']], 'x-forwarded-for', ['10.0.0.1, 198.51.100.7']],
    [
      'several before it are one line',
      [
        ['x-forwarded-for', '10.0.0.1'],
        ['X-Forwarded-For', '10.0.0.2'],
      ],
      'x-forwarded-for',
      ['10.0.0.1, 10.0.0.2, 198.51.100.7'],
    ],
    ['its trace is kept', [['x-amzn-trace-id', 'Root=1-1-1']], 'x-amzn-trace-id', ['Root=1-1-1']],
  ])('%s', (_, sent, name, values) => {
    for (const read of [restHeaders, lowerCaseHeaders]) {
      const lines = read(arrival(...sent)).filter(([one]) => one.toLowerCase() === name);
      expect(lines.map(([, value]) => value)).toEqual(values);
    }
  });
});

test('HTTP: names are in lower case, values as they are, all of them', () => {
  const lines = lowerCaseHeaders(arrival(['X-A', 'B'], ['Content-Length', '1'], ['x-a', 'C']));
  expect(lines.slice(0, 3)).toEqual([
    ['x-a', 'B'],
    ['content-length', '1'],
    ['x-a', 'C'],
  ]);
});

test.each([
  ['x-amzn-trace-id', 'X-Amzn-Trace-Id'],
  ['CONTENT-TYPE', 'Content-Type'],
  ['host', 'Host'],
  ['x_a-b', 'X_a-B'],
  ['-x', '-X'],
  ['1a', '1a'],
  ['', ''],
])('`%s` in Pascal case is `%s`', (name, cased) => {
  expect(pascalCased(name)).toBe(cased);
});

test.each<[behaviour: string, headers: HeaderLines, id: string]>([
  ['sent, it is that', [['X-AMZN-TRACE-ID', 'Root=1-2-3;Sampled=1']], 'Root=1-2-3;Sampled=1'],
  ['else it is new', [], FACTS.traceId],
])('the trace: %s', (_, headers, id) => {
  expect(traceIdOf(headers, FACTS)).toBe(id);
});
