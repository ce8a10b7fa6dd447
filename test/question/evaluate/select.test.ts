// Of many policies, are those of the function that is asked for picked, and is it said where nobody can tell?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Policy } from '../../../src/model/policy.js';
import { functionsIn, selectFunction } from '../../../src/question/evaluate/select.js';

const HEAD = 'arn:aws:lambda:us-east-2:111122223333:function:';
const ORDERS = `${HEAD}orders`;
const PETS = `${HEAD}pets`;

const statement = (over: object) => ({ Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction', ...over });
function policyOf(...resources: (string | string[] | { not: string })[]): Policy {
  const statements = resources.map((one) =>
    statement(typeof one === 'object' && 'not' in one ? { NotResource: one.not } : { Resource: one }),
  );
  return parsePolicy({ Version: '2012-10-17', Statement: statements }).policies[0] as Policy;
}
/** Which of the policies were picked, by their index; or the fault. */
function pick(policies: readonly Policy[], wanted?: string) {
  const selected = selectFunction(policies, wanted);
  if ('fault' in selected) return selected;
  return { function: selected.function, picked: selected.policies.map((policy) => policies.indexOf(policy)) };
}

describe('the functions that policies name', () => {
  test.each<[what: string, policies: Policy[], functions: string[]]>([
    ['none', [], []],
    ['one', [policyOf(ORDERS)], [ORDERS]],
    ['one, often', [policyOf(ORDERS, ORDERS), policyOf(ORDERS)], [ORDERS]],
    ['several, in their order', [policyOf(PETS), policyOf(ORDERS, PETS)], [PETS, ORDERS]],
    ['those of a list', [policyOf([ORDERS, PETS])], [ORDERS, PETS]],
    ['a function and its alias are two', [policyOf(ORDERS, `${ORDERS}:live`)], [ORDERS, `${ORDERS}:live`]],
    ['none that is only excepted', [policyOf({ not: ORDERS })], []],
    ['no patterns', [policyOf(`${HEAD}*`, '*', `${HEAD}order?`, `${HEAD}\${aws:username}`)], []],
    ['nothing else', [policyOf('arn:aws:s3:::b', 'orders', '')], []],
  ])('%s', (_, policies, functions) => {
    expect(functionsIn(policies)).toEqual(functions);
  });
});

describe('where none is asked for', () => {
  test('the only one is meant, and every policy is read', () => {
    expect(pick([policyOf(ORDERS), policyOf('*'), policyOf(ORDERS)])).toEqual({ function: ORDERS, picked: [0, 1, 2] });
  });

  test.each<[what: string, policies: Policy[], says: RegExp, choices: string[]]>([
    ['several could be', [policyOf(ORDERS), policyOf(PETS)], /name several functions/, [ORDERS, PETS]],
    [
      'one and its alias could be',
      [policyOf(ORDERS, `${ORDERS}:live`)],
      /name several functions/,
      [ORDERS, `${ORDERS}:live`],
    ],
    ['none is named', [policyOf('*')], /no Resource names a function/, []],
    ['there are no statements', [policyOf()], /no Resource names a function/, []],
    ['there are no policies', [], /no Resource names a function/, []],
  ])('%s', (_, policies, says, choices) => {
    expect(pick(policies)).toEqual({ fault: expect.stringMatching(says), choices });
  });
});

describe('by its ARN', () => {
  test.each<[what: string, wanted: string, policies: Policy[], picked: number[]]>([
    ['the policy that names it', PETS, [policyOf(ORDERS), policyOf(PETS)], [1]],
    ['every policy that names it', PETS, [policyOf(PETS), policyOf(ORDERS), policyOf(ORDERS, PETS)], [0, 2]],
    ['that of its alias as well, which says why it does not', PETS, [policyOf(`${PETS}:live`), policyOf(ORDERS)], [0]],
    ['that of the function, where the alias is asked for', `${PETS}:live`, [policyOf(PETS), policyOf(ORDERS)], [0]],
    ['that of another alias', `${PETS}:live`, [policyOf(`${PETS}:7`), policyOf(ORDERS)], [0]],
    ['a star that matches it', PETS, [policyOf(`${HEAD}p*`), policyOf(`${HEAD}o*`)], [0]],
    ['a star alone', PETS, [policyOf('*'), policyOf(ORDERS)], [0]],
    ['a question mark that matches it', PETS, [policyOf(`${HEAD}pet?`), policyOf(`${HEAD}pe?`)], [0]],
    ['one that excepts another', PETS, [policyOf({ not: ORDERS }), policyOf(ORDERS)], [0]],
    ['not one that excepts it', PETS, [policyOf({ not: PETS }), policyOf(PETS)], [1]],
    ['a variable, which may be its name', PETS, [policyOf(`${HEAD}\${a}`), policyOf(ORDERS)], [0]],
    ['a variable beside a star, which may match it', PETS, [policyOf(`${HEAD}\${a}*`), policyOf(ORDERS)], [0]],
    ['the only policy, whatever it names', PETS, [policyOf(ORDERS)], [0]],
    ['the only policy, without statements', PETS, [policyOf()], [0]],
    ['no policy of none', PETS, [], []],
    ['not one whose name only begins alike', PETS, [policyOf(`${PETS}-old`), policyOf(PETS)], [1]],
    ['not one of another region', PETS, [policyOf(PETS.replace('us-east-2', 'us-west-1')), policyOf(PETS)], [1]],
    ['not one of another account', PETS, [policyOf(PETS.replace('111122223333', '444455556666')), policyOf(PETS)], [1]],
  ])('%s', (_, wanted, policies, picked) => {
    expect(pick(policies, wanted)).toEqual({ function: wanted, picked });
  });

  test('of several policies none names it: which ones they name is told', () => {
    expect(pick([policyOf(ORDERS), policyOf(`${HEAD}web`)], PETS)).toEqual({
      fault: `none of the 2 policies names \`${PETS}\``,
      choices: [ORDERS, `${HEAD}web`],
    });
  });

  test('a policy that was empty stands beside those that name others', () => {
    expect(pick([policyOf(ORDERS), policyOf()], PETS)).toMatchObject({ fault: expect.stringMatching(/none of the 2/) });
  });
});

describe('by its name', () => {
  const policies = [policyOf(ORDERS), policyOf(PETS), policyOf(`${PETS}:live`)];

  test.each<[wanted: string, fn: string, picked: number[]]>([
    ['orders', ORDERS, [0]],
    ['pets', PETS, [1, 2]],
    ['pets:live', `${PETS}:live`, [1, 2]],
  ])('`%s`', (wanted, fn, picked) => {
    expect(pick(policies, wanted)).toEqual({ function: fn, picked });
  });

  test.each<[what: string, wanted: string]>([
    ['one that no Resource names', 'chat'],
    ['a part of a name', 'pet'],
    ['another case', 'Pets'],
    ['an alias that no Resource names', 'pets:7'],
    ['a qualifier without a name', ':live'],
    ['the word before it', 'function:pets'],
    ['a pattern', 'p*'],
    ['an ARN with a star', `${HEAD}*`],
    ['an ARN of another service', 'arn:aws:s3:::pets'],
    ['an ARN with an empty qualifier', `${PETS}:`],
    ['nothing', ''],
  ])('%s is told, with what there is', (_, wanted) => {
    expect(pick(policies, wanted)).toEqual({
      fault: expect.stringContaining(`found \`${wanted}\``),
      choices: [ORDERS, PETS, `${PETS}:live`],
    });
  });

  test('the same name in two regions: which one is told', () => {
    const elsewhere = PETS.replace('us-east-2', 'us-west-1');
    expect(pick([policyOf(PETS), policyOf(elsewhere), policyOf(ORDERS)], 'pets')).toEqual({
      fault: expect.stringMatching(/`pets` may be any of several functions/),
      choices: [PETS, elsewhere],
    });
  });
});
