// Which steps does a plan have? Additions with ids that are free, removals of what was written, and nothing that others need.

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { INPUT } from '../../support/grant-runs.js';
import { API, allow, deny, FUNCTION, policyOf, without } from '../../support/worlds.js';

const by = (Sid: string, suffix: string, over: JsonObject = {}) =>
  allow({ Sid, Condition: { ArnLike: { 'AWS:SourceArn': API + suffix } }, ...over });

/** The one function's part, given statements that are there. */
function planOf(over: Partial<GrantInput>, statements?: readonly JsonObject[]) {
  const [fn] = grant({ ...INPUT, ...over }, statements === undefined ? [] : policyOf(statements)).functions;
  if (fn === undefined) throw new Error('nothing was planned');
  const steps = fn.steps.map(
    ({ action, request }) => `${action === 'AddPermission' ? '+' : '-'}${request.StatementId}`,
  );
  return { ...fn, ids: steps };
}

const FRESH = planOf({});
const [ADDED] = FRESH.steps;
const ID = ADDED?.request.StatementId as string;
const WRITTEN = ADDED?.statement as JsonObject;
/** No pattern of ours, and yet it lets in what is wanted. */
const FOR_ANY = allow({ Sid: 's9', Condition: { 'ForAnyValue:ArnLike': { 'AWS:SourceArn': `${API}/*` } } });
const VERBS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'].map((verb) =>
  by(verb, `/prod/${verb}/orders`),
);
const TWIN = deny({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } });

describe('an addition', () => {
  test('has the request in the order of the guide’s command, and the statement that Lambda writes', () => {
    expect(Object.entries(ADDED?.request ?? {})).toEqual([
      ['FunctionName', FUNCTION],
      ['StatementId', ID],
      ['Action', 'lambda:InvokeFunction'],
      ['Principal', 'apigateway.amazonaws.com'],
      ['SourceArn', `${API}/prod/GET/orders`],
      ['SourceAccount', '111122223333'],
    ]);
    expect(WRITTEN).toEqual({
      Sid: ID,
      ...allow(),
      Condition: {
        StringEquals: { 'AWS:SourceAccount': '111122223333' },
        ArnLike: { 'AWS:SourceArn': `${API}/prod/GET/orders` },
      },
    });
  });

  test.each<[what: string, over: Partial<GrantInput>, taken: string[], ids: string[]]>([
    ['the id that is given', { statementId: 'mine' }, ['other'], ['+mine']],
    ['a free one where its own is taken', {}, [ID], [`+${ID}-2`]],
    ['the next where that is taken too', {}, [ID, `${ID}-2`], [`+${ID}-3`]],
    ['its own where only others are taken', {}, [`${ID}-2`, 'a'], [`+${ID}`]],
    ['the id that is given, though it is taken: Lambda refuses that', { statementId: 'mine' }, ['mine'], ['+mine']],
  ])('has %s', (_, over, taken, ids) => {
    expect(
      planOf(
        over,
        taken.map((sid) => by(sid, '/dev/GET/orders')),
      ).ids,
    ).toEqual(ids);
  });
});

describe('a revert', () => {
  test.each<[what: string, over: Partial<GrantInput>, statements: JsonObject[] | undefined, ids: string[]]>([
    ['removes the id that would be written, where no policy is given', {}, undefined, [`-${ID}`]],
    ['removes the id that is named, where no policy is given', { statementId: 'mine' }, undefined, ['-mine']],
    ['removes what was written', {}, [WRITTEN], [`-${ID}`]],
    [
      'removes what was written under the next free id',
      {},
      [by(ID, '/dev/*'), { ...WRITTEN, Sid: `${ID}-2` }],
      [`-${ID}-2`],
    ],
    [
      'removes what was written, whatever the order of its members',
      {},
      [Object.fromEntries(Object.entries(WRITTEN).reverse())],
      [`-${ID}`],
    ],
    [
      'removes the id that is named, if it lets in no more',
      { statementId: 'mine' },
      [by('mine', '/prod/GET/orders')],
      ['-mine'],
    ],
    [
      'of several, each',
      { routes: ['GET /orders', 'GET /pets'] },
      undefined,
      [`-${ID}`, expect.stringMatching(/^-.*GET-pets/) as unknown as string],
    ],
    [
      'of what covers another, that alone',
      { routes: ['GET /orders', 'GET /*'] },
      undefined,
      [expect.stringMatching(/^-.*GET-all-/) as unknown as string],
    ],
  ])('%s', (_, over, statements, ids) => {
    expect(planOf({ revert: true, ...over }, statements).ids).toEqual(ids);
  });

  test.each<[what: string, statements: JsonObject[], why: string, sid: string | null, over?: Partial<GrantInput>]>([
    ['what is not there', [by('s1', '/dev/*')], 'notThere', null],
    ['the same under another id', [by('s1', '/prod/GET/orders')], 'otherId', 's1'],
    ['what lets in more', [by('s1', '/prod/*')], 'wider', 's1'],
    ['what lets in more, though it is named', [by('s1', '/prod/*')], 'wider', 's1', { statementId: 's1' }],
    ['its id with another content that lets in more', [{ ...WRITTEN, Action: 'lambda:*' }], 'wider', ID],
    ['its id for another stage', [by(ID, '/dev/*')], 'notThere', null],
    ['its id on a Deny', [{ ...WRITTEN, Effect: 'Deny' }], 'notThere', null],
    [
      'an id that is named and is another’s',
      [by('s1', '/prod/GET/orders'), by('s2', '/dev/*')],
      'another',
      's2',
      { statementId: 's2' },
    ],
    ['an id that is named and is a Deny', [{ ...deny(), Sid: 's2' }], 'another', 's2', { statementId: 's2' }],
    ['an id that is named and is nowhere', [by('s1', '/prod/GET/orders')], 'otherId', 's1', { statementId: 's2' }],
    ['an id that is named and nothing at all', [by('s1', '/dev/*')], 'notThere', null, { statementId: 's2' }],
    ['its id, which another has as well: both would go', [WRITTEN, { ...TWIN, Sid: ID }], 'shared', ID],
    [
      'an id that is named and another has as well',
      [by('s1', '/prod/GET/orders'), { ...TWIN, Sid: 's1' }],
      'shared',
      's1',
      { statementId: 's1' },
    ],
    ['the same without a Sid', [without('Sid', by('', '/prod/GET/orders'))], 'otherId', null],
    ['what says it in another way', [FOR_ANY], 'together', 's9'],
    ['what several let in together', VERBS, 'together', null, { type: 'http', routes: ['ANY /orders'] }],
  ])('leaves %s', (_, statements, why, sid, over = {}) => {
    const { ids, settled, after } = planOf({ revert: true, ...over }, statements);
    expect([ids, settled.map((one) => [one.why, one.by])]).toEqual([[], [[why, sid]]]);
    expect(after?.['Statement']).toEqual(statements);
  });

  test.each<[what: string, more: JsonObject[], settled: [string, string | null][]]>([
    ['nothing where nothing else lets it in', [by('s1', '/dev/*')], []],
    ['what lets in more', [by('s1', '/*')], [['wider', 's1']]],
    ['the same under another id', [by('s1', '/prod/GET/orders')], [['otherId', 's1']]],
    ['what says it in another way', [FOR_ANY], [['together', 's9']]],
    ['what lets in more without a Sid', [without('Sid', by('', '/*'))], [['wider', null]]],
  ])('after a removal tells %s', (_, more, told) => {
    const { ids, settled } = planOf({ revert: true }, [WRITTEN, ...more]);
    expect([ids, settled.map(({ why, by: sid }) => [why, sid])]).toEqual([[`-${ID}`], told]);
  });

  test('carries the statement that is there, with its Sid and its source ARN, and what goes with it', () => {
    const route: Partial<GrantInput> = { routes: ['GET /orders/{id}'], revert: true };
    const there = by('mine', '/prod/GET/orders/*', { Action: 'lambda:invokeFunction' });
    expect(planOf({ ...route, statementId: 'mine' }, [there]).steps).toEqual([
      {
        action: 'RemovePermission',
        request: { FunctionName: FUNCTION, StatementId: 'mine' },
        for: '`GET /orders/{id}` in stage `prod`',
        sourceArn: `${API}/prod/GET/orders/*`,
        statement: there,
        widenings: [{ message: expect.stringContaining('`{id}` becomes'), example: 'prod/GET/orders/a/b' }],
      },
    ]);
  });
});

describe('a prune', () => {
  const OTHERS: readonly JsonObject[] = [
    by('other-api', '/*', {
      Condition: { ArnLike: { 'AWS:SourceArn': `${API.replace('a1b2c3d4e5', 'zzzzzzzzzz')}/*` } },
    }),
    by('longer-id', '/*', { Condition: { ArnLike: { 'AWS:SourceArn': `${API}x/*` } } }),
    by('every-api', '/*', {
      Condition: { ArnLike: { 'AWS:SourceArn': `${API.replace('a1b2c3d4e5', '*')}/prod/GET/pets` } },
    }),
    by('other-principal', '/*', { Principal: { Service: 'events.amazonaws.com' } }),
    by('everybody', '/dev/*', { Principal: '*' }),
    by('deny', '/dev/*', { Effect: 'Deny' }),
    by('other-function', '/dev/*', { Resource: `${FUNCTION}*` }),
    allow({ Sid: 'no-source-arn', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
    ...(['us-east-2', '111122223333'] as const).map((part) =>
      by(`not-${part}`, '', {
        Condition: { ArnLike: { 'AWS:SourceArn': `${API.replace(part, part.replace('2', '1'))}/*` } },
      }),
    ),
  ];

  test.each<[what: string, statements: JsonObject[], ids: string[]]>([
    [
      'adds first, then removes what is not needed',
      [by('s1', '/dev/*'), by('s2', '/prod/POST/orders')],
      [`+${ID}`, '-s1', '-s2'],
    ],
    ['keeps what lets in just that', [by('s1', '/prod/GET/orders'), by('s2', '/dev/*')], ['-s2']],
    ['puts something narrower in place of what lets in more', [by('s1', '/prod/*')], [`+${ID}`, '-s1']],
    ['puts one in place of several that let it in together', [by('s1', '/prod/GET/order?')], [`+${ID}`, '-s1']],
    ['avoids the id of what is to go', [by(ID, '/dev/*')], [`+${ID}-2`, `-${ID}`]],
    ['has nothing to do where nothing else is there', [by('s1', '/prod/GET/orders')], []],
    ['touches nobody else', [...OTHERS, by('s1', '/dev/*')], [`+${ID}`, '-s1']],
    ['takes the action in any letters', [by('s1', '/dev/*', { Action: 'LAMBDA:invokefunction' })], [`+${ID}`, '-s1']],
  ])('%s', (_, statements, ids) => {
    const { ids: told, after } = planOf({ prune: true }, statements);
    const kept = statements.filter(({ Sid }) => !ids.includes(`-${Sid}`));
    expect(told).toEqual(ids);
    expect((after?.['Statement'] as JsonObject[]).slice(0, kept.length)).toEqual(kept);
  });

  const MORE = 'it lets in more than this API, or says more than AddPermission writes';

  test.each<[what: string, statements: JsonObject[], sid: string | null, why: string]>([
    ['no Sid', [without('Sid', by('', '/dev/*'))], null, 'without a Sid it cannot be removed by itself'],
    ['a Sid with a space', [by('a b', '/dev/*')], 'a b', 'RemovePermission takes no such Sid'],
    ['a Sid that is too long', [by('a'.repeat(101), '/dev/*')], 'a'.repeat(101), 'RemovePermission takes no such Sid'],
    [
      'a Sid that another has',
      [by('s1', '/dev/*'), allow({ Sid: 's1', Principal: '*', Condition: { Null: { 'x:y': 'false' } } })],
      's1',
      'another statement has the same Sid',
    ],
    [
      'several source ARNs',
      [by('s1', '', { Condition: { ArnLike: { 'AWS:SourceArn': [`${API}/dev/*`, `${API}/v1/*`] } } })],
      's1',
      MORE,
    ],
    ['every action', [by('s1', '/*', { Action: 'lambda:*' })], 's1', MORE],
    ['every principal', [by('s1', '/*', { Principal: '*' })], 's1', MORE],
    ['every resource', [by('s1', '/*', { Resource: '*' })], 's1', MORE],
    ['no source ARN', [allow({ Sid: 's1' })], 's1', MORE],
    ['an id with a star', [by('s1', '*')], 's1', MORE],
    ...['us-east-2', '111122223333', 'a1b2c3d4e5'].map((part): [string, JsonObject[], string, string] => [
      `a star for \`${part}\``,
      [allow({ Sid: 's1', Condition: { ArnLike: { 'AWS:SourceArn': `${API.replace(part, '*')}/*` } } })],
      's1',
      MORE,
    ]),
  ])('leaves alone what has %s, and says so', (_, statements, sid, why) => {
    const { ids, left } = planOf({ prune: true }, statements);
    expect(ids).toEqual([`+${ID}`]);
    expect(left).toEqual([{ sid, why }]);
  });

  test('keeps what it has written itself: a second time there is nothing to do', () => {
    const input: Partial<GrantInput> = { type: 'websocket', routes: ['send*'], prune: true };
    const [written] = planOf(input, [by('s1', '/dev/*')]).steps;
    expect(planOf(input, [written?.statement as JsonObject]).ids).toEqual([]);
  });
});
