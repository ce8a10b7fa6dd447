// Are ARNs split at their first five colons, and printed back as they were?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { literalOf } from '../../src/glob/pattern.js';
import { type ArnText, mapArn, notAnArn, parseArn, printArn, printComponent, splitArn } from '../../src/model/arn.js';

type Six = [partition: string, service: string, region: string, account: string, resource: string];
const six = (arn: ArnText): Six => [arn.partition, arn.service, arn.region, arn.account, arn.resource];

describe('a text is an ARN', () => {
  test.each<[title: string, text: string, parts: Six]>([
    [
      'of a function',
      'arn:aws:lambda:us-east-2:111122223333:function:pets:prod',
      ['aws', 'lambda', 'us-east-2', '111122223333', 'function:pets:prod'],
    ],
    [
      'of an API',
      'arn:aws:execute-api:us-east-2:111122223333:a1/*/GET/',
      ['aws', 'execute-api', 'us-east-2', '111122223333', 'a1/*/GET/'],
    ],
    ['without region and account', 'arn:aws:s3:::bucket', ['aws', 's3', '', '', 'bucket']],
    ['with nothing in it', 'arn:::::', ['', '', '', '', '']],
    ['of stars', 'arn:*:*:*:*:*', ['*', '*', '*', '*', '*']],
    ['with spaces and line breaks', 'arn:aws:s3:::a b\nc', ['aws', 's3', '', '', 'a b\nc']],
  ])('%s', (_, text, parts) => {
    const [split, parsed] = [splitArn(text), parseArn(text)];
    expect(split && six(split)).toEqual(parts);
    expect(
      parsed && [parsed.partition, parsed.service, parsed.region, parsed.account, parsed.resource].map(printComponent),
    ).toEqual(parts);
    expect(split && printArn(split)).toBe(text);
    expect(parsed && printArn(parsed)).toBe(text);
  });
});

test.each<[text: string, parts: number, isArn: boolean]>([
  ['', 1, false],
  ['*', 1, false],
  ['arn', 1, false],
  ['arn:', 2, true],
  ['arn:aws:s3', 3, true],
  ['arn:aws:s3::bucket', 5, true],
  ['ARN:aws:s3:::bucket', 6, false],
  [' arn:aws:s3:::bucket', 6, false],
  ['ar?:aws:s3:::bucket', 6, false],
  ['arn*:aws:s3:::bucket', 6, false],
  ['*:aws:s3:::bucket', 6, false],
  ['::::::', 6, false],
])('%j is no ARN', (text, parts, isArn) => {
  expect(splitArn(text)).toBeUndefined();
  expect(parseArn(text)).toBeUndefined();
  expect(notAnArn(text)).toEqual({ parts, isArn });
});

const component = fc.string({ unit: fc.constantFrom('a', '*', '?', '/', '$', '{', '}', "'"), maxLength: 5 });
const text = fc.array(component, { minLength: 3, maxLength: 7 }).map((components) => ['arn', ...components].join(':'));

test('a concrete text is split the same both ways', () => {
  fc.assert(
    fc.property(text, (random) => {
      const plain = random.replace(/[*?{]/g, '');
      const [split, parsed] = [splitArn(plain), parseArn(plain)];
      expect(
        parsed && [parsed.partition, parsed.service, parsed.region, parsed.account, parsed.resource].map(literalOf),
      ).toEqual(split && six(split));
    }),
  );
});

test('what is read is printed back, two stars in a row as one', () => {
  fc.assert(
    fc.property(text, (random) => {
      const parsed = parseArn(random);
      const once = (stars: string) => stars.replace(/\*+/g, '*');
      expect(parsed && once(printArn(parsed))).toBe(parsed && once(random));
    }),
  );
});

describe('each component may be made into another', () => {
  const arn = parseArn('arn:aws:s3:us-*::bucket');

  test('one by one', () => {
    const mapped = arn && mapArn(arn, (component) => [...component, { kind: 'run' }]);
    expect(mapped && printArn(mapped)).toBe('arn:aws*:s3*:us-**:*:bucket*');
  });

  test('and where one cannot be, none is', () => {
    expect(arn && mapArn(arn, (component) => (component.length === 0 ? undefined : component))).toBeUndefined();
  });
});
