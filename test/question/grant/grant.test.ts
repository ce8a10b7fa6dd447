// What does a grant answer as a whole? Its verdict, its notes across regions and accounts, and one part for each function.

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import { allow, FUNCTION, policyOf } from '../../support/worlds.js';

const INPUT: GrantInput = {
  function: FUNCTION,
  api: 'a1b2c3d4e5',
  type: 'rest',
  stage: 'prod',
  routes: ['GET /orders'],
};

describe('the notes', () => {
  const CROSS_REGION =
    /^cross-region: the API `a1b2c3d4e5` is in `eu-west-1` and the function in `us-east-2`; the source ARN names the function's region/;
  const CROSS_ACCOUNT =
    /^cross-account: the API `a1b2c3d4e5` is of the account `444455556666`.*the permission is written by `111122223333`/;

  test.each<[what: string, over: Partial<GrantInput>, notes: RegExp[]]>([
    ['none where API and function are together', {}, []],
    ['none where they are said to be together', { apiRegion: 'us-east-2', apiAccount: '111122223333' }, []],
    ['on another region', { apiRegion: 'eu-west-1' }, [CROSS_REGION]],
    ['on another account', { apiAccount: '444455556666' }, [CROSS_ACCOUNT]],
    ['on both', { apiRegion: 'eu-west-1', apiAccount: '444455556666' }, [CROSS_REGION, CROSS_ACCOUNT]],
  ])('%s', (_, over, notes) => {
    expect(grant({ ...INPUT, ...over }).notes).toEqual(notes.map((note) => expect.stringMatching(note)));
  });
});

describe('several functions', () => {
  const input: GrantInput = {
    ...INPUT,
    function: FUNCTION.replace('orders', '${stageVariables.fn}'),
    stageVariables: { fn: ['orders', 'billing'] },
  };

  test('have a part each, with ids of their own', () => {
    const { functions } = grant(input);
    expect(functions.map((one) => one.function)).toEqual([FUNCTION, FUNCTION.replace('orders', 'billing')]);
    expect(new Set(functions.map(({ steps }) => steps[0]?.request.StatementId)).size).toBe(2);
  });

  test('are refused together where one is', () => {
    const bad = { ...input, stageVariables: { fn: ['orders', 'orders:$LATEST'] } };
    expect(grant(bad)).toMatchObject({ verdict: 'refused', functions: [{ refusal: null }, { refusal: {} }] });
  });

  test('are nothing to write where all have it', () => {
    const present = [FUNCTION, FUNCTION.replace('orders', 'billing')].map((Resource) => policyOf(allow({ Resource })));
    expect(grant(input, present)).toMatchObject({ verdict: 'nothingToWrite' });
  });
});

test('the revision that is asked for is handed on', () => {
  expect(grant(INPUT).revisionId).toBeNull();
  expect(grant({ ...INPUT, revisionId: 'r1' }).revisionId).toBe('r1');
});

describe('what is odd about the source ARN', () => {
  test.each<[what: string, over: Partial<GrantInput>, ids: string[]]>([
    ['nothing of a plain one', {}, []],
    ['an API id that looks like none', { api: 'OrdersApi' }, ['not-an-api-id']],
    ['nothing of the Test button, which was asked for', { testInvoke: true }, []],
  ])('%s', (_, over, ids) => {
    const { verdict, findings } = grant({ ...INPUT, ...over });
    expect(verdict).toBe('toWrite');
    expect(findings.map(({ severity }) => severity)).toEqual(ids.map(() => 'warning'));
  });

  test('is told once, however many routes have it', () => {
    expect(grant({ ...INPUT, api: 'OrdersApi', routes: ['GET /a', 'GET /b'] }).findings).toHaveLength(1);
  });
});
