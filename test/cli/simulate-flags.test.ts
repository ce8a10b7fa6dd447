// Do the flags of `simulate` send the request that they name, byte for byte, and is every other one wrong usage?

import { describe, expect, test } from '@jest/globals';
import { InputError, type Io, UsageError } from '../../src/cli/command.js';
import { isSocket, numberOf, requestInput, type SimulateFlags, timeOf } from '../../src/cli/simulate-flags.js';
import { requestLine } from '../../src/gateway/request.js';

const FLAGS: SimulateFlags = { format: 'text', color: false };
const BYTES = Uint8Array.of(0, 255, 13, 10, 128);
const ACCEPT = ['Accept', '*/*'];
const AGENT = ['User-Agent', 'sourcearn'];

const unexpected = () => {
  throw new Error('nothing is to be written');
};
/** A world with a file of bytes, one of text, and some on standard input. */
const io: Io = {
  stdin: async () => Buffer.from('piped'),
  stdout: unexpected,
  stderr: unexpected,
  files: {
    read: async (path) => (path === 'body.bin' ? BYTES : Buffer.from('\ufeff{"ö":1}\r\n')),
    kindOf: async (path) =>
      ['body.bin', 'text.json'].includes(path) ? 'file' : path === 'bodies' ? 'folder' : undefined,
    list: async () => [],
  },
  env: {},
  isTerminal: false,
  isErrorTerminal: false,
};

const inputOf = (line: string, flags: Partial<SimulateFlags> = {}) =>
  requestInput(requestLine(line), { ...FLAGS, ...flags }, io);

describe('method and URL', () => {
  test.each<[line: string, method: string | undefined, url: string]>([
    ['GET /pets', 'GET', '/pets'],
    ['get /pets', 'get', '/pets'],
    ['GET   /pets', 'GET', '/pets'],
    ['  GET\t/pets\n', 'GET', '/pets'],
    ['GET /pets HTTP/1.1', 'GET', '/pets'],
    ['/pets?name=old cat', undefined, '/pets?name=old cat'],
    ['GET /pets?name=old cat', 'GET', '/pets?name=old cat'],
    ['GET /pets\n/more', 'GET', '/pets\n/more'],
    ['PURGE https://a.example/b', 'PURGE', 'https://a.example/b'],
    ['/pets', undefined, '/pets'],
    [' /pets ', undefined, '/pets'],
    ['https://a.example/b?c#d', undefined, 'https://a.example/b?c#d'],
    ['?a=1', undefined, '?a=1'],
    ['GET', undefined, 'GET'],
    ['', undefined, ''],
    ['  ', undefined, ''],
  ])('`%s`', (line, method, url) => {
    expect(requestLine(line)).toEqual({ method, url });
  });
});

describe('the method', () => {
  test.each<[what: string, line: string, data: string | undefined, method: string]>([
    ['is GET where nobody says another', '/pets', undefined, 'GET'],
    ['is POST where there is a body', '/pets', 'x', 'POST'],
    ['is POST where the body is empty', '/pets', '', 'POST'],
    ['is what is said, body or not', 'PUT /pets', 'x', 'PUT'],
    ['is GET with a body where that is said', 'GET /pets', 'x', 'GET'],
  ])('%s', async (_, line, data, method) => {
    expect(await inputOf(line, data === undefined ? {} : { data })).toMatchObject({ method, url: '/pets' });
  });
});

describe('the body', () => {
  test.each<[what: string, data: string, body: unknown]>([
    ['is the text', '{"a":1}', '{"a":1}'],
    ['is the text, letters beyond ASCII among it', 'straße 🐈', 'straße 🐈'],
    ['is a file’s bytes as they are', '@body.bin', BYTES],
    ['is what is piped', '@-', Buffer.from('piped')],
    ['is text where the @ stands further on', 'a@b', 'a@b'],
  ])('%s', async (_, data, body) => {
    expect(await inputOf('/pets', { data })).toMatchObject({ body });
  });

  test('is left out where there is none', async () => {
    expect(await inputOf('/pets')).not.toHaveProperty('body');
  });
});

describe('the headers', () => {
  test.each<[what: string, header: string[], headers: string[][]]>([
    ['are those of any client', [], [ACCEPT, AGENT]],
    ['come behind those', ['X-A: b'], [ACCEPT, AGENT, ['X-A', 'b']]],
    [
      'keep their order, the same name twice too',
      ['b: 1', 'a: 2', 'b: 3'],
      [ACCEPT, AGENT, ['b', '1'], ['a', '2'], ['b', '3']],
    ],
    ['replace a usual one, whatever its case', ['ACCEPT: text/html'], [AGENT, ['ACCEPT', 'text/html']]],
    ['leave out a usual one that has no value', ['accept:'], [AGENT]],
    ['leave out all that have no value', ['Accept: ', 'user-agent:', 'X-A:'], []],
    ['may hold colons', ['Time: 12:00:00'], [ACCEPT, AGENT, ['Time', '12:00:00']]],
    ['lose the spaces around', [' X-A :  b c '], [ACCEPT, AGENT, ['X-A', 'b c']]],
    ['keep what is beyond ASCII', ['X-A: ö'], [ACCEPT, AGENT, ['X-A', 'ö']]],
  ])('%s', async (_, header, headers) => {
    expect(await inputOf('/pets', { header })).toMatchObject({ headers });
  });
});

test('stage and address are those of the flags, and not there without them', async () => {
  expect(await inputOf('/', { stage: 'prod', sourceIp: '198.51.100.7' })).toMatchObject({
    stage: 'prod',
    sourceIp: '198.51.100.7',
  });
  expect(Object.keys(await inputOf('/'))).toEqual(['headers', 'method', 'url']);
});

describe('what happens on a connection', () => {
  test.each<[what: string, line: string, flags: Partial<SimulateFlags>, input: object]>([
    ['a client connects', '', { connect: true }, { event: 'CONNECT', url: '' }],
    ['a client connects with a query', '?a=1', { connect: true }, { event: 'CONNECT', url: '?a=1' }],
    ['a client sends a message', '', { message: '{}' }, { event: 'MESSAGE', body: '{}' }],
    ['a client sends an empty message', '', { message: '' }, { event: 'MESSAGE', body: '' }],
    [
      'a message behind an @ is the text of that file, as it is',
      '',
      { message: '@text.json' },
      { event: 'MESSAGE', body: '\ufeff{"ö":1}\r\n' },
    ],
    ['a message is piped', '', { message: '@-' }, { event: 'MESSAGE', body: 'piped' }],
    ['a message has an @ further on', '', { message: 'a@b' }, { event: 'MESSAGE', body: 'a@b' }],
    ['a client has gone', '', { disconnect: true }, { event: 'DISCONNECT', url: '' }],
    [
      'with headers, stage and address',
      '',
      { connect: true, header: ['Origin: https://a.example', 'Accept:'], stage: 'prod', sourceIp: '198.51.100.7' },
      { headers: [AGENT, ['Origin', 'https://a.example']], stage: 'prod', sourceIp: '198.51.100.7' },
    ],
  ])('%s', async (_, line, flags, input) => {
    expect(isSocket({ ...FLAGS, ...flags })).toBe(true);
    expect(await inputOf(line, flags)).toMatchObject(input);
  });

  test.each([
    ['@body.bin', /^the message in `body\.bin` cannot be sent: it is not UTF-8, and messages are text$/],
    ['@none', /`none` cannot be sent: there is no such file$/],
  ])('a message in `%s` cannot be sent', async (message, said) => {
    const fault = await inputOf('', { message }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(InputError);
    expect(fault).toMatchObject({ message: expect.stringMatching(said) });
  });

  test('is nothing that a request does', () => {
    expect(isSocket({ ...FLAGS, data: 'x', stage: 'prod' })).toBe(false);
  });
});

describe('wrong usage', () => {
  test.each<[what: string, line: string, flags: Partial<SimulateFlags>, message: RegExp, hint: string | undefined]>([
    [
      'a header without a colon',
      '/',
      { header: ['X-A'] },
      /^expected "Name: value" as --header, found `X-A`$/,
      undefined,
    ],
    ['a header without a name', '/', { header: [': b'] }, /as --header, found `: b`$/, undefined],
    ['an empty header', '/', { header: [''] }, /as --header, found ``$/, undefined],
    ['a bad header of a connection', '', { connect: true, header: ['X-A'] }, /as --header/, undefined],
    [
      'connecting and leaving',
      '',
      { connect: true, disconnect: true },
      /^only one of --connect, --disconnect happens/,
      undefined,
    ],
    [
      'all three',
      '',
      { disconnect: true, message: 'x', connect: true },
      /--connect, --message, --disconnect/,
      undefined,
    ],
    ['a connection with a method', 'GET /', { connect: true }, /no method$/, 'write its URL, or its query, alone'],
    ['a message with a body', '', { message: 'x', data: 'y' }, /given with --message$/, 'leave out --data'],
  ])('%s', async (_, line, flags, message, hint) => {
    const fault = await inputOf(line, flags).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(UsageError);
    expect(fault).toMatchObject({ message: expect.stringMatching(message) });
    expect((fault as UsageError).hint).toBe(hint);
  });
});

describe('--now', () => {
  test.each<[now: string | undefined, time: number | undefined]>([
    [undefined, undefined],
    ['1970-01-01T00:00:00Z', 0],
    ['2026-11-23T12:00:00Z', 1_795_435_200_000],
    ['2026-11-23T12:00:00.123+01:00', 1_795_431_600_123],
    ['2026-11-23', 1_795_392_000_000],
  ])('%s', (now, time) => {
    expect(timeOf(now)).toBe(time);
  });

  test.each(['', 'soon', '2026-13-01T00:00:00Z', '2026-11-23T25:00:00Z'])('`%s` is no time', (now) => {
    const message = `expected a time such as 2026-11-23T12:00:00Z as --now, found \`${now}\``;
    expect(() => timeOf(now)).toThrow(new UsageError(message));
  });
});

describe('numbers', () => {
  test.each<[text: string | undefined, number: number | undefined]>([
    [undefined, undefined],
    ['0.5', 0.5],
    ['1', 1],
    ['007', 7],
    ['10', 10],
    ['10.0', 10],
  ])('%s', (text, number) => {
    expect(numberOf('--timeout', text, 0.5, 10)).toBe(number);
  });

  test.each([
    '',
    'x',
    '-1',
    '+1',
    '0.4',
    '10.01',
    '1e1',
    '0x1',
    '1,5',
    ' 1',
    '.5',
    '5.',
    'Infinity',
    'NaN',
    '٣',
  ])('`%s` is none, or out of range', (text) => {
    const message = `expected a number from 0.5 to 10 as --timeout, found \`${text}\``;
    expect(() => numberOf('--timeout', text, 0.5, 10)).toThrow(new UsageError(message));
  });
});
