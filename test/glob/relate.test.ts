// Does `overlaps` say yes exactly where some text matches both? Against a search through every text of a small world.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overlaps, type Shape } from '../../src/glob/relate.js';
import { inTime } from '../support/in-time.js';
import { isMatch, lists, nameOf, ONE, pattern, RUN, SEGMENT, text, words } from './shapes.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

/** The answer, once both orders agree on it and the witness, if there is one, is matched by both. */
function truthOf(a: Shape, b: Shape) {
  const [overlap, turned] = [overlaps(a, b), overlaps(b, a)];
  expect(turned.truth).toBe(overlap.truth);
  for (const answer of [overlap, turned])
    if (answer.truth === 'yes') expect([a, b].map((shape) => isMatch(shape, answer.witness))).toEqual([true, true]);
  return overlap.truth;
}

describe('a small world, searched whole', () => {
  // Two shapes of at most three items each share a text of at most six letters, if any: one item asks for one letter at most.
  const ITEMS = [text('a'), text('/'), RUN, ONE, SEGMENT];
  const shapes = lists(ITEMS, 3);
  const texts = words(['a', 'b', '/'], 6);
  const languages = shapes.map((shape) => new Set(texts.filter((word) => isMatch(shape, word))));

  test('is what it should be', () => {
    expect([shapes.length, texts.length]).toEqual([156, 1093]);
  });

  test.each(
    shapes.map((shape, index) => [nameOf(shape), shape, index] as const),
  )('%s: yes exactly where a text is shared, a shortest of which is the witness', (_, shape, index) => {
    const language = languages[index] as Set<string>;
    const wrong = shapes.filter((other, at) => {
      // A set is walked in the order of the texts, the shorter first.
      const shared = [...language].find((word) => languages[at]?.has(word));
      const overlap = overlaps(shape, other);
      if (overlap.truth !== 'yes') return overlap.truth !== 'no' || shared !== undefined;
      const isShared = isMatch(shape, overlap.witness) && isMatch(other, overlap.witness);
      return !isShared || overlap.witness.length !== shared?.length;
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });
});

describe('patterns', () => {
  test.each<[a: string, b: string, answer: 'yes' | 'no']>([
    ['', '', 'yes'],
    ['', 'a', 'no'],
    ['', '*', 'yes'],
    ['a', 'a', 'yes'],
    ['a', 'b', 'no'],
    ['a*', '*b', 'yes'],
    ['a*c', 'ab*', 'yes'],
    ['a?', '?b', 'yes'],
    ['a?', 'a', 'no'],
    ['prod/GET/*', '*/pets', 'yes'],
    ['prod/GET/*', 'dev/*', 'no'],
    ['*/GET/', '*/POST/', 'no'],
    ['*/*/', '*/POST/*', 'yes'],
    ['🐕?', '?🐈', 'yes'],
    ['🐕', '?', 'yes'],
    ['🐕', '??', 'no'],
  ])('`%s` and `%s`: %s', (a, b, answer) => {
    expect(truthOf(pattern(a), pattern(b))).toBe(answer);
  });
});

describe('segments', () => {
  test.each<[what: string, a: Shape, b: string, answer: 'yes' | 'no']>([
    ['are not empty', [SEGMENT], '', 'no'],
    ['hold no slash', [SEGMENT], 'a/b', 'no'],
    ['hold any other letter', [SEGMENT], 'a b:*{}', 'yes'],
    ['are met by a star', [SEGMENT], '*', 'yes'],
    ['are met by a star in a text', [SEGMENT, text('/GET/'), RUN], 'prod*', 'yes'],
    ['are not met by a lone slash', [SEGMENT], '/', 'no'],
    ['meet a text in two', [SEGMENT, text('/'), SEGMENT], 'dev/$connect', 'yes'],
    ['are not met by one of three', [SEGMENT, text('/'), SEGMENT], 'dev/GET/pets', 'no'],
    ['are met by one of three with a star', [SEGMENT, text('/'), SEGMENT], '*/pets', 'yes'],
  ])('%s', (_, a, b, answer) => {
    expect(truthOf(a, pattern(b))).toBe(answer);
  });
});

test.each<[what: string, item: Shape[number]]>([
  ['a variable', { kind: 'variable', key: 'aws:PrincipalTag/a' }],
  ['a hole', { kind: 'hole', name: 'MyApi' }],
])('%s may stand for any text: only where none helps is it decided', (_, item) => {
  expect(truthOf([text('a'), item], pattern('abc/d'))).toBe('unknown');
  expect(truthOf([text('a'), item], pattern('b*'))).toBe('no');
});

describe('laws', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 12 }).map((list) => list.join(''));

  test('every pattern overlaps itself, and a star', () => {
    fc.assert(
      fc.property(letters, (value) => {
        expect(truthOf(pattern(value), pattern(value))).toBe('yes');
        expect(truthOf(pattern(value), [RUN])).toBe('yes');
      }),
    );
  });

  test('order does not matter', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const [overlap, turned] = [overlaps(pattern(a), pattern(b)), overlaps(pattern(b), pattern(a))];
        expect(turned.truth).toBe(overlap.truth);
        if (overlap.truth === 'yes' && turned.truth === 'yes')
          expect([...turned.witness].length).toBe([...overlap.witness].length);
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
        expect([isMatch(pattern(a), word), isMatch(pattern(b), word)]).toEqual([true, true]);
        const overlap = overlaps(pattern(a), pattern(b));
        expect(overlap.truth === 'yes' && overlap.witness.length <= word.length).toBe(true);
        expect(truthOf(pattern(a), pattern(b))).toBe('yes');
      }),
    );
  });

  test('fifty stars against ten thousand letters cost little', () => {
    const [stars, letters] = [pattern('*a'.repeat(50)), pattern('b'.repeat(10_000))];
    expect(inTime(() => overlaps(stars, letters))).toEqual({ truth: 'no' });
  });
});
