// Is every letter that a terminal or a CI log would obey made harmless, and every other left alone?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { harmlessJson } from '../../src/model/control.js';
import { harmless } from '../../src/render/harmless.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

/** Written out apart from the program: what no output may hold raw. Line breaks are looked at by each test. */
const OBEYED = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

describe('made harmless', () => {
  test.each<[what: string, text: string, shown: string]>([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['a title of the window', '\u001b]0;you\u0007', '\\u001b]0;you\\u0007'],
    ['a link', '\u001b]8;;https://x\u001b\\a', '\\u001b]8;;https://x\\u001b\\a'],
    ['what goes to the clipboard', '\u001b]52;c;cm0=\u0007', '\\u001b]52;c;cm0=\\u0007'],
    ['the same by one C1 letter', '\u009b31m\u009d52;c\u009c', '\\u009b31m\\u009d52;c\\u009c'],
    ['the next line of C1', 'a\u0085b', 'a\\u0085b'],
    ['a line break', 'a\nb\r\nc', 'a\\u000ab\\u000d\\u000ac'],
    ['a tab', 'a\tb', 'a\\u0009b'],
    ['a backspace', 'no\b\byes', 'no\\u0008\\u0008yes'],
    ['a zero', 'a\0b', 'a\\u0000b'],
    ['delete', 'a\u007f', 'a\\u007f'],
    ['a turn of direction', '\u202eelif', '\\u202eelif'],
    ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['marks of direction', '\u200e\u200f\u061c', '\\u200e\\u200f\\u061c'],
    ['a line separator', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['letters of no width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['half a letter', 'a\ud83db\udc15', 'a\\ud83db\\udc15'],
    ['half a letter at the end', 'a\ud83d', 'a\\ud83d'],
    ['a command to the log of a pipeline', 'a ##[error]b', 'a \\u0023#[error]b'],
    ['another such', '##vso[task.complete]', '\\u0023#vso[task.complete]'],
    ['one that begins with more', '###[group]', '#\\u0023#[group]'],
  ])('%s', (_, text, shown) => {
    expect(harmless(text)).toBe(shown);
  });
});

test.each([
  ['plain text', 'GET /pets/{petId}'],
  ['letters of every kind', 'Grüße, 世界, 🐕, e\u0301'],
  ['a backslash', 'C:\\u001b'],
  ['a number sign', '# ## ##a #['],
  ['colons', 'a::error::b'],
])('%s is left alone', (_, text) => {
  expect(harmless(text)).toBe(text);
  expect(JSON.parse(harmlessJson(text, 0))).toBe(text);
});

describe('as JSON', () => {
  test('what JSON lets pass raw is escaped as JSON escapes', () => {
    expect(harmlessJson({ 'a\u009b': ['\u202e', '\u007f', '\ud83d', '\u001b', '##[x]'] }, 0)).toBe(
      '{"a\\u009b":["\\u202e","\\u007f","\\ud83d","\\u001b","\\u0023#[x]"]}',
    );
  });

  test('the line breaks between members stay', () => {
    expect(harmlessJson({ a: 'b\nc' }, 2)).toBe('{\n  "a": "b\\nc"\n}');
  });
});

describe('laws', () => {
  const units = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x1b, 0x9b, 0x23, 0x5b, 0xd83d, 0x202e, 0x0a)),
  );
  const texts = units.map((codes) => String.fromCharCode(...codes));

  test('of any text, one line comes that nothing obeys', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const shown = harmless(text);
        expect(shown).not.toMatch(OBEYED);
        expect(shown).not.toMatch(/\n|##\[|##vso\[/);
        expect(shown).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  test('to be made harmless twice is as good as once', () => {
    fc.assert(fc.property(texts, (text) => expect(harmless(harmless(text))).toBe(harmless(text))));
  });

  test('any value comes back from its JSON, and nothing obeys that', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(texts, fc.array(texts))), (value) => {
        const json = harmlessJson(value, 2);
        expect(json).not.toMatch(OBEYED);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
