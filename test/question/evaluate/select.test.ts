// Of several policies, which are those of the function that is asked for, and when must one say which?

import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../src/model/policy.js';
import { functionsIn, selectFunction } from '../../../src/question/evaluate/select.js';
import { allow, deny, FUNCTION, policyOf, without } from '../../support/worlds.js';

const ALIAS = `${FUNCTION}:live`;
const OTHER = FUNCTION.replace('orders', 'other');
const TWIN = FUNCTION.replace('us-east-2', 'us-east-1');

const on = (...resources: Json[]) => policyOf(resources.map((Resource) => allow({ Resource })));
/** The function selected and the numbers of its policies, or what there is to choose from. */
function select(policies: readonly ReturnType<typeof on>[], wanted?: string): unknown {
  const selected = selectFunction(policies, wanted);
  return 'fault' in selected
    ? selected.choices
    : [selected.function, selected.policies.map((one) => policies.indexOf(one))];
}

describe('the functions that policies name', () => {
  test('each once, in their order, patterns left out', () => {
    expect(functionsIn([on(OTHER, `${FUNCTION}*`, '*'), on(FUNCTION, OTHER, ALIAS)])).toEqual([OTHER, FUNCTION, ALIAS]);
  });
});

describe('without saying which', () => {
  test.each([
    ['the one function that is named', [on(FUNCTION), on(FUNCTION, '*')], [FUNCTION, [0, 1]]],
    ['several functions are to choose from', [on(FUNCTION), on(OTHER)], [FUNCTION, OTHER]],
    ['a function and its alias are to choose from', [on(FUNCTION, ALIAS)], [FUNCTION, ALIAS]],
    ['nothing named is nothing to choose from', [on('*')], []],
    ['no policy is nothing to choose from', [], []],
  ])('%s', (_, policies, expected) => {
    expect(select(policies)).toEqual(expected);
  });
});

describe('by ARN or name', () => {
  test.each([
    ['by ARN', [on(FUNCTION), on(OTHER)], OTHER, [OTHER, [1]]],
    ['by name', [on(FUNCTION), on(OTHER)], 'other', [OTHER, [1]]],
    ['by name and alias', [on(FUNCTION), on(ALIAS)], 'orders:live', [ALIAS, [0, 1]]],
    [
      'the policies of a function and its aliases are asked together',
      [on(FUNCTION), on(ALIAS), on(OTHER)],
      FUNCTION,
      [FUNCTION, [0, 1]],
    ],
    [
      'a pattern that takes the function is asked',
      [on(OTHER), on('*'), on(`${FUNCTION}*`)],
      FUNCTION,
      [FUNCTION, [1, 2]],
    ],
    ['a lone policy is asked even about another function', [on(OTHER)], FUNCTION, [FUNCTION, [0]]],
    ['of several, none may name it: then there is a choice', [on(OTHER), on(TWIN)], FUNCTION, [OTHER, TWIN]],
    ['a name that none has', [on(FUNCTION)], 'elsewhere', [FUNCTION]],
    ['a name in two regions', [on(FUNCTION), on(TWIN), on(OTHER)], 'orders', [FUNCTION, TWIN]],
    [
      'a variable may name the function',
      [on(FUNCTION), on(FUNCTION.replace('orders', '${x:name}'))],
      FUNCTION,
      [FUNCTION, [0, 1]],
    ],
  ])('%s', (_, policies, wanted, expected) => {
    expect(select(policies, wanted)).toEqual(expected);
  });

  test('a Deny on all but another function speaks of this one', () => {
    const policies = [on(FUNCTION), policyOf({ ...without('Resource', deny()), NotResource: OTHER })];
    expect(select(policies, FUNCTION)).toEqual([FUNCTION, [0, 1]]);
  });
});
