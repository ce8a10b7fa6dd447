// Does a call present the source ARNs that the facts about API Gateway say, each with its grade?

import { describe, expect, test } from '@jest/globals';
import {
  type Call,
  type Candidate,
  doubtsAbout,
  presentedSourceArns,
} from '../../../src/gateway/source-arn/presented.js';
import { HTTP_VERBS } from '../../../src/model/aws.js';
import type { Grade } from '../../../src/model/decision.js';
import { FUNCTION, HEAD, http, type Partly, rest, websocket } from '../calls.js';

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
    ['across regions for HTTP: nobody knows', http({ route: 'GET /pets', ...there }), ['?']],
    ['the owner’s account: inferred', rest({ route: 'GET /', apiAccount: '444455556666' }), ['I']],
    ['none where the accounts are one', rest({ route: 'GET /', apiAccount: '111122223333' }), []],
  ])('%s', (_, call, grades) => {
    expect(presentedSourceArns(call).caveats.map(({ grade }) => grade)).toEqual(grades);
  });
});

describe('doubts about a source ARN that somebody gives', () => {
  test.each<[fact: string, sourceArn: string, functionArn: string, says: RegExp[]]>([
    ['none about one that is presented', `${HEAD}prod/GET/`, FUNCTION, []],
    ['none about another account', `${HEAD.replace(/\d{12}/, '444455556666')}prod/GET/`, FUNCTION, []],
    ['none about what is no source ARN', 'arn:aws:s3:::pets', FUNCTION, []],
    [
      'another region',
      `${HEAD}prod/GET/`,
      FUNCTION.replace('us-east-2', 'eu-west-1'),
      [/function's region, `eu-west-1`/],
    ],
    ['what is never presented', `${HEAD}prod/GET`, FUNCTION, [/hardly presents .* without a slash/]],
  ])('%s', (_, sourceArn, functionArn, says) => {
    expect(doubtsAbout(sourceArn, functionArn)).toEqual(says.map((one) => expect.stringMatching(one)));
  });
});
