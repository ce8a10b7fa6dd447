// Is what flags, document and URL leave open of an API, or dispute, wrong usage, with the way out?

import { describe, expect, test } from '@jest/globals';
import { type ApiFlags, apiOfFlags, withDefinition } from '../../src/cli/api-flags.js';
import { UsageError } from '../../src/cli/command.js';
import type { Api } from '../../src/model/api.js';
import { DEFINED, FUNCTION, GUARDED, HTTP, REST, SOCKET, TWICE, URL } from '../support/api-flags.js';

/** What is said of wrong usage: the message and the hint. */
function faultOf(ask: () => unknown): readonly (string | undefined)[] {
  try {
    ask();
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.hint];
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('wrong usage of the flags alone', () => {
  const OR = ', or --definition <file>';
  const ALL = '--type rest|http|websocket, --route <key>, --function <arn>';

  test.each<[what: string, flags: ApiFlags, message: string, hint: string | undefined]>([
    ['nothing', {}, 'the API is not described', `add ${ALL}${OR}`],
    [
      'no type',
      { route: ['GET /'], function: FUNCTION },
      'the API is not described',
      `add --type rest|http|websocket${OR}`,
    ],
    ['no route', { type: 'rest', function: FUNCTION }, 'the API is not described', `add --route <key>${OR}`],
    ['no function', { type: 'rest', route: ['GET /'] }, 'the API is not described', `add --function <arn>${OR}`],
    [
      'a type that is none',
      { ...REST, type: 'soap' },
      'expected one of rest, http, websocket as --type, found `soap`',
      undefined,
    ],
    [
      'a route that is none',
      { ...REST, route: ['GET /', 'pets'] },
      'expected a method, a space and a path such as `GET /pets/{petId}`, found `pets`',
      undefined,
    ],
    [
      'a function by its name',
      { ...REST, function: 'pets' },
      'expected the ARN of a function, found `pets`',
      undefined,
    ],
    [
      'another payload format',
      { ...HTTP, payload: '2' },
      'expected one of 1.0, 2.0 as --payload, found `2`',
      undefined,
    ],
    [
      'a payload format of a REST API',
      { ...REST, payload: '2.0' },
      'only HTTP APIs have a payload format',
      'leave out --payload',
    ],
    [
      'a payload format of a WebSocket API',
      { ...SOCKET, payload: '1.0' },
      'only HTTP APIs have a payload format',
      'leave out --payload',
    ],
    [
      'a region that is none',
      { ...REST, apiRegion: 'mars' },
      'expected a region such as us-east-2 as --api-region, found `mars`',
      undefined,
    ],
    [
      'an account that is none',
      { ...REST, apiAccount: '1234' },
      'expected an account id of 12 digits as --api-account, found `1234`',
      undefined,
    ],
    [
      'a stage variable that is one word',
      { ...REST, stage: 'prod', stageVariable: ['fn'] },
      'expected name=value as --stage-variable, found `fn`',
      undefined,
    ],
    [
      'a stage variable twice',
      { ...REST, stage: 'prod', stageVariable: ['a=1', 'a=2'] },
      '--stage-variable says `a` twice',
      undefined,
    ],
    [
      'another API than the URL’s',
      { ...REST, api: 'x1' },
      '`x1` or `a1b2c3d4e5`? both are said',
      'leave out --api, or correct it',
    ],
    [
      'another region than the URL’s',
      { ...REST, apiRegion: 'eu-west-1' },
      '`eu-west-1` or `us-east-2`? both are said',
      'leave out --api-region, or correct it',
    ],
  ])('%s', (_, flags, message, hint) => {
    expect(faultOf(() => apiOfFlags(flags, `${URL}/prod`))).toEqual([message, hint]);
  });
});

describe('wrong usage of a document', () => {
  test.each<[what: string, defined: Api, flags: ApiFlags, message: string, hint: string]>([
    ['a route beside it', DEFINED, { route: ['GET /'] }, 'the definition says what --route would', 'leave out either'],
    [
      'a function beside it',
      DEFINED,
      { function: FUNCTION },
      'the definition says what --function would',
      'leave out either',
    ],
    ['both', DEFINED, REST, 'the definition says what --route and --function would', 'leave out either'],
    ['another API', DEFINED, { api: 'x1' }, '`x1` or `a1b2c3d4e5`? both are said', 'leave out --api, or correct it'],
    [
      'another region',
      DEFINED,
      { apiRegion: 'eu-west-1' },
      '`eu-west-1` or `us-east-2`? both are said',
      'leave out --api-region, or correct it',
    ],
    [
      'another account',
      { ...DEFINED, account: '111122223333' },
      { apiAccount: '444455556666' },
      '`444455556666` or `111122223333`? both are said',
      'leave out --api-account, or correct it',
    ],
    [
      'a payload format of a REST API',
      DEFINED,
      { payload: '1.0' },
      'only HTTP APIs have a payload format',
      'leave out --payload',
    ],
    [
      'the id of an authorizer that is not there',
      GUARDED,
      { authorizerId: ['x=1'] },
      'there is no authorizer `x`',
      'expected one of keeper',
    ],
    [
      'an id of one of several authorizers',
      TWICE,
      { authorizerId: ['abc123'] },
      'expected name=value as --authorizer-id, found `abc123`',
      '',
    ],
    [
      'a stage that the document does not have',
      DEFINED,
      { stage: 'dev' },
      'there is no stage `dev` in the definition, only `prod`',
      'leave out --stage, or give the definition of that stage',
    ],
    [
      'a stage that an HTTP API does not have',
      { ...DEFINED, type: 'http', stages: [{ name: '$default' }, { name: 'beta' }] },
      { stage: 'dev' },
      'there is no stage `dev` in the definition, only `$default`, `beta`',
      'leave out --stage, or give the definition of that stage',
    ],
    ['two ids of an authorizer', TWICE, { authorizerId: ['a=1', 'a=2'] }, '--authorizer-id says `a` twice', ''],
  ])('%s', (_, defined, flags, message, hint) => {
    expect(faultOf(() => withDefinition(defined, flags, '/pets'))).toEqual([message, hint === '' ? undefined : hint]);
  });
});

test.each<[url: string, message: string, hint: RegExp | undefined]>([
  ['https://a.example/b/pets', '`a.example` is no execute-api host', /^of a custom domain, write the path/],
  ['ftp://a.example/b', 'expected a URL that begins with https: or wss:, found `ftp://a.example/b`', undefined],
])('the URL `%s` is wrong usage, whatever else is said', (url, message, hint) => {
  for (const ask of [() => apiOfFlags({ ...REST, stage: 'prod' }, url), () => withDefinition(DEFINED, {}, url)])
    expect(faultOf(ask)).toEqual([message, hint === undefined ? undefined : expect.stringMatching(hint)]);
});
