// Does a snippet show the line of a place, cut to a window, with the mark under what is meant?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeAt } from '../../src/model/place.js';
import { snippetOf } from '../../src/render/snippet.js';
import { inTime } from '../support/in-time.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

/** A text in which `«` and `»` stand around the place. */
function snippet(marked: string) {
  const start = marked.indexOf('«');
  const text = marked.replace('«', '').replace('»', '');
  return at(text, start, marked.includes('»') ? marked.indexOf('»') - 1 : start);
}

function at(text: string, start: number, end: number) {
  const source = { name: 'a.json', text };
  return snippetOf(placeAt(source, '', start, end), source);
}

/** What stands over the marks. */
function markedIn({ line, marks }: { line: string; marks: string }): string {
  return line.slice(marks.indexOf('^'), marks.length);
}

describe('a short line', () => {
  test.each<[what: string, marked: string, line: string, marks: string]>([
    ['a place in the middle', 'ab«cd»ef', 'abcdef', '  ^~'],
    ['one letter', '«a»b', 'ab', '^'],
    ['nothing', 'a«»b', 'ab', ' ^'],
    ['a place at the end of the text', 'ab«', 'ab', '  ^'],
    ['a place at the end of its line', 'ab«\ncd', 'ab', '  ^'],
    ['an empty text', '«', '', '^'],
    ['an empty last line', 'a\n«', '', '^'],
    ['an empty line between others', 'a\n«\nb', '', '^'],
    ['another line than the first', 'a\nb«c»d\ne', 'bcd', ' ^'],
    ['a place that goes on over lines: its first', 'a«b\ncd»e', 'ab', ' ^'],
    ['a line that ends with CRLF', 'a\r\nb«c»\r\nd', 'bc', ' ^'],
    ['a place over a CRLF', 'a«b\r\nc»d', 'ab', ' ^'],
    ['a place that is a CRLF', 'ab«\r\n»cd', 'ab', '  ^'],
    ['a place between CR and LF', 'ab\r«\n»cd', 'ab', '  ^'],
    ['tabs, each a space', '\t«\ta»\tb', '  a b', ' ^~'],
    ['a letter of two code units', '🐕«a»', '🐕a', '  ^'],
    ['a control letter before it', '\u001b«a»', '\\u001ba', '      ^'],
    ['a control letter inside it', 'a«\u001b»b', 'a\\u001bb', ' ^~~~~~'],
  ])('%s', (_, marked, line, marks) => {
    expect(snippet(marked)).toMatchObject({ line, marks });
  });
});

describe('the gutter', () => {
  test.each<[line: number, gutter: string, blank: string]>([
    [1, '   1 | ', '     | '],
    [42, '  42 | ', '     | '],
    [12345, '12345 | ', '      | '],
  ])('of line %i is as wide as the one under it', (line, gutter, blank) => {
    expect(snippet(`${'\n'.repeat(line - 1)}«a»`)).toMatchObject({ gutter, blank });
  });
});

describe('a line of 20 KB', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => 'abcdefghij'[index % 10]).join('');

  test.each<[what: string, start: number, end: number, shown: string]>([
    ['a place at its beginning', 0, 3, 'abc'],
    ['a place in the middle', 10_005, 10_008, 'fgh'],
    ['a place at its end', 19_997, 20_000, 'hij'],
    ['a place behind its last letter', 20_000, 20_000, ''],
    ['as wide as the window', 5_000, 5_100, text.slice(0, 100)],
    ['wider than the window: its beginning', 5_000, 9_000, text.slice(0, 100)],
    ['the whole line: its beginning', 0, 20_000, text.slice(0, 100)],
  ])('%s', (_, start, end, shown) => {
    const found = at(text, start, end);
    expect(found.line.length).toBeLessThanOrEqual(102);
    expect(markedIn(found).replace('…', '')).toBe(shown);
    expect(found.line.startsWith('…')).toBe(start > 30);
    expect(found.line.endsWith('…')).toBe(end < 20_000 - 100 || end - start > 100);
  });

  test('between others is cut alike', () => {
    const found = at(`first\n${text}\nlast`, 6 + 10_005, 6 + 10_008);
    expect(found.gutter).toBe('   2 | ');
    expect(markedIn(found)).toBe('fgh');
  });

  test('costs no time', () => {
    const long = 'x'.repeat(5_000_000);
    expect(markedIn(inTime(() => at(long, 2_500_000, 2_500_010)))).toBe('x'.repeat(10));
  });
});

describe('laws', () => {
  const letter = fc.constantFrom('a', 'b', '"', ' ', '\t', '\n', '\r\n', '\u001b', '🐕', '世', '\u202e');
  const texts = fc.array(letter, { maxLength: 400 }).map((letters) => letters.join(''));

  test('any place of any text is marked once, within its line, with nothing raw', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, one, other) => {
        const start = one % (text.length + 1);
        const end = start + (other % (text.length - start + 1));
        const { line, marks, gutter, blank } = at(text, start, end);
        expect(marks).toMatch(/^ *\^~*$/);
        expect(line + marks).not.toMatch(/[\0-\x1f\x7f-\x9f\u202e]/);
        expect(marks.length).toBeLessThanOrEqual(Math.max(1, line.length + 1));
        expect(blank.length).toBe(gutter.length);
        expect(line).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 2000 },
    );
  });
});
