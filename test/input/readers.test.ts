// Does every format of input have a sample that its reader recognises, reads, and leaves to no other?

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import type { Reader } from '../../src/input/reader.js';
import * as readers from '../../src/input/readers/index.js';
import { findingsOf } from './sample.js';

const folder = new URL('../../src/input/readers/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file !== 'index.ts')
  .map((file) => file.replace(/\.ts$/, ''));
const all: [string, Reader][] = Object.entries(readers).sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));

const camelCase = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

test('file names, ids, exports and the list agree', () => {
  expect(all.map(([, { id }]) => id)).toEqual(files.sort());
  expect(all.map(([name]) => name)).toEqual(all.map(([, { id }]) => camelCase(id)));
  const listed = readFileSync(new URL('index.ts', folder), 'utf8').match(/\.\/[\w-]+(?=\.js)/g);
  expect(listed).toEqual(files.map((file) => `./${file}`));
});

test.each(all)('the sample of %s is recognised by it and by no other', (_, reader) => {
  const sample = JSON.parse(reader.sample);
  expect(all.filter(([, one]) => one.recognises(sample)).map(([, { id }]) => id)).toEqual([reader.id]);
});

test.each(all)('the sample of %s reads', (_, reader) => {
  const reading = readText('sample.json', reader.sample);
  expect(findingsOf(reading)).toEqual([]);
  expect(reading.policies).toHaveLength(1);
  expect(reading.policies[0]?.statements).toHaveLength(reader.holds === 'statement' ? 1 : 0);
});

test.each(all)('%s says what it reads, for a message', (_, { title }) => {
  expect(readText('a.json', '{}').findings[0]?.hint).toContain(title);
});

test.each([
  {},
  { Version: null },
  { policy: '{}' },
  { statement: [] },
  { Effect: 'Allow', Statement: 'x' },
  { Policy: 1, Statement: [], Effect: 'Allow' },
])('at most one reader recognises %j', (json) =>
  expect(all.filter(([, one]) => one.recognises(json as never)).length).toBeLessThanOrEqual(1));
