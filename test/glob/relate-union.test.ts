// Do unions of patterns stand to each other as their texts do? Against every text of a small world, and by laws beyond it.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import type { Pattern } from '../../src/glob/pattern.js';
import { covers, disjoint, equal, overlaps, type Shape, type Union } from '../../src/glob/relate.js';
import { holds } from '../support/worlds.js';
import { choices, holed, isMatch, pattern, words } from './shapes.js';

const union = (names: readonly string[]): Union => ({ anyOf: names.map(pattern) });
const isIn = ({ anyOf }: Union, given: string) => anyOf.some((shape) => match(shape as Pattern, given) === 'yes');

/** A union, and which of all texts it matches: one bit each. */
interface One {
  readonly names: readonly string[];
  readonly union: Union;
  readonly language: bigint;
}

/** Every union of at most so many of the patterns, with the texts that decide. */
function worldOf(names: readonly string[], size: number, texts: readonly string[]) {
  const languages = new Map(
    names.map((name) => {
      const isMatched = texts.map((given) => isMatch(pattern(name), given));
      return [name, isMatched.reduce((bits, isSet, at) => bits | (isSet ? 1n << BigInt(at) : 0n), 0n)];
    }),
  );
  const languageOf = (chosen: readonly string[]) =>
    chosen.reduce((bits, name) => bits | (languages.get(name) as bigint), 0n);
  const unions = choices(names, size).map(
    (chosen): One => ({ names: chosen, union: union(chosen), language: languageOf(chosen) }),
  );
  /** How long a shortest of the texts is; undefined where there is none. */
  const shortestOf = (bits: bigint): number | undefined => {
    if (bits === 0n) return undefined;
    const lowest = (bits & -bits).toString(2).length - 1;
    return texts[lowest]?.length;
  };
  const hasOnly = (witness: string, one: One, other: One) => isIn(one.union, witness) && !isIn(other.union, witness);
  return { unions, shortestOf, hasOnly };
}
type World = ReturnType<typeof worldOf>;

function isCoverRight({ shortestOf, hasOnly }: World, a: One, b: One): boolean {
  const cover = covers(a.union, b.union);
  const shortest = shortestOf(b.language & ~a.language);
  if (cover.truth !== 'no') return cover.truth === 'yes' && shortest === undefined;
  return hasOnly(cover.witness, b, a) && cover.witness.length === shortest;
}

function isOverlapRight({ shortestOf }: World, a: One, b: One): boolean {
  const [overlap, apart] = [overlaps(a.union, b.union), disjoint(a.union, b.union)];
  const shortest = shortestOf(a.language & b.language);
  if (overlap.truth !== 'yes') return overlap.truth === 'no' && apart.truth === 'yes' && shortest === undefined;
  const { witness } = overlap;
  if (apart.truth !== 'no' || !isIn(a.union, apart.witness) || !isIn(b.union, apart.witness)) return false;
  return (
    isIn(a.union, witness) &&
    isIn(b.union, witness) &&
    [witness, apart.witness].every(({ length }) => length === shortest)
  );
}

function isEqualityRight({ shortestOf, hasOnly }: World, a: One, b: One): boolean {
  const equality = equal(a.union, b.union);
  const shortest = shortestOf(a.language ^ b.language);
  if (equality.truth !== 'no') return equality.truth === 'yes' && shortest === undefined;
  const [one, other] = equality.only === 'a' ? [a, b] : [b, a];
  return hasOnly(equality.witness, one, other) && equality.witness.length === shortest;
}

describe('a small world, searched whole', () => {
  // A pattern of at most two parts asks of a text of three letters or more for its first or its last letter, no other:
  // there is a star, and one part beside it. What is between them may go but for one letter, so three are enough, for
  // shortest witnesses too. `x` stands for every letter that none names.
  // Two stars in a row are one.
  const namesOf = (letters: readonly string[], length: number) =>
    words(letters, length).filter((name) => !name.includes('**'));
  const two = worldOf(namesOf(['a', 'b', '/', '*', '?'], 2), 2, words(['a', 'b', '/', 'x'], 3));
  const triples = worldOf(namesOf(['a', '*', '?'], 2), 3, words(['a', 'x'], 3));
  // One of at most three parts asks of a text of five letters or more for some of the first two, of the last two, or
  // whether there is an `a` at all (`*a*`): of what is between, one letter is enough, an `a` if there is one.
  const three = worldOf(namesOf(['a', '*', '?'], 3), 2, words(['a', 'x'], 5));
  const atMost = ({ unions }: World, size: number) => unions.filter(({ names }) => names.length <= size);

  const WORLDS: readonly [what: string, world: World, right: readonly One[]][] = [
    ['two patterns of two parts against one', two, atMost(two, 1)],
    ['three patterns of two parts against two', triples, atMost(triples, 2)],
    ['two patterns of three parts against one', three, atMost(three, 1)],
  ];
  const wrongIn = (world: World, left: readonly One[], right: readonly One[], isRight: typeof isCoverRight) =>
    left.flatMap((a) =>
      right.filter((b) => !isRight(world, a, b)).map((b) => `${a.names.join('|')} and ${b.names.join('|')}`),
    );

  test('is what it should be', () => {
    expect(WORLDS.map(([, { unions }, right]) => [unions.length, right.length])).toEqual([
      [466, 31],
      [299, 79],
      [596, 35],
    ]);
  });

  describe.each(WORLDS)('%s', (_, world, right) => {
    test('covers: yes exactly where no text is missing, else a shortest of the second alone', () => {
      expect(wrongIn(world, world.unions, right, isCoverRight)).toEqual([]);
      expect(wrongIn(world, right, world.unions, isCoverRight)).toEqual([]);
    });

    test('overlaps, and not disjoint: exactly where a text is in both, of which a shortest is told', () => {
      expect(wrongIn(world, world.unions, right, isOverlapRight)).toEqual([]);
    });

    test('equal: exactly where they have the same texts, else a shortest of one alone, and of which', () => {
      expect(wrongIn(world, world.unions, right, isEqualityRight)).toEqual([]);
    });
  });
});

describe('laws', () => {
  const letter = fc.constantFrom('a', 'b', '/', '*', '?', '😀');
  const name = fc.array(letter, { maxLength: 6 }).map((list) => list.join(''));
  const names = fc.array(name, { maxLength: 3 });
  const isYes = ({ truth }: { readonly truth: string }) => truth === 'yes';
  /** One that matches no less: some members with a stretch starred, and perhaps another member. */
  const wider = (narrow: readonly string[]) =>
    fc
      .tuple(
        fc.tuple(...narrow.map((one) => fc.tuple(fc.boolean(), fc.nat(), fc.nat()).map((how) => starred(one, how)))),
        names,
      )
      .map(([starry, more]) => [...starry, ...more]);
  const starred = (one: string, [isStarred, from, to]: readonly [boolean, number, number]) => {
    const letters = [...one];
    const [start = 0, end = 0] = [from, to].map((at) => at % (letters.length + 1)).sort((x, y) => x - y);
    return isStarred ? [...letters.slice(0, start), '*', ...letters.slice(end)].join('') : one;
  };
  /** Unions of which the second often, the third always covers what is before it. */
  const chains = names.chain((c) =>
    fc.oneof(wider(c), names).chain((b) => wider(b).map((a) => [union(a), union(b), union(c)] as const)),
  );
  const pairs = chains.map(([, b, c]) => [b, c] as const);

  test('covers is reflexive, and a union covers each of its members and every union of them', () => {
    holds([names, fc.nat()], (list, at) => {
      const whole = union(list);
      expect(covers(whole, whole)).toEqual({ truth: 'yes' });
      for (const shape of whole.anyOf) expect(covers(whole, shape)).toEqual({ truth: 'yes' });
      expect(covers(whole, { anyOf: whole.anyOf.slice(at % (list.length + 1)) })).toEqual({ truth: 'yes' });
    });
  });

  test('what covers a second that covers a third covers the third', () => {
    let count = 0;
    holds([chains], ([a, b, c]) => {
      expect(covers(a, b)).toEqual({ truth: 'yes' });
      if (!isYes(covers(b, c))) return;
      if (c.anyOf.length > 0) count += 1;
      expect(covers(a, c)).toEqual({ truth: 'yes' });
    });
    expect(count).toBeGreaterThan(200);
  });

  test('equal exactly where each covers the other; then nothing else tells them apart', () => {
    const turned = fc.tuple(names, names).map(([one, more]): readonly [Union, Union] => {
      const all = [...one, ...more];
      return [union([...all, ...one]), union(all.toReversed())];
    });
    const seen = new Set<string>();
    holds([fc.oneof(pairs, turned), names], ([a, b], list) => {
      const equality = equal(a, b);
      seen.add(equality.truth);
      expect(equality.truth).toBe(isYes(covers(a, b)) && isYes(covers(b, a)) ? 'yes' : 'no');
      expect(equal(b, a).truth).toBe(equality.truth);
      if (!isYes(equality)) return;
      const c = union(list);
      expect(covers(a, c).truth).toBe(covers(b, c).truth);
      expect(covers(c, a).truth).toBe(covers(c, b).truth);
      expect(overlaps(a, c).truth).toBe(overlaps(b, c).truth);
    });
    expect(seen).toEqual(new Set(['yes', 'no']));
  });

  test('disjoint exactly where they do not overlap, in either order; what covers something overlaps it', () => {
    const seen = new Set<string>();
    holds([pairs], ([a, b]) => {
      const [overlap, apart] = [overlaps(a, b), disjoint(a, b)];
      seen.add(overlap.truth);
      expect(apart).toEqual(overlap.truth === 'yes' ? { truth: 'no', witness: overlap.witness } : { truth: 'yes' });
      expect([overlaps(b, a).truth, disjoint(b, a).truth]).toEqual([overlap.truth, apart.truth]);
      if (isYes(covers(a, b))) expect(overlap.truth).toBe(b.anyOf.length === 0 ? 'no' : 'yes');
    });
    expect(seen).toEqual(new Set(['yes', 'no']));
  });

  test('every witness is replayed', () => {
    holds([pairs], ([a, b]) => {
      const [cover, overlap, equality] = [covers(a, b), overlaps(a, b), equal(a, b)];
      if (cover.truth === 'no') expect([a, b].map((one) => isIn(one, cover.witness))).toEqual([false, true]);
      if (overlap.truth === 'yes') expect([a, b].map((one) => isIn(one, overlap.witness))).toEqual([true, true]);
      if (equality.truth === 'no')
        expect([a, b].map((one) => isIn(one, equality.witness))).toEqual([
          equality.only === 'a',
          equality.only === 'b',
        ]);
    });
  });

  test('a further member never loses: what was covered is, what was shared is', () => {
    holds([pairs, name], ([a, b], more) => {
      const grown = { anyOf: [...a.anyOf, pattern(more)] };
      if (isYes(covers(a, b))) expect(covers(grown, b)).toEqual({ truth: 'yes' });
      if (isYes(overlaps(a, b))) expect(overlaps(grown, b).truth).toBe('yes');
      if (!isYes(covers(b, a))) expect(covers(b, grown).truth).toBe('no');
      expect(covers(grown, a)).toEqual({ truth: 'yes' });
    });
  });

  test('order and duplicates of members change nothing, nor does a union of one', () => {
    const open = fc.array(fc.constantFrom('a', '?', '*', '#'), { maxLength: 3 }).map((list) => holed(list.join('')));
    const shapes = fc.array(fc.oneof(open, name.map(pattern)), { maxLength: 3 });
    const shuffled = shapes.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length })),
    );
    holds([shuffled, shapes], ([list, again], other) => {
      const [a, twice, b] = [{ anyOf: list }, { anyOf: again }, { anyOf: other }];
      for (const relation of [covers, overlaps, equal, disjoint]) {
        expect(relation(twice, b).truth).toBe(relation(a, b).truth);
        expect(relation(b, twice).truth).toBe(relation(b, a).truth);
        const [first] = list;
        if (list.length === 1) expect(relation(first as Shape, b)).toEqual(relation(a, b));
      }
    });
  });
});

test.each<[what: string, a: string[], b: string[], answers: [cover: object, overlap: object, equality: object]]>([
  ['nothing covers nothing', [], [], [{ truth: 'yes' }, { truth: 'no' }, { truth: 'yes' }]],
  [
    'nothing covers nothing else, not even the empty text',
    [],
    [''],
    [{ truth: 'no', witness: '' }, { truth: 'no' }, { truth: 'no', witness: '', only: 'b' }],
  ],
  [
    'everything covers nothing',
    ['*'],
    [],
    [{ truth: 'yes' }, { truth: 'no' }, { truth: 'no', witness: '', only: 'a' }],
  ],
  [
    'several cover together what none does',
    ['', '?', '??*'],
    ['*'],
    [{ truth: 'yes' }, { truth: 'yes', witness: '' }, { truth: 'yes' }],
  ],
  [
    'and fail by what lies between',
    ['', '?', '???*'],
    ['*'],
    [
      { truth: 'no', witness: 'xx' },
      { truth: 'yes', witness: '' },
      { truth: 'no', witness: 'xx', only: 'b' },
    ],
  ],
])('%s', (_, a, b, answers) => {
  const [one, other] = [union(a), union(b)];
  expect([covers(one, other), overlaps(one, other), equal(one, other)]).toEqual(answers);
});
