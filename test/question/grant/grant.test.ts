// What does a grant answer as a whole? Its verdict, its notes across regions and accounts, and one part for each function.

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { INPUT } from '../../support/grant-runs.js';
import { API, allow, FUNCTION, policyOf } from '../../support/worlds.js';

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

describe('the notes on what is there', () => {
  const CONDITION = { ArnLike: { 'AWS:SourceArn': `${API}/*` } };
  const OPEN = /^statement `s1` names no source ARN: it lets in every API/;
  const UNSEEN = /^statement `s1` is removed whatever it says: --policy <file> shows whether it says only this$/;

  test.each<[what: string, over: Partial<GrantInput>, statement: JsonObject | undefined, notes: RegExp[]]>([
    ['a statement that lets in every API', {}, allow({ Sid: 's1' }), [OPEN]],
    ['none of one that names this', {}, allow({ Sid: 's1', Condition: CONDITION }), []],
    ['none of one that grants nothing', {}, allow({ Sid: 's1', Action: 'lambda:GetFunction' }), []],
    ['a statement that is removed unseen', { revert: true, statementId: 's1' }, undefined, [UNSEEN]],
    [
      'none of one that is seen',
      { revert: true, statementId: 's1' },
      allow({ Sid: 's1', Condition: { ArnLike: { 'AWS:SourceArn': `${API}/prod/GET/orders` } } }),
      [],
    ],
    ['none of one whose id is made from the grant', { revert: true }, undefined, []],
    ['none of one that is added', { statementId: 's1' }, undefined, []],
  ])('%s', (_, over, statement, notes) => {
    const present = statement === undefined ? [] : policyOf([statement]);
    expect(grant({ ...INPUT, ...over }, present).notes).toEqual(notes.map((note) => expect.stringMatching(note)));
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

  test('are refused together where the one policy names none of them', () => {
    expect(grant(input, policyOf(allow({ Resource: '*' })))).toMatchObject({
      verdict: 'refused',
      functions: [],
      findings: [{ id: 'bad-grant', message: 'the policy names no function, and several are meant' }],
    });
  });

  test('begin anew where the one policy is another’s', () => {
    const { verdict, functions } = grant(input, policyOf(allow({ Resource: FUNCTION.replace('orders', 'pets') })));
    expect([verdict, functions.map(({ before, steps }) => [before, steps.length])]).toEqual([
      'toWrite',
      [
        [null, 1],
        [null, 1],
      ],
    ]);
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
