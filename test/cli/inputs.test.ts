// Which texts do the arguments name: files, globs, standard input; and what is said of what cannot be read?

import { describe, expect, test } from '@jest/globals';
import { run, type Setting } from '../support/world.js';

const statement = (name: string) => ({
  Sid: name,
  ...{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
  Resource: `arn:aws:lambda:us-east-2:111122223333:function:${name}`,
});
const documentOf = (...names: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: names.map(statement) });
const sids = ({ stdout }: { stdout: string }) =>
  [...stdout.matchAll(/^ {2}statement `(.*?)` \(/gm)].map(([, sid]) => sid);
const files = {
  'pets.json': documentOf('pets'),
  'deep/orders.json': documentOf('orders'),
  '[odd].json': documentOf('odd'),
  'a*.json': documentOf('star'),
  'ab.json': documentOf('no star'),
  'locked.json': new Error("EACCES: permission denied, open 'locked.json'"),
};

describe('what is read', () => {
  test.each<[what: string, args: string[], sids: string[]]>([
    ['a file', ['pets.json'], ['pets']],
    ['a file below', ['deep/orders.json'], ['orders']],
    ['a file by another way to it', ['./pets.json'], ['pets']],
    ['two files, in the order given', ['deep/orders.json', 'pets.json'], ['orders', 'pets']],
    ['one file twice', ['pets.json', 'pets.json'], ['pets', 'pets']],
    ['standard input', ['-'], ['piped']],
    ['standard input among files', ['pets.json', '-', 'deep/orders.json'], ['pets', 'piped', 'orders']],
    ['a file whose name looks like a glob', ['[odd].json'], ['odd']],
    ['that file alone, not what the glob matches', ['a*.json'], ['star']],
    ['a glob', ['p*.json'], ['pets']],
  ])('%s', async (_, args, expected) => {
    const outcome = await run(['parse', ...args], { files, stdin: documentOf('piped') });
    expect([sids(outcome), outcome.exitCode]).toEqual([expected, 0]);
  });

  test('ARNs and policies in one call', async () => {
    const outcome = await run(['parse', 'pets.json', 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*'], {
      files,
    });
    expect(sids(outcome)).toEqual(['pets']);
    expect(outcome.stdout).toContain('a1b2c3d4e5/*');
  });

  test('a file that is called like an option comes behind `--`', async () => {
    const outcome = await run(['parse', '--', '--pets.json'], { files: { '--pets.json': documentOf('pets') } });
    expect(sids(outcome)).toEqual(['pets']);
  });

  test('what UTF-16 and a byte order mark hold', async () => {
    const text = documentOf('pets');
    const setting = {
      files: {
        'a.json': Buffer.from(`\ufeff${text}`, 'utf16le'),
        'b.json': Buffer.from(`\ufeff${text}`),
      },
    };
    expect(sids(await run(['parse', 'a.json', 'b.json'], setting))).toEqual(['pets', 'pets']);
  });
});

describe('what cannot be read', () => {
  test.each<[what: string, args: string[], says: RegExp, setting?: Setting]>([
    [
      'a file that is not there',
      ['nowhere.json'],
      /^nowhere\.json:1:1: error: there is no such file \[unreadable-file\]\n$/,
    ],
    ['a folder', ['deep'], /^deep:1:1: error: this is a folder \[.*\]\n {2}hint: write `deep\/\*\*\/\*\.json`/],
    ['a folder with its slash', ['deep/'], /this is a folder.*\n {2}hint: write `deep\/\*\*\/\*\.json`/],
    ['the folder where one is', ['.'], /this is a folder.*\n {2}hint: write `\.\/\*\*\/\*\.json`/],
    [
      'a file that is locked',
      ['locked.json'],
      /^locked\.json:1:1: error: it cannot be read: EACCES: permission denied/,
    ],
    [
      'an empty file',
      ['e.json'],
      /^e\.json:1:1: error: there is nothing in it.*\n {2}hint: /,
      { files: { 'e.json': '' } },
    ],
    ['nothing on standard input', ['-'], /^<stdin>:1:1: error: there is nothing in it/, { stdin: '' }],
    ['HTML', ['-'], /^<stdin>:1:1: error: this is HTML/, { stdin: '<!doctype html><p>' }],
    ['a page of a sign-in', ['-'], /^<stdin>:2:1: error: this is HTML/, { stdin: '\n<html></html>' }],
    ['bytes', ['-'], /^<stdin>:1:2: error: bytes that are not UTF-8/, { stdin: Buffer.from([0x7b, 0xff, 0x7d]) }],
  ])('%s', async (_, args, says, setting = {}) => {
    const { exitCode, stderr } = await run(['parse', ...args], { files, ...setting });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(says);
  });

  test('keeps nothing else from being read', async () => {
    const outcome = await run(['parse', 'locked.json', 'pets.json', 'nowhere.json', 'deep'], { files });
    expect([sids(outcome), outcome.exitCode]).toEqual([['pets'], 3]);
    expect(outcome.stderr.match(/^\S+:1:1: error: /gm)).toHaveLength(3);
  });

  test('is a finding with its place in JSON', async () => {
    const { stdout } = await run(['parse', 'locked.json', '--format', 'json'], { files });
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'unreadable',
      findings: [{ id: 'unreadable-file', severity: 'error', place: { source: 'locked.json', line: 1, column: 1 } }],
    });
  });

  test.each([
    ['a call', ['--api', 'a1b2c3d4e5', '--type', 'http', '--route', 'GET /']],
    ['a source ARN', ['--source-arn', 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/']],
  ])('leaves it unknown whether %s is allowed, and says which file it was', async (_, flags) => {
    const { exitCode, stdout, stderr } = await run(['evaluate', 'locked.json', ...flags], { files });
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^locked\.json:1:1: error: it cannot be read/)]);
    expect(stdout).toBe('');
    const data = await run(['evaluate', 'locked.json', '--format', 'json', ...flags], { files });
    expect(JSON.parse(data.stdout)).toMatchObject({ verdict: 'unknown' });
  });
});
