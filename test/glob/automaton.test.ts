// Does the automaton of several patterns match what one of them matches, and know of each position what it takes?

import { describe, expect, test } from '@jest/globals';
import { Automaton, filledWith, isPattern, otherLetter, type Shape } from '../../src/glob/automaton.js';
import { match } from '../../src/glob/match.js';
import { holed, isMatch, lists, nameOf, ONE, pattern, RUN, SEGMENT, text, within, words } from './shapes.js';

describe('matches', () => {
  const ITEMS = [text('a'), text('/'), RUN, ONE, SEGMENT, within('one'), within('run'), within('run', 'a')];
  const texts = words(['a', '/', 'b'], 5);

  test('as the matcher does: every pattern of up to 4 letters on every text of up to 5', () => {
    const differing = words(['a', '/', '*', '?'], 4).flatMap((name) => {
      const automaton = new Automaton([pattern(name)]);
      const isWrong = (given: string) => automaton.matches(given) !== (match(pattern(name), given) === 'yes');
      return texts.filter(isWrong).map((given) => `${name} on ${given}`);
    });
    expect(differing).toEqual([]);
  });

  test('every shape of up to 3 parts as the oracle does', () => {
    const differing = lists(ITEMS, 3).flatMap((shape) => {
      const automaton = new Automaton([shape]);
      const isWrong = (given: string) => automaton.matches(given) !== isMatch(shape, given);
      return texts.filter(isWrong).map((given) => `${nameOf(shape)} on ${given}`);
    });
    expect(differing).toEqual([]);
  });

  test('several shapes where one of them does, none never', () => {
    const shapes = lists(ITEMS, 1);
    const differing = lists(shapes, 2).flatMap((union) => {
      const automaton = new Automaton(union);
      const isWrong = (given: string) => automaton.matches(given) !== union.some((shape) => isMatch(shape, given));
      return texts.filter(isWrong).map((given) => `${union.map(nameOf)} on ${given}`);
    });
    expect(differing).toEqual([]);
    expect(new Automaton([]).matches('')).toBe(false);
  });

  test.each<[what: string, shape: Shape, given: string, isMatched: boolean]>([
    ['code points, not units', [ONE], '😀', true],
    ['two of which are not one', [ONE, ONE], '😀', false],
    ['a lone surrogate', [ONE, text('a')], '\ud83da', true],
    ['any text for a hole', holed('a#b'), 'a/:b', true],
    ['but nothing else', holed('a#b'), 'a', false],
    ['any text for a variable', [{ kind: 'variable', key: 'aws:username' }], '', true],
    ['a separator of another component', [within('run', ':')], 'a/b', true],
    ['not its own', [within('run', ':')], 'a:b', false],
    ['ten thousand letters', pattern('*a?'), 'a'.repeat(10_000), true],
  ])('%s', (_, shape, given, isMatched) => {
    expect(new Automaton([shape]).matches(given)).toBe(isMatched);
  });
});

describe('a position', () => {
  // 0 `a`, 1 `*`, 2 end; 3 letter within `:`, 4 `?`, 5 end.
  const automaton = new Automaton([pattern('a*'), [within('one', ':'), ONE]]);

  test('begins each pattern, and ends it', () => {
    expect(automaton.starts).toEqual([0, 3]);
    expect([0, 1, 2, 3, 4, 5, 6].filter((state) => automaton.isEnd(state))).toEqual([2, 5]);
  });

  test.each<[state: number, letter: string, behind: number | undefined]>([
    [0, 'a', 1],
    [0, 'b', undefined],
    [1, 'b', 1],
    [2, 'a', undefined],
    [3, 'a', 4],
    [3, ':', undefined],
    [4, ':', 5],
  ])('%j takes %s: %j', (state, letter, behind) => {
    expect(automaton.after(state, letter)).toBe(behind);
  });

  test('knows the letters that make a difference to it', () => {
    expect([0, 1, 2, 3, 4].map((state) => automaton.lettersAt(state))).toEqual([
      { named: ['a'], isWild: false },
      { named: [], isWild: true },
      { named: [], isWild: false },
      { named: [':'], isWild: true },
      { named: [], isWild: true },
    ]);
    expect([...automaton.named].sort()).toEqual([':', 'a']);
  });

  test('may be left without a letter where it is a run; then it is matched whatever follows, if nothing else must', () => {
    expect([0, 1, 2, 3].map((state) => automaton.isRun(state))).toEqual([false, true, false, false]);
    expect(automaton.closure([1])).toEqual([1, 2]);
    expect(automaton.closure([3, 1])).toEqual([1, 2, 3]);
    expect(automaton.step([0, 3], 'a')).toEqual([1, 2, 4]);
    expect(automaton.step([0, 3], ':')).toEqual([]);
    const isEverything = (shape: Shape) => new Automaton([shape]).isEverything(0);
    expect([pattern('*'), pattern('*a'), [within('run')], [SEGMENT], []].map(isEverything)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

test.each<[shapes: readonly Shape[], isPlain: boolean]>([
  [[], true],
  [[pattern('a*b*')], true],
  [[holed('a#')], true],
  [[pattern('a*'), pattern('b?')], false],
  [[[SEGMENT]], false],
  [[[within('run')]], false],
])('%j has no wildcard but stars: %j', (shapes, isPlain) => {
  expect(new Automaton(shapes).isPlain).toBe(isPlain);
});

test.each<[what: string, shape: Shape, filled: string, shortest: string]>([
  ['a pattern', pattern('a?b*'), 'azbz', 'azb'],
  ['a segment is one letter at least', [SEGMENT, text('/')], 'zz/', 'z/'],
  ['what is bounded', [within('one', ':'), within('run', ':')], 'zz', 'z'],
  ['a hole as a star', holed('a#'), 'az', 'a'],
])('filled with a letter, and with nothing for runs: %s', (_, shape, filled, shortest) => {
  expect([filledWith(shape, 'z'), filledWith(shape, 'z', '')]).toEqual([filled, shortest]);
  expect([filled, shortest].map((given) => new Automaton([shape]).matches(given))).toEqual([true, true]);
});

test.each<[what: string, shapes: readonly Shape[], other: string]>([
  ['`x` where it is free', [pattern('abc*')], 'x'],
  ['the next where it is not', [pattern('x'), pattern('*y')], 'z'],
  ['what a wildcard leaves out is named too', [[within('one', 'x')]], 'y'],
  ['and another letter where all are', [pattern('abcdefghijklmnopqrstuvwxyzàá')], 'â'],
])('a letter that none names: %s', (_, shapes, other) => {
  expect(otherLetter(...shapes.map((shape) => new Automaton([shape])))).toBe(other);
  expect(otherLetter(new Automaton(shapes))).toBe(other);
});

test('a shape is a pattern unless it has a part that only shapes have', () => {
  expect([[], pattern('a?*'), holed('#'), [SEGMENT], [text('a'), within('one')]].map(isPattern)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
