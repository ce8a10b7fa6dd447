// Is what is very deep, very long or very many read in time, or refused with its place?

import { describe, expect, test } from '@jest/globals';
import { readBytes, readText } from '../../src/input/read.js';
import { inTime } from '../support/in-time.js';
import { findingsOf, line, sidsOf } from './sample.js';

const LEVELS = 100_000;

describe('100,000 levels of nesting are refused with their place, and the rest is read', () => {
  const lists = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
  const open = '['.repeat(LEVELS);
  const objects = '{"a":'.repeat(LEVELS) + 1 + '}'.repeat(LEVELS);

  test.each<[title: string, text: string, id: string, line: number, sids: string[]]>([
    ['lists', lists, 'too-deep', 1, []],
    ['objects', objects, 'too-deep', 1, []],
    ['lists that are not closed', open, 'not-json', 1, []],
    ['objects that are not closed', '{"a":'.repeat(LEVELS), 'not-json', 1, []],
    ['inside get-policy output', `{\n "Policy": ${JSON.stringify(lists)}}`, 'too-deep', 2, []],
    ['not closed, inside get-policy output', `{\n "Policy": ${JSON.stringify(open)}}`, 'not-json', 2, []],
    ['inside a document', `{"Version": "2012-10-17",\n "Statement": ${lists}}`, 'too-deep', 2, []],
    ['inside a condition', `{"Statement":\n{"Condition": {"StringLike": {"a": ${objects}}}}}`, 'too-deep', 2, []],
    ['a line of lists', `${line('a')}\n${lists}\n${line('b')}`, 'too-deep', 2, ['a', 'b']],
    ['a line of lists that are not closed', `${line('a')}\n${open}\n${line('b')}`, 'not-json', 2, ['a', 'b']],
    [
      'a line of get-policy output',
      `${line('a')}\n${JSON.stringify({ Policy: lists })}\n${line('b')}`,
      'too-deep',
      2,
      ['a', 'b'],
    ],
  ])('%s', (_, text, id, at, sids) => {
    const reading = inTime(() => readText('a.json', text));
    expect(reading.findings).toMatchObject([
      { id, severity: 'error', message: expect.stringContaining('nested deeper'), place: { line: at } },
    ]);
    expect(sidsOf(reading)).toEqual(sids);
  });

  test('a list a line', () => {
    const reading = inTime(() =>
      readText('a.json', `${line('a')}\n${'[\n'.repeat(LEVELS)}${']\n'.repeat(LEVELS)}${line('b')}\n`),
    );
    expect(reading.findings.length).toBeGreaterThan(0);
    expect(sidsOf(reading)).toEqual(['a', 'b']);
  });

  test('a condition nested some levels is read, and refused as a condition', () => {
    const value = '{"a":'.repeat(100) + 1 + '}'.repeat(100);
    const reading = readText('a.json', line('pets').replace('"Condition":', `"Condition": {"Bool": ${value}}, "x":`));
    expect(findingsOf(reading).map(({ id }) => id)).toEqual(['unknown-element', 'malformed-condition']);
    expect(sidsOf(reading)).toEqual(['pets']);
  });
});

describe('a line of 50 MB is read in time', () => {
  const SIZE = 50_000_000;
  const one = line('pets');
  const count = Math.ceil(SIZE / (one.length + 1));
  const many = `[${Array(count).fill(one).join(',')}]`;

  test('as an array', () => {
    const { policies, findings } = inTime(() => readText('a.json', many));
    expect(findings).toEqual([]);
    expect(policies).toHaveLength(count);
    const last = policies[count - 1];
    expect(inTime(() => last?.locate('/Statement/0/Sid'))).toMatchObject({
      line: 1,
      column: (count - 1) * (one.length + 1) + one.indexOf('"pets"') + 2,
    });
  });

  test('broken near its end: told where, and the lines around it are read', () => {
    const broken = many.replace(/.{4}$/, '?');
    const reading = inTime(() => readText('a.json', `${line('a')}\n${broken}\n${line('b')}`));
    expect(reading.findings).toMatchObject([{ id: 'not-json', place: { line: 2, column: broken.length } }]);
    expect(sidsOf(reading)).toEqual(['a', 'b']);
  });

  test('as one document inside a string, broken near its end', () => {
    const inside = `{"Statement": [${many.slice(1, -1)}, nope]}`;
    const text = JSON.stringify({ Policy: inside });
    const { findings } = inTime(() => readText('a.json', text));
    expect(findings).toMatchObject([{ id: 'not-json', place: { line: 1, column: text.lastIndexOf('nope') + 1 } }]);
  });

  test('as one string of spaces', () => {
    const { findings } = inTime(() => readText('a.json', `{"Statement": [], "Id": "${' '.repeat(SIZE)}", "x": 1}`));
    expect(findings).toEqual([]);
  });
});

describe('what is very many costs no more than its length', () => {
  test.each<[title: string, bytes: () => Uint8Array, policies: number]>([
    ['200,000 documents on one line', () => Buffer.from('{"Statement":[]}'.repeat(200_000)), 200_000],
    [
      '100,000 lines with bytes that are not UTF-8',
      () => Buffer.concat(Array(100_000).fill(Buffer.from([0x22, 0xff, 0x22, 0x0a]))),
      0,
    ],
    ['100,000 broken lines', () => Buffer.from('{nope\n'.repeat(100_000)), 0],
    ['100,000 lines cut off', () => Buffer.from('{"Statement": [\n'.repeat(100_000)), 0],
    ['100,000 words', () => Buffer.from('nope\n'.repeat(100_000)), 0],
    ['100,000 numbers in an array', () => Buffer.from(`[${'1,'.repeat(100_000)}1]`), 0],
    [
      '20,000 documents with a name twice, in one array',
      () => Buffer.from(`[${Array(20_000).fill('{"Id":"a","Id":"b","Statement":[]}').join(',')}]`),
      20_000,
    ],
    [
      '5000 statements with a name twice, in one document',
      () => Buffer.from(`{"Statement":[${Array(5000).fill('{"Sid":"a","Sid":"b"}').join(',')}]}`),
      1,
    ],
    [
      '20,000 documents in strings, each broken, in one array',
      () => Buffer.from(`[${Array(20_000).fill('{"Policy":"{nope"}').join(',')}]`),
      0,
    ],
  ])(
    '%s',
    (_, bytes, policies) => {
      const input = bytes();
      const reading = inTime(() => readBytes('a.json', input));
      expect(reading.policies).toHaveLength(policies);
      expect(findingsOf(reading).length + policies).toBeGreaterThan(0);
    },
    120_000,
  );
});
