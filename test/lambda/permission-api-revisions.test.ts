// Does every write make another revision, and is nothing changed where a request asks for one that is gone?

import { describe, expect, test } from '@jest/globals';
import { PermissionApi } from '../../src/lambda/permission-api.js';

const HERE = { region: 'us-east-2', account: '111122223333' };
const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const WRONG = '00000000-0000-4000-8000-000000000000';

const request = (StatementId: string, RevisionId?: string, FunctionName = 'pets') => ({
  ...{ FunctionName, StatementId, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
  ...(RevisionId === undefined ? {} : { RevisionId }),
});
const document = (...sids: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: sids.map((Sid) => ({ Sid })) });
const revisionOf = (api: PermissionApi, FunctionName = 'pets') => api.getPolicy({ FunctionName }).RevisionId;

/** A function with two statements. */
function filled(): PermissionApi {
  const api = new PermissionApi(HERE);
  api.addPermission(request('one'));
  api.addPermission(request('two'));
  return api;
}

const refused = (read: string) =>
  expect.objectContaining({
    ...{ code: 'PreconditionFailedException', status: 412 },
    message: `The Revision Id provided does not match the latest Revision Id. Call the ${read} API to retrieve the latest Revision Id`,
  });

const WRITES: readonly (readonly [title: string, write: (api: PermissionApi) => unknown])[] = [
  ['AddPermission', (api) => api.addPermission(request('three'))],
  ['AddPermission again', (api) => api.addPermission(request('four'))],
  ['RemovePermission', (api) => api.removePermission({ FunctionName: 'pets', StatementId: 'three' })],
  ['AddPermission of what was removed', (api) => api.addPermission(request('three'))],
  ['PutResourcePolicy', (api) => api.putResourcePolicy({ ResourceArn: ARN, Policy: document('one') })],
  ['PutResourcePolicy of the same', (api) => api.putResourcePolicy({ ResourceArn: ARN, Policy: document('one') })],
  ['AddPermission to what was put', (api) => api.addPermission(request('two'))],
];

describe('a revision', () => {
  test('is another one after every write', () => {
    const api = filled();
    const seen = [revisionOf(api)];
    for (const [, write] of WRITES) {
      write(api);
      seen.push(revisionOf(api));
    }
    expect(new Set(seen).size).toBe(WRITES.length + 1);
    for (const revision of seen) expect(revision).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('is the same one for the same writes', () => {
    const [one, other] = [filled(), filled()];
    expect(revisionOf(one)).toBe(revisionOf(other));
    for (const [, write] of WRITES) {
      write(one);
      write(other);
      expect(revisionOf(one)).toBe(revisionOf(other));
    }
  });

  test('does not come back with a policy that was deleted and written again', () => {
    const api = new PermissionApi(HERE);
    const write = () => api.putResourcePolicy({ ResourceArn: ARN, Policy: document('one') }).RevisionId;
    const first = write();
    api.deleteResourcePolicy({ ResourceArn: ARN });
    expect(write()).not.toBe(first);
  });

  test('differs between a function and its alias, whose statements are alike', () => {
    const api = filled();
    api.addPermission(request('one', undefined, 'pets:prod'));
    expect(revisionOf(api, 'pets:prod')).not.toBe(revisionOf(api));
  });

  test('is what PutResourcePolicy answers, and what both ways to read answer', () => {
    const api = filled();
    const { RevisionId } = api.putResourcePolicy({ ResourceArn: ARN, Policy: document('one') });
    expect(revisionOf(api)).toBe(RevisionId);
    expect(api.getResourcePolicy({ ResourceArn: ARN }).RevisionId).toBe(RevisionId);
  });

  test('stays through reads, through refused writes and through writes to others', () => {
    const api = filled();
    const before = revisionOf(api);
    api.getPolicy({ FunctionName: ARN });
    api.getResourcePolicy({ ResourceArn: ARN });
    expect(() => api.addPermission(request('one'))).toThrow(/already exists/);
    api.addPermission(request('one', undefined, 'pets:prod'));
    api.addPermission(request('one', undefined, 'birds'));
    expect(revisionOf(api)).toBe(before);
  });
});

type Ask = (api: PermissionApi, RevisionId: string) => unknown;
const ASKED: readonly (readonly [operation: string, read: string, sids: readonly string[], ask: Ask])[] = [
  ['AddPermission', 'GetPolicy', ['one', 'two', 'three'], (api, id) => api.addPermission(request('three', id))],
  [
    'RemovePermission',
    'GetPolicy',
    ['two'],
    (api, RevisionId) => api.removePermission({ FunctionName: 'pets', StatementId: 'one', RevisionId }),
  ],
  [
    'PutResourcePolicy',
    'GetResourcePolicy',
    ['four'],
    (api, RevisionId) => api.putResourcePolicy({ ResourceArn: ARN, Policy: document('four'), RevisionId }),
  ],
  [
    'DeleteResourcePolicy',
    'GetResourcePolicy',
    [],
    (api, RevisionId) => api.deleteResourcePolicy({ ResourceArn: ARN, RevisionId }),
  ],
];

/** The Sids of a function's policy; none where there is no policy. */
function sidsOf(api: PermissionApi): readonly string[] {
  try {
    const { Statement } = JSON.parse(api.getPolicy({ FunctionName: 'pets' }).Policy);
    return Statement.map(({ Sid }: { readonly Sid: string }) => Sid);
  } catch {
    return [];
  }
}

describe.each(ASKED)('%s', (_, read, sids, ask) => {
  test('is done where the revision is the latest', () => {
    const api = filled();
    ask(api, revisionOf(api));
    expect(sidsOf(api)).toEqual(sids);
  });

  test.each<[title: string, revision: (api: PermissionApi) => string]>([
    ['is none that was', () => WRONG],
    [
      'is the one before',
      (api) => {
        const before = revisionOf(api);
        api.removePermission({ FunctionName: 'pets', StatementId: 'two' });
        api.addPermission(request('two'));
        return before;
      },
    ],
    [
      'is that of an alias',
      (api) => {
        api.addPermission(request('one', undefined, 'pets:prod'));
        return revisionOf(api, 'pets:prod');
      },
    ],
  ])('is refused where the revision %s, and nothing is changed', (_, revision) => {
    const api = filled();
    const asked = revision(api);
    const before = api.getPolicy({ FunctionName: 'pets' });
    expect(() => ask(api, asked)).toThrow(refused(read));
    expect(api.getPolicy({ FunctionName: 'pets' })).toEqual(before);
  });
});

describe('where there is no policy', () => {
  test.each(
    ASKED.map(([operation, read, , ask]) => [operation, read, ask] as const),
  )('%s is refused with any revision, and there is none after it', (operation, read, ask) => {
    const api = new PermissionApi(HERE);
    const isOfNothing = /^(?:Remove|Delete)/.test(operation);
    const notFound = expect.objectContaining({ code: 'ResourceNotFoundException', status: 404 });
    expect(() => ask(api, WRONG)).toThrow(isOfNothing ? notFound : refused(read));
    expect(sidsOf(api)).toEqual([]);
  });
});

describe('what is no revision id', () => {
  test.each(['', 'yesterday', WRONG.slice(1)])('%j is not the latest for AddPermission', (id) => {
    expect(() => filled().addPermission(request('three', id))).toThrow(refused('GetPolicy'));
  });

  test.each(['', 'yesterday', WRONG.slice(1)])('%j is no value for PutResourcePolicy', (RevisionId) => {
    const put = { ResourceArn: ARN, Policy: document(), RevisionId };
    expect(() => filled().putResourcePolicy(put)).toThrow(
      expect.objectContaining({ code: 'ValidationException', status: 400 }),
    );
  });
});
