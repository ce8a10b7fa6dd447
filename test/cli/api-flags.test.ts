// Is the API the one that flags, document and URL describe together?

import { describe, expect, test } from '@jest/globals';
import { type ApiFlags, apiOfFlags, typeOf, withDefinition } from '../../src/cli/api-flags.js';
import type { Api } from '../../src/model/api.js';
import {
  DEFINED,
  FUNCTION,
  GUARDED,
  HTTP,
  integration,
  REST,
  SOCKET,
  stages,
  TWICE,
  URL,
} from '../support/api-flags.js';

const TWO: Api = { ...DEFINED, type: 'http', stages: [{ name: '$default' }, { name: 'dev' }] };
const TARGET = { kind: 'function', arn: FUNCTION };

describe('of the flags alone', () => {
  test.each<[what: string, flags: ApiFlags, url: string, api: object]>([
    [
      'a route and its function',
      REST,
      '/pets',
      { type: 'rest', stages: [], routes: [{ key: 'GET /pets', integration: { type: 'AWS_PROXY', target: TARGET } }] },
    ],
    ['an HTTP API has the stage $default', HTTP, '/pets', { type: 'http', stages: [{ name: '$default' }] }],
    [
      'an HTTP API with another stage',
      { ...HTTP, stage: 'dev' },
      '/pets',
      { stages: [{ name: 'dev' }, { name: '$default' }] },
    ],
    ['a type in capitals', { ...REST, type: 'REST' }, '/', { type: 'rest' }],
    [
      'several routes, in their order',
      { ...REST, route: ['GET /b', 'ANY /a'] },
      '/',
      { routes: [{ key: 'GET /b' }, { key: 'ANY /a' }] },
    ],
    ['a verb in small letters', { ...REST, route: ['get /b'] }, '/', { routes: [{ key: 'GET /b' }] }],
    ['a WebSocket API', SOCKET, '', { type: 'websocket', routes: [{ key: '$connect' }] }],
    [
      'a qualified function',
      { ...REST, function: `${FUNCTION}:live` },
      '/',
      { routes: [{ integration: { target: { arn: `${FUNCTION}:live` } } }] },
    ],
    [
      'an integration URI',
      { ...REST, function: `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${FUNCTION}/invocations` },
      '/',
      { routes: [{ integration: { target: TARGET } }] },
    ],
    [
      'a function that a stage variable names',
      { ...REST, function: FUNCTION.replace('pets', '${stageVariables.fn}') },
      '/',
      { routes: [{ integration: { target: { kind: 'variables', names: ['fn'] } } }] },
    ],
    [
      'where it is',
      { ...REST, api: 'x1', apiRegion: 'eu-west-1', apiAccount: '444455556666' },
      '/',
      { id: 'x1', region: 'eu-west-1', account: '444455556666' },
    ],
    [
      'a stage with variables',
      { ...REST, stage: 'prod', stageVariable: ['a=1', 'b='] },
      '/',
      { stages: [{ name: 'prod', variables: { a: '1', b: '' } }] },
    ],
    [
      'variables of $default',
      { ...HTTP, stageVariable: ['a=1'] },
      '/',
      { stages: [{ name: '$default', variables: { a: '1' } }] },
    ],
    ['a payload format', { ...HTTP, payload: '1.0' }, '/', { routes: [{ integration: { payloadFormat: '1.0' } }] }],
    [
      'binary media types',
      { ...REST, binaryMediaType: ['image/png', '*/*'] },
      '/',
      { binaryMediaTypes: ['image/png', '*/*'] },
    ],
    [
      'the URL says API, region and stage',
      REST,
      `${URL}/prod/pets`,
      { id: 'a1b2c3d4e5', region: 'us-east-2', stages: [{ name: 'prod' }] },
    ],
    [
      'the URL of a connection does',
      SOCKET,
      `${URL.replace('https', 'wss')}/beta?a=1`,
      { id: 'a1b2c3d4e5', stages: [{ name: 'beta' }] },
    ],
    [
      'the URL may be that of another region than the function’s',
      REST,
      `${URL.replace('us-east-2', 'eu-west-1')}/prod`,
      { region: 'eu-west-1' },
    ],
    [
      'the URL and the flags agree',
      { ...REST, api: 'a1b2c3d4e5', apiRegion: 'us-east-2' },
      `${URL}/prod`,
      { id: 'a1b2c3d4e5', region: 'us-east-2' },
    ],
    ['the URL of an HTTP API does not say the stage', HTTP, `${URL}/prod/pets`, { stages: [{ name: '$default' }] }],
    ['a URL without a path says no stage', REST, URL, { id: 'a1b2c3d4e5', stages: [] }],
  ])('%s', (_, flags, url, api) => {
    expect(apiOfFlags(flags, url)).toMatchObject(api);
  });

  test('what nobody says is not there', () => {
    expect(Object.keys(apiOfFlags(REST, '/pets')).sort()).toEqual(['routes', 'stages', 'type']);
  });
});

describe('of a document', () => {
  test.each<[what: string, defined: Api, flags: ApiFlags, url: string, api: object]>([
    ['as it is', DEFINED, {}, '/pets', DEFINED],
    [
      'what the flags repeat',
      DEFINED,
      { api: 'a1b2c3d4e5', apiRegion: 'us-east-2', type: 'rest' },
      `${URL}/prod/pets`,
      DEFINED,
    ],
    ['an account that it cannot say', DEFINED, { apiAccount: '444455556666' }, '/', { account: '444455556666' }],
    [
      'another value of a variable',
      DEFINED,
      { stageVariable: ['fn=b', 'w=2'] },
      '/',
      { stages: [{ name: 'prod', variables: { fn: 'b', v: '1', w: '2' } }] },
    ],
    ['the stage that it says', DEFINED, { stage: 'prod' }, '/', { stages }],
    [
      'a stage that a flag names, where the document has none',
      { ...DEFINED, stages: [] },
      { stage: 'beta', stageVariable: ['fn=b'] },
      '/',
      { stages: [{ name: 'beta', variables: { fn: 'b' } }] },
    ],
    [
      'variables of the stage of an HTTP API that the URL names',
      TWO,
      { stageVariable: ['fn=b'] },
      `${URL}/dev/pets`,
      { stages: [{ name: 'dev', variables: { fn: 'b' } }, { name: '$default' }] },
    ],
    [
      'variables of $default, where the URL names no other',
      TWO,
      { stageVariable: ['fn=b'] },
      `${URL}/pets`,
      { stages: [{ name: '$default', variables: { fn: 'b' } }, { name: 'dev' }] },
    ],
    [
      'variables of the stage that the path names',
      TWO,
      { stageVariable: ['fn=b'] },
      '/dev/pets',
      { stages: [{ name: 'dev', variables: { fn: 'b' } }, { name: '$default' }] },
    ],
    ['a stage that only the URL names is not', DEFINED, {}, `${URL}/beta/pets`, { stages }],
    [
      'a stage where the document has none',
      { ...DEFINED, stages: [] },
      {},
      `${URL}/beta/pets`,
      { stages: [{ name: 'beta' }] },
    ],
    [
      'several stages, the one that is meant first',
      { ...DEFINED, stages: [{ name: 'a' }, { name: 'b' }] },
      { stage: 'b', stageVariable: ['x=1'] },
      '/',
      { stages: [{ name: 'b', variables: { x: '1' } }, { name: 'a' }] },
    ],
    [
      'further binary media types',
      { ...DEFINED, binaryMediaTypes: ['image/png'] },
      { binaryMediaType: ['a/b'] },
      '/',
      { binaryMediaTypes: ['image/png', 'a/b'] },
    ],
    [
      'another payload format than the document’s',
      {
        ...DEFINED,
        type: 'http',
        routes: [{ key: 'GET /a', integration: { ...integration, payloadFormat: '2.0' } }, { key: 'GET /b' }],
      },
      { payload: '1.0' },
      '/',
      { routes: [{ key: 'GET /a', integration: { payloadFormat: '1.0' } }, { key: 'GET /b' }] },
    ],
    [
      'the id of the only authorizer',
      GUARDED,
      { authorizerId: ['abc123'] },
      '/',
      { authorizers: [{ name: 'keeper', id: 'abc123' }] },
    ],
    [
      'the id of an authorizer by its name',
      GUARDED,
      { authorizerId: ['keeper=abc123'] },
      '/',
      { authorizers: [{ name: 'keeper', id: 'abc123' }] },
    ],
    [
      'the ids of two, one of them known',
      TWICE,
      { authorizerId: ['a=1'] },
      '/',
      {
        authorizers: [
          { name: 'a', id: '1' },
          { name: 'b', id: 'known' },
        ],
      },
    ],
  ])('%s', (_, defined, flags, url, api) => {
    expect(withDefinition(defined, flags, url)).toMatchObject(api);
  });
});

test.each([
  ['rest', 'rest'],
  ['HTTP', 'http'],
  ['WebSocket', 'websocket'],
  [undefined, undefined],
])('the type `%s` is %s', (text, type) => {
  expect(typeOf(text)).toBe(type);
});
