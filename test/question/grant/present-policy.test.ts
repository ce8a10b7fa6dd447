// Which of the policies that are given is the function's own, and what is said where none is?

import { describe, expect, test } from '@jest/globals';
import { type GrantInput, grant } from '../../../src/index.js';
import { presentPolicyOf } from '../../../src/question/grant/present-policy.js';
import { allow, FUNCTION, policyOf } from '../../support/worlds.js';

const of = (Resource: string) => policyOf(allow({ Resource }));
const OWN = of(FUNCTION);
const LIVE = of(`${FUNCTION}:live`);
const BILLING = of(FUNCTION.replace('orders', 'billing'));
const NAMELESS = of('*');

describe('the policy of a function', () => {
  test.each([
    ['no policy at all', [], undefined],
    ['the only one', [OWN], OWN],
    ['the one that names it', [BILLING, OWN, LIVE], OWN],
    ['the only one, which names no function', [NAMELESS], NAMELESS],
    ['none, where several others are given', [BILLING, LIVE], undefined],
    ['none, where one of several names no function', [BILLING, NAMELESS], undefined],
    ['an empty one', [policyOf([])], policyOf([])],
  ])('%s', (_, policies, own) => {
    expect(JSON.stringify(presentPolicyOf(policies, FUNCTION, true))).toBe(JSON.stringify(own));
  });

  test.each([
    ['that of an alias', [LIVE], FUNCTION, /is that of `.*:orders:live`, not of `.*:orders`/],
    ['that of the unqualified function', [OWN], `${FUNCTION}:live`, /is that of `.*:orders`, not of `.*:orders:live`/],
    ['that of another function', [BILLING], FUNCTION, /is that of `.*:billing`/],
    ['two that name it', [OWN, OWN], FUNCTION, /^2 of the policies name `.*:orders`/],
  ])('%s is a fault', (_, policies, arn, message) => {
    expect(presentPolicyOf(policies, arn, true)).toEqual({
      message: expect.stringMatching(message),
      hint: expect.any(String),
    });
  });
});

describe('the policy of one of several functions', () => {
  test.each([
    ['the one that names it', [OWN, BILLING], OWN],
    ['the only one', [OWN], OWN],
    ['none, where the only one is another’s: it has none yet', [BILLING], undefined],
    ['none, where the only one is that of an alias', [LIVE], undefined],
    ['an empty one, which is anybody’s', [policyOf([])], policyOf([])],
  ])('%s', (_, policies, own) => {
    expect(JSON.stringify(presentPolicyOf(policies, FUNCTION, false))).toBe(JSON.stringify(own));
  });

  test('one that names no function is a fault: whose it is, nobody knows', () => {
    expect(presentPolicyOf([NAMELESS], FUNCTION, false)).toEqual({
      message: 'the policy names no function, and several are meant',
      hint: 'grant one function at a time',
    });
  });
});

test('a grant is refused rather than merged into the policy of another', () => {
  const input = { function: `${FUNCTION}:live`, api: 'a1b2c3d4e5', type: 'rest', routes: ['GET /'] } as const;
  expect(grant(input, OWN)).toMatchObject({
    verdict: 'refused',
    functions: [],
    findings: [{ id: 'bad-grant', hint: expect.stringContaining('--qualifier') }],
  });
});

test('with a policy for one of several functions, that one is told and the others begin anew', () => {
  const input: GrantInput = {
    ...{ function: '${stageVariables.fn}', region: 'us-east-2', account: '111122223333', api: 'a1b2c3d4e5' },
    type: 'rest',
    ...{ stageVariables: { fn: ['orders', 'billing', 'new'] }, routes: ['GET /'] },
  };
  const { verdict, functions } = grant(input, [OWN, BILLING]);
  expect(verdict).toBe('toWrite');
  expect(functions.map(({ steps, before }) => [steps.length, before === null])).toEqual([
    [0, false],
    [0, false],
    [1, true],
  ]);
});
