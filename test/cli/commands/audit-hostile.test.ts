// Does what a policy, a file name or a flag says come out of `sourcearn audit` harmless, in every format?

import { describe, expect, test } from '@jest/globals';
import { formatsOf } from '../../../src/cli/output.js';
import { type Outcome, run } from '../../support/world.js';
import { API, allow, FUNCTION } from '../../support/worlds.js';

const HOSTILE = [
  ['a colour', '\u001b[31mred\u001b[0m'],
  ['an erased line', 'safe\u001b[2K\u001b[1G'],
  ['a link', '\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\'],
  ['C1', '\u009b31m\u0085\u009d52;c;x\u009c'],
  ['turned text', '\u202eevil\u202c\u2066x\u2069\u200f'],
  ['a workflow command', '::error::owned'],
  ['one behind a space', ' ::set-output name=a::b'],
  ['one on a line of its own', 'x\n::error file=a,line=1::owned\n'],
  ['one behind CR', 'x\r::add-mask::owned'],
  ['an escaped line break', 'x%0A::error::owned%0D'],
  ['an old command', '##[add-mask]owned'],
  ['a command to another pipeline', '##vso[task.setvariable variable=a]b'],
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['Markdown', '[click](https://evil.example) ![x](y) `x` {0}'],
  ['a line separator', 'x\u2028::error::owned'],
  ['a backspace', 'denied\b\b\b\b\b\bpassed'],
  ['half letters', 'a\ud83d b\udc15'],
  ['no letter', '\0'],
  ['all of it', '\n::error::\u001b]0;x\u0007\u202e##[error]\ud800<script>'],
] as const;

const FORMATS = formatsOf('audit');

const text = (value: unknown) => JSON.stringify(value);
const documentOf = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const source = (value: string, over: object = {}, operator = 'ArnLike') => ({
  ...allow({ Condition: { [operator]: { 'aws:SourceArn': value } } }),
  ...over,
});

/** Where a text ends up in some finding. */
const POLICIES: readonly (readonly [where: string, policy: (text: string) => unknown])[] = [
  ['a Sid', (x) => documentOf(allow({ Sid: x }), allow({ Sid: x, Principal: '*' }), source(`${API}/a`, { Sid: x }))],
  ['a path', (x) => documentOf(source(`${API}/prod/get/${x}/`), source(`${API}/*/GET/${x}`))],
  ['a stage', (x) => documentOf(source(`${API}/${x}`))],
  ['a method', (x) => documentOf(source(`${API}/prod/${x}/a`))],
  ['an API', (x) => documentOf(source(`arn:aws:execute-api:us-east-2:111122223333:${x}/*`))],
  ['a region', (x) => documentOf(source(`arn:aws:execute-api:${x}:111122223333:a1b2c3d4e5/*`))],
  ['an account', (x) => documentOf(source(`arn:aws:execute-api:us-east-2:${x}:a1b2c3d4e5/*`))],
  ['a partition', (x) => documentOf(source(`arn:${x}:execute-api:us-east-2:111122223333:a1b2c3d4e5/*`))],
  ['a service', (x) => documentOf(source(`arn:aws:${x}:us-east-2:111122223333:a1b2c3d4e5/*`))],
  ['a source ARN that is none', (x) => documentOf(source(x), source(`${x}*`, {}, 'StringEquals'))],
  [
    'a source account',
    (x) =>
      documentOf(
        allow({
          Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, StringEquals: { 'aws:SourceAccount': [x, `${x}*`] } },
        }),
      ),
  ],
  ['an operator', (x) => documentOf(source(`${API}/*`, {}, x))],
  [
    'a key',
    (x) =>
      documentOf(
        allow({
          Principal: '*',
          Effect: 'Deny',
          Condition: { StringNotEquals: { [x]: 'a' }, 'ForAllValues:StringLike': { [x]: [] } },
        }),
        source(`${API}/*`),
      ),
  ],
  ['a variable', (x) => ({ Statement: [source(`${API}/\${${x}}`)] })],
  ['a principal', (x) => documentOf(allow({ Principal: { Service: [x, `execute-api.${x}.amazonaws.com`], AWS: x } }))],
  ['an action', (x) => documentOf(allow({ Action: [x, 'lambda:Invoke'] }), allow({ Action: `${x}*`, Principal: '*' }))],
  [
    'a Resource',
    (x) => documentOf(allow(), allow({ Resource: [`${FUNCTION}${x}`, x] }), allow({ Resource: `${FUNCTION}:${x}` })),
  ],
  ['an Effect, an Id and a Version', (x) => ({ ...documentOf(allow({ Effect: x })), Id: [x], Version: x })],
  ['a member nobody knows', (x) => documentOf(allow({ [x]: x }))],
  ['what is no policy', (x) => ({ [x]: x })],
];

/** Written out apart from the program. A command of GitHub's own begins as nothing that is read can. */
function expectHarmless({ stdout, stderr }: Outcome, format: string): void {
  const isGithub = format === 'github';
  const lines = isGithub ? stdout.replace(/^::(error|warning|notice) (?=(?:file|title)=)/gm, '') : stdout;
  for (const output of [lines, stderr]) {
    expect(output).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(output).not.toMatch(/^\s*::/m);
    expect(output).not.toMatch(/##\[|##vso\[/);
    expect(output).not.toMatch(/\p{Surrogate}/u);
  }
  // Of a line break in a finding only its own, before the hint, is left.
  if (isGithub) expect(stdout).not.toMatch(/%0D|%0A(?!hint: )|%0A.*%0A/i);
}

async function expectAll(
  args: readonly string[],
  files: Readonly<Record<string, string | Error>>,
  stdin = '',
): Promise<void> {
  for (const format of FORMATS) {
    const outcome = await run(['audit', '--format', format, ...args], { files, stdin });
    expectHarmless(outcome, format);
    // Cost: wrong usage is told before a format is asked.
    if (outcome.exitCode === 2) return;
    if (format === 'json' || format === 'sarif') expect(() => JSON.parse(outcome.stdout)).not.toThrow();
  }
}

test('every format is asked', () => {
  expect(FORMATS).toEqual(expect.arrayContaining(['text', 'json']));
});

describe.each(HOSTILE)('%s', (_, x) => {
  // Cost: all in one call, so that each format draws its rules once.
  test('wherever a policy may say it', async () => {
    const files = POLICIES.map(([, policy], index) => [`${index}.json`, JSON.stringify(policy(x), null, 2)] as const);
    await expectAll([...files.map(([name]) => name), '--region', 'us-west-1'], Object.fromEntries(files));
  });

  test('raw in a text that is no JSON, and beside a finding', async () => {
    const beside = text(documentOf(allow({ Principal: '*' }))).replace('"Sid"', `"${x}"`);
    const texts = [x, `{"a": ${x}`, `${beside}${x}`, `${x}\n${beside}`].map((content, index) => [
      `${index}.json`,
      content,
    ]);
    await expectAll(['?.json'], Object.fromEntries(texts));
  });

  test('in the name of a file and of a folder', async () => {
    const content = text(documentOf(allow(), source(`${API.replace('us-east-2', 'us-west-1')}/*`)));
    const files = {
      [`${x}.json`]: content,
      [`d${x}/a.json`]: '{nope',
      [`l${x}/`]: new Error(`EACCES ${x}`),
      [`l${x}/b.json`]: content,
    };
    for (const args of [
      [`${x}.json`, `d${x}/a.json`, `d${x}`, `no${x}`],
      ['*.json'],
      ['**/*.json'],
      [`${x}*`],
      ['*', '--ignore', x],
    ])
      await expectAll(args, files);
  });

  test('in two files, each of which speaks of the other', async () => {
    const west = API.replace('us-east-2', 'us-west-1');
    const files = {
      [`1${x}.json`]: text(documentOf(source(`${API}/*`, { Sid: x }))),
      [`2${x}.json`]: text(documentOf(source(`${west}/*`, { Resource: FUNCTION.replace('us-east-2', 'us-west-1') }))),
    };
    await expectAll(['1*.json', '2*.json', '--only', 'api-in-*'], files);
  });

  test('in what the AWS CLI and the file system say', async () => {
    await expectAll(
      ['-'],
      {},
      `An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: ${x}\n`,
    );
    await expectAll(['-'], {}, `An error occurred (${x}) when calling the GetPolicy operation: ${x}\n`);
    await expectAll(['a.json'], { 'a.json': new Error(`EACCES: ${x}`) });
  });

  test('in flags', async () => {
    const files = { 'a.json': text(documentOf(allow(), source(`${API}/*`))) };
    const named = [
      'function',
      'region',
      'account',
      'partition',
      'function-from',
      'ignore',
      'fail-on',
      'min-severity',
      'only',
      'skip',
      'format',
    ];
    for (const flag of named) await expectAll(['a.json', `--${flag}=${x}`], files);
    for (const value of [`${FUNCTION}:${x}`, `${FUNCTION}${x}`, `orders:${x}`])
      await expectAll(['a.json', `--function=${value}`], files);
    await expectAll(['a.json', `--function-from={function}${x}`], files);
    await expectAll([`--explain=${x}`], files);
    await expectAll(['a.json', `--${x}`], files);
  });
});
