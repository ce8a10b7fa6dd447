// What of `sourcearn simulate` is wrong usage, is it said with what to do, and is it said before anything is read?

import { describe, expect, test } from '@jest/globals';
import { run } from '../../support/world.js';
import { allow, FUNCTION } from '../../support/worlds.js';

const API = [
  '--type',
  'rest',
  '--stage',
  'prod',
  '--route',
  'GET /orders',
  '--function',
  FUNCTION,
  '--api',
  'a1b2c3d4e5',
];
const BASE = ['simulate', 'GET /orders', ...API];
const ONE = [...BASE, '--policy', 'policy.json'];
const HTTP = ONE.map((word) => (word === 'rest' ? 'http' : word));
const DEFINED = ['simulate', 'GET /orders', '--definition', 'api.json', '--policy', 'policy.json'];
const URL = 'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com';
const files = {
  'policy.json': JSON.stringify({ Version: '2012-10-17', Statement: allow() }),
  'api.json': JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'a', version: '1' },
    servers: [{ url: `${URL}/{basePath}`, variables: { basePath: { default: '/prod' } } }],
    paths: {
      '/orders': {
        get: {
          'x-amazon-apigateway-integration': {
            type: 'aws_proxy',
            httpMethod: 'POST',
            passthroughBehavior: 'when_no_match',
            uri: `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
          },
        },
      },
    },
  }),
};
/** The line without a flag and its value. */
const without = (argv: readonly string[], flag: string) =>
  argv.filter((word, index) => word !== flag && argv[index - 1] !== flag);

const SINGLE = [
  ...['--definition', '--type', '--function', '--api', '--api-region', '--api-account', '--stage', '--payload'],
  ...['--data', '--source-ip', '--message', '--handler', '--response', '--error', '--authorizer-handler'],
  ...['--authorizer-response', '--timeout', '--memory', '--now', '--unknown', '--format'],
];

test('what is right is right', async () => {
  expect(await run(ONE, { files })).toMatchObject({ exitCode: 0 });
  expect(await run(DEFINED, { files })).toMatchObject({ exitCode: 0 });
});

describe('told before anything is read', () => {
  const OR = ', or --definition <file>';
  const locked = { 'policy.json': new Error('it was read'), 'api.json': new Error('it was read') };

  test.each<[what: string, argv: string[], message: RegExp]>([
    [
      'no request',
      ['simulate', ...ONE.slice(2)],
      /^error: no request to send\n {2}write method and path, such as "GET \/pets\/7"\n$/,
    ],
    ['an empty request', ONE.with(1, ' '), /^error: no request to send\n/],
    [
      'no API',
      ['simulate', '/', '--policy', 'policy.json'],
      new RegExp(
        `^error: the API is not described\n  add --type rest\\|http\\|websocket, --route <key>, --function <arn>${OR}\n$`,
      ),
    ],
    ['no type', without(ONE, '--type'), new RegExp(`add --type rest\\|http\\|websocket${OR}\n$`)],
    ['no route', without(ONE, '--route'), new RegExp(`add --route <key>${OR}\n$`)],
    ['no function', without(ONE, '--function'), new RegExp(`add --function <arn>${OR}\n$`)],
    [
      'a type that is none',
      [...without(ONE, '--type'), '--type', 'soap'],
      /^error: expected one of rest, http, websocket as --type, found `soap`\n$/,
    ],
    ['such a type beside a definition', [...DEFINED, '--type', 'soap'], /as --type, found `soap`\n$/],
    ['a route that is none', [...ONE, '--route', '/orders'], /^error: expected a method, a space and a path/],
    [
      'another word for unknown',
      [...ONE, '--unknown', 'maybe'],
      /^error: expected one of pass, fail as --unknown, found `maybe`\n$/,
    ],
    [
      'another format',
      [...ONE, '--format', 'yaml'],
      /^error: expected one of text, .*http.* as --format, found `yaml`\n$/,
    ],
    ['a format of other questions', [...ONE, '--format', 'sarif'], /as --format, found `sarif`/],
    [
      'a second request',
      ['simulate', 'GET', '/orders', ...ONE.slice(2)],
      /^error: too many arguments.*\n.*\n {2}quote method and path, as they are one argument: "GET \/pets\/7"\n$/,
    ],
    ['an option that is none', [...ONE, '--verbose'], /unknown option '--verbose'\n.*\n$/],
    [
      'a payload format of a REST API',
      [...ONE, '--payload', '2.0'],
      /^error: only HTTP APIs have a payload format\n {2}leave out --payload\n$/,
    ],
    ['another payload format', [...HTTP, '--payload', '3.0'], /as --payload, found `3\.0`\n$/],
    ['a region that is none', [...ONE, '--api-region', 'here'], /as --api-region, found `here`\n$/],
    ['an account that is none', [...ONE, '--api-account', 'me'], /as --api-account, found `me`\n$/],
    ['a stage variable that is one word', [...ONE, '--stage-variable', 'fn'], /as --stage-variable, found `fn`\n$/],
    [
      'a header that is none',
      [...ONE, '--header', 'X-A'],
      /^error: expected "Name: value" as --header, found `X-A`\n$/,
    ],
    [
      'two things on one connection',
      [...ONE, '--connect', '--disconnect'],
      /^error: only one of --connect, --disconnect happens at a time\n$/,
    ],
    [
      'a glob that nothing matches',
      [...BASE, '--policy', 'none/*.json'],
      /^error: no file matches `none\/\*\.json`\n$/,
    ],
    ['standard input as two policies', [...BASE, '--policy', '-', '--policy', '-'], /only once\n$/],
    ...SINGLE.map((flag): [string, string[], RegExp] => [
      `${flag} twice`,
      [...without(ONE, flag), flag, 'a', flag, 'a'],
      new RegExp(`option '${flag} <.*>' argument 'a' is invalid\\. It is given twice\\n`),
    ]),
    ...[
      ...SINGLE,
      '--route',
      '--stage-variable',
      '--binary-media-type',
      '--authorizer-id',
      '--policy',
      '--header',
      '--env',
    ].map((flag): [string, string[], RegExp] => [
      `${flag} without a value`,
      [...without(ONE, flag), flag],
      new RegExp(`option '${flag} <.*>' argument missing`),
    ]),
  ])('%s', async (_, argv, message) => {
    const outcome = await run(argv, { files: locked });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('told once the API is known', () => {
  test.each<[what: string, argv: string[], message: RegExp]>([
    [
      'no policy',
      BASE,
      /^error: no policy to ask\n {2}add --policy <file>, what `aws lambda get-policy` printed, or --no-policy where the function has none\n$/,
    ],
    ['no policy, whatever stands in', [...BASE, '--response', 'policy.json'], /^error: no policy to ask\n/],
    [
      'a time that is none',
      [...ONE, '--now', 'soon'],
      /^error: expected a time such as 2026-11-23T12:00:00Z as --now, found `soon`\n$/,
    ],
    [
      'no stage',
      without(ONE, '--stage'),
      /^error: a request goes to a stage: which one\?\n {2}add --stage <name>, or write the whole URL\n$/,
    ],
    [
      'a path without a slash',
      ONE.with(1, 'GET orders'),
      /^error: expected a path such as `\/pets`, or a URL, found `orders`\n$/,
    ],
    ['a method that is none', ONE.with(1, 'G(T /orders'), /^error: expected a method such as GET, found `G\(T`\n$/],
    [
      'a custom domain',
      ONE.with(1, 'https://a.example/orders'),
      /^error: `a\.example` is no execute-api host\n {2}of a custom domain, write the path/,
    ],
    [
      'the name of a header that is none',
      [...ONE, '--header', 'a b: c'],
      /^error: expected the name of a header, found `a b`\n$/,
    ],
    [
      'a header within a header',
      [...ONE, '--header', 'a: b\r\nc: d'],
      /^error: the header `a` has a line break in its value\n$/,
    ],
    [
      'a header within the name of one',
      [...ONE, '--header', 'a\nb: c'],
      /^error: expected the name of a header, found `a\\u000ab`\n$/,
    ],
    ['a zero in a header', [...ONE, '--header', 'a: b\0c'], /^error: the header `a` has a line break in its value\n$/],
    [
      'another API than the URL’s',
      ONE.with(1, URL.replace('a1b2', 'z1b2')),
      /^error: `a1b2c3d4e5` or `z1b2c3d4e5`\? both are said\n/,
    ],
    [
      'another API than the document’s',
      [...DEFINED, '--api', 'x1'],
      /^error: `x1` or `a1b2c3d4e5`\? both are said\n {2}leave out --api, or correct it\n$/,
    ],
    [
      'another region than the document’s',
      [...DEFINED, '--api-region', 'eu-west-1'],
      /both are said\n {2}leave out --api-region, or correct it\n$/,
    ],
    [
      'a route beside a document',
      [...DEFINED, '--route', 'GET /orders'],
      /^error: the definition says what --route would\n {2}leave out either\n$/,
    ],
    [
      'a function beside a document',
      [...DEFINED, '--function', FUNCTION],
      /^error: the definition says what --function would\n/,
    ],
    [
      'a request of a WebSocket API',
      ONE.map((word) => (word === 'rest' ? 'websocket' : word === 'GET /orders' ? '/orders' : word)).toSpliced(
        6,
        2,
        '--route',
        '$connect',
      ),
      /^error: a WebSocket API takes connections and messages\n {2}add --connect, --message <text> or --disconnect\n$/,
    ],
    [
      'a connection of a REST API',
      ['simulate', ...ONE.slice(2), '--connect'],
      /^error: only the clients of a WebSocket API connect and send messages\n$/,
    ],
  ])('%s', async (_, argv, message) => {
    const outcome = await run(argv, { files });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('a document of another type', () => {
  test('is not read as what the flags say', async () => {
    const outcome = await run([...DEFINED, '--type', 'http'], { files });
    expect(outcome).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('[other-api-type]') });
  });
});

describe('what contradicts itself, or has no use', () => {
  const HANDLER = ['--handler', 'fixtures/handlers/pets.mjs'];
  test.each<[what: string, argv: string[], message: RegExp]>([
    [
      'no policy, then one',
      [...BASE, '--no-policy', '--policy', 'policy.json'],
      /leave out either --policy or --no-policy/,
    ],
    ['a policy, then none', [...ONE, '--no-policy'], /leave out either --policy or --no-policy/],
    ['standard input twice', ['simulate', '/', '--definition', '-', '--policy', '-'], /can be read only once/],
    ['standard input as the body and a policy', [...BASE, '--policy', '-', '--data', '@-'], /can be read only once/],
    [
      'a stage that is not the document’s',
      [...DEFINED, '--stage', 'dev'],
      /^error: there is no stage `dev` in the definition, only `prod`\n {2}leave out --stage, or give/,
    ],
    ['a URL of no API', ['simulate', 'ftp://a.example/', ...API], /^error: expected a URL that begins with https:/],
    ['an id of no authorizer', [...ONE, '--authorizer-id', 'x=1'], /the API has no authorizers/],
    ['a time limit of no handler', [...ONE, '--timeout', '5'], /there is no handler for --timeout/],
    ['no time limit', [...ONE, ...HANDLER, '--timeout', 'x'], /as --timeout, found `x`/],
    ['the same, for the event alone', [...ONE, ...HANDLER, '--timeout', 'x', '--event'], /as --timeout, found `x`/],
    ['a host of one’s own', [...ONE, '--header', 'Host: a.example'], /the host is that of the API/],
    ['an address that is none', [...ONE, '--source-ip', 'x'], /expected an IP address as --source-ip, found `x`/],
    ['a stage that is none', [...ONE, '--stage', 'a b'].filter((word) => word !== 'prod'), /--stage/],
    ['no API', without(ONE, '--api'), /which API is it\?\n {2}add --api <id>/],
  ])('%s', async (_, argv, message) => {
    const outcome = await run(argv, { files, stdin: files['policy.json'] });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('who takes unknown for a yes needs no policy', async () => {
    const outcome = await run([...BASE, '--unknown', 'pass', '--response', 'r.json'], {
      files: { ...files, 'r.json': '{"statusCode": 201}' },
    });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('gets 201') });
  });

  test.each(['@none', '@bodies'])('a body in %s is input that cannot be read', async (data) => {
    const outcome = await run([...ONE, '--data', data], { files: { ...files, 'bodies/a': 'x' } });
    expect(outcome).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('cannot be sent') });
  });
});
