// When does a condition hold? Missing keys, negation, IfExists, set operators, several values, empty lists, odd names.

import { describe, expect, test } from '@jest/globals';
import type { ContextValue, InvocationInput } from '../../../src/model/invocation.js';
import type { Json } from '../../../src/model/policy.js';
import { allow, answerOf, deny, verdictOf } from '../../support/worlds.js';

const VERDICTS = { y: 'allowed', n: 'implicitDeny', u: 'unknown' } as const;
type Letter = keyof typeof VERDICTS;

/** Whether a statement holds whose one condition is on `x:key`. */
function holds(operator: string, wanted: Json, over: Partial<InvocationInput>): string {
  return verdictOf(allow({ Condition: { [operator]: { 'x:key': wanted } } }), over);
}

const present = (value: ContextValue): Partial<InvocationInput> => ({ context: { 'x:key': value } });
const UNKNOWN = { unknown: ['x:key'] };

describe('every form against every state of the key', () => {
  /** The policy wants `a`. */
  const STATES: readonly (readonly [string, Partial<InvocationInput>])[] = [
    ['absent', {}],
    ['`a`', present('a')],
    ['`b`', present('b')],
    ['the empty string', present('')],
    ['the list of no values', present([])],
    ['the list of `a`', present(['a'])],
    ['the list of `b`', present(['b'])],
    ['the list of `a` and `b`', present(['a', 'b'])],
    ['the list of an empty string', present([''])],
    ['unknown', UNKNOWN],
  ];

  // Observed: a list under an operator without set prefix never matches.
  test.each([
    ['StringEquals', 'a', 'nynnnnnnnu'],
    ['StringNotEquals', 'a', 'ynyyynnnnu'],
    ['StringEqualsIfExists', 'a', 'yynnynnnnu'],
    ['StringNotEqualsIfExists', 'a', 'ynyyynnnnu'],
    ['StringLike', 'a*', 'nynnnnnnnu'],
    ['StringNotLike', 'a*', 'ynyyynnnnu'],
    ['ForAllValues:StringEquals', 'a', 'yynyyynnyu'],
    ['ForAllValues:StringNotEquals', 'a', 'ynyyynynyu'],
    ['ForAllValues:StringEqualsIfExists', 'a', 'yynyyynnyu'],
    ['ForAllValues:StringNotEqualsIfExists', 'a', 'ynyyynynyu'],
    ['ForAnyValue:StringEquals', 'a', 'nynnnynynu'],
    ['ForAnyValue:StringNotEquals', 'a', 'nnyynnyyyu'],
    ['ForAnyValue:StringEqualsIfExists', 'a', 'nynnnynynu'],
    ['Null', 'true', 'ynnyynnnyu'],
    ['Null', 'false', 'nyynnyyynu'],
    ['Null', true, 'ynnyynnnyu'],
    ['Null', 'TRUE', 'ynnyynnnyu'],
    ['Null', ['true', 'false'], 'yyyyyyyyyu'],
  ])('%s %j', (operator, wanted, answers) => {
    const expected = STATES.map(([state], index) => [state, VERDICTS[answers[index] as Letter]]);
    expect(STATES.map(([state, over]) => [state, holds(operator, wanted, over)])).toEqual(expected);
  });

  test('a Deny for all values is the trap: it denies a call that has no such key', () => {
    const condition = { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-abc/*' } };
    expect(verdictOf([allow(), deny({ Condition: condition })])).toBe('explicitDeny');
  });

  test('that ForAnyValue with IfExists fails on an absent key is only observed: a caveat', () => {
    const statement = allow({ Condition: { 'ForAnyValue:StringEqualsIfExists': { 'x:key': 'a' } } });
    expect(answerOf(statement).caveats).toEqual([expect.objectContaining({ grade: 'O' })]);
    expect(verdictOf(statement, {}, { strict: true })).toBe('implicitDeny');
    expect(answerOf(statement, present('a')).caveats).toEqual([]);
  });

  test('that a list under a plain operator never matches is only observed: a caveat', () => {
    const statement = allow({ Condition: { StringEquals: { 'x:key': 'a' } } });
    expect(answerOf(statement, present(['a'])).caveats).toEqual([expect.objectContaining({ grade: 'O' })]);
    expect(answerOf(statement, present('a')).caveats).toEqual([]);
  });
});

describe('several values in the policy', () => {
  test.each([
    ['one of them is enough', 'StringEquals', ['a', 'b'], present('b'), 'y'],
    ['or none is there', 'StringEquals', ['a', 'b'], present('c'), 'n'],
    ['negated: none may match', 'StringNotEquals', ['a', 'b'], present('b'), 'n'],
    ['negated: none does', 'StringNotEquals', ['a', 'b'], present('c'), 'y'],
    ['for all values: each matches one of them', 'ForAllValues:StringLike', ['a*', 'b'], present(['ax', 'b']), 'y'],
    ['for any value negated: one matches none', 'ForAnyValue:StringNotEquals', ['a', 'b'], present(['a', 'c']), 'y'],
    ['for any value negated: each matches one', 'ForAnyValue:StringNotEquals', ['a', 'b'], present(['a', 'b']), 'n'],
    ['one that cannot be read does not hinder another', 'NumericEquals', ['ten', '10'], present('10'), 'y'],
    ['negated, one that cannot be read fails all', 'NumericNotEquals', ['ten', '9'], present('10'), 'n'],
    [
      'an ARN pattern that is none never matches',
      'ArnNotLike',
      ['nonsense', 'arn:aws:s3:::a'],
      present('arn:aws:s3:::b'),
      'y',
    ],
    ['a request value that is no ARN fails even so', 'ArnNotLike', ['arn:aws:s3:::a'], present('b'), 'n'],
  ] as const)('%s', (_, operator, wanted, over, letter) => {
    expect(holds(operator, wanted, over)).toBe(VERDICTS[letter]);
  });
});

describe('an empty list of values matches only an absent key, and only under ForAllValues and IfExists', () => {
  /** Absent, present, unknown. */
  test.each([
    ['StringEquals', 'nnn'],
    ['StringNotEquals', 'nnn'],
    ['ArnLike', 'nnn'],
    ['StringEqualsIfExists', 'ynu'],
    ['StringNotEqualsIfExists', 'ynu'],
    ['ForAllValues:StringEquals', 'ynu'],
    ['ForAllValues:StringNotEquals', 'ynu'],
    ['ForAnyValue:StringEquals', 'nnn'],
    ['ForAnyValue:StringNotEquals', 'nnn'],
    ['Null', 'nnn'],
  ])('%s', (operator, answers) => {
    const states = [{}, present('a'), UNKNOWN];
    expect(states.map((over) => holds(operator, [], over))).toEqual(
      [...answers].map((letter) => VERDICTS[letter as Letter]),
    );
  });
});

describe('operators and keys', () => {
  const both = (x: string, y: string) =>
    verdictOf(allow({ Condition: { StringEquals: { x: 'a', y: 'b' }, StringLike: { x: '?' } } }), {
      context: { x, y },
    });

  test('every key under every operator has to hold', () => {
    expect([both('a', 'b'), both('a', 'c'), both('c', 'b')]).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
  });

  test.each([
    ['aws:sourcearn', 'AWS:SourceArn'],
    ['X:Key', 'x:kEY'],
  ])('a key is compared without regard to case: %s and %s', (written, given) => {
    const statement = allow({ Condition: { StringEquals: { [written]: 'v' } } });
    expect(verdictOf(statement, { context: { [given]: 'v' } })).toBe('allowed');
    expect(verdictOf(statement, { unknown: [given] })).toBe('unknown');
  });

  test('one that says no outweighs one that is unknown', () => {
    const statement = allow({ Condition: { StringEquals: { 'x:key': 'a', 'x:other': 'a' } } });
    expect(verdictOf(statement, { ...UNKNOWN, context: { 'x:other': 'b' } })).toBe('implicitDeny');
  });
});

describe('names of operators', () => {
  test.each([
    ['stringequals'],
    ['STRINGEQUALSIFEXISTS'],
    ['forallvalues:StringEquals'],
    ['ForAnyValue:stringEquals'],
    ['stringLike'],
  ])('%s is read in any case, with a caveat', (operator) => {
    const answer = answerOf(allow({ Condition: { [operator]: { 'x:key': 'a' } } }), present('a'));
    expect(answer.verdict).toBe('allowed');
    expect(answer.caveats).toEqual([
      expect.objectContaining({ grade: '?', message: expect.stringContaining(operator) }),
    ]);
  });

  test('`null` as well', () => {
    const answer = answerOf(allow({ Condition: { null: { 'x:key': 'true' } } }));
    expect(answer.verdict).toBe('allowed');
    expect(answer.caveats).toHaveLength(1);
  });

  test.each([
    ['StringMatches'],
    ['StringEqualsIfexist'],
    ['StringEqualsIfExistsIfExists'],
    ['StringLessThan'],
    ['ForSomeValues:StringEquals'],
    ['ForAllValues:ForAnyValue:StringEquals'],
    ['NotBool'],
    ['BinaryNotEquals'],
    ['NullIfExists'],
    ['ForAllValues:Null'],
    [''],
    ['constructor'],
    ['__proto__x'],
  ])('`%s` is not known, and says neither yes nor no, whatever the key holds', (operator) => {
    const states = [{}, present('a'), present('b'), present(['a']), UNKNOWN];
    const verdicts = ['a', 'true'].flatMap((wanted) => states.map((over) => holds(operator, wanted, over)));
    expect(new Set(verdicts)).toEqual(new Set(['unknown']));
    expect(verdictOf([allow(), deny({ Condition: { [operator]: { 'x:key': 'a' } } })])).toBe('unknown');
  });
});
