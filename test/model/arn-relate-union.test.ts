// How do many ARN patterns stand to one, and to each other? In a small world, and a hundred as real functions have them.

import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import { type Arn, parseArn, splitArn } from '../../src/model/arn.js';
import { coversArn, disjointArn, equalArn, overlapsArn } from '../../src/model/arn-relate.js';
import { holds } from '../support/worlds.js';

const COMPONENTS = ['partition', 'service', 'region', 'account', 'resource'] as const;

function read(text: string): Arn {
  const arn = parseArn(text);
  if (arn === undefined) throw new Error(`no ARN: ${text}`);
  return arn;
}

/** Whether one of the patterns matches the ARN, component by component. */
function isIn(patterns: readonly Arn[], arn: string): boolean {
  const parts = splitArn(arn);
  return (
    parts !== undefined &&
    patterns.some((pattern) => COMPONENTS.every((name) => match(pattern[name], parts[name]) === 'yes'))
  );
}

/** The four answers, each consistent with the others, and each witness replayed. */
function answersOf(a: readonly Arn[], b: readonly Arn[]): string {
  const [cover, under] = [coversArn(a, b), coversArn(b, a)];
  if (cover.truth === 'no') expect([isIn(a, cover.witness), isIn(b, cover.witness)]).toEqual([false, true]);
  const overlap = overlapsArn(a, b);
  if (overlap.truth === 'yes') expect([isIn(a, overlap.witness), isIn(b, overlap.witness)]).toEqual([true, true]);
  expect(disjointArn(a, b)).toEqual(
    overlap.truth === 'yes'
      ? { truth: 'no', witness: overlap.witness }
      : { truth: overlap.truth === 'no' ? 'yes' : 'unknown' },
  );
  const equality = equalArn(a, b);
  if (equality.truth === 'no') {
    const isInA = equality.only === 'a';
    expect([isIn(a, equality.witness), isIn(b, equality.witness)]).toEqual([isInA, !isInA]);
    expect(isInA ? under.truth : cover.truth).toBe('no');
  }
  expect(equality.truth === 'yes').toBe(cover.truth === 'yes' && under.truth === 'yes');
  return [cover, overlap, equality].map(({ truth }) => truth).join(' ');
}

describe('a small world, searched whole', () => {
  // Two components vary, and one has a star that takes a colon, the other one that does not.
  const REGIONS = ['a', '?', '*', ''];
  const RESOURCES = ['a', '*', 'a:*', '*:?'];
  const names = REGIONS.flatMap((region) => RESOURCES.map((resource) => `arn:p:s:${region}::${resource}`));
  // These regions tell no letters apart behind the first, so two are enough; these resources ask for the first two
  // letters and the last two, so four are. `x` stands for every letter that none names.
  const texts = (letters: readonly string[], length: number): string[] =>
    length === 0 ? [''] : ['', ...texts(letters, length - 1).flatMap((rest) => letters.map((letter) => letter + rest))];
  const arns = texts(['a', 'x'], 2)
    .flatMap((region) => texts(['a', ':', 'x'], 4).map((resource) => `arn:p:s:${region}::${resource}`))
    .sort((one, other) => one.length - other.length);
  const unions = names.flatMap((one, at) => names.slice(at).map((two) => [...new Set([one, two])]));
  const worldOf = (chosen: readonly string[]) => {
    const patterns = chosen.map(read);
    return { patterns, name: chosen.join(' | '), matched: arns.map((arn) => isIn(patterns, arn)) };
  };
  const world = unions.map(worldOf);

  test('every answer is what its ARNs tell, and every witness as short as any', () => {
    const wrong = world.flatMap((a) =>
      world.flatMap((b) => {
        const shortestOf = (isWanted: (inA: boolean, inB: boolean) => boolean) =>
          arns.find((_, at) => isWanted(a.matched[at] as boolean, b.matched[at] as boolean))?.length;
        const cover = coversArn(a.patterns, b.patterns);
        const overlap = overlapsArn(a.patterns, b.patterns);
        const told = [
          cover.truth === 'no' ? cover.witness.length : cover.truth === 'yes' ? undefined : 'unknown',
          overlap.truth === 'yes' ? overlap.witness.length : overlap.truth === 'no' ? undefined : 'unknown',
        ];
        const wanted = [shortestOf((inA, inB) => inB && !inA), shortestOf((inA, inB) => inA && inB)];
        return told.join() === wanted.join() ? [] : [`${a.name} and ${b.name}: ${told}, not ${wanted}`];
      }),
    );
    expect(world.length).toBe(136);
    expect(wrong).toEqual([]);
  });

  test('all answers agree with each other, and every witness is replayed', () => {
    const list = fc.array(fc.constantFrom(...names), { maxLength: 4 }).map((chosen) => chosen.map(read));
    const seen = new Set<string>();
    holds([list, list], (a, b) => {
      seen.add(answersOf(a, b));
      const whole = coversArn([...a, ...b], b);
      expect(whole).toEqual({ truth: 'yes' });
      expect(equalArn([...a, ...b], [...b, ...a, ...b])).toEqual({ truth: 'yes' });
    });
    expect(seen.size).toBe(6);
  });
});

test.each<[what: string, a: string[], b: string[], answers: string]>([
  ['nothing and nothing', [], [], 'yes no yes'],
  ['nothing and something', [], ['arn:a:b:c:d:e'], 'no no no'],
  ['two regions cover both, not a third', ['arn:a:b:1:d:*', 'arn:a:b:2:d:*'], ['arn:a:b:?:d:e'], 'no yes no'],
  ['no ARN covers alone', ['arn:a:b:c:d:', 'arn:a:b:c:d:?*'], ['arn:a:b:c:d:*'], 'yes yes yes'],
  ['nor in a component', ['arn:a:b::d:e', 'arn:a:b:?*:d:e'], ['arn:a:b:*:d:e'], 'yes yes yes'],
  ['each alone in one component', ['arn:a:b:1:*:e', 'arn:a:b:*:2:e'], ['arn:a:b:*:*:e'], 'no yes no'],
])('%s', (_, a, b, answers) => {
  expect(answersOf(a.map(read), b.map(read))).toBe(answers);
});

describe('a hundred source ARNs of one function', () => {
  const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
  const WORDS = ['pets', 'orders', 'users', 'carts', 'items', 'stock', 'bills', 'teams', 'roles', 'tags'];
  const METHODS = ['GET', 'POST', 'PUT', 'DELETE', '*'];
  /** Routes of all kinds; no two that are alike, none that covers all. */
  const hundred = Array.from({ length: 100 }, (_, at) => {
    const [stage, method] = [['*', 'prod', 'dev', '????', 'v?'][at % 5], METHODS[Math.floor(at / 5) % 5]];
    const word = WORDS[Math.floor(at / 10)];
    const path = [`${word}${at}`, `${word}/*`, `${word}/*/items/*`, `${word}/?${at}`][at % 4];
    return `${HEAD}a1b2c3d4e5/${stage}/${method}/${path}`;
  });
  const patterns = hundred.map(read);
  const ten = (change: (arn: string) => string) => hundred.slice(40, 50).map(change);

  test('are a hundred', () => {
    expect(new Set(hundred).size).toBe(100);
    expect(hundred[24]).toBe(`${HEAD}a1b2c3d4e5/v?/*/users24`);
    expect(hundred[27]).toBe(`${HEAD}a1b2c3d4e5/dev/GET/users/?27`);
  });

  let start: number;
  beforeAll(() => {
    start = performance.now();
  });

  test.each<[what: string, other: readonly string[], answers: string]>([
    ['themselves', hundred, 'yes yes yes'],
    ['all but the one that no other covers', hundred.toSpliced(24, 1), 'yes yes no'],
    ['all and another', [...hundred, `${HEAD}a1b2c3d4e5/*/GET/pets7`], 'no yes no'],
    ['one of them', [hundred[42] as string], 'yes yes no'],
    ['a call that one matches', [`${HEAD}a1b2c3d4e5/v1/PATCH/users24`], 'yes yes no'],
    ['a call that none matches', [`${HEAD}a1b2c3d4e5/dev/PATCH/users`], 'no no no'],
    ['another stage', [`${HEAD}a1b2c3d4e5/qa/GET/nothing`], 'no no no'],
    ['every call of the API', [`${HEAD}a1b2c3d4e5/*`], 'no yes no'],
    ['every call of every API', ['arn:*:*:*:*:*'], 'no yes no'],
    ['every call of another API', [`${HEAD}f6g7h8i9j0/*`], 'no no no'],
    ['ten of them in another region', ten((arn) => arn.replace('us-east-2', 'eu-west-1')), 'no no no'],
    ['ten of them in any region', ten((arn) => arn.replace('us-east-2', '*')), 'no yes no'],
    ['ten of them with `?` for a letter of the API', ten((arn) => arn.replace('b2c3', 'b2?3')), 'no yes no'],
    ['ten of them for stages that begin with a `p`', ten((arn) => arn.replace('/*/', '/p*/')), 'yes yes no'],
  ])('and %s', (_, other, answers) => {
    expect(answersOf(patterns, other.map(read))).toBe(answers);
  });

  test('are told apart in time; the bound is against hanging', () => {
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  test('stages one by one cover a stage of so many letters only together', () => {
    const stages = Array.from({ length: 100 }, (_, at) => read(`${HEAD}a1b2c3d4e5/${'?'.repeat(at)}/GET/pets`));
    const rest = read(`${HEAD}a1b2c3d4e5/${'?'.repeat(100)}*/GET/pets`);
    const whole = [read(`${HEAD}a1b2c3d4e5/*/GET/pets`)];
    expect(answersOf([...stages, rest], whole)).toBe('yes yes yes');
    const others = [...stages.slice(1), rest];
    expect(answersOf(others, whole)).toBe('no yes no');
    expect(equalArn(others, whole)).toEqual({ truth: 'no', witness: `${HEAD}a1b2c3d4e5//GET/pets`, only: 'b' });
  });
});
