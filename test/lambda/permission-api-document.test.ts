// Are whole documents put, read and deleted as Lambda's resource policies are?

import { describe, expect, test } from '@jest/globals';
import { PermissionApi } from '../../src/lambda/permission-api.js';
import type { JsonObject } from '../../src/model/policy.js';

const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const GONE = 'The resource you requested does not exist.';
const NO_DOCUMENT = expect.objectContaining({ code: 'InvalidParameterValueException', status: 400 });

const DENY = { Version: '2012-10-17', Statement: [{ Sid: 'no', Effect: 'Deny', NotPrincipal: '*', Action: '*' }] };
const other = { ResourceArn: `${ARN}:prod`, Policy: '{"Id":"other"}' };

/** A function with a policy of AddPermission. */
function filled(): PermissionApi {
  const api = new PermissionApi({ region: 'us-east-2', account: '111122223333' });
  const more = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' };
  api.addPermission({ FunctionName: 'pets', StatementId: 'one', ...more });
  return api;
}

describe('PutResourcePolicy', () => {
  test('replaces what AddPermission wrote, and answers what is then read', () => {
    const api = filled();
    const answer = api.putResourcePolicy({ ResourceArn: ARN, Policy: JSON.stringify(DENY) });
    expect(JSON.parse(answer.Policy)).toEqual(DENY);
    expect(api.getPolicy({ FunctionName: 'pets' })).toEqual(answer);
    expect(api.getResourcePolicy({ ResourceArn: ARN })).toEqual(answer);
  });

  test('replaces what was put', () => {
    const api = filled();
    for (const document of [DENY, { Id: 'mine' }])
      api.putResourcePolicy({ ResourceArn: ARN, Policy: JSON.stringify(document) });
    expect(api.getPolicy({ FunctionName: 'pets' }).Policy).toBe('{"Id":"mine"}');
  });

  test('leaves the policies of aliases alone', () => {
    const api = filled();
    const before = api.getPolicy({ FunctionName: 'pets' });
    expect(api.putResourcePolicy(other).Policy).toBe(other.Policy);
    expect(api.getPolicy({ FunctionName: 'pets' })).toEqual(before);
  });

  test.each([
    ['members of any name', '{"__proto__":{"a":1},"constructor":2}'],
    ['other alphabets', '{"Id":"é😀"}'],
    ['values of every kind', '{"a":[1,null,true,"",{}]}'],
  ])('keeps %s', (_, Policy) => {
    const api = filled();
    api.putResourcePolicy({ ResourceArn: ARN, Policy });
    expect(api.getResourcePolicy({ ResourceArn: ARN }).Policy).toBe(Policy);
  });

  test.each([
    'x',
    '{',
    '{"a":1}}',
    "{'a':1}",
    '[]',
    'null',
    '1',
    '"{}"',
    'true',
    ' ',
  ])('takes no text that is not a JSON object, and nothing is changed: %j', (Policy) => {
    const api = filled();
    const before = api.getPolicy({ FunctionName: 'pets' });
    expect(() => api.putResourcePolicy({ ResourceArn: ARN, Policy })).toThrow(NO_DOCUMENT);
    expect(api.getPolicy({ FunctionName: 'pets' })).toEqual(before);
  });
});

describe('DeleteResourcePolicy', () => {
  test.each<[title: string, write: (api: PermissionApi) => unknown]>([
    ['AddPermission wrote', () => {}],
    ['was put', (api) => api.putResourcePolicy({ ResourceArn: ARN, Policy: JSON.stringify(DENY) })],
  ])('deletes what %s, once, and no other', (_, write) => {
    const api = filled();
    write(api);
    api.putResourcePolicy(other);
    api.deleteResourcePolicy({ ResourceArn: ARN });
    expect(() => api.getPolicy({ FunctionName: 'pets' })).toThrow(GONE);
    expect(() => api.deleteResourcePolicy({ ResourceArn: ARN })).toThrow(GONE);
    expect(api.getPolicy({ FunctionName: 'pets:prod' }).Policy).toBe(other.Policy);
  });
});

describe('an ARN is asked for, whole', () => {
  test.each(['pets', 'pets:prod', '111122223333:function:pets', `${ARN}:*`])('%s', (ResourceArn) => {
    const refused = expect.objectContaining({ code: 'ValidationException', status: 400 });
    const api = filled();
    expect(() => api.putResourcePolicy({ ResourceArn, Policy: '{}' })).toThrow(refused);
    expect(() => api.getResourcePolicy({ ResourceArn })).toThrow(refused);
    expect(() => api.deleteResourcePolicy({ ResourceArn })).toThrow(refused);
  });
});

test('two APIs share nothing', () => {
  const [api, empty] = [filled(), new PermissionApi({ region: 'us-east-2', account: '111122223333' })];
  expect(JSON.parse(api.getPolicy({ FunctionName: 'pets' }).Policy).Statement).toHaveLength(1);
  expect(() => empty.getPolicy({ FunctionName: 'pets' })).toThrow(GONE);
});

describe('policies that are there to begin with', () => {
  const HERE = { region: 'us-east-2', account: '111122223333' };
  const add = (api: PermissionApi, FunctionName = 'pets') => {
    const more = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' };
    api.addPermission({ FunctionName, StatementId: 'one', ...more });
  };
  const sidsOf = (api: PermissionApi, FunctionName = 'pets') =>
    (JSON.parse(api.getPolicy({ FunctionName }).Policy) as typeof DENY).Statement.map(({ Sid }) => Sid);

  test.each<[title: string, document: JsonObject]>([
    ['a policy', DENY],
    ['one of other alphabets', { Id: 'é😀' }],
    ['a lone statement', { Statement: { Sid: 'a' } }],
    ['what PutResourcePolicy would not take', { Statement: [1, null, 'a'] }],
    ['an empty object', {}],
    ['one above the limit', { Id: 'a'.repeat(30_000) }],
  ])('are taken as they are, and have a revision: %s', (_, document) => {
    const api = new PermissionApi({ ...HERE, policies: { [ARN]: document } });
    const answer = api.getPolicy({ FunctionName: 'pets' });
    expect(answer).toEqual({
      Policy: JSON.stringify(document),
      RevisionId: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
    expect(api.getResourcePolicy({ ResourceArn: ARN })).toEqual(answer);
  });

  test('belong to the function, version or alias of their ARN, and to no other', () => {
    const policies = { [ARN]: DENY, [`${ARN}:prod`]: { Id: 'of prod' }, [`${ARN}:7`]: { Id: 'of 7' } };
    const api = new PermissionApi({ ...HERE, policies });
    for (const [FunctionName, document] of Object.entries(policies))
      expect(api.getPolicy({ FunctionName }).Policy).toBe(JSON.stringify(document));
    for (const FunctionName of ['birds', 'pets:dev', 'pets:8'])
      expect(() => api.getPolicy({ FunctionName })).toThrow(GONE);
  });

  test('are changed as others are, and stay as they are with whoever gave them', () => {
    const given = structuredClone(DENY);
    const api = new PermissionApi({ ...HERE, policies: { [ARN]: given } });
    add(api);
    expect(sidsOf(api)).toEqual(['no', 'one']);
    api.removePermission({ FunctionName: 'pets', StatementId: 'no' });
    expect(sidsOf(api)).toEqual(['one']);
    api.removePermission({ FunctionName: 'pets', StatementId: 'one' });
    expect(() => api.getPolicy({ FunctionName: 'pets' })).toThrow(GONE);
    expect(given).toEqual(DENY);
  });

  test('have revisions that differ, that writes ask for, and that are the same for the same policies', () => {
    const policies = { [ARN]: DENY, [`${ARN}:prod`]: DENY };
    const [api, other] = [new PermissionApi({ ...HERE, policies }), new PermissionApi({ ...HERE, policies })];
    const revisions = ['pets', 'pets:prod'].map((FunctionName) => api.getPolicy({ FunctionName }).RevisionId);
    expect(new Set(revisions).size).toBe(2);
    expect(other.getPolicy({ FunctionName: 'pets:prod' }).RevisionId).toBe(revisions[1]);
    const removal = { FunctionName: 'pets', StatementId: 'no' };
    expect(() => api.removePermission({ ...removal, RevisionId: revisions[1] as string })).toThrow(/Revision Id/);
    api.removePermission({ ...removal, RevisionId: revisions[0] as string });
    expect(() => api.getPolicy({ FunctionName: 'pets' })).toThrow(GONE);
  });

  test('are not read where there is no such function', () => {
    const api = new PermissionApi({ ...HERE, policies: { [ARN]: DENY }, functions: { birds: [] } });
    expect(() => api.getPolicy({ FunctionName: 'pets' })).toThrow(GONE);
    expect(() => add(api)).toThrow(`Function not found: ${ARN}`);
  });
});
