// Which words do the commands of a grant have, in which order, and what do they say when a shell cannot pass one on?

import { describe, expect, test } from '@jest/globals';
import { posix, powershell } from '../../../src/model/shell.js';
import { cautions, placeless, printCommands, printWords, wordsFor } from '../../../src/question/grant/command-line.js';
import type { FormInput } from '../../../src/question/grant/form.js';
import type { AddStep, FunctionGrant, GrantStep, RemoveStep } from '../../../src/question/grant/granting.js';

const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
const SOURCE = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets';
const told = { for: null, sourceArn: null, statement: {}, widenings: [] };
const add = (over: Partial<AddStep['request']> = {}): AddStep => ({
  action: 'AddPermission',
  request: {
    ...{ FunctionName: 'orders', StatementId: 'a', Action: 'lambda:InvokeFunction' },
    ...{ Principal: 'apigateway.amazonaws.com', SourceArn: SOURCE, SourceAccount: '111122223333' },
    ...over,
  },
  ...told,
});
const remove = (over: Partial<RemoveStep['request']> = {}): RemoveStep => ({
  action: 'RemovePermission',
  request: { FunctionName: 'orders', StatementId: 'a', ...over },
  ...told,
});
const functionOf = (...steps: readonly GrantStep[]): FunctionGrant => ({
  ...{ function: ARN, region: 'us-east-2', steps, settled: [], left: [], before: null, after: null },
  ...{ size: 0, limit: 20_480, refusal: null, denial: null, isExhaustive: true, denies: [] },
});
const input = (...steps: readonly GrantStep[]): FormInput => ({ functions: [functionOf(...steps)] });
const REVISION = 'c14aaf6f-f5c1-4d8d-8f8b-1b6a5c0d9f3e';

describe('the words of a command', () => {
  const HEAD = ['aws', 'lambda'];

  test('an addition names function, id, action, principal, source and account, in the order of the Lambda guide', () => {
    expect(wordsFor(add())).toEqual([
      ...[...HEAD, 'add-permission', '--function-name', 'orders', '--statement-id', 'a'],
      ...['--action', 'lambda:InvokeFunction', '--principal', 'apigateway.amazonaws.com'],
      ...['--source-arn', SOURCE, '--source-account', '111122223333'],
    ]);
  });

  test('a removal names function and id', () => {
    expect(wordsFor(remove())).toEqual([
      ...[...HEAD, 'remove-permission', '--function-name', 'orders', '--statement-id', 'a'],
    ]);
  });

  test.each<[what: string, step: GrantStep, ending: readonly string[]]>([
    ['a name: no region', remove(), ['--statement-id', 'a']],
    ['a partial ARN: none either', remove({ FunctionName: '111122223333:function:orders' }), ['--statement-id', 'a']],
    ['an ARN: its own region', remove({ FunctionName: ARN }), ['a', '--region', 'us-east-2']],
    [
      'an ARN of another region: that',
      remove({ FunctionName: ARN.replace('us-east-2', 'eu-west-1') }),
      ['a', '--region', 'eu-west-1'],
    ],
    ['a version', remove({ Qualifier: '42' }), ['a', '--qualifier', '42']],
    [
      'an alias and an ARN',
      remove({ FunctionName: ARN, Qualifier: 'live' }),
      ['--qualifier', 'live', '--region', 'us-east-2'],
    ],
    ['a truth: a flag by itself', add({ InvokedViaFunctionUrl: true }), ['--invoked-via-function-url']],
    ['what is not so: its other flag', add({ InvokedViaFunctionUrl: false }), ['--no-invoked-via-function-url']],
    ['no source account: none', add({ SourceAccount: undefined } as never), ['--source-arn', SOURCE]],
  ])('%s', (_, step, ending) => {
    const request = Object.fromEntries(Object.entries(step.request).filter(([, value]) => value !== undefined));
    const words = wordsFor({ ...step, request } as GrantStep);
    expect(words.slice(-ending.length)).toEqual(ending);
    expect(words.filter((word) => word === '--region').length).toBe(ending.includes('--region') ? 1 : 0);
  });

  test.each<[what: string, step: GrantStep, word: string]>([
    ['an id', add({ StatementId: '-1' }), '--statement-id=-1'],
    ['an id like an option', remove({ StatementId: '--region' }), '--statement-id=--region'],
    ['an alias', remove({ Qualifier: '-live' }), '--qualifier=-live'],
    ['a function', remove({ FunctionName: '-orders' }), '--function-name=-orders'],
  ])('%s that begins with a dash stands in one word with its option', (_, step, word) => {
    const words = wordsFor(step);
    expect(words).toContain(word);
    expect(words).not.toContain(word.slice(word.indexOf('=') + 1));
  });

  test('a revision stands last, as a text or as what an earlier command printed', () => {
    const read = { kept: 'revision' } as const;
    expect(wordsFor(remove(), REVISION).slice(-2)).toEqual(['--revision-id', REVISION]);
    expect(wordsFor(remove(), read).slice(-2)).toEqual(['--revision-id', read]);
  });

  test('a revision within the request is not said: it is that of another time', () => {
    expect(wordsFor(remove({ RevisionId: 'old' }))).toEqual(wordsFor(remove()));
  });
});

describe('a script', () => {
  const REMOVE_A = 'aws lambda remove-permission --function-name orders --statement-id a';
  const REMOVE_B = 'aws lambda remove-permission --function-name orders --statement-id b';
  const ADD = `aws lambda add-permission --function-name orders --statement-id a --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn '${SOURCE}' --source-account 111122223333`;
  const ADD_B = ADD.replace('--statement-id a', '--statement-id b');
  const READ = 'aws lambda get-policy --function-name orders';
  const ONE = `${READ} --query RevisionId --output text`;
  const [a, b] = [remove(), remove({ StatementId: 'b' })];

  test.each<[what: string, given: FormInput, script: string]>([
    ['nothing to do', input(), ''],
    ['one step', input(add()), `${ADD}\n`],
    ['additions do not wait for each other', input(add(), add({ StatementId: 'b' })), `${ADD}\n${ADD_B}\n`],
    ['a removal waits for what is added before it', input(add(), b), `${ADD} &&\n${REMOVE_B}\n`],
    ['and for a removal', input(a, b), `${REMOVE_A} &&\n${REMOVE_B}\n`],
    ['a revision', { ...input(a), revisionId: REVISION }, `${REMOVE_A} --revision-id ${REVISION}\n`],
    [
      'a revision: the second step reads what the first left',
      { ...input(add(), add({ StatementId: 'b' })), revisionId: REVISION },
      `${ADD} --revision-id ${REVISION} &&\nrevision=$(${ONE}) &&\n${ADD_B} --revision-id "$revision"\n`,
    ],
    [
      'of the same alias, and where it is',
      {
        ...input(remove({ FunctionName: ARN, Qualifier: 'live' }), remove({ FunctionName: ARN, Qualifier: 'live' })),
        revisionId: 'r',
      },
      [
        `aws lambda remove-permission --function-name ${ARN} --statement-id a --qualifier live --region us-east-2 --revision-id r &&\n`,
        `revision=$(aws lambda get-policy --function-name ${ARN} --qualifier live --region us-east-2 --query RevisionId --output text) &&\n`,
        `aws lambda remove-permission --function-name ${ARN} --statement-id a --qualifier live --region us-east-2 --revision-id "$revision"\n`,
      ].join(''),
    ],
    [
      'functions do not wait for each other',
      { functions: [functionOf(add(), b), functionOf(), functionOf(a)] },
      `${ADD} &&\n${REMOVE_B}\n${REMOVE_A}\n`,
    ],
  ])('%s', (_, given, script) => {
    expect(printCommands(posix, given)).toBe(script);
  });

  test('in PowerShell', () => {
    const [first = '', second = ''] = [ADD, ADD_B].map((line) => line.replace(' 111122223333', " '111122223333'"));
    expect(printCommands(powershell, { ...input(add(), add({ StatementId: 'b' }), b), revisionId: REVISION })).toBe(
      [
        `${first} --revision-id ${REVISION}`,
        `if ($LASTEXITCODE -eq 0) { $revision = ${ONE} }`,
        `if ($LASTEXITCODE -eq 0) { ${second} --revision-id $revision }`,
        `if ($LASTEXITCODE -eq 0) { $revision = ${ONE} }`,
        `if ($LASTEXITCODE -eq 0) { ${REMOVE_B} --revision-id $revision }`,
        '',
      ].join('\n'),
    );
  });
});

describe('what a shell cannot pass on', () => {
  test.each([
    ['NUL', 'a\u0000b'],
    ['an escape sequence', '\u001b[2J'],
    ['a carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['half a letter', 'a\ud83d'],
    ['a mark that turns the direction', 'a\u202eb'],
    ['a command to the log of Azure', '##[error]'],
    ['a command to the log of GitHub', 'a\n::error::b'],
  ])('%s is told, with a form that can', (_, bad) => {
    const unsayable = {
      cannot: expect.stringMatching(/^this shell cannot pass on unchanged: "/),
      hint: 'use --as cli-input-json',
    };
    for (const shell of [posix, powershell]) {
      expect(printWords(shell, ['aws', bad])).toEqual(unsayable);
      expect(printCommands(shell, input(add(), add({ SourceArn: SOURCE + bad })))).toEqual(unsayable);
      expect(printCommands(shell, { ...input(add()), revisionId: bad })).toEqual(unsayable);
    }
  });

  test.each([
    ['a double quote', 'a"b'],
    ['nothing', ''],
    ['a backslash at the end behind a space', 'a b\\'],
  ])('%s is told for PowerShell, and said for a POSIX shell', (_, bad) => {
    expect(printWords(powershell, ['aws', bad])).toMatchObject({ hint: 'use --as cli-input-json' });
    expect(printWords(posix, ['aws', bad])).toBe(`aws '${bad}'`);
  });
});

test.each<[what: string, given: FormInput, warning: unknown]>([
  ['nothing of an ARN', input(add({ FunctionName: ARN })), undefined],
  ['where a name is to be called', input(add()), expect.stringMatching(/^a name alone says no region: /)],
  ['nothing of one step and a revision', { ...input(add({ FunctionName: ARN })), revisionId: 'r' }, undefined],
  [
    'that a revision guards the first of several',
    { ...input(add({ FunctionName: ARN }), remove({ FunctionName: ARN })), revisionId: 'r' },
    '--revision-id guards the first command: each later one reads the revision that it finds',
  ],
  [
    'both',
    { ...input(add(), remove()), revisionId: 'r' },
    expect.stringMatching(/^a name alone .*; --revision-id guards /),
  ],
])('before it is run is told: %s', (_, given, warning) => {
  expect(cautions(given)).toEqual(warning);
});

test.each<[what: string, steps: readonly GrantStep[], warning: unknown]>([
  ['a name', [add()], expect.stringContaining('run it in `us-east-2` as `111122223333`')],
  ['a partial ARN', [add({ FunctionName: '111122223333:function:orders' })], expect.stringContaining('`us-east-2`')],
  ['an ARN', [add({ FunctionName: ARN })], undefined],
  ['nothing to do', [], undefined],
])('where it is to be run is told of %s, or need not be', (_, steps, warning) => {
  expect(placeless(input(...steps))).toEqual(warning);
});
