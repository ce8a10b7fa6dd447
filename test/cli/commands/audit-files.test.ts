// Which files does `sourcearn audit` read, in a world in memory and in the file system itself?

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runProcess } from '../../../src/cli/process.js';
import type { AuditAnswer } from '../../../src/question/audit/audit.js';
import { type Outcome, run, type Setting } from '../../support/world.js';
import { API, allow } from '../../support/worlds.js';

const WEST = API.replace('us-east-2', 'us-west-1');
const documentOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
const grant = (resource: string, over: object = {}) => ({
  ...allow({ Condition: { ArnLike: { 'aws:SourceArn': resource } } }),
  ...over,
});

const GOOD = documentOf(grant(`${API}/*`));
const INFO = documentOf(grant(`${API}/*/GET/orders`));
const WARNING = documentOf(grant(`${API.replace('a1b2c3d4e5', '*')}/prod/GET/orders`));
const ERROR = documentOf(grant(`${WEST}/*`));
const files = {
  ...{
    'good.json': GOOD,
    'info.json': INFO,
    'warning.json': WARNING,
    'error.json': ERROR,
    'broken.json': '{"Statement": [',
  },
  ...{ 'fleet/111122223333/us-west-1/orders.json': documentOf(grant(`${API}/*`, { Resource: '*' })) },
  ...{ 'fleet/111122223333/us-east-2/orders.json': documentOf(grant(`${API}/*`, { Resource: '*' })) },
};

const audit = (args: readonly string[], setting: Setting = {}): Promise<Outcome> =>
  run(['audit', ...args], { files, ...setting });
async function answer(args: readonly string[], setting: Setting = {}): Promise<AuditAnswer & { exitCode: number }> {
  const { stdout, exitCode } = await audit([...args, '--format', 'json'], setting);
  return { ...JSON.parse(stdout), exitCode };
}
const idsOf = ({ findings }: AuditAnswer) => findings.map(({ id, place }) => `${place?.source} ${id}`);

describe('what is read', () => {
  test.each<[what: string, args: readonly string[], sources: readonly string[]]>([
    ['files in the order given', ['warning.json', 'error.json'], ['warning.json', 'error.json']],
    ['a glob in the order of paths', ['{warning,error}.json'], ['error.json', 'warning.json']],
    ['a file that a glob matches as well, once', ['warning.json', '*r*r*.json'], ['warning.json', 'error.json']],
    ['a file twice, once', ['error.json', './error.json', './error.json'], ['error.json']],
    [
      'all but what is ignored',
      ['*.json', '--ignore', 'b*.json', '--ignore', 'i*', '--ignore', 'w*.json'],
      ['error.json'],
    ],
    [
      'all but what is ignored by its folder',
      ['fleet/**/*.json', 'error.json', '--ignore', 'fleet/**'],
      ['error.json'],
    ],
    [
      'all but what is ignored from here',
      ['./*r*r*.json', 'warning.json', '--ignore', './error.json'],
      ['warning.json'],
    ],
    [
      'all but a file that is named and ignored',
      ['error.json', 'warning.json', '--ignore', 'error.json'],
      ['warning.json'],
    ],
    ['standard input', ['-'], ['<stdin>']],
    ['standard input, whatever is ignored', ['-', '--ignore', '*'], ['<stdin>']],
  ])('%s', async (_, args, sources) => {
    const { findings } = await answer([...args, '--skip', '*-file'], { stdin: ERROR });
    expect([...new Set(findings.map(({ place }) => place?.source?.replace(/^(\.\/)+/, '')))]).toEqual(sources);
  });

  test('a file twice is one policy', async () => {
    expect((await answer(['error.json', './error.json', '*error.json', './*error.json'])).policies).toBe(1);
  });

  test('good files are audited among what cannot be read, which is told first', async () => {
    const told = await answer(['error.json', 'broken.json', 'nowhere.json', 'fleet', 'locked.json'], {
      files: { ...files, 'locked.json': new Error('EACCES: permission denied') },
    });
    expect(told).toMatchObject({ verdict: 'unreadable', policies: 1, exitCode: 3 });
    expect(idsOf(told)).toEqual([
      'broken.json not-json',
      'nowhere.json unreadable-file',
      'fleet unreadable-file',
      'locked.json unreadable-file',
      'error.json region-mismatch',
    ]);
  });

  test('a folder says how its files are named', async () => {
    expect((await audit(['fleet'])).stdout).toContain('hint: write `fleet/**/*.json` for the files in it');
  });

  test('a folder that may not be listed is told, and the rest is audited', async () => {
    const told = await answer(['**/*r*r*.json'], {
      files: { ...files, 'secret/': new Error('EACCES: permission denied, scandir') },
    });
    expect([told.exitCode, idsOf(told)]).toEqual([
      3,
      expect.arrayContaining(['secret unreadable-file', 'error.json region-mismatch']),
    ]);
  });

  test('what `aws lambda get-policy` printed', async () => {
    const told = await answer(['-'], { stdin: JSON.stringify({ Policy: ERROR, RevisionId: 'a' }) });
    expect([told.exitCode, idsOf(told)]).toEqual([1, ['<stdin> region-mismatch']]);
  });
});

describe('in the file system itself', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sourcearn-'));
    await mkdir(join(folder, 'deep/er'), { recursive: true });
    for (const path of ['a.json', 'deep/er/b.json']) await writeFile(join(folder, path), ERROR);
    await writeFile(join(folder, 'deep/c.json'), '{nope');
    await symlink(folder, join(folder, 'deep/loop'));
    await symlink(join(folder, 'self.json'), join(folder, 'self.json'));
    await symlink(join(folder, 'a.json'), join(folder, 'linked.json'));
    await symlink(join(folder, 'gone.json'), join(folder, 'dangling.json'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The real process's own Io, but for its streams. */
  async function real(...args: string[]): Promise<Outcome> {
    const streams = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({
      on: () => undefined,
      isTTY: false,
      write: (text: string) => {
        streams[name] += text;
      },
    });
    const fake = {
      argv: ['node', 'sourcearn', 'audit', ...args],
      env: {},
      stdin: [],
      stdout: stream('stdout'),
      stderr: stream('stderr'),
    };
    return { exitCode: await runProcess(fake as unknown as NodeJS.Process), ...streams };
  }

  test('no loop is walked, a linked file is read, and what is not is told', async () => {
    const { exitCode, stdout } = await real(`${folder}/**/*.json`, '--format', 'json');
    const told = (JSON.parse(stdout) as AuditAnswer).findings.map(
      ({ id, severity, place }) => `${place?.source.slice(folder.length + 1)} ${severity} ${id}`,
    );
    expect([exitCode, told]).toEqual([
      3,
      [
        'dangling.json error unreadable-file',
        'self.json error unreadable-file',
        'deep/loop warning linked-folder',
        'deep/c.json error not-json',
        'a.json error region-mismatch',
        'deep/er/b.json error region-mismatch',
        'linked.json error region-mismatch',
      ],
    ]);
  });

  test.each<[glob: string, exitCode: number, ids: readonly string[]]>([
    ['{a,linked}.json', 1, ['region-mismatch', 'region-mismatch']],
    ['dang*.json', 3, ['unreadable-file']],
    ['se*.json', 3, ['unreadable-file']],
    ['deep/*/*.json', 1, ['linked-folder', 'region-mismatch']],
    // What does not match is not told of.
    ['a*.json', 1, ['region-mismatch']],
    ['deep/e*/*.json', 1, ['region-mismatch']],
    // A link that is written out is followed.
    ['deep/loop/a*.json', 1, ['region-mismatch']],
  ])('a glob of %s', async (glob, exitCode, ids) => {
    const outcome = await real(`${folder}/${glob}`, '--format', 'json');
    const { findings } = JSON.parse(outcome.stdout) as AuditAnswer;
    expect([outcome.exitCode, findings.map(({ id }) => id)]).toEqual([exitCode, ids]);
  });

  test.each(['self.json', 'dangling.json', 'deep/loop', 'deep'])('`%s` is no file to read', async (name) => {
    expect(await real(join(folder, name))).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching(/^unreadable: 1 error in 0 policies\n/),
    });
  });

  test('what is ignored is left out', async () => {
    const ignored = ['c.json', 'loop', 'self.json', `${folder}/dangling.json`].flatMap((glob) => ['--ignore', glob]);
    expect(await real(`${folder}/**/*.json`, ...ignored, '--only', 'any-api')).toMatchObject({
      exitCode: 0,
      stdout: 'passed: nothing wrong with 3 policies\n',
    });
  });
});
