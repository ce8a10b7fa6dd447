// Are ARNs split at their first five colons, and printed back as they were?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import { literalOf, parsePattern } from '../../src/glob/pattern.js';
import {
  type Arn,
  type ArnText,
  mapArn,
  notAnArn,
  parseArn,
  printArn,
  printComponent,
  sampleArn,
  splitArn,
} from '../../src/model/arn.js';

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

describe('a shortest ARN', () => {
  test.each([
    ['of stars has nothing in it', 'arn:*:*:*:*:*', 'arn:::::'],
    ['has nothing for a star and a letter for a question mark', 'arn:aws:s3:us-*::b?*', 'arn:aws:s3:us-::bx'],
    ['has what is literal', 'arn:aws:lambda:us-east-2:1:function:a:*', 'arn:aws:lambda:us-east-2:1:function:a:'],
    ['has a star that is a letter', 'arn:aws:s3:::${*}${?}', 'arn:aws:s3:::*?'],
  ])('%s', (_, written, sample) => {
    expect(sampleArn(parseArn(written) as Arn)).toBe(sample);
  });

  test('is matched, component by component and as a whole', () => {
    const plain = text.map((random) => random.replace(/\$/g, '-'));
    fc.assert(
      fc.property(plain, (random) => {
        const arn = parseArn(random);
        fc.pre(arn !== undefined);
        const sample = splitArn(sampleArn(arn));
        expect(sample).toBeDefined();
        for (const name of ['partition', 'service', 'region', 'account', 'resource'] as const)
          expect(match(arn[name], sample?.[name] ?? '')).toBe('yes');
        expect(match(parsePattern(random, { wildcards: true, variables: true }), sampleArn(arn))).toBe('yes');
      }),
    );
  });
});
