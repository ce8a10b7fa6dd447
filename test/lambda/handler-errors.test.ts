// Does what goes wrong in a handler become the error that Lambda tells, with its type and its words?

import { describe, expect, test } from '@jest/globals';
import { parseHandler, runHandler } from '../../src/lambda/handler.js';

const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const ID = '52fdfc07-2182-454f-963f-5f0f9a621d72';

const run = (handler: string, event: unknown = {}, more: object = {}) =>
  runHandler(parseHandler(`fixtures/handlers/${handler}`), event, {
    ...{ functionArn: ARN, requestId: ID, timeout: 60 },
    ...more,
  });
const error = (errorType: string, errorMessage: unknown) => ({ kind: 'error', errorType, errorMessage });
const withStack = (errorType: string, errorMessage: unknown) => ({
  ...error(errorType, errorMessage),
  stackTrace: expect.arrayContaining([expect.any(String)]),
});
const exited = (how: string) => error('Runtime.ExitError', `RequestId: ${ID} Error: Runtime exited ${how}`);

const PROBLEM = 'there was a problem while retrieving one or more of its message, name, and stack';
const HANDLED = error('handled', `callback called with Error argument, but ${PROBLEM}`);
const UNHANDLED = 'Runtime.UnhandledPromiseRejection';

describe('what is thrown', () => {
  test.each([
    ['an Error', 'throws.mjs#error', withStack('PetError', 'no such pet')],
    ['an Error, at once', 'throws.mjs#sync', withStack('TypeError', 'sync')],
    ['an Error without a message', 'throws.mjs#empty', withStack('Error', '')],
    ['a text', 'throws.mjs#string', error('string', 'a string')],
    ['a number', 'throws.mjs#number', error('number', '7')],
    ['an object', 'throws.mjs#object', error('object', '[object Object]')],
    ['an object with all that an Error has', 'throws.mjs#alike', withStack('Alike', 'as good')],
    ['a symbol', 'throws.mjs#symbol', error('symbol', 'Symbol(pet)')],
    ['null', 'throws.mjs#nul', error('string', 'handled')],
    ['null, at once, which is no error', 'throws.mjs#nulSync', { kind: 'result', result: null }],
    ['an object that has no text', 'throws.mjs#bare', HANDLED],
    ['an Error without a stack', 'throws.mjs#stackless', HANDLED],
    ['an object that throws when it is looked at', 'throws.mjs#getter', HANDLED],
    ['an Error that nobody catches', 'throws.mjs#uncaught', withStack('PetError', 'uncaught')],
    ['a rejection that nobody handles', 'throws.mjs#rejected', withStack(UNHANDLED, 'PetError: rejected')],
    ['a rejection with nothing', 'throws.mjs#rejectedNothing', withStack(UNHANDLED, '')],
    ['a rejection with a symbol', 'throws.mjs#rejectedSymbol', withStack('TypeError', expect.any(String))],
    ['too deep a recursion', 'hostile.mjs#overflows', withStack('RangeError', 'Maximum call stack size exceeded')],
    ['an Error to the callback', 'callbacks.cjs#failed', withStack('RangeError', 'too far')],
    ['a text to the callback', 'callbacks.cjs#failedText', error('string', 'too far')],
    ['an Error to context.fail', 'callbacks.cjs#fail', withStack('Error', 'failed')],
    ['nothing to context.fail', 'callbacks.cjs#failNothing', error('string', 'handled')],
  ])('%s', async (_, handler, outcome) => {
    expect(await run(handler)).toEqual(outcome);
  });

  test('the stack is the handler’s own, without what is ours', async () => {
    const outcome = await run('throws.mjs#error');
    const at = expect.stringMatching(/^ {4}at error \(file:.*\/throws\.mjs:6:9\)$/);
    expect(outcome).toMatchObject({ stackTrace: ['PetError: no such pet', at] });
  });
});

const UNWRITABLE = withStack('Error', 'Unable to stringify response body');
const TOO_LARGE = error(
  'Function.ResponseSizeTooLarge',
  'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
);

describe('a result that is none', () => {
  test.each([
    ['a circle', 'results.mjs#circle', UNWRITABLE],
    ['a circle in a callback', 'callbacks.cjs#circle', UNWRITABLE],
    ['a BigInt', 'results.mjs#big', UNWRITABLE],
    ['a toJSON that throws', 'results.mjs#thrower', UNWRITABLE],
    ['a function', 'results.mjs#callable', withStack('TypeError', 'Wrong arguments')],
    [
      'a promise that nothing will settle',
      'hostile.mjs#neverSettlesAsync',
      withStack('Runtime.NodeJsExit', expect.stringContaining('caused by a Promise that was never settled')),
    ],
    [
      'a promise of no async function that nothing will settle',
      'hostile.mjs#neverSettles',
      { kind: 'result', result: null },
    ],
  ])('%s', async (_, handler, outcome) => {
    expect(await run(handler)).toEqual(outcome);
  });

  test.each([
    ['7 MB', 'size', 7_000_000, TOO_LARGE],
    ['a byte too many', 'size', 6_291_557, TOO_LARGE],
    ['as many letters as bytes are allowed, and more bytes', 'wide', 6_291_558, TOO_LARGE],
    ['an error of 7 MB', 'wideError', 7_000_000, TOO_LARGE],
    ['as much as is allowed', 'size', 6_291_556, { kind: 'result', result: 'x'.repeat(6_291_554) }],
  ])('%s', async (_, name, bytes, outcome) => {
    expect(await run(`results.mjs#${name}`, bytes)).toEqual(outcome);
  });
});

const SYNTAX = 'Runtime.UserCodeSyntaxError';
const IMPORT = 'Runtime.ImportModuleError';
const ends = (text: string) => expect.stringMatching(text);

describe('a module', () => {
  test.each([
    ['that is not there', 'nowhere.mjs', error(IMPORT, ends('^Error: Cannot find module .*nowhere.mjs'))],
    ['that is no JavaScript', 'syntax.mjs', withStack(SYNTAX, 'SyntaxError: Unexpected end of input')],
    ['that is no CommonJS', 'syntax.cjs', withStack(SYNTAX, 'SyntaxError: Unexpected end of input')],
    [
      'that imports what another does not export',
      'no-such-export.mjs',
      withStack(SYNTAX, ends("^SyntaxError: .* does not provide an export named 'pets'$")),
    ],
    [
      'that requires a package in vain',
      'missing.cjs',
      withStack(IMPORT, ends("^Error: Cannot find module 'no-such-package-of-pets'\nRequire stack:\n- .*missing.cjs")),
    ],
    [
      'that imports a package in vain',
      'missing.mjs',
      withStack('Error', ends("^Cannot find package 'no-such-package-of-pets' imported from .*missing.mjs$")),
    ],
    [
      'without the export',
      'echo.mjs#nope',
      withStack('Runtime.HandlerNotFound', ends('^echo.nope is undefined or not')),
    ],
    ['without the member', 'echo.mjs#a.b', withStack('Runtime.HandlerNotFound', ends('^echo.a.b is undefined or not'))],
    ['that exports no function', 'echo.mjs#text', withStack('Runtime.HandlerNotFound', 'echo.text is not a function')],
    ['that throws', 'init-throws.mjs', withStack('RangeError', 'while it was loaded')],
    ['that throws nothing', 'init-throws-nothing.cjs', error('handled', expect.any(String))],
    ['that exits', 'init-exits.cjs', exited('with error: exit status 4')],
    ['that waits for nothing', 'init-never.mjs', exited('with error: exit status 13')],
  ])('%s', async (_, handler, outcome) => {
    expect(await run(handler)).toEqual(outcome);
  });
});

describe('before Node.js 24, Lambda disables experimental features', () => {
  const isOld = Number(process.versions.node.split('.')[0]) < 24;
  const given = { NODE_OPTIONS: '--experimental-require-module' };
  test.each([
    ['an ES module that is not called one', 'untyped/module-syntax.js', {}, isOld ? SYNTAX : undefined],
    ['require of an ES module', 'options.cjs', {}, isOld ? 'Error' : undefined],
    ['require of an ES module, which NODE_OPTIONS asks for', 'options.cjs', given, undefined],
  ])('%s', async (_, handler, env, errorType) => {
    const outcome = await run(handler, {}, { env });
    expect(outcome.kind === 'error' ? outcome.errorType : undefined).toBe(errorType);
  });
});
