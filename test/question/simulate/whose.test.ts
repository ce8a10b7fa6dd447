// Is a policy that speaks of several functions held to be nobody knows whose, and who calls by its own credentials?

import { describe, expect, test } from '@jest/globals';
import type { JsonObject, Policy } from '../../../src/model/policy.js';
import { apiWith, CATS, granted, openTo, PETS, policyWith, ROLE, sent } from '../../support/simulating.js';

const ANY = 'arn:aws:lambda:us-east-2:111122223333:function:*';
const CALLER = 'arn:aws:iam::*:user/*';
const ELSEWHERE = 'arn:aws:iam::444455556666:role/caller';
const [PETS_POLICY] = openTo(PETS) as [Policy];

const of = (over: JsonObject, resource = PETS) => policyWith(granted('*', resource, { Condition: {}, ...over }));
const deny = (over: JsonObject = {}, resource = PETS) => of({ Effect: 'Deny', Principal: '*', ...over }, resource);

async function told(policies: readonly Policy[], credentials?: string) {
  const over = credentials === undefined ? {} : { credentials };
  const { verdict, stoppedAt, permission, caveats } = await sent(apiWith('rest', over), { policies });
  return { ended: [verdict, stoppedAt], kind: permission?.kind, caveats };
}

describe('beside its own, a policy speaks of the function without naming it', () => {
  test.each<[fact: string, policies: readonly Policy[], verdict: string]>([
    ['and denies', [PETS_POLICY, deny({}, '*')], 'unknown'],
    [
      'and denies all but another',
      [PETS_POLICY, policyWith({ Effect: 'Deny', Principal: '*', Action: '*', NotResource: CATS })],
      'unknown',
    ],
    [
      'and allows what its own does not',
      [of({ Principal: { Service: 'events.amazonaws.com' } }), of({}, ANY)],
      'unknown',
    ],
    ['and allows the same', [PETS_POLICY, of({}, ANY)], 'functionResponse'],
    [
      'and speaks of others alone',
      [PETS_POLICY, deny({}, 'arn:aws:lambda:us-east-2:111122223333:function:c*')],
      'functionResponse',
    ],
  ])('%s', async (_, policies, verdict) => {
    const { ended, caveats } = await told(policies);
    expect(ended[0]).toBe(verdict);
    expect(caveats.some(({ message }) => message.includes('whose it is, is not known'))).toBe(verdict === 'unknown');
  });
});

test('where its own is missing, those that are given are named', async () => {
  const { permission } = await sent(apiWith('rest', {}), { policies: openTo(CATS) });
  expect(permission).toMatchObject({ kind: 'notGiven', why: expect.stringContaining(`they are those of \`${CATS}\``) });
});

describe('a role of the same account', () => {
  test.each<[fact: string, policies: readonly Policy[], ended: readonly (string | null)[]]>([
    ['needs no Allow', [policyWith()], ['functionResponse', null]],
    ['needs no policy', [], ['functionResponse', null]],
    ['is denied as everybody is', [deny()], ['gatewayResponse', 'permission']],
    ['is denied by name', [deny({ Principal: { AWS: ROLE } })], ['gatewayResponse', 'permission']],
    ['is not denied as another is', [deny({ Principal: { AWS: `${ROLE}-2` } })], ['functionResponse', null]],
    ['is denied although it is allowed', [PETS_POLICY, deny()], ['gatewayResponse', 'permission']],
    [
      'may be denied, where a key is not known',
      [deny({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'pets' } } })],
      ['unknown', 'permission'],
    ],
    [
      'is not denied for a source ARN, which it does not send',
      [deny({ Condition: { ArnLike: { 'aws:SourceArn': '*' } } })],
      ['functionResponse', null],
    ],
  ])('%s', async (_, policies, ended) => {
    expect((await told(policies, ROLE)).ended).toEqual(ended);
  });
});

describe('the caller itself', () => {
  test.each<[fact: string, policies: readonly Policy[], ended: readonly (string | null)[]]>([
    ['needs no Allow', [policyWith()], ['functionResponse', null]],
    ['is denied as everybody is', [deny()], ['gatewayResponse', 'permission']],
    ['may be who is denied', [deny({ Principal: { AWS: ROLE } })], ['unknown', 'permission']],
    [
      'may be who is not spared',
      [policyWith({ Effect: 'Deny', NotPrincipal: { AWS: ROLE }, Action: 'lambda:*', Resource: PETS })],
      ['unknown', 'permission'],
    ],
    ['is not denied another action', [deny({ Action: 'lambda:GetFunction' })], ['functionResponse', null]],
  ])('%s', async (_, policies, ended) => {
    expect((await told(policies, CALLER)).ended).toEqual(ended);
  });
});

describe('a role of another account', () => {
  test.each<[fact: string, condition: JsonObject, verdict: string]>([
    ['of an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'unknown'],
    ['with a tag', { StringEquals: { 'aws:PrincipalTag/team': 'pets' } }, 'unknown'],
    ['of its account', { StringEquals: { 'aws:PrincipalAccount': '444455556666' } }, 'functionResponse'],
    ['of another one', { StringEquals: { 'aws:PrincipalAccount': '777788889999' } }, 'gatewayResponse'],
  ])('that is allowed as one %s', async (_, Condition, verdict) => {
    expect((await told([of({ Principal: '*', Condition })], ELSEWHERE)).ended[0]).toBe(verdict);
  });
});

test.each([
  'garbage',
  '${role_arn}',
  '{"Fn::GetAtt":["Role","Arn"]}',
  'arn:aws:iam::${AWS::AccountId}:role/r',
  ` ${ELSEWHERE}`,
])('credentials that are no role are nobody known: %s', async (credentials) => {
  const { ended, kind } = await told(openTo(PETS), credentials);
  expect([...ended, kind]).toEqual(['unknown', 'permission', 'notGiven']);
});

describe('stage variables and accounts', () => {
  const template = 'arn:aws:lambda:us-east-2:111122223333:function:${stageVariables.fn}';
  const stages = [{ name: 'prod', variables: { fn: 'pets' } }];
  test.each([
    ['the same', '111122223333', ['functionResponse', null]],
    ['another', '444455556666', ['unknown', 'integration']],
  ])('a function of %s account', async (_, account, ended) => {
    const api = apiWith('rest', { target: { kind: 'variables', template, names: ['fn'] } }, { stages, account });
    const { verdict, stoppedAt } = await sent(api, { policies: [of({})] });
    expect([verdict, stoppedAt]).toEqual(ended);
  });
});
