// Does `covers` say yes exactly where no text tells the patterns apart, and is its witness a shortest one that does?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import { type Part, type Pattern, parsePattern } from '../../src/glob/pattern.js';
import { type Cover, covers, overlaps } from '../../src/glob/relate.js';
import { inTime } from '../support/in-time.js';
import { holds } from '../support/worlds.js';
import { words } from './shapes.js';

const read = (text: string): Pattern => parsePattern(text, { wildcards: true, variables: true });

/** The oracle: letter by letter, a star tried both ways. */
function accepts([first, ...pattern]: readonly string[], text: readonly string[]): boolean {
  if (first === undefined) return text.length === 0;
  if (first === '*') return accepts(pattern, text) || (text.length > 0 && accepts([first, ...pattern], text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && accepts(pattern, text.slice(1));
}

describe('a small world, searched whole', () => {
  // A shortest text that tells two patterns of three letters apart has at most five: `x` stands for what neither names.
  const TEXTS = words(['a', 'b', '/', 'x'], 5);
  const spread = TEXTS.map((text) => [...text]);
  const languageOf = (pattern: string): Uint8Array =>
    Uint8Array.from(spread, (letters) => (accepts([...pattern], letters) ? 1 : 0));
  const NAMES = words(['a', 'b', '/', '*', '?'], 3);
  const world = NAMES.map((name) => ({ name, pattern: read(name), language: languageOf(name) }));
  type One = (typeof world)[number];

  /** The first text, hence a shortest, of `b` alone. */
  function firstOfBAlone(a: One, b: One): string | undefined {
    const at = b.language.findIndex((isIn, index) => isIn === 1 && a.language[index] === 0);
    return TEXTS[at];
  }

  const wrongIn = (judge: (a: One, b: One) => unknown) =>
    world.flatMap((a) => world.flatMap((b) => (judge(a, b) ? [`${a.name} over ${b.name}`] : [])));

  test('is what it should be', () => {
    expect([world.length, TEXTS.length]).toEqual([156, 1365]);
  });

  test('yes exactly where no text of the second is missing in the first, and never unknown', () => {
    const wrong = wrongIn((a, b) => {
      const isCovered = firstOfBAlone(a, b) === undefined;
      return covers(a.pattern, b.pattern).truth !== (isCovered ? 'yes' : 'no');
    });
    expect(wrong).toEqual([]);
  });

  test('every witness is matched by the second and not by the first, and is as short as any', () => {
    let witnesses = 0;
    const wrong = wrongIn((a, b) => {
      const cover = covers(a.pattern, b.pattern);
      if (cover.truth !== 'no') return false;
      witnesses += 1;
      const { witness } = cover;
      const replayed = match(b.pattern, witness) === 'yes' && match(a.pattern, witness) === 'no';
      return !replayed || witness.length !== firstOfBAlone(a, b)?.length;
    });
    expect(wrong).toEqual([]);
    expect(witnesses).toBeGreaterThan(20_000);
  });

  test('where one covers another, they overlap, and a shortest text of the second is the witness', () => {
    const wrong = wrongIn((a, b) => {
      if (covers(a.pattern, b.pattern).truth !== 'yes') return false;
      const overlap = overlaps(a.pattern, b.pattern);
      return overlap.truth !== 'yes' || overlap.witness.length !== TEXTS[b.language.indexOf(1)]?.length;
    });
    expect(wrong).toEqual([]);
  });

  test('they overlap exactly where a text is in both; the witness is matched by both, and as short as any', () => {
    const wrong = wrongIn((a, b) => {
      const overlap = overlaps(a.pattern, b.pattern);
      const shared = TEXTS[a.language.findIndex((isIn, at) => isIn === 1 && b.language[at] === 1)];
      if (overlap.truth !== 'yes') return overlap.truth !== 'no' || shared !== undefined;
      const { witness } = overlap;
      const replayed = match(a.pattern, witness) === 'yes' && match(b.pattern, witness) === 'yes';
      return !replayed || witness.length !== shared?.length;
    });
    expect(wrong).toEqual([]);
  });

  test('what covers a second that covers a third covers the third', () => {
    const above = world.map((a) => world.map((b) => covers(a.pattern, b.pattern).truth === 'yes'));
    const wrong = world.flatMap((a, i) =>
      world.flatMap((b, j) =>
        above[i]?.[j]
          ? world.filter((_, k) => above[j]?.[k] && !above[i]?.[k]).map((c) => [a.name, b.name, c.name])
          : [],
      ),
    );
    expect(wrong).toEqual([]);
  });
});

test('four letters over one, searched whole: yes exactly where no text of up to nine tells them apart', () => {
  const texts = words(['a', 'x'], 9).map((text) => [...text]);
  const names = words(['a', '*', '?'], 4);
  const languages = names.map((name) => texts.map((text) => accepts([...name], text)));
  const wrong = names.flatMap((a, i) =>
    names.filter((b, j) => {
      const at = texts.findIndex((_, index) => languages[j]?.[index] && !languages[i]?.[index]);
      const cover = covers(read(a), read(b));
      return cover.truth === 'no' ? cover.witness.length !== texts[at]?.length : at !== -1 || cover.truth !== 'yes';
    }),
  );
  expect(wrong).toEqual([]);
});

describe('beyond it', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '/', '*', '?', '😀', 'é'), { maxLength: 14 });
  const pattern = letters.map((list) => list.join(''));

  test('every pattern covers itself, also cut into other parts, and a star covers it', () => {
    holds([pattern, fc.nat()], (text, at) => {
      const points = [...text];
      const cut = at % (points.length + 1);
      const parts = [...read(points.slice(0, cut).join('')), ...read(points.slice(cut).join(''))];
      expect(covers(parts, read(text))).toEqual({ truth: 'yes' });
      expect(covers(read(text), parts)).toEqual({ truth: 'yes' });
      expect(covers(read('*'), parts)).toEqual({ truth: 'yes' });
    });
  });

  test('a witness is replayed by the matcher', () => {
    const seen = new Set<string>();
    holds([pattern, pattern], (a, b) => {
      const cover = covers(read(a), read(b));
      seen.add(cover.truth);
      if (cover.truth === 'no')
        expect([match(read(b), cover.witness), match(read(a), cover.witness)]).toEqual(['yes', 'no']);
      else expect(cover).toEqual({ truth: 'yes' });
    });
    expect(seen).toEqual(new Set(['yes', 'no']));
  });

  test('a pattern of which a stretch becomes a star, or a letter a `?`, covers the one it was', () => {
    holds([letters, fc.nat(), fc.nat()], (list, from, to) => {
      const [start = 0, end = 0] = [from, to].map((at) => at % (list.length + 1)).sort((x, y) => x - y);
      const starred = [...list.slice(0, start), '*', ...list.slice(end)].join('');
      const asked = list.map((letter, at) => (at === start && letter !== '*' ? '?' : letter)).join('');
      expect(covers(read(starred), read(list.join('')))).toEqual({ truth: 'yes' });
      expect(covers(read(asked), read(list.join('')))).toEqual({ truth: 'yes' });
    });
  });
});

test.each<[a: string, b: string, answer: 'yes' | string]>([
  ['*/*', '*/GET/pets', 'yes'],
  ['*/*', '*/*/*', 'yes'],
  ['*/*/*', '*/*', '/'],
  ['*', 'authorizers/abc123', 'yes'],
  ['*/GET/*', '*/GET/pets', 'yes'],
  ['*/GET/*', '*/GET/', 'yes'],
  ['*/GET/*', 'prod/GET/pets/*', 'yes'],
  ['*/GET/*', '*/*/GET/*', 'yes'],
  ['*/GET/*', '*/*/*', '//'],
  ['*/GET', '*/GET/', '/GET/'],
  ['*/GET/pets/*', '*/GET/pets', '/GET/pets'],
  ['*/GET/pets/*', '*/GET/pets/{petId}', 'yes'],
  ['*/GET/pets/{petId}', '*/GET/pets/*', '/GET/pets/'],
  ['prod/*', '*/GET/pets', '/GET/pets'],
  ['*/GET/pets', 'prod/*/pets', 'prod//pets'],
  ['*/*/pets', 'prod/GET/a/pets', 'yes'],
  ['*/$default', '$default/$default', 'yes'],
  ['*/*/$default', '$default/$default', '$default/$default'],
  ['*$connect', '*/$connect', 'yes'],
  ['*/$connect', '*$connect', '$connect'],
  ['???/GET/*', 'dev/GET/*', 'yes'],
  ['???/GET/*', 'prod/GET/*', 'prod/GET/'],
  ['${*}/GET/pets', '*/GET/pets', '/GET/pets'],
  ['*/GET/pets', '${*}/GET/pets', 'yes'],
])('the suffix `%s` over `%s`: %s', (a, b, answer) => {
  expect(covers(read(a), read(b))).toEqual(answer === 'yes' ? { truth: 'yes' } : { truth: 'no', witness: answer });
});

test.each<[what: string, a: string, b: string, answer: Cover]>([
  ['`?` is one code point', '?', '😀', { truth: 'yes' }],
  ['and two are not one', '??', '😀', { truth: 'no', witness: '😀' }],
  ['one is not two', '?', '??', { truth: 'no', witness: 'xx' }],
  ['a letter of two units is in the witness whole', 'a*', '😀*', { truth: 'no', witness: '😀' }],
  ['code points of one half in common differ', '\u{1f600}', '\u{1f601}', { truth: 'no', witness: '\u{1f601}' }],
  ['what neither names is named by neither', '*x*', '?', { truth: 'no', witness: 'y' }],
])('%s', (_, a, b, answer) => {
  expect(covers(read(a), read(b))).toEqual(answer);
});

describe('holes and variables', () => {
  const HOLE: Part = { kind: 'hole', name: 'MyApi' };
  const VARIABLE: Part = { kind: 'variable', key: 'aws:username' };
  const OTHER: Part = { kind: 'hole', name: 'Other' };
  const withParts = (text: string, stand: Part, other: Part = OTHER): Pattern =>
    [...text].flatMap((letter) => (letter === '#' ? [stand] : letter === '%' ? [other] : read(letter)));
  const VALUES = words(['a', 'b', '*', '?'], 2);
  const NAMES = words(['a', '*', '?', '#'], 3);
  const isOpen = (name: string) => name.includes('#');
  const pairs = NAMES.flatMap((a) => NAMES.filter((b) => isOpen(a) || isOpen(b)).map((b) => [a, b] as const));

  test.each([
    ['a hole', HOLE],
    ['a variable', VARIABLE],
  ] as const)('what holds of %s holds whatever its value', (_, stand) => {
    let definite = 0;
    const wrong = pairs.filter(([a, b]) => {
      const cover = covers(withParts(a, stand), withParts(b, stand));
      if (cover.truth === 'unknown') return false;
      definite += 1;
      return VALUES.some((text) => {
        const [one, other] = [a, b].map((name) => withParts(name, { kind: 'text', text })) as [Pattern, Pattern];
        return cover.truth === 'yes'
          ? covers(one, other).truth !== 'yes'
          : match(other, cover.witness) !== 'yes' || match(one, cover.witness) !== 'no';
      });
    });
    expect(wrong).toEqual([]);
    expect(definite).toBeGreaterThan(500);
  });

  test('where a star in its place decides it, it is decided', () => {
    const starred = (name: string) => read(name.replaceAll('#', '*'));
    const wrong = pairs.filter(([a, b]) => {
      if (isOpen(a) && isOpen(b)) return false;
      const { truth } = covers(starred(a), starred(b));
      const expected = truth === (isOpen(a) ? 'no' : 'yes') ? truth : 'unknown';
      return covers(withParts(a, HOLE), withParts(b, HOLE)).truth !== expected;
    });
    expect(wrong).toEqual([]);
  });

  test.each<[what: string, a: string, b: string, truth: Cover['truth']]>([
    ['a hole equals itself', '#/*/GET/pets', '#/*/GET/pets', 'yes'],
    ['two holes may differ', '#/*', '%/*', 'unknown'],
    ['a star covers a hole', '*/*', '#/GET/pets', 'yes'],
    ['a text covers a hole if that is its value', 'a1b2c3d4e5/*', '#/*', 'unknown'],
    ['a hole covers a text if that is its value', '#/*', 'a1b2c3d4e5/*', 'unknown'],
    ['no hole helps where the rest differs', '#/GET', 'a1b2c3d4e5/POST', 'no'],
  ])('%s', (_, a, b, truth) => {
    expect(covers(withParts(a, HOLE), withParts(b, HOLE)).truth).toBe(truth);
  });

  test.each<[what: string, part: Part, text: string]>([
    ['a hole is not the text that it is shown as', HOLE, '<MyApi>'],
    ['a variable is not the text that is written alike', VARIABLE, '${aws:username}'],
  ])('%s', (_, part, text) => {
    expect(covers([part], [{ kind: 'text', text }]).truth).toBe('unknown');
    expect(covers([{ kind: 'text', text }], [part]).truth).toBe('unknown');
  });
});

describe('an adversary', () => {
  const LETTERS = 'abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

  test.each<[what: string, a: string, b: string]>([
    ['30 `?` after a star', `*a${'?'.repeat(30)}`, '*a*b*c'],
    ['30 `?` on either side', `*a${'?'.repeat(30)}*`, `*a*b*c*${'?'.repeat(40)}`],
    ['300 `?` and one more', `*a${'?'.repeat(300)}`, `*a${'?'.repeat(301)}`],
    ['300 `?` against many letters', `*a${'?'.repeat(300)}b`, `*${LETTERS}`.repeat(10)],
    ['5,000 `?`', `*a${'?'.repeat(5000)}b`, `*a*b${'?'.repeat(5000)}*`],
    ['stars and `?` in turn', `*a*${'b?'.repeat(20)}`, '*a*b?'.repeat(10)],
    ['30 stars between many letters', `*${LETTERS}`.repeat(30), `*${LETTERS}`.repeat(31)],
    ['1,000 stars between `?`', `*${'?*'.repeat(1000)}a`, `*${'a?*'.repeat(1000)}`],
  ])('%s: answered in time', (_, a, b) => {
    const cover = inTime(() => covers(read(a), read(b)));
    if (cover.truth === 'no')
      expect([match(read(b), cover.witness), match(read(a), cover.witness)]).toEqual(['yes', 'no']);
    else expect(['yes', 'unknown']).toContain(cover.truth);
  });

  test('is not found out at any cost: the search is given up, and says so', () => {
    expect(covers(read(`*a${'?'.repeat(30)}*`), read(`*a*b*c*${'?'.repeat(40)}`))).toEqual({ truth: 'unknown' });
  });

  const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
  test.each([
    '/pets/*',
    '/orgs/*/teams/*',
    '/orgs/*/teams/*/users/*',
    '/orgs/*/teams/*/users/*/roles/*',
  ])('is no route with parameters, which is decided: %s', (path) => {
    for (const [wide, narrow] of [
      ['*/GET', 'prod/GET'],
      ['*/*', 'prod/*'],
    ]) {
      const [a, b] = [wide, narrow].map((begin) => read(`${HEAD}/${begin}${path}`)) as [Pattern, Pattern];
      expect([covers(a, b).truth, covers(b, a).truth]).toEqual(['yes', 'no']);
    }
  });
});
