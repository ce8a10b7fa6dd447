// What becomes of calling what stands in for the function, whatever it gives or throws?

import { describe, expect, test } from '@jest/globals';
import { Finished, outcomeOf } from '../../../src/question/simulate/invoke.js';
import { apiOf, apiWith, giving, PETS, sent } from '../../support/simulating.js';

const INVOKED = { functionArn: PETS, requestId: 'id', role: 'integration' } as const;

const circle: Record<string, unknown> = {};
circle['self'] = circle;
const throwing = (thrown: unknown) => () => {
  throw thrown;
};

describe('what it gives', () => {
  test.each<[fact: string, given: unknown, result: unknown]>([
    ['an object', { a: 1 }, { a: 1 }],
    ['nothing is null', undefined, null],
    ['a function is null', () => 1, null],
    ['a promise is waited for', Promise.resolve('x'), 'x'],
    ['members without JSON are left out', { a: undefined, b: () => 1 }, {}],
    ['what is no number is null', [Number.NaN, Number.POSITIVE_INFINITY], [null, null]],
    ['a date is its text', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['a value that tells its JSON', { toJSON: () => ({ a: 1 }) }, { a: 1 }],
    ['a map is empty', new Map([['a', 1]]), {}],
  ])('%s', async (_, given, result) => {
    expect(await outcomeOf(giving(given), {}, INVOKED)).toEqual({ kind: 'result', result });
  });

  test.each<[fact: string, invoke: () => unknown]>([
    ['what goes in circles', () => circle],
    ['a big integer', () => ({ a: 1n })],
    ['what throws when it is printed', () => ({ toJSON: throwing(new Error('no')) })],
    ['a promise that is broken', () => Promise.reject(new Error('no'))],
  ])('%s is an error', async (_, invoke) => {
    const told = await sent(apiOf('rest'), { invoke });
    expect([told.outcome?.kind, told.response?.status, told.stoppedAt]).toEqual(['error', 502, 'function']);
  });

  test('an outcome is taken as it is', async () => {
    const outcome = { kind: 'error', errorType: 'Runtime.ExitError', errorMessage: 'exited' } as const;
    expect(await outcomeOf(giving(new Finished(outcome)), {}, INVOKED)).toBe(outcome);
    expect(await outcomeOf(giving(new Finished({ kind: 'result', result: 1 })), {}, INVOKED)).toEqual({
      kind: 'result',
      result: 1,
    });
  });

  const LIMIT = 6_291_556;
  test.each<[fact: string, given: unknown]>([
    ['a body', { statusCode: 200, body: 'a'.repeat(LIMIT + 1) }],
    ['a text', 'a'.repeat(LIMIT + 1)],
    ['a body of letters of three bytes', { body: '€'.repeat(LIMIT / 3 + 1) }],
  ])('too much is an error: %s', async (_, given) => {
    expect(await outcomeOf(giving(given), {}, INVOKED)).toEqual({
      kind: 'error',
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${LIMIT} bytes).`,
    });
  });
});

describe('what it throws', () => {
  class Odd extends Error {
    override name = 'OddError';
  }
  test.each<[fact: string, thrown: unknown, errorType: string, errorMessage: string]>([
    ['an error', new Error('no'), 'Error', 'no'],
    ['an error of its own', new Odd('no'), 'OddError', 'no'],
    ['an error without a message', new Error(), 'Error', ''],
    ['a text', 'no', 'string', 'no'],
    ['a number', 7, 'number', '7'],
  ])('%s', async (_, thrown, errorType, errorMessage) => {
    expect(await outcomeOf(throwing(thrown), {}, INVOKED)).toMatchObject({ kind: 'error', errorType, errorMessage });
    expect(await outcomeOf(async () => throwing(thrown)(), {}, INVOKED)).toMatchObject({ errorType, errorMessage });
  });

  test.each<[fact: string, thrown: unknown]>([
    ['null', null],
    ['nothing', undefined],
    ['an object without a prototype', Object.create(null)],
    ['an error whose message throws', Object.defineProperty(new Error(), 'message', { get: throwing(new Error()) })],
  ])('%s is an error as any', async (_, thrown) => {
    const told = await sent(apiOf('rest'), { invoke: throwing(thrown) });
    expect([told.outcome?.kind, told.response?.status]).toEqual(['error', 502]);
  });

  test('the stack is kept, line by line', async () => {
    const outcome = await outcomeOf(throwing(new Error('no')), {}, INVOKED);
    expect(outcome).toHaveProperty('stackTrace.0', 'Error: no');
  });
});

test('the event is a copy, also of members named __proto__', async () => {
  const event = JSON.parse('{"a":{"b":[1]},"__proto__":{"c":2}}') as { a: { b: number[] } };
  const seen: { a: { b: number[] } }[] = [];
  await outcomeOf((given) => seen.push(given), event, INVOKED);
  expect(JSON.stringify(seen[0])).toBe(JSON.stringify(event));
  expect(seen[0]).not.toBe(event);
  expect(seen[0]?.a.b).not.toBe(event.a.b);
});

test('it is told which function it is, in which role', async () => {
  const seen: unknown[] = [];
  const api = apiWith('rest', { target: { kind: 'function', arn: PETS } });
  await sent(api, { invoke: (_event, invoked) => seen.push(invoked) });
  expect(seen).toEqual([{ functionArn: PETS, requestId: '00000000-0000-4000-a000-000000000000', role: 'integration' }]);
});
