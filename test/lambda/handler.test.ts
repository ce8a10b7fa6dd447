// Is a handler called as Lambda's Node.js runtime calls it, and is what it answers its result?

import { describe, expect, test } from '@jest/globals';
import { parseHandler, runHandler } from '../../src/lambda/handler.js';

const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const ID = '52fdfc07-2182-454f-963f-5f0f9a621d72';
const options = { functionArn: ARN, requestId: ID };

const run = (handler: string, event: unknown = {}, more: object = {}) =>
  runHandler(parseHandler(`fixtures/handlers/${handler}`), event, { ...options, ...more });
const result = (json: unknown) => ({ kind: 'result', result: json });

test.each([
  ['./index.mjs#handler', './index.mjs', 'handler'],
  ['./index.mjs', './index.mjs', 'handler'],
  ['./index.mjs#', './index.mjs', 'handler'],
  ['src/a.cjs#group.inner.handler', 'src/a.cjs', 'group.inner.handler'],
  ['./a#b.mjs#handler', './a#b.mjs', 'handler'],
  ['./a#b.mjs#', './a#b.mjs', 'handler'],
  ['#handler', '', 'handler'],
  ['', '', 'handler'],
])('%j names a file and an export', (text, path, exportName) => {
  expect(parseHandler(text)).toEqual({ path, exportName });
});

describe('a handler is found', () => {
  test.each([
    ['that an ES module exports', 'echo.mjs', { event: {} }],
    ['that is no async function', 'echo.mjs#sync', { event: {} }],
    ['that is a member of an export', 'echo.mjs#group.inner.handler', 'nested'],
    ['in CommonJS', 'echo.cjs', { event: {} }],
    ['in CommonJS that imports an ES module', 'echo.cjs#later', { event: 'imported' }],
    ['in exports that are computed', 'whole.cjs#other', 'other'],
    ['in a file with a # in its name', 'a#b.mjs#handler', 'a#b'],
    ['in a file whose name a URL would change', 'with space%20and?.mjs', 'odd name'],
    ['in a .js of a package of ES modules', 'typed/index.js', 'ES module'],
    ['in a .js of another package', 'untyped/index.js', 'CommonJS'],
    ['after a top-level await', 'init-awaits.mjs', 'awaited'],
  ])('%s', async (_, handler, json) => {
    expect(await run(handler)).toEqual(result(json));
  });
});

test.each([
  ['an object', { a: [1, null, { b: 'é😀' }] }, { a: [1, null, { b: 'é😀' }] }],
  ['null', null, null],
  ['a text', 'text', 'text'],
  ['what JSON does not hold', { when: new Date(0), gone: undefined }, { when: '1970-01-01T00:00:00.000Z' }],
  ['nothing', undefined, {}],
])('the event is JSON: %s', async (_, event, json) => {
  // `run` would put its own event in the place of undefined.
  expect(await runHandler({ path: 'fixtures/handlers/echo.mjs', exportName: 'handler' }, event, options)).toEqual(
    result({ event: json }),
  );
});

test.each([
  ['nothing', 'nothing', null],
  ['null', 'nul', null],
  ['a number', 'number', 7],
  ['what JSON loses', 'lossy', { when: '1970-01-01T00:00:00.000Z', not: null, list: [null], keep: 1 }],
  ['a member named __proto__', 'own', JSON.parse('{"__proto__":{"a":1}}')],
])('the result is JSON: %s', async (_, name, json) => {
  const outcome = await run(`results.mjs#${name}`);
  expect(outcome).toEqual(result(json));
  expect(JSON.stringify(outcome)).toBe(JSON.stringify(result(json)));
});

describe('a callback', () => {
  test.each([
    ['gives the result', 'once', 'called back'],
    ['gives null where it is given nothing', 'nothing', null],
    ['may be called later', 'later', 'later'],
    ['waits until the event loop is empty', 'waits', { waited: true }],
    ['does not wait where the context says so', 'hurries', {}],
    ['counts the first time only', 'twice', 'first'],
    ['counts before what is thrown', 'thrownAfter', 'first'],
    ['counts before what a promise gives', 'promiseAfter', 'called back'],
    ['that is never called gives null, whatever is returned', 'never', null],
    ['may be context.succeed, which does not wait', 'succeed', 'done'],
    ['may be context.done', 'done', 'done'],
    ['may be whatever has a then', 'thenable', 'thenable'],
  ])('%s', async (_, name, json) => {
    expect(await run(`callbacks.cjs#${name}`)).toEqual(result(json));
  });
});

test.each([
  ['the function', '$LATEST', ARN],
  ['an alias, whose version nobody knows', '1', `${ARN}:prod`],
  ['a version', '7', `${ARN}:7`],
])('the context says what is invoked: %s', async (_, version, functionArn) => {
  const outcome = await run('context.mjs', {}, { functionArn, memory: 256, timeout: 5 });
  expect(outcome).toEqual(
    result({
      functionName: 'pets',
      functionVersion: version,
      invokedFunctionArn: functionArn,
      memoryLimitInMB: '256',
      awsRequestId: ID,
      logGroupName: '/aws/lambda/pets',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[(?:\$LATEST|1|7)\][0-9a-f]{32}$/),
      callbackWaitsForEmptyEventLoop: true,
      left: expect.any(Number),
      members: expect.arrayContaining(['succeed', 'fail', 'done', 'getRemainingTimeInMillis', 'identity']),
    }),
  );
  const { left } = (outcome as unknown as { result: { left: number } }).result;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(5000);
});

test('the environment is Lambda’s and the function’s, and nothing of the user’s own', async () => {
  process.env['SOURCEARN_TEST_SECRET'] = 'secret';
  try {
    const env = { TABLE: 'pets', TZ: 'Europe/Rome', AWS_REGION: 'reserved', NODE_OPTIONS: '--no-such-option' };
    const outcome = await run('context.mjs#variables', {}, { functionArn: `${ARN}:prod`, env });
    expect(outcome).toEqual(
      result({
        TABLE: 'pets',
        TZ: 'Europe/Rome',
        NODE_OPTIONS: '--no-such-option',
        LANG: 'en_US.UTF-8',
        PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
        _HANDLER: 'context.variables',
        LAMBDA_TASK_ROOT: expect.stringMatching(/fixtures.handlers$/),
        AWS_REGION: 'us-east-2',
        AWS_DEFAULT_REGION: 'us-east-2',
        AWS_LAMBDA_FUNCTION_NAME: 'pets',
        AWS_LAMBDA_FUNCTION_VERSION: '1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      }),
    );
  } finally {
    delete process.env['SOURCEARN_TEST_SECRET'];
  }
});

test('what it writes comes in the order in which it was written, before the outcome', async () => {
  let log = '';
  const onLog = (text: string) => {
    log += text;
  };
  expect(await run('hostile.mjs#writes', {}, { onLog })).toEqual(result(null));
  expect(log).toBe('one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\né\nten\n');
});

test('several run at a time, each with its own', async () => {
  const events = Array.from({ length: 8 }, (_, at) => ({ at }));
  const outcomes = await Promise.all(events.map((event) => run('echo.mjs', event)));
  expect(outcomes).toEqual(events.map((event) => result({ event })));
});

test('a function that has no ARN is refused', async () => {
  await expect(run('echo.mjs', {}, { functionArn: 'pets' })).rejects.toThrow('`pets` is not the ARN of a function');
});
