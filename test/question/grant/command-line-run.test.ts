// Do the printed commands, run by real shells, ask AWS for exactly what was planned, and each only when it should?

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import { grant } from '../../../src/question/grant/grant.js';
import type { Granting } from '../../../src/question/grant/granting.js';
import type { GrantInput } from '../../../src/question/grant/input.js';
import { printGrant } from '../../../src/question/grant/print.js';

const ORDERS = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
const REST: GrantInput = { function: ORDERS, api: 'a1b2c3d4e5', type: 'rest' };
const WEBSOCKET: GrantInput = { ...REST, type: 'websocket', stage: 'prod' };
const REVISION = 'c14aaf6f-f5c1-4d8d-8f8b-1b6a5c0d9f3e';

/** An `aws` that writes down how many arguments it has, and which; it prints a revision, and fails where it is told to. */
const AWS = `#!/bin/sh
printf '%s\\0' "$#" "$@" >> "$LOG"
case " $* " in *" $FAILS "*) exit 254 ;; esac
case "$2" in get-policy) printf 'revision %s\\n' "$(wc -c < "$LOG" | tr -d ' ')" ;; esac
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sourcearn-aws-'));
  writeFileSync(join(folder, 'aws'), AWS);
  chmodSync(join(folder, 'aws'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly calls: readonly (readonly string[])[];
  readonly status: number | null;
}

/** Runs a script; `fails`: a word or words of the commands that are to fail. */
function run(shell: readonly string[], script: string, fails = 'none of them'): Run {
  const log = join(folder, 'log');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'script'), script);
  const [command = '', ...options] = shell;
  const { status, stderr } = spawnSync(command, [...options, join(folder, 'script')], {
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, HOME: folder, LOG: log, FAILS: fails },
  });
  expect(stderr.toString()).toBe('');
  const words = readFileSync(log, 'utf8').split('\0').slice(0, -1);
  const calls: string[][] = [];
  while (words.length > 0) calls.push(words.splice(0, Number(words.shift())));
  return { calls, status };
}

function script(granting: Granting): string {
  const printed = printGrant(granting, 'command');
  if ('cannot' in printed) throw new Error(printed.cannot);
  return printed.output;
}

/** What a command asks for, by the names of the API. */
function requestIn(call: readonly string[]) {
  const [service, operation, ...rest] = call;
  expect(service).toBe('lambda');
  const members: Record<string, string> = {};
  while (rest.length > 0) {
    const [, flag = '', joined] = /^--([a-z-]+)(?:=(.*))?$/s.exec(rest.shift() as string) ?? [];
    const value = joined ?? rest.shift();
    expect([flag, joined === undefined && value?.startsWith('-')]).toEqual([expect.stringMatching(/./), false]);
    const name = flag.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    members[name] = value as string;
  }
  return { operation, members };
}

function expectPlanned({ functions }: Pick<Granting, 'functions'>, { calls, status }: Run): void {
  const wanted = functions.flatMap(({ steps, region }) =>
    steps.map(({ action, request }) => ({
      operation: action === 'AddPermission' ? 'add-permission' : 'remove-permission',
      members: { ...request, ...(request.FunctionName.startsWith('arn:') ? { Region: region } : {}) },
    })),
  );
  expect(calls.map(requestIn)).toEqual(wanted);
  expect(status).toBe(0);
}

const isThere = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const SHELLS = [
  ['sh', ['sh']],
  ['bash', ['bash']],
  ['bash with history expansion', ['bash', '-o', 'history', '-H']],
] as const;

const HOSTILE = [
  ...[
    '$(touch pwned)',
    '`id`',
    "'; id; '",
    "'\\''",
    '"$HOME"',
    '!!',
    'a!b',
    '\\',
    'a\\',
    'a*',
    '{a,b}',
    '~',
    '# a',
    '-a',
  ],
  ...[
    'a; id',
    'a && id',
    'a | id',
    '> a',
    '${x}',
    '%PATH%',
    "$'\\x41'",
    'größe/日本/😀',
    '\u2018a\u2019',
    '@a',
    '=a',
    'a=b',
  ],
];

describe.each(SHELLS)('%s', (_, shell) => {
  const isHere = isThere(shell[0]);
  const runs = isHere ? test : test.skip;
  const why = isHere ? '' : ` (left out: there is no ${shell[0]} here)`;

  runs(`asks for what is planned, whatever the route keys hold${why}`, () => {
    const granting = grant({ ...WEBSOCKET, routes: HOSTILE });
    expect(granting.functions[0]?.steps.length).toBe(HOSTILE.length);
    expectPlanned(granting, run(shell, script(granting)));
  });

  runs(
    `asks for what is planned, over random grants in one script${why}`,
    () => {
      const letters = fc.constantFrom(...'aZ0 \'"`$!\\*?[]{}()<>|&;#~^=-%@+,.:/é日', '😀', '$(', '${', '!!', "'\\''");
      const keys = fc.string({ unit: letters, minLength: 1, maxLength: 12 }).filter((key) => key.trim() !== '');
      const inputs = fc.record({
        routes: fc.uniqueArray(keys, { minLength: 1, maxLength: 4 }),
        stage: fc.constantFrom('prod', '$default', "it's", '${x}', '-', '!'),
        function: fc.constantFrom(ORDERS, `${ORDERS}:live`, `${ORDERS}:-`, '111122223333:function:orders'),
        region: fc.constant('us-east-2'),
        statementId: fc.constantFrom(undefined, undefined, '-', '--a'),
      });
      const grants = fc
        .sample(inputs, { numRuns: 120, seed: Number(process.env['SEED'] ?? 20261101) })
        .map(({ statementId, ...input }) => grant({ ...WEBSOCKET, ...input, ...(statementId ? { statementId } : {}) }))
        .filter(({ verdict }) => verdict === 'toWrite')
        .map((granting) => ({ granting, printed: printGrant(granting, 'command') }))
        .flatMap(({ granting, printed }) => ('cannot' in printed ? [] : [{ granting, output: printed.output }]));
      expect(grants.length).toBeGreaterThan(30);
      const all = { functions: grants.flatMap(({ granting }) => granting.functions) };
      expectPlanned(all, run(shell, grants.map(({ output }) => output).join('')));
    },
    60_000,
  );
});

// A policy that the API had granted before, of two other routes.
const PRESENT = parsePolicy({
  Version: '2012-10-17',
  Statement: ['old', '-old'].map((sid) => ({
    ...{ Sid: sid, Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' } },
    ...{ Action: 'lambda:InvokeFunction', Resource: ORDERS },
    Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/${sid}` } },
  })),
});

describe('step by step', () => {
  const operations = ({ calls }: Run) => calls.map(([, operation]) => operation);
  const pruning = grant({ ...REST, routes: ['GET /pets'], prune: true }, PRESENT);
  const revised = grant({ ...REST, routes: ['GET /pets'], prune: true, revisionId: REVISION }, PRESENT);
  const additions = grant({ ...REST, routes: ['GET /pets', 'POST /pets'] });
  const [added = '', removed = '', last = ''] =
    pruning.functions[0]?.steps.map(({ request }) => request.StatementId) ?? [];

  test('the plan adds one and removes two', () => {
    expect([added.startsWith('apigateway-'), removed, last]).toEqual([true, 'old', '-old']);
    expectPlanned(pruning, run(['sh'], script(pruning)));
  });

  test.each<[what: string, granting: Granting, fails: string, called: readonly string[]]>([
    ['nothing is removed where what replaces it was not added', pruning, 'add-permission', ['add-permission']],
    [
      'nothing is removed behind a removal that failed',
      pruning,
      '--statement-id old',
      ['add-permission', 'remove-permission'],
    ],
    ['an addition that failed keeps no other back', additions, 'add-permission', ['add-permission', 'add-permission']],
    ['with a revision, one that failed keeps all others back', revised, 'add-permission', ['add-permission']],
    [
      'with a revision, a removal that failed as well',
      revised,
      '--statement-id old',
      ['add-permission', 'get-policy', 'remove-permission'],
    ],
  ])('%s', (_, granting, fails, called) => {
    const done = run(['sh'], script(granting), fails);
    expect(operations(done)).toEqual(called);
    expect(done.status).not.toBe(0);
  });

  test('each step but the first asks for the revision that the one before left, in one word', () => {
    const { calls, status } = run(['sh'], script(revised));
    const requests = calls.map(requestIn);
    expect(status).toBe(0);
    expect(requests.map(({ operation }) => operation)).toEqual([
      ...['add-permission', 'get-policy', 'remove-permission', 'get-policy', 'remove-permission'],
    ]);
    const revisions = requests.flatMap(({ members }) => members['RevisionId'] ?? []);
    expect(revisions).toEqual([
      REVISION,
      expect.stringMatching(/^revision \d+$/),
      expect.stringMatching(/^revision \d+$/),
    ]);
    expect(new Set(revisions).size).toBe(3);
    const reads = requests.filter(({ operation }) => operation === 'get-policy').map(({ members }) => members);
    const read = { FunctionName: ORDERS, Region: 'us-east-2', Query: 'RevisionId', Output: 'text' };
    expect(reads).toEqual([read, read]);
  });

  test('where the revision cannot be read, nothing is changed without one', () => {
    const { calls, status } = run(['sh'], script(revised), 'get-policy');
    const changes = calls.map(requestIn).filter(({ operation }) => operation !== 'get-policy');
    expect(changes.map(({ members }) => members['RevisionId'])).toEqual([REVISION]);
    expect(status).not.toBe(0);
  });
});
