// Are there colours where they are welcome and nowhere else, and does the answer go where it belongs?

import { describe, expect, test } from '@jest/globals';
import { run, type Setting } from '../support/world.js';

const ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const policy = (effect: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: effect,
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION,
      Condition: { ArnLike: { 'aws:SourceArn': `${ARN}/*/GET/pets` } },
    },
  });
const files = { 'pets.json': policy('Allow'), 'odd.json': policy('allow'), 'broken.json': '{nope' };
const ask = (file: string, route: string, ...more: string[]) => [
  ...['evaluate', file, '--api', 'a1b2c3d4e5', '--type', 'rest', '--stage', 'prod', '--route', route],
  ...more,
];
const ESCAPE = /\u001b\[/;

describe('colours', () => {
  test.each<[where: string, setting: Setting, argv: string[], isColored: boolean]>([
    ['in a terminal', { isTerminal: true }, [], true],
    ['not in a file or a pipe', { isTerminal: false }, [], false],
    ['not with --no-color', { isTerminal: true }, ['--no-color'], false],
    ['not with NO_COLOR', { isTerminal: true, env: { NO_COLOR: '1' } }, [], false],
    ['not with NO_COLOR, whatever it says', { isTerminal: true, env: { NO_COLOR: 'false' } }, [], false],
    ['with an empty NO_COLOR, which is as none', { isTerminal: true, env: { NO_COLOR: '' } }, [], true],
    ['with FORCE_COLOR in a pipe', { env: { FORCE_COLOR: '1' } }, [], true],
    ['with FORCE_COLOR=true', { env: { FORCE_COLOR: 'true' } }, [], true],
    ['not with FORCE_COLOR=0', { isTerminal: true, env: { FORCE_COLOR: '0' } }, [], false],
    ['not with FORCE_COLOR=false', { isTerminal: true, env: { FORCE_COLOR: 'false' } }, [], false],
    ['with an empty FORCE_COLOR as with none: not in a pipe', { env: { FORCE_COLOR: '' } }, [], false],
    ['with an empty FORCE_COLOR as with none: in a terminal', { isTerminal: true, env: { FORCE_COLOR: '' } }, [], true],
    ['not with NO_COLOR, FORCE_COLOR or not', { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, [], false],
    ['not with --no-color, FORCE_COLOR or not', { env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
  ])('%s', async (_, setting, argv, isColored) => {
    const { stdout } = await run(ask('pets.json', 'GET /pets', ...argv), { files, ...setting });
    expect(ESCAPE.test(stdout)).toBe(isColored);
  });

  test.each([
    ['allowed', 'pets.json', 'GET /pets'],
    ['not allowed', 'pets.json', 'POST /pets'],
    ['unknown, with a finding', 'odd.json', 'GET /pets'],
    ['unreadable', 'broken.json', 'GET /pets'],
  ])('change nothing but colours: %s', async (_, file, route) => {
    const plain = await run(ask(file, route, '--function', FUNCTION), { files });
    const colored = await run(ask(file, route, '--function', FUNCTION), { files, isTerminal: true });
    const stripped = (text: string) => text.replace(/\u001b\[\d+m/g, '');
    expect(ESCAPE.test(colored.stdout + colored.stderr)).toBe(true);
    expect({ ...colored, stdout: stripped(colored.stdout), stderr: stripped(colored.stderr) }).toEqual(plain);
  });

  test('are never in JSON', async () => {
    const setting = { files, isTerminal: true, env: { FORCE_COLOR: '1' } };
    const { stdout } = await run(ask('pets.json', 'POST /pets', '--format', 'json'), setting);
    expect(ESCAPE.test(stdout)).toBe(false);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'implicitDeny' });
  });
});

describe('the answer', () => {
  test('is on standard output, findings on standard error', async () => {
    const { stdout, stderr } = await run(ask('odd.json', 'GET /pets'), { files });
    expect(stdout).toMatch(/^unknown: /);
    expect(stderr).toMatch(/^odd\.json:1:\d+: error: .* \[[a-z-]+\]\n/);
  });

  test('has its verdict on the first line, and that line says all of it', async () => {
    const { stdout } = await run(ask('pets.json', 'GET /pets'), { files });
    expect(stdout.split('\n')[0]).toMatch(/^allowed: `GET \/pets` of REST API .* may invoke `.*:pets`: .* allows it$/);
  });

  test('as JSON holds the findings too, and standard error is empty', async () => {
    const { stdout, stderr } = await run(ask('odd.json', 'GET /pets', '--format', 'json'), { files });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'unknown', findings: [{ severity: 'error' }] });
  });

  test.each([['text'], ['json']])('ends with one line break as %s', async (format) => {
    const { stdout } = await run(ask('pets.json', 'POST /pets', '--format', format), { files });
    expect(stdout).toMatch(/[^\n]\n$/);
  });

  test('begins with its first line, not with an empty one, whatever is parsed', async () => {
    for (const argument of ['pets.json', `${ARN}/*`]) {
      expect((await run(['parse', argument], { files })).stdout).toMatch(/^\S|^ +\S/);
    }
  });
});

test.each([
  ['0: allowed', ask('pets.json', 'GET /pets'), 0],
  ['1: not allowed', ask('pets.json', 'POST /pets'), 1],
  ['1: unknown', ask('odd.json', 'GET /pets'), 1],
  ['1: unknown that is to fail', ask('odd.json', 'GET /pets', '--unknown', 'fail'), 1],
  ['0: unknown that is to pass', ask('odd.json', 'GET /pets', '--unknown', 'pass'), 0],
  ['1: not allowed, even where unknown is to pass', ask('pets.json', 'POST /pets', '--unknown', 'pass'), 1],
  ['2: wrong usage', ['evaluate', 'pets.json'], 2],
  ['3: a policy that cannot be read', ask('broken.json', 'GET /pets'), 3],
  ['3: one that is not there', ask('nowhere.json', 'GET /pets'), 3],
  ['3: that, by its source ARN', ['evaluate', 'nowhere.json', '--source-arn', `${ARN}/prod/GET/`], 3],
  [
    '3: one of two that cannot be read',
    ['evaluate', 'pets.json', 'broken.json', '--source-arn', `${ARN}/a/GET/pets`],
    3,
  ],
  ['3: that, even where unknown is to pass', ask('broken.json', 'GET /pets', '--unknown', 'pass'), 3],
  ['0: parsed', ['parse', 'pets.json'], 0],
  ['0: parsed, and AWS would refuse it', ['parse', 'odd.json'], 0],
  ['3: not to be parsed', ['parse', 'broken.json'], 3],
  ['3: an ARN that is none', ['parse', 'arn:aws:lambda'], 3],
])('exit code %s', async (_, argv, exitCode) => {
  expect((await run(argv, { files })).exitCode).toBe(exitCode);
});
