// Is every wrong or missing word of a grant told, with what to add, and nothing planned?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import { FUNCTION } from '../../support/worlds.js';

const GOOD: GrantInput = { function: FUNCTION, api: 'a1b2c3d4e5', type: 'rest', routes: ['GET /'] };
const NAME = { function: 'orders', region: 'us-east-2', account: '111122223333' };
const names = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`);
const BY_VARIABLE = { ...NAME, function: '${stageVariables.fn}' };

test('the grant that the faults are faults of is good', () => {
  expect(grant(GOOD)).toMatchObject({ verdict: 'toWrite', findings: [] });
  expect(grant({ ...GOOD, ...NAME })).toMatchObject({ verdict: 'toWrite', findings: [] });
});

describe('what is missing', () => {
  test.each<[what: string, over: Partial<GrantInput>, message: RegExp, hint: string]>([
    [
      'where a function is that only its name is given of',
      { function: 'orders' },
      /`orders` is, is not known/,
      'add --region <region> and --account <id>, or give its ARN',
    ],
    [
      'only the account',
      { function: 'orders', region: 'us-east-2' },
      /is not known/,
      'add --account <id>, or give its ARN',
    ],
    [
      'only the region, of a partial ARN',
      { function: '111122223333:function:orders' },
      /is not known/,
      'add --region <region>, or give its ARN',
    ],
    [
      'the value of a stage variable',
      { ...BY_VARIABLE },
      /no value of the stage variable `fn`/,
      'add --stage-variable fn=<value> for each of its values',
    ],
    [
      'the value of a stage variable, given as none',
      { ...BY_VARIABLE, stageVariables: { fn: [] } },
      /no value of the stage variable `fn`/,
      'add --stage-variable fn=<value> for each of its values',
    ],
    [
      'the value of a second stage variable',
      { ...NAME, function: '${stageVariables.fn}:${stageVariables.v}', stageVariables: { fn: ['orders'] } },
      /no value of the stage variable `v`/,
      'add --stage-variable v=<value> for each of its values',
    ],
  ])('%s', (_, over, message, hint) => {
    const { verdict, functions, findings } = grant({ ...GOOD, ...over });
    expect([verdict, functions]).toEqual(['refused', []]);
    expect(findings).toEqual([{ id: 'bad-grant', severity: 'error', message: expect.stringMatching(message), hint }]);
  });
});

describe('what contradicts', () => {
  test.each<[what: string, over: Partial<GrantInput>, message: RegExp, hint: string | undefined]>([
    [
      'the ARN and --region',
      { region: 'us-east-1' },
      /says the region is `us-east-2`, --region says `us-east-1`/,
      'leave out --region',
    ],
    ['the ARN and --account', { account: '444455556666' }, /account is `111122223333`/, 'leave out --account'],
    ['the ARN and --partition', { partition: 'aws-cn' }, /partition is `aws`/, 'leave out --partition'],
    ['a region and a partition', { ...NAME, partition: 'aws-cn' }, /`us-east-2` is of the partition `aws`/, undefined],
    [
      'an ARN whose region is of another partition',
      { function: FUNCTION.replace('aws', 'aws-cn') },
      /of the partition `aws`, not of `aws-cn`/,
      undefined,
    ],
    [
      'API and function in two partitions',
      { apiRegion: 'cn-north-1' },
      /`cn-north-1` cannot invoke `arn:aws:.*worlds apart/,
      undefined,
    ],
    [
      'a source account that is not the API’s',
      { sourceAccount: '444455556666' },
      /the API's account, `111122223333`, never `444455556666`/,
      'leave out --source-account, or add --api-account 444455556666 if the API is of that account',
    ],
    [
      'a source account that is the function’s only',
      { apiAccount: '444455556666', sourceAccount: '111122223333' },
      /`444455556666`, never `111122223333`/,
      'leave out --source-account, or mend --api-account',
    ],
    [
      'a stage variable and an API of another account',
      { ...BY_VARIABLE, stageVariables: { fn: ['orders'] }, apiAccount: '444455556666' },
      /only functions of the account that owns the API/,
      'write the function itself in the integration',
    ],
    [
      'a stage variable that the function does not name',
      { stageVariables: { fn: ['orders'] } },
      /does not name the stage variable `fn`/,
      'write ${stageVariables.fn} in --function, where its value stands',
    ],
    [
      'the Test button of an HTTP API',
      { type: 'http', testInvoke: true },
      /only REST APIs have a Test button/,
      'leave out --test-invoke',
    ],
    [
      'the Test button of a WebSocket API',
      { type: 'websocket', routes: [], testInvoke: true },
      /only REST APIs have a Test button/,
      'leave out --test-invoke',
    ],
    [
      'an authorizer and a stage',
      { routes: [], authorizers: ['abc123'], stage: 'prod' },
      /an authorizer is presented without a stage/,
      'leave out --stage and --test-invoke, or add the --route that they are for',
    ],
    [
      'an authorizer and the Test button',
      { routes: [], authorizers: ['abc123'], testInvoke: true },
      /an authorizer is presented without a stage/,
      'leave out --stage and --test-invoke, or add the --route that they are for',
    ],
    [
      'a partition that is known, and a region of another',
      { ...NAME, region: 'cn-north-1', partition: 'aws' },
      /`cn-north-1` is of the partition `aws-cn`, not of `aws`/,
      undefined,
    ],
    [
      'more functions than anybody looks at',
      { ...BY_VARIABLE, stageVariables: { fn: names(101) } },
      /stand for more than 100 functions/,
      'grant some at a time',
    ],
    [
      'more functions than anybody looks at, in every combination',
      {
        ...NAME,
        function: '${stageVariables.fn}:${stageVariables.v}',
        stageVariables: { fn: names(11), v: names(10) },
      },
      /stand for more than 100 functions/,
      'grant some at a time',
    ],
    ['prune and revert', { prune: true, revert: true }, /prunes or reverts/, 'leave out --prune or --revert'],
    [
      'one id and two routes',
      { routes: ['GET /a', 'GET /b'], statementId: 'x' },
      /names one statement/,
      'leave it out, or grant one at a time',
    ],
    [
      'one id and two routes to be removed unseen',
      { routes: ['GET /a', 'GET /b'], statementId: 'x', revert: true },
      /names one statement/,
      'leave it out, or grant one at a time',
    ],
    [
      'one revision and two functions',
      { ...BY_VARIABLE, stageVariables: { fn: ['a', 'b'] }, revisionId: 'r' },
      /a revision is that of one policy/,
      'grant one function at a time',
    ],
  ])('%s', (_, over, message, hint) => {
    const { verdict, functions, findings } = grant({ ...GOOD, ...over });
    expect([verdict, functions, findings.length]).toEqual(['refused', [], 1]);
    expect(findings[0]?.message).toMatch(message);
    expect(findings[0]?.hint).toBe(hint);
  });
});

describe('what is no such thing', () => {
  test.each<[what: string, over: Partial<GrantInput>, message: RegExp]>([
    ['a function', { function: 'a b' }, /name or the ARN of a function, found `a b`/],
    ['no function at all', { function: '' }, /name or the ARN of a function, found ``/],
    [
      'an ARN of something else',
      { function: 'arn:aws:sqs:us-east-2:111122223333:orders' },
      /name or the ARN of a function/,
    ],
    ['a function ARN with a star', { function: FUNCTION.replace('orders', '*') }, /name or the ARN of a function/],
    [
      'a name of more than 64 letters',
      { ...NAME, function: 'a'.repeat(65) },
      /^the name of a function has 64 letters at most, found `a{65}`$/,
    ],
    ['such a name in an ARN', { function: FUNCTION.replace('orders', 'a'.repeat(65)) }, /64 letters at most/],
    ['a region', { ...NAME, region: 'mars' }, /expected a region such as `us-east-2` as the function's, found `mars`/],
    ['a region with a star', { ...NAME, region: 'us-*-2' }, /expected a region/],
    ['an account', { ...NAME, account: '1234' }, /expected the function's account, 12 digits, found `1234`/],
    [
      'a partition that is not AWS’s',
      { ...NAME, partition: 'awsx' },
      /expected a partition such as `aws`, found `awsx`/,
    ],
    ['a partition', { ...NAME, partition: 'a b' }, /expected a partition such as `aws`, found `a b`/],
    [
      'an API id with a slash',
      { api: 'a1b2c3d4e5/prod' },
      /expected an API id such as `a1b2c3d4e5`, found `a1b2c3d4e5\/prod`/,
    ],
    ['an API id with a star', { api: 'a1*' }, /expected an API id/],
    ['an empty API id', { api: '' }, /expected an API id/],
    ['the API’s region', { apiRegion: 'x' }, /expected the API's region, such as `us-east-2`, found `x`/],
    ['the API’s account', { apiAccount: '*' }, /expected the API's account, 12 digits, found `\*`/],
    ['an empty stage', { stage: '' }, /expected the name of a stage/],
    ['a stage with a slash', { stage: 'a/b' }, /expected the name of a stage, found `a\/b`/],
    ['a route', { routes: ['GET /', 'pets'] }, /expected a method, a space and a path/],
    ['a route of another type of API', { type: 'websocket', routes: ['GET /'] }, /a WebSocket API has route keys/],
    ['an authorizer', { authorizers: ['a b'] }, /expected the id of an authorizer/],
    ['a revision', { revisionId: 'file://x' }, /expected a revision id as get-policy prints it, found `file:\/\/x`/],
    ['no revision', { revisionId: '' }, /expected a revision id/],
    ['a type', { type: 'soap' as 'rest' }, /expected one of rest, http, websocket as the type, found `soap`/],
    ['a member that is no string', { api: 7 as unknown as string }, /`api` is a string/],
    ['a source account that is no string', { sourceAccount: 7 as unknown as string }, /`sourceAccount` is a string/],
    ['a switch that is a word', { revert: 'false' as unknown as boolean }, /^`revert` is true or false$/],
    ['a switch that is nothing', { prune: null as unknown as boolean }, /^`prune` is true or false$/],
    ['a stage that is nothing', { stage: null as unknown as string }, /^`stage` is a string$/],
    ['routes that are nothing', { routes: null as unknown as string[] }, /lists of strings/],
    ['routes with a hole', { routes: new Array<string>(1) }, /lists of strings/],
    ['an authorizer that is nothing', { authorizers: [null as unknown as string] }, /lists of strings/],
    [
      'stage variables that are nothing',
      { stageVariables: null as unknown as Record<string, string[]> },
      /lists of strings/,
    ],
    ['routes that are no list', { routes: 'GET /' as unknown as string[] }, /lists of strings/],
    [
      'values of a stage variable that are no list',
      { stageVariables: { fn: 'a' as unknown as string[] } },
      /lists of strings/,
    ],
  ])('%s', (_, over, message) => {
    const { verdict, functions, findings } = grant({ ...GOOD, ...over });
    expect([verdict, functions]).toEqual(['refused', []]);
    expect(findings).toMatchObject([{ id: 'bad-grant', severity: 'error', message: expect.stringMatching(message) }]);
  });

  test.each([null, undefined, 7, 'grant'])('`%s` in the place of all of it', (input) => {
    expect(grant(input as unknown as GrantInput)).toMatchObject({
      verdict: 'refused',
      functions: [],
      findings: [{ id: 'bad-grant', severity: 'error', message: 'a grant is asked for by an object' }],
    });
  });

  test('each thing that is wrong is told', () => {
    const { findings } = grant({ ...GOOD, api: 'a/b', apiRegion: 'x', apiAccount: '1', stage: '' });
    expect(findings.map(({ id }) => id)).toEqual(['bad-grant', 'bad-grant', 'bad-grant', 'bad-grant']);
  });

  test.each(['function', 'api', 'type'] as const)('nothing where `%s` should be', (name) => {
    const { [name]: _, ...rest } = GOOD;
    expect(grant(rest as GrantInput).findings).toMatchObject([{ id: 'bad-grant', message: `\`${name}\` is a string` }]);
  });
});
