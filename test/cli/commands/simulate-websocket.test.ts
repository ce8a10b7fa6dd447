// Does `sourcearn simulate` tell what happens on the connections of a WebSocket API?

import { describe, expect, test } from '@jest/globals';
import { run } from '../../support/world.js';
import { allow, FUNCTION } from '../../support/worlds.js';

const API = ['--type', 'websocket', '--stage', 'prod', '--function', FUNCTION, '--api', 'c3d4e5f6a7'];
const ROUTES = ['$connect', '$disconnect', 'send'].flatMap((route) => ['--route', route]);
const ALL = [...API, ...ROUTES];
const URL = 'wss://c3d4e5f6a7.execute-api.us-east-2.amazonaws.com/prod';
const files = {
  'policy.json': JSON.stringify({ Version: '2012-10-17', Statement: allow() }),
  'ok.json': '{"statusCode":200,"body":"made"}',
  'refuse.json': '{"statusCode":403,"body":"no"}',
  'error.json': '{"errorMessage":"no such table"}',
};

async function asData(...argv: readonly string[]) {
  const { stdout, stderr, exitCode } = await run(['simulate', ...argv, '--format', 'json'], { files });
  return { ...JSON.parse(stdout), stderr, exitCode };
}

describe('what happens', () => {
  const SEND = ['--message', '{"action":"send"}'];
  const OK = ['--policy', 'policy.json', '--response', 'ok.json'];

  test.each<[what: string, argv: string[], told: object]>([
    [
      'a client connects',
      ['--connect', ...ALL, ...OK],
      { exitCode: 0, verdict: 'functionResponse', route: { key: '$connect' }, request: { event: 'CONNECT' } },
    ],
    [
      'a client is refused by the function',
      ['--connect', ...ALL, '--policy', 'policy.json', '--response', 'refuse.json'],
      { response: { status: 403 } },
    ],
    [
      'a client connects with a query',
      ['?a=1', '--connect', ...ALL, ...OK],
      { event: { queryStringParameters: { a: '1' } } },
    ],
    [
      'a client connects by the URL',
      [`${URL}?a=1`, '--connect', ...ALL, ...OK],
      { exitCode: 0, request: { stage: 'prod', query: 'a=1' } },
    ],
    [
      'a client sends a message',
      [...SEND, ...ALL, ...OK],
      { exitCode: 0, route: { key: 'send' }, event: { body: '{"action":"send"}' } },
    ],
    [
      'a client has gone',
      ['--disconnect', ...ALL, ...OK],
      { exitCode: 0, route: { key: '$disconnect' }, response: null },
    ],
    [
      'a message that the policy refuses',
      [...SEND, ...ALL, '--no-policy'],
      {
        exitCode: 1,
        stoppedAt: 'permission',
        frame: expect.stringContaining('"Internal server error"'),
        response: null,
      },
    ],
    [
      'a client that the policy refuses',
      ['--connect', ...ALL, '--no-policy'],
      { exitCode: 1, response: { status: 500 } },
    ],
    [
      'a message that no route takes',
      ['--message', '{"action":"x"}', ...ALL, '--no-policy'],
      { exitCode: 1, stoppedAt: 'route', frame: expect.stringContaining('"Forbidden"') },
    ],
    [
      'a message that is no JSON',
      ['--message', 'x', ...ALL, '--no-policy'],
      { exitCode: 1, reason: expect.stringContaining('`$default`') },
    ],
    [
      'a client where nothing is asked',
      ['--connect', ...API, '--route', 'send', '--no-policy'],
      { exitCode: 1, verdict: 'gatewayResponse', response: { status: 101 } },
    ],
    [
      'a message to a function that fails',
      [...SEND, ...ALL, '--policy', 'policy.json', '--error', 'error.json'],
      { exitCode: 1, stoppedAt: 'function' },
    ],
  ])('%s', async (_, argv, told) => {
    expect(await asData(...argv)).toMatchObject({ ...told, stderr: '' });
  });
});

describe('as text', () => {
  test('tells the message that the client gets', async () => {
    const argv = ['simulate', '--message', '{"action":"send"}', ...ALL, '--no-policy'];
    const { stdout } = await run(argv, { files });
    expect(stdout).toMatch(/^API Gateway's own response: `message prod {"action":"send"}` gets a message back: /);
    expect(stdout).toMatch(/\n\nthe client gets the message\n {2}{"message": ?"Internal server error",.*}\n/);
    expect(stdout).not.toContain('the caller gets');
  });

  test('a message has no HTTP text, and that is said beside it', async () => {
    const argv = ['simulate', '--message', '{"action":"send"}', ...ALL, '--no-policy', '--format', 'http'];
    expect(await run(argv, { files })).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^API Gateway's own/),
    });
  });

  test('a connection that is let in without a `$connect` route is nothing bad, though it is not the function’s', async () => {
    const argv = ['simulate', '--connect', ...API, '--route', 'send', '--no-policy'];
    const { stdout, exitCode } = await run(argv, { files, isTerminal: true });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^\u001b\[32m\u001b\[1mAPI Gateway's own response/);
    expect((await run([...argv, '--format', 'http'], { files })).stderr).toBe('');
  });

  test('a connection that is refused is', async () => {
    const argv = ['simulate', '--connect', ...ALL, '--no-policy'];
    expect((await run(argv, { files, isTerminal: true })).stdout).toMatch(/^\u001b\[31m/);
  });
});

test.each([
  [['--connect'], 'CONNECT'],
  [['--message', '{"action":"send"}'], 'MESSAGE'],
  [['--disconnect'], 'DISCONNECT'],
])('the event alone of %j', async (argv, eventType) => {
  const { stdout, stderr, exitCode } = await run(['simulate', ...argv, ...ALL, '--event'], { files });
  expect([JSON.parse(stdout), stderr, exitCode]).toMatchObject([{ requestContext: { eventType } }, '', 0]);
});

test.each<[what: string, argv: string[]]>([
  ['in a file', ['--message', '@message.json']],
  ['on standard input', ['--message', '@-']],
])('a message %s', async (_, argv) => {
  const message = '{"action":"send","text":"ö"}';
  const outcome = await run(['simulate', ...argv, ...ALL, '--event'], {
    files: { ...files, 'message.json': message },
    stdin: message,
  });
  expect([JSON.parse(outcome.stdout), outcome.exitCode]).toMatchObject([{ body: message }, 0]);
});

test.each([[[]], [['--type', 'rest']]])('what happens has to be said (%j)', async (type) => {
  const { exitCode, stderr } = await run(['simulate', ...(type.length > 0 ? type : ALL), '--no-policy'], { files });
  const way =
    type.length > 0
      ? 'write method and path, such as "GET /pets/7"'
      : 'add --connect, --message <text> or --disconnect';
  expect([exitCode, stderr]).toEqual([2, `error: no request to send\n  ${way}\n`]);
});

test.each<[what: string, argv: string[], message: RegExp]>([
  ['a method', ['GET /', '--connect'], /^error: a connection has no method\n {2}write its URL, or its query, alone\n$/],
  ['a body', ['--message', 'x', '--data', 'y'], /^error: a message is given with --message\n {2}leave out --data\n$/],
  [
    'two events',
    ['--message', 'x', '--disconnect'],
    /^error: only one of --message, --disconnect happens at a time\n$/,
  ],
  ['another API’s URL', [URL.replace('c3d4', 'z3d4'), '--connect'], /`c3d4e5f6a7` or `z3d4e5f6a7`\?/],
])('%s is wrong usage', async (_, argv, message) => {
  const outcome = await run(['simulate', ...argv, ...ALL, '--no-policy'], { files });
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
});
