// Is a call that cannot be refused with a sentence, and every other answered, in time and without a throw?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Call, presentedSourceArns } from '../../../src/gateway/source-arn/presented.js';
import { HTTP_VERBS } from '../../../src/model/aws.js';
import { parseSourceArn } from '../../../src/model/execute-api.js';
import { inTime } from '../../support/in-time.js';
import { FUNCTION, HEAD, http, rest, websocket } from '../calls.js';

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
    ['a Test button in another stage', rest({ route: 'GET /', testInvoke: true, stage: 'prod' }), /leave out one/],
    ['a Test button on an authorizer', rest({ authorizer: 'abc123', testInvoke: true }), /without stage and method/],
    ['a verb on an authorizer', rest({ authorizer: 'abc123', method: 'GET' }), /without stage and method/],
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
  ['slashes', `GET ${'/'.repeat(500_000)}x/`],
  ['braces', `GET /${'{'.repeat(500_000)}`],
])('a route of very many %s is answered in time', (_, route) => {
  expect(inTime(() => presentedSourceArns(rest({ route }))).candidates).toHaveLength(1);
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
          type === 'http' ? http({ route, stage }) : rest(testInvoke ? { route, testInvoke } : { route, stage }),
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
