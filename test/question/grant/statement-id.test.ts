// Is a statement's id readable, valid, the same for the same grant, another for another, and free?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freeStatementId, isIdFor, statementIdFor } from '../../../src/question/grant/statement-id.js';
import { API, FUNCTION } from '../../support/worlds.js';

const REQUEST = {
  FunctionName: FUNCTION,
  Action: 'lambda:InvokeFunction',
  Principal: 'apigateway.amazonaws.com',
  SourceArn: `${API}/prod/GET/pets/*`,
  SourceAccount: '111122223333',
};
const ID = statementIdFor(REQUEST, FUNCTION);

test('it tells the API, the stage, the method and the path', () => {
  expect(ID).toMatch(/^apigateway-a1b2c3d4e5-prod-GET-pets-all-[0-9a-f]{10}$/);
});

test.each<[what: string, over: Partial<typeof REQUEST>, fn: string]>([
  ['another stage', { SourceArn: `${API}/dev/GET/pets/*` }, FUNCTION],
  ['a parameter kept', { SourceArn: `${API}/prod/GET/pets/{all}` }, FUNCTION],
  ['other signs between the same words', { SourceArn: `${API}/prod/GET-pets/*` }, FUNCTION],
  ['another region', { SourceArn: REQUEST.SourceArn.replace('us-east-2', 'us-east-1') }, FUNCTION],
  ['another source account', { SourceAccount: '444455556666' }, FUNCTION],
  ['another action', { Action: 'lambda:InvokeAsync' }, FUNCTION],
  ['another principal', { Principal: 'events.amazonaws.com' }, FUNCTION],
  ['an alias of the function', {}, `${FUNCTION}:live`],
])('%s has another id', (_, over, fn) => {
  expect(statementIdFor({ ...REQUEST, ...over }, fn)).not.toBe(ID);
});

test('no source account has another id than one', () => {
  const { SourceAccount: _, ...request } = REQUEST;
  expect(statementIdFor(request, FUNCTION)).not.toBe(ID);
});

test('how commands call the function makes no difference', () => {
  expect(statementIdFor({ ...REQUEST, FunctionName: 'orders' }, FUNCTION)).toBe(ID);
});

test('whatever the source ARN, it is such as Lambda takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (suffix) => {
      expect(statementIdFor({ ...REQUEST, SourceArn: `${API}/${suffix}` }, FUNCTION)).toMatch(/^[a-zA-Z0-9-_]{1,100}$/);
    }),
  );
});

describe('where an id is taken', () => {
  test.each<[what: string, taken: string[], free: string]>([
    ['by nothing', [], 'a'],
    ['by another', ['b', 'a-2'], 'a'],
    ['by one', ['a'], 'a-2'],
    ['by two', ['a', 'a-2'], 'a-3'],
    ['by one and a later one', ['a', 'a-3'], 'a-2'],
  ])('%s', (_, taken, free) => {
    expect(freeStatementId('a', new Set(taken))).toBe(free);
    expect(isIdFor(free, 'a')).toBe(true);
  });

  test('a long one is cut, so that its number has room', () => {
    const long = 'x'.repeat(100);
    const free = freeStatementId(long, new Set([long]));
    expect(free).toBe(`${'x'.repeat(98)}-2`);
    expect(isIdFor(free, long)).toBe(true);
  });

  test.each(['a-', 'a-b', 'ab', 'a-02', 'a-2-2', 'b-2', ''])('`%s` is not made from `a`', (id) => {
    expect(isIdFor(id, 'a')).toBe(false);
  });
});
