// Does `overlaps` say yes exactly where some text matches both? Against a search through every text of a small world.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePattern } from '../../src/glob/pattern.js';
import { overlaps, type Shape } from '../../src/glob/relate.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

type Item = Shape[number];
const RUN: Item = { kind: 'run' };
const ONE: Item = { kind: 'one' };
const SEGMENT: Item = { kind: 'segment' };
const text = (value: string): Item => ({ kind: 'text', text: value });
const pattern = (value: string) => parsePattern(value, { wildcards: true, variables: false });

/** Whether the shape matches, by trying every way to cut the text. */
function matches(shape: Shape, letters: string): boolean {
  const [first, ...rest] = shape;
  if (first === undefined) return letters === '';
  const cuts = Array.from({ length: letters.length + 1 }, (_, at) => at);
  const fits = (head: string) =>
    first.kind === 'text'
      ? head === first.text
      : first.kind === 'one'
        ? head.length === 1
        : first.kind !== 'segment' || /^[^/]+$/.test(head);
  return cuts.some((at) => fits(letters.slice(0, at)) && matches(rest, letters.slice(at)));
}

function words(alphabet: readonly string[], length: number): string[] {
  if (length === 0) return [''];
  const shorter = words(alphabet, length - 1);
  return [
    ...shorter,
    ...shorter.filter((word) => word.length === length - 1).flatMap((word) => alphabet.map((letter) => word + letter)),
  ];
}

/** Every list of at most so many of the items. */
function lists<T>(items: readonly T[], length: number): T[][] {
  if (length === 0) return [[]];
  const shorter = lists(items, length - 1);
  return [
    ...shorter,
    ...shorter.filter((list) => list.length === length - 1).flatMap((list) => items.map((item) => [...list, item])),
  ];
}

describe('a small world, searched whole', () => {
  // Two shapes of at most three items each share a text of at most six letters, if any: one item asks for one letter at most.
  const ITEMS = [text('a'), text('/'), RUN, ONE, SEGMENT];
  const shapes = lists(ITEMS, 3);
  const texts = words(['a', 'b', '/'], 6);
  const languages = shapes.map((shape) => new Set(texts.filter((word) => matches(shape, word))));
  const name = (shape: Shape) => shape.map((item) => (item.kind === 'text' ? item.text : `<${item.kind}>`)).join('');

  test('is what it should be', () => {
    expect([shapes.length, texts.length]).toEqual([156, 1093]);
  });

  test.each(
    shapes.map((shape, index) => [name(shape) || 'nothing', shape, index] as const),
  )('%s', (_, shape, index) => {
    const wrong = shapes.filter((other, at) => {
      const shared = [...(languages[index] as Set<string>)].some((word) => languages[at]?.has(word));
      return overlaps(shape, other) !== shared;
    });
    expect(wrong.map(name)).toEqual([]);
  });
});

describe('patterns', () => {
  test.each<[a: string, b: string, isShared: boolean]>([
    ['', '', true],
    ['', 'a', false],
    ['', '*', true],
    ['a', 'a', true],
    ['a', 'b', false],
    ['a*', '*b', true],
    ['a*c', 'ab*', true],
    ['a?', '?b', true],
    ['a?', 'a', false],
    ['prod/GET/*', '*/pets', true],
    ['prod/GET/*', 'dev/*', false],
    ['*/GET/', '*/POST/', false],
    ['*/*/', '*/POST/*', true],
    ['🐕?', '?🐈', true],
    ['🐕', '?', true],
    ['🐕', '??', false],
  ])('`%s` and `%s`: %s', (a, b, isShared) => {
    expect(overlaps(pattern(a), pattern(b))).toBe(isShared);
    expect(overlaps(pattern(b), pattern(a))).toBe(isShared);
  });
});

describe('segments', () => {
  test.each<[what: string, a: Shape, b: string, isShared: boolean]>([
    ['are not empty', [SEGMENT], '', false],
    ['hold no slash', [SEGMENT], 'a/b', false],
    ['hold any other letter', [SEGMENT], 'a b:*{}', true],
    ['are met by a star', [SEGMENT], '*', true],
    ['are met by a star in a text', [SEGMENT, text('/GET/'), RUN], 'prod*', true],
    ['are not met by a lone slash', [SEGMENT], '/', false],
    ['meet a text in two', [SEGMENT, text('/'), SEGMENT], 'dev/$connect', true],
    ['are not met by one of three', [SEGMENT, text('/'), SEGMENT], 'dev/GET/pets', false],
    ['are met by one of three with a star', [SEGMENT, text('/'), SEGMENT], '*/pets', true],
  ])('%s', (_, a, b, isShared) => {
    expect(overlaps(a, pattern(b))).toBe(isShared);
    expect(overlaps(pattern(b), a)).toBe(isShared);
  });
});

test.each<[what: string, item: Item]>([
  ['a variable', { kind: 'variable', key: 'aws:PrincipalTag/a' }],
  ['a hole', { kind: 'hole', name: 'MyApi' }],
])('%s may stand for any text', (_, item) => {
  expect(overlaps([text('a'), item], pattern('abc/d'))).toBe(true);
  expect(overlaps([text('a'), item], pattern('b*'))).toBe(false);
});

describe('laws', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 12 }).map((list) => list.join(''));

  test('every pattern overlaps itself, and a star', () => {
    fc.assert(
      fc.property(letters, (value) => {
        expect(overlaps(pattern(value), pattern(value))).toBe(true);
        expect(overlaps(pattern(value), [RUN])).toBe(true);
      }),
    );
  });

  test('order does not matter', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(overlaps(pattern(a), pattern(b))).toBe(overlaps(pattern(b), pattern(a)));
      }),
    );
  });

  test('where a text matches both, they overlap', () => {
    const words = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 });
    // A pattern that matches the word: letters kept, or a wildcard in the place of one, or a star squeezed in.
    const patternFor = (word: readonly string[]) =>
      fc
        .tuple(...word.map((letter) => fc.constantFrom(letter, letter, '?', '*', `*${letter}`)))
        .map((list) => list.join(''));
    const worlds = words.chain((word) => fc.tuple(fc.constant(word.join('')), patternFor(word), patternFor(word)));
    fc.assert(
      fc.property(worlds, ([word, a, b]) => {
        expect([matches(pattern(a), word), matches(pattern(b), word)]).toEqual([true, true]);
        expect(overlaps(pattern(a), pattern(b))).toBe(true);
      }),
    );
  });

  test('fifty stars against ten thousand letters cost little', () => {
    const start = performance.now();
    expect(overlaps(pattern('*a'.repeat(50)), pattern('b'.repeat(10_000)))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
