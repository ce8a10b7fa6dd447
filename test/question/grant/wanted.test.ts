// Which source ARN and which request does a grant want, for each scope and each function?

import { describe, expect, test } from '@jest/globals';
import type { GrantInput } from '../../../src/index.js';
import { functionsOf, type GrantedFunction } from '../../../src/question/grant/functions.js';
import { coveredAmong, scopesOf, wantedOf } from '../../../src/question/grant/wanted.js';
import { API, FUNCTION } from '../../support/worlds.js';

const INPUT: GrantInput = { function: FUNCTION, api: 'a1b2c3d4e5', type: 'rest', routes: ['GET /pets'] };

function wanted(over: Partial<GrantInput>) {
  const input = { ...INPUT, ...over };
  const [fn] = functionsOf(input) as readonly GrantedFunction[];
  const scopes = scopesOf(input);
  if ('message' in scopes || fn === undefined) throw new Error('nothing is wanted');
  return wantedOf(scopes, fn, input);
}

describe('the source ARNs', () => {
  test.each<[what: string, over: Partial<GrantInput>, suffixes: string[]]>([
    ['of a route in every stage', {}, ['*/GET/pets']],
    ['of a route in a stage', { stage: 'prod' }, ['prod/GET/pets']],
    ['of several routes, in their order', { routes: ['GET /pets', 'POST /pets'] }, ['*/GET/pets', '*/POST/pets']],
    ['of the whole API', { routes: [] }, ['*/*/*']],
    ['of a whole stage', { routes: [], stage: 'prod' }, ['prod/*/*']],
    [
      'of the Test button beside a stage',
      { stage: 'prod', testInvoke: true },
      ['prod/GET/pets', 'test-invoke-stage/GET/pets'],
    ],
    ['of the Test button with every stage, which it is one of', { testInvoke: true }, ['*/GET/pets']],
    ['of the Test button alone', { testInvoke: true, stage: 'test-invoke-stage' }, ['test-invoke-stage/GET/pets']],
    [
      'of a stage and the Test button, whole',
      { routes: [], stage: 'v1', testInvoke: true },
      ['v1/*/*', 'test-invoke-stage/*/*'],
    ],
    ['of an authorizer alone: not of the whole API', { routes: [], authorizers: ['abc123'] }, ['authorizers/abc123']],
    [
      'of an authorizer beside a route, whatever the stage',
      { stage: 'prod', authorizers: ['abc123'] },
      ['prod/GET/pets', 'authorizers/abc123'],
    ],
    ['of a route that is given twice, once', { routes: ['GET /pets', 'get /pets', ' GET /pets'] }, ['*/GET/pets']],
    [
      'of two routes of one source ARN, for their words differ',
      { routes: ['GET /pets', 'GET /pets/'] },
      ['*/GET/pets', '*/GET/pets'],
    ],
    [
      'of two routes of the same words, where their source ARNs differ',
      { routes: ['GET /pets', 'GET /pets'], stage: 'prod', testInvoke: true },
      ['prod/GET/pets', 'test-invoke-stage/GET/pets'],
    ],
    [
      'of an authorizer that is given twice, once',
      { routes: [], authorizers: ['abc123', '*', 'abc123'] },
      ['authorizers/abc123', 'authorizers/*'],
    ],
    ['of a WebSocket API', { type: 'websocket', routes: ['$connect'], stage: 'dev' }, ['dev/$connect']],
    ['of an HTTP API’s catch-all', { type: 'http', routes: ['$default'] }, ['*/$default']],
    ['with parameters as they are declared', { routes: ['ANY /pets/{id}'], exact: true }, ['*/*/pets/{id}']],
  ])('%s', (_, over, suffixes) => {
    expect(wanted(over).map(({ sourceArn }) => sourceArn)).toEqual(suffixes.map((suffix) => `${API}/${suffix}`));
  });

  test.each<[what: string, over: Partial<GrantInput>, arn: string]>([
    ['have the function’s region, not the API’s', { apiRegion: 'eu-west-1' }, `${API}/*/GET/pets`],
    [
      'have the API’s account',
      { apiAccount: '444455556666' },
      `${API.replace('111122223333', '444455556666')}/*/GET/pets`,
    ],
    [
      'have the function’s partition',
      { function: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:orders' },
      'arn:aws-cn:execute-api:cn-north-1:111122223333:a1b2c3d4e5/*/GET/pets',
    ],
  ])('%s', (_, over, arn) => {
    expect(wanted(over).map(({ sourceArn }) => sourceArn)).toEqual([arn]);
  });
});

describe('the source account', () => {
  test.each<[what: string, over: Partial<GrantInput>, account: string | undefined]>([
    ['is the function’s, where the API is of the same', {}, '111122223333'],
    ['is the API’s, where that is another', { apiAccount: '444455556666' }, '444455556666'],
    ['is what is given', { sourceAccount: '111122223333' }, '111122223333'],
    ['is left out where asked', { sourceAccount: null }, undefined],
    [
      'is left out where asked, of an API of another account too',
      { sourceAccount: null, apiAccount: '444455556666' },
      undefined,
    ],
  ])('%s', (_, over, account) => {
    expect(wanted(over).map(({ request }) => request.SourceAccount)).toEqual([account]);
  });
});

test.each([
  ['by its name', { function: 'orders:live', region: 'us-east-2', account: '111122223333' }, 'orders', 'live'],
  ['by its ARN', { function: `${FUNCTION}:7` }, FUNCTION, '7'],
  ['without a qualifier', {}, FUNCTION, undefined],
])('the request calls the function %s, and the qualifier beside it', (_, over, FunctionName, Qualifier) => {
  const [{ request } = { request: undefined }] = wanted(over);
  expect([request?.FunctionName, request?.Qualifier]).toEqual([FunctionName, Qualifier]);
});

describe('what is covered', () => {
  test.each<[what: string, routes: string[], pairs: [number, number][]]>([
    ['nothing of two that are apart', ['GET /a', 'GET /b'], []],
    ['the second of two that are alike', ['GET /a', 'get /a/'], [[1, 0]]],
    ['the narrower, whichever comes first', ['GET /a', 'GET /*'], [[0, 1]]],
    ['the narrower behind the wider', ['GET /*', 'GET /a'], [[1, 0]]],
    ['neither of two that only overlap', ['GET /*', '* /a'], []],
    [
      'all but one of three, by that one',
      ['GET /a', 'GET /*', 'get /a/'],
      [
        [0, 1],
        [2, 1],
      ],
    ],
  ])('%s', (_, routes, pairs) => {
    const list = wanted({ routes });
    const covered = [...coveredAmong(list)].map(([one, by]) => [list.indexOf(one), list.indexOf(by)]);
    expect(covered).toEqual(pairs);
  });
});
