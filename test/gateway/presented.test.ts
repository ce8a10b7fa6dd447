// Does a call present the source ARNs that the facts about API Gateway say, each with its grade?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Call, type Candidate, presentedSourceArns } from '../../src/gateway/presented.js';
import { HTTP_VERBS } from '../../src/model/aws.js';
import type { Grade } from '../../src/model/decision.js';
import { parseSourceArn } from '../../src/model/execute-api.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';

type Partly = Omit<Call, 'api' | 'function' | 'type'> & Partial<Pick<Call, 'api' | 'function'>>;
const rest = (call: Partly): Call => ({ api: 'a1b2c3d4e5', function: FUNCTION, stage: 'prod', ...call, type: 'rest' });
const http = (call: Partly): Call => ({ api: 'a1b2c3d4e5', function: FUNCTION, ...call, type: 'http' });
const websocket = (call: Partly): Call => ({ ...rest(call), stage: call.stage ?? 'dev', type: 'websocket' });

function suffixesOf(call: Call): string[] {
  const { candidates, faults } = presentedSourceArns(call);
  expect(faults).toEqual([]);
  return candidates.map(({ sourceArn }) => {
    expect(sourceArn.startsWith(HEAD)).toBe(true);
    return sourceArn.slice(HEAD.length);
  });
}

const gradesOf = (call: Call) => presentedSourceArns(call).candidates.map(({ grade }: Candidate) => grade);

describe('one suffix, which decides', () => {
  test.each<[fact: string, call: Call, suffix: string, grade: Grade]>([
    ['REST: stage, method and path', rest({ route: 'GET /pets' }), 'prod/GET/pets', 'D'],
    ['REST: the root with its slash', rest({ route: 'GET /' }), 'prod/GET/', 'D'],
    ['REST: a path parameter as declared', rest({ route: 'GET /pets/{petId}' }), 'prod/GET/pets/{petId}', 'O'],
    ['REST: a greedy parameter as declared', rest({ route: 'GET /{proxy+}' }), 'prod/GET/{proxy+}', 'O'],
    ['REST: a trailing slash is dropped', rest({ route: 'GET /foo/' }), 'prod/GET/foo', 'O'],
    ['REST: slashes alone are the root', rest({ route: 'GET //' }), 'prod/GET/', 'O'],
    ['REST: a path keeps its case', rest({ route: 'get /Foo' }), 'prod/GET/Foo', 'D'],
    ['REST Test button', rest({ route: 'GET /a', testInvoke: true }), 'test-invoke-stage/GET/a', 'O'],
    ['REST Test button, root', rest({ route: 'GET /', testInvoke: true }), 'test-invoke-stage/GET/', 'O'],
    ['HTTP: $default stage, literally', http({ route: 'GET /pets' }), '$default/GET/pets', 'D'],
    ['HTTP: a named stage', http({ route: 'GET /pets', stage: 'v1' }), 'v1/GET/pets', 'D'],
    ['HTTP: a path parameter as declared', http({ route: 'GET /pets/{id}' }), '$default/GET/pets/{id}', 'O'],
    ['HTTP: a trailing slash is kept', http({ route: 'GET /pets/' }), '$default/GET/pets/', 'D'],
    ['HTTP: the root with its slash', http({ route: 'GET /' }), '$default/GET/', 'I'],
    ['HTTP: $default route without a verb', http({ route: '$default' }), '$default/$default', 'D'],
    ['HTTP: $default route, named stage', http({ route: '$default', stage: 'v1' }), 'v1/$default', 'D'],
    ['WebSocket: $connect', websocket({ route: '$connect' }), 'dev/$connect', 'D'],
    ['WebSocket: $disconnect', websocket({ route: '$disconnect' }), 'dev/$disconnect', 'D'],
    ['WebSocket: $default', websocket({ route: '$default' }), 'dev/$default', 'D'],
    ['WebSocket: a key of its own', websocket({ route: 'sendmessage' }), 'dev/sendmessage', 'D'],
    ['REST authorizer by its id alone', rest({ authorizer: 'abc123' }), 'authorizers/abc123', 'D'],
    ['HTTP authorizer by its id alone', http({ authorizer: 'abc123' }), 'authorizers/abc123', 'D'],
    ['WebSocket authorizer by its id alone', websocket({ authorizer: 'abc123' }), 'authorizers/abc123', 'D'],
  ])('%s', (_, call, suffix, grade) => {
    expect(suffixesOf(call)).toEqual([suffix]);
    expect(presentedSourceArns(call).candidates).toMatchObject([{ grade, decides: true }]);
  });
});

describe('the method ANY', () => {
  const verbs = (stage: string, path: string, list: readonly string[] = HTTP_VERBS) =>
    list.map((verb) => `${stage}/${verb}${path}`);

  test.each<[fact: string, call: Call, deciding: string[], showing: string[], grade: Grade]>([
    [
      'REST: the word ANY decides, the verbs show the conflict',
      rest({ route: 'ANY /user' }),
      ['prod/ANY/user'],
      verbs('prod', '/user'),
      'C',
    ],
    [
      'REST, narrowed to one verb: only that verb shows it',
      rest({ route: 'ANY /user', method: 'get' }),
      ['prod/ANY/user'],
      ['prod/GET/user'],
      'C',
    ],
    [
      'REST Test button: any verb',
      rest({ route: 'ANY /', testInvoke: true }),
      verbs('test-invoke-stage', '/'),
      [],
      'O',
    ],
    [
      'REST Test button, narrowed: that verb',
      rest({ route: 'ANY /', testInvoke: true, method: 'PUT' }),
      ['test-invoke-stage/PUT/'],
      [],
      'O',
    ],
    [
      'HTTP: ANY and each of seven verbs',
      http({ route: 'ANY /x' }),
      verbs('$default', '/x', ['ANY', ...HTTP_VERBS]),
      [],
      '?',
    ],
    [
      'HTTP, narrowed: ANY and that verb',
      http({ route: 'ANY /x', method: 'POST' }),
      ['$default/ANY/x', '$default/POST/x'],
      [],
      '?',
    ],
  ])('%s', (_, call, deciding, showing, grade) => {
    expect(suffixesOf(call)).toEqual([...deciding, ...showing]);
    const { candidates } = presentedSourceArns(call);
    expect(candidates.map(({ decides }) => decides)).toEqual([
      ...deciding.map(() => true),
      ...showing.map(() => false),
    ]);
    expect(new Set(gradesOf(call))).toEqual(new Set([grade]));
  });

  test('ANY stands for seven verbs', () => {
    expect(HTTP_VERBS).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
  });

  test('a method that is the route’s own changes nothing', () => {
    expect(suffixesOf(rest({ route: 'GET /a', method: 'GET' }))).toEqual(['prod/GET/a']);
  });
});

describe('the head of the ARN', () => {
  const arnOf = (call: Call) => presentedSourceArns(call).candidates[0]?.sourceArn;

  test.each<[fact: string, more: Partly, sourceArn: string]>([
    [
      'the region is the function’s, not the API’s',
      { function: 'arn:aws:lambda:eu-west-1:111122223333:function:f', apiRegion: 'us-east-2' },
      'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/',
    ],
    [
      'the account is the API’s',
      { apiAccount: '444455556666' },
      'arn:aws:execute-api:us-east-2:444455556666:a1b2c3d4e5/prod/GET/',
    ],
    [
      'the partition is the function’s: China',
      { function: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:f' },
      'arn:aws-cn:execute-api:cn-north-1:111122223333:a1b2c3d4e5/prod/GET/',
    ],
    [
      'the partition is the function’s: GovCloud',
      { function: 'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f' },
      'arn:aws-us-gov:execute-api:us-gov-west-1:111122223333:a1b2c3d4e5/prod/GET/',
    ],
    ['a qualifier of the function changes nothing', { function: `${FUNCTION}:live` }, `${HEAD}prod/GET/`],
  ])('%s', (_, more, sourceArn) => {
    expect(arnOf(rest({ route: 'GET /', ...more }))).toBe(sourceArn);
  });
});

describe('caveats', () => {
  const there = { apiRegion: 'us-east-1' };
  test.each<[fact: string, call: Call, grades: Grade[]]>([
    ['none where the API is beside the function', rest({ route: 'GET /', apiRegion: 'us-east-2' }), []],
    ['none across regions for REST: documented', rest({ route: 'GET /', ...there }), []],
    ['across regions for WebSocket: inferred', websocket({ route: '$connect', ...there }), ['I']],
    ['across regions for HTTP: nobody knows', http({ route: 'GET /', ...there }), ['?']],
    ['a region that looks like none', rest({ route: 'GET /', apiRegion: 'ohio' }), ['?']],
    ['the owner’s account: inferred', rest({ route: 'GET /', apiAccount: '444455556666' }), ['I']],
    ['none where the accounts are one', rest({ route: 'GET /', apiAccount: '111122223333' }), []],
  ])('%s', (_, call, grades) => {
    expect(presentedSourceArns(call).caveats.map(({ grade }) => grade)).toEqual(grades);
  });
});

describe('a call that cannot be', () => {
  test.each<[fault: string, call: Call, says: RegExp]>([
    [
      'no ARN as the function',
      rest({ route: 'GET /', function: 'pets' }),
      /^expected the ARN of a function, found `pets`/,
    ],
    ['another service as the function', rest({ route: 'GET /', function: 'arn:aws:s3:::b' }), /ARN of a function/],
    ['a star in the function', rest({ route: 'GET /', function: `${FUNCTION}*` }), /ARN of a function/],
    [
      'an API type nobody knows',
      { ...rest({ route: 'GET /' }), type: 'soap' as 'rest' },
      /^expected one of rest, http/,
    ],
    ['no API id', rest({ route: 'GET /', api: '' }), /^expected an API id/],
    ['a star as API id', rest({ route: 'GET /', api: '*' }), /^expected an API id/],
    ['an ARN as API id', rest({ route: 'GET /', api: `${HEAD}*` }), /^expected an API id/],
    ['neither route nor authorizer', rest({}), /needs a route or an authorizer/],
    ['both route and authorizer', rest({ route: 'GET /', authorizer: 'abc123' }), /not of both$/],
    ['an authorizer without id', rest({ authorizer: '' }), /authorizer/],
    ['a path as authorizer id', rest({ authorizer: 'a/b' }), /authorizer/],
    [
      'REST without a stage',
      { api: 'a1b2c3d4e5', type: 'rest', route: 'GET /', function: FUNCTION },
      /in a stage: which/,
    ],
    [
      'WebSocket without a stage',
      { api: 'a1b2c3d4e5', type: 'websocket', route: '$connect', function: FUNCTION },
      /in a stage: which/,
    ],
    ['an empty stage', rest({ route: 'GET /', stage: '' }), /stage/],
    ['a star as stage', rest({ route: 'GET /', stage: '*' }), /stage/],
    ['a path as stage', rest({ route: 'GET /', stage: 'prod/v1' }), /stage/],
    ['an API account that is none', rest({ route: 'GET /', apiAccount: 'mine' }), /account/],
    ['a Test button on HTTP', http({ route: 'GET /', testInvoke: true }), /^only REST APIs have a Test button/],
    ['a Test button on WebSocket', websocket({ route: '$connect', testInvoke: true }), /^only REST APIs/],
    ['another verb than the route’s', rest({ route: 'GET /', method: 'POST' }), /is not called with the method `POST`/],
    ['a verb on $default', http({ route: '$default', method: 'GET' }), /only an ANY route is narrowed/],
    ['ANY as the verb', rest({ route: 'ANY /', method: 'ANY' }), /as the method, found `ANY`$/],
    ['a route of another API type', rest({ route: '$connect' }), /^expected a method, a space and a path/],
  ])('%s', (_, call, says) => {
    const { candidates, faults } = presentedSourceArns(call);
    expect(candidates).toEqual([]);
    expect(faults.join('\n')).toMatch(says);
  });

  test('tells every fault at once', () => {
    expect(presentedSourceArns(rest({ api: '', function: '', route: '' })).faults).toHaveLength(3);
  });
});

test.each([
  ['slashes', `GET ${'/'.repeat(20_000)}x/`],
  ['braces', `GET /${'{'.repeat(20_000)}`],
])('a route of very many %s is answered in time', (_, route) => {
  const start = performance.now();
  expect(presentedSourceArns(rest({ route })).candidates).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(100);
});

describe('laws', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('GET /', 'ANY /{proxy+}', '$default', 'GET //', 'prod', FUNCTION));
  const optional = fc.option(text, { nil: undefined });
  const anyCall = fc
    .record({
      api: fc.oneof(text, fc.constant('a1b2c3d4e5')),
      type: fc.constantFrom('rest', 'http', 'websocket'),
      route: optional,
      authorizer: optional,
      stage: optional,
      method: optional,
      testInvoke: fc.boolean(),
      function: fc.oneof(text, fc.constant(FUNCTION)),
    })
    .map(
      (call) => Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) as unknown as Call,
    );

  test('any call gets candidates or faults, never both and never a throw', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        const { candidates, faults } = presentedSourceArns(call);
        expect(candidates.length > 0).toBe(faults.length === 0);
      }),
    );
  });

  const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  const path = fc
    .array(fc.constantFrom('pets', '{id}', '{proxy+}', ''), { maxLength: 3 })
    .map((segments) => `/${segments.join('/')}`);

  test('a method is always followed by its path, whatever the path', () => {
    const call = fc.record({ type: fc.constantFrom('rest', 'http'), stage: name, path, testInvoke: fc.boolean() });
    fc.assert(
      fc.property(call, fc.constantFrom('ANY', ...HTTP_VERBS), ({ type, stage, path, testInvoke }, method) => {
        const route = `${method} ${path}`;
        const { candidates } = presentedSourceArns(
          type === 'rest' ? rest({ route, stage, testInvoke }) : http({ route, stage }),
        );
        expect(candidates[0]?.decides).toBe(true);
        for (const { sourceArn } of candidates) {
          const suffix = parseSourceArn(sourceArn)?.suffix;
          expect(suffix).toMatchObject({ kind: 'method', path: expect.stringMatching(/^\//) });
        }
      }),
    );
  });
});
