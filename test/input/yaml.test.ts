// Does YAML become the JSON that it says, with places, and is every fault told at its place?

import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../src/input/yaml.js';
import { inTime } from '../support/in-time.js';
import { stretched } from './sample.js';

function read(text: string) {
  const source = { name: 'a.yaml', text };
  const { json, findings, locate } = readYaml(source);
  const told = findings.map(({ severity, id, place }) => `${severity} ${id} ${text.slice(place?.start, place?.end)}`);
  const at = (pointer: string, part?: 'key' | [number, number]) => {
    const { start, end } = locate(pointer, part);
    return text.slice(start, end);
  };
  return { json, told, messages: findings.map(({ message }) => message), findings, at, locate };
}

test.each<[title: string, text: string, json: unknown]>([
  [
    'scalars',
    'a: 1\nb: "2"\nc: true\nd: null\ne:\nf: x y\ng: 1.5',
    { a: 1, b: '2', c: true, d: null, e: null, f: 'x y', g: 1.5 },
  ],
  ['lists', '- a\n- [b, c]\n-\n  - d', ['a', ['b', 'c'], ['d']]],
  ['keys that are no text', '200: a\ntrue: b\n3.0: c', { '200': 'a', true: 'b', '3.0': 'c' }],
  ['an empty key', '"": a', { '': 'a' }],
  [
    'what JSON does not have',
    'a: .inf\nb: .nan\nc: 2026-03-14\nd: 2026-03-14T09:26:53Z',
    { a: '.inf', b: '.nan', c: '2026-03-14', d: '2026-03-14T09:26:53Z' },
  ],
  ['block texts', 'a: |\n  b\n  c\nd: >\n  e\n  f\n', { a: 'b\nc\n', d: 'e f\n' }],
  ['flow style', '{a: [1, {b: c}], d: }', { a: [1, { b: 'c' }], d: null }],
  ['aliases', 'a: &x {b: 1}\nc: *x\nd: [*x]', { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }] }],
  ['an anchor that is defined again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
  ['an alias of a key', '&x a: b\nc: *x', { a: 'b', c: 'a' }],
  ['merge keys', 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  [
    'merge keys of several',
    'a: &x {b: 1}\nc: &y {b: 2, d: 2}\ne: {<<: [*x, *y]}',
    { a: { b: 1 }, c: { b: 2, d: 2 }, e: { b: 1, d: 2 } },
  ],
  ['a name that only looks like a merge key', '"<<": a', { '<<': 'a' }],
  [
    'tags of templates',
    'a: !Sub "${b}"\nc: !GetAtt [d, e]\nf: !Ref g',
    { a: { '!Sub': '${b}' }, c: { '!GetAtt': ['d', 'e'] }, f: { '!Ref': 'g' } },
  ],
  ['tags of YAML', 'a: !!str 1\nb: !!int "2"', { a: '1', b: 2 }],
  ['a document between marks', '---\na: 1\n...\n', { a: 1 }],
  ['a document with another mark behind it', 'a: 1\n---\n', { a: 1 }],
  ['YAML 1.1 by its own word, read as 1.2', '%YAML 1.1\n---\na: yes\nb: 0b11', { a: 'yes', b: '0b11' }],
  ['comments alone', '# nothing', null],
])('%s', (_, text, json) => {
  const result = read(text);
  expect(result.told).toEqual([]);
  expect(result.json).toEqual(json);
});

test('a name such as `__proto__` is one like any other', () => {
  const { json } = read('__proto__: {a: 1}\nb: {constructor: 2}');
  expect(JSON.stringify(json)).toBe('{"__proto__":{"a":1},"b":{"constructor":2}}');
  expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
});

test.each<[title: string, marked: string, id: string, message: string]>([
  ['a mapping that is no mapping', 'a: b«»: c', 'not-yaml', 'nested mappings are not allowed in compact mappings'],
  ['a list that is not closed', 'a: [b«»', 'not-yaml', 'flow sequence in block collection'],
  ['an alias of nothing', 'a: «*b»', 'not-yaml', 'no anchor `&b` stands before this alias'],
  ['an alias of what comes later', 'a: «*b»\nc: &b 1', 'not-yaml', 'no anchor `&b`'],
  ['an alias of what it stands in', 'a: &b [«*b»]', 'not-yaml', 'the alias `*b` stands in what it stands for'],
  ['two documents', 'a: 1\n---\n«b»: 2', 'several-documents', 'a second document begins here'],
  ['a name that is a list', '? «[a, b]»\n: c', 'not-yaml', 'a name is a text'],
  ['what cannot be merged', 'a:\n  <<: «5»', 'not-yaml', 'only mappings can be merged with `<<`'],
])('%s is told at its place, and there is no value', (_, text, id, message) => {
  const { text: plain, start, end } = stretched(text);
  const { json, findings } = read(plain);
  expect(json).toBeUndefined();
  expect(findings[0]).toMatchObject({ id, severity: 'error', message: expect.stringContaining(message) });
  if (end > start) expect(findings[0]?.place).toMatchObject({ start, end });
  else expect(findings[0]?.place?.start).toBeLessThanOrEqual(plain.length);
});

test('a name that stands twice is told, and the last one read', () => {
  const { json, told, messages, at } = read('a: 1\nb: 2\n"a": 3');
  expect(json).toEqual({ a: 3, b: 2 });
  expect(told).toEqual(['warning duplicate-key "a"']);
  expect(messages).toEqual(['the name `a` stands twice in one object']);
  expect(at('/a')).toBe('3');
});

describe('places', () => {
  const text = 'a: &x\n  b c: "d\\te"\n  f/g: [h, i: j]\nk: *x\nl:\nm: !Sub n${o}\np:\n  <<: *x\n';
  const { at, locate } = read(text);

  test.each<[pointer: string, part: 'key' | [number, number] | undefined, found: string]>([
    ['/a/b c', undefined, '"d\\te"'],
    ['/a/b c', 'key', 'b c'],
    ['/a/f~1g/0', undefined, 'h'],
    ['/a/f~1g/0', 'key', 'h'],
    ['/a/f~1g/0', [0, 1], 'h'],
    ['/a/f~1g/1/i', undefined, 'j'],
    ['/k', undefined, '*x'],
    ['/k/f~1g/0', undefined, 'h'],
    ['/l', undefined, 'l'],
    ['/l', 'key', 'l'],
    ['/m', [1, 5], '${o}'],
    ['/m', 'key', 'm'],
    ['/p/b c', undefined, '"d\\te"'],
    ['/a/b c', [2, 3], '"d\\te"'],
    ['/a/f~1g/7', undefined, '[h, i: j]'],
    ['/nowhere', 'key', text],
  ])('%s, its %j', (pointer, part, found) => {
    expect(at(pointer, part).trimEnd()).toBe(found.trimEnd());
  });

  test('have lines and columns, and the pointer', () => {
    expect(locate('/a/f~1g/1')).toMatchObject({ source: 'a.yaml', pointer: '/a/f~1g/1', line: 3, column: 12 });
  });
});

describe('hostile texts', () => {
  const laughs = [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`),
  ].join('\n');
  const merges = [
    'a0: &a0 {b: [1, 2, 3, 4, 5, 6, 7, 8, 9]}',
    ...Array.from({ length: 40_000 }, (_, index) => `b${index}: {<<: *a0}`),
  ].join('\n');
  const members = Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(', ');
  const wide = [`a0: &a0 {${members}}`, ...Array.from({ length: 20_000 }, (_, index) => `b${index}: {<<: *a0}`)].join(
    '\n',
  );
  const listed = `a0: &a0 {${members}}\nb: {<<: [${'*a0, '.repeat(20_000)}]}`;

  test.each<[title: string, text: string, id: string]>([
    ['100,000 lists in each other', '['.repeat(100_000), 'too-deep'],
    ['100,000 closed lists in each other', '['.repeat(100_000) + ']'.repeat(100_000), 'too-deep'],
    ['50,000 lists on one line', `${'- '.repeat(50_000)}a`, 'too-deep'],
    ['20,000 keys that are mappings', '? '.repeat(20_000), 'too-deep'],
    ['mappings in each other', `${'{a: '.repeat(300)}1${'}'.repeat(300)}`, 'too-deep'],
    ['mappings on lines', Array.from({ length: 300 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), 'too-deep'],
    ['a billion laughs', laughs, 'too-many-aliases'],
    ['many merged mappings', merges, 'too-many-aliases'],
    ['many merged mappings of many members', wide, 'too-many-aliases'],
    ['many mappings merged into one', listed, 'too-many-aliases'],
  ])('%s are told in time', (_, text, id) => {
    const { json, findings } = inTime(() => read(text));
    expect(findings.map((finding) => finding.id)).toEqual([id]);
    expect(json).toBeUndefined();
  });

  test('mappings that are not too deep are read', () => {
    expect(read(`${'{a: '.repeat(90)}1${'}'.repeat(90)}`).told).toEqual([]);
  });

  test('many faults are told by some of them', () => {
    expect(read('a: *b\n'.repeat(5) + '- }\n'.repeat(1000)).findings.length).toBeLessThanOrEqual(20);
  });

  test('many aliases of nothing are told by some of them', () => {
    const { json, findings } = read(`${'a: 1\n'.repeat(30)}b: [${'*b , '.repeat(1000)}]`);
    expect(json).toBeUndefined();
    expect(findings).toHaveLength(40);
  });

  test('many names that stand twice are told by some of them', () => {
    const { json, findings } = read('a: 1\n'.repeat(1000));
    expect(json).toEqual({ a: 1 });
    expect(findings).toHaveLength(20);
  });
});
