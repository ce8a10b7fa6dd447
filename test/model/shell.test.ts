// Is every word that a shell is given one literal argument again, in real shells, and is what they cannot pass refused?

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { posix, powershell, type Shell } from '../../src/model/shell.js';

const SEED = Number(process.env['SEED'] ?? 20261101);

/** Letters that one shell or another has a mind of its own about, and some that none has. */
const LETTERS = [
  ...'aZ0 _-=.,:/@%+\'"`$!\\*?[]{}()<>|&;#~^\n',
  ...["'\\''", '$(', '${', '!!', '!$', '&&', '\\\n', "$'", '$"', '-n', '--', 'é', '日', '😀', 'e\u0301', '\u00a0'],
  ...['\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d'],
];
const TRAPS = [
  ...[
    '',
    "'",
    "''",
    '\\',
    "\\'",
    "'\\''",
    '$HOME',
    '$(id)',
    '`id`',
    '${IFS}',
    '!!',
    '!a',
    'a!b',
    'x\n!y',
    "it's !b\n!!",
  ],
  ...['\n', 'a\n', '\na', 'a\\\nb', '-n', '-e', '--', '~', '~root', '*', '/*', '[a-z]', '{a,b}', '{1..3}', 'a=b', '=a'],
  ...[
    '#a',
    'a #b',
    'a;b',
    'a&b',
    'a|b',
    'a>b',
    '<a',
    '(a)',
    '%s\\n',
    '\\0',
    '\\x41',
    '^a^b',
    '$0',
    '$$',
    '@',
    '%1',
    'if',
  ],
  ...[
    'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets',
    '$default',
    '$connect',
    'größe',
    '日本',
    '😀',
  ],
];
const word = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 10 });

describe('a POSIX shell', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sourcearn-shell-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a script with an `aws` that records how many arguments it has, and which. */
  function recorded(command: readonly string[], lines: readonly string[]): string[][] {
    const script = join(folder, 'script');
    const begin = 'aws() { printf \'%s\\0\' "$#" "$@"; }\n';
    writeFileSync(script, `${begin}${posix.script(lines, false)}\n`);
    const [shell = '', ...options] = command;
    const { stdout, stderr, status } = spawnSync(shell, [...options, script], {
      maxBuffer: 1 << 26,
      // Where a word escapes, it finds nothing to run.
      env: { PATH: '', HOME: folder, LC_ALL: 'C.UTF-8' },
    });
    expect([stderr.toString(), status]).toEqual(['', 0]);
    const fields = stdout.toString().split('\0');
    const calls: string[][] = [];
    for (let at = 0; at < fields.length - 1; at += Number(fields[at]) + 1)
      calls.push(fields.slice(at + 1, at + 1 + Number(fields[at])));
    return calls;
  }

  const SHELLS: readonly (readonly [name: string, command: readonly string[]])[] = [
    ['sh', ['/bin/sh']],
    ['bash', ['bash']],
    ['bash as sh', ['bash', '--posix']],
    ['bash with history expansion', ['bash', '-o', 'history', '-H']],
  ];
  const whereIs = ([shell = '']: readonly string[]) =>
    spawnSync('/bin/sh', ['-c', `command -v ${shell}`])
      .stdout.toString()
      .trim();

  for (const [name, command] of SHELLS) {
    const path = whereIs(command);
    const real = [path, ...command.slice(1)];
    const run = path === '' ? test.skip : test;
    const why = path === '' ? ` (left out: there is no ${command[0]} here)` : '';

    run(`${name} passes every trap on as one argument${why}`, () => {
      const said = TRAPS.filter((trap) => posix.quote(trap) !== undefined);
      const lines = said.map((trap) => `aws ${posix.quote(trap)} end`);
      expect(recorded(real, lines)).toEqual(said.map((trap) => [trap, 'end']));
      expect(said).toEqual(TRAPS);
    });

    run(`${name} passes thousands of random words on, each as one argument${why}`, () => {
      const commands = fc.sample(fc.array(word, { minLength: 1, maxLength: 4 }), { numRuns: 3000, seed: SEED });
      const said = commands
        .map((words) => words.filter((one) => posix.quote(one) !== undefined))
        .filter((words) => words.length > 0);
      expect(said.flat().length).toBeGreaterThan(5000);
      const lines = said.map((words) => ['aws', ...words.map((one) => posix.quote(one))].join(' '));
      const calls = recorded(real, lines);
      expect(calls.length).toBe(said.length);
      const wrong = calls.filter((call, index) => call.join('\0') !== said[index]?.join('\0'));
      expect(wrong.slice(0, 3)).toEqual([]);
    });
  }

  const bash = whereIs(['bash']);
  const bashTest = bash === '' ? test.skip : test;
  bashTest('history expansion is on where it is said to be, so that the test proves something', () => {
    const script = 'set -o history\nset -H\nprintf %s one\nprintf %s "!!"\n';
    expect(spawnSync(bash, ['-c', script]).stdout.toString()).not.toContain('!!');
    const quoted = `set -o history\nset -H\nprintf %s one\nprintf %s ${posix.quote('!!p')}\n`;
    expect(spawnSync(bash, ['-c', quoted]).stdout.toString()).toBe('one!!p');
  });

  // Observed in bash 5.2, where history expansion is on: it makes `!!:s^` of a `^` at the beginning of a line, and may
  // lose count of the quotes that lines before opened, so that it expands what stands in them.
  bashTest.each([
    ['a line that begins with `^`', [['a\n^b']]],
    [
      'lines that begin in quotes',
      [
        ['!`a`', 'é${,#+', '!'],
        ['\n$(0$(', '!!}}`$(', '+)\\\n'],
      ],
    ],
    [
      'a document on several lines',
      [[JSON.stringify({ Sid: "'!!$(!!", A: ["'!!$(!!", "#0#''^", "<!! 0$(0${'!!"] }, null, 2)]],
    ],
  ])('with history expansion, %s: passed on as it is, or refused', (_, commands) => {
    const said = commands.filter((words) => words.every((one) => posix.quote(one) !== undefined));
    const lines = said.map((words) => ['aws', ...words.map((one) => posix.quote(one))].join(' '));
    expect(recorded([bash, '-o', 'history', '-H'], lines)).toEqual(said);
  });

  test('what a command prints is one argument later, whatever it holds', () => {
    const kept = posix.keep('it', `aws2 ${posix.quote("it's")}`);
    const lines = ['aws2() { printf "%s  *  %s" "$#" "$1"; }', kept, `aws ${posix.kept('it')} end`];
    expect(recorded(['/bin/sh'], lines)).toEqual([["1  *  it's", 'end']]);
  });

  test('each of a chain only where the one before went well; else all', () => {
    const commands = ['aws one', 'false_ 2', 'aws three'];
    const begin = ['false_() { aws "$1"; return 1; }'];
    const called = (isChain: boolean) => recorded(['/bin/sh'], [...begin, posix.script(commands, isChain), ':']);
    expect(called(true)).toEqual([['one'], ['2']]);
    expect(called(false)).toEqual([['one'], ['2'], ['three']]);
  });

  test.each([
    'a',
    'orders',
    '--function-name',
    'lambda:InvokeFunction',
    '111122223333',
    'a1/b.c',
    'a@b',
    'a%b',
    'a+b,c',
  ])('`%s` needs no quotes', (plain) => {
    expect(posix.quote(plain)).toBe(plain);
  });

  test.each([
    ['nothing', '', "''"],
    ['a quote', "it's", "'it'\\''s'"],
    ['a dollar', '$default', "'$default'"],
    ['a star', 'a/*', "'a/*'"],
  ])('%s is quoted', (_, text, quoted) => {
    expect(posix.quote(text)).toBe(quoted);
  });
});

describe.each<[name: string, shell: Shell]>([
  ['a POSIX shell', posix],
  ['PowerShell', powershell],
])('what a terminal or a log would obey is refused for %s', (_, shell) => {
  const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (__, at) => from + at);
  const CODES = [
    ...span(0x00, 0x09),
    ...span(0x0b, 0x1f),
    ...span(0x7f, 0x9f),
    ...[0x61c, ...span(0x200b, 0x200f), ...span(0x2028, 0x202e), ...span(0x2066, 0x2069), 0xfeff],
    ...[0xd800, 0xd83d, 0xdbff, 0xdc00, 0xde00, 0xdfff],
  ];

  test('every control character, direction mark and half of a letter, wherever it stands', () => {
    const around: readonly (readonly [string, string])[] = [
      ['', ''],
      ['a', 'b'],
      ["'", "'"],
      ['a\n', ''],
      ['', '\nb'],
    ];
    const wrong = CODES.filter((code) =>
      around.some(([before, after]) => shell.quote(before + String.fromCharCode(code) + after) !== undefined),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    ['a command to the log of Azure', '##[error]a'],
    ['the same inside a word', 'a ##vso[task.setvariable]b'],
    ['the same behind a line break', 'a\n##[group]'],
    ['a command to the log of GitHub', 'a\n::error::b'],
    ['the same behind spaces', 'a\n  ::add-mask::b'],
    ['the same behind empty lines', 'a\n\n::stop-commands::b'],
    ['two halves of a letter on two lines', 'a\ud83d\n\ude00'],
  ])('%s', (__, text) => {
    expect(shell.quote(text)).toBeUndefined();
  });

  test.each(['a::b', '::a', '#[a]', '😀', 'größe'])('but not `%s`', (text) => {
    expect(shell.quote(text)).toBeDefined();
  });
});
