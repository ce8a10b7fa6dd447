// Does a search find a shortest text, say where there is none, and end in time where it is too much work?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Automaton, otherLetter } from '../../src/glob/automaton.js';
import { match } from '../../src/glob/match.js';
import { covers, disjoint, equal, overlaps } from '../../src/glob/relate.js';
import { difference, type Found, intersection } from '../../src/glob/search.js';
import { inTime } from '../support/in-time.js';
import { holds } from '../support/worlds.js';
import { isMatch, lists, nameOf, ONE, pattern, RUN, SEGMENT, text, within, words } from './shapes.js';

const automatonOf = (patterns: readonly string[]) => new Automaton(patterns.map(pattern));

function differenceOf(b: Automaton, a: Automaton): Found {
  return difference(b, a, otherLetter(a, b));
}

test.each<[b: string[], a: string[], alone: Found, shared: Found]>([
  [[''], [''], null, ''],
  [[], ['*'], null, null],
  [['*'], [], '', null],
  [['a*'], ['*a'], 'ax', 'a'],
  [['*a'], ['a*'], 'xa', 'a'],
  [['?'], ['a'], 'x', 'a'],
  [['?'], ['x'], 'y', 'x'],
  [['a', 'b'], ['b', 'a'], null, 'a'],
  [['*'], ['', '?*'], null, ''],
  [['*'], ['', '?', '???*'], 'xx', ''],
  [['abc', 'ab'], ['ab?'], 'ab', 'abc'],
  [['prod/*/pets'], ['*/GET/*'], 'prod//pets', 'prod/GET/pets'],
  [['a*c'], ['ab*'], 'ac', 'abc'],
  [['a/b'], ['c*'], 'a/b', null],
])('%j, without %j: %j; together: %j', (b, a, alone, shared) => {
  expect(differenceOf(automatonOf(b), automatonOf(a))).toBe(alone);
  expect(intersection(automatonOf(b), automatonOf(a))).toBe(shared);
});

describe('a small world, searched whole', () => {
  // Two of these parts ask of a text of three letters or more for its first and its last letter, and whether a slash is
  // between: of what is between, one letter is enough, a slash if there is one. So three letters are.
  const ITEMS = [text('a'), text('/'), RUN, ONE, SEGMENT, within('one'), within('run'), within('one', 'a')];
  const shapes = lists(ITEMS, 2);
  const texts = words(['a', '/', 'x'], 4);
  const languages = shapes.map((shape) => texts.map((given) => isMatch(shape, given)));
  const automata = shapes.map((shape) => new Automaton([shape]));
  /** Pairs for which the search does not find what the texts tell. */
  const wrongIn = (isWanted: (inA: boolean, inB: boolean) => boolean, find: (a: Automaton, b: Automaton) => Found) =>
    shapes.flatMap((one, i) =>
      shapes.flatMap((other, j) => {
        const isRight = (at: number) => isWanted(languages[i]?.[at] ?? false, languages[j]?.[at] ?? false);
        const shortest = texts.find((_, at) => isRight(at));
        const found = find(automata[i] as Automaton, automata[j] as Automaton);
        const isFound =
          found === undefined || found === null ? found === null : isWanted(isMatch(one, found), isMatch(other, found));
        return isFound && (found ?? undefined)?.length === shortest?.length
          ? []
          : [`${nameOf(one)} and ${nameOf(other)}`];
      }),
    );

  test('a text of the second alone: a shortest, or null where there is none', () => {
    expect(shapes.length).toBe(73);
    expect(
      wrongIn(
        (inA, inB) => inB && !inA,
        (a, b) => differenceOf(b, a),
      ),
    ).toEqual([]);
  });

  test('a text of both: a shortest, or null where there is none', () => {
    expect(wrongIn((inA, inB) => inA && inB, intersection)).toEqual([]);
  });
});

describe('too much work', () => {
  const question = '?'.repeat(30);
  // After each letter of `b`, any set of the thirty places behind an `a` may be where `a` is.
  const WIDE: readonly string[][] = [
    [`*a${question}*`],
    Array.from({ length: 30 }, (_, at) => `*a${'?'.repeat(at)}b*`),
  ];
  test.each([
    ['one pattern', WIDE[0] as string[], `*a*b*c*${'?'.repeat(40)}`],
    ['a union', WIDE[1] as string[], '*a*b*c*'],
  ])('a difference from %s is given up, and covers is unknown', (_, a, b) => {
    expect(inTime(() => differenceOf(automatonOf([b]), automatonOf(a)))).toBeUndefined();
    const [above, below] = [{ anyOf: a.map(pattern) }, pattern(b)];
    expect(inTime(() => covers(above, below))).toEqual({ truth: 'unknown' });
  });

  test('a text that is long enough is told where a shortest is not found in time', () => {
    const [a, b] = [pattern(`*a${'?'.repeat(300)}b`), pattern('*abcdefghijklmnopqrstuvwyz0123456789'.repeat(10))];
    expect(inTime(() => difference(new Automaton([b]), new Automaton([a]), 'x'))).toBeUndefined();
    const cover = inTime(() => covers(a, b));
    expect(cover.truth === 'no' && [match(b, cover.witness), match(a, cover.witness)]).toEqual(['yes', 'no']);
  });

  test('an intersection is given up, and overlaps and disjoint are unknown', () => {
    const [a, b] = ['*a?'.repeat(300), '*?b'.repeat(300)];
    expect(inTime(() => intersection(automatonOf([a]), automatonOf([b])))).toBeUndefined();
    expect(inTime(() => overlaps(pattern(a), pattern(b)))).toEqual({ truth: 'unknown' });
    expect(inTime(() => disjoint(pattern(a), pattern(b)))).toEqual({ truth: 'unknown' });
  });

  test('whatever is asked, the answer is in time, and its witness is replayed', () => {
    const piece = fc.constantFrom('*a', '?', '*', '???', '*b', 'a?', '*?');
    const name = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 40 })), { maxLength: 6 });
    const side = fc.array(
      name.map((list) => list.map(([what, times]) => what.repeat(times)).join('')),
      { maxLength: 4 },
    );
    const isIn = (names: readonly string[], given: string) => names.some((one) => match(pattern(one), given) === 'yes');
    holds(
      [side, side],
      (a, b) => {
        const [one, other] = [{ anyOf: a.map(pattern) }, { anyOf: b.map(pattern) }];
        const [cover, overlap, equality] = inTime(
          () => [covers(one, other), overlaps(one, other), equal(one, other)] as const,
        );
        if (cover.truth === 'no') expect([isIn(a, cover.witness), isIn(b, cover.witness)]).toEqual([false, true]);
        if (overlap.truth === 'yes') expect([isIn(a, overlap.witness), isIn(b, overlap.witness)]).toEqual([true, true]);
        if (equality.truth === 'no') expect(isIn(equality.only === 'a' ? b : a, equality.witness)).toBe(false);
      },
      60,
    );
  });
});
