// Does every kind of definition have a sample that its reader recognises, reads, and leaves to no other?

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readDefinitionText } from '../../src/input/definition.js';
import type { DefinitionReader } from '../../src/input/definition-reader.js';
import * as readers from '../../src/input/definitions/index.js';

const folder = new URL('../../src/input/definitions/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file !== 'index.ts')
  .map((file) => file.replace(/\.ts$/, ''));
const all: [string, DefinitionReader][] = Object.entries(readers).sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));

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
  const { api, findings } = readDefinitionText('sample.json', reader.sample);
  expect(findings).toEqual([]);
  expect(api).toMatchObject({ routes: [{ integration: { target: { kind: 'function' } } }] });
});

test.each(all)('%s says what it reads, for a message', (_, { title }) => {
  expect(readDefinitionText('a.json', '{}').findings[0]?.hint).toContain(title);
});

test.each([
  {},
  { openapi: null },
  { swagger: null, openapi: null },
  { swagger: '2.0', openapi: '3.0.1' },
  { OpenAPI: '3.0.1' },
])('at most one reader recognises %j', (json) =>
  expect(all.filter(([, one]) => one.recognises(json as never)).length).toBeLessThanOrEqual(1));
