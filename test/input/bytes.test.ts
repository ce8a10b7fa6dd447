// Which text do bytes hold, and what is said of bytes that are no text?

import { describe, expect, test } from '@jest/globals';
import { readBytes } from '../../src/input/read.js';
import { findingsOf, line, sidsOf, textAt } from './sample.js';

const BOM = '\ufeff';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf8 = (text: string) => Buffer.from(text);

test.each<[title: string, bytes: Uint8Array, sids: string[]]>([
  ['UTF-8', utf8(line('pets')), ['pets']],
  ['UTF-8 with a byte order mark', utf8(BOM + line('pets')), ['pets']],
  ['UTF-8 with letters beyond ASCII', utf8(line('größe-猫-🐈')), ['größe-猫-🐈']],
  ['UTF-16LE, as PowerShell writes it', Buffer.from(`${BOM}${line('a')}\r\n${line('猫')}\r\n`, 'utf16le'), ['a', '猫']],
  ['UTF-16BE', utf16be(`${BOM}${line('a')}\n${line('猫')}`), ['a', '猫']],
])('%s is read', (_, bytes, sids) => {
  const reading = readBytes('a.json', bytes);
  expect(findingsOf(reading).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(sidsOf(reading)).toEqual(sids);
});

/** A line whose Sid holds these bytes. */
const broken = (...bytes: number[]) => {
  const [head, tail] = line('@').split('@') as [string, string];
  return Buffer.concat([utf8(head), Buffer.from(bytes), utf8(tail)]);
};
const column = line('@').indexOf('@') + 1;
const newline = utf8('\n');

describe('bytes that are not UTF-8', () => {
  test.each<[title: string, bytes: Uint8Array, sids: string[], places: [line: number, column: number][]]>([
    ['a lone byte of Latin-1', broken(0xfc), [], [[1, column]]],
    ['a sequence cut off', broken(0xe2, 0x82), [], [[1, column]]],
    ['an overlong slash', broken(0xc0, 0xaf), [], [[1, column]]],
    ['a surrogate', broken(0xed, 0xa0, 0x80), [], [[1, column]]],
    [
      'between good lines',
      Buffer.concat([utf8(`${line('a')}\n`), broken(0xff), utf8(`\n${line('b')}`)]),
      ['a', 'b'],
      [[2, column]],
    ],
    [
      'behind letters of several bytes and a byte order mark',
      Buffer.concat([utf8(`${BOM}${line('猫🐈')}\n`), broken(0xff), utf8(`\r\n${line('b')}`)]),
      ['猫🐈', 'b'],
      [[2, column]],
    ],
    [
      'on two lines',
      Buffer.concat([broken(0xff), newline, utf8(line('a')), newline, broken(0xff)]),
      ['a'],
      [
        [1, column],
        [3, column],
      ],
    ],
    [
      'behind a replacement character that was written',
      Buffer.concat([
        utf8(`${line('a')}\n{"Id": "\ufffd", "Version": "`),
        Buffer.from([0xff]),
        utf8(`"}\n${line('b')}`),
      ]),
      ['a', 'b'],
      [[2, 25]],
    ],
    [
      'inside a document printed over lines',
      Buffer.concat([
        utf8(`${line('a')}\n{\n "Id": "`),
        Buffer.from([0xff]),
        utf8(`",\n "Statement": []\n}\n${line('b')}`),
      ]),
      ['a', 'b'],
      [[3, 9]],
    ],
    [
      'on a line that is broken besides',
      Buffer.concat([utf8(`${line('a')}\n{`), Buffer.from([0xff]), utf8(`}\n${line('b')}`)]),
      ['a', 'b'],
      [[2, 2]],
    ],
  ])('%s: told with their place, and the rest is read', (_, bytes, sids, places) => {
    const reading = readBytes('a.json', bytes);
    expect(sidsOf(reading)).toEqual(sids);
    expect(reading.findings).toMatchObject(
      places.map(([at, column]) => ({
        id: 'not-text',
        severity: 'error',
        place: { source: 'a.json', line: at, column },
      })),
    );
    for (const { place, message } of reading.findings) {
      expect(message).toContain('UTF-8');
      expect(place && textAt(reading, place)).toBe('\ufffd');
    }
  });
});

test.each<[title: string, bytes: Uint8Array, id: string]>([
  ['no bytes', Buffer.alloc(0), 'empty-input'],
  ['only a byte order mark', utf8(BOM), 'empty-input'],
  ['only a byte order mark of UTF-16', Buffer.from([0xff, 0xfe]), 'empty-input'],
  ['UTF-16 without a byte order mark', Buffer.from(line('a'), 'utf16le'), 'not-json'],
  [
    'UTF-16 with half a letter at its end',
    Buffer.concat([Buffer.from(`${BOM}${line('a')}`, 'utf16le'), Buffer.from([0x7b])]),
    'not-text',
  ],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-text'],
  ['a gzipped file', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03]), 'not-text'],
])('%s: told, with a place', (_, bytes, id) => {
  const { findings } = readBytes('a.json', bytes);
  expect(findings[0]).toMatchObject({ id, severity: 'error', place: { source: 'a.json', line: expect.any(Number) } });
});

test('a lone surrogate in UTF-16 is told, not silently replaced', () => {
  const text = `${BOM}${line('a\ud800b')}`.replace('\\ud800', '\ud800');
  const reading = readBytes('a.json', Buffer.from(text, 'utf16le'));
  expect(sidsOf(reading)).not.toContain('a\ufffdb');
  expect(reading.findings).toMatchObject([{ severity: 'error', place: { line: 1 } }]);
});

test('in an element of an array that is broken besides: both are told, and the rest is read', () => {
  const bytes = Buffer.concat([utf8(`[\n${line('a')},\n{"Id": "`), Buffer.from([0xff]), utf8(`"},\n${line('b')}\n`)]);
  const reading = readBytes('a.json', bytes);
  expect(sidsOf(reading)).toEqual(['a', 'b']);
  expect(reading.findings).toMatchObject([
    { id: 'not-text', place: { line: 3, column: 9 } },
    { id: 'not-json', place: { line: 1, column: 1 } },
  ]);
});
