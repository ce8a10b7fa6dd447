// What does a query string say, and what does a percent-encoded text?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grouped, percentDecoded, queryOf, single, splitTarget } from '../../../src/gateway/event/query.js';
import { holds } from '../../support/worlds.js';

describe('decoding', () => {
  test.each([
    ['nothing to decode', 'abc', 'abc'],
    ['a blank', 'a%20b', 'a b'],
    ['a plus stays', 'a+b', 'a+b'],
    ['several bytes', '%C3%A9', '\u00e9'],
    ['broken beside whole', '%C3%A9%', '\u00e9%'],
    ['a broken run stays whole', '%20%FF', '%20%FF'],
    ['runs are on their own', '%20x%FF', ' x%FF'],
    ['half a letter stays', '%C3', '%C3'],
  ])('%s', (_, text, decoded) => {
    expect(percentDecoded(text)).toBe(decoded);
  });

  test('what was encoded comes back, and nothing is ever refused', () => {
    holds([fc.string({ unit: 'binary' })], (text) => {
      expect(percentDecoded(encodeURIComponent(text))).toBe(text);
      expect(typeof percentDecoded(`%${text}%`)).toBe('string');
    });
  });
});

test.each([
  ['no query', '/a', '/a', ''],
  ['a query', '/a?b=c', '/a', 'b=c'],
  ['an empty one', '/a?', '/a', ''],
  ['a second question mark is of the query', '/a?b?c', '/a', 'b?c'],
  ['no path', '?a', '', 'a'],
])('a target: %s', (_, target, path, rawQuery) => {
  expect(splitTarget(target)).toEqual({ path, rawQuery });
});

test('what a client writes with URLSearchParams is read as it was meant', () => {
  const pairs = fc.array(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' })), {
    maxLength: 5,
  });
  holds([pairs], (written) => {
    expect(queryOf(new URLSearchParams(written).toString())).toEqual(written);
  });
});

describe('values of one name', () => {
  test.each<[string, [string, string][], Record<string, string[]> | undefined]>([
    ['nothing', [], undefined],
    [
      'each in its order',
      [
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ],
      { a: ['1', '3'], b: ['2'] },
    ],
    [
      'a name that every object has',
      [
        ['constructor', '1'],
        ['constructor', '2'],
      ],
      { constructor: ['1', '2'] as never },
    ],
  ])('grouped: %s', (_, pairs, groups) => {
    expect(grouped(pairs)).toEqual(groups);
  });

  test.each<[string, Record<string, string[]> | undefined, Record<string, string> | undefined]>([
    ['nothing', undefined, undefined],
    ['the one that is picked', { a: ['1', '2'], b: ['3'] }, { a: '2', b: '3' }],
  ])('single: %s', (_, groups, picked) => {
    expect(single(groups, (values) => values.at(-1) as string)).toEqual(picked);
  });
});
