// Does `sourcearn audit` read what it is given, say what is wrong with it, and end with the right number?

import { describe, expect, test } from '@jest/globals';
import type { AuditAnswer } from '../../../src/question/audit/audit.js';
import { allRules } from '../../../src/question/audit/page.js';
import { type Outcome, run, type Setting } from '../../support/world.js';
import { API, allow } from '../../support/worlds.js';

const WEST = API.replace('us-east-2', 'us-west-1');
const documentOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
const grant = (resource: string, over: object = {}) => ({
  ...allow({ Condition: { ArnLike: { 'aws:SourceArn': resource } } }),
  ...over,
});
const functionArn = (region: string, name: string) => `arn:aws:lambda:${region}:111122223333:function:${name}`;

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

describe('the exit code', () => {
  test.each<[args: readonly string[], exitCode: number, first: string]>([
    [['good.json'], 0, 'passed: nothing wrong with 1 policy'],
    [['info.json'], 0, 'passed: 1 info in 1 policy'],
    [['warning.json'], 0, 'passed: 1 warning in 1 policy'],
    [['error.json'], 1, 'failed: 1 error in 1 policy'],
    [['error.json', '--fail-on', 'error'], 1, 'failed: 1 error in 1 policy'],
    [['error.json', '--fail-on', 'never'], 0, 'passed: 1 error in 1 policy'],
    [['warning.json', '--fail-on', 'warning'], 1, 'failed: 1 warning in 1 policy'],
    [['warning.json', '--fail-on', 'info'], 1, 'failed: 1 warning in 1 policy'],
    [['info.json', '--fail-on', 'warning'], 0, 'passed: 1 info in 1 policy'],
    [['info.json', '--fail-on', 'info'], 1, 'failed: 1 info in 1 policy'],
    [['good.json', '--fail-on', 'info'], 0, 'passed: nothing wrong with 1 policy'],
    [['good.json', 'error.json', 'warning.json'], 1, 'failed: 1 error, 1 warning in 3 policies'],
    [['error.json', '--skip', 'region-*'], 0, 'passed: nothing wrong with 1 policy'],
    [['error.json', '--only', 'any-*'], 0, 'passed: nothing wrong with 1 policy'],
    [['broken.json', 'good.json'], 3, 'unreadable: 1 error in 1 policy'],
    [['broken.json', 'error.json', '--fail-on', 'never'], 3, 'unreadable: 2 errors in 1 policy'],
    [['broken.json', '--only', 'any-api'], 3, 'unreadable: 1 error in 0 policies'],
    [['broken.json', '--skip', 'not-json'], 3, 'unreadable: 1 error in 0 policies'],
    [['broken.json', '--skip', 'a*'], 3, 'unreadable: 1 error in 0 policies'],
    [['broken.json', '--min-severity', 'error'], 3, 'unreadable: 1 error in 0 policies'],
    [['info.json', '--min-severity', 'error', '--fail-on', 'info'], 1, 'failed: 1 info in 1 policy'],
    [['nowhere.json', 'good.json'], 3, 'unreadable: 1 error in 1 policy'],
  ])('of %j is %i', async (args, exitCode, first) => {
    const outcome = await audit(args);
    expect([outcome.exitCode, outcome.stdout.split('\n')[0], outcome.stderr]).toEqual([exitCode, first, '']);
  });

  test.each<[what: string, args: readonly string[], says: RegExp]>([
    ['no file', [], /^error: no policy to audit\n {2}add the file/],
    ['--skip of all', ['good.json', '--skip', '*'], /^error: --skip leaves out every check\n$/],
    [
      '--skip of all that is asked',
      ['good.json', '--only', 'any-*', '--skip', 'any-*'],
      /--skip leaves out every check/,
    ],
    [
      'two ids with a comma',
      ['good.json', '--only', 'any-api,other-account'],
      /^error: no check is called `any-api,other-account`\n {2}write --only again for each of several\n$/,
    ],
    [
      'every file ignored',
      ['good.json', '--ignore', '*'],
      /^error: every file is ignored\n {2}leave out --ignore, or n/,
    ],
    ['every file of a glob ignored', ['*.json', '--ignore', '*.json'], /^error: every file is ignored\n/],
    [
      'no such least severity',
      ['good.json', '--min-severity', 'never'],
      /^error: expected one of error, warning, info as/,
    ],
    ['a least severity twice', ['good.json', '--min-severity', 'error', '--min-severity', 'info'], /given twice/],
    [
      'a page for GitHub',
      ['--explain', 'any-api', '--format', 'github'],
      /^error: expected one of text, json, sarif as --format, found `github`\n/,
    ],
    ['a page that fits no flag', ['--explain', 'any-api', '--region', 'ohio'], /as --region/],
    ['a glob without files', ['no/*.json'], /^error: no file matches `no\/\*\.json`\n$/],
    [
      'no such severity',
      ['good.json', '--fail-on', 'fatal'],
      /^error: expected one of error, warning, info, never as --fail-on/,
    ],
    [
      'no such check',
      ['good.json', '--only', 'region-mismatches'],
      /^error: no check is called .*\n {2}expected one of:\n(?: {4}.*\n)* {4}region-mismatch\n/,
    ],
    ['no such check to leave out', ['good.json', '--skip', 'x'], /\(--skip\)\n/],
    ['no such page', ['--explain', 'nothing-like-it'], /\(--explain\)\n/],
    [
      'a page and a policy',
      ['good.json', '--explain', 'any-api'],
      /^error: --explain audits nothing\n {2}leave out the policies\n$/,
    ],
    ['no such format', ['good.json', '--format', 'xml'], /^error: expected one of text, .* as --format/],
    ['standard input twice', ['-', '-'], /can be read only once/],
    [
      'a function by both ways',
      ['good.json', '--function', 'a', '--function-from', '{function}'],
      /--function-from both say/,
    ],
    ['a flag twice', ['good.json', '--region', 'us-east-2', '--region', 'us-east-2'], /given twice/],
    ['a flag without a value', ['good.json', '--fail-on'], /argument missing/],
    ['an unknown flag', ['good.json', '--fail-at', 'error'], /unknown option '--fail-at'/],
  ])('%s is wrong usage', async (_, args, says) => {
    const outcome = await audit(args);
    expect([outcome.exitCode, outcome.stdout]).toEqual([2, '']);
    expect(outcome.stderr).toMatch(says);
  });
});

describe('where the function lives', () => {
  const told = async (...args: string[]) =>
    idsOf(await answer([...args, '--only', 'region-mismatch', '--only', 'other-*'])).map((id) => id.split(' ')[1]);
  const OPEN = 'fleet/111122223333/us-east-2/orders.json';

  test.each<[what: string, args: readonly string[], ids: readonly string[]]>([
    ['nothing said', [OPEN], []],
    ['a region', [OPEN, '--region', 'us-west-1'], ['region-mismatch']],
    ['its ARN', [OPEN, '--function', functionArn('us-west-1', 'orders')], ['region-mismatch']],
    ['its partial ARN', ['good.json', '--function', '111122223333:function:pets'], ['other-function']],
    [
      'its partial ARN, and where it is',
      [OPEN, '--function', '444455556666:orders', '--region', 'us-east-2'],
      ['other-account'],
    ],
    ['its account', [OPEN, '--account', '444455556666'], ['other-account']],
    ['its name', ['good.json', '--function', 'orders'], []],
    ['another name', ['good.json', '--function', 'pets'], ['other-function']],
    ['an alias', ['good.json', '--function', 'orders:live'], ['other-qualifier']],
    [
      'its path',
      ['fleet/**/*.json', '--function-from', 'fleet/{account}/{region}/{function}.json'],
      ['region-mismatch'],
    ],
  ])('%s', async (_, args, ids) => {
    expect(await told(...args)).toEqual(ids);
  });

  test.each<[what: string, args: readonly string[], says: string]>([
    ['another region', ['--region', 'us-west-1'], '--region says `us-west-1`, and --function `us-east-2`'],
    ['another account', ['--account', '444455556666'], '--account says `444455556666`, and --function `111122223333`'],
    ['another partition', ['--partition', 'aws-cn'], '--partition says `aws-cn`, and --function `aws`'],
  ])('its ARN, and %s, is wrong usage', async (_, args, says) => {
    const outcome = await audit([OPEN, '--function', functionArn('us-east-2', 'orders'), ...args]);
    expect(outcome).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${says}\n  leave out one of them\n` });
  });

  test('its partition', async () => {
    expect(idsOf(await answer([OPEN, '--partition', 'aws-cn', '--only', 'partition-*']))).toEqual([
      `${OPEN} partition-mismatch`,
    ]);
  });

  test('is told across documents', async () => {
    const west = functionArn('us-west-1', 'orders');
    const two = {
      'a.json': documentOf(grant(`${API}/*`)),
      'b.json': documentOf(grant(`${WEST}/*`, { Resource: west })),
      'c.json': documentOf(
        grant(`${API.replace('a1b2', 'f6g7')}/*`, { Resource: `${functionArn('us-east-2', 'orders')}:live` }),
      ),
    };
    const across = await answer(['*.json', '--only', 'api-in-*', '--only', 'alias-*'], { files: two });
    expect(idsOf(across)).toEqual(['a.json alias-not-granted', 'b.json api-in-two-regions']);
    expect(across.findings[1]?.message).toContain('`a.json:');
    const apart = await answer(['b.json', '--only', 'api-in-*', '--only', 'alias-*'], { files: two });
    expect(apart.findings).toEqual([]);
  });
});

describe('--explain', () => {
  test('prints a page, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await audit(['--explain', 'region-mismatch']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^## region-mismatch\n\n\*\*error\*\*, [^\n]*\n\n.*\nSource: .*```json\n.*```\n$/s);
  });

  test('prints the pages that a glob matches', async () => {
    const { stdout } = await audit(['--explain', 'wildcard-in-*']);
    expect(stdout.match(/^## .*$/gm)).toEqual([
      '## wildcard-in-account',
      '## wildcard-in-partition',
      '## wildcard-in-region',
      '## wildcard-in-principal',
    ]);
  });

  test('prints every page', async () => {
    expect((await audit(['--explain', '*'])).stdout.match(/^## .*$/gm)).toEqual(allRules().map(({ id }) => `## ${id}`));
  });

  test('is an unsuccessful run in SARIF where something is not known', async () => {
    const runs = await Promise.all(
      [['good.json'], ['error.json'], ['broken.json', 'error.json'], ['--explain', 'any-api']].map(async (args) => {
        const { stdout } = await audit([...args, '--format', 'sarif']);
        const [{ invocations, tool, results }] = JSON.parse(stdout).runs;
        const ids = (list: readonly Record<string, string>[], name: string) => list.map((one) => one[name]).sort();
        return [invocations, tool.driver.version, ids(tool.driver.rules, 'id'), ids(results, 'ruleId')];
      }),
    );
    const version = expect.stringMatching(/^\d+\.\d+\.\d+$/);
    const [good, bad] = [[{ executionSuccessful: true }], [{ executionSuccessful: false }]];
    expect(runs).toEqual([
      [good, version, [], []],
      [good, version, ['region-mismatch'], ['region-mismatch']],
      [bad, version, ['not-json', 'region-mismatch'], ['not-json', 'region-mismatch']],
      [good, version, ['any-api'], []],
    ]);
  });

  test('is data in JSON', async () => {
    const { stdout, exitCode } = await audit(['--explain', 'any-api', '--format', 'json']);
    const [rule] = allRules().filter(({ id }) => id === 'any-api');
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      0,
      { schemaVersion: 1, question: 'audit', verdict: 'explained', rules: [rule] },
    ]);
  });
});

describe('the answer', () => {
  const ALL = ['error.json', 'warning.json', 'info.json', 'broken.json'];

  test('is one envelope in JSON, whose counts are those of its findings', async () => {
    const told = await answer([...ALL, '--fail-on', 'warning']);
    const { exitCode, ...envelope } = told;
    expect([exitCode, Object.keys(envelope)]).toEqual([
      3,
      ['schemaVersion', 'question', 'verdict', 'failOn', 'policies', 'counts', 'findings'],
    ]);
    expect(envelope).toMatchObject({
      schemaVersion: 1,
      question: 'audit',
      verdict: 'unreadable',
      failOn: 'warning',
      policies: 3,
    });
    for (const severity of ['error', 'warning', 'info'] as const)
      expect(told.findings.filter((one) => one.severity === severity)).toHaveLength(told.counts[severity]);
    for (const { place } of told.findings)
      expect(place).toMatchObject({
        line: expect.any(Number),
        column: expect.any(Number),
        pointer: expect.any(String),
      });
  });

  test('tells each finding with its place, its hint and where there is more', async () => {
    const { stdout } = await audit(['error.json']);
    expect(stdout).toMatch(
      /^failed: .*\n\nerror\.json:\d+:\d+: error: source ARN names region .* \[region-mismatch\]\n +\d+ \| .*\n +\| +\^~+\n {2}hint: .*\n\n {2}hint: `sourcearn audit --explain region-mismatch` says more/,
    );
  });

  test.each(['text', 'json', 'sarif', 'github'])('is the same each time, as %s', async (format) => {
    const [one, other] = await Promise.all([1, 2].map(() => audit([...ALL, '--format', format])));
    expect(one).toEqual(other);
    expect(one?.stdout).not.toBe('');
  });

  test.each<[what: string, args: readonly string[], env: Record<string, string>, isColoured: boolean]>([
    ['in a terminal', [], {}, true],
    ['with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR', [], { NO_COLOR: '' }, true],
    ['with --no-color', ['--no-color'], {}, false],
    ['as JSON', ['--format', 'json'], {}, false],
  ])('is coloured %s: %s', async (_, args, env, isColoured) => {
    const { stdout } = await audit(['error.json', ...args], { env, isTerminal: true });
    expect(stdout.includes('\u001b[')).toBe(isColoured);
  });
});
