// Is every word that is quoted for PowerShell one literal argument again, and is what it cannot pass refused?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { powershell } from '../../src/model/shell.js';
import { holds } from '../support/worlds.js';

const word = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ...'aZ0 _-=.,:/@%+\'"`$!\\*?[]{}()<>|&;#~^\n\u2018\u2019\u201a\u201b\u201c\u201d\u00a0é日',
      ...['$(', '${', '&&', '--', '--%', "''", '😀', '\\\\'],
    ),
    maxLength: 10,
  }),
  fc.constantFrom(
    ...["'", "''", '$HOME', '$(id)', '--%', '--', '-n', '@a', '1e3', '0x1', 'a\\', 'a b\\', '%PATH%', '\u2019'],
  ),
);

// No PowerShell ran here. What stands in for it is written from its documentation, about_Quoting_Rules (any of ' ‘ ’ ‚ ‛
// opens and closes a string, and two of them within are one) and about_Parsing (how programs were given their arguments
// before version 7.3), and from Microsoft's page on how C programs on Windows read a command line.
describe('PowerShell, as documented', () => {
  const QUOTES = "'\u2018\u2019\u201a\u201b";

  /** The arguments of a line; throws at what is neither a string in single quotes nor a plain word. */
  function readLine(line: string): string[] {
    const words: string[] = [];
    for (let at = 0; at < line.length; at += 1) {
      let value = '';
      if (QUOTES.includes(line[at] as string)) {
        for (at += 1; ; at += 1) {
          if (at >= line.length) throw new Error(`no quote closes: ${line}`);
          if (QUOTES.includes(line[at] as string)) {
            if (line[at + 1] === undefined || !QUOTES.includes(line[at + 1] as string)) break;
            at += 1;
          }
          value += line[at];
        }
        at += 1;
      } else {
        while (at < line.length && line[at] !== ' ') value += line[at++];
        if (!/^(--)?[A-Za-z][A-Za-z0-9_.:/-]*$/.test(value)) throw new Error(`no plain word: ${value}`);
      }
      if (at < line.length && line[at] !== ' ') throw new Error(`something stands behind a word: ${line.slice(at)}`);
      words.push(value);
    }
    return words;
  }

  /** The command line that versions before 7.3 make on Windows: a word with white space in double quotes, the rest as it is. */
  const commandLine = (words: readonly string[]) => words.map((one) => (/\s/.test(one) ? `"${one}"` : one)).join(' ');

  /** The arguments that a C program reads there: backslashes count double only before a double quote. */
  function argv(line: string): string[] {
    const words: string[] = [];
    let value: string | undefined;
    let isQuoted = false;
    for (let at = 0; at < line.length; at += 1) {
      const [slashes = ''] = /^\\+/.exec(line.slice(at)) ?? [];
      const isBeforeQuote = slashes !== '' && line[at + slashes.length] === '"';
      if (slashes !== '') {
        value = (value ?? '') + (isBeforeQuote ? '\\'.repeat(slashes.length / 2) : slashes);
        at += slashes.length - 1;
        if (isBeforeQuote && slashes.length % 2 === 1) {
          value += '"';
          at += 1;
        }
      } else if (line[at] === '"') {
        isQuoted = !isQuoted;
        value ??= '';
      } else if (/[ \t]/.test(line[at] as string) && !isQuoted) {
        if (value !== undefined) words.push(value);
        value = undefined;
      } else value = (value ?? '') + line[at];
    }
    return value === undefined ? words : [...words, value];
  }

  const printed = (words: readonly string[]) => words.map((one) => powershell.quote(one)).join(' ');

  test('the stand-ins read what the documentation shows', () => {
    expect(readLine("'don''t' plain --flag '\u2019\u2019' ''")).toEqual(["don't", 'plain', '--flag', '\u2019', '']);
    expect(argv('"a b" c\\d "e f\\\\" "g\\"h"')).toEqual(['a b', 'c\\d', 'e f\\', 'g"h']);
    expect(argv(commandLine(['a b\\', 'c']))).not.toEqual(['a b\\', 'c']);
    expect(argv(commandLine(['a"b', 'c']))).not.toEqual(['a"b', 'c']);
  });

  test('every word that is not refused is one argument, also to a program on Windows', () => {
    let said = 0;
    holds(
      [fc.array(word, { minLength: 1, maxLength: 4 })],
      (words) => {
        const spoken = words.filter((one) => powershell.quote(one) !== undefined);
        said += spoken.length;
        expect(readLine(printed(spoken))).toEqual(spoken);
        expect(argv(commandLine(spoken))).toEqual(spoken);
      },
      3000,
    );
    expect(said).toBeGreaterThan(3000);
  });

  test.each([
    ['a quote', "it's", "'it''s'"],
    [
      'typographic quotes, each doubled',
      '\u2018a\u2019\u201ab\u201b',
      "'\u2018\u2018a\u2019\u2019\u201a\u201ab\u201b\u201b'",
    ],
    ['a dollar and a backtick', '$default`', "'$default`'"],
    ['a number', '111122223333', "'111122223333'"],
    ['what stops the parsing', '--%', "'--%'"],
    ['an option with its value', '--statement-id=-1', "'--statement-id=-1'"],
    ['a splat', '@a', "'@a'"],
    ['a backslash at the end of one word', 'a\\', "'a\\'"],
    ['a name', 'orders', 'orders'],
    ['an option', '--function-name', '--function-name'],
    [
      'an ARN without a star',
      'arn:aws:lambda:us-east-2:111122223333:function:a',
      'arn:aws:lambda:us-east-2:111122223333:function:a',
    ],
  ])('%s', (_, text, quoted) => {
    expect(powershell.quote(text)).toBe(quoted);
  });

  test.each([
    ['a double quote', 'a"b'],
    ['nothing', ''],
    ['a backslash at the end, behind a space', 'a b\\'],
    ['backslashes at the end, behind a line break', 'a\nb\\\\'],
  ])('%s is refused', (_, text) => {
    expect(powershell.quote(text)).toBeUndefined();
  });

  test('a chain asks how the command before it ended', () => {
    expect(powershell.script(['aws a', 'aws b', 'aws c'], true)).toBe(
      'aws a\nif ($LASTEXITCODE -eq 0) { aws b }\nif ($LASTEXITCODE -eq 0) { aws c }',
    );
    expect(powershell.script(['aws a', 'aws b'], false)).toBe('aws a\naws b');
    expect([powershell.keep('it', 'aws a'), powershell.kept('it')]).toEqual(['$it = aws a', '$it']);
  });
});
