// What does the library's way in make of text, of values, and of what is neither?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../src/input/parse-policy.js';
import { documentOf, findingsOf, getPolicyOf, line, sidsOf } from './sample.js';

test.each<[title: string, input: unknown, sids: string[]]>([
  ['text', line('pets'), ['pets']],
  ['text of several documents', `${line('a')}\n${line('b')}`, ['a', 'b']],
  ['a document', documentOf('pets'), ['pets']],
  ['get-policy output', getPolicyOf(documentOf('pets')), ['pets']],
  ['an array', [documentOf('a'), getPolicyOf(documentOf('b'))], ['a', 'b']],
  ['an object with toJSON', { toJSON: () => documentOf('pets') }, ['pets']],
])('%s is read', (_, input, sids) => {
  const reading = parsePolicy(input);
  expect(findingsOf(reading)).toEqual([]);
  expect(sidsOf(reading)).toEqual(sids);
});

describe('it never throws', () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], []);

  test.each<[title: string, input: unknown, id: string]>([
    ['undefined', undefined, 'empty-input'],
    ['an empty text', '', 'empty-input'],
    ['null', null, 'not-a-policy'],
    ['a number', 5, 'not-a-policy'],
    ['a symbol', Symbol('a'), 'empty-input'],
    ['a function', () => 1, 'empty-input'],
    ['a big number', 5n, 'not-json'],
    ['a circle', circle, 'not-json'],
    ['100,000 lists in each other', deep, 'not-json'],
    [
      'a getter that throws',
      Object.defineProperty({}, 'a', {
        enumerable: true,
        get: () => {
          throw new Error('no\n  at x');
        },
      }),
      'not-json',
    ],
    [
      'a toJSON that throws something odd',
      {
        toJSON: () => {
          throw Object.create(null);
        },
      },
      'not-json',
    ],
  ])('on %s', (_, input, id) => {
    const { policies, findings, source } = parsePolicy(input);
    expect(policies).toEqual([]);
    expect(findings).toMatchObject([{ id, severity: 'error', message: expect.stringMatching(/\S/) }]);
    expect(findings[0]?.message).not.toContain('\n');
    expect(source.name).toBe('policy');
  });
});

test('places carry the name it was given', () => {
  const { findings, source } = parsePolicy('{"Statement": nope}', { source: 'pets.json' });
  expect(source.name).toBe('pets.json');
  expect(findings).toMatchObject([{ place: { source: 'pets.json', line: 1, column: 15 } }]);
});
