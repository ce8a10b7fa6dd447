// Does every recorded command line of fixtures/cli print what it printed? `npm run docs` records anew what has changed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as commands from '../../src/cli/commands/index.js';
import { project, runInProject, wordsOf } from '../support/world.js';

const folder = `${project}fixtures/cli/`;
const names = readdirSync(folder).sort();
const textOf = (name: string, file: string) => readFileSync(`${folder}${name}/${file}.txt`, 'utf8');

describe('fixtures/cli', () => {
  test.each(names)('%s', async (name) => {
    const stdin = existsSync(`${folder}${name}/stdin.txt`) ? { stdin: readFileSync(`${folder}${name}/stdin.txt`) } : {};
    const { exitCode, stdout, stderr } = await runInProject(textOf(name, 'command').trim(), stdin);
    expect(stdout).toBe(textOf(name, 'stdout'));
    expect(stderr).toBe(textOf(name, 'stderr'));
    expect(`${exitCode}\n`).toBe(textOf(name, 'exit'));
  });

  test('has a case of every command, of every exit code, and of every format', () => {
    const words = names.map((name) => wordsOf(textOf(name, 'command').trim()));
    expect(new Set(words.map(([program]) => program))).toEqual(new Set(['sourcearn']));
    expect(new Set(words.map(([, command]) => command))).toEqual(new Set(Object.keys(commands)));
    expect(new Set(names.map((name) => textOf(name, 'exit').trim()))).toEqual(new Set(['0', '1', '2', '3']));
    expect(words.filter((line) => line.includes('json')).length).toBeGreaterThan(1);
  });
});
