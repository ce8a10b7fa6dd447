// Does the program run in the real world: real files, links that go round in circles, real streams, the built binary?

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runProcess } from '../../src/cli/process.js';
import { project } from '../support/world.js';

const statement = (name: string) => ({
  Sid: name,
  ...{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
  Resource: `arn:aws:lambda:us-east-2:111122223333:function:pets`,
});
const documentOf = (...names: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: names.map(statement) });
const sidsIn = (out: string) => [...out.matchAll(/^ {2}statement `(.*?)` \(/gm)].map(([, sid]) => sid);

const world = mkdtempSync(join(tmpdir(), 'sourcearn-'));
const at = (path: string) => join(world, path);

beforeAll(() => {
  for (const folder of ['policies/deep', 'elsewhere']) mkdirSync(at(folder), { recursive: true });
  for (const path of ['policies/a.json', 'policies/deep/b.json', 'elsewhere/c.json'])
    writeFileSync(at(path), documentOf(path.slice(-6, -5)));
  symlinkSync(at('policies'), at('policies/deep/round'));
  symlinkSync(at('elsewhere'), at('policies/linked'));
  symlinkSync(at('elsewhere/c.json'), at('policies/link.json'));
  symlinkSync(at('policies/self.json'), at('policies/self.json'));
  symlinkSync(at('policies/gone.json'), at('policies/broken.json'));
});
afterAll(() => rmSync(world, { recursive: true }));

/** Runs the program on streams that stand in for those of a process. */
async function runOn(argv: readonly string[], stdin: readonly (string | Uint8Array)[] = []) {
  const [stdout, stderr, input] = [new PassThrough(), new PassThrough(), new PassThrough()];
  for (const chunk of stdin) input.write(Buffer.from(chunk));
  input.end();
  const stand = { argv: ['node', 'sourcearn', ...argv], env: {}, stdin: input, stdout, stderr };
  const exitCode = await runProcess(stand as unknown as NodeJS.Process);
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

describe('real files', () => {
  test.each<[what: string, path: string, sids: string]>([
    ['a file', 'policies/a.json', 'a'],
    ['a link to a file', 'policies/link.json', 'c'],
    ['a file in a linked folder', 'policies/linked/c.json', 'c'],
    ['a file by way of the circle', 'policies/deep/round/deep/round/a.json', 'a'],
    ['a glob: linked files are read', 'policies/{a,link}.json', 'a c'],
    ['a glob that looks into a linked folder', 'policies/linked/*.json', 'c'],
  ])('%s', async (_, path, sids) => {
    const { exitCode, stdout, stderr } = await runOn(['parse', at(path)]);
    expect({ exitCode, stderr, sids: sidsIn(stdout).join(' ') }).toEqual({ exitCode: 0, stderr: '', sids });
  });

  test.each<[what: string, command: readonly string[], isSaid: boolean]>([
    ['parse', ['parse'], true],
    ['evaluate', ['evaluate', '--api', 'a1b2c3d4e5', '--type', 'http', '--route', 'GET /pets'], true],
    ['audit', ['audit', '--only', 'duplicate-key'], false],
  ])('%s: links to folders, to nothing and in circles, which a glob does not follow, are told', async (_, [
    name = '',
    ...flags
  ], isSaid) => {
    const { exitCode, stdout, stderr } = await runOn([name, at('policies/**/*.json'), ...flags]);
    const told = [...(isSaid ? stderr : stdout).matchAll(/^(\S+):1:1: (\w+): .* \[([\w-]+)\]$/gm)];
    expect([
      exitCode,
      told.map(([, path = '', ...rest]) => [path.slice(world.length + 1), ...rest].join(' ')).sort(),
    ]).toEqual([
      3,
      [
        'policies/broken.json error unreadable-file',
        'policies/deep/round warning linked-folder',
        'policies/linked warning linked-folder',
        'policies/self.json error unreadable-file',
      ],
    ]);
  });

  test('a linked folder keeps nothing from being known', async () => {
    const { exitCode, stdout, stderr } = await runOn(['parse', at('policies/*/*.json')]);
    expect([exitCode, sidsIn(stdout)]).toEqual([0, ['b']]);
    expect(stderr).toMatch(
      /^\S+\/linked:1:1: warning: a link to a folder, .* \[linked-folder\]\n {2}hint: [^\n]*--ignore\n$/,
    );
  });

  test.each<[what: string, path: string, says: RegExp]>([
    ['a folder', 'policies', /this is a folder/],
    ['a link to a folder', 'policies/linked', /this is a folder/],
    ['a link to itself', 'policies/self.json', /no such file/],
    ['a link to nothing', 'policies/broken.json', /no such file/],
    ['a file in a file', 'policies/a.json/b.json', /no such file/],
    ['a name that no file can have', `policies/${'x'.repeat(300)}.json`, /no such file/],
    ['a name with a zero in it', 'policies/a\0.json', /no such file/],
  ])('%s cannot be read, and that is told', async (_, path, says) => {
    const { exitCode, stderr } = await runOn(['parse', at(path)]);
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(says)]);
  });
});

describe('real streams', () => {
  test('standard input is read to its end, letters cut in two included', async () => {
    const bytes = Buffer.from(documentOf('pets 🐕'));
    const cut = bytes.indexOf(0xf0) + 2;
    const { exitCode, stdout } = await runOn(['parse', '-'], [bytes.subarray(0, cut), bytes.subarray(cut)]);
    expect([exitCode, sidsIn(stdout)]).toEqual([0, ['pets 🐕']]);
  });

  test('without being asked for, standard input is not touched', async () => {
    const { exitCode, stdout } = await runOn(['parse', at('policies/a.json')], ['{nope']);
    expect([exitCode, sidsIn(stdout)]).toEqual([0, ['a']]);
  });
});

describe('bin/sourcearn.js', () => {
  const bin = join(project, 'bin/sourcearn.js');
  const CALL = ['--api', 'a1b2c3d4e5', '--type', 'http', '--route', 'GET /pets'];

  beforeAll(() => {
    // `npm ci` builds it; whoever deleted it gets it back.
    if (!existsSync(join(project, 'dist/cli.js'))) execFileSync('npm', ['run', 'build'], { cwd: project });
  }, 120_000);

  test('tells its version', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' });
  });

  test('answers from another folder, by a glob that no shell expanded', () => {
    const args = [bin, 'evaluate', 'policies/deep/*.json', ...CALL];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: world, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^allowed: `GET \/pets` of HTTP API `a1b2c3d4e5` may invoke/);
  });

  test.each<[what: string, input: string, status: number]>([
    ['allowed', documentOf('a'), 0],
    ['not allowed', documentOf('a').replace('lambda:InvokeFunction', 's3:*'), 1],
    ['wrong usage', documentOf('a').replace(':pets', ':*'), 2],
    ['not to be read', '{nope', 3],
  ])('exits with its number: %s', (_, input, status) => {
    const args = [bin, 'evaluate', '-', '--source-arn', 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/a/GET/'];
    const result = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
    expect(result.status).toBe(status);
    expect(result.stderr).not.toContain('    at ');
  });

  test('a reader that goes away changes nothing of the answer, and nothing is said of it', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => `s${index}`);
    writeFileSync(at('large.json'), documentOf(...names).replaceAll('lambda:InvokeFunction', 's3:*'));
    const child = spawn(process.execPath, [bin, 'evaluate', at('large.json'), ...CALL, '--format', 'json']);
    child.stdout.destroy();
    const told = text(child.stderr);
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect([status, await told]).toEqual([1, '']);
  });
});
