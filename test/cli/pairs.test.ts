// Do `name=value` flags say what they seem to say, and is every other text wrong usage?

import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/command.js';
import { pairsOf } from '../../src/cli/pairs.js';

test.each<[what: string, texts: string[] | undefined, pairs: [string, string][]]>([
  ['no flag', undefined, []],
  ['a pair', ['fn=pets'], [['fn', 'pets']]],
  ['an empty value', ['fn='], [['fn', '']]],
  ['a value with an equals sign', ['a=b=c'], [['a', 'b=c']]],
  ['a value with spaces and line breaks', ['a= b\nc '], [['a', ' b\nc ']]],
  [
    'two names, in their order',
    ['b=1', 'a=2'],
    [
      ['b', '1'],
      ['a', '2'],
    ],
  ],
  [
    'names that differ in their case',
    ['a=1', 'A=2'],
    [
      ['a', '1'],
      ['A', '2'],
    ],
  ],
  [
    'names that are known from elsewhere',
    ['__proto__=a', 'constructor=b'],
    [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ],
  ],
])('%s', (_, texts, pairs) => {
  expect(Object.entries(pairsOf('--env', texts))).toEqual(pairs);
});

describe('wrong usage', () => {
  test.each<[what: string, texts: string[], message: string]>([
    ['one word', ['fn'], 'expected name=value as --env, found `fn`'],
    ['no name', ['=pets'], 'expected name=value as --env, found `=pets`'],
    ['nothing', [''], 'expected name=value as --env, found ``'],
    ['a bad one behind a good one', ['a=1', 'b'], 'expected name=value as --env, found `b`'],
    ['a name twice', ['a=1', 'b=2', 'a=3'], '--env says `a` twice'],
    ['a name twice with one value', ['a=1', 'a=1'], '--env says `a` twice'],
  ])('%s', (_, texts, message) => {
    expect(() => pairsOf('--env', texts)).toThrow(new UsageError(message));
  });
});
