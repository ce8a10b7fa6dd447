// Where do the functions of many files live, by what their paths say?

import { describe, expect, test } from '@jest/globals';
import type { AuditAnswer } from '../../../src/question/audit/audit.js';
import { run } from '../../support/world.js';
import { API, allow } from '../../support/worlds.js';

const OPEN = JSON.stringify({
  Version: '2012-10-17',
  Statement: [allow({ Resource: '*', Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` } } })],
});
const files = {
  ...{ 'fleet/us-east-2/orders.json': OPEN, 'fleet/us-west-1/orders.json': OPEN },
  ...{ 'fleet/eu-west-1/orders.live.json': OPEN, 'fleet/odd.json': OPEN, 'broken/x.json': '{nope' },
};
const FROM = ['--function-from', 'fleet/{region}/{function}.json'];
const ALIAS = ['--function-from', '{region}/{function}.{qualifier}.json'];

/** The exit code, and what is told, file by file. */
async function told(...args: readonly string[]): Promise<readonly [exitCode: number, told: readonly string[]]> {
  const { exitCode, stdout } = await run(['audit', '--format', 'json', ...args], { files });
  const { findings } = JSON.parse(stdout) as AuditAnswer;
  return [exitCode, findings.map(({ id, place }) => `${place?.source} ${id}`)];
}

describe('a file whose path fits no template', () => {
  test.each<[what: string, args: readonly string[], exitCode: number, told: readonly string[]]>([
    [
      'is told, and audited',
      ['fleet/{odd,us-west-1/orders}.json', ...FROM],
      1,
      ['fleet/odd.json unplaced-file', 'fleet/us-west-1/orders.json region-mismatch'],
    ],
    ['is a warning', ['fleet/{odd,us-east-2/orders}.json', ...FROM], 0, ['fleet/odd.json unplaced-file']],
    [
      'fails where warnings do',
      ['fleet/{odd,us-east-2/orders}.json', ...FROM, '--fail-on', 'warning'],
      1,
      ['fleet/odd.json unplaced-file'],
    ],
    ['may be left out by its id', ['fleet/{odd,us-east-2/orders}.json', ...FROM, '--skip', 'unplaced-*'], 0, []],
    [
      'may be left out by its severity',
      ['fleet/{odd,us-east-2/orders}.json', ...FROM, '--min-severity', 'error'],
      0,
      [],
    ],
    [
      'may be ignored',
      ['fleet/**/*.json', ...FROM, '--ignore', 'odd.json', '--ignore', '*.live.*'],
      1,
      ['fleet/us-west-1/orders.json region-mismatch'],
    ],
    [
      'may fit another one',
      ['fleet/*/*.json', ...FROM, ...ALIAS],
      1,
      ['fleet/eu-west-1/orders.live.json region-mismatch', 'fleet/us-west-1/orders.json region-mismatch'],
    ],
    [
      'is no matter where nothing is read',
      ['broken/x.json', 'fleet/us-east-2/orders.json', ...FROM],
      3,
      ['broken/x.json not-json'],
    ],
    ['may be the only one that is read among others', ['broken/x.json', ...FROM], 3, ['broken/x.json not-json']],
  ])('%s', async (_, args, exitCode, findings) => {
    const [code, found] = await told(...args);
    expect([code, [...found].sort()]).toEqual([exitCode, [...findings].sort()]);
  });

  test('is told with what to do, and where', async () => {
    const { stdout } = await run(['audit', 'fleet/{odd,us-east-2/orders}.json', ...FROM], { files });
    expect(stdout).toMatch(
      /^fleet\/odd\.json:1:1: warning: the path does not fit --function-from, .* \[unplaced-file\]\n(?: .*\n)* {2}hint: rename the file/m,
    );
  });

  test('has a page', async () => {
    const { exitCode, stdout } = await run(['audit', '--explain', '{unplaced-file,linked-folder}']);
    expect([exitCode, stdout.match(/^## .*$/gm)]).toEqual([0, ['## linked-folder', '## unplaced-file']]);
  });
});

test.each<[what: string, args: readonly string[], says: RegExp]>([
  [
    'one file',
    ['fleet/odd.json', ...FROM],
    /^error: no file's path fits `fleet\/\{region\}\/\{function\}\.json` \(--function-from\)\n {2}such as `fleet\/odd\.json`\n$/,
  ],
  ['each of two', ['fleet/odd.json', 'fleet/*/*.live.json', ...FROM], /^error: no file's path fits /],
  [
    'by two templates',
    ['fleet/odd.json', ...FROM, ...ALIAS],
    /fits `fleet[^`]*` or `\{region\}[^`]*` \(--function-from\)\n/,
  ],
  ['standard input', ['-', ...FROM], /^error: no file's path fits .*\n {2}such as `<stdin>`\n$/],
])('where no path fits, that is wrong usage: %s', async (_, args, says) => {
  expect(await run(['audit', ...args], { files, stdin: OPEN })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(says),
  });
});

describe('what a path says', () => {
  test.each<[what: string, args: readonly string[], told: readonly string[]]>([
    ['wins over --region', ['fleet/us-east-2/orders.json', ...FROM, '--region', 'us-west-1'], []],
    [
      'wins over --region, the other way round',
      ['fleet/us-west-1/orders.json', ...FROM, '--region', 'us-east-2'],
      ['region-mismatch'],
    ],
    ['wins over --partition', ['fleet/us-east-2/orders.json', ...FROM, '--partition', 'aws-cn'], []],
    [
      'leaves the rest to the flags',
      ['fleet/us-east-2/orders.json', ...FROM, '--account', '444455556666'],
      ['other-account'],
    ],
    [
      'by the first template that fits',
      ['fleet/us-west-1/orders.json', '--function-from', '{function}.json', ...FROM],
      [],
    ],
    [
      'by the first that fits, the other way round',
      ['fleet/us-west-1/orders.json', ...FROM, '--function-from', '{function}.json'],
      ['region-mismatch'],
    ],
  ])('%s', async (_, args, ids) => {
    const [, found] = await told(...args);
    expect(found.map((one) => one.split(' ')[1])).toEqual(ids);
  });
});
