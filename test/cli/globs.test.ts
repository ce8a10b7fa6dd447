// Which files does a glob pick, also where the shell does not expand it?

import { describe, expect, test } from '@jest/globals';
import type { Files } from '../../src/cli/command.js';
import { filesMatching, hasMagic } from '../../src/cli/globs.js';
import { run } from '../support/world.js';

const PATHS = [
  'a.json',
  'b.json',
  'c.ndjson',
  '.hidden.json',
  'deep/a.json',
  'deep/er/a.json',
  'deep/er/z.txt',
  'deeper/a.json',
  '.git/a.json',
  '/abs/a.json',
  '/abs/deep/b.json',
  '../up/a.json',
];

const document = (path: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Sid: path, Effect: 'Allow', Principal: '*' } });
const files = Object.fromEntries(PATHS.map((path) => [path, document(path)]));

async function picked(pattern: string): Promise<string[]> {
  const { stdout } = await run(['parse', pattern], { files });
  return [...stdout.matchAll(/^ {2}statement `(.*?)` \(/gm)].map(([, path]) => path as string);
}

describe('a glob', () => {
  test.each<[what: string, pattern: string, paths: string[]]>([
    ['a star: the files of one folder', '*.json', ['a.json', 'b.json']],
    ['a question mark', '?.json', ['a.json', 'b.json']],
    ['a class', '[ac].*json', ['a.json', 'c.ndjson']],
    ['its complement', '[!a].json', ['b.json']],
    ['a star in a folder', 'deep/*.json', ['deep/a.json']],
    ['a star as folder', '*/a.json', ['deep/a.json', 'deeper/a.json']],
    ['two stars: every folder below, and the one itself', 'deep/**/*.json', ['deep/a.json', 'deep/er/a.json']],
    ['two stars at the head', '**/a.json', ['a.json', 'deep/a.json', 'deep/er/a.json', 'deeper/a.json']],
    ['two stars at the end', 'deep/er/**', ['deep/er/a.json', 'deep/er/z.txt']],
    ['braces', '{a,b}.json', ['a.json', 'b.json']],
    ['braces with a star', '{a,c}.*', ['a.json', 'c.ndjson']],
    ['braces with slashes inside', '{deep/er,deeper}/a.json', ['deep/er/a.json', 'deeper/a.json']],
    ['braces with slashes and a star', '{deep/er,deeper}/*.json', ['deep/er/a.json', 'deeper/a.json']],
    ['an alternative', '@(a|b).json', ['a.json', 'b.json']],
    ['a dot before it', './*.json', ['a.json', 'b.json']],
    ['a dot and a folder', './deep/**/*.json', ['deep/a.json', 'deep/er/a.json']],
    ['two slashes', 'deep//*.json', ['deep/a.json']],
    ['from the root', '/abs/**/*.json', ['/abs/a.json', '/abs/deep/b.json']],
    ['from the folder above', '../up/*.json', ['../up/a.json']],
    ['hidden files, where their dot is written', '.h*.json', ['.hidden.json']],
    ['hidden folders, where their dot is written', '.g*/*.json', ['.git/a.json']],
  ])('%s', async (_, pattern, paths) => {
    expect(await picked(pattern)).toEqual(paths);
  });

  test('that matches nothing is wrong usage, not an empty answer', async () => {
    const { exitCode, stderr } = await run(['parse', 'deep/*.yaml'], { files });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no file matches `deep/*.yaml`')]);
  });

  test('does not pick folders', async () => {
    expect(await picked('deep*/*')).toEqual(['deep/a.json', 'deeper/a.json']);
  });

  test('never looks into folders that it cannot match', async () => {
    const listed: string[] = [];
    const world: Files = {
      read: async () => Buffer.from(''),
      kindOf: async (path) => (path.endsWith('.json') ? 'file' : 'folder'),
      list: async (folder) => {
        listed.push(folder);
        return ['deep', 'node_modules', 'other'].map((name) => ({ name, isFolder: true }));
      },
    };
    expect(await filesMatching('deep/other/*.json', world)).toMatchObject({ paths: [], locked: [] });
    expect(listed).toEqual(['deep/other']);
  });

  describe('of links', () => {
    const KINDS: Readonly<Record<string, 'file' | 'folder' | 'other'>> = {
      ...{
        '.': 'folder',
        deep: 'folder',
        'deep/a.json': 'file',
        'a.json': 'file',
        round: 'folder',
        'r.json': 'folder',
      },
      'pipe.json': 'other',
    };
    const world: Files = {
      read: async () => Buffer.from(''),
      kindOf: async (path) => KINDS[path],
      list: async (folder) =>
        folder === 'deep'
          ? [{ name: 'a.json', isFolder: false }]
          : ['a.json', 'deep', 'gone.json', 'gone.txt', 'pipe.json', 'r.json', 'round'].map((name) => ({
              name,
              isFolder: name === 'deep',
            })),
    };

    test.each<[pattern: string, paths: string[], locked: string[], linked: string[]]>([
      ['*.json', ['a.json'], ['gone.json'], ['r.json']],
      ['**/*.json', ['a.json', 'deep/a.json'], ['gone.json'], ['r.json', 'round']],
      ['*/a.json', ['deep/a.json'], [], ['r.json', 'round']],
      ['r*/a.json', [], [], ['r.json', 'round']],
      ['d*/a.json', ['deep/a.json'], [], []],
      ['g*.txt', [], ['gone.txt'], []],
      ['p*.json', [], [], []],
      ['a*.json', ['a.json'], [], []],
    ])('%s', async (pattern, paths, locked, linked) => {
      const found = await filesMatching(pattern, world);
      expect([found.paths, found.locked.map(({ folder }) => folder), found.linked]).toEqual([paths, locked, linked]);
      for (const { reason } of found.locked) expect(reason).toBe('it is a link that leads nowhere, or in a circle');
    });
  });

  test('a folder that may not be listed is told, and the rest is read', async () => {
    const locked = { ...files, 'locked/': new Error("EACCES: permission denied, scandir 'locked'") };
    const { exitCode, stdout, stderr } = await run(['parse', '**/b.json'], { files: locked });
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^locked:1:1: error: .*EACCES/)]);
    expect(stdout).toContain('`b.json`');
  });
});

test.each([
  ['a*.json', true],
  ['a?.json', true],
  ['[ab].json', true],
  ['**/a', true],
  ['{a,b}.json', true],
  ['+(a).json', true],
  ['a.json', false],
  ['deep/a.json', false],
  ['$default.json', false],
  ['{petId}.json', false],
  ['', false],
])('`%s` is a glob: %s', (text, isGlob) => {
  expect(hasMagic(text)).toBe(isGlob);
});
