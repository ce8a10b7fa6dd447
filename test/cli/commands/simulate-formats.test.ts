// Is the answer of `sourcearn simulate` in each format what is documented, and nothing beside it where nothing belongs there?

import { describe, expect, test } from '@jest/globals';
import { API, asData, files, LINE, NOW, ONE, simulated } from '../../support/simulated.js';
import { run, runInProject } from '../../support/world.js';
import { FUNCTION } from '../../support/worlds.js';

describe('text', () => {
  test('tells the verdict first and the way out last', async () => {
    const { stdout, stderr } = await simulated([...LINE, ...API, ...NOW, '--policy', 'get.json']);
    const heads = [
      /^API Gateway's own response: `GET \/prod\/orders` gets 500: /,
      /\n {2}route {6}`ANY \/orders` of the REST API, in stage `prod`\n/,
      /\n {2}calls {6}`arn/,
      /\n {2}presents {3}/,
      /\n {2}policy {5}not allowed/,
      /\n\nthe caller gets\n {2}HTTP\/1\.1 500 Internal Server Error\n/,
      /\n\nAPI Gateway logs\n {2}Execution failed/,
      /\n\n {2}hint: (?!or add)/,
      /\n\n {2}hint: or add what is missing: `sourcearn grant .*`\n$/,
    ];
    const places = heads.map((head) => stdout.search(head));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stderr).toBe('');
  });

  test('the way out that it names is the way out', async () => {
    const { stdout } = await simulated([...LINE, ...API, '--policy', 'other.json', '--policy', 'get.json']);
    const [, command = ''] =
      /hint: (?:or add )?what is missing: `(.*)`\n$/.exec(stdout) ?? stdout.match(/missing: `(.*)`/) ?? [];
    // It names the policies that were given, so that nothing of them is lost.
    const printed = await run(`${command} --rehearse`, { files });
    const mended = { files: { ...files, 'mended.json': printed.stdout } };
    expect(await run([...LINE, ...API, '--policy', 'mended.json'], mended)).toMatchObject({ exitCode: 0 });
  });

  test('has the event a line for each member, cut where it is long', async () => {
    const { stdout } = await simulated([...ONE, '--header', `X-Long: ${'x'.repeat(500)}`]);
    const [, event = ''] = /\nthe event \(REST proxy; --event prints it whole\)\n((?: {2}.*\n)+)/.exec(stdout) ?? [];
    expect(event).toMatch(/^ {2}resource: "\/orders"\n {2}path: "\/orders"\n/);
    expect(event.split('\n').filter((line) => [...line].length > 98)).toEqual([]);
    expect(event).toContain('…');
  });

  test('has colours on a terminal, unless they are not wanted', async () => {
    expect((await simulated(ONE, { isTerminal: true })).stdout).toContain('\u001b[');
    expect((await simulated([...ONE, '--no-color'], { isTerminal: true })).stdout).not.toContain('\u001b');
  });
});

describe('--format json', () => {
  const MEMBERS = [
    ...['schemaVersion', 'question', 'verdict', 'reason', 'hint', 'stoppedAt', 'request', 'route', 'authorizer'],
    ...['integration', 'permission', 'event', 'outcome', 'response', 'frame', 'log', 'caveats', 'findings'],
  ];

  test.each<[what: string, argv: string[]]>([
    ['that came through', [...ONE, '--response', 'ok.json']],
    ['that was refused', [...LINE, ...API, '--no-policy']],
    ['that no route takes', ['simulate', '/none', ...API]],
  ])('has every documented member of a request %s', async (_, argv) => {
    const { stdout } = await simulated([...argv, '--format', 'json']);
    const told = JSON.parse(stdout);
    expect(Object.keys(told).sort()).toEqual([...MEMBERS].sort());
    expect(told).toMatchObject({ schemaVersion: 1, question: 'simulate' });
    expect(stdout).toMatch(/}\n$/);
  });

  test('a refusal, with what the policy said', async () => {
    expect(await asData([...LINE, ...API, '--policy', 'deny.json'])).toMatchObject({
      permission: { kind: 'asked', answer: { verdict: 'explicitDeny', decidedBy: { sid: 'never' } } },
      log: ['Execution failed due to configuration error: Invalid permissions on Lambda function'],
      event: null,
      outcome: null,
    });
  });

  test.each<[what: string, argv: string[], response: object]>([
    ['text', ['--response', 'ok.json'], { status: 200, body: 'made', isBase64: false }],
    ['text of base64', ['--response', 'bytes.json'], { body: 'AP+A', isBase64: false }],
    ['bytes', ['--response', 'bytes.json', '--binary-media-type', '*/*'], { body: 'AP+A', isBase64: true }],
  ])('a body of %s', async (_, argv, response) => {
    expect((await asData([...ONE, ...argv])).response).toMatchObject(response);
  });
});

describe('--format http', () => {
  test.each<[what: string, argv: string[], exitCode: number, text: RegExp]>([
    [
      'the response',
      ['--response', 'ok.json'],
      0,
      /^HTTP\/1\.1 200 OK\n(?:[\w-]+: .*\n)*X-A: b\n(?:[\w-]+: .*\n)*\nmade\n$/,
    ],
    ['bytes in base64', ['--response', 'bytes.json', '--binary-media-type', '*/*'], 0, /\n\nAP\+A\n$/],
    [
      'API Gateway’s own',
      ['--error', 'error.json'],
      1,
      /^HTTP\/1\.1 502 Bad Gateway\n[\s\S]*\n\n{"message": "Internal server error"}\n$/,
    ],
  ])('%s, and nothing else', async (_, argv, exitCode, text) => {
    const { stdout, stderr, ...outcome } = await simulated([...ONE, ...argv, '--format', 'http']);
    expect(outcome).toEqual({ exitCode });
    expect(stdout).toMatch(text);
    expect(stderr === '').toBe(exitCode === 0);
  });

  test.each<[what: string, argv: string[], lines: RegExp[]]>([
    [
      'a policy refuses',
      [...LINE, ...API, '--policy', 'get.json'],
      [
        /^API Gateway's own response: `GET \/prod\/orders` gets 500: the function's policy does not let API Gateway in$/,
        /^ {2}hint: /,
        /^ {2}hint: or add what is missing: `sourcearn grant /,
      ],
    ],
    [
      'no route takes it',
      ['simulate', 'GET /none', ...API],
      [/^API Gateway's own response: .* gets 403: no resource takes/, /^ {2}hint: the API has `ANY \/orders`$/],
    ],
    [
      'the function fails',
      [...ONE, '--error', 'error.json'],
      [/^API Gateway's own response: .* gets 502: the function failed with `Error`: no such table$/],
    ],
  ])('says why beside it, a line each: %s', async (_, argv, lines) => {
    const { stdout, stderr } = await simulated([...argv, '--format', 'http']);
    expect(stdout).toMatch(/^HTTP\/1\.1 \d{3} /);
    expect(stderr.trimEnd().split('\n')).toEqual(lines.map((line) => expect.stringMatching(line)));
  });

  test('says what to add where nothing stands in for the function', async () => {
    const { stdout, stderr } = await simulated([...ONE, '--format', 'http']);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /\n {2}hint: for a response, let something stand in .*: --handler, --response or --error\n$/,
    );
  });

  test.each<[what: string, argv: string[], exitCode: number, said: RegExp]>([
    ['the function is only reached', ONE, 0, /^the function is reached: /],
    ['nobody knows', [...LINE, ...API, '--policy', 'unsure.json'], 1, /^unknown: /],
  ])('says beside it why there is none: %s', async (_, argv, exitCode, said) => {
    const outcome = await simulated([...argv, '--format', 'http']);
    expect(outcome).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(said) });
  });
});

describe('--event', () => {
  test.each<[what: string, argv: string[]]>([
    ['without a policy', [...LINE, ...API]],
    ['with one that allows', ONE],
    ['whatever the format', [...LINE, ...API, '--format', 'http']],
    ['with a handler, which is not run', [...LINE, ...API, '--handler', 'fixtures/handlers/pets.mjs']],
  ])('is the event alone: %s', async (_, argv) => {
    const outcome = await runInProject([...argv, '--event'], { files });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ resource: '/orders', path: '/orders', httpMethod: 'GET' });
  });

  test.each<[what: string, argv: string[], said: RegExp]>([
    ['a policy refuses', [...LINE, ...API, '--policy', 'deny.json'], /^API Gateway's own response: .* gets 500: /],
    ['there is no policy', [...LINE, ...API, '--no-policy'], /^API Gateway's own response: .* gets 500: /],
    ['nobody knows what the policy says', [...LINE, ...API, '--policy', 'unsure.json'], /^unknown: /],
    ['no route takes it', ['simulate', '/none', ...API], /^API Gateway's own response: .* gets 403: /],
    [
      'the function is not known',
      [...LINE, ...API.map((word) => (word === FUNCTION ? '${stageVariables.fn}' : word))],
      /^unknown: /,
    ],
  ])('is none, and why is said beside it: %s', async (_, argv, said) => {
    const outcome = await simulated([...argv, '--event']);
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(said) });
  });

  test('is none without the answer of an authorizer, and how to give it is said on two lines', async () => {
    const line = ['simulate', 'GET /orders/7', '--definition', 'fixtures/apis/orders-http.yaml', '--event'];
    const outcome = await runInProject([...line, '--header', 'Authorization: me', '--format', 'json']);
    expect(outcome).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: [
        'unknown: `GET /prod/orders/7`: what the authorizer `keeper` answers is not given\n',
        '  hint: let something stand in for its function: --authorizer-handler or --authorizer-response\n',
      ].join(''),
    });
  });

  test('is what the whole story holds', async () => {
    const { stdout } = await simulated([...ONE, '--event']);
    expect(JSON.parse(stdout)).toEqual((await asData(ONE)).event);
  });
});

describe('--now', () => {
  test.each([
    [[]],
    [['--format', 'json']],
    [['--format', 'http']],
    [['--event']],
  ])('prints the same twice: %j', async (more) => {
    const argv = [...ONE, ...(more.includes('--event') ? [] : ['--error', 'error.json']), ...more];
    const first = await simulated(argv);
    expect(await simulated(argv)).toEqual(first);
    expect(first.stdout).not.toBe('');
  });

  test('another time has other ids', async () => {
    const later = ONE.map((word) => word.replace('12:00:00Z', '12:00:01Z'));
    const [one, other] = [await asData(ONE), await asData(later)];
    expect(one.event.requestContext.requestTimeEpoch).toBe(Date.parse('2026-11-23T12:00:00Z'));
    expect(other.event.requestContext.requestId).not.toBe(one.event.requestContext.requestId);
  });
});

describe('what cannot be read', () => {
  test.each<[what: string, argv: string[], id: string]>([
    ['a policy that is not there', [...LINE, ...API, '--policy', 'none.json'], 'unreadable-file'],
    ['a policy that breaks off', [...LINE, ...API, '--policy', 'allow.json', '--policy', 'broken.json'], 'not-json'],
    ['a definition that is not there', [...LINE, '--definition', 'none.json', '--no-policy'], 'unreadable-file'],
    ['a definition that is a policy', [...LINE, '--definition', 'allow.json', '--no-policy'], 'not-a-definition'],
    ['an empty definition on standard input', [...LINE, '--definition', '-', '--no-policy'], 'empty-input'],
  ])('%s is said, as data too, and nothing is answered', async (_, argv, id) => {
    for (const more of [[], ['--format', 'http'], ['--event']])
      expect(await simulated([...argv, ...more])).toMatchObject({
        exitCode: 3,
        stdout: '',
        stderr: expect.stringContaining(`[${id}]`),
      });
    const told = await asData(argv);
    expect(told).toMatchObject({ exitCode: 3, stderr: '', question: 'simulate', verdict: 'unreadable' });
    expect(told.findings.map((finding: { id: string }) => finding.id)).toContain(id);
    expect(Object.keys(told)).not.toContain('response');
  });
});
