// Does anything that a policy, a file name or an argument says reach the terminal or a CI log as something to be obeyed?

import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.js';
import { placeAt } from '../../src/model/place.js';
import type { Report } from '../../src/model/report.js';
import type { Renderer } from '../../src/render/renderer.js';
import * as registry from '../../src/render/renderers/index.js';
import { type Outcome, run, type Setting } from '../support/world.js';

/** What attackers would write into a Sid. */
const HOSTILE = [
  ['a colour', '\u001b[31mred\u001b[0m'],
  ['an erased line', 'safe\u001b[2K\u001b[1G'],
  ['a link', '\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\'],
  ['the clipboard', '\u001b]52;c;cm0gLXJmIC8=\u0007'],
  ['C1', '\u009b31m\u0085\u009d52;c;x\u009c'],
  ['turned text', '\u202eevil\u202c\u2066x\u2069\u200f'],
  ['a workflow command', '::error::owned'],
  ['one behind a space', ' ::set-output name=a::b'],
  ['one on a line of its own', 'x\n::error file=a,line=1::owned\n'],
  ['one behind CR', 'x\r::add-mask::owned'],
  ['an old one', '##[add-mask]owned'],
  ['a command to another pipeline', '##vso[task.setvariable variable=a]b'],
  ['a line separator', 'x\u2028::error::owned'],
  ['a backspace', 'denied\b\b\b\b\b\ballowed'],
  ['half letters', 'a\ud83d b\udc15'],
  ['all of it', '\n::error::\u001b]0;x\u0007\u202e##[error]\ud800'],
] as const;

/** Written out apart from the program. */
function expectHarmless({ stdout, stderr }: Outcome): void {
  for (const output of [stdout, stderr]) {
    expect(output).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(output).not.toMatch(/^\s*::/m);
    expect(output).not.toMatch(/##\[|##vso\[/);
    expect(output).not.toMatch(/\p{Surrogate}/u);
  }
}

const ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const statement = (over: object) => ({
  ...{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
  Resource: FUNCTION,
  ...over,
});
const documentOf = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const text = (value: unknown) => JSON.stringify(value);

/** Every member of a policy that is text. */
const POLICIES: readonly (readonly [where: string, policy: (text: string) => unknown])[] = [
  ['the Sid', (x) => documentOf(statement({ Sid: x }))],
  ['the Sid of one that does not match', (x) => documentOf(statement({ Sid: x, Action: 's3:*' }))],
  ['the Id', (x) => ({ ...documentOf(statement({})), Id: x })],
  ['the Version', (x) => ({ ...documentOf(statement({})), Version: x })],
  ['the Effect', (x) => documentOf(statement({ Effect: x }))],
  ['a principal', (x) => documentOf(statement({ Principal: { Service: x, AWS: [x] } }))],
  ['the type of a principal', (x) => documentOf(statement({ Principal: { [x]: 'a' } }))],
  ['an action', (x) => documentOf(statement({ Action: [x] }))],
  ['a resource', (x) => documentOf(statement({ Resource: [FUNCTION, x] }))],
  ['a function’s name', (x) => documentOf(statement({ Resource: `${FUNCTION}${x}` }))],
  ['two functions’ names', (x) => documentOf(statement({ Resource: [`${FUNCTION}${x}`, FUNCTION] }))],
  ['an operator', (x) => documentOf(statement({ Condition: { [x]: { 'aws:SourceArn': 'a' } } }))],
  ['a condition key', (x) => documentOf(statement({ Condition: { StringLike: { [x]: 'a' } } }))],
  ['a value', (x) => documentOf(statement({ Condition: { StringEquals: { 'aws:SourceAccount': x } } }))],
  ['a source ARN', (x) => documentOf(statement({ Condition: { ArnLike: { 'aws:SourceArn': `${ARN}/${x}` } } }))],
  [
    'a source ARN’s path',
    (x) => documentOf(statement({ Condition: { ArnLike: { 'aws:SourceArn': `${ARN}/p/GET/${x}` } } })),
  ],
  [
    'a source ARN’s region',
    (x) => documentOf(statement({ Condition: { ArnLike: { 'aws:SourceArn': ARN.replace('us-east-2', x) } } })),
  ],
  ['a member nobody knows', (x) => documentOf(statement({ [x]: x }))],
  ['what is no policy', (x) => ({ [x]: x })],
  ['the document inside', (x) => ({ Policy: text(documentOf(statement({ Sid: x }))) })],
  ['what breaks the document inside', (x) => ({ Policy: `{"Statement": ${x}` })],
];

const CALL = ['--api', 'a1b2c3d4e5', '--type', 'rest', '--stage', 'prod', '--route', 'GET /pets'];
const COMMANDS: readonly (readonly string[])[] = [
  ['parse', 'a.json'],
  ['evaluate', 'a.json', ...CALL],
  ['evaluate', 'a.json', ...CALL, '--function', FUNCTION],
  ['evaluate', 'a.json', '--source-arn', `${ARN}/prod/GET/pets`, '--format', 'json'],
];

describe.each(HOSTILE)('%s', (_, x) => {
  test.each(POLICIES)('in %s of a policy', async (_where, policy) => {
    for (const argv of COMMANDS) expectHarmless(await run(argv, { files: { 'a.json': text(policy(x)) } }));
  });

  test('raw in a text that is no JSON, and beside a finding', async () => {
    const odd = text(documentOf(statement({ Effect: 'perhaps' })));
    const files = [x, `{"a": ${x}`, `["${x}"]`, odd.replace('{', `{"x${x.replace(/[\0-\x1f]/g, '')}": 1, `)];
    for (const content of files) {
      for (const argv of COMMANDS) expectHarmless(await run(argv, { files: { 'a.json': content } }));
    }
  });

  test('in what the AWS CLI says', async () => {
    const stdin = `An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: ${x}\n`;
    expectHarmless(await run(['evaluate', '-', '--function', FUNCTION, ...CALL], { stdin }));
  });

  test('in the name of a file', async () => {
    const files = { [x]: '{nope', [`${x}/a.json`]: text(documentOf(statement({ Effect: 'perhaps' }))) };
    const globs = { [`${x}.json`]: '{nope' };
    for (const argv of [
      ['parse', x],
      ['parse', `${x}/a.json`],
      ['parse', `no${x}`],
      ['evaluate', x, ...CALL],
    ])
      expectHarmless(await run(argv, { files }));
    for (const argv of [
      ['parse', '*.json'],
      ['evaluate', '*.json', '--function', FUNCTION, ...CALL],
    ])
      expectHarmless(await run(argv, { files: globs }));
  });

  test('in an error of the file system', async () => {
    expectHarmless(await run(['parse', 'a.json'], { files: { 'a.json': new Error(`EACCES: ${x}`) } }));
  });

  test('in arguments', async () => {
    const files = { 'a.json': text(documentOf(statement({}))) };
    const flags = ['--format', '--function', '--api', '--type', '--route', '--stage', '--authorizer', '--method'];
    const byArn = ['--source-account', '--principal', '--action', '--context', '--unknown-key', '--unknown', '--cases'];
    const lines = [
      ...flags.map((flag) => ['evaluate', 'a.json', ...CALL, flag, x]),
      ...byArn.map((flag) => ['evaluate', 'a.json', '--source-arn', `${ARN}/prod/GET/pets`, flag, x]),
      ['evaluate', 'a.json', '--source-arn', `${ARN}/prod/GET/${x}`],
      ['evaluate', 'a.json', '--source-arn', `${ARN}/prod/GET/`, '--context', `${x}=${x}`, '--format', 'json'],
      ['parse', `${ARN}/prod/GET/${x}`],
      ['parse', `${ARN}/${x}`, '--format', 'json'],
      ['parse', `arn:${x}`],
      ['parse', `${x}*`],
    ];
    for (const argv of lines) expectHarmless(await run(argv, { files }));
  });

  test('in what is no command and no option', async () => {
    for (const argv of [
      [x],
      [`--${x}`],
      ['parse', `--${x}`],
      ['help', x],
      ['parse', 'a', `--no-color=${x}`],
      [`-${x}`],
    ])
      expectHarmless(await run(argv));
  });

  test('in test cases', async () => {
    const cases = [
      { name: x, invocation: {} },
      { name: x, invocation: { [x]: x } },
      { [x]: x },
      { name: 'a', policyFile: x, invocation: {} },
      {
        name: x,
        policy: text(documentOf(statement({ Sid: x }))),
        invocation: { sourceArn: `${ARN}/${x}` },
        expect: 'unknown',
      },
      { name: 'a', policy: x, invocation: {} },
      { name: 'a', invocation: { api: x, type: 'rest', route: x, stage: x } },
      { name: 'a', invocation: {}, expect: x },
    ];
    const files = {
      'a.json': text(
        documentOf(statement({ Sid: x, Condition: { ArnLike: { 'aws:SourceArn': `${ARN}/p/GET/${x}` } } })),
      ),
      'cases.ndjson': `${cases.map(text).join('\n')}\n${x}\n`,
    };
    for (const more of [[], ['--format', 'json']])
      expectHarmless(await run(['evaluate', 'a.json', '--cases', 'cases.ndjson', ...more], { files }));
  });
});

/** Every kind of block and finding, with the text wherever something that was read may stand. */
function reportOf(x: string): Report {
  const source = { name: x, text: `{"a": "${x}"}\n${x}` };
  const place = placeAt(source, `/${x}`, 7, 7 + x.length);
  const said = `no \`${x}\``;
  const fix = { message: said, place, text: x };
  const finding: Finding = { id: 'odd', severity: 'error', message: said, hint: said, place, fix, fingerprint: x };
  return {
    blocks: [
      { kind: 'verdict', tone: 'bad', word: 'no', text: x },
      { kind: 'heading', text: said },
      { kind: 'fact', name: 'a', text: x, more: [said] },
      { kind: 'remark', tone: 'unsure', text: said, place, more: [said] },
      { kind: 'finding', finding },
      { kind: 'hint', text: x },
      { kind: 'count', text: said },
    ],
    findings: [finding],
    data: { schemaVersion: 1, question: x },
    sources: [source],
  };
}

describe.each(
  Object.values<Renderer>(registry).map((renderer) => [renderer.id, renderer] as const),
)('as %s', (id, renderer) => {
  /** How a line begins that is a command because the format is one. */
  const OWN = /^::error (?=file=|title=)/gm;

  test.each(HOSTILE)('%s in a report', (_, x) => {
    const report = reportOf(x);
    const drawn = renderer.render(report, { color: false });
    const stderr = renderer.renderAside(report, { color: false });
    expect(drawn.match(OWN)?.length).toBe(id === 'github' ? 2 : undefined);
    expectHarmless({ exitCode: 0, stdout: id === 'github' ? drawn.replace(OWN, '') : drawn, stderr });
  });
});

describe('JSON', () => {
  test.each(HOSTILE)('tells %s as it is written, once it is parsed', async (_, x) => {
    const setting: Setting = { files: { 'a.json': text(documentOf(statement({ Sid: x }))) } };
    const { stdout } = await run(['parse', 'a.json', `${ARN}/prod/GET/${x}`, '--format', 'json'], setting);
    const { statements, arns } = JSON.parse(stdout);
    expect(statements[0].sid).toBe(x);
    expect(arns[0].text).toBe(`${ARN}/prod/GET/${x}`);
  });
});

test('colours are the program’s own, and nothing else comes with them', async () => {
  const x = '\u001b]52;c;cm0=\u0007\u009b31m\u202e';
  const files = { 'a.json': text(documentOf(statement({ Sid: x, Effect: x }))) };
  for (const argv of COMMANDS.slice(0, 3)) {
    const { stdout, stderr, exitCode } = await run(argv, { files, isTerminal: true });
    const own = (output: string) => output.replace(/\u001b\[\d+m/g, '');
    expectHarmless({ exitCode, stdout: own(stdout), stderr: own(stderr) });
  }
});
