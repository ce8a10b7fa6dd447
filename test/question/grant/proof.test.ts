// Is nothing written that would not be enough, and is it said why?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant, parsePolicy } from '../../../src/index.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { INPUT } from '../../support/grant-runs.js';
import { API, allow, deny, FUNCTION, policyOf, without } from '../../support/worlds.js';

const no = (over: JsonObject = {}) => deny({ Sid: 'no', Principal: '*', Action: 'lambda:*', ...over });
const when = (Condition: JsonObject) => no({ Condition });

describe('a Deny in the present policy', () => {
  test.each<[what: string, statement: JsonObject, over?: Partial<GrantInput>]>([
    ['of everything', no()],
    ['of this source ARN', when({ ArnLike: { 'aws:SourceArn': `${API}/prod/*` } })],
    ['of other accounts than one', when({ StringNotEquals: { 'aws:SourceAccount': '444455556666' } })],
    [
      'of whoever is of no organisation: AWS’s own sample',
      when({ 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } }),
    ],
    [
      'of one of several routes',
      when({ ArnLike: { 'aws:SourceArn': `${API}/*/GET/orders` } }),
      { routes: ['GET /pets', 'GET /orders'] },
    ],
  ])('%s: nothing is written, and the Deny is named', (_, statement, over = {}) => {
    const { verdict, functions } = grant({ ...INPUT, ...over }, policyOf([statement]));
    const denial = { verdict: 'explicitDeny', reason: 'statement `no` denies it, and a Deny wins' };
    expect(verdict).toBe('refused');
    expect(functions).toMatchObject([
      { refusal: null, denial: { ...denial, for: expect.stringContaining('/orders`') } },
    ]);
  });

  test.each<[what: string, statement: JsonObject, over?: Partial<GrantInput>]>([
    ['on a key whose value nobody knows before', when({ Bool: { 'aws:SecureTransport': 'false' } })],
    ['on a key that may be sent', when({ StringNotEquals: { 'aws:SourceOrgID': 'o-1' } })],
    ['on the time', when({ DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } })],
    [
      'of the word ANY, which may be presented',
      when({ ArnLike: { 'aws:SourceArn': `${API}/prod/ANY/orders` } }),
      { routes: ['ANY /orders'] },
    ],
    [
      'of a verb that ANY of a REST API may be',
      when({ ArnLike: { 'aws:SourceArn': `${API}/prod/DELETE/orders` } }),
      { routes: ['ANY /orders'] },
    ],
    [
      'of a verb that ANY of an HTTP API may be',
      when({ ArnLike: { 'aws:SourceArn': `${API}/prod/DELETE/orders` } }),
      { type: 'http', routes: ['ANY /orders'] },
    ],
  ])('%s: whether it is enough is unknown', (_, statement, over = {}) => {
    const { verdict, functions } = grant({ ...INPUT, ...over }, policyOf([statement]));
    expect([verdict, functions[0]?.denial?.verdict]).toEqual(['unknown', 'unknown']);
    expect(functions[0]?.steps).toHaveLength(1);
  });

  test.each<[what: string, statement: JsonObject]>([
    ['of another API', when({ ArnLike: { 'aws:SourceArn': `${API.replace('a1', 'zz')}/*` } })],
    ['of another principal', no({ Principal: { AWS: '444455556666' } })],
    ['of another action', no({ Action: 'lambda:DeleteFunction' })],
    ['of other accounts than this', when({ StringNotEquals: { 'aws:SourceAccount': '111122223333' } })],
  ])('%s is no matter', (_, statement) => {
    expect(grant(INPUT, policyOf([statement]))).toMatchObject({ verdict: 'toWrite', functions: [{ denial: null }] });
  });

  test('is no matter to a revert', () => {
    const written = grant(INPUT).functions[0]?.steps[0]?.statement ?? {};
    const { verdict, functions } = grant({ ...INPUT, revert: true }, policyOf([written, no()]));
    expect([verdict, functions[0]?.after?.['Statement']]).toEqual(['toWrite', [no()]]);
  });

  test('without a Sid is named so', () => {
    const { Sid: _, ...nameless } = no();
    const [fn] = grant(INPUT, policyOf([nameless])).functions;
    expect(fn?.denial?.reason).toMatch(/without Sid.* denies it/);
  });
});

test('a policy of which something could not be read is not taken for the whole', () => {
  const reading = parsePolicy([{ Version: '2012-10-17', Statement: [allow({ Resource: FUNCTION })] }, 7]);
  expect(grant(INPUT, reading)).toMatchObject({ verdict: 'unknown', findings: [{ severity: 'error' }] });
});

describe('what was asked', () => {
  test.each<[what: string, over: Partial<GrantInput>, isExhaustive: boolean]>([
    ['is all of a route in a stage', {}, true],
    ['is all of several routes', { routes: ['GET /orders', 'ANY /orders/{id}'] }, true],
    ['is all of a route and the Test button', { testInvoke: true }, true],
    ['is all of an authorizer', { authorizers: ['abc123'] }, true],
    ['is not all of every authorizer', { authorizers: ['*'] }, false],
    ['is not all of every stage', { stage: '*' }, false],
    ['is not all of a stage', { routes: [] }, false],
    ['is not all of a method', { routes: ['GET /*'] }, false],
    ['is not all where one of several has no end', { routes: ['GET /orders', '* /pets'] }, false],
  ])('%s', (_, over, isExhaustive) => {
    expect(grant({ ...INPUT, ...over }).functions).toMatchObject([{ isExhaustive, denies: [] }]);
  });

  test.each<[what: string, statement: JsonObject, over: Partial<GrantInput>, denies: string[]]>([
    ['a Deny of another stage', when({ ArnLike: { 'aws:SourceArn': `${API}/dev/*` } }), { stage: '*' }, ['no']],
    [
      'a Deny of another route, by its letters',
      when({ StringEquals: { 'aws:SourceArn': `${API}/prod/GET/secret` } }),
      { routes: [] },
      ['no'],
    ],
    [
      'a Deny without a Sid',
      without('Sid', when({ ArnLike: { 'aws:SourceArn': `${API}/dev/*` } })),
      { stage: '*' },
      ['without Sid'],
    ],
    ['none of what has an end', when({ ArnLike: { 'aws:SourceArn': `${API}/dev/*` } }), {}, []],
    [
      'no Deny of what is not wanted',
      when({ ArnLike: { 'aws:SourceArn': `${API}/dev/GET/pets` } }),
      { stage: '*', routes: ['GET /orders'] },
      [],
    ],
    [
      'no Deny of another API',
      when({ ArnLike: { 'aws:SourceArn': `${API.replace('a1', 'zz')}/dev/*` } }),
      { stage: '*' },
      [],
    ],
    [
      'no Deny of another principal',
      no({ Principal: { AWS: '444455556666' }, Condition: { ArnLike: { 'aws:SourceArn': `${API}/dev/*` } } }),
      { stage: '*' },
      [],
    ],
    ['nothing to a revert', when({ ArnLike: { 'aws:SourceArn': `${API}/dev/*` } }), { stage: '*', revert: true }, []],
  ])('where not all could be asked, those that deny the rest are told: %s', (_, statement, over, denies) => {
    const { verdict, functions } = grant({ ...INPUT, ...over }, policyOf([statement]));
    expect(verdict).toBe(over.revert === true ? 'nothingToWrite' : 'toWrite');
    expect(functions.map((fn) => fn.denies)).toEqual([denies]);
  });
});

describe('the caveats of the proof', () => {
  test.each<[what: string, over: Partial<GrantInput>, told: readonly RegExp[]]>([
    ['none of a plain route', {}, []],
    [
      'none of a parameter that becomes a star: it matches however it is presented',
      { routes: ['GET /orders/{id}'] },
      [],
    ],
    ['of a parameter that is kept', { routes: ['GET /orders/{id}'], exact: true }, [/presented as it is declared/]],
    ['of the Test button', { testInvoke: true }, [/test-invoke-stage/]],
    ['of an API of another account', { apiAccount: '444455556666' }, [/account in the source ARN.*inferred/]],
    ['of an HTTP API in another region', { type: 'http', apiRegion: 'eu-west-1' }, [/cross-region.*not known/]],
    [
      'each once, though several routes have it',
      { routes: ['GET /a', 'GET /b'], testInvoke: true },
      [/test-invoke-stage/],
    ],
  ])('%s', (_, over, told) => {
    expect(grant({ ...INPUT, ...over }).caveats.map(({ message }) => message)).toEqual(
      told.map((one) => expect.stringMatching(one)),
    );
  });
});
