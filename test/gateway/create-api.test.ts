// Is the API that a few words describe the one that was meant?

import { describe, expect, test } from '@jest/globals';
import { type ApiInput, createApi } from '../../src/gateway/create-api.js';
import { FUNCTION } from './calls.js';

const URI = `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const target = { kind: 'function', arn: FUNCTION } as const;
const route = (key: string, more: object = {}) => ({ key, integration: { type: 'AWS_PROXY', target, ...more } });

test.each<[behaviour: string, input: ApiInput, api: object]>([
  [
    'REST: no more than was said',
    { type: 'rest', routes: { 'GET /pets': FUNCTION } },
    { type: 'rest', stages: [], routes: [route('GET /pets')] },
  ],
  [
    'REST: all that was said',
    {
      ...{ type: 'rest', id: 'a1b2c3d4e5', region: 'eu-west-1', account: '444455556666', stage: 'prod' },
      ...{ stageVariables: { a: 'b' }, binaryMediaTypes: ['image/*'], routes: {} },
    },
    {
      ...{ type: 'rest', id: 'a1b2c3d4e5', region: 'eu-west-1', account: '444455556666' },
      ...{ stages: [{ name: 'prod', variables: { a: 'b' } }], binaryMediaTypes: ['image/*'], routes: [] },
    },
  ],
  [
    'HTTP: the stage is $default',
    { type: 'http', routes: { $default: FUNCTION } },
    { type: 'http', stages: [{ name: '$default' }], routes: [route('$default')] },
  ],
  [
    'HTTP: or the one that is said, and so is the payload format',
    { type: 'http', stage: 'dev', payloadFormat: '1.0', routes: { 'ANY /': FUNCTION } },
    { type: 'http', stages: [{ name: 'dev' }], routes: [route('ANY /', { payloadFormat: '1.0' })] },
  ],
  [
    'REST: a payload format means nothing',
    { type: 'rest', payloadFormat: '1.0', routes: { 'GET /': FUNCTION } },
    { type: 'rest', stages: [], routes: [route('GET /')] },
  ],
  [
    'WebSocket: route keys',
    { type: 'websocket', stage: 'dev', routes: { $connect: FUNCTION, join: FUNCTION } },
    { type: 'websocket', stages: [{ name: 'dev' }], routes: [route('$connect'), route('join')] },
  ],
  [
    'WebSocket: results come back, and what chooses the route',
    { type: 'websocket', hasResponses: true, routeSelectionExpression: '$request.body.do', routes: { join: FUNCTION } },
    {
      ...{ type: 'websocket', stages: [], routeSelectionExpression: '$request.body.do' },
      routes: [{ ...route('join'), hasResponse: true }],
    },
  ],
  [
    'WebSocket: no results come back unless that is said',
    { type: 'websocket', hasResponses: false, routes: { join: FUNCTION } },
    { type: 'websocket', stages: [], routes: [route('join')] },
  ],
  [
    'REST: results that come back mean nothing',
    { type: 'rest', hasResponses: true, routes: { 'GET /': FUNCTION } },
    { type: 'rest', stages: [], routes: [route('GET /')] },
  ],
  [
    'a route key is read',
    { type: 'rest', routes: { ' get   /Pets/{id} ': FUNCTION } },
    { type: 'rest', stages: [], routes: [route('GET /Pets/{id}')] },
  ],
  [
    'an integration URI is one, too',
    { type: 'rest', routes: { 'GET /': URI } },
    { type: 'rest', stages: [], routes: [route('GET /')] },
  ],
])('%s', (_, input, api) => {
  expect(createApi(input)).toEqual(api);
});

test('a function may stand in a stage variable', () => {
  const arn = FUNCTION.replace('pets', '${stageVariables.fn}');
  const [{ integration } = {}] = createApi({ type: 'rest', routes: { 'GET /': arn } }).routes;
  expect(integration?.target).toEqual({ kind: 'variables', template: arn, names: ['fn'] });
});

describe('a TypeError', () => {
  test.each<[behaviour: string, input: unknown, says: RegExp]>([
    ['a type that is none', { type: 'soap', routes: {} }, /^expected one of rest, http, websocket, found `soap`$/],
    ['no type', { routes: {} }, /found `undefined`$/],
    [
      'a route key that is none',
      { type: 'rest', routes: { '/pets': FUNCTION } },
      /^expected a method, a space and a path/,
    ],
    ['a route of another type', { type: 'rest', routes: { $default: FUNCTION } }, /found `\$default`$/],
    [
      'a route key twice',
      { type: 'rest', routes: { 'GET /': FUNCTION, ' get  /': FUNCTION } },
      /^`GET \/` stands there twice$/,
    ],
    [
      'a payload format that is none',
      { type: 'http', payloadFormat: '3.0', routes: {} },
      /^expected one of 1.0, 2.0, found `3.0`$/,
    ],
    [
      'a function that is none',
      { type: 'rest', routes: { 'GET /': 'pets' } },
      /^expected the ARN of a function, found `pets`$/,
    ],
  ])('%s', (_, input, says) => {
    expect(() => createApi(input as ApiInput)).toThrow(TypeError);
    expect(() => createApi(input as ApiInput)).toThrow(says);
  });
});
