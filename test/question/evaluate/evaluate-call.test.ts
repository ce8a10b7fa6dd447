// What is answered to a call in API terms, whose source ARN may be one of several?

import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../../src/gateway/source-arn/presented.js';
import type { Grade, Verdict } from '../../../src/model/decision.js';
import type { Json } from '../../../src/model/policy.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { API, allow, deny, FUNCTION, policyOf } from '../../support/worlds.js';

const grant = (suffix: string, over = {}) =>
  allow({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/${suffix}` } }, ...over });
const REST: Call = { api: 'a1b2c3d4e5', type: 'rest', route: 'ANY /user', stage: 'prod', function: FUNCTION };
const HTTP: Call = { ...REST, type: 'http' };

const answer = (statements: Json, call: Call, strict = false) => evaluate(policyOf(statements), call, { strict });

describe('of a REST API', () => {
  test.each<[string, string, Verdict, Verdict, readonly Grade[]]>([
    ['`ANY` is documented, and a caveat that others saw the verb', 'prod/ANY/user', 'allowed', 'unknown', ['C']],
    ['a star matches either way', 'prod/*/user', 'allowed', 'allowed', []],
    ['a verb alone matches only if the others are right', 'prod/GET/user', 'implicitDeny', 'unknown', ['C']],
    ['another stage matches neither', 'dev/ANY/user', 'implicitDeny', 'implicitDeny', []],
  ])('ANY: %s', (_, suffix, verdict, strictly, grades) => {
    const { caveats, ...rest } = answer(grant(suffix), REST);
    expect(rest.verdict).toBe(verdict);
    expect(caveats.map(({ grade }) => grade)).toEqual(grades);
    expect(answer(grant(suffix), REST, true).verdict).toBe(strictly);
  });

  test('each candidate has its own verdict, and one decides', () => {
    const { candidates } = answer(grant('prod/GET/user'), REST);
    expect(candidates).toHaveLength(8);
    expect(candidates.filter(({ decides }) => decides).map(({ sourceArn }) => sourceArn)).toEqual([
      `${API}/prod/ANY/user`,
    ]);
    expect(candidates.filter(({ verdict }) => verdict === 'allowed').map(({ sourceArn }) => sourceArn)).toEqual([
      `${API}/prod/GET/user`,
    ]);
  });

  test('a parameter is only observed to be presented by its name: a caveat', () => {
    const { verdict, caveats } = answer(grant('prod/GET/pets/{petId}'), { ...REST, route: 'GET /pets/{petId}' });
    expect(verdict).toBe('allowed');
    expect(caveats).toEqual([expect.objectContaining({ grade: 'O' })]);
  });

  test('a documented route has no caveat, and its account needs no note', () => {
    const { verdict, caveats, invocation, decidedBy } = answer(grant('prod/GET/user'), { ...REST, route: 'GET /user' });
    expect(verdict).toBe('allowed');
    expect(caveats).toEqual([]);
    expect(invocation.notes).toEqual([]);
    expect(decidedBy?.index).toBe(0);
  });
});

describe('of an HTTP API', () => {
  test.each<[string, Json, Verdict]>([
    ['all candidates match', grant('*/*/user'), 'allowed'],
    ['none does', grant('*/*/users'), 'implicitDeny'],
    ['only `ANY` does', grant('*/ANY/user'), 'unknown'],
    ['only a verb does', grant('*/GET/user'), 'unknown'],
    ['all are denied', [grant('*'), deny()], 'explicitDeny'],
    ['one is denied', [grant('*'), deny({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/*/PUT/*` } } })], 'unknown'],
  ])('ANY: %s', (_, statements, verdict) => {
    expect(answer(statements, { ...HTTP, stage: '$default' }).verdict).toBe(verdict);
  });

  test('where candidates differ, the caveat tells how, and nothing is said to decide or to come near', () => {
    const { caveats, decidedBy, nearMiss, candidates } = answer(grant('*/GET/user'), HTTP);
    expect(caveats.map(({ grade }) => grade)).toContain('?');
    expect(caveats.map(({ message }) => message).join()).toMatch(/GET allowed/);
    expect([decidedBy, nearMiss]).toEqual([null, null]);
    expect(candidates.every(({ decides }) => decides)).toBe(true);
  });

  test('one verb of the route: `ANY` and that verb are candidates', () => {
    const { candidates } = answer(grant('*'), { ...HTTP, method: 'get' });
    expect(candidates.map(({ sourceArn }) => sourceArn)).toEqual([`${API}/prod/ANY/user`, `${API}/prod/GET/user`]);
  });
});

describe('of another region or account', () => {
  test('the source ARN has the region of the function and the account of the API', () => {
    const call: Call = { ...REST, route: 'GET /user', apiRegion: 'eu-west-1', apiAccount: '444455556666' };
    const { invocation, caveats } = answer(allow(), call);
    expect(invocation.context).toMatchObject({
      'aws:SourceArn': 'arn:aws:execute-api:us-east-2:444455556666:a1b2c3d4e5/prod/GET/user',
      'aws:SourceAccount': '444455556666',
    });
    expect(caveats).toEqual([expect.objectContaining({ grade: 'I' })]);
  });
});

describe('of a call that cannot be', () => {
  test.each<[string, Partial<Call>]>([
    ['no route', { route: 'user' }],
    ['no such method', { route: 'FETCH /user' }],
    ['a function that is none', { function: 'orders' }],
    ['a route and an authorizer', { authorizer: 'abc123' }],
    ['an API that is none', { api: 'a/b' }],
    ['no such type', { type: 'soap' as 'rest' }],
  ])('%s: unknown, and a finding says why', (_, over) => {
    const { verdict, findings, candidates, decidedBy, nearMiss } = answer(allow(), { ...REST, ...over });
    expect(verdict).toBe('unknown');
    expect(findings).toContainEqual(expect.objectContaining({ id: 'bad-call', severity: 'error' }));
    expect([candidates, decidedBy, nearMiss]).toEqual([[], null, null]);
  });
});
