// Does the real AWS CLI understand what `grant` prints, and is the policy then the one that was foretold?

import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Lambda, withLambda } from './support/lambda-server.js';
import { run } from './support/world.js';

// `put-resource-policy` and `delete-resource-policy` are unproved here: the versions at hand, 1.45 and 2.9, do not know them.

const PATH = process.env['PATH'] ?? '';
const aws = execFileSync('sh', ['-c', 'command -v aws || true'], { encoding: 'utf8' }).trim();
if (aws === '') console.info('the AWS CLI is not here: the tests with it are skipped');

/** Each command of the CLI takes a second or so, more where much else runs. */
const PATIENCE = 120_000;
const HOME = { region: 'us-east-2', account: '111122223333' };
const ORDERS = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
const NAMED = ['--function', 'orders', '--region', HOME.region, '--account', HOME.account];
const API = ['--api', 'a1b2c3d4e5'];
const NO_POLICY =
  'An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: The resource you requested does not exist.';

const folder = mkdtempSync(join(tmpdir(), 'sourcearn-aws-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
// The real one sees the PATH as it is, so that it is not this one that it finds.
writeFileSync(at('aws'), '#!/bin/sh\nPATH=$REAL_PATH exec "$REAL_AWS" "$@" --endpoint-url "$ENDPOINT"\n', {
  mode: 0o755,
});

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in a real shell, whose `aws` is the real one with another address. The server is in this process: nothing may block. */
function sh(script: string, { url }: Lambda, region = 'eu-west-1'): Promise<Ended> {
  const env = {
    ...{ PATH: folder + delimiter + PATH, REAL_PATH: PATH, REAL_AWS: aws, ENDPOINT: url, HOME: folder },
    ...{ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_DEFAULT_REGION: region, AWS_PAGER: '' },
    ...{ AWS_CONFIG_FILE: at('none'), AWS_SHARED_CREDENTIALS_FILE: at('none'), AWS_EC2_METADATA_DISABLED: 'true' },
    ...{ NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1', LC_ALL: 'C.UTF-8' },
  };
  return new Promise((resolve) => {
    const child = execFile('sh', ['-c', script], { env, encoding: 'utf8' }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** What the program prints for a grant. */
async function printed(args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run(['grant', ...API, ...args], { files });
  expect([exitCode, stderr]).toEqual([0, stderr]);
  return stdout;
}

/** The policy that stands, as the CLI reads it. */
async function getPolicy(lambda: Lambda, asked = ORDERS) {
  const command = `aws lambda get-policy --function-name ${asked}`;
  const { status, stdout, stderr } = await sh(command, lambda, HOME.region);
  expect([status, stderr]).toEqual([0, '']);
  return { text: stdout, ...(JSON.parse(stdout) as { readonly Policy: string; readonly RevisionId: string }) };
}

/** The text of a document as Lambda keeps it: what was foretold, without its spaces. */
const compact = (json: string) => JSON.stringify(JSON.parse(json));
const done = { status: 0, stderr: '' };

describe('the real AWS CLI', () => {
  const testWithAws = aws === '' ? test.skip : test;
  const GRANTS: readonly [what: string, args: readonly string[], asked: string][] = [
    [
      'a route of a REST API',
      ['--function', ORDERS, '--type', 'rest', '--stage', 'prod', '--route', 'GET /o/{id}'],
      ORDERS,
    ],
    ['`$default` of an HTTP API, for a name', [...NAMED, '--type', 'http', '--route', '$default'], 'orders'],
    [
      'a WebSocket key',
      ['--function', ORDERS, '--type', 'websocket', '--stage', 'prod', '--route', '$connect'],
      ORDERS,
    ],
    ['an authorizer', ['--function', ORDERS, '--type', 'rest', '--authorizer', 'abc123'], ORDERS],
    [
      'an alias, no source account, and an id that begins with a dash',
      [...NAMED, '--qualifier', 'live', '--type', 'rest', '--no-source-account', '--statement-id', '-a'],
      'orders --qualifier live',
    ],
    [
      'a path with a quote and letters beyond ASCII',
      ['--function', ORDERS, '--type', 'http', '--route', "GET /it's/größe/日本/😀"],
      ORDERS,
    ],
    [
      'keys that a shell would obey, and what the CLI would take for a file',
      ['--function', ORDERS, '--type', 'websocket', '--route', '$(id) "a" `b` \\ ; c', '--route', 'file://a %20'],
      ORDERS,
    ],
  ];

  testWithAws.each(GRANTS)(
    'does what was foretold: %s',
    async (_, args, asked) => {
      await withLambda(HOME, async (lambda) => {
        const isNamed = args.includes('orders');
        const ended = await sh(await printed(args), lambda, isNamed ? HOME.region : 'eu-west-1');
        expect(ended).toMatchObject(done);
        const { Policy } = await getPolicy(lambda, asked);
        expect(Policy).toBe(compact(await printed([...args, '--rehearse'])));
        // A command that names the function by its ARN goes to its region, whatever the CLI's own is.
        expect(lambda.requests.filter((request) => !request.startsWith(`${HOME.region} `))).toEqual([]);
      });
    },
    PATIENCE,
  );

  testWithAws(
    'takes a chain with a revision, each command after the first reading what the one before left',
    async () => {
      await withLambda(HOME, async (lambda) => {
        const args = ['--function', ORDERS, '--type', 'rest'];
        await sh(await printed([...args, '--route', 'GET /a']), lambda);
        const present = await getPolicy(lambda);
        const more = [...args, '--route', 'GET /b', '--route', 'GET /c', '--policy', 'present.json'];
        const chained = [...more, '--revision-id', present.RevisionId];
        const files = { 'present.json': present.text };
        const script = await printed(chained, files);
        expect(await sh(script, lambda)).toMatchObject(done);
        const { Policy } = await getPolicy(lambda);
        expect(Policy).toBe(compact(await printed([...chained, '--rehearse'], files)));
        // Again, the revision is another, and the chain ends at its first command.
        const before = lambda.requests.length;
        const { status, stderr } = await sh(script, lambda);
        expect(status).not.toBe(0);
        expect(stderr).toContain(
          '(PreconditionFailedException) when calling the AddPermission operation: The Revision Id',
        );
        expect(lambda.requests.length - before).toBe(1);
      });
    },
    PATIENCE,
  );

  testWithAws(
    'takes the JSON in place of options, even where no shell passes a key on unchanged',
    async () => {
      await withLambda(HOME, async (lambda) => {
        const args = [
          ...NAMED,
          '--type',
          'websocket',
          '--stage',
          'prod',
          '--route',
          'a\u001b[2J\u202e"b\\',
          '--route',
          'c',
        ];
        const lines = (await printed([...args, '--as', 'cli-input-json'])).trimEnd().split('\n');
        expect(lines).toHaveLength(2);
        for (const [index, line] of lines.entries()) {
          writeFileSync(at(`${index}.json`), line);
          const command = `aws lambda add-permission --cli-input-json 'file://${at(`${index}.json`)}'`;
          expect(await sh(command, lambda, HOME.region)).toMatchObject(done);
        }
        const { Policy } = await getPolicy(lambda);
        expect(Policy).toBe(compact(await printed([...args, '--rehearse'])));
      });
    },
    PATIENCE,
  );

  testWithAws(
    'removes with `--revert` what was granted, and with the last statement the policy',
    async () => {
      await withLambda(HOME, async (lambda) => {
        const args = [...NAMED, '--qualifier', '7', '--type', 'rest', '--route', 'GET /a'];
        const [add, remove] = [await printed(args), await printed([...args, '--revert'])];
        expect(await sh(`${add}\n${remove}`, lambda, HOME.region)).toMatchObject(done);
        const left = await sh('aws lambda get-policy --function-name orders --qualifier 7', lambda, HOME.region);
        expect(left).toMatchObject({
          status: expect.any(Number),
          stdout: '',
          stderr: expect.stringContaining(NO_POLICY),
        });
        expect(left.status).not.toBe(0);
        expect(lambda.requests.map((request) => request.split(' ')[1])).toEqual(['POST', 'DELETE', 'GET']);
      });
    },
    PATIENCE,
  );

  testWithAws(
    'shows Lambda’s own words where a statement id is there already',
    async () => {
      await withLambda(HOME, async (lambda) => {
        const add = await printed(['--function', ORDERS, '--type', 'rest', '--statement-id', 's3']);
        const { status, stderr } = await sh(`${add}${add}`, lambda);
        expect(status).not.toBe(0);
        expect(stderr).toContain(
          'An error occurred (ResourceConflictException) when calling the AddPermission operation: The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
        );
      });
    },
    PATIENCE,
  );
});
