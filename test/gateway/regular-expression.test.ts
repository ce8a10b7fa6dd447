// Is a whole text held against a pattern of Java's, in a time that no pattern can stretch?

import { describe, expect, test } from '@jest/globals';
import { matchesWhole } from '../../src/gateway/regular-expression.js';

test.each<[fact: string, pattern: string, text: string, isMatch: boolean]>([
  ['the text itself', 'Bad', 'Bad', true],
  ['a part of it is not enough', 'Bad', 'Bad request', false],
  ['nor is its end', 'request', 'Bad request', false],
  ['a star takes the rest', 'Bad.*', 'Bad request', true],
  ['a star on both sides', '.*request.*', 'a request b', true],
  ['case counts', 'bad', 'Bad', false],
  ['unless the pattern says otherwise', '(?i)bad', 'Bad', true],
  ['one of several', 'a|b', 'b', true],
  ['one of several is whole as well', 'a|b', 'ab', false],
  ['anchors are allowed', '^Bad$', 'Bad', true],
  ['a dot is no line break', 'a.b', 'a\nb', false],
  ['unless the pattern says so', '(?s)a.b', 'a\nb', true],
  ['a quoted text', '\\Qa.b\\E', 'a.b', true],
  ['a class', '[4-5]\\d{2}', '404', true],
  ['letters beyond ASCII', '.', 'é', true],
  ['a backslash and a v', '\\\\v', '\\v', true],
  ['an empty pattern is an empty text', '', '', true],
  ['and no other', '', 'a', false],
])('%s', (_, pattern, text, isMatch) => {
  expect(matchesWhole(pattern, text)).toBe(isMatch);
});

describe('what is not read here is not known', () => {
  test.each<[fact: string, pattern: string]>([
    ['look-ahead', '(?!Bad).*'],
    ['look-behind', '.*(?<=Bad)'],
    ['back references', '(a)\\1'],
    ['possessive quantifiers', 'a*+b'],
    ['atomic groups', '(?>a)b'],
    ['brackets that do not close', '(a'],
    ['a class that does not close', '[a'],
    ['a star of nothing', '*'],
    ['an intersection of classes', '[a-zA-Z&&[^x]]*'],
    ['an intersection, wherever it stands', 'Bad|a&&b'],
    ['a class inside a class', '[A-C[a-d]]*'],
    ['vertical white space', '\\v|Bad'],
    ['vertical white space in a class', '[\\v]|Bad'],
    ['vertical white space behind a backslash', '\\\\\\v|Bad'],
    ['a back reference that RE2 takes for a letter', '(Bad)\\12|Bad'],
    ['more than 10,000 letters', `${'a|'.repeat(5000)}b`],
  ])('%s', (_, pattern) => {
    expect(matchesWhole(pattern, 'Bad')).toBeUndefined();
  });

  test.each<[fact: string, text: string]>([
    ['a carriage return', 'a\rb'],
    ['a next line', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a vertical tab', 'a\vb'],
  ])('a line end that RE2 does not know: %s', (_, text) => {
    expect(matchesWhole('a.b', text)).toBeUndefined();
  });
});

test('nested stars over a long text take no time', () => {
  expect(matchesWhole('(a*)*b', 'a'.repeat(20_000))).toBe(false);
});

describe('what would take long is not asked', () => {
  const repeated = '(.*a){0,400}'.repeat(20);

  test.each<[fact: string, pattern: string, text: string, isMatch: boolean | undefined]>([
    ['a few letters with many states', repeated, 'a'.repeat(100), true],
    ['many letters with many states', repeated, 'a'.repeat(5000), undefined],
    ['many letters with few states', '.*Bad.*', 'a'.repeat(1_000_000), false],
    ['very many letters', '.*Bad.*', 'a'.repeat(4_000_000), undefined],
    ['what RE2 itself finds too large', '(a{0,1000})'.repeat(900), 'a', undefined],
  ])('%s', (_, pattern, text, isMatch) => {
    const start = performance.now();
    expect(matchesWhole(pattern, text)).toBe(isMatch);
    expect(performance.now() - start).toBeLessThan(2500);
  });
});
