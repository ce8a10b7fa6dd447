// What does `${…}` stand for, in each version of the policy language?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { InvocationInput } from '../../../src/model/invocation.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { allow, FUNCTION, INVOCATION, policyOf, SOURCE_ARN } from '../../support/worlds.js';

const GIVEN = { 'x:key': 'bob', 'x:star': 'b*', 'x:arn': SOURCE_ARN, 'x:list': ['bob'] };

function verdict(
  statement: Parameters<typeof policyOf>[0],
  version: string | null,
  over: Partial<InvocationInput>,
): string {
  return evaluate(policyOf(statement, version), { ...INVOCATION, ...over }).verdict;
}

/** A condition on `x:value`, which the request has as `value`. */
function condition(operator: string, wanted: string, value: string, version: string | null = '2012-10-17'): string {
  const statement = allow({ Condition: { [operator]: { 'x:value': wanted } } });
  return verdict(statement, version, { context: { ...GIVEN, 'x:value': value }, unknown: ['x:unknown'] });
}

describe('in a condition', () => {
  test.each([
    ['a variable is its value', 'StringEquals', '${x:key}', 'bob', 'allowed'],
    ['and no other', 'StringEquals', '${x:key}', 'eve', 'implicitDeny'],
    ['its name is read in any case', 'StringEquals', '${X:KEY}', 'bob', 'allowed'],
    ['it may have text about it', 'StringLike', 'a/${x:key}/*', 'a/bob/c', 'allowed'],
    ['a star in a value is a letter', 'StringLike', '${x:star}', 'bob', 'implicitDeny'],
    ['which matches itself', 'StringLike', '${x:star}', 'b*', 'allowed'],
    ['a value ignores case with the rest', 'StringEqualsIgnoreCase', '${x:key}', 'BOB', 'allowed'],
    ['an absent key: a positive operator says no', 'StringLike', '*${x:none}*', 'bob', 'implicitDeny'],
    ['an absent key: a negated operator says yes', 'StringNotLike', '*${x:none}*', 'bob', 'allowed'],
    [
      'an absent key: a positive ARN operator says no',
      'ArnLike',
      'arn:aws:s3:::${x:none}',
      'arn:aws:s3:::b',
      'implicitDeny',
    ],
    [
      'an absent key: a negated ARN operator says yes',
      'ArnNotLike',
      'arn:aws:s3:::${x:none}',
      'arn:aws:s3:::b',
      'allowed',
    ],
    ['a default stands in', 'StringEquals', "${x:none, 'eve'}", 'eve', 'allowed'],
    ['a default does not, where there is a value', 'StringEquals', "${x:key, 'eve'}", 'eve', 'implicitDeny'],
    ['a star in a default is a letter', 'StringLike', "${x:none, '*'}", 'bob', 'implicitDeny'],
    ['an unknown key is unknown', 'StringEquals', '${x:unknown}', 'bob', 'unknown'],
    ['also negated', 'StringNotEquals', '${x:unknown}', 'bob', 'unknown'],
    ['also with a default', 'StringEquals', "${x:unknown, 'bob'}", 'bob', 'unknown'],
    ['unless no value could help', 'StringEquals', 'a${x:unknown}', 'bob', 'implicitDeny'],
    ['or hinder, negated', 'StringNotEquals', 'a${x:unknown}', 'bob', 'allowed'],
    ['a key with a list has no one value', 'StringEquals', '${x:list}', 'bob', 'unknown'],
    ['${*} is a star and no wildcard', 'StringLike', 'a${*}', 'ab', 'implicitDeny'],
    ['${*} is a star', 'StringLike', 'a${*}', 'a*', 'allowed'],
    ['${?} is a question mark', 'StringLike', '${?}', '?', 'allowed'],
    ['${$} is a dollar', 'StringLike', '${$}{x:key}', '${x:key}', 'allowed'],
    ['`$default` is plain text', 'StringLike', '*/$default', 'prod/$default', 'allowed'],
    ['an unclosed brace is plain text', 'StringEquals', '${x:key', '${x:key', 'allowed'],
    [
      'the colon in it cuts no ARN',
      'ArnLike',
      'arn:aws:s3::${aws:SourceAccount}:b',
      'arn:aws:s3::111122223333:b',
      'allowed',
    ],
    [
      'nor does it hide a wrong component',
      'ArnLike',
      'arn:aws:s3::${aws:SourceAccount}:b',
      'arn:aws:s3::1:b',
      'implicitDeny',
    ],
    [
      'a value with colons in the sixth component',
      'ArnLike',
      'arn:aws:s3:::${x:arn}',
      `arn:aws:s3:::${SOURCE_ARN}`,
      'allowed',
    ],
    ['a variable that is the whole ARN: nobody has told', 'ArnLike', '${x:arn}', SOURCE_ARN, 'unknown'],
  ])('%s', (_, operator, wanted, value, expected) => {
    expect(condition(operator, wanted, value)).toBe(expected);
  });
});

describe('the version of the policy language', () => {
  const WORD = '${x:key}';

  test.each([
    ['2012-10-17 has variables', '2012-10-17', 'StringEquals', WORD, 'bob', 'allowed'],
    ['2008-10-17 has none: the text is itself', '2008-10-17', 'StringEquals', WORD, WORD, 'allowed'],
    ['2008-10-17: and not the value', '2008-10-17', 'StringEquals', WORD, 'bob', 'implicitDeny'],
    ['2008-10-17: a star in it is a wildcard', '2008-10-17', 'StringLike', '${*}', '${x}', 'allowed'],
    ['a missing one is 2008-10-17', null, 'StringEquals', WORD, WORD, 'allowed'],
    ['a missing one is 2008-10-17: not the value', null, 'StringEquals', WORD, 'bob', 'implicitDeny'],
    ['of another nobody can say', '2020-01-01', 'StringEquals', WORD, 'bob', 'unknown'],
    ['of another, negated', '2020-01-01', 'StringNotEquals', WORD, 'bob', 'unknown'],
    ['of another, unless every reading says no', '2020-01-01', 'StringEquals', `a${WORD}`, 'bob', 'implicitDeny'],
    [
      'of another, AWS would refuse the document, so nothing is allowed for certain',
      '2020-01-01',
      'StringEquals',
      'bob',
      'bob',
      'unknown',
    ],
    ['of another, an escape is a letter or a wildcard', '2020-01-01', 'StringLike', '${*}', '*', 'unknown'],
    ['of another, an escape is one letter or four', '2020-01-01', 'StringEquals', '${*}', '${*}', 'unknown'],
    ['of another, a whole ARN may be a variable', '2020-01-01', 'ArnLike', '${x:arn}', SOURCE_ARN, 'unknown'],
  ])('%s', (_, version, operator, wanted, value, expected) => {
    expect(condition(operator, wanted, value, version)).toBe(expected);
  });

  test('what `add-permission` prints carries none and is read as 2012-10-17', () => {
    const statement = allow({ Condition: { StringEquals: { 'x:value': WORD } } });
    const printed = parsePolicy({ Statement: JSON.stringify(statement) });
    expect(evaluate(printed, { ...INVOCATION, context: { 'x:key': 'bob', 'x:value': 'bob' } }).verdict).toBe('allowed');
  });
});

describe('in a Resource', () => {
  const resource = (wanted: string, version: string | null = '2012-10-17') =>
    verdict(allow({ Resource: wanted }), version, {
      context: { 'x:name': 'orders', 'x:star': 'ord*' },
      unknown: ['x:unknown'],
    });
  const named = (name: string) => FUNCTION.replace('orders', name);

  test.each([
    ['a variable behind the fifth colon is its value', named('${x:name}'), 'allowed'],
    ['a star in its value is a letter', named('${x:star}'), 'implicitDeny'],
    ['without a value the Resource matches nothing', named('${x:none}*'), 'implicitDeny'],
    ['a default stands in', named("${x:none, 'orders'}"), 'allowed'],
    ['an unknown key is unknown', named('${x:unknown}'), 'unknown'],
    ['unless no value could help', named('x${x:unknown}'), 'implicitDeny'],
    ['before the fifth colon nobody has told', FUNCTION.replace('111122223333', '${aws:SourceAccount}'), 'unknown'],
    [
      'unless the rest says no',
      FUNCTION.replace('111122223333:function:orders', '${aws:SourceAccount}:x'),
      'implicitDeny',
    ],
  ])('%s', (_, wanted, expected) => {
    expect(resource(wanted)).toBe(expected);
  });

  test('without variables in the language, the text is itself', () => {
    expect(resource(named('${x:name}'), null)).toBe('implicitDeny');
    expect(verdict(allow({ Resource: named('${x:name}') }), null, { resource: named('${x:name}') })).toBe('allowed');
  });

  test('a NotResource without a value excepts nothing', () => {
    const { Resource: _, ...rest } = allow();
    expect(verdict({ ...rest, NotResource: named('${x:none}') }, '2012-10-17', {})).toBe('allowed');
  });

  test('an Action has no variables', () => {
    const statement = allow({ Action: 'lambda:${name}' });
    expect(verdict(statement, '2012-10-17', { context: { name: 'InvokeFunction' } })).toBe('implicitDeny');
  });
});

test('two statements alike in policies of two versions are not one', () => {
  const statement = allow({ Condition: { StringEquals: { 'x:value': '${x:key}' } } });
  const both = [policyOf(statement, '2008-10-17'), policyOf(statement, '2012-10-17')];
  const ask = (value: string) =>
    evaluate(both, { ...INVOCATION, context: { 'x:key': 'bob', 'x:value': value } }).statements.map(
      ({ match }) => match,
    );
  expect(ask('bob')).toEqual(['no', 'yes']);
  expect(ask('${x:key}')).toEqual(['yes', 'no']);
  expect(evaluate(both, { ...INVOCATION, context: { 'x:key': 'bob', 'x:value': 'bob' } }).verdict).toBe('allowed');
});
