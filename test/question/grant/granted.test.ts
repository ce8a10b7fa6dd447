// Is what is granted already not written again, and what is only nearly granted written?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { INPUT } from '../../support/grant-runs.js';
import { API, allow, deny, policyOf } from '../../support/worlds.js';

const by = (suffix: string, operator = 'ArnLike', over: JsonObject = {}) =>
  allow({ Sid: 's1', Condition: { [operator]: { 'AWS:SourceArn': `${API}${suffix}` } }, ...over });
const when = (Condition: JsonObject) => allow({ Sid: 's1', Condition });
const LIKE = { ArnLike: { 'AWS:SourceArn': `${API}/*` } };
const VERBS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const each = (words: readonly string[]) => words.map((word) => by(`/prod/${word}/orders`, 'ArnLike', { Sid: word }));

describe('granted already', () => {
  test.each<[what: string, statements: Json, over?: Partial<GrantInput>, sid?: string | null]>([
    ['by the same source ARN', by('/prod/GET/orders')],
    ['by the whole stage', by('/prod/*')],
    ['by every stage', by('/*/GET/orders')],
    ['by the whole API', by('/*')],
    [
      'by every API of the account',
      by('/*', 'ArnLike', when({ ArnLike: { 'aws:sourcearn': `${API.replace('a1b2c3d4e5', '*')}` } })),
    ],
    ['by StringLike', by('/*/orders', 'StringLike')],
    ['by StringEquals, letter for letter', by('/prod/GET/orders', 'StringEquals')],
    ['by ArnEquals', by('/prod/*', 'ArnEquals')],
    ['by ArnLikeIfExists', by('/prod/*', 'ArnLikeIfExists')],
    ['by one of several values', when({ ArnLike: { 'AWS:SourceArn': [`${API}/dev/*`, `${API}/prod/*`] } })],
    ['without any condition', allow({ Sid: 's1' })],
    ['with the source account alone', when({ StringEquals: { 'AWS:SourceAccount': '111122223333' } })],
    ['to everybody', by('/*', 'ArnLike', { Principal: '*' })],
    ['with every action', by('/*', 'ArnLike', { Action: 'lambda:*' })],
    ['on every resource', by('/*', 'ArnLike', { Resource: '*' })],
    ['by a statement without Sid', allow({ Condition: LIKE }), {}, null],
    ['a parameter that is a star, by a star', by('/prod/GET/*'), { routes: ['GET /orders/{id}'] }],
    ['every stage, by every stage', by('/*/GET/orders'), { stage: '*' }],
    ['the whole stage, by the whole API', by('/*'), { routes: [] }],
    ['by all but another stage', by('/dev/*', 'ArnNotLike')],
    ['by the one that does', [by('/dev/*', 'ArnLike', { Sid: 's0' }), by('/dev/*', 'ArnNotLike')]],
    ['by the first of two that do', [by('/dev/*', 'ArnNotLike'), by('/v1/*', 'ArnNotLike', { Sid: 's2' })]],
    [
      'ANY, by the word and by each verb, in several statements',
      each(['ANY', ...VERBS]),
      { routes: ['ANY /orders'] },
      null,
    ],
    ['the same of an HTTP API', each(['ANY', ...VERBS]), { type: 'http', routes: ['ANY /orders'] }, null],
  ])('%s', (_, statements, over = {}, sid = 's1') => {
    const { verdict, functions } = grant({ ...INPUT, ...over }, policyOf(statements));
    expect(verdict).toBe('nothingToWrite');
    expect(functions).toMatchObject([
      { steps: [], settled: [{ why: 'granted', by: sid }], refusal: null, denial: null },
    ]);
  });

  test('an authorizer, which has no stage, by all of them', () => {
    const { stage: _, ...input } = { ...INPUT, routes: [], authorizers: ['abc123'] };
    expect(grant(input, policyOf(by('/authorizers/*')))).toMatchObject({
      verdict: 'nothingToWrite',
      functions: [{ steps: [], settled: [{ why: 'granted', by: 's1' }] }],
    });
  });
});

describe('only nearly granted', () => {
  test.each<[what: string, statements: Json, over?: Partial<GrantInput>]>([
    ['another stage', by('/dev/GET/orders')],
    ['another method', by('/prod/POST/orders')],
    ['a path that is longer', by('/prod/GET/orders/*')],
    ['another API', by('/*', 'ArnLike', when({ ArnLike: { 'AWS:SourceArn': `${API}x/*` } }))],
    ['the API’s region', when({ ArnLike: { 'AWS:SourceArn': `${API.replace('us-east-2', 'us-east-1')}/*` } })],
    ['the bare API', by('')],
    ['StringEquals with a star, which is a letter there', by('/*', 'StringEquals')],
    ['an extra condition', when({ ...LIKE, StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } })],
    ['a condition on what nobody knows', when({ ...LIKE, Bool: { 'aws:SecureTransport': 'true' } })],
    ['another source account', when({ ...LIKE, StringEquals: { 'AWS:SourceAccount': '444455556666' } })],
    ['a variable', when({ ArnLike: { 'AWS:SourceArn': `${API}/\${aws:username}/*` } })],
    ['another principal', by('/*', 'ArnLike', { Principal: { Service: 'events.amazonaws.com' } })],
    ['another action', by('/*', 'ArnLike', { Action: 'lambda:GetFunction' })],
    ['every stage but by one', by('/prod/GET/orders'), { stage: '*' }],
    [
      'every stage by two, for a third may come',
      [by('/prod/GET/orders'), by('/test-invoke-stage/GET/orders', 'ArnLike', { Sid: 's2' })],
      { stage: '*' },
    ],
    ['ANY of a REST API by the word alone: sources conflict', by('/prod/ANY/orders'), { routes: ['ANY /orders'] }],
    ['ANY by the verbs alone', each(VERBS), { routes: ['ANY /orders'] }],
    ['ANY by all verbs but one', each(['ANY', ...VERBS.slice(1)]), { routes: ['ANY /orders'] }],
    ['the whole stage by all of one method', by('/prod/GET/*'), { routes: [] }],
  ])('%s', (_, statements, over = {}) => {
    const { verdict, functions } = grant({ ...INPUT, ...over }, policyOf(statements));
    expect(verdict).toBe('toWrite');
    expect(functions).toMatchObject([
      { steps: [{ action: 'AddPermission' }], settled: [], refusal: null, denial: null },
    ]);
  });

  test('of several routes, only what is missing is written', () => {
    const routes = ['GET /orders', 'POST /orders', 'GET /orders/{id}'];
    const [fn] = grant({ ...INPUT, routes }, policyOf([by('/prod/GET/*')])).functions;
    expect(fn?.steps.map(({ sourceArn }) => sourceArn)).toEqual([`${API}/prod/POST/orders`]);
    expect(fn?.settled.map(({ sourceArn, by: sid }) => [sourceArn, sid])).toEqual([
      [`${API}/prod/GET/orders`, 's1'],
      [`${API}/prod/GET/orders/*`, 's1'],
    ]);
  });

  test('what one wanted grant lets in, another need not: it is covered', () => {
    const routes = ['GET /orders/{id}', 'GET /*', 'GET /orders/7', 'GET /orders/{id}'];
    const [fn] = grant({ ...INPUT, routes }).functions;
    const [step] = fn?.steps ?? [];
    expect(fn?.steps.map(({ sourceArn }) => sourceArn)).toEqual([`${API}/prod/GET/*`]);
    const by = step?.request.StatementId;
    expect(fn?.settled).toMatchObject([
      { why: 'covered', by, for: expect.stringContaining('{id}') },
      { why: 'covered', by, for: expect.stringContaining('/7') },
    ]);
  });

  test('a parameter that is to be a star, by one that is kept: as it is presented, which is told as a caveat', () => {
    const { verdict, caveats } = grant(
      { ...INPUT, routes: ['GET /orders/{id}'] },
      policyOf(by('/prod/GET/orders/{id}')),
    );
    const caveat = { grade: 'O', message: expect.stringContaining('path parameter is presented as it is declared') };
    expect([verdict, caveats]).toEqual(['nothingToWrite', [caveat]]);
  });

  test('a Deny over what is granted is no grant', () => {
    const { verdict, functions } = grant(INPUT, policyOf([by('/*'), deny({ Sid: 'no', Principal: '*' })]));
    expect(verdict).toBe('refused');
    expect(functions).toMatchObject([{ steps: [], denial: { verdict: 'explicitDeny' } }]);
  });
});
