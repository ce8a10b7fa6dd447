// Do `every`, `some` and `not` follow Kleene's rules?

import { describe, expect, test } from '@jest/globals';
import { every, not, some, type Truth } from '../../src/glob/truth.js';

const TRUTHS: readonly Truth[] = ['no', 'unknown', 'yes'];
const itself = (truth: Truth) => truth;

/** Every list of up to three truths. */
const LISTS: readonly (readonly Truth[])[] = [0, 1, 2].reduce<(readonly Truth[])[]>(
  (lists) => [[], ...lists.flatMap((list) => TRUTHS.map((truth) => [...list, truth]))],
  [[]],
);

const least = (list: readonly Truth[]) => Math.min(2, ...list.map((truth) => TRUTHS.indexOf(truth)));
const greatest = (list: readonly Truth[]) => Math.max(0, ...list.map((truth) => TRUTHS.indexOf(truth)));

describe('with no < unknown < yes', () => {
  test.each(LISTS.map((list) => [list]))('`every` is the least and `some` the greatest of %j', (list) => {
    expect(every(list, itself)).toBe(TRUTHS[least(list)]);
    expect(some(list, itself)).toBe(TRUTHS[greatest(list)]);
  });

  test.each(LISTS.map((list) => [list]))('`not` turns `every` of %j into `some` of the opposites', (list) => {
    expect(not(every(list, itself))).toBe(some(list, not));
  });

  test.each([
    ['yes', 'no'],
    ['no', 'yes'],
    ['unknown', 'unknown'],
  ] as const)('the opposite of %s is %s', (truth, opposite) => {
    expect(not(truth)).toBe(opposite);
  });
});

test('`every` stops at the first no, `some` at the first yes', () => {
  const asked: string[] = [];
  const ask = (truth: Truth) => {
    asked.push(truth);
    return truth;
  };
  every(['unknown', 'no', 'yes'], ask);
  some(['no', 'yes', 'unknown'], ask);
  expect(asked).toEqual(['unknown', 'no', 'no', 'yes']);
});
