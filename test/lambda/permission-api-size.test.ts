// Is a policy taken up to 20,480 bytes, and refused with its size above?

import { describe, expect, test } from '@jest/globals';
import { PermissionApi, POLICY_LIMIT, policySize } from '../../src/lambda/permission-api.js';

const HERE = { region: 'us-east-2', account: '111122223333' };
const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const LIMIT = 20_480;

const request = (StatementId: string, letters: number) => ({
  ...{ FunctionName: 'pets', StatementId, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' },
  SourceArn: `arn:aws:s3:::${'b'.repeat(letters)}`,
});
const add = (api: PermissionApi, StatementId: string, letters: number) =>
  api.addPermission(request(StatementId, letters));
const read = (api: PermissionApi) => api.getPolicy({ FunctionName: 'pets' });
const bytesOf = (api: PermissionApi) => Buffer.byteLength(read(api).Policy);

/** A document of an `Id` of so many letters, and the statement's list empty. */
const document = (letters: number, letter = 'a') => JSON.stringify({ Id: letter.repeat(letters), Statement: [] });
const put = (api: PermissionApi, Policy: string) => api.putResourcePolicy({ ResourceArn: ARN, Policy });

const tooBig = (size: number) =>
  expect.objectContaining({
    ...{ code: 'PolicyLengthExceededException', status: 400 },
    message: `The final policy size (${size}) is bigger than the limit (20480).`,
  });

/** A function with two statements of 9,000 letters, and how many letters a third may have. */
function nearlyFull(): readonly [api: PermissionApi, letters: number] {
  const [api, trial] = [new PermissionApi(HERE), new PermissionApi(HERE)];
  for (const one of [api, trial]) for (const sid of ['one', 'two']) add(one, sid, 9000);
  add(trial, 'three', 0);
  return [api, LIMIT - bytesOf(trial)];
}

test('the limit is the one that Lambda has', () => {
  expect(POLICY_LIMIT).toBe(LIMIT);
});

describe('AddPermission', () => {
  test('fills a policy to the last byte', () => {
    const [api, letters] = nearlyFull();
    add(api, 'three', letters);
    expect(bytesOf(api)).toBe(LIMIT);
  });

  test.each([1, 2, 300])('is refused %i above the limit, with the size, and nothing is changed', (more) => {
    const [api, letters] = nearlyFull();
    const before = read(api);
    expect(() => add(api, 'three', letters + more)).toThrow(tooBig(LIMIT + more));
    expect(read(api)).toEqual(before);
    add(api, 'three', letters);
    expect(bytesOf(api)).toBe(LIMIT);
  });

  test('fits again where another statement is removed', () => {
    const [api, letters] = nearlyFull();
    expect(() => add(api, 'three', letters + 1)).toThrow(tooBig(LIMIT + 1));
    api.removePermission({ FunctionName: 'pets', StatementId: 'one' });
    add(api, 'three', letters + 1);
    expect(bytesOf(api)).toBeLessThan(LIMIT);
  });

  test('counts what was put', () => {
    const [api, trial] = [new PermissionApi(HERE), new PermissionApi(HERE)];
    for (const one of [api, trial]) put(one, document(19_000));
    add(trial, 'one', 0);
    const letters = LIMIT - bytesOf(trial);
    expect(() => add(api, 'one', letters + 1)).toThrow(tooBig(LIMIT + 1));
    add(api, 'one', letters);
    expect(bytesOf(api)).toBe(LIMIT);
  });

  test('does not count the policy of an alias', () => {
    const [api, letters] = nearlyFull();
    add(api, 'three', letters);
    api.addPermission({ ...request('four', 9000), Qualifier: 'prod' });
    expect(bytesOf(api)).toBe(LIMIT);
  });
});

describe('PutResourcePolicy', () => {
  const around = document(0).length;

  test('takes a document that is at the limit', () => {
    const api = new PermissionApi(HERE);
    expect(put(api, document(LIMIT - around)).Policy).toHaveLength(LIMIT);
    expect(bytesOf(api)).toBe(LIMIT);
  });

  test('takes bytes of other alphabets up to the limit', () => {
    const api = new PermissionApi(HERE);
    const half = Math.floor((LIMIT - around) / 2);
    put(api, document(half, 'é'));
    expect(LIMIT - bytesOf(api)).toBe((LIMIT - around) % 2);
  });

  test('counts bytes, where letters would be few enough', () => {
    const api = new PermissionApi(HERE);
    const half = Math.floor((LIMIT - around) / 2) + 1;
    expect(() => put(api, document(half, 'é'))).toThrow(tooBig(around + 2 * half));
    expect(() => read(api)).toThrow('The resource you requested does not exist.');
  });

  test('does not count the space around the document’s members', () => {
    const api = new PermissionApi(HERE);
    put(api, document(0).padEnd(LIMIT));
    expect(bytesOf(api)).toBe(around);
  });

  test.each([
    ['letters', document(LIMIT - around + 1)],
    ['spaces', document(0).padEnd(LIMIT + 1)],
  ])('takes no text of more letters than the limit: %s', (_, text) => {
    expect(text).toHaveLength(LIMIT + 1);
    expect(() => put(new PermissionApi(HERE), text)).toThrow(
      expect.objectContaining({
        code: 'ValidationException',
        message: expect.stringMatching(/at 'policy' .* have length less than or equal to 20480$/s),
      }),
    );
  });

  test('replaces a full policy, whose size does not count', () => {
    const [api, letters] = nearlyFull();
    add(api, 'three', letters);
    put(api, document(LIMIT - around));
    expect(bytesOf(api)).toBe(LIMIT);
  });
});

test.each([
  ['nothing', {}, 2],
  ['a member', { a: 1 }, 7],
  ['a letter of two bytes', { é: '' }, 9],
  ['a letter of four bytes', { a: '😀' }, 12],
])('the size of %s is that of the text that is printed', (_, value, size) => {
  expect(policySize(value)).toBe(size);
});

describe('a policy that is above the limit to begin with', () => {
  const statements = ['one', 'two', 'three'].map((Sid) => ({ Sid, Resource: 'r'.repeat(11_000) }));
  const document = { Version: '2012-10-17', Statement: statements };
  const above = () => new PermissionApi({ ...HERE, policies: { [ARN]: document } });

  test('loses statements, also where what is left is above it still', () => {
    const api = above();
    api.removePermission({ FunctionName: 'pets', StatementId: 'two' });
    expect(JSON.parse(read(api).Policy)).toEqual({ ...document, Statement: [statements[0], statements[2]] });
    expect(bytesOf(api)).toBeGreaterThan(LIMIT);
    api.removePermission({ FunctionName: 'pets', StatementId: 'one' });
    expect(bytesOf(api)).toBeLessThan(LIMIT);
  });

  test('takes no other, with the size that it would have', () => {
    const api = above();
    const before = read(api);
    const { Statement } = new PermissionApi(HERE).addPermission(request('four', 1));
    expect(() => add(api, 'four', 1)).toThrow(tooBig(bytesOf(api) + Buffer.byteLength(Statement) + ','.length));
    expect(read(api)).toEqual(before);
  });
});
