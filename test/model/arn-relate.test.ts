// Does one ARN pattern cover or overlap another exactly where each of its components does, and is the witness a whole ARN?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import type { Part } from '../../src/glob/pattern.js';
import { type Cover, covers, type Overlap, overlaps } from '../../src/glob/relate.js';
import { type Arn, mapArn, parseArn, sampleArn, splitArn } from '../../src/model/arn.js';
import { coversArn, disjointArn, equalArn, overlapsArn } from '../../src/model/arn-relate.js';
import { holds } from '../support/worlds.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
const COMPONENTS = ['partition', 'service', 'region', 'account', 'resource'] as const;

function read(text: string): Arn {
  const arn = parseArn(text);
  if (arn === undefined) throw new Error(`no ARN: ${text}`);
  return arn;
}

/** Whether the pattern matches the ARN, component by component. */
function isMatch(pattern: Arn, arn: string): boolean {
  const parts = splitArn(arn);
  return parts !== undefined && COMPONENTS.every((name) => match(pattern[name], parts[name]) === 'yes');
}

/** The ARN with holes where `#` stands. */
const open = (text: string): Arn =>
  mapArn(read(text), (component) =>
    component.flatMap((part): readonly Part[] =>
      part.kind !== 'text'
        ? [part]
        : part.text
            .split('#')
            .flatMap((piece, index) => [
              ...(index === 0 ? [] : [{ kind: 'hole', name: 'MyApi' } as const]),
              ...(piece === '' ? [] : [{ kind: 'text', text: piece } as const]),
            ]),
    ),
  ) as Arn;

describe('component by component', () => {
  test.each<[what: string, a: string, b: string, cover: Cover]>([
    ['an ARN covers itself', `${HEAD}a1b2c3d4e5/*/GET/pets`, `${HEAD}a1b2c3d4e5/*/GET/pets`, { truth: 'yes' }],
    ['a wider suffix covers', `${HEAD}a1b2c3d4e5/*`, `${HEAD}a1b2c3d4e5/*/GET/pets`, { truth: 'yes' }],
    [
      'a narrower suffix does not, and the witness has it',
      `${HEAD}a1b2c3d4e5/*/GET/*`,
      `${HEAD}a1b2c3d4e5/*/*/*`,
      { truth: 'no', witness: `${HEAD}a1b2c3d4e5///` },
    ],
    [
      'another region does not, and is in the witness',
      `${HEAD}*`,
      'arn:aws:execute-api:us-east-1:111122223333:*',
      { truth: 'no', witness: 'arn:aws:execute-api:us-east-1:111122223333:' },
    ],
    [
      'another account does not',
      `${HEAD}*`,
      'arn:aws:execute-api:us-east-2:444455556666:*',
      { truth: 'no', witness: 'arn:aws:execute-api:us-east-2:444455556666:' },
    ],
    [
      'another service does not',
      `${HEAD}*`,
      'arn:aws:events:us-east-2:111122223333:*',
      { truth: 'no', witness: 'arn:aws:events:us-east-2:111122223333:' },
    ],
    [
      'another partition does not',
      `${HEAD}*`,
      'arn:aws-cn:execute-api:us-east-2:111122223333:*',
      { truth: 'no', witness: 'arn:aws-cn:execute-api:us-east-2:111122223333:' },
    ],
    [
      'all that differs is in the witness',
      `${HEAD}a`,
      'arn:aws-cn:execute-api:us-east-1:111122223333:b',
      { truth: 'no', witness: 'arn:aws-cn:execute-api:us-east-1:111122223333:b' },
    ],
    ['stars in every component cover every ARN', 'arn:*:*:*:*:*', `${HEAD}a1b2c3d4e5/prod/GET/a:b`, { truth: 'yes' }],
    [
      'an empty component is covered by a star',
      'arn:aws:execute-api:*:*:*',
      'arn:aws:execute-api:::a',
      { truth: 'yes' },
    ],
    [
      'and by nothing else',
      `${HEAD}*`,
      'arn:aws:execute-api:us-east-2::*',
      { truth: 'no', witness: 'arn:aws:execute-api:us-east-2::' },
    ],
    ['a resource may have colons', `${HEAD}a*z`, `${HEAD}a:b:z`, { truth: 'yes' }],
    [
      'a star of another component takes none',
      'arn:aws:execute-api:*:b:z',
      'arn:aws:execute-api:a:b:b:z',
      { truth: 'no', witness: 'arn:aws:execute-api:a:b:b:z' },
    ],
  ])('%s', (_, a, b, cover) => {
    expect(coversArn(read(a), read(b))).toEqual(cover);
  });

  test.each<[what: string, a: string, b: string, truth: Cover['truth']]>([
    ['two ARNs with the same hole are alike', `${HEAD}#/*`, `${HEAD}#/*`, 'yes'],
    ['a star covers a hole', `${HEAD}*/GET/pets`, `${HEAD}#/GET/pets`, 'yes'],
    ['a hole may be another API', `${HEAD}#/*`, `${HEAD}a1b2c3d4e5/*`, 'unknown'],
    [
      'an account that differs settles it',
      `${HEAD}#/*`,
      'arn:aws:execute-api:us-east-2:444455556666:a1b2c3d4e5/*',
      'no',
    ],
    [
      'but not where the second has a hole: no ARN of it can be told',
      `${HEAD}#/*`,
      'arn:aws:execute-api:us-east-2:444455556666:#/*',
      'unknown',
    ],
    ['an unknown region leaves it open', 'arn:aws:execute-api:#:111122223333:*', `${HEAD}*`, 'unknown'],
    [
      'what differs behind an unknown settles it as well',
      'arn:aws:execute-api:#:111122223333:a1b2c3d4e5/*',
      `${HEAD}f6g7h8i9j0/*`,
      'no',
    ],
  ])('%s', (_, a, b, truth) => {
    expect(coversArn(open(a), open(b)).truth).toBe(truth);
  });
});

describe('what is shared', () => {
  test.each<[what: string, a: string, b: string, overlap: Overlap]>([
    [
      'a stage and a method',
      `${HEAD}*/prod/*`,
      `${HEAD}a1b2c3d4e5/*/GET`,
      { truth: 'yes', witness: `${HEAD}a1b2c3d4e5/prod/GET` },
    ],
    [
      'a `?` and a star in several components',
      'arn:aws:execute-api:us-east-?:*:a*',
      'arn:aws:execute-api:*-2:1?:*b',
      { truth: 'yes', witness: 'arn:aws:execute-api:us-east-2:1x:ab' },
    ],
    ['nothing, where accounts differ', `${HEAD}*`, 'arn:aws:execute-api:us-east-2:444455556666:*', { truth: 'no' }],
    ['nothing, where a star would have to take a colon', 'arn:a:b:*:d:*', 'arn:a:b:c:c:d:*', { truth: 'no' }],
    [
      'nothing, whatever a hole is',
      `${HEAD}#/GET`,
      'arn:aws:execute-api:us-east-2:444455556666:#/GET',
      { truth: 'no' },
    ],
    ['nobody knows what, with a hole', `${HEAD}#/*`, `${HEAD}a1b2c3d4e5/*`, { truth: 'unknown' }],
  ])('%s', (_, a, b, overlap) => {
    expect(overlapsArn(open(a), open(b))).toEqual(overlap);
    expect(overlapsArn(open(b), open(a))).toEqual(overlap);
    expect(disjointArn(open(a), open(b))).toEqual(
      overlap.truth === 'yes'
        ? { truth: 'no', witness: overlap.witness }
        : { truth: overlap.truth === 'no' ? 'yes' : 'unknown' },
    );
  });
});

describe('laws', () => {
  const component = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 3 }).map((list) => list.join(''));
  const arn = fc
    .tuple(component, component, component, component, fc.array(fc.constantFrom('a', ':', '/', '*'), { maxLength: 5 }))
    .map(([...parts]) => parts.map((part) => (typeof part === 'string' ? part : part.join(''))))
    .map((parts) => read(`arn:${parts.join(':')}`));
  /** An ARN and one in which some components are wider. */
  const pairs = fc.oneof(
    fc.tuple(arn, arn),
    fc.tuple(arn, fc.subarray([...COMPONENTS])).map(([one, wide]): [Arn, Arn] => {
      const widened = Object.fromEntries(wide.map((name) => [name, [{ kind: 'run' }]]));
      return [{ ...one, ...widened } as Arn, one];
    }),
  );

  test('covers exactly where every component covers its own; the witness is an ARN of the second, as short as any', () => {
    const seen = new Set<string>();
    holds([pairs], ([a, b]) => {
      const cover = coversArn(a, b);
      // The shortest ARN of `b`, with a shortest text of one component that tells them apart.
      const shortest = COMPONENTS.flatMap((name) => {
        const one = covers(a[name], b[name]);
        return one.truth === 'no' ? sampleArn({ ...b, [name]: [{ kind: 'text', text: one.witness }] }).length : [];
      });
      seen.add(cover.truth);
      expect(cover.truth).toBe(shortest.length === 0 ? 'yes' : 'no');
      if (cover.truth !== 'no') return;
      expect([isMatch(b, cover.witness), isMatch(a, cover.witness)]).toEqual([true, false]);
      expect(cover.witness.length).toBe(Math.min(...shortest));
    });
    expect(seen).toEqual(new Set(['yes', 'no']));
  });

  test('overlaps exactly where every component overlaps its own; the witness is an ARN of both, as short as any', () => {
    const seen = new Set<string>();
    holds([pairs], ([a, b]) => {
      const overlap = overlapsArn(a, b);
      const each = COMPONENTS.map((name) => overlaps(a[name], b[name]));
      const texts = each.flatMap((one) => (one.truth === 'yes' ? [one.witness] : []));
      seen.add(overlap.truth);
      expect(overlap.truth).toBe(texts.length === COMPONENTS.length ? 'yes' : 'no');
      if (overlap.truth !== 'yes') return;
      expect([isMatch(a, overlap.witness), isMatch(b, overlap.witness)]).toEqual([true, true]);
      expect(overlap.witness.length).toBe(['arn', ...texts].join(':').length);
    });
    expect(seen).toEqual(new Set(['yes', 'no']));
  });

  test('equal exactly where each covers the other; if not, the witness is an ARN of one alone', () => {
    holds([pairs], ([a, b]) => {
      const equality = equalArn(a, b);
      const isCovered = [coversArn(a, b), coversArn(b, a)].every(({ truth }) => truth === 'yes');
      expect(equality.truth).toBe(isCovered ? 'yes' : 'no');
      if (equality.truth !== 'no') return;
      expect([a, b].map((one) => isMatch(one, equality.witness))).toEqual([
        equality.only === 'a',
        equality.only === 'b',
      ]);
    });
  });

  test('reflexive, and stars everywhere cover everything', () => {
    holds([arn], (one) => {
      expect(coversArn(one, one)).toEqual({ truth: 'yes' });
      expect(coversArn(read('arn:*:*:*:*:*'), one)).toEqual({ truth: 'yes' });
      expect(equalArn(one, one)).toEqual({ truth: 'yes' });
      expect(overlapsArn(one, read('arn:*:*:*:*:*')).truth).toBe('yes');
    });
  });
});
