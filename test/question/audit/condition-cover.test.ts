// Is a condition that is said to hold wherever another does, or never beside it, so in every call of a small world?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ContextValue, createInvocation } from '../../../src/model/invocation.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { isContradiction, isImplied } from '../../../src/question/audit/condition-cover.js';
import { subjectOf } from '../../../src/question/audit/subject.js';
import { compilePolicy } from '../../../src/question/evaluate/decide.js';
import { allow, FUNCTION, holds, policyOf } from '../../support/worlds.js';

type Written = readonly [operator: string, values: readonly string[], key?: string];

const KEY = 'x:text';
const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';

const conditionOf = ([operator, values, key = KEY]: Written): JsonObject => ({ [operator]: { [key]: values } });

/** Each condition in a statement of its own. */
function read(list: readonly Written[]) {
  const subject = subjectOf(policyOf(list.map((one) => allow({ Condition: conditionOf(one) }))));
  const conditions = subject.statements.flatMap(({ conditions: [only] }) => (only === undefined ? [] : [only]));
  if (conditions.length < list.length) throw new Error('a condition was not read');
  return { subject, conditions };
}

function relate(a: Written, b: Written) {
  const { subject, conditions } = read([a, b]);
  const [one, other] = conditions as [(typeof conditions)[0], (typeof conditions)[0]];
  return {
    isImplied: isImplied(subject, one, other),
    isContradiction: isContradiction(subject, one, other),
  };
}

describe('a condition holds wherever another does', () => {
  test.each<[what: string, a: Written, b: Written, isSo: boolean]>([
    ['itself', ['StringEquals', ['a']], ['StringEquals', ['a']], true],
    ['a pattern over a text', ['StringLike', ['a*']], ['StringEquals', ['ab']], true],
    ['a text under a pattern', ['StringEquals', ['ab']], ['StringLike', ['a*']], false],
    ['a letter over one of two', ['StringLike', ['a?']], ['StringEquals', ['ab']], true],
    ['a letter not over none', ['StringLike', ['a?']], ['StringEquals', ['a']], false],
    ['a star not over a star that is a letter, the other way', ['StringEquals', ['a*']], ['StringLike', ['a*']], false],
    ['several over one', ['StringEquals', ['a', 'b']], ['StringEquals', ['b']], true],
    ['one under several', ['StringEquals', ['b']], ['StringEquals', ['a', 'b']], false],
    ['several in any order', ['NumericEquals', ['1', '2']], ['NumericEquals', ['2', '1']], true],
    ['another key', ['StringEquals', ['a']], ['StringEquals', ['a'], 'x:other'], false],
    ['the key in other letters', ['StringEquals', ['a']], ['StringEquals', ['a'], 'X:TEXT'], true],
    ['a star takes anything, but not a missing key', ['StringLike', ['*']], ['StringLikeIfExists', ['*']], false],
    ['a missing key besides', ['StringLikeIfExists', ['*']], ['StringLike', ['a']], true],
    ['a shorter list of what must not be', ['StringNotEquals', ['a']], ['StringNotEquals', ['a', 'b']], true],
    ['a longer list of what must not be', ['StringNotEquals', ['a', 'b']], ['StringNotEquals', ['a']], false],
    ['not one where another is', ['StringNotEquals', ['a']], ['StringEquals', ['b']], true],
    ['not one where a pattern may be it', ['StringNotEquals', ['ab']], ['StringLike', ['a*']], false],
    ['an ARN pattern over a text', ['ArnLike', [`${API}/*`]], ['StringEquals', [`${API}/prod/GET/`]], true],
    ['a text pattern over an ARN', ['StringLike', ['arn:*']], ['ArnLike', [`${API}/*`]], true],
    ['an ARN pattern not over a text that is none', ['ArnLike', ['arn:*:*:*:*:*']], ['StringLike', ['arn:*']], false],
    ['any ARN', ['ArnLike', ['arn:*:*:*:*:*']], ['StringLike', [`${API}/*`]], true],
    ['a set operator not over a plain one', ['ForAnyValue:StringLike', ['*']], ['StringLike', ['a']], false],
    [
      'a set operator over a shorter list',
      ['ForAllValues:StringLike', ['a', 'b']],
      ['ForAllValues:StringLike', ['a']],
      true,
    ],
    ['a variable over itself', ['StringLike', ['a${x:id}']], ['StringLike', ['a${x:id}']], true],
    ['a star over a variable', ['StringLike', ['a*']], ['StringLike', ['a${x:id}']], true],
    ['a variable not over a text', ['StringLike', ['a${x:id}']], ['StringLike', ['ab']], false],
    ['of nothing listed not over a list', ['StringNotEquals', []], ['StringNotEquals', ['a']], false],
    ['of nothing listed not over a text', ['StringNotEquals', []], ['StringEquals', ['a']], false],
  ])('%s', (_, a, b, isSo) => {
    expect(relate(a, b).isImplied).toBe(isSo);
  });
});

describe('a condition never holds beside another', () => {
  test.each<[what: string, a: Written, b: Written, isSo: boolean]>([
    ['two texts', ['StringEquals', ['a']], ['StringEquals', ['b']], true],
    ['two lists with one in common', ['StringEquals', ['a', 'b']], ['StringEquals', ['b', 'c']], false],
    ['two patterns without', ['StringLike', ['a*']], ['StringLike', ['b*']], true],
    ['two patterns with', ['StringLike', ['a*']], ['StringLike', ['*b']], false],
    ['another key', ['StringEquals', ['a']], ['StringEquals', ['b'], 'x:other'], false],
    ['what must be and must not be', ['StringEquals', ['a']], ['StringNotEquals', ['a']], true],
    ['what must not be, twice', ['StringNotEquals', ['a']], ['StringNotEquals', ['b']], false],
    ['two that a missing key satisfies', ['StringEqualsIfExists', ['a']], ['StringEqualsIfExists', ['b']], false],
    ['one that a missing key satisfies', ['StringEqualsIfExists', ['a']], ['StringEquals', ['b']], true],
    [
      'a missing key satisfies a negated one as well',
      ['StringEqualsIfExists', ['a']],
      ['StringNotEquals', ['a']],
      false,
    ],
    ['two ARNs', ['ArnLike', [`${API}/prod/*`]], ['ArnEquals', [`${API}/dev/*`]], true],
    ['an ARN and a text', ['ArnLike', [`${API}/prod/*`]], ['StringLike', [`${API}/dev/*`]], true],
    ['a key that must be missing, and be something', ['Null', ['true']], ['StringEquals', ['a']], true],
    ['a key that must be missing, and may', ['Null', ['true']], ['StringEqualsIfExists', ['a']], false],
    ['a key that must be missing, and there', ['Null', ['true']], ['Null', ['false']], true],
    ['a key that may be either', ['Null', ['true', 'false']], ['StringEquals', ['a']], false],
    ['a set of none', ['Null', ['true']], ['ForAllValues:StringEquals', ['a']], false],
    ['a set of some', ['Null', ['true']], ['ForAnyValue:StringEquals', ['a']], true],
    ['an empty string is none', ['Null', ['true']], ['StringEquals', ['']], false],
  ])('%s', (_, a, b, isSo) => {
    expect([relate(a, b).isContradiction, relate(b, a).isContradiction]).toEqual([isSo, isSo]);
  });
});

const forms = (name: string) =>
  ['', 'IfExists'].flatMap((suffix) =>
    [name, `ForAllValues:${name}`, `ForAnyValue:${name}`].map((one) => one + suffix),
  );
const NAMES = ['String', 'Arn'].flatMap((kind) =>
  ['Like', 'NotLike', 'Equals', 'NotEquals'].map((name) => kind + name),
);
const OPERATORS = NAMES.flatMap(forms);
const ARN = 'arn:a:b:c:d';
const LISTS: readonly (readonly string[])[] = [
  ...[[], ['a'], ['a*'], ['*'], ['?'], [''], ['a', 'b'], ['${x:id}', 'a?'], ['${*}']],
  ...[[`${ARN}:e`], [`${ARN}:*`], ['arn:*'], [`${ARN}:e`, `${ARN}:f?`], ['arn:?:*:c:d:*e*', 'a']],
];
const ONES = ['', 'a', 'ab', 'b', 'abc', '*', 'arn:x', `${ARN}:e`, `${ARN}:f1`, `${ARN}:e:g`, 'arn:z:b:c:d:e'];
const HELD: readonly (ContextValue | undefined)[] = [
  ...[undefined, ...ONES, [], ...ONES.map((one) => [one]), ['a', 'b'], ['', 'a'], [`${ARN}:e`, `${ARN}:f1`]],
];
const CALLS = HELD.flatMap((value) =>
  [{}, { 'x:id': 'b' }].map((more) =>
    createInvocation({ resource: FUNCTION, context: { ...more, ...(value === undefined ? {} : { [KEY]: value }) } }),
  ),
);
CALLS.push(createInvocation({ resource: FUNCTION, unknown: [KEY] }));

/** The answer of each condition alone in each call: `y`, `n` or `?`. */
function answersOf(list: readonly Written[]): readonly string[] {
  return list.map((one) => {
    const { decide } = compilePolicy(policyOf(allow({ Condition: conditionOf(one) })));
    const letters = { allowed: 'y', unknown: '?', implicitDeny: 'n', explicitDeny: '!' };
    return CALLS.map((call) => letters[decide(call)]).join('');
  });
}

/** Pairs that are told of and are not so, as they are written. */
function falsehoods(list: readonly Written[]) {
  const { subject, conditions } = read(list);
  const answers = answersOf(list);
  const wrong: string[] = [];
  let [implied, contradicting] = [0, 0];
  for (const [i, a] of conditions.entries()) {
    for (const [j, b] of conditions.entries()) {
      const [one, other] = [answers[i] as string, answers[j] as string];
      const says = (what: string) => wrong.push(`${JSON.stringify(list[i])} ${what} ${JSON.stringify(list[j])}`);
      if (isImplied(subject, a, b)) {
        implied++;
        if ([...other].some((letter, at) => (letter === 'y' && one[at] !== 'y') || (letter === '?' && one[at] === 'n')))
          says('is not implied by');
      }
      if (i !== j && isContradiction(subject, a, b)) {
        contradicting++;
        if ([...other].some((letter, at) => letter === 'y' && one[at] === 'y')) says('does not contradict');
      }
    }
  }
  return { wrong, implied, contradicting };
}

describe('every pair of conditions on one key, in every call of a small world', () => {
  const plain = NAMES.flatMap((name) => [name, `${name}IfExists`]);
  const all: Written[] = plain.flatMap((operator) => LISTS.map((values): Written => [operator, values]));

  test('what is said of operators without a set is so', () => {
    const { wrong, implied, contradicting } = falsehoods(all);
    expect(wrong.slice(0, 20)).toEqual([]);
    // A law that nothing falls under says little.
    expect([implied > 5000, contradicting > 2000]).toEqual([true, true]);
  });

  test('what is said of operators with a set, and of `Null`, is so', () => {
    const few = LISTS.filter((_, index) => [0, 1, 5, 6, 9, 11].includes(index));
    const nulls = [['true'], ['false'], ['true', 'false'], ['TRUE'], []].map((values): Written => ['Null', values]);
    const { wrong, implied, contradicting } = falsehoods([
      ...nulls,
      ...OPERATORS.flatMap((operator) => few.map((values): Written => [operator, values])),
    ]);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect([implied > 500, contradicting > 200]).toEqual([true, true]);
  });
});

test('random conditions of every family', () => {
  const families = ['Numeric', 'Date', 'Bool', 'IpAddress', 'BinaryEquals', 'StringEqualsIgnoreCase'];
  const names = [
    ...['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals', 'DateLessThan', 'Bool'],
    ...['IpAddress', 'NotIpAddress', 'BinaryEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'Null'],
  ];
  expect(families.every((family) => names.some((name) => name.startsWith(family)))).toBe(true);
  const letters = fc.array(fc.constantFrom('a', 'b', '*', '?', '1', '10.0.0.0/8', 'true', ''), { maxLength: 3 });
  const value = fc.oneof(
    letters.map((list) => list.join('')),
    fc.constantFrom(...LISTS.flat(), 'true', 'false', '1', '2'),
  );
  const operator = fc.oneof(fc.constantFrom(...OPERATORS), fc.constantFrom(...names.flatMap(forms), 'Null'));
  const written = fc.tuple(operator, fc.array(value, { maxLength: 3 }));
  holds([written, written], (a, b) => expect(falsehoods([a, b]).wrong).toEqual([]), 3000);
});
