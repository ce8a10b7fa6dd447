// Do the flags of `grant` ask for the grant that they name, and is what is missing wrong usage?

import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/command.js';
import { apiTypeOf, type GrantFlags, grantInput } from '../../src/cli/grant-flags.js';
import type { GrantInput } from '../../src/question/grant/input.js';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
const FLAGS: GrantFlags = { format: 'text', color: false, function: FUNCTION, api: 'a1b2c3d4e5', type: 'rest' };
const INPUT: GrantInput = { function: FUNCTION, api: 'a1b2c3d4e5', type: 'rest' };

/** What is said of wrong usage: the message and the hint. */
function faultOf(ask: () => unknown): readonly (string | undefined)[] {
  try {
    ask();
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.hint];
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('the input', () => {
  test.each<[what: string, flags: Partial<GrantFlags>, input: Partial<GrantInput>]>([
    ['nothing but what is needed', {}, {}],
    ['a type in capitals', { type: 'REST' }, { type: 'rest' }],
    [
      'where the function is',
      { region: 'us-east-2', account: '111122223333', partition: 'aws', qualifier: 'live' },
      { region: 'us-east-2', account: '111122223333', partition: 'aws', qualifier: 'live' },
    ],
    [
      'where the API is',
      { apiRegion: 'eu-west-1', apiAccount: '444455556666', stage: 'prod' },
      { apiRegion: 'eu-west-1', apiAccount: '444455556666', stage: 'prod' },
    ],
    ['switches', { testInvoke: true, exact: true, prune: true }, { testInvoke: true, exact: true, prune: true }],
    [
      'a removal',
      { revert: true, statementId: 'x', revisionId: 'r' },
      { revert: true, statementId: 'x', revisionId: 'r' },
    ],
    ['authorizers', { authorizer: ['abc123', '*'] }, { authorizers: ['abc123', '*'] }],
    ['a source account', { sourceAccount: '111122223333' }, { sourceAccount: '111122223333' }],
    ['no source account', { sourceAccount: false }, { sourceAccount: null }],
    ['an empty text, which is not nothing', { qualifier: '', stage: '' }, { qualifier: '', stage: '' }],
    [
      'values of a stage variable',
      { stageVariable: ['fn=orders', 'fn=billing'] },
      { stageVariables: { fn: ['orders', 'billing'] } },
    ],
    [
      'values of two stage variables',
      { stageVariable: ['fn=a', 'v=1', 'fn=b'] },
      { stageVariables: { fn: ['a', 'b'], v: ['1'] } },
    ],
    ['a value with an equals sign', { stageVariable: ['fn=a=b'] }, { stageVariables: { fn: ['a=b'] } }],
    [
      'flags of output, which leave no trace',
      { as: 'sam', rehearse: true, unknown: 'pass', policy: ['x'], routes: 'y' },
      {},
    ],
  ])('%s', (_, flags, input) => {
    expect(grantInput({ ...FLAGS, ...flags }, [])).toEqual({ ...INPUT, ...input });
  });

  test('the routes of the flags and of a file together', () => {
    expect(grantInput(FLAGS, ['GET /a', 'GET /b'])).toEqual({ ...INPUT, routes: ['GET /a', 'GET /b'] });
  });

  test('a stage variable whose name is known from elsewhere', () => {
    const { stageVariables = {} } = grantInput({ ...FLAGS, stageVariable: ['__proto__=a', 'constructor=b'] }, []);
    expect(Object.entries(stageVariables)).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
    ]);
  });

  test('a role needs neither API nor type', () => {
    const { api: _, type: __, ...flags } = FLAGS;
    expect(grantInput({ ...flags, credentials: 'arn:aws:iam::111122223333:role/x' }, [])).toMatchObject({
      function: FUNCTION,
    });
  });
});

describe('wrong usage', () => {
  const without = (...names: (keyof GrantFlags)[]) =>
    Object.fromEntries(
      Object.entries(FLAGS).filter(([name]) => !names.includes(name as keyof GrantFlags)),
    ) as unknown as GrantFlags;

  test.each<[what: string, flags: GrantFlags, message: string, hint: string | undefined]>([
    ['no function', without('function'), 'the grant is not complete', 'add --function <name or ARN>'],
    ['no API', without('api'), 'the grant is not complete', 'add --api <id>'],
    ['no type', without('type'), 'the grant is not complete', 'add --type rest|http|websocket'],
    [
      'nothing',
      without('function', 'api', 'type'),
      'the grant is not complete',
      'add --function <name or ARN>, --api <id>, --type rest|http|websocket',
    ],
    [
      'a role but no function',
      { ...without('function', 'api', 'type'), credentials: 'x' },
      'the grant is not complete',
      'add --function <name or ARN>',
    ],
    [
      'a type that is none',
      { ...FLAGS, type: 'soap' },
      'expected one of rest, http, websocket as --type, found `soap`',
      undefined,
    ],
    [
      'a stage variable without a value',
      { ...FLAGS, stageVariable: ['fn='] },
      'expected name=value as --stage-variable, found `fn=`',
      undefined,
    ],
    [
      'a stage variable without a name',
      { ...FLAGS, stageVariable: ['=x'] },
      'expected name=value as --stage-variable, found `=x`',
      undefined,
    ],
    [
      'a stage variable that is one word',
      { ...FLAGS, stageVariable: ['fn=a', 'orders'] },
      'expected name=value as --stage-variable, found `orders`',
      undefined,
    ],
  ])('%s', (_, flags, message, hint) => {
    expect(faultOf(() => grantInput(flags, []))).toEqual([message, hint]);
  });
});

test.each([
  ['rest', 'rest'],
  ['HTTP', 'http'],
  ['WebSocket', 'websocket'],
  [undefined, undefined],
])('the type `%s` is %s', (type, read) => {
  expect(apiTypeOf({ format: 'text', color: false, ...(type === undefined ? {} : { type }) })).toBe(read);
});
