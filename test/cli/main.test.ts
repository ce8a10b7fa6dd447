// Which command is called, what does help say, and what is printed where?

import { describe, expect, test } from '@jest/globals';
import { Command as Commander } from 'commander';
import type { Command } from '../../src/cli/command.js';
import * as registry from '../../src/cli/commands/index.js';
import { run, runInProject } from '../support/world.js';

const commands: Command[] = [];
for (const load of Object.values(registry)) commands.push(await load());

describe('without a command', () => {
  test('the version is that of the package', async () => {
    expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: '0.1.0\n', stderr: '' });
    expect((await run(['-V'])).stdout).toBe('0.1.0\n');
  });

  test.each([['--help'], ['-h'], ['help']])('%s names every command and what it does', async (word) => {
    const { exitCode, stdout, stderr } = await run([word]);
    expect([exitCode, stderr]).toEqual([0, '']);
    const flat = stdout.replace(/\s+/g, ' ');
    for (const { name } of commands) expect(flat).toContain(` ${name} `);
    for (const { summary } of commands) expect(flat).toContain(summary);
  });

  test('nothing at all is wrong usage, and the help goes to standard error', async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect([exitCode, stdout]).toEqual([2, '']);
    for (const { name } of commands) expect(stderr).toContain(name);
  });

  test.each([
    ['a command nobody knows', ['frobnicate'], /frobnicate.*audit, evaluate/s],
    ['a slip of the pen', ['evalute'], /evalute.*evaluate/s],
    ['a file in the place of a command', ['policy.json'], /policy\.json.*evaluate/s],
    ['that with options behind it', ['policy.json', '--api', 'x'], /policy\.json.*evaluate/s],
    ['an option nobody knows', ['--frobnicate'], /--frobnicate/],
    ['help on a command nobody knows', ['help', 'frobnicate'], /evaluate/],
  ])('%s is wrong usage, and what is right is told', async (_, argv, says) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });

  test.each(['toString', 'constructor', '__proto__', 'default'])('`%s` is no command', async (name) => {
    expect((await run([name])).exitCode).toBe(2);
  });
});

describe.each(commands)('$name', (command) => {
  const { name, summary, examples } = command;

  test.each(examples)('example: $shows', async ({ command: line, exitCode }) => {
    expect(line).toMatch(/^sourcearn /);
    const outcome = await runInProject(line);
    // `grant` says on standard error what it prints on standard output; a handler logs there.
    const log = line.includes('--handler') ? 'looking for pet 7\n' : '';
    const aside = name === 'grant' ? expect.stringContaining('arn:aws:lambda:') : log;
    expect({ exitCode: outcome.exitCode, stderr: outcome.stderr }).toEqual({ exitCode, stderr: aside });
    // What is granted already leaves nothing to be pasted.
    if (!/nothing to do/.test(outcome.stderr)) expect(outcome.stdout).not.toBe('');
  });

  test('brings examples, each of something else', () => {
    expect(new Set(examples.map(({ shows }) => shows)).size).toBe(examples.length);
    expect(examples.length).toBeGreaterThan(1);
    expect(examples.filter(({ command: line }) => !line.startsWith(`sourcearn ${name} `))).toEqual([]);
  });

  test.each([
    ['--help', [name, '--help']],
    ['-h', [name, '-h']],
    ['help', ['help', name]],
  ])('%s says what it does, lists every option with a sentence, and ends with the examples', async (_, argv) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(summary);
    const program = new Commander();
    command.configure(program);
    for (const { flags, description } of program.options) {
      expect(stdout).toContain(`  ${flags}`);
      expect(description).not.toBe('');
    }
    for (const flag of ['--format <format>', '--no-color', '-h, --help']) expect(stdout).toContain(flag);
    for (const { command: line, shows } of examples) expect(stdout).toContain(`  # ${shows}\n  ${line}\n`);
    expect(stdout.trimEnd().endsWith(examples.at(-1)?.command as string)).toBe(true);
  });

  test('has a name that the registry has, and describes every argument', () => {
    expect(Object.keys(registry)).toContain(name);
    const program = new Commander();
    command.configure(program);
    for (const argument of program.registeredArguments) expect(argument.description).not.toBe('');
  });

  test.each([
    ['an option nobody knows', [name, '--frobnicate'], /unknown option '--frobnicate'/],
    [
      'a format nobody knows',
      [name, 'a', '--format', 'yaml'],
      /expected one of text, .*json.* as --format, found `yaml`/,
    ],
    [
      'a format that is given twice',
      [name, 'a', '--format', 'text', '--format', 'text'],
      /--format .* It is given twice/,
    ],
    ['a format without its name', [name, 'a', '--format'], /argument missing/],
  ])('%s is wrong usage', async (_, argv, says) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });
});
