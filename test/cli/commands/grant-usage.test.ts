// What of `sourcearn grant` is wrong usage, and does hostile text of any input reach a terminal or a log raw?

import { describe, expect, test } from '@jest/globals';
import { run } from '../../support/world.js';
import { allow, deny, FUNCTION } from '../../support/worlds.js';

const BASE = ['grant', '--function', FUNCTION, '--api', 'a1b2c3d4e5', '--type', 'rest'];
const ONE = [...BASE, '--route', 'GET /orders'];
const TWO = [
  ...BASE.with(2, FUNCTION.replace('orders', '${stageVariables.fn}')),
  '--stage-variable',
  'fn=a',
  '--stage-variable',
  'fn=b',
];
const NAME = [...ONE.with(2, 'orders'), '--region', 'us-east-2', '--account', '111122223333'];
const ROLE = ['grant', '--function', FUNCTION, '--credentials', 'arn:aws:iam::111122223333:role/x'];
const files = {
  'policy.json': JSON.stringify({ Version: '2012-10-17', Statement: allow({ Resource: `${FUNCTION}:live` }) }),
  'star.json': JSON.stringify({ Version: '2012-10-17', Statement: allow({ Resource: '*' }) }),
};

/** With their values: what is not asked of a role. */
const NOT_OF_A_ROLE = [
  ...[['--authorizer', 'a'], ['--test-invoke'], ['--exact'], ['--statement-id', 'a'], ['--source-account', '1']],
  ...[['--no-source-account'], ['--policy', 'policy.json'], ['--revert']],
  ...[['--revision-id', 'r'], ['--rehearse'], ['--unknown', 'pass']],
];
const SINGLE = [
  ...['--function', '--region', '--account', '--partition', '--qualifier', '--api', '--type', '--routes', '--stage'],
  ...['--api-region', '--api-account', '--credentials', '--statement-id', '--source-account', '--revision-id'],
  ...['--as', '--unknown', '--format'],
];

describe('wrong usage', () => {
  test.each<[what: string, argv: string[], message: RegExp]>([
    [
      'nothing',
      ['grant'],
      /the grant is not complete\n {2}add --function <name or ARN>, --api <id>, --type rest\|http\|websocket/,
    ],
    [
      'a name without a place',
      ['grant', '--function', 'orders', '--api', 'a1b2c3d4e5', '--type', 'rest'],
      /is not known\n {2}add --region <region> and --account <id>, or give its ARN/,
    ],
    [
      'a policy as an argument',
      [...ONE, 'policy.json'],
      /`policy\.json` is not expected here\n {2}the present policy is given with --policy/,
    ],
    ['a form that is none', [...ONE, '--as', 'bash'], /expected one of .*command.* as --as, found `bash`/],
    ['a form and a rehearsal', [...ONE, '--as', 'sam', '--rehearse'], /leave out --as or --rehearse/],
    [
      'another word for unknown',
      [...ONE, '--unknown', 'maybe'],
      /expected one of pass, fail as --unknown, found `maybe`/,
    ],
    ['another format', [...ONE, '--format', 'yaml'], /as --format, found `yaml`/],
    [
      'standard input twice',
      [...BASE, '--routes', '-', '--policy', '-'],
      /standard input is either the routes or a policy/,
    ],
    ['standard input as two policies', [...ONE, '--policy', '-', '--policy', '-'], /only once/],
    ['a prune without a policy', [...ONE, '--prune'], /seen in the present policy\n {2}add --policy <file>/],
    ['a prune that reverts', [...ONE, '--prune', '--revert', '--policy', 'policy.json'], /prunes or reverts/],
    ['a route that is none', [...BASE, '--route', 'orders'], /expected a method, a space and a path/],
    [
      'a region that is not the ARN’s',
      [...ONE, '--region', 'us-east-1'],
      /--region says `us-east-1`\n {2}leave out --region/,
    ],
    [
      'a policy of an alias',
      [...ONE, '--policy', 'policy.json'],
      /is that of `.*:orders:live`, not of .*\n {2}.*--qualifier/,
    ],
    [
      'a revision where there is no place for one',
      [...ONE, '--as', 'sam', '--revision-id', 'r'],
      /`sam` has no place for a revision\n {2}leave out --revision-id, or use --as command/,
    ],
    ...['cloudformation', 'sam', 'cdk', 'statement'].map((as): [string, string[], RegExp] => [
      `a removal as \`${as}\``,
      [...ONE, '--as', as, '--revert'],
      /this form has no words for a removal \(`apigateway-.*`\)\n {2}delete it from the template that wrote it, or use --as command/,
    ]),
    ['several arguments', [...ONE, 'a.json', 'b.json'], /`a\.json` is not expected here\n/],
    [
      'an authorizer in a stage',
      [...BASE, '--authorizer', 'abc123', '--stage', 'prod'],
      /is presented without a stage\n {2}leave out --stage/,
    ],
    [
      'an authorizer and the Test button',
      [...BASE, '--authorizer', 'abc123', '--test-invoke'],
      /is presented without a stage/,
    ],
    [
      'a partition that is not the region’s',
      [...ONE, '--partition', 'aws-cn'],
      /partition is `aws`, --partition says `aws-cn`\n {2}leave out --partition/,
    ],
    ['a partition that is none', [...NAME, '--partition', 'x'], /expected a partition such as `aws`, found `x`/],
    [
      'a partition of other regions',
      [...NAME, '--partition', 'aws-cn'],
      /`us-east-2` is of the partition `aws`, not of `aws-cn`/,
    ],
    [
      'a revision that is none',
      [...ONE, '--revision-id', 'file://x'],
      /expected a revision id as get-policy prints it, found `file:\/\/x`/,
    ],
    ['a name of more than 64 letters', [...NAME.with(2, 'a'.repeat(65))], /64 letters at most/],
    [
      'one policy that names none of several functions',
      [...TWO, '--policy', 'star.json'],
      /names no function, and several are meant\n {2}grant one function at a time/,
    ],
    [
      'a role of another partition',
      [...ROLE.with(-1, 'arn:aws-cn:iam::111122223333:role/x')],
      /a role of the partition `aws-cn` cannot invoke/,
    ],
    [
      'a role of another account that Lambda would refuse',
      [...ROLE.with(-1, 'arn:aws:iam::444455556666:role/a b')],
      /Lambda would refuse it: ValidationException/,
    ],
    ['a role as a command', [...ROLE, '--as', 'command'], /written as `statement` or `policy`\n {2}add --as statement/],
    [
      'a role that is none',
      ['grant', '--function', FUNCTION, '--credentials', 'x'],
      /expected the ARN of a role, found `x`/,
    ],
    ...NOT_OF_A_ROLE.map((words): [string, string[], RegExp] => [
      `a role and ${words[0]}`,
      [...ROLE, ...words],
      new RegExp(`no place for ${words[0]?.replace('--no-', '--')}\\n {2}leave it out, or grant without --credentials`),
    ]),
    ['a role and several of these', [...ROLE, '--revert', '--exact'], /no place for --exact, --revert\n/],
    ['a role and a prune', [...ROLE, '--prune', '--policy', 'policy.json'], /no place for --policy, --prune\n/],
    ['an option that is none', [...ONE, '--verbose'], /unknown option '--verbose'/],
    ['a glob that nothing matches', [...ONE, '--policy', 'none/*.json'], /no file matches `none\/\*\.json`/],
    ...SINGLE.map((flag): [string, string[], RegExp] => [
      `${flag} twice`,
      [...ONE.filter((word, index) => word !== flag && ONE[index - 1] !== flag), flag, 'a', flag, 'a'],
      new RegExp(`option '${flag} <.*>' argument 'a' is invalid\\. It is given twice\\n`),
    ]),
  ])('%s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await run(argv, { files });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: /);
  });
});

describe('hostile text', () => {
  const ESCAPE = '\u001b[31m\u0007\u009b2J\u202e';
  const COMMAND = '\n::error file=x::gotcha\n##vso[task.complete]\n';
  const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|^\s*::|##(?:vso)?\[/m;
  const hostile = (text: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ ...deny({ Principal: '*' }), Sid: text }] });
  const odd = (text: string) =>
    JSON.stringify({ Version: text, Id: text, Statement: [{ ...allow({ [text]: text }), Sid: text }] });

  test('is what the tests take it for', () => {
    expect([ESCAPE, COMMAND].map((text) => RAW.test(text))).toEqual([true, true]);
  });

  describe.each([
    ['escape characters', ESCAPE],
    ['a command to the log', COMMAND],
  ])('%s', (_, text) => {
    test.each<[where: string, argv: string[], stdin?: string]>([
      ['a route', [...BASE, '--route', `GET /a${text}`]],
      [
        'a route key of a WebSocket API',
        ['grant', '--function', FUNCTION, '--api', 'a1', '--type', 'websocket', '--route', `a${text}b`],
      ],
      ['an API id', ['grant', '--function', FUNCTION, '--api', `a1${text}`, '--type', 'rest']],
      ['a stage', [...ONE, '--stage', `p${text}`]],
      ['an authorizer', [...BASE, '--authorizer', `a${text}`]],
      ['a function', ['grant', '--function', `f${text}`, '--api', 'a1', '--type', 'rest']],
      [
        'a region',
        ['grant', '--function', 'f', '--region', text, '--account', '111122223333', '--api', 'a1', '--type', 'rest'],
      ],
      ['a qualifier', [...ONE, '--qualifier', `q${text}`]],
      ['a statement id', [...ONE, '--statement-id', `q${text}`]],
      ['a revision', [...ONE, '--revision-id', `q${text}`]],
      ['a stage variable', [...ONE, '--stage-variable', `q=${text}`]],
      ['a role', ['grant', '--function', FUNCTION, '--credentials', `arn:aws:iam::444455556666:role/${text}`]],
      ['a form', [...ONE, '--as', text]],
      ['a file name', [...ONE, '--policy', `${text}.json`]],
      ['a file of routes', [...BASE, '--routes', '-'], `GET /a\nGET /a${text}\n${text}\n`],
      ['the Sid of a Deny', [...ONE, '--policy', '-'], hostile(text)],
      ['a policy', [...ONE, '--policy', '-'], odd(text)],
      ['a policy that is none', [...ONE, '--policy', '-'], text],
    ])('in %s', async (_where, argv, stdin = '') => {
      for (const more of [
        [],
        ['--rehearse'],
        ['--as', 'cloudformation'],
        ['--as', 'terraform'],
        ['--format', 'json'],
      ]) {
        const { exitCode, stdout, stderr } = await run([...argv, ...more], { stdin });
        expect([0, 1, 2, 3]).toContain(exitCode);
        expect(stderr).not.toMatch(RAW);
        expect(stdout).not.toMatch(RAW);
        expect(stdout + stderr).not.toBe('');
      }
    });
  });
});
