// Do the flags describe the invocation that they name, nothing more and nothing less?

import { describe, expect, test } from '@jest/globals';
import { askedOf, type EvaluateFlags, hasQuestion, inputFor } from '../../src/cli/evaluate-flags.js';
import { run } from '../support/world.js';

const ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const BY_ARN = ['--source-arn', ARN];
const CALL = ['--api', 'a1b2c3d4e5', '--type', 'rest', '--stage', 'prod', '--route', 'GET /pets'];
const document = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 'lambda:*', Resource: FUNCTION },
};
const files = { 'pets.json': JSON.stringify(document) };

async function answerTo(argv: readonly string[]) {
  const { stdout, stderr } = await run(['evaluate', 'pets.json', '--format', 'json', ...argv], { files });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('by the source ARN', () => {
  test.each<[what: string, argv: string[], invocation: object]>([
    [
      'by itself: API Gateway calls, and the source account is that of the source ARN',
      BY_ARN,
      {
        principal: 'apigateway.amazonaws.com',
        action: 'lambda:InvokeFunction',
        resource: FUNCTION,
        context: expect.objectContaining({ 'aws:SourceArn': ARN, 'aws:SourceAccount': '111122223333' }),
        notes: [expect.stringContaining('111122223333')],
      },
    ],
    [
      'with another source account, which is no news',
      [...BY_ARN, '--source-account', '444455556666'],
      { context: expect.objectContaining({ 'aws:SourceAccount': '444455556666' }), notes: [] },
    ],
    [
      'without a source account',
      [...BY_ARN, '--no-source-account'],
      { context: expect.not.objectContaining({ 'aws:SourceAccount': expect.anything() }), notes: [] },
    ],
    [
      'the last of both counts',
      [...BY_ARN, '--no-source-account', '--source-account', '444455556666'],
      { context: expect.objectContaining({ 'aws:SourceAccount': '444455556666' }) },
    ],
    ['another principal', [...BY_ARN, '--principal', '444455556666'], { principal: '444455556666' }],
    ['another action', [...BY_ARN, '--action', 'lambda:GetFunction'], { action: 'lambda:GetFunction' }],
    ['another function', [...BY_ARN, '--function', `${FUNCTION}:live`], { resource: `${FUNCTION}:live` }],
    [
      'no source ARN: a principal is enough',
      ['--principal', '444455556666'],
      { context: expect.not.objectContaining({ 'aws:SourceArn': expect.anything() }) },
    ],
    [
      'a key that nobody knows',
      [...BY_ARN, '--unknown-key', 'aws:SourceVpc', '--unknown-key', 'x:y'],
      { unknown: expect.arrayContaining(['aws:SourceVpc', 'x:y']) },
    ],
  ])('%s', async (_, argv, invocation) => {
    expect((await answerTo(argv)).invocation).toMatchObject(invocation);
  });
});

describe('--context', () => {
  test.each<[what: string, pairs: string[], key: string, value: unknown]>([
    ['a value', ['aws:SourceOrgID=o-1'], 'aws:SourceOrgID', 'o-1'],
    ['an empty value', ['x:y='], 'x:y', ''],
    ['a value with an equals sign', ['x:y=a=b'], 'x:y', 'a=b'],
    ['a value with spaces and commas', ['x:y=a, b'], 'x:y', 'a, b'],
    ['a key twice is a list', ['x:y=a', 'x:y=b'], 'x:y', ['a', 'b']],
    ['a key three times, whatever its case', ['x:y=a', 'X:Y=b', 'x:Y=c'], 'x:y', ['a', 'b', 'c']],
    ['a list with the same value twice', ['x:y=a', 'x:y=a'], 'x:y', ['a', 'a']],
    ['a key that API Gateway would send', ['aws:SourceAccount=1'], 'aws:SourceAccount', '1'],
    ['a key that is known from elsewhere', ['__proto__=a'], '__proto__', 'a'],
    ['another such', ['constructor=a', 'constructor=b'], 'constructor', ['a', 'b']],
  ])('%s', async (_, pairs, key, value) => {
    const { context } = (await answerTo([...BY_ARN, ...pairs.flatMap((pair) => ['--context', pair])])).invocation;
    expect(Object.getOwnPropertyDescriptor(context, key)?.value).toEqual(value);
  });

  test('what is given is no longer unknown', async () => {
    const { unknown } = (await answerTo([...BY_ARN, '--context', 'AWS:sourceorgid=o-1'])).invocation;
    expect(unknown).toContain('aws:SourceOrgPaths');
    expect(unknown).not.toContain('aws:SourceOrgID');
  });
});

describe('as a call', () => {
  test.each<[what: string, argv: string[], sourceArns: string[]]>([
    ['a route', CALL, [ARN]],
    ['an API elsewhere', [...CALL, '--api-region', 'eu-west-1'], [ARN]],
    [
      'an API of another account',
      [...CALL, '--api-account', '444455556666'],
      [ARN.replace('111122223333', '444455556666')],
    ],
    [
      'an HTTP API, whose stage has a name by itself',
      ['--api', 'a1b2c3d4e5', '--type', 'http', '--route', '$default'],
      [ARN.replace('prod/GET/pets', '$default/$default')],
    ],
    [
      'an authorizer',
      ['--api', 'a1b2c3d4e5', '--type', 'http', '--authorizer', 'abc123'],
      [ARN.replace('prod/GET/pets', 'authorizers/abc123')],
    ],
    [
      'the Test button',
      ['--api', 'a1b2c3d4e5', '--type', 'rest', '--test-invoke', '--route', 'GET /pets'],
      [ARN.replace('prod', 'test-invoke-stage')],
    ],
    [
      'one verb of ANY',
      ['--api', 'a1b2c3d4e5', '--type', 'http', '--stage', 'prod', '--route', 'ANY /pets', '--method', 'put'],
      [ARN.replace('GET', 'ANY'), ARN.replace('GET', 'PUT')],
    ],
  ])('%s', async (_, argv, sourceArns) => {
    const { candidates } = await answerTo(argv);
    expect(candidates.map(({ sourceArn }: { sourceArn: string }) => sourceArn)).toEqual(sourceArns);
  });

  test('with further keys, and keys that nobody knows', async () => {
    const { invocation, candidates } = await answerTo([
      ...CALL,
      '--context',
      'aws:SourceOrgID=o-1',
      '--unknown-key',
      'x:y',
    ]);
    expect(invocation.context).toMatchObject({ 'aws:SourceArn': ARN, 'aws:SourceOrgID': 'o-1' });
    expect(invocation.unknown).toContain('x:y');
    expect(invocation.unknown).not.toContain('aws:SourceOrgID');
    expect(candidates).toHaveLength(1);
  });

  test('of a qualified function, in the region and partition of that function', async () => {
    const { candidates } = await answerTo([
      ...CALL,
      '--function',
      'arn:aws-cn:lambda:cn-north-1:444455556666:function:a:1',
    ]);
    expect(candidates).toMatchObject([
      { sourceArn: 'arn:aws-cn:execute-api:cn-north-1:444455556666:a1b2c3d4e5/prod/GET/pets' },
    ]);
  });

  test.each<[what: string, flags: Partial<EvaluateFlags>, words: unknown]>([
    ['a route', { route: 'GET /pets', stage: 'prod' }, '`GET /pets` of REST API `a1` in stage `prod`'],
    ['a route without a stage', { type: 'http', route: '$default' }, '`$default` of HTTP API `a1`'],
    ['an authorizer', { authorizer: 'abc123' }, 'authorizer `abc123` of REST API `a1`'],
    [
      'the Test button',
      { route: 'GET /', testInvoke: true },
      "`GET /` of REST API `a1` from the console's Test button",
    ],
    ['one verb of ANY', { route: 'ANY /', method: 'GET' }, expect.stringMatching(/`ANY \/`.*`GET`|`GET`.*`ANY \/`/)],
  ])('%s is told in words', (_, flags, words) => {
    expect(askedOf({ format: 'text', color: false, api: 'a1', type: 'rest', ...flags })).toEqual(words);
  });
});

test('an invocation by its ARN is not told in API terms', () => {
  expect(askedOf({ format: 'text', color: false, sourceArn: ARN })).toBeUndefined();
});

test.each<[what: string, isAsked: boolean, flags: Partial<EvaluateFlags>]>([
  ['nothing', false, {}],
  ['where the policies of a function are looked for', false, { function: FUNCTION }],
  ['how to answer', false, { strict: true, unknown: 'pass' }],
  ['a stage', true, { stage: 'prod' }],
  ['no source account', true, { sourceAccount: false }],
  ['a key that nobody knows', true, { unknownKey: ['a'] }],
])('%s describes an invocation: %s', (_, isAsked, flags) => {
  expect(hasQuestion({ format: 'text', color: false, ...flags })).toBe(isAsked);
});

test('flags of output leave no trace in the invocation', () => {
  const flags = { format: 'json', color: true, strict: true, unknown: 'pass', sourceArn: ARN };
  expect(inputFor(flags, FUNCTION)).toEqual({ resource: FUNCTION, sourceArn: ARN, context: {}, unknown: [] });
});
