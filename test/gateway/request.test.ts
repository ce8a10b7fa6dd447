// What goes over the wire for a request as one writes it down, and when is there nothing to send?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRequest, type RequestInput } from '../../src/gateway/request.js';
import type { Api } from '../../src/model/api.js';
import { holds } from '../support/worlds.js';

const ID = 'a1b2c3d4e5';
const HOST = `${ID}.execute-api.us-east-2.amazonaws.com`;
const apiOf = (type: Api['type'], ...stages: string[]): Api => ({
  ...{ type, id: ID, region: 'us-east-2', routes: [] },
  stages: stages.map((name) => ({ name })),
});
const REST = apiOf('rest', 'prod');
const HTTP = apiOf('http', '$default');
const SOCKET = apiOf('websocket', 'dev');

function targetOf(api: Api, input: RequestInput): string {
  const made = createRequest(api, input);
  if ('fault' in made) throw new Error(made.fault);
  if ('event' in made) throw new Error('a socket event');
  return made.target;
}
function headersOf(input: Exclude<RequestInput, string>, api = REST) {
  const made = createRequest(api, input);
  if ('fault' in made) throw new Error(made.fault);
  return made.headers;
}

describe('a line', () => {
  test.each<[behaviour: string, line: string, method: string, target: string]>([
    ['method and path', 'GET /pets', 'GET', '/prod/pets'],
    ['a path alone is a GET', '/pets', 'GET', '/prod/pets'],
    ['a method in small letters', 'post /pets', 'POST', '/prod/pets'],
    ['a method of one’s own', 'PURGE /pets', 'PURGE', '/prod/pets'],
    ['a query', 'GET /pets/7?color=red', 'GET', '/prod/pets/7?color=red'],
    ['white space around and between', ' \tGET \n /pets ', 'GET', '/prod/pets'],
    ['a whole URL', `GET https://${HOST}/prod/pets`, 'GET', '/prod/pets'],
    ['a whole URL alone', `https://${HOST}/prod/pets`, 'GET', '/prod/pets'],
    ['the root', 'GET /', 'GET', '/prod/'],
    ['a blank in the path, behind a method', 'GET /a b', 'GET', '/prod/a%20b'],
    ['a blank in a path alone', '/a b', 'GET', '/prod/a%20b'],
  ])('%s', (_, line, method, target) => {
    // A whole URL says which API it is.
    const api = line.includes('://') ? { api: { id: 'a1b2c3d4e5', region: 'us-east-2' } } : {};
    expect(createRequest(REST, line)).toEqual({ method, target, headers: [], ...api });
  });
});

describe('the target', () => {
  test.each<[behaviour: string, api: Api, input: Exclude<RequestInput, string>, target: string]>([
    ['the only stage stands before the path', REST, { url: '/a' }, '/prod/a'],
    ['so does the one that is said', apiOf('rest', 'dev', 'prod'), { url: '/a', stage: 'dev' }, '/dev/a'],
    ['and one that nobody knows', REST, { url: '/a', stage: 'dev' }, '/dev/a'],
    ['HTTP: $default does not', HTTP, { url: '/a' }, '/a'],
    ['HTTP: $default of several', apiOf('http', 'dev', '$default'), { url: '/a' }, '/a'],
    ['HTTP: nor where no stage is known', apiOf('http'), { url: '/a' }, '/a'],
    ['HTTP: the only one does', apiOf('http', 'prod'), { url: '/a' }, '/prod/a'],
    ['HTTP: so does the one that is said', apiOf('http', 'dev', '$default'), { url: '/a', stage: 'dev' }, '/dev/a'],
    ['a whole URL says it all', REST, { url: `https://${HOST}/dev/a?b=c` }, '/dev/a?b=c'],
    ['its stage may be said as well', REST, { url: `https://${HOST}/dev/a`, stage: 'dev' }, '/dev/a'],
    ['HTTP: what a URL begins with may be no stage', HTTP, { url: `https://${HOST}/a`, stage: '$default' }, '/a'],
    ['a FIPS endpoint', REST, { url: `https://${ID}.execute-api-fips.us-east-2.amazonaws.com/prod/a` }, '/prod/a'],
    ['a dual-stack endpoint', REST, { url: `https://${ID}.execute-api.us-east-2.api.aws/prod/a` }, '/prod/a'],
    ['a URL without a path', HTTP, { url: `https://${HOST}` }, '/'],
    ['a URL with a query alone', HTTP, { url: `https://${HOST}?a=b` }, '/?a=b'],
    ['a URL with its port', REST, { url: `https://${HOST}:443/prod/a` }, '/prod/a'],
    ['a URL in capitals', REST, { url: `HTTPS://${HOST.toUpperCase()}/prod/a` }, '/prod/a'],
    ['what is encoded stays', REST, { url: '/a%2Fb%20c?d=%2B+' }, '/prod/a%2Fb%20c?d=%2B+'],
    ['what is broken stays', REST, { url: '/%zz?a=%' }, '/prod/%zz?a=%'],
    [
      'what has to be encoded is',
      REST,
      { url: '/caf\u00e9 x?q=\u{1F600} y' },
      '/prod/caf%C3%A9%20x?q=%F0%9F%98%80%20y',
    ],
    ['half a letter', REST, { url: '/\ud800' }, '/prod/%EF%BF%BD'],
    ['what is printable stays', REST, { url: '/!$&\'()*+,;=:@[]|^`{}<>"\\' }, '/prod/!$&\'()*+,;=:@[]|^`{}<>"\\'],
    ['a fragment is never sent', REST, { url: '/a?b#c?d' }, '/prod/a?b'],
    ['a question mark alone is not, either', REST, { url: '/a?' }, '/prod/a'],
    ['slashes stay', REST, { url: '//a//' }, '/prod//a//'],
  ])('%s', (_, api, input, target) => {
    expect(targetOf(api, input)).toBe(target);
  });

  test('is printable ASCII, whatever was written', () => {
    holds([fc.string({ unit: 'binary' })], (text) => {
      expect(targetOf(REST, { url: `/${text}` })).toMatch(/^\/prod\/[\x21-\x7e]*$/);
    });
  });
});

describe('headers', () => {
  test.each<[behaviour: string, headers: NonNullable<Exclude<RequestInput, string>['headers']>, lines: unknown]>([
    ['none', {}, []],
    [
      'a record',
      { a: '1', B: '2' },
      [
        ['a', '1'],
        ['B', '2'],
      ],
    ],
    [
      'a record of several values',
      { a: ['1', '2'] },
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    [
      'lines in their order',
      [
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ],
      [
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ],
    ],
    ['white space around a value', { a: ' 1 \t' }, [['a', '1']]],
    ['an empty value', { a: '' }, [['a', '']]],
  ])('%s', (_, headers, lines) => {
    expect(headersOf({ url: '/', headers })).toEqual(lines);
    expect(headersOf({ event: 'CONNECT', headers }, SOCKET)).toEqual(lines);
  });

  test.each<[behaviour: string, input: Exclude<RequestInput, string>, lines: unknown]>([
    ['of a text, in bytes', { url: '/', body: 'h\u00e9' }, [['Content-Length', '3']]],
    ['of bytes', { url: '/', body: new Uint8Array(5) }, [['Content-Length', '5']]],
    ['of an empty body', { url: '/', body: '' }, [['Content-Length', '0']]],
    ['not of none', { url: '/' }, []],
    ['not where it is said', { url: '/', body: 'a', headers: { 'content-length': '9' } }, [['content-length', '9']]],
    [
      'not of chunks',
      { url: '/', body: 'a', headers: { 'Transfer-Encoding': 'chunked' } },
      [['Transfer-Encoding', 'chunked']],
    ],
  ])('the length: %s', (_, input, lines) => {
    expect(headersOf(input)).toEqual(lines);
  });
});

test.each<[behaviour: string, body: string | Uint8Array, bytes: readonly number[]]>([
  ['text is sent as UTF-8', 'h\u00e9', [0x68, 0xc3, 0xa9]],
  ['bytes as they are', Uint8Array.of(0, 255), [0, 255]],
])('a body: %s', (_, body, bytes) => {
  expect(createRequest(REST, { url: '/', body })).toMatchObject({ body: Uint8Array.from(bytes) });
});

test('who calls is told along', () => {
  expect(createRequest(REST, { url: '/', sourceIp: '::1' })).toMatchObject({ sourceIp: '::1' });
  expect(createRequest(SOCKET, { event: 'CONNECT', sourceIp: '::1' })).toMatchObject({ sourceIp: '::1' });
});

describe('on a connection', () => {
  test.each<[behaviour: string, api: Api, input: Exclude<RequestInput, string>, sent: object]>([
    ['the only stage', SOCKET, { event: 'CONNECT' }, { event: 'CONNECT', stage: 'dev', query: '', headers: [] }],
    ['the stage that is said', apiOf('websocket', 'a', 'b'), { event: 'CONNECT', stage: 'b' }, { stage: 'b' }],
    ['a query', SOCKET, { event: 'CONNECT', url: '?a=b' }, { stage: 'dev', query: 'a=b' }],
    ['a whole URL', SOCKET, { event: 'CONNECT', url: `wss://${HOST}/beta?a=b#c` }, { stage: 'beta', query: 'a=b' }],
    ['a URL without a stage', SOCKET, { event: 'CONNECT', url: `wss://${HOST}` }, { stage: 'dev' }],
    ['a message', SOCKET, { event: 'MESSAGE', body: 'hi' }, { event: 'MESSAGE', body: 'hi' }],
    ['the end', SOCKET, { event: 'DISCONNECT' }, { event: 'DISCONNECT' }],
  ])('%s', (_, api, input, sent) => {
    expect(createRequest(api, input)).toMatchObject(sent);
  });
});

describe('nothing to send', () => {
  test.each<[behaviour: string, api: Api, input: RequestInput, fault: RegExp]>([
    ['no path', REST, 'pets', /^expected a path such as `\/pets`, or a URL, found `pets`$/],
    ['nothing', REST, '', /^expected a path/],
    ['a method alone', REST, 'GET', /^expected a path such as `\/pets`, or a URL, found `GET`$/],
    ['a method that is none', REST, 'G(T /a', /^expected a method such as GET, found `G\(T`$/],
    ['an empty method', REST, { method: '', url: '/' }, /^expected a method such as GET, found ``$/],
    ['a custom domain', REST, 'https://api.example.com/a', /^`api.example.com` is no execute-api host$/],
    ['no host', REST, 'https:///a', /^`` is no execute-api host$/],
    ['a host of another partition', REST, `https://${HOST}.cn/prod/a`, /is no execute-api host$/],
    [
      'another API',
      REST,
      'https://zzzzzzzzzz.execute-api.us-east-2.amazonaws.com/a',
      /^the URL is that of the API `zzzzzzzzzz`, not of `a1b2c3d4e5`$/,
    ],
    ['another region', REST, `https://${ID}.execute-api.eu-west-1.amazonaws.com/prod/a`, /eu-west-1.*us-east-2/],
    ['several stages', apiOf('rest', 'a', 'b'), '/', /^a request goes to a stage \(`a`, `b`\): which one\?$/],
    ['no stage', apiOf('rest'), '/', /^a request goes to a stage: which one\?$/],
    ['several stages, none $default', apiOf('http', 'a', 'b'), '/', /^a request goes to a stage/],
    [
      'a URL of another stage',
      REST,
      { url: `https://${HOST}/dev/a`, stage: 'x' },
      /^the URL is of the stage `dev`, not of `x`$/,
    ],
    [
      'a connection to another stage',
      SOCKET,
      { event: 'CONNECT', url: `wss://${HOST}/dev`, stage: 'x' },
      /^the URL is of the stage `dev`, not of `x`$/,
    ],
    ['a body that is an object', REST, { url: '/', body: { a: 1 } } as never, /^a body is text or bytes$/],
    ['a body that is a number', HTTP, { url: '/', body: 7 } as never, /^a body is text or bytes$/],
    ['a name of a header', REST, { url: '/', headers: { 'a b': '1' } }, /^expected the name of a header, found `a b`$/],
    ['no name of a header', REST, { url: '/', headers: { '': '1' } }, /^expected the name of a header, found ``$/],
    ['a line break in a header', REST, { url: '/', headers: { a: '1\r\nb: 2' } }, /^the header `a` has a line break/],
    ['a NUL in a header', REST, { url: '/', headers: [['a', '1\0']] }, /^the header `a` has a line break/],
    ['a request to a WebSocket API', SOCKET, '/', /^a WebSocket API takes connections and messages, not requests$/],
    ['a connection to a REST API', REST, { event: 'CONNECT', url: '/' }, /^only the clients of a WebSocket API/],
    ['a message to an HTTP API', HTTP, { event: 'MESSAGE', body: 'x' }, /^only the clients of a WebSocket API/],
  ])('%s', (_, api, input, fault) => {
    expect(createRequest(api, input)).toMatchObject({ fault: expect.stringMatching(fault) });
  });

  test.each<[api: Api, input: RequestInput, hint: RegExp]>([
    [SOCKET, '/', /`connect`, `message` or `disconnect`/],
    [apiOf('rest'), '/', /^say the stage, or the whole URL$/],
    [REST, 'https://api.example.com/a', /^of a custom domain/],
    [REST, { url: '/', body: { a: 1 } } as never, /`JSON.stringify\(body\)`/],
  ])('and what to do (%#)', (api, input, hint) => {
    expect(createRequest(api, input)).toMatchObject({ hint: expect.stringMatching(hint) });
  });
});
