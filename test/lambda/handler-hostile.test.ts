// Is a handler that never ends, floods, exits or forges told as Lambda tells it, and does it leave us as we were?

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseHandler, runHandler } from '../../src/lambda/handler.js';

const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const ID = '52fdfc07-2182-454f-963f-5f0f9a621d72';

const run = (handler: string, event: unknown = {}, more: object = {}) =>
  runHandler(parseHandler(`fixtures/handlers/${handler}`), event, {
    functionArn: ARN,
    requestId: ID,
    timeout: 60,
    ...more,
  });

async function logged(handler: string, more: object = {}) {
  let log = '';
  const onLog = (text: string) => {
    log += text;
  };
  return { outcome: await run(handler, {}, { onLog, ...more }), log };
}

const told = (errorType: string, what: string) => ({
  ...{ kind: 'error', errorType, errorMessage: `RequestId: ${ID} Error: ${what}` },
});
const timedOut = (seconds: string) => told('Sandbox.Timedout', `Task timed out after ${seconds} seconds`);
const exited = (how: string) => told('Runtime.ExitError', `Runtime exited with error: ${how}`);
const NO_REASON = told('Runtime.ExitError', 'Runtime exited without providing a reason');

describe('one that never ends times out', () => {
  test.each([
    ['an endless loop', 'hostile.mjs#spins', { timeout: 0.5 }, '0.50'],
    ['an endless loop after an await', 'hostile.mjs#spinsLater', { timeout: 0.5 }, '0.50'],
    ['a promise that a timer keeps waiting', 'hostile.mjs#waits', { timeout: 1 }, '1.00'],
    ['a callback that a timer holds up', 'callbacks.cjs#held', { timeout: 0.5 }, '0.50'],
    ['an endless loop in its module', 'init-spins.cjs', { timeout: 3, initTimeout: 0.5 }, '3.00'],
    ['a module that waits', 'init-hangs.mjs', { initTimeout: 0.5, timeout: 900 }, '900.00'],
  ])('%s', async (_, handler, more, seconds) => {
    expect(await run(handler, {}, more)).toEqual(timedOut(seconds));
  });

  test('and what it wrote before is told', async () => {
    const { outcome, log } = await logged('hostile.mjs#spins', { timeout: 0.5 });
    expect(outcome).toEqual(timedOut('0.50'));
    expect(log).toBe('before the loop\n');
  });

  test('the time of the module is not that of the handler', async () => {
    const outcome = await run('init-awaits.mjs', {}, { timeout: 2, initTimeout: 8 });
    expect(outcome).toEqual({ kind: 'result', result: 'awaited' });
  });
});

describe('one that ends its process', () => {
  test.each([
    ['exit(0)', 'exits', 0, NO_REASON],
    ['exit()', 'exitsSilently', undefined, NO_REASON],
    ['exit(1)', 'exits', 1, exited('exit status 1')],
    ['exit(-1)', 'exits', -1, exited('exit status 255')],
    ['exit(256)', 'exits', 256, NO_REASON],
    ['exitCode', 'exitsByCode', undefined, exited('exit status 9')],
    ['SIGKILL', 'killsItself', 'SIGKILL', exited('signal: killed')],
    ['15', 'killsItself', 15, exited('signal: terminated')],
    ['abort()', 'aborts', undefined, exited('signal: aborted (core dumped)')],
    ['an Error that nobody hears of', 'dropsListenersLater', undefined, exited('exit status 1')],
    ['nothing to wait for that anybody hears of', 'drains', undefined, NO_REASON],
  ])('%s', async (_, name, event, outcome) => {
    expect(await run(`hostile.mjs#${name}`, event)).toEqual(outcome);
  });

  test('what it wrote before is told', async () => {
    const { outcome, log } = await logged('hostile.mjs#exitsAfterLog');
    expect(outcome).toEqual(exited('exit status 3'));
    expect(log).toBe('last words\n');
  });

  test('one that asks whether it lives is told so', async () => {
    expect(await run('hostile.mjs#isAlive')).toEqual({ kind: 'result', result: true });
  });
});

test.each([
  'hogsObjects',
  'hogsOneArray',
  'hogsBuffers',
  'hogsSlowly',
])('one that takes more memory than it has is killed: %s', async (name) => {
  const outcome = await run(`hostile.mjs#${name}`, {}, { timeout: 60 });
  expect(outcome).toEqual(told('Runtime.OutOfMemory', 'Runtime exited with error: signal: killed'));
});

describe('a flood of output is cut', () => {
  test.each([
    ['that never ends', 'floods', { timeout: 2 }, timedOut('2.00')],
    ['of single letters', 'floodsTinily', { timeout: 60 }, { kind: 'result', result: 'flooded' }],
  ])('%s', async (_, name, more, outcome) => {
    const { outcome: became, log } = await logged(`hostile.mjs#${name}`, more);
    expect(became).toEqual(outcome);
    expect(log).toMatch(/^[x\n]*\n\(the rest of the output was cut, after 1 MB\)\n$/);
    expect(log.length).toBeLessThan(1024 * 1024 + 100);
  });
});

describe('one cannot speak as us', () => {
  test.each([
    [
      'by posting to its parent: it has none, as in Lambda',
      'hostile.mjs#looksForParent',
      [{ isMainThread: true, parentPort: null, threadId: 0, workerData: null }, { again: [null, null, null] }],
    ],
    ['by replacing globals', 'hostile.mjs#patches', 'mine'],
    ['by replacing globals while it is loaded', 'patched.mjs', { event: {} }],
    ['by replacing JSON.stringify', 'hostile.mjs#patchesStringify', { mine: true }],
    ['by what all objects inherit', 'hostile.mjs#pollutes', 'as Lambda would'],
  ])('%s', async (_, handler, result) => {
    expect(await run(handler)).toEqual({ kind: 'result', result });
  });

  test('nor hide its errors', async () => {
    expect(await run('patched.mjs#thrower')).toMatchObject({ errorType: 'RangeError', errorMessage: 'patched' });
    expect(await run('hostile.mjs#dropsListeners')).toMatchObject({ errorType: 'Error', errorMessage: 'thrown' });
  });
});

test('what it leaves running goes with it', async () => {
  expect(await run('hostile.mjs#leavesThings')).toEqual({ kind: 'result', result: 'left' });
});

test('what it writes to files of its own gets there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sourcearn-'));
  try {
    const outcome = await run('hostile.mjs#writesFile', join(folder, 'pets.txt'));
    expect(outcome).toEqual({ kind: 'result', result: 'sync later' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('our own process stays as it was', async () => {
  const { stringify } = JSON;
  const listeners = process.eventNames();
  const variables = { ...process.env };
  await run('patched.mjs');
  await run('hostile.mjs#dropsListeners');
  expect(JSON.stringify).toBe(stringify);
  expect(process.eventNames()).toEqual(listeners);
  expect({ ...process.env }).toEqual(variables);
});
