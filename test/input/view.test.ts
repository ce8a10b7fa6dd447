// Does every JSON pointer lead to the text of its value, also inside a string?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { embed, locate, placeOf, viewOf } from '../../src/input/view.js';
import { pointerStep } from '../../src/model/place.js';

const sourceOf = (text: string) => ({ name: 'a.json', text });

/** Every pointer into a value, with the value there. */
function pointersOf(json: unknown, pointer = ''): [pointer: string, value: unknown][] {
  const inside = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return [[pointer, json], ...inside.flatMap(([key, value]) => pointersOf(value, pointer + pointerStep(key)))];
}

const value = fc.jsonValue({ maxDepth: 4 });
const key = fc.string({ unit: fc.constantFrom('a', '/', '~', '0', '1', '"', '\\', 'é', '🐈'), maxLength: 4 });
const document = fc.oneof(
  value,
  fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value)), { noNullPrototype: true }),
);
const indent = fc.constantFrom(0, 2, '\t');

/** A JSON string with letters escaped that need not be, as the seed has it. */
function escaped(text: string, seed: number): string {
  let state = seed;
  return JSON.stringify(text).replace(/\\.|[^"\\]/g, (letter) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    if (letter === '/' && state % 3 === 0) return '\\/';
    return letter.length === 1 && state % 5 === 0 ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter;
  });
}

describe('the place of every pointer', () => {
  test('holds the text of its value', () => {
    fc.assert(
      fc.property(document, indent, fc.constantFrom('', '\n', '[1]\n  '), (json, space, before) => {
        const text = before + JSON.stringify(json, null, space);
        const view = viewOf(sourceOf(text), before.length);
        for (const [pointer, expected] of pointersOf(JSON.parse(JSON.stringify(json)))) {
          const place = locate(view, pointer);
          expect(place.pointer).toBe(pointer);
          expect(JSON.parse(text.slice(place.start, place.end))).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('holds the text of its value inside a string, whatever is escaped', () => {
    fc.assert(
      fc.property(document, indent, fc.nat(), (json, space, seed) => {
        const inside = JSON.stringify(json, null, space);
        const text = `{"a": 1,\n "Policy": ${escaped(inside, seed)}}`;
        const view = embed(viewOf(sourceOf(text)), '/Policy');
        for (const [pointer, expected] of pointersOf(JSON.parse(inside))) {
          const place = locate(view, pointer);
          expect(place.pointer).toBe(`/Policy${pointer}`);
          expect(JSON.parse(JSON.parse(`"${text.slice(place.start, place.end)}"`) as string)).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('holds the text of its value in a string in a string', () => {
    const inside = '{"a": {"b\\n": [1, "2"]}}';
    const middle = JSON.stringify({ Policy: inside });
    const text = JSON.stringify({ Policy: middle });
    const view = embed(embed(viewOf(sourceOf(text)), '/Policy'), '/Policy');
    const place = locate(view, '/a/b\n/1');
    expect(place.pointer).toBe('/Policy/Policy/a/b\n/1');
    expect(text.slice(place.start, place.end)).toBe('\\\\\\"2\\\\\\"');
  });
});

const text = '{"a": [10, {"b": 2, "b": 3}],\n "": 4, "a/b~": 5, "0": 6}';

test.each<[title: string, pointer: string, what: 'key' | 'value', expected: string]>([
  ['the whole document', '', 'value', text],
  ['a member', '/0', 'value', '6'],
  ['a name', '/0', 'key', '"0"'],
  ['an element', '/a/0', 'value', '10'],
  ['an element has no name, so it is the element', '/a/0', 'key', '10'],
  ['of two members of one name the last', '/a/1/b', 'value', '3'],
  ['a member without a name', '/', 'value', '4'],
  ['a name with slash and tilde', '/a~1b~0', 'key', '"a/b~"'],
  ['where there is nothing, the nearest parent', '/a/1/c/d', 'value', '{"b": 2, "b": 3}'],
  ['inside a scalar, the scalar', '/a/0/x', 'value', '10'],
])('%s', (_, pointer, what, expected) => {
  const place = locate(viewOf(sourceOf(text)), pointer, what);
  expect(text.slice(place.start, place.end)).toBe(expected);
});

test('a place far into a long string with escapes is exact', () => {
  const inside = `["${'é\\n'.repeat(5000)}", 7]`;
  const outer = JSON.stringify({ Policy: inside }).replaceAll('é', '\\u00e9');
  const view = embed(viewOf(sourceOf(outer)), '/Policy');
  const [last, first] = [locate(view, '/1'), locate(view, '/0')];
  expect(outer.slice(last.start, last.end)).toBe('7');
  expect(outer.slice(first.start, first.start + 8)).toBe('\\"\\u00e9');
  const stretch = placeOf(view, '', 2, 3);
  expect(outer.slice(stretch.start, stretch.end)).toBe('\\u00e9');
});
