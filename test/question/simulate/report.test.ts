// Is the story told with the verdict first and the way out last, and does the command that it prints mend it?

import { describe, expect, test } from '@jest/globals';
import type { RequestInput } from '../../../src/gateway/request.js';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Api } from '../../../src/model/api.js';
import type { Policy } from '../../../src/model/policy.js';
import type { Block } from '../../../src/model/report.js';
import { grant } from '../../../src/question/grant/grant.js';
import type { GrantInput } from '../../../src/question/grant/input.js';
import { simulateReport } from '../../../src/question/simulate/report.js';
import { printed } from '../../support/grant-runs.js';
import {
  apiOf,
  apiWith,
  EMPTY,
  GUARD,
  giving,
  granted,
  guarded,
  guarding,
  openTo,
  PETS,
  policyWith,
  routeOf,
  routeTo,
  sent,
  socket,
} from '../../support/simulating.js';

type Run = Parameters<typeof sent>[1];

async function reportOf(api: Api, run: Run = {}) {
  return simulateReport(await sent(api, run), api, []);
}

const ofKind = <K extends Block['kind']>(blocks: readonly Block[], kind: K) =>
  blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const commandIn = (blocks: readonly Block[]) =>
  ofKind(blocks, 'hint').flatMap(({ text }) => /`(sourcearn grant .*)`/s.exec(text)?.[1] ?? [])[0];

describe('the first line', () => {
  test.each<[fact: string, api: Api, run: Run, word: string, tone: string, text: RegExp]>([
    ['allowed', apiOf('rest'), {}, "the function's response", 'good', /^`GET \/prod\/pets` gets 200$/],
    [
      'refused',
      apiOf('rest'),
      { policies: EMPTY },
      "API Gateway's own response",
      'bad',
      /^`GET \/prod\/pets` gets 500: the function's policy/,
    ],
    [
      'a 500 of the function',
      apiOf('rest'),
      { invoke: giving({ statusCode: 500 }) },
      "the function's response",
      'unsure',
      /gets 500$/,
    ],
    ['reached', apiOf('http'), { invoke: undefined }, 'the function is reached', 'good', /^`GET \/pets`: /],
    ['unknown', apiOf('http'), { policies: [] }, 'unknown', 'unsure', /^`GET \/pets`: whether/],
    ['no request', apiOf('http'), { request: 'pets' }, 'unknown', 'unsure', /^expected a path/],
    [
      'a message',
      apiOf('websocket'),
      { policies: EMPTY },
      "API Gateway's own response",
      'bad',
      /^`message dev \{\}` gets a message back: /,
    ],
    [
      'nobody is there',
      apiOf('websocket', { routes: [routeTo('$disconnect')] }),
      { request: socket('DISCONNECT') },
      "the function's response",
      'good',
      /^`disconnect dev` gets nothing back$/,
    ],
  ])('%s', async (_, api, run, word, tone, text) => {
    const [first] = (await reportOf(api, run)).blocks;
    expect(first).toMatchObject({ kind: 'verdict', word, tone, text: expect.stringMatching(text) });
  });
});

test('the way there comes between: route, function, what is presented, what the policy says, the event, the response', async () => {
  const { blocks, http } = await reportOf(apiOf('rest'));
  expect(ofKind(blocks, 'fact').map(({ name }) => name)).toEqual(['route', 'calls', 'presents', 'policy']);
  expect(ofKind(blocks, 'heading').map(({ text }) => text)).toEqual([
    'the event (REST proxy; --event prints it whole)',
    'the caller gets',
  ]);
  expect(http).toMatch(/^HTTP\/1\.1 200 OK\nContent-Type: application\/json\n/);
});

test.each<[fact: string, request: RequestInput, hint: string]>([
  ['what no route takes', 'GET /dogs', 'the API has `GET /pets`'],
  ['the stage in a path', 'GET /prod/pets', 'the path is relative to the stage: leave out `/prod`'],
])('the way out of %s is told', async (_, request, hint) => {
  expect(ofKind((await reportOf(apiOf('rest'), { request })).blocks, 'hint')).toEqual([{ kind: 'hint', text: hint }]);
});

test('hints come last, and the log line before them', async () => {
  const { blocks } = await reportOf(apiOf('rest'), { policies: policyWith(granted('prod/GET/dogs')) });
  const isHint = blocks.map(({ kind }) => kind === 'hint');
  expect(isHint.lastIndexOf(false)).toBeLessThan(isHint.indexOf(true));
  expect(ofKind(blocks, 'lines').at(-1)?.lines).toEqual([
    'Execution failed due to configuration error: Invalid permissions on Lambda function',
  ]);
});

describe('the command that is printed mends it', () => {
  /** The words of a command, as a shell reads them: nothing but quoted and plain words are in it. */
  const wordsOf = (command: string) =>
    [...command.matchAll(/(?:'([^']*)'|([^\s']+))(?=\s|$)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

  function granting(command: string): Policy {
    const [, , ...flags] = wordsOf(command);
    const value = (name: string) => {
      const at = flags.indexOf(`--${name}`);
      return at === -1 ? undefined : flags[at + 1];
    };
    const said = {
      function: value('function'),
      api: value('api'),
      type: value('type'),
      stage: value('stage'),
      routes: value('route') === undefined ? undefined : [value('route')],
      authorizers: value('authorizer') === undefined ? undefined : [value('authorizer')],
      apiRegion: value('api-region'),
      apiAccount: value('api-account'),
    };
    const input = Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined));
    const [policy] = parsePolicy(printed(grant(input as unknown as GrantInput), 'policy')).policies;
    if (policy === undefined) throw new Error(`no policy is written by ${command}`);
    return policy;
  }

  test.each<[fact: string, api: Api, request: RequestInput]>([
    ['a REST route', apiOf('rest'), 'GET /pets'],
    ['the root', apiOf('rest', { routes: [routeTo('GET /')] }), 'GET /'],
    ['a parameter', apiOf('rest', { routes: [routeTo('GET /pets/{petId}')] }), 'GET /pets/7'],
    ['a greedy parameter', apiOf('rest', { routes: [routeTo('GET /{proxy+}')] }), 'GET /pets/7'],
    ['ANY', apiOf('rest', { routes: [routeTo('ANY /pets')] }), 'GET /pets'],
    ['an alias', apiOf('rest', { routes: [routeOf('GET /pets', `${PETS}:live`)] }), 'GET /pets'],
    ['an API elsewhere', apiOf('rest', { region: 'eu-west-1', account: '444455556666' }), 'GET /pets'],
    ['an HTTP route', apiOf('http'), 'GET /pets'],
    ['ANY of an HTTP API', apiOf('http', { routes: [routeTo('ANY /pets')] }), 'GET /pets'],
    ['$default', apiOf('http', { routes: [routeTo('$default')] }), 'GET /pets'],
    ['$connect', apiOf('websocket', { routes: [routeTo('$connect')] }), socket('CONNECT')],
  ])('%s', async (_, api, request) => {
    const command = commandIn((await reportOf(api, { policies: EMPTY, request })).blocks);
    expect(command).toMatch(/^sourcearn grant --function /);
    const mended = await sent(api, { policies: granting(command ?? ''), request });
    expect(mended.verdict).toBe('functionResponse');
  });

  test.each([
    ['its id is known', 'abc123', 'abc123'],
    ['its id is not known', undefined, "'*'"],
  ])('an authorizer: %s', async (_, id, word) => {
    const { authorizers = [], ...api } = guarded('rest');
    const named = {
      ...api,
      authorizers: authorizers.map(({ id: _id, ...one }) => (id === undefined ? one : { ...one, id })),
    };
    const answer = {
      principalId: 'me',
      policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    };
    const run = { invoke: guarding(answer) };
    const refused = [...openTo(PETS), policyWith(granted('no/*', GUARD))];
    const command = commandIn((await reportOf(named, { ...run, policies: refused })).blocks);
    expect(command).toContain(` --function ${GUARD} `);
    expect(command).toContain(` --authorizer ${word}`);
    const mended = await sent(named, { ...run, policies: [...openTo(PETS), granting(command ?? '')] });
    expect(mended.verdict).toBe('functionResponse');
  });

  test.each<[fact: string, run: Run]>([
    ['what is allowed', {}],
    ['what is denied', { policies: policyWith(granted('*', PETS, { Effect: 'Deny' })) }],
    ['what no route takes', { request: 'GET /dogs', policies: EMPTY }],
    ['what is not given', { policies: [] }],
  ])('none is printed for %s', async (_, run) => {
    expect(commandIn((await reportOf(apiOf('rest'), run)).blocks)).toBeUndefined();
  });

  test('none is printed for a role of another account, which no grant to API Gateway lets in', async () => {
    const api = apiWith('rest', { credentials: 'arn:aws:iam::444455556666:role/caller' });
    expect(commandIn((await reportOf(api, { policies: EMPTY })).blocks)).toBeUndefined();
  });

  test('none is printed where the URI names another region, which no grant mends', async () => {
    const api = apiWith('rest', { region: 'eu-west-1' });
    const { blocks } = await reportOf(api, { policies: EMPTY });
    expect(commandIn(blocks)).toBeUndefined();
    expect(ofKind(blocks, 'hint').map(({ text }) => text)).toEqual(['write `us-east-2` in the URI as well']);
  });
});

test('a route key with a quote is quoted', async () => {
  const api = apiOf('websocket', { routes: [routeTo("it's$me")] });
  const request = socket('MESSAGE', { body: JSON.stringify({ action: "it's$me" }) });
  const command = commandIn((await reportOf(api, { policies: EMPTY, request })).blocks) ?? '';
  expect(command).not.toContain("--route it's");
  expect(command).toMatch(/--route '/);
});

test('a request as data has its body as text, or in base64', async () => {
  const api = apiOf('rest', { routes: [routeTo('POST /pets')] });
  const dataOf = async (body: string | Uint8Array) =>
    (await reportOf(api, { request: { method: 'POST', url: '/pets', body } })).data;
  expect(await dataOf('hé')).toMatchObject({ request: { body: 'hé', isBase64: false } });
  expect(await dataOf(Uint8Array.of(0xff))).toMatchObject({ request: { body: '/w==', isBase64: true } });
});
