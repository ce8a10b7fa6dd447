// Does `sourcearn grant` print what is to be pasted and nothing else, say the rest aside, and end with the right number?

import { describe, expect, test } from '@jest/globals';
import type { Io } from '../../../src/cli/command.js';
import { main } from '../../../src/cli/main.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { FORM_IDS } from '../../../src/question/grant/print.js';
import { run } from '../../support/world.js';
import { API, allow, deny, FUNCTION } from '../../support/worlds.js';

const BASE = ['grant', '--function', FUNCTION, '--api', 'a1b2c3d4e5', '--type', 'rest', '--stage', 'prod'];
const ONE = [...BASE, '--route', 'GET /orders'];
const document = (...statements: JsonObject[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const by = (Sid: string, suffix: string) => allow({ Sid, Condition: { ArnLike: { 'AWS:SourceArn': API + suffix } } });
const files = {
  'granted.json': document(by('s1', '/*')),
  'dev.json': document(by('s1', '/dev/*')),
  'deny.json': document(deny({ Sid: 'no', Principal: '*' })),
  'tls.json': document(deny({ Sid: 'tls', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
  'live.json': document(allow({ Resource: `${FUNCTION}:live` })),
  'broken.json': '{"Version": "2012-10-17", "Statement": [',
  'empty.json': '',
  'routes.txt': 'GET /orders\n\n  POST /orders  \n',
  'bad-routes.txt': 'GET /orders\nFETCH /orders\nGET orders\n',
  'blank-routes.txt': '\n \n',
};
const grantIn = (argv: readonly string[], stdin = '') => run(argv, { files, stdin });

describe('how it ends, and what is pasted', () => {
  test.each<[what: string, argv: string[], exitCode: number, pasted: RegExp, said: RegExp]>([
    ['what is to be written', ONE, 0, /^aws lambda add-permission [^\n]*\n$/, /^1 permission to add: for `arn:/],
    [
      'several',
      [...ONE, '--route', 'GET /pets'],
      0,
      /^(aws lambda add-permission [^\n]*\n){2}$/,
      /^2 permissions to add/,
    ],
    [
      'what is granted already',
      [...ONE, '--policy', 'granted.json'],
      0,
      /^$/,
      /^nothing to do.*\n.*is granted already, by statement `s1`/,
    ],
    [
      'a removal',
      [...ONE, '--revert'],
      0,
      /^aws lambda remove-permission [^\n]*\n$/,
      /^1 to remove: for `arn:[^;\n]*\n/,
    ],
    ['a removal of what is not there', [...ONE, '--revert', '--policy', 'dev.json'], 0, /^$/, /nothing to remove/],
    [
      'a prune',
      [...ONE, '--prune', '--policy', 'dev.json'],
      0,
      /^aws lambda add-permission [^\n]* &&\naws lambda remove-permission [^\n]* --statement-id s1[^\n]*\n$/,
      /1 permission to add, 1 to remove/,
    ],
    [
      'what a Deny forbids',
      [...ONE, '--policy', 'deny.json'],
      1,
      /^$/,
      /^nothing is written: `GET \/orders` in stage `prod` would still not be allowed.*statement `no` denies it[\s\S]*\n +to add +`GET \/orders`[\s\S]*\n +hint: no permission helps/,
    ],
    [
      'what Lambda refuses',
      [...ONE, '--qualifier', '$LATEST'],
      1,
      /^$/,
      /Lambda would refuse it: InvalidParameterValueException: We currently do not support adding policies for \$LATEST\.[\s\S]*hint:/,
    ],
    [
      'what nobody knows to be enough',
      [...ONE, '--policy', 'tls.json'],
      1,
      /^$/,
      /^unknown: .*may still not be allowed.*statement `tls` may deny it[\s\S]*hint: add --unknown pass/,
    ],
    [
      'the same, passed',
      [...ONE, '--policy', 'tls.json', '--unknown', 'pass'],
      0,
      /^aws lambda add-permission/,
      /^unknown: /,
    ],
    ['the same, failed by name', [...ONE, '--policy', 'tls.json', '--unknown', 'fail'], 1, /^$/, /^unknown: /],
    [
      'a Deny, which no word passes',
      [...ONE, '--policy', 'deny.json', '--unknown', 'pass'],
      1,
      /^$/,
      /^nothing is written/,
    ],
    ['a policy that is broken', [...ONE, '--policy', 'broken.json'], 3, /^$/, /^broken\.json:1:\d+: error: /],
    ['a policy that is empty', [...ONE, '--policy', 'empty.json'], 3, /^$/, /^empty\.json:1:1: error: /],
    [
      'a policy that is not there',
      [...ONE, '--policy', 'none.json'],
      3,
      /^$/,
      /^none\.json:1:1: error: there is no such file/,
    ],
    [
      'one policy of two that is broken',
      [...ONE, '--policy', 'dev.json', '--policy', 'broken.json'],
      3,
      /^$/,
      /^broken\.json/,
    ],
    [
      'routes of a file',
      [...BASE, '--routes', 'routes.txt'],
      0,
      /^(aws lambda add-permission [^\n]*\n){2}$/,
      /`POST \/orders` in stage `prod`/,
    ],
    [
      'routes of a file that are bad',
      [...BASE, '--routes', 'bad-routes.txt'],
      3,
      /^$/,
      /^bad-routes\.txt:2:1: error: .*`FETCH`[\s\S]*\nbad-routes\.txt:3:1: error: /,
    ],
    ['a file without routes', [...BASE, '--routes', 'blank-routes.txt'], 3, /^$/, /no route stands here/],
    [
      'routes that are not there',
      [...BASE, '--routes', 'none.txt'],
      3,
      /^$/,
      /^none\.txt:1:1: error: there is no such file/,
    ],
    [
      'a role',
      ['grant', '--function', FUNCTION, '--credentials', 'arn:aws:iam::111122223333:role/x'],
      0,
      /^\{\n {2}"Effect": "Allow",/,
      /^no permission of the function needed: with credentials API Gateway calls as the role/,
    ],
    [
      'a role of another account',
      ['grant', '--function', FUNCTION, '--credentials', 'arn:aws:iam::444455556666:role/x', '--as', 'policy'],
      0,
      /^\{\n {2}"Version": "2012-10-17",/,
      /^a permission for the role needed: [\s\S]*\n +aws lambda add-permission [^\n]* --principal arn:aws:iam::444455556666:role\/x /,
    ],
  ])('%s', async (_, argv, exitCode, pasted, said) => {
    const { stdout, stderr, ...end } = await grantIn(argv);
    expect(end.exitCode).toBe(exitCode);
    expect(stdout).toMatch(pasted);
    expect(stderr).toMatch(said);
  });

  test.each(FORM_IDS)('as `%s`, the sentences are the same and stand aside', async (as) => {
    const command = await grantIn(ONE);
    const { exitCode, stdout, stderr } = await grantIn([...ONE, '--as', as]);
    expect([exitCode, stdout !== '']).toEqual([0, true]);
    expect(stderr).toContain(command.stderr.trimEnd());
    for (const line of command.stderr.split('\n').filter((one) => one.length > 20)) expect(stdout).not.toContain(line);
  });

  test.each(FORM_IDS.filter((id) => id !== 'policy'))('as `%s`, nothing to do is nothing to paste', async (as) => {
    expect(await grantIn([...ONE, '--policy', 'granted.json', '--as', as])).toMatchObject({ exitCode: 0, stdout: '' });
  });
});

test.each([
  ['what is to be written', ONE],
  ['as JSON', [...ONE, '--as', 'cli-input-json']],
  ['a role', ['grant', '--function', FUNCTION, '--credentials', 'arn:aws:iam::111122223333:role/x']],
])('the verdict is written before what is to be pasted, and that last: %s', async (_, argv) => {
  const written: string[] = [];
  const world = { stdin: async () => Buffer.from(''), env: {}, isTerminal: false, isErrorTerminal: false };
  const none = { read: () => Promise.reject(new Error('none')), kindOf: async () => undefined, list: async () => [] };
  const io: Io = {
    ...world,
    files: none,
    stdout: (text) => written.push(`out ${text}`),
    stderr: (text) => written.push(`err ${text}`),
  };
  expect(await main(argv, io)).toBe(0);
  expect(written).toEqual([expect.stringMatching(/^err (1|no) permission/), expect.stringMatching(/^out (aws|\{)/)]);
});

describe('of several functions', () => {
  const two = ['grant', '--function', FUNCTION.replace('orders', '${stageVariables.fn}'), ...ONE.slice(3)];
  const TWO = [...two, '--stage-variable', 'fn=orders', '--stage-variable', 'fn=billing'];
  const resources = (json: string) => {
    const value = JSON.parse(json) as JsonObject | readonly JsonObject[];
    return [value].flat().map(({ Resource }) => Resource);
  };

  test('the statements are a value of JSON each: an object, or a list of several', async () => {
    const billing = FUNCTION.replace('orders', 'billing');
    const single = await grantIn([...TWO, '--as', 'statement']);
    expect(single.stdout.split(/(?<=\n\}\n)/).map(resources)).toEqual([[FUNCTION], [billing]]);
    const several = await grantIn([...TWO, '--route', 'GET /pets', '--as', 'statement']);
    expect(several.stdout.split(/(?<=\n\]\n)/).map(resources)).toEqual([
      [FUNCTION, FUNCTION],
      [billing, billing],
    ]);
  });

  test('one policy that is another’s means that they have none yet', async () => {
    const { exitCode, stdout } = await grantIn([...TWO, '--policy', 'live.json']);
    expect([exitCode, stdout.match(/^aws lambda add-permission /gm)?.length]).toEqual([0, 2]);
  });
});

describe('standard input', () => {
  test('may be the routes', async () => {
    const { exitCode, stdout } = await grantIn([...BASE, '--routes', '-'], 'GET /a\r\nPOST /b\n');
    expect([exitCode, stdout.match(/^aws .*$/gm)?.length]).toEqual([0, 2]);
  });

  test('says where a bad route stands', async () => {
    const { exitCode, stdout, stderr } = await grantIn([...BASE, '--routes', '-'], 'GET /a\n  pets\n');
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^<stdin>:2:3: error: .*\[bad-route\]\n.*pets/);
  });

  test('may be the policy', async () => {
    const { exitCode, stdout } = await grantIn([...ONE, '--policy', '-'], files['granted.json']);
    expect([exitCode, stdout]).toEqual([0, '']);
  });

  test('with routes of the command line beside it, means both', async () => {
    const { stdout } = await grantIn([...ONE, '--routes', '-'], 'GET /a\n');
    expect(stdout.match(/GET\/(orders|a)(?=\s|')/g)).toEqual(['GET/orders', 'GET/a']);
  });
});

describe('--rehearse', () => {
  test('prints the policy as it would stand, whatever the revision', async () => {
    const { exitCode, stdout } = await grantIn([...ONE, '--policy', 'dev.json', '--rehearse', '--revision-id', 'r1']);
    const { Statement } = JSON.parse(stdout) as { Statement: JsonObject[] };
    expect([exitCode, Statement.length, Statement[0]]).toEqual([0, 2, by('s1', '/dev/*')]);
  });

  test('of what is granted already prints the policy as it is', async () => {
    const { stdout } = await grantIn([...ONE, '--policy', 'granted.json', '--rehearse']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(files['granted.json']));
  });

  test('of what is refused prints nothing', async () => {
    expect(await grantIn([...ONE, '--policy', 'deny.json', '--rehearse'])).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

describe('--format json', () => {
  test.each<[what: string, argv: string[], exitCode: number, envelope: object]>([
    [
      'what is to be written',
      ONE,
      0,
      { verdict: 'toWrite', as: 'command', text: expect.stringMatching(/^aws lambda/), findings: [] },
    ],
    [
      'as another form',
      [...ONE, '--as', 'sam'],
      0,
      { as: 'sam', text: expect.stringContaining('AWS::Lambda::Permission') },
    ],
    ['rehearsed', [...ONE, '--rehearse'], 0, { as: 'policy', text: expect.stringContaining('"Statement"') }],
    ['nothing to write', [...ONE, '--policy', 'granted.json'], 0, { verdict: 'nothingToWrite', text: '' }],
    ['refused', [...ONE, '--policy', 'deny.json'], 1, { verdict: 'refused', as: null, text: null }],
    ['unknown', [...ONE, '--policy', 'tls.json'], 1, { verdict: 'unknown', text: null }],
    [
      'unreadable',
      [...ONE, '--policy', 'broken.json'],
      3,
      { verdict: 'unreadable', findings: [expect.objectContaining({ severity: 'error' })] },
    ],
    [
      'bad routes',
      [...BASE, '--routes', 'bad-routes.txt'],
      3,
      { verdict: 'unreadable', findings: [expect.anything(), expect.anything()] },
    ],
    [
      'a role',
      ['grant', '--function', FUNCTION, '--credentials', 'arn:aws:iam::111122223333:role/x'],
      0,
      { verdict: 'notNeeded', commands: [] },
    ],
    [
      'a role of another account',
      ['grant', '--function', FUNCTION, '--credentials', 'arn:aws:iam::444455556666:role/x'],
      0,
      { verdict: 'toWrite', commands: [expect.any(Array)] },
    ],
  ])('%s', async (_, argv, exitCode, envelope) => {
    const { stdout, stderr, ...end } = await grantIn([...argv, '--format', 'json']);
    expect([end.exitCode, stderr]).toEqual([exitCode, '']);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, question: 'grant', ...envelope });
  });
});
