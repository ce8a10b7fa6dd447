// Does one ARN pattern cover another exactly where each of its components does?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import type { Part } from '../../src/glob/pattern.js';
import { type Cover, covers } from '../../src/glob/relate.js';
import { type Arn, mapArn, parseArn } from '../../src/model/arn.js';
import { coversArn } from '../../src/model/arn-cover.js';
import { holds } from '../support/worlds.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
const COMPONENTS = ['partition', 'service', 'region', 'account', 'resource'] as const;

function read(text: string): Arn {
  const arn = parseArn(text);
  if (arn === undefined) throw new Error(`no ARN: ${text}`);
  return arn;
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
      'a narrower suffix does not, and the witness is a resource',
      `${HEAD}a1b2c3d4e5/*/GET/*`,
      `${HEAD}a1b2c3d4e5/*/*/*`,
      { truth: 'no', witness: 'a1b2c3d4e5///' },
    ],
    [
      'another region does not, and is the witness',
      `${HEAD}*`,
      'arn:aws:execute-api:us-east-1:111122223333:*',
      { truth: 'no', witness: 'us-east-1' },
    ],
    [
      'another account does not',
      `${HEAD}*`,
      'arn:aws:execute-api:us-east-2:444455556666:*',
      { truth: 'no', witness: '444455556666' },
    ],
    [
      'another service does not',
      `${HEAD}*`,
      'arn:aws:events:us-east-2:111122223333:*',
      { truth: 'no', witness: 'events' },
    ],
    [
      'another partition does not',
      `${HEAD}*`,
      'arn:aws-cn:execute-api:us-east-2:111122223333:*',
      { truth: 'no', witness: 'aws-cn' },
    ],
    [
      'the first component that differs has the witness',
      `${HEAD}a`,
      'arn:aws-cn:execute-api:us-east-1:111122223333:b',
      { truth: 'no', witness: 'aws-cn' },
    ],
    ['stars in every component cover every ARN', 'arn:*:*:*:*:*', `${HEAD}a1b2c3d4e5/prod/GET/a:b`, { truth: 'yes' }],
    [
      'an empty component is covered by a star',
      'arn:aws:execute-api:*:*:*',
      'arn:aws:execute-api:::a',
      { truth: 'yes' },
    ],
    ['and by nothing else', `${HEAD}*`, 'arn:aws:execute-api:us-east-2::*', { truth: 'no', witness: '' }],
  ])('%s', (_, a, b, cover) => {
    expect(coversArn(read(a), read(b))).toEqual(cover);
  });

  test.each<[what: string, a: string, b: string, truth: Cover['truth']]>([
    ['two ARNs with the same hole are alike', `${HEAD}#/*`, `${HEAD}#/*`, 'yes'],
    ['a star covers a hole', `${HEAD}*/GET/pets`, `${HEAD}#/GET/pets`, 'yes'],
    ['a hole may be another API', `${HEAD}#/*`, `${HEAD}a1b2c3d4e5/*`, 'unknown'],
    [
      'an account that differs settles it, hole or not',
      `${HEAD}#/*`,
      'arn:aws:execute-api:us-east-2:444455556666:#/*',
      'no',
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

  test('yes exactly where every component covers its own; the witness is one of the component that does not', () => {
    const seen = new Set<string>();
    holds([pairs], ([a, b]) => {
      const cover = coversArn(a, b);
      const lacking = COMPONENTS.filter((name) => covers(a[name], b[name]).truth === 'no');
      seen.add(cover.truth);
      expect(cover.truth).toBe(lacking.length === 0 ? 'yes' : 'no');
      if (cover.truth !== 'no') return;
      const [first] = lacking as [(typeof COMPONENTS)[number]];
      expect([match(b[first], cover.witness), match(a[first], cover.witness)]).toEqual(['yes', 'no']);
    });
    expect(seen).toEqual(new Set(['yes', 'no']));
  });

  test('reflexive, and stars everywhere cover everything', () => {
    holds([arn], (one) => {
      expect(coversArn(one, one)).toEqual({ truth: 'yes' });
      expect(coversArn(read('arn:*:*:*:*:*'), one)).toEqual({ truth: 'yes' });
    });
  });
});
