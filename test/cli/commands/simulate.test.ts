// Does `sourcearn simulate` send the request that is written, ask the policies that are given, and exit with what came of it?

import { describe, expect, test } from '@jest/globals';
import { API, asData, files, LINE, ONE } from '../../support/simulated.js';
import { runInProject } from '../../support/world.js';
import { FUNCTION } from '../../support/worlds.js';

describe('verdict and exit code', () => {
  test.each<[what: string, argv: string[], verdict: string, stoppedAt: string | null, exitCode: number]>([
    ['the function answers', ['--response', 'ok.json'], 'functionResponse', null, 0],
    ['nothing stands in for the function', [], 'functionReached', null, 0],
    ['the function fails', ['--error', 'error.json'], 'gatewayResponse', 'function', 1],
    ['its result is malformed', ['--response', 'bad.json'], 'gatewayResponse', 'response', 1],
  ])('%s', async (_, argv, verdict, stoppedAt, exitCode) => {
    expect(await asData([...ONE, ...argv])).toMatchObject({ verdict, stoppedAt, exitCode, stderr: '' });
  });

  test.each<[what: string, policies: string[], verdict: string, exitCode: number]>([
    ['one that allows', ['--policy', 'allow.json'], 'functionResponse', 0],
    ['one that denies', ['--policy', 'deny.json'], 'gatewayResponse', 1],
    ['one of another function alone', ['--policy', 'other.json'], 'unknown', 1],
    [
      'several, that of the function among them',
      ['--policy', 'other.json', '--policy', 'allow.json'],
      'functionResponse',
      0,
    ],
    ['several, one of which denies', ['--policy', 'allow.json', '--policy', 'deny.json'], 'gatewayResponse', 1],
    ['one that is piped', ['--policy', '-'], 'functionResponse', 0],
    ['those that a glob matches', ['--policy', '{other,allow}.json'], 'functionResponse', 0],
    ['none there', ['--no-policy'], 'gatewayResponse', 1],
    ['one that asks what nobody knows', ['--policy', 'unsure.json'], 'unknown', 1],
    ['the same, where unknown fails', ['--policy', 'unsure.json', '--unknown', 'fail'], 'unknown', 1],
    ['the same, where unknown passes', ['--policy', 'unsure.json', '--unknown', 'pass'], 'functionResponse', 0],
    ['one that sources would disagree about', ['--policy', 'get.json'], 'gatewayResponse', 1],
    ['the same, strictly', ['--policy', 'get.json', '--strict'], 'unknown', 1],
    ['the same, where that passes', ['--policy', 'get.json', '--strict', '--unknown', 'pass'], 'functionResponse', 0],
  ])('the policy: %s', async (_, policies, verdict, exitCode) => {
    const argv = [...LINE, ...API, '--response', 'ok.json', ...policies];
    expect(await asData(argv, { stdin: files['allow.json'] })).toMatchObject({ verdict, exitCode });
  });

  test.each<[what: string, line: string, status: number]>([
    ['a path that no route takes', 'GET /none', 403],
    ['a path below a route', 'GET /orders/7', 403],
  ])('%s needs no policy to be refused', async (_, line, status) => {
    const told = await asData(['simulate', line, ...API]);
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'route', response: { status }, exitCode: 1 });
  });
});

describe('the request', () => {
  test.each<[what: string, line: string, argv: string[], request: object]>([
    ['a method and a path', 'GET /orders', [], { method: 'GET', target: '/prod/orders', body: null, isBase64: false }],
    ['a path alone', '/orders?a=1', [], { method: 'GET', target: '/prod/orders?a=1' }],
    ['a method in small letters', 'delete /orders', [], { method: 'DELETE' }],
    ['a URL', 'https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/prod/orders', [], { target: '/prod/orders' }],
    ['a fragment, which is never sent', 'GET /orders?a=1#top', [], { target: '/prod/orders?a=1' }],
    ['letters beyond ASCII', 'GET /orders?q=ö🐈 x', [], { target: '/prod/orders?q=%C3%B6%F0%9F%90%88%20x' }],
    ['what is encoded already', 'GET /orders?q=%c3%b6+%', [], { target: '/prod/orders?q=%c3%b6+%' }],
    ['a body makes it a POST', '/orders', ['--data', '{}'], { method: 'POST', body: '{}', isBase64: false }],
    ['a GET with a body stays one', 'GET /orders', ['--data', '{}'], { method: 'GET', body: '{}' }],
    ['the bytes of a file', '/orders', ['--data', '@body.bin'], { method: 'POST', body: 'AP+A', isBase64: true }],
    [
      'headers, one left out',
      '/orders',
      ['--header', 'X-A: b', '--header', 'accept:'],
      {
        headers: [
          ['User-Agent', 'sourcearn'],
          ['X-A', 'b'],
        ],
      },
    ],
  ])('%s', async (_, line, argv, request) => {
    expect((await asData(['simulate', line, ...API, ...argv, '--policy', 'allow.json'])).request).toMatchObject(
      request,
    );
  });

  test('its length is said, and its address reaches the function', async () => {
    const { request, event } = await asData([...ONE, '--data', 'öö', '--source-ip', '198.51.100.7']);
    expect(request.headers).toContainEqual(['Content-Length', '4']);
    expect(event.headers['X-Forwarded-For']).toContain('198.51.100.7');
    expect(event.requestContext.identity.sourceIp).toBe('198.51.100.7');
  });

  test.each<[what: string, argv: string[], body: object]>([
    [
      'bytes of a declared type',
      ['--binary-media-type', 'image/png', '--header', 'Content-Type: image/png'],
      { isBase64Encoded: true, body: 'AP+A' },
    ],
    ['bytes of every type', ['--binary-media-type', '*/*'], { isBase64Encoded: true, body: 'AP+A' }],
    ['bytes of another type', ['--binary-media-type', 'image/png'], { isBase64Encoded: false }],
  ])('%s', async (_, argv, body) => {
    expect((await asData([...ONE, '--data', '@body.bin', ...argv])).event).toMatchObject(body);
  });

  test.each<[payload: string[], version: string]>([
    [[], '2.0'],
    [['--payload', '1.0'], '1.0'],
    [['--payload', '2.0'], '2.0'],
  ])('an HTTP API with %j gets version %s', async (payload, version) => {
    const http = API.map((word) => (word === 'rest' ? 'http' : word));
    expect((await asData([...LINE, ...http, '--policy', 'allow.json', ...payload])).event).toMatchObject({ version });
  });

  test('a stage variable names the function, and stands in the event', async () => {
    const api = API.map((word) => (word === FUNCTION ? FUNCTION.replace('orders', '${stageVariables.fn}') : word));
    const told = await asData([...LINE, ...api, '--policy', 'allow.json', '--stage-variable', 'fn=orders']);
    expect(told).toMatchObject({
      integration: { function: FUNCTION },
      event: { stageVariables: { fn: 'orders' } },
      exitCode: 0,
    });
  });
});

describe('a route of a document', () => {
  const TOKEN = ['--header', 'X-Token: Bearer me', '--authorizer-response', 'pass.json'];
  const pass = {
    principalId: 'me',
    policyDocument: {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' },
    },
  };

  test.each<[what: string, line: string, argv: string[], told: object]>([
    ['that calls nothing', 'OPTIONS /orders', [], { verdict: 'unknown', stoppedAt: 'integration', exitCode: 1 }],
    [
      'that a role calls asks no policy',
      'GET /pets/7/photo',
      TOKEN,
      {
        permission: { kind: 'skipped' },
        authorizer: { permission: { kind: 'skipped' } },
        event: { path: '/pets/7/photo' },
      },
    ],
    [
      'whose authorizer gets no token',
      'GET /pets/7/photo',
      ['--authorizer-response', 'pass.json'],
      { verdict: 'gatewayResponse', stoppedAt: 'authorizer', response: { status: 401 }, exitCode: 1 },
    ],
    [
      'whose function depends on the stage',
      'GET /any/thing',
      TOKEN,
      { verdict: 'unknown', hint: 'say it: --stage-variable fn=…', exitCode: 1 },
    ],
    [
      'whose function a flag says',
      'GET /any/thing',
      [...TOKEN, '--stage-variable', 'fn=orders', '--no-policy'],
      { integration: { function: FUNCTION }, stoppedAt: 'permission', exitCode: 1 },
    ],
  ])('%s', async (_, line, argv, told) => {
    const words = ['simulate', line, '--definition', 'fixtures/apis/mixed-rest.json', '--format', 'json', ...argv];
    const { stdout, exitCode } = await runInProject(words, { files: { 'pass.json': JSON.stringify(pass) } });
    expect({ ...JSON.parse(stdout), exitCode }).toMatchObject(told);
  });
});
