// Does hostile text in a request, a definition, a policy, a result, an error or a log reach a terminal or a pipeline raw?

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Outcome, project, run, runInProject } from '../../support/world.js';
import { allow, FUNCTION } from '../../support/worlds.js';

const HOSTILE = [
  ['a colour', '\u001b[31mred\u001b[0m'],
  ['an erased line', 'safe\u001b[2K\u001b[1G'],
  ['the clipboard', '\u001b]52;c;cm0gLXJmIC8=\u0007'],
  ['C1', '\u009b31m\u0085\u009d52;c;x\u009c'],
  ['turned text', '\u202eevil\u202c\u2066x\u2069\u200f'],
  ['a workflow command', '::error::owned'],
  ['one on a line of its own', 'x\n::error file=a,line=1::owned\n'],
  ['one behind CR', 'x\r::add-mask::owned'],
  ['one behind CR and LF', 'x\r\n ::set-output name=a::b\r\n\r\ny'],
  ['an old one', '##[add-mask]owned'],
  ['a command to another pipeline', '##vso[task.setvariable variable=a]b'],
  ['a line separator', 'x\u2028::error::owned'],
  ['a backspace and a zero', 'denied\b\b\0allowed'],
  ['half letters', 'a\ud83d b\udc15'],
] as const;

/** Written out apart from the program. */
function expectPowerless({ stdout, stderr }: Outcome): void {
  for (const output of [stdout, stderr]) {
    expect(output).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(output).not.toMatch(/##\[|##vso\[/);
    expect(output).not.toMatch(/\p{Surrogate}/u);
  }
}

function expectHarmless(outcome: Outcome): void {
  expectPowerless(outcome);
  for (const output of [outcome.stdout, outcome.stderr]) expect(output).not.toMatch(/^\s*::/m);
}

const GET = 'GET /orders';
const API = ['--type', 'rest', '--stage', 'prod', '--route', GET, '--function', FUNCTION, '--api', 'a1b2c3d4e5'];
const REST = [...API, '--policy', 'policy.json'];
const HTTP = REST.map((word) => (word === 'rest' ? 'http' : word));
const SOCKET = [
  '--type',
  'websocket',
  '--stage',
  'prod',
  '--route',
  'send',
  '--function',
  FUNCTION,
  '--api',
  'a1',
  '--no-policy',
];
const FORMATS = [[], ['--format', 'json'], ['--format', 'http'], ['--event']];
const text = (value: unknown) => JSON.stringify(value);
const files = { 'policy.json': text({ Version: '2012-10-17', Statement: allow() }) };

/** Each way to write the answer. */
async function expectInEach(
  expected: (outcome: Outcome) => void,
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const format of FORMATS) expected(await run(['simulate', ...argv, ...format], { files: { ...files, ...more } }));
}

const operation = (over: object = {}) => ({
  'x-amazon-apigateway-integration': {
    ...{ type: 'aws_proxy', httpMethod: 'POST', passthroughBehavior: 'when_no_match' },
    uri: `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
    ...over,
  },
});
const definition = (over: object = {}, path = '/orders', get: object = operation()) => ({
  openapi: '3.0.1',
  info: { title: 'a', version: '1' },
  servers: [{ url: 'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/prod' }],
  paths: { [path]: { get } },
  ...over,
});

describe.each(HOSTILE)('%s', (_, x) => {
  test.each<[where: string, argv: string[]]>([
    ['a path', [`GET /${x}`, ...REST]],
    ['a query', [`GET /orders?${x}`, ...REST]],
    ['a path without a method', [x, ...REST]],
    ['a path of an HTTP API', [`GET /${x}`, ...HTTP]],
    ['a method', [`${x} /orders`, ...REST]],
    ['a host', [`https://${x}/orders`, ...REST]],
    ['the value of a header', [GET, ...REST, '--header', `X-A: ${x}`]],
    ['the name of a header', [GET, ...REST, '--header', `${x}: b`]],
    ['a header without a colon', [GET, ...REST, '--header', x]],
    ['a body', [GET, ...REST, '--data', x]],
    ['the name of a body’s file', [GET, ...REST, '--data', `@${x}`]],
    ['an address', [GET, ...REST, '--source-ip', x]],
    ['a stage variable', [GET, ...REST, '--stage-variable', `${x}=${x}`]],
    ['a binary media type', [GET, ...REST, '--binary-media-type', x]],
    ['a message', ['--message', x, ...SOCKET]],
    ['an action', ['--message', text({ action: x }), ...SOCKET]],
    ['a query of a connection', [`?a=${x}`, '--connect', ...SOCKET]],
    ['a time', [GET, ...REST, '--now', x]],
    ['a time limit', [GET, ...REST, '--handler', 'policy.json', '--timeout', x]],
    ['a handler', [GET, ...REST, '--handler', x]],
    ['a handler’s export', [GET, ...REST, '--handler', `none.mjs#${x}`]],
    ['the name of a result’s file', [GET, ...REST, '--response', x]],
    ['the name of a policy', [GET, ...API, '--policy', x]],
    ['the name of a definition', [GET, '--definition', x, '--no-policy']],
    ['a route', [GET, ...REST, '--route', x]],
    ['a function', [GET, ...REST.map((word) => (word === FUNCTION ? `${FUNCTION}${x}` : word))]],
    ['a stage', [GET, ...REST.map((word) => (word === 'prod' ? x : word))]],
    ['an API', [GET, ...REST.map((word) => (word === 'a1b2c3d4e5' ? x : word))]],
    ['a type', [GET, ...REST.map((word) => (word === 'rest' ? x : word))]],
    ['a format', [GET, ...REST, '--unknown', x]],
  ])('in %s', async (_where, argv) => {
    await expectInEach(expectHarmless, argv);
  });

  test.each<[where: string, document: object]>([
    ['an integration', definition({}, '/orders', operation({ type: x, uri: x, httpMethod: x }))],
    [
      'a function',
      definition(
        {},
        '/orders',
        operation({ uri: `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${FUNCTION}${x}/invocations` }),
      ),
    ],
    [
      'a mapping',
      definition({}, '/orders', operation({ requestParameters: { [`integration.request.header.${x}`]: x } })),
    ],
    ['a role', definition({}, '/orders', operation({ credentials: x }))],
    ['a server', definition({ servers: [{ url: `https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/${x}` }] })],
    ['a reference', definition({}, '/orders', { 'x-amazon-apigateway-integration': { $ref: `#/${x}` } })],
    [
      'an authorizer',
      definition(
        {
          components: {
            securitySchemes: {
              [x]: {
                type: 'apiKey',
                name: x,
                in: 'header',
                'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: x },
              },
            },
          },
        },
        '/orders',
        { ...operation(), security: [{ [x]: [] }] },
      ),
    ],
    ['what is no definition', { [x]: x }],
  ])('in a definition: %s', async (_where, document) => {
    await expectInEach(expectHarmless, [GET, '--definition', 'api.json', '--policy', 'policy.json'], {
      'api.json': text(document),
    });
    const asked = ['--definition', 'api.json', '--route', GET];
    const setting = { files: { ...files, 'api.json': text(document) } };
    expectHarmless(await run(['evaluate', 'policy.json', ...asked], setting));
    expectHarmless(await run(['grant', ...asked], setting));
  });

  test.each<[where: string, document: object]>([
    ['a path', definition({}, `/${x}`)],
    ['a greedy path', definition({}, `/{${x}+}`)],
  ])('in a definition: %s', async (_where, document) => {
    for (const line of [GET, `GET /${x}`])
      await expectInEach(expectHarmless, [line, '--definition', 'api.json', '--policy', 'policy.json'], {
        'api.json': text(document),
      });
  });

  test('in a policy that refuses', async () => {
    const Statement = allow({ Sid: x, Condition: { StringEquals: { [x]: x } } });
    await expectInEach(expectHarmless, [GET, ...API, '--policy', 'own.json'], {
      'own.json': text({ Version: '2012-10-17', Statement }),
    });
  });

  test.each<[where: string, file: unknown]>([
    ['a type and a message', { errorType: x, errorMessage: x }],
    ['a message alone', x],
  ])('in an error: %s', async (_where, error) => {
    for (const api of [REST, HTTP])
      await expectInEach(expectHarmless, [GET, ...api, '--error', 'e.json'], { 'e.json': text(error) });
  });

  test.each<[where: string, result: unknown]>([
    ['the name of a header', { statusCode: 200, headers: { [x]: 'a' } }],
    ['a status', { statusCode: x }],
    ['what is not taken', { [x]: x }],
    ['text', x],
    ['a header', { statusCode: 200, headers: { 'X-A': x }, multiValueHeaders: { 'X-B': [x] }, cookies: [x] }],
    ['a body', { statusCode: 200, body: x }],
    ['a body in base64', { statusCode: 200, body: Buffer.from(x).toString('base64'), isBase64Encoded: true }],
  ])('in a result: %s', async (_where, result) => {
    for (const api of [REST, HTTP])
      await expectInEach(expectHarmless, [GET, ...api, '--response', 'r.json'], { 'r.json': text(result) });
  });

  test('raw in a file that is no JSON', async () => {
    for (const flag of ['--response', '--error', '--authorizer-response'])
      await expectInEach(expectHarmless, [GET, ...REST, flag, 'r.json'], { 'r.json': `{"a": ${x}` });
  });
});

test.each([
  '\t::error::owned',
  'x\n \t\t::error::owned',
  '\t##[error]owned',
])('in a body whose tabs stay: %j', async (body) => {
  const result = { 'r.json': text({ statusCode: 200, body }) };
  const argv = ['simulate', GET, ...REST, '--response', 'r.json', '--format', 'http'];
  const { stdout, stderr, exitCode } = await run(argv, { files: { ...files, ...result } });
  expectHarmless({ stdout: stdout.replaceAll('\t', ' '), stderr, exitCode });
  expect(stdout).toContain('\t');
});

describe('a log in pieces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sourcearn-'));
  const path = relative(project, join(folder, 'pieces.mjs'));
  const pieces = [':', ':error::a', '\n \t', '::b\n#', '#[error]c\n\n', 'd', 'ö'.repeat(70_000), 'e\n:'];
  const code = `
const write = (text) => new Promise((done) => process.stdout.write(text, done));
export const handler = async () => {
  for (const piece of ${text(pieces)}) await write(piece);
  return { statusCode: 200 };
};
export const endless = async () => {
  for (let at = 0; at < 9000; at += 1) await write(':'.repeat(100));
  return { statusCode: 200 };
};
export const keeper = async () => {
  await write(':');
  return { isAuthorized: true };
};
export const orders = async () => {
  await write(':error::f');
  return { statusCode: 200 };
};
`;
  const logOf = async (...argv: readonly string[]) => {
    const outcome = await runInProject(['simulate', ...argv, '--format', 'http'], { files });
    expectHarmless(outcome);
    return outcome.stderr;
  };
  beforeAll(() => writeFileSync(join(folder, 'pieces.mjs'), code));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is put together before it is told, and ended where the handler did not', async () => {
    expect(await logOf(GET, ...REST, '--handler', path)).toBe(
      ['\\u003a:error::a', ' \\u0009::b', '\\u0023#[error]c', '', `d${'ö'.repeat(70_000)}`, 'e', ':', ''].join('\n'),
    );
  });

  test('without an end is told in lines that can be held', async () => {
    const lines = (await logOf(GET, ...REST, '--handler', `${path}#endless`)).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(100_000);
  });

  test('of an authorizer is none with that of the function', async () => {
    const words = ['--authorizer-handler', `${path}#keeper`, '--handler', `${path}#orders`, '--unknown', 'pass'];
    const argv = ['/orders/7', '--definition', 'fixtures/apis/orders-http.yaml', '--header', 'Authorization: me'];
    expect(await logOf(...argv, ...words)).toBe(':\n:error::f\n');
  });
});

describe('a handler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sourcearn-'));
  const path = relative(project, join(folder, 'hostile.mjs'));
  const code = `
const hostile = ${text(HOSTILE.map(([, x]) => x))};
export const logs = async () => {
  for (const x of hostile) { console.log(x); console.error(x); process.stdout.write(x); }
  return { statusCode: 200 };
};
${HOSTILE.map((_, index) => `export const throws${index} = async () => { const x = hostile[${index}]; throw Object.assign(new Error(x), { name: x, stack: x + '\\n    at ' + x }); };`).join('\n')}
`;
  beforeAll(() => writeFileSync(join(folder, 'hostile.mjs'), code));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('logs what a terminal would obey, all on lines of their own', async () => {
    for (const format of FORMATS)
      expectHarmless(await runInProject(['simulate', GET, ...REST, '--handler', `${path}#logs`, ...format], { files }));
  });

  test.each(HOSTILE.map(([what], index) => [what, index] as const))('throws %s', async (_, index) => {
    for (const format of FORMATS)
      expectHarmless(
        await runInProject(['simulate', GET, ...REST, '--handler', `${path}#throws${index}`, ...format], { files }),
      );
  });
});
