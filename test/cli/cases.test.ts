// Do test cases for policies pass and fail as they should, a line each and a count at the end?

import { describe, expect, test } from '@jest/globals';
import { run, type Setting } from '../support/world.js';

const ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const functionOf = (name: string) => `arn:aws:lambda:us-east-2:111122223333:function:${name}`;
const statement = (name: string, over: object = {}) => ({
  Sid: name,
  ...{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
  Resource: functionOf(name),
  Condition: { ArnLike: { 'aws:SourceArn': `${ARN}/*/GET/*` } },
  ...over,
});
const documentOf = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const files = {
  'pets.json': JSON.stringify(documentOf(statement('pets'))),
  'many.json': JSON.stringify(documentOf(statement('pets'), statement('orders'))),
  'tests/orders.json': JSON.stringify(documentOf(statement('orders'))),
  'broken.json': '{nope',
};
const CALL = { api: 'a1b2c3d4e5', type: 'rest', stage: 'prod', route: 'GET /a' };
const REFUSED = { ...CALL, route: 'POST /a' };
const BY_ARN = { sourceArn: `${ARN}/prod/GET/a` };

type Case = Record<string, unknown>;
const ndjson = (...cases: Case[]) => cases.map((one) => `${JSON.stringify(one)}\n`).join('');

function runCases(text: string, args: string[] = ['pets.json'], setting: Setting = {}) {
  return run(['evaluate', ...args, '--cases', 'tests/cases.ndjson'], {
    files: { ...files, 'tests/cases.ndjson': text },
    ...setting,
  });
}

describe('one case', () => {
  test.each<[what: string, one: Case, args: string[], line: RegExp]>([
    ['met', { invocation: CALL, expect: 'allowed' }, ['pets.json'], /^ok: a: allowed\n/],
    ['that is to be refused', { invocation: REFUSED, expect: 'implicitDeny' }, ['pets.json'], /^ok: a: not allowed/],
    ['without an expectation', { invocation: REFUSED }, ['pets.json'], /^ok: a: not allowed \(implicitDeny\)\n/],
    ['by its source ARN', { invocation: BY_ARN, expect: 'allowed' }, ['pets.json'], /^ok/],
    ['with its own policy', { policy: documentOf(statement('x')), invocation: CALL }, [], /^ok: a: allowed/],
    ['with that as text', { policy: JSON.stringify(documentOf(statement('x'))), invocation: CALL }, [], /^ok/],
    [
      'with its own rather than the command line’s',
      { policy: documentOf(), invocation: { ...CALL, function: functionOf('x') } },
      ['pets.json'],
      /^ok: a: not/,
    ],
    ['with a file beside it', { policyFile: 'orders.json', invocation: CALL, expect: 'allowed' }, [], /^ok/],
    ['with a file above it', { policyFile: '../pets.json', invocation: CALL, expect: 'allowed' }, [], /^ok/],
    ['with a file from the root', { policyFile: '/abs.json', invocation: CALL, expect: 'allowed' }, [], /^ok/],
    [
      'of one function of many',
      { invocation: { ...CALL, function: functionOf('orders') } },
      ['many.json'],
      /^ok: a: allowed/,
    ],
    ['of one by its name', { invocation: { ...CALL, function: 'orders' } }, ['many.json'], /^ok: a: allowed/],
    [
      'of one in IAM’s word',
      { invocation: { ...BY_ARN, resource: functionOf('orders') } },
      ['many.json'],
      /^ok: a: allowed/,
    ],
    ['of the command line’s', { invocation: CALL }, ['many.json', '--function', 'pets'], /^ok: a: allowed/],
    [
      'a call with further keys',
      { invocation: { ...CALL, context: { 'x:y': 'a' }, unknown: ['x:z'] } },
      ['pets.json'],
      /^ok: a: allowed/,
    ],
    [
      'unknown, as expected',
      { invocation: { unknown: ['aws:SourceArn'] }, expect: 'unknown' },
      ['pets.json'],
      /^ok: a: unknown/,
    ],
  ])('%s passes', async (_, one, args, line) => {
    const setting = {
      files: { ...files, '/abs.json': files['pets.json'], 'tests/cases.ndjson': ndjson({ name: 'a', ...one }) },
    };
    const { exitCode, stdout, stderr } = await runCases('', args, setting);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(line);
    expect(stdout).toMatch(/\n1 passed, 0 failed\n$/);
  });

  test.each<[what: string, one: Case, args: string[], line: RegExp]>([
    [
      'not met',
      { invocation: CALL, expect: 'explicitDeny' },
      ['pets.json'],
      /expected not allowed \(explicitDeny\), found allowed/,
    ],
    [
      'refused',
      { invocation: REFUSED, expect: 'allowed' },
      ['pets.json'],
      /found not allowed.*\n +`pets` comes nearest: /,
    ],
    ['without a policy', { invocation: CALL }, [], /it has no policy: add `policy` or `policyFile`/],
    ['with two', { policy: {}, policyFile: 'a', invocation: CALL }, [], /both `policy` and `policyFile`/],
    [
      'with one that is not there',
      { policyFile: 'x.json', invocation: CALL },
      [],
      /its policy cannot be read: .*no such file/,
    ],
    ['with one that is broken', { policyFile: '../broken.json', invocation: CALL }, [], /its policy cannot be read/],
    ['with one that is none', { policy: { a: 1 }, invocation: CALL }, [], /its policy cannot be read.*not a policy/],
    ['where the command line’s is broken', { invocation: CALL }, ['broken.json'], /its policy cannot be read/],
    ['of which function', { invocation: CALL }, ['many.json'], /several functions.*`function`/],
    [
      'of a function nobody named',
      { invocation: { ...CALL, function: 'chat' } },
      ['many.json'],
      /ARN of a function.*`chat`/,
    ],
    ['without a stage', { invocation: { ...CALL, stage: undefined } }, ['pets.json'], /called in a stage: which one/],
    ['of a method nobody knows', { invocation: { ...CALL, route: 'FETCH /' } }, ['pets.json'], /found `FETCH`/],
    ['that cannot be read', { invocation: CALL, expect: 'perhaps' }, ['pets.json'], /`expect`/],
    ['with a misspelt name in its call', { invocation: { ...CALL, rout: 'GET /' } }, ['pets.json'], /`rout`/],
  ])('%s fails', async (_, one, args, line) => {
    const { exitCode, stdout } = await runCases(ndjson({ name: 'a', ...one }), args);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED: a: /);
    expect(stdout).toMatch(line);
    expect(stdout).toMatch(/\n0 passed, 1 failed\n$/);
  });
});

describe('many cases', () => {
  const two = [
    { name: 'a', invocation: CALL, expect: 'allowed' },
    { invocation: REFUSED, expect: 'allowed' },
  ];
  const told = ['ok: a:', 'FAILED: case 2:'];
  const heads = (stdout: string) => stdout.match(/^\w+: .*?:/gm);

  test.each([
    ['one a line', ndjson(...two)],
    ['an array', JSON.stringify(two)],
    ['an array printed pretty', JSON.stringify(two, null, 2)],
    ['one a line, with CRLF and empty lines', ndjson(...two).replaceAll('\n', '\r\n\r\n')],
    ['with a byte order mark', `\ufeff${ndjson(...two)}`],
  ])('%s', async (_, text) => {
    const { exitCode, stdout } = await runCases(text);
    expect([exitCode, heads(stdout)]).toEqual([1, told]);
    expect(stdout).toMatch(/\n1 passed, 1 failed\n$/);
  });

  test('an unreadable line between good ones is a failed case, told with its place, and the rest is run', async () => {
    const { exitCode, stdout, stderr } = await runCases(`${ndjson(two[0] as Case)}{nope\n${ndjson(two[0] as Case)}`);
    expect([exitCode, heads(stdout)]).toEqual([1, ['ok: a:', 'FAILED: case 2:', 'ok: a:']]);
    expect(stdout).toMatch(/\n2 passed, 1 failed\n$/);
    expect(stderr).toMatch(/^tests\/cases\.ndjson:2:2: error: /);
  });

  test('from standard input, policies beside the current folder', async () => {
    const stdin = ndjson({ name: 'a', policyFile: 'tests/orders.json', invocation: CALL, expect: 'allowed' });
    const { exitCode, stdout } = await run(['evaluate', '--cases', '-'], { files, stdin });
    expect([exitCode, heads(stdout)]).toEqual([0, ['ok: a:']]);
  });

  test('from a file, their policy from standard input', async () => {
    const { exitCode } = await runCases(ndjson(two[0] as Case), ['-'], {
      files: { 'tests/cases.ndjson': ndjson(two[0] as Case) },
      stdin: files['pets.json'],
    });
    expect(exitCode).toBe(0);
  });

  test.each([
    ['an empty file', ''],
    ['HTML', '<html>'],
  ])('%s holds no case that passes', async (_, text) => {
    const { exitCode, stdout } = await runCases(text);
    expect(stdout).toMatch(/(^|\n)0 passed, \d failed\n$/);
    expect(exitCode).toBe(1);
  });

  test('no case at all is wrong usage: nothing would be tested', async () => {
    const { exitCode, stderr } = await runCases('[]');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no cases in `tests/cases.ndjson`')]);
  });

  test.each<[what: string, file: string, says: RegExp]>([
    ['locked', 'locked.ndjson', /EACCES/],
    ['not there', 'nowhere.ndjson', /`nowhere\.ndjson`/],
    ['a folder', 'tests', /`tests`/],
  ])('a file of them that is %s cannot be read, and that is told', async (_, file, says) => {
    const world = { ...files, 'locked.ndjson': new Error('EACCES: permission denied'), 'tests/a': '' };
    const { exitCode, stdout, stderr } = await run(['evaluate', 'pets.json', '--cases', file], { files: world });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toMatch(says);
  });

  test('as JSON: each an answer with its name, whether it passed, and why there is none', async () => {
    const text = ndjson(...two, { name: 'c', policyFile: 'x.json', invocation: CALL, expect: 'allowed' });
    const { stdout, stderr } = await runCases(text, ['pets.json', '--format', 'json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ schemaVersion: 1, question: 'evaluate', verdict: 'failed', passed: 1, failed: 2 },
      results: [
        { name: 'a', passed: true, expect: 'allowed', fault: null, verdict: 'allowed', decidedBy: { sid: 'pets' } },
        { name: 'case 2', passed: false, expect: 'allowed', fault: null, verdict: 'implicitDeny' },
        { name: 'c', passed: false, expect: 'allowed', fault: expect.any(String), verdict: null },
      ],
    });
  });

  test('--strict holds for each', async () => {
    const any = documentOf(statement('x', { Condition: { ArnLike: { 'aws:SourceArn': `${ARN}/*/ANY/*` } } }));
    const text = ndjson({ policy: any, invocation: { ...CALL, route: 'ANY /a' }, expect: 'allowed' });
    expect((await runCases(text)).exitCode).toBe(0);
    expect((await runCases(text, ['--strict'])).stdout).toMatch(/expected allowed, found unknown/);
  });
});
