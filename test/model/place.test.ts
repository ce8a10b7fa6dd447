// Do offsets, lines, columns and JSON pointers agree?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineAndColumn, placeAt, pointerStep, pointerSteps } from '../../src/model/place.js';

const sourceOf = (text: string) => ({ name: 'a.json', text });

test.each<[title: string, text: string, offset: number, line: number, column: number]>([
  ['the beginning', 'ab\ncd', 0, 1, 1],
  ['of an empty text', '', 0, 1, 1],
  ['a letter of the first line', 'ab\ncd', 1, 1, 2],
  ['a line break belongs to the line it ends', 'ab\ncd', 2, 1, 3],
  ['the beginning of a line', 'ab\ncd', 3, 2, 1],
  ['the end of the text', 'ab\ncd', 5, 2, 3],
  ['behind the last line break', 'ab\n', 3, 2, 1],
  ['a blank line', '\n\n\n', 1, 2, 1],
  ['CRLF is one line break', 'ab\r\ncd', 4, 2, 1],
  ['columns count UTF-16 code units', '🐈b', 2, 1, 3],
])('%s', (_, text, offset, line, column) => {
  expect(lineAndColumn(sourceOf(text), offset)).toEqual({ line, column });
});

test('line and column are those one counts by hand', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '🐈'), maxLength: 40 }), fc.nat(40), (text, at) => {
      const offset = Math.min(at, text.length);
      const lines = text.slice(0, offset).split('\n');
      expect(lineAndColumn(sourceOf(text), offset)).toEqual({
        line: lines.length,
        column: (lines.at(-1) as string).length + 1,
      });
    }),
  );
});

test('a place has source, pointer, stretch, and line and column of its start', () => {
  expect(placeAt(sourceOf('{\n "a": 1}'), '/a', 8, 9)).toEqual({
    source: 'a.json',
    pointer: '/a',
    start: 8,
    end: 9,
    line: 2,
    column: 7,
  });
});

describe('the steps of a JSON pointer', () => {
  test.each<[pointer: string, steps: string[]]>([
    ['', []],
    ['/', ['']],
    ['/a/0', ['a', '0']],
    ['/a~1b/~0', ['a/b', '~']],
    ['/~01', ['~1']],
    ['//', ['', '']],
  ])('%j', (pointer, steps) => {
    expect(pointerSteps(pointer)).toEqual(steps);
    expect(steps.map(pointerStep).join('')).toBe(pointer);
  });

  test('every name survives', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '/', '~', '0', '1') })), (names) => {
        expect(pointerSteps(names.map(pointerStep).join(''))).toEqual(names);
      }),
    );
  });
});
