// Does what stands in for a function get the event and answer as Lambda would, and is what cannot stand in told?

import { describe, expect, test } from '@jest/globals';
import { runInProject } from '../support/world.js';
import { allow, FUNCTION } from '../support/worlds.js';

const GET = ['simulate', 'GET /orders', '--type', 'rest', '--route', 'GET /orders', '--stage', 'prod'];
const API = ['--function', FUNCTION, '--api', 'a1b2c3d4e5', '--policy', 'policy.json'];
const HANDLERS = 'fixtures/handlers';
const KEEPER = 'arn:aws:lambda:us-east-2:111122223333:function:keeper';
const files = {
  'policy.json': JSON.stringify({ Version: '2012-10-17', Statement: allow() }),
  'keeper.json': JSON.stringify({ Version: '2012-10-17', Statement: allow({ Resource: KEEPER }) }),
  'ok.json': '{"statusCode":201,"headers":{"X-A":"b"},"body":"made"}',
  'bom.json': '\ufeff{"statusCode":204}',
  'null.json': 'null',
  'text.json': '"Unauthorized"',
  'error.json': '{"errorType":"PetError","errorMessage":"no such pet"}',
  'empty.json': '{"errorMessage":""}',
  'broken.json': '{"statusCode":',
  'bytes.json': Uint8Array.of(0xff, 0xfe, 0xfd),
  'pass.json': '{"isAuthorized":true,"context":{"who":"me"}}',
  'refuse.json': '{"isAuthorized":false}',
  'locked.json': new Error("EACCES: permission denied, open 'locked.json'"),
};

/** What the program says as data, and beside it. */
async function simulated(...argv: readonly string[]) {
  const { stdout, stderr, exitCode } = await runInProject([...GET, ...API, '--format', 'json', ...argv], { files });
  return { ...JSON.parse(stdout), stderr, exitCode };
}

describe('a result', () => {
  test.each<[what: string, file: string, status: number, exitCode: number, outcome: object]>([
    ['is what the caller gets', 'ok.json', 201, 0, { kind: 'result', result: JSON.parse(files['ok.json']) }],
    ['may have a byte order mark', 'bom.json', 204, 0, { kind: 'result', result: { statusCode: 204 } }],
    ['of null is malformed for a REST API', 'null.json', 502, 1, { kind: 'result', result: null }],
    ['of a text is malformed too', 'text.json', 502, 1, { kind: 'result', result: 'Unauthorized' }],
  ])('%s', async (_, file, status, exitCode, outcome) => {
    expect(await simulated('--response', file)).toMatchObject({ response: { status }, exitCode, outcome, stderr: '' });
  });

  test('of null is an empty answer of an HTTP API', async () => {
    const argv = ['simulate', '/orders', '--type', 'http', '--route', 'GET /orders', ...API, '--response', 'null.json'];
    const { stdout, exitCode } = await runInProject([...argv, '--format', 'http'], { files });
    expect([stdout.split('\n')[0], exitCode]).toEqual(['HTTP/1.1 200 OK', 0]);
  });

  test('comes from standard input', async () => {
    const argv = [...GET, ...API, '--response', '-', '--format', 'http'];
    const { stdout } = await runInProject(argv, { files, stdin: files['ok.json'] });
    expect(stdout).toMatch(/^HTTP\/1\.1 201 Created\n.*\nX-A: b\n.*\n\nmade\n$/s);
  });
});

describe('an error', () => {
  test.each<[what: string, file: string, errorType: string, errorMessage: string]>([
    ['has a type and a message', 'error.json', 'PetError', 'no such pet'],
    ['is a message alone', 'text.json', 'Error', 'Unauthorized'],
    ['has an empty message', 'empty.json', 'Error', ''],
  ])('%s', async (_, file, errorType, errorMessage) => {
    const outcome = { kind: 'error', errorType, errorMessage };
    expect(await simulated('--error', file)).toMatchObject({ outcome, response: { status: 502 }, exitCode: 1 });
  });
});

describe('a handler', () => {
  test.each<[what: string, handler: string, result: object]>([
    ['of an ES module', 'echo.mjs', { event: { path: '/orders' } }],
    ['of a CommonJS module', 'echo.cjs', { event: { path: '/orders' } }],
    ['named as if nobody named it', 'echo.mjs#', { event: { path: '/orders' } }],
    ['that takes a callback', 'echo.mjs#sync', { event: { path: '/orders' } }],
    ['that is nested', 'echo.mjs#group.inner.handler', 'nested' as unknown as object],
    ['that calls back', 'callbacks.cjs#once', 'called back' as unknown as object],
    ['in a file with a # in its name', 'a#b.mjs#handler', 'a#b' as unknown as object],
    ['in a file with an odd name', 'with space%20and?.mjs', 'odd name' as unknown as object],
  ])('%s', async (_, handler, result) => {
    const told = await simulated('--handler', `${HANDLERS}/${handler}`);
    expect(told.outcome).toMatchObject({ kind: 'result' });
    expect([told.outcome.result]).toMatchObject([result]);
  });

  test('of the pets answers as in the README, with its log beside the answer', async () => {
    const argv = ['simulate', '/pets/7?color=red', '--type', 'rest', '--route', 'GET /pets/{petId}', '--stage', 'prod'];
    const outcome = await runInProject([...argv, ...API, '--handler', `${HANDLERS}/pets.mjs`, '--format', 'http'], {
      files,
    });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: 'looking for pet 7\n' });
    expect(outcome.stdout).toMatch(/\n\n{"id":7,"color":"red"}\n$/);
  });

  test.each<[what: string, handler: string, more: string[], errorType: string, errorMessage: RegExp]>([
    ['throws', 'throws.mjs#error', [], 'PetError', /^no such pet$/],
    ['rejects a promise beside its own', 'throws.mjs#rejected', [], 'Runtime.UnhandledPromiseRejection', /rejected/],
    ['exits', 'hostile.mjs#exitsSilently', [], 'Runtime.ExitError', /Runtime exited/],
    ['runs for ever', 'hostile.mjs#spins', ['--timeout', '0.2'], 'Sandbox.Timedout', /timed out after 0\.20 seconds$/],
    ['waits for ever', 'hostile.mjs#waits', ['--timeout', '0.1'], 'Sandbox.Timedout', /timed out after 0\.10 seconds$/],
    ['is not exported', 'echo.mjs#none', [], 'Runtime.HandlerNotFound', /none/],
    ['is no function', 'echo.mjs#text', [], 'Runtime.HandlerNotFound', /text/],
    ['does not parse', 'syntax.mjs', [], 'Runtime.UserCodeSyntaxError', /SyntaxError/],
    ['imports what is not there', 'missing.cjs', [], 'Runtime.ImportModuleError', /no-such-package-of-pets/],
  ])('that %s is an outcome', async (_, handler, more, errorType, errorMessage) => {
    const told = await simulated('--handler', `${HANDLERS}/${handler}`, ...more);
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'function', exitCode: 1 });
    expect(told.outcome).toMatchObject({ kind: 'error', errorType, errorMessage: expect.stringMatching(errorMessage) });
  });

  test('has the environment of the flags, and none of ours', async () => {
    process.env['SOURCEARN_SECRET'] = 'ours';
    const env = ['--env', 'TABLE=pets', '--env', 'EMPTY=', '--env', 'URL=a=b'];
    const { outcome } = await simulated('--handler', `${HANDLERS}/context.mjs#variables`, ...env, '--memory', '512');
    delete process.env['SOURCEARN_SECRET'];
    expect(outcome.result).toMatchObject({ TABLE: 'pets', EMPTY: '', URL: 'a=b' });
    expect(outcome.result).toMatchObject({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512' });
    expect(outcome.result).not.toHaveProperty('SOURCEARN_SECRET');
  });

  test('knows the function that the integration names', async () => {
    const { outcome } = await simulated('--handler', `${HANDLERS}/context.mjs`, '--timeout', '10');
    expect(outcome.result).toMatchObject({ invokedFunctionArn: FUNCTION, functionName: 'orders' });
    expect(outcome.result.left).toBeGreaterThan(3000);
  });

  test('does not run where the policy refuses', async () => {
    const argv = [...GET, ...API.slice(0, -2), '--no-policy', '--handler', `${HANDLERS}/pets.mjs`];
    expect(await runInProject(argv, { files })).toMatchObject({ exitCode: 1, stderr: '' });
  });

  test.each<[event: string, argv: string[]]>([
    ['is not run for the event alone', ['--handler', `${HANDLERS}/pets.mjs`]],
  ])('%s', async (_, argv) => {
    const outcome = await runInProject([...GET, ...API, '--event', ...argv], { files });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('an authorizer', () => {
  const orders = ['simulate', '/orders/7', '--definition', 'fixtures/apis/orders-http.yaml', '--format', 'json'];
  const policies = ['--policy', 'policy.json', '--policy', 'keeper.json', '--header', 'Authorization: me'];
  const asked = async (...argv: readonly string[]) => {
    const { stdout, exitCode } = await runInProject([...orders, ...policies, ...argv], { files });
    return { ...JSON.parse(stdout), exitCode };
  };

  test.each<[what: string, argv: string[], told: object]>([
    [
      'passes, and its context is in the event',
      ['--authorizer-response', 'pass.json', '--response', 'ok.json'],
      { exitCode: 0, event: { requestContext: { authorizer: { lambda: { who: 'me' } } } }, response: { status: 201 } },
    ],
    [
      'passes, and the function is reached',
      ['--authorizer-response', 'pass.json'],
      { exitCode: 0, verdict: 'functionReached', response: null },
    ],
    [
      'is not given, but the function is',
      ['--response', 'ok.json'],
      {
        exitCode: 1,
        verdict: 'unknown',
        stoppedAt: 'authorizer',
        hint: expect.stringContaining('--authorizer-response'),
      },
    ],
    ['refuses', ['--authorizer-response', 'refuse.json'], { exitCode: 1, response: { status: 403 }, event: null }],
    [
      'answers nothing that is taken',
      ['--authorizer-response', 'null.json'],
      { exitCode: 1, stoppedAt: 'authorizer', response: { status: 500 } },
    ],
    [
      'is a handler, whose answer is none',
      ['--authorizer-handler', `${HANDLERS}/echo.mjs`],
      { exitCode: 1, stoppedAt: 'authorizer', authorizer: { outcome: { result: { event: { type: 'REQUEST' } } } } },
    ],
    [
      'fails',
      ['--authorizer-handler', `${HANDLERS}/throws.mjs#error`],
      { exitCode: 1, authorizer: { outcome: { kind: 'error', errorType: 'PetError' } }, response: { status: 500 } },
    ],
    [
      'is not given',
      [],
      {
        exitCode: 1,
        verdict: 'unknown',
        hint: expect.stringContaining('--authorizer-handler or --authorizer-response'),
      },
    ],
    [
      'and function are told apart',
      ['--authorizer-response', 'pass.json', '--error', 'error.json'],
      { exitCode: 1, stoppedAt: 'function', outcome: { errorType: 'PetError' } },
    ],
  ])('%s', async (_, argv, told) => {
    expect(await asked(...argv)).toMatchObject(told);
  });
});

describe('what cannot stand in', () => {
  test.each<[what: string, argv: string[], exitCode: number, said: RegExp]>([
    [
      'a handler in no file',
      ['--handler', 'none.mjs'],
      3,
      /there is no file `none\.mjs` to take the handler from: .*`\.\/h\.mjs#handler`$/m,
    ],
    [
      'a handler as Lambda names it',
      ['--handler', 'h.handler'],
      3,
      /`h\.handler` to take the handler from: name the file, and its export behind a `#`, such as `\.\/h\.mjs#handler`$/m,
    ],
    ['an export in no file', ['--handler', 'none.mjs#a'], 3, /there is no file `none\.mjs` to take the handler from$/m],
    ['a handler in a folder', ['--handler', HANDLERS], 3, /there is no file `fixtures\/handlers`/],
    ['an export of no file', ['--handler', '#handler'], 3, /there is no file ``/],
    ['an authorizer in no file', ['--authorizer-handler', 'none.mjs'], 3, /there is no file `none\.mjs`/],
    ['a result in no file', ['--response', 'none.json'], 3, /`none\.json`: there is no such file$/m],
    ['a result in a folder', ['--response', HANDLERS], 3, /`fixtures\/handlers`: this is a folder$/m],
    ['a result that is locked', ['--response', 'locked.json'], 3, /`locked\.json`: it cannot be read: EACCES/],
    ['a result that breaks off', ['--response', 'broken.json'], 3, /`broken\.json` is not JSON: ./],
    ['an authorizer’s that breaks off', ['--authorizer-response', 'broken.json'], 3, /`broken\.json` is not JSON: ./],
    ['a result of bytes', ['--response', 'bytes.json'], 3, /`bytes\.json` is not JSON: ./],
    ['an error in no file', ['--error', 'none.json'], 3, /`none\.json`: there is no such file$/m],
    ['an error that breaks off', ['--error', 'broken.json'], 3, /`broken\.json` is not JSON: ./],
    ['a handler and a result', ['--handler', 'a', '--response', 'b'], 2, /only one of --handler, --response can stand/],
    [
      'all three',
      ['--error', 'a', '--handler', 'b', '--response', 'c'],
      2,
      /only one of --handler, --response, --error/,
    ],
    [
      'two authorizers',
      ['--authorizer-handler', 'a', '--authorizer-response', 'b'],
      2,
      /only one of --authorizer-handler, --authorizer-response can stand in for the authorizer$/m,
    ],
    ...['0', '0.09', '900.1', 'x', '-1', '1e2', ''].map((seconds): [string, string[], number, RegExp] => [
      `a handler that may run \`${seconds}\` seconds`,
      ['--handler', `${HANDLERS}/echo.mjs`, `--timeout=${seconds}`],
      2,
      new RegExp(`expected a number from 0.1 to 900 as --timeout, found \`${seconds}\`$`, 'm'),
    ]),
    ...['127', '10241', 'x', '128MB'].map((memory): [string, string[], number, RegExp] => [
      `a handler with \`${memory}\` of memory`,
      ['--handler', `${HANDLERS}/echo.mjs`, '--memory', memory],
      2,
      new RegExp(`expected a number from 128 to 10240 as --memory, found \`${memory}\`$`, 'm'),
    ]),
    [
      'a variable without a value',
      ['--handler', `${HANDLERS}/echo.mjs`, '--env', 'A'],
      2,
      /name=value as --env, found `A`/,
    ],
    [
      'a variable twice',
      ['--handler', `${HANDLERS}/echo.mjs`, '--env', 'A=1', '--env', 'A=2'],
      2,
      /--env says `A` twice/,
    ],
  ])('%s', async (_, argv, exitCode, said) => {
    const outcome = await runInProject([...GET, ...API, ...argv], { files });
    expect(outcome).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(said) });
    expect(outcome.stderr).toMatch(/^error: /);
  });
});
