// Do two patterns overlap exactly where some text matches both?

import { describe, expect, test } from '@jest/globals';
import { parsePattern } from '../../src/glob/pattern.js';
import { overlaps, type Shape } from '../../src/glob/relate.js';

/** `#` is a segment, `<` a hole, `$` a variable. */
const STANDS: Readonly<Record<string, Shape[number]>> = {
  '#': { kind: 'segment' },
  '<': { kind: 'hole', name: 'Api' },
  $: { kind: 'variable', key: 'aws:username' },
};
const shape = (text: string): Shape =>
  [...text].flatMap((letter) => STANDS[letter] ?? parsePattern(letter, { wildcards: true, variables: false }));

/** The oracle: whether a shape matches a text, letter by letter. */
function accepts([first, ...rest]: readonly string[], text: readonly string[]): boolean {
  if (first === undefined) return text.length === 0;
  if ('*<$'.includes(first))
    return accepts(rest, text) || (text.length > 0 && accepts([first, ...rest], text.slice(1)));
  if (text.length === 0) return false;
  const tail = text.slice(1);
  if (first === '#') return text[0] !== '/' && (accepts(rest, tail) || accepts([first, ...rest], tail));
  return (first === '?' || first === text[0]) && accepts(rest, tail);
}

function texts(letters: readonly string[], length: number): string[] {
  if (length === 0) return [''];
  return ['', ...texts(letters, length - 1).flatMap((text) => letters.map((letter) => letter + text))];
}

describe('every two patterns of up to three parts', () => {
  const shapes = texts(['a', '/', '*', '?', '#'], 3);
  // Two patterns of three parts that share a text share one of six letters.
  const known = texts(['a', '/', 'b'], 6).map((text) => [...text]);
  const matched = new Map(
    shapes.map((one) => [one, new Set(known.flatMap((text, at) => (accepts([...one], text) ? [at] : [])))]),
  );
  const shares = (a: string, b: string) => [...(matched.get(a) ?? [])].some((at) => matched.get(b)?.has(at));

  test('overlap exactly where a text of up to six letters matches both', () => {
    const differing = shapes.flatMap((a) =>
      shapes.filter((b) => overlaps(shape(a), shape(b)) !== shares(a, b)).map((b) => `${a} and ${b}`),
    );
    expect(shapes.length ** 2).toBeGreaterThan(20_000);
    expect(differing).toEqual([]);
  });
});

test.each([
  ['a hole may stand for what the other wants', 'a<', 'abc', true],
  ['a hole does not stand for what is before it', 'a<', 'b', false],
  ['a variable may stand for nothing', 'a$', 'a', true],
  ['a segment is not empty', 'a/#', 'a/', false],
  ['a segment holds no slash', '#', 'a/b', false],
  ['a segment meets a star that holds one', '#/b', '*b', true],
  ['an astral letter is one letter', '?', '😀', true],
  ['an astral letter is not two', '??', '😀', false],
  ['nothing meets nothing', '', '', true],
  ['nothing meets a star', '', '*', true],
])('%s', (_, a, b, expected) => {
  expect(overlaps(shape(a), shape(b))).toBe(expected);
  expect(overlaps(shape(b), shape(a))).toBe(expected);
});

test('50 stars against 50 stars are answered in time', () => {
  const start = performance.now();
  expect(overlaps(shape('*a'.repeat(50).concat('b')), shape('*a'.repeat(50).concat('c')))).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});
