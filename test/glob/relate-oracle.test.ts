// Do the relations answer as another library of automata does? Random patterns, shapes and unions against `refa`.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Char,
  CharSet,
  type Concatenation,
  DFA,
  type Element,
  isDisjointWith,
  NFA,
  type NoParent,
  type TransitionIterable,
} from 'refa';
import { covers, disjoint, equal, overlaps, type Shape, type Union } from '../../src/glob/relate.js';
import { holds } from '../support/worlds.js';
import { ONE, pattern, RUN, SEGMENT, text, within } from './shapes.js';

// The oracle works on all of Unicode: complements hold every letter that nobody names.
const MAX = 0x10ffff as Char;
const options = { maxCharacter: MAX };
const codesOf = (word: string) => Array.from(word, (letter) => letter.codePointAt(0) as Char);
const anyBut = (letters: string) => CharSet.fromCharacters(MAX, codesOf(letters)).negate();

const one = (characters: CharSet): NoParent<Element> => ({ type: 'CharacterClass', characters });
const repeated = (characters: CharSet, min: number): NoParent<Element> => ({
  type: 'Quantifier',
  alternatives: [{ type: 'Concatenation', elements: [one(characters)] }],
  lazy: false,
  min,
  max: Number.POSITIVE_INFINITY,
});

function elementsOf(item: Shape[number]): readonly NoParent<Element>[] {
  switch (item.kind) {
    case 'text':
      return codesOf(item.text).map((code) => one(CharSet.fromCharacter(MAX, code)));
    case 'one':
      return [one(CharSet.all(MAX))];
    case 'run':
      return [repeated(CharSet.all(MAX), 0)];
    case 'segment':
      return [repeated(anyBut('/'), 1)];
    case 'bounded':
      return [item.of === 'one' ? one(anyBut(item.separator)) : repeated(anyBut(item.separator), 0)];
    default:
      throw new Error(`no oracle for a ${item.kind}`);
  }
}

/** What refa makes of a union. */
class Oracle {
  readonly nfa: NFA;
  readonly complement: DFA;

  constructor({ anyOf }: Union) {
    const alternatives = anyOf.map(
      (shape): NoParent<Concatenation> => ({ type: 'Concatenation', elements: shape.flatMap(elementsOf) }),
    );
    this.nfa = NFA.fromRegex(alternatives, options);
    this.complement = DFA.fromFA(this.nfa);
    this.complement.complement();
  }

  has(word: string): boolean {
    return this.nfa.test(codesOf(word));
  }
}

/** How long a shortest text of both is; undefined where there is none. */
function shortestOfBoth<A>(a: TransitionIterable<A>, b: NFA): number | undefined {
  if (isDisjointWith(a, b)) return undefined;
  for (const word of DFA.fromIntersection(a, b).wordSets()) return word.length;
  throw new Error('the oracle contradicts itself');
}

const lengthOf = (word: string) => [...word].length;

/** Judges all four relations of two unions; tells which answers there were. */
function judge(a: Union, b: Union): readonly string[] {
  const [left, right] = [new Oracle(a), new Oracle(b)];
  const shared = shortestOfBoth(left.nfa, right.nfa);
  const inB = shortestOfBoth(left.complement, right.nfa);
  const inA = shortestOfBoth(right.complement, left.nfa);

  const overlap = overlaps(a, b);
  expect(overlap.truth).toBe(shared === undefined ? 'no' : 'yes');
  if (overlap.truth === 'yes') {
    expect([left.has(overlap.witness), right.has(overlap.witness)]).toEqual([true, true]);
    expect(lengthOf(overlap.witness)).toBe(shared);
  }
  expect(disjoint(a, b)).toEqual(
    overlap.truth === 'yes' ? { truth: 'no', witness: overlap.witness } : { truth: 'yes' },
  );

  const cover = covers(a, b);
  expect(cover.truth).toBe(inB === undefined ? 'yes' : 'no');
  if (cover.truth === 'no') {
    expect([left.has(cover.witness), right.has(cover.witness)]).toEqual([false, true]);
    expect(lengthOf(cover.witness)).toBe(inB);
  }

  const equality = equal(a, b);
  expect(equality.truth).toBe(inA === undefined && inB === undefined ? 'yes' : 'no');
  if (equality.truth === 'no') {
    const isInA = equality.only === 'a';
    expect([left.has(equality.witness), right.has(equality.witness)]).toEqual([isInA, !isInA]);
    expect(lengthOf(equality.witness)).toBe(Math.min(inA ?? Number.POSITIVE_INFINITY, inB ?? Number.POSITIVE_INFINITY));
  }
  return [`cover ${cover.truth}`, `overlap ${overlap.truth}`, `equal ${equality.truth}`];
}

describe('as refa answers', () => {
  const LETTERS = ['a', 'b', '/'].map(text);
  const PLAIN = [...LETTERS, RUN, ONE];
  const ALL = [...PLAIN, SEGMENT, within('one'), within('run'), within('run', 'a'), text('é')];
  const shapesOf = (items: readonly Shape[number][], maxLength: number) =>
    fc.array(fc.constantFrom(...items), { maxLength });
  const unionsOf = (shape: fc.Arbitrary<Shape>, most: number): fc.Arbitrary<Union> =>
    fc.record({ anyOf: fc.array(shape, { maxLength: most }) });
  /** Two at random, or two with members in common, some of them wider. */
  const pairsOf = (items: readonly Shape[number][], maxLength: number, most: number) => {
    const [shape, wild] = [shapesOf(items, maxLength), fc.constantFrom(...items.filter(({ kind }) => kind !== 'text'))];
    const related = fc
      .tuple(fc.array(shape, { minLength: 1, maxLength: most }), fc.nat(), wild)
      .map(([members, at, item]): readonly [Union, Union] => {
        const widened = members.map((one, index) => one.map((was, where) => (where === (at + index) % 5 ? item : was)));
        return [{ anyOf: widened }, { anyOf: members.toReversed() }];
      });
    return fc.oneof(fc.tuple(unionsOf(shape, most), unionsOf(shape, most)), related);
  };

  test.each([
    ['single patterns', pairsOf(PLAIN, 6, 1), 1500],
    ['unions of patterns', pairsOf(PLAIN, 4, 3), 1500],
    ['single shapes', pairsOf(ALL, 5, 1), 1500],
    ['unions of shapes', pairsOf(ALL, 4, 3), 1500],
    ['larger unions of short patterns', pairsOf(PLAIN, 2, 6), 500],
  ])('%s', (_, pairs, runs) => {
    const seen = new Map<string, number>();
    holds(
      [pairs],
      ([a, b]) => {
        for (const answer of judge(a, b)) seen.set(answer, (seen.get(answer) ?? 0) + 1);
      },
      runs,
    );
    expect([...seen.keys()].sort()).toEqual([
      'cover no',
      'cover yes',
      'equal no',
      'equal yes',
      'overlap no',
      'overlap yes',
    ]);
    expect(Math.min(...seen.values())).toBeGreaterThan(runs / 50);
  });
});

describe('parts that only shapes have', () => {
  test.each<[what: string, a: Shape, b: Shape]>([
    ['a segment, and a letter on this side of a slash with a run', [SEGMENT], [within('one'), within('run')]],
    ['the same turned', [SEGMENT], [within('run'), within('one')]],
    ['a star, and a run beside a slash and a star', [RUN], [within('run'), text('/'), RUN]],
    ['two bounded runs, and one', [within('run'), within('run')], [within('run')]],
    ['runs on their sides of different separators', [within('run'), within('run', 'a')], [RUN]],
    ['a bounded letter and its separator', [within('one', 'a')], [text('a')]],
    ['an ARN of colons', [within('run', ':'), text(':'), within('run', ':')], [...pattern('*:*')]],
  ])('%s', (_, a, b) => {
    judge({ anyOf: [a] }, { anyOf: [b] });
    judge({ anyOf: [b] }, { anyOf: [a] });
    judge({ anyOf: [a, b] }, { anyOf: [b] });
  });
});
