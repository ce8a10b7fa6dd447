// Which route of a WebSocket API does an event of a connection reach?

import { describe, expect, test } from '@jest/globals';
import { matchRoute, type RouteMatch } from '../../../src/gateway/routing/match-route.js';
import type { Api } from '../../../src/model/api.js';
import type { SocketEvent } from '../../../src/model/http.js';

const KEYS = ['$connect', '$disconnect', '$default', 'join', '7', 'true', 'null', 'a b', 'toString'];

const apiOf = (selection?: string, keys: readonly string[] = KEYS): Api => ({
  type: 'websocket',
  stages: [{ name: 'dev' }],
  routes: keys.map((key) => ({ key })),
  ...(selection === undefined ? {} : { routeSelectionExpression: selection }),
});

const event = (kind: SocketEvent['event'], body?: string): SocketEvent => ({
  event: kind,
  stage: 'dev',
  headers: [],
  ...(body === undefined ? {} : { body }),
});

const found = (match: RouteMatch) => (match.kind === 'matched' ? match.route.key : match.kind);
const message = (api: Api, body?: string) => matchRoute(api, event('MESSAGE', body));

// AWS: API Gateway guide, "Working with routes for WebSocket APIs".
test.each<[behaviour: string, event: SocketEvent, reached: string]>([
  ['a client connects', event('CONNECT'), '$connect'],
  ['a client has gone', event('DISCONNECT'), '$disconnect'],
  ['a message does not matter to it', event('CONNECT', '{"action":"join"}'), '$connect'],
])('%s', (_, happened, reached) => {
  expect(found(matchRoute(apiOf(), happened))).toBe(reached);
});

describe('the action of a message', () => {
  test.each<[behaviour: string, body: string | undefined, reached: string]>([
    ['names a route', '{"action":"join"}', 'join'],
    ['among others', '{"data":[1],"action":"join"}', 'join'],
    ['has a blank', '{"action":"a b"}', 'a b'],
    ['is a number', '{"action":7}', '7'],
    ['is a truth value', '{"action":true}', 'true'],
    ['is null, which is no text', '{"action":null}', '$default'],
    ['is an object', '{"action":{"join":1}}', '$default'],
    ['is a list', '{"action":["join"]}', '$default'],
    ['is no route', '{"action":"leave"}', '$default'],
    ['minds its case', '{"action":"Join"}', '$default'],
    ['minds white space', '{"action":" join"}', '$default'],
    ['is `$default` itself', '{"action":"$default"}', '$default'],
    ['is missing', '{"message":"join"}', '$default'],
    ['is a name that every object inherits', '{"action":"toString"}', 'toString'],
    ['stands where no object is', '"join"', '$default'],
    ['stands in a list', '["join"]', '$default'],
    ['is in null', 'null', '$default'],
    ['is in no JSON', 'action=join', '$default'],
    ['is in half of one', '{"action":"join"', '$default'],
    ['is in nothing', '', '$default'],
    ['is in no message at all', undefined, '$default'],
    // Inferred: these are for API Gateway alone to call.
    ['is `$connect`', '{"action":"$connect"}', '$default'],
    ['is `$disconnect`', '{"action":"$disconnect"}', '$default'],
  ])('%s', (_, body, reached) => {
    expect(found(message(apiOf(), body))).toBe(reached);
  });

  test.each([
    ['no route of that name', '{"action":"join"}', 'there is no route `join`'],
    ['no name at all', 'hello', 'there is no route `$default`'],
  ])('without `$default`, there is no route: %s', (_, body, why) => {
    expect(message(apiOf(undefined, ['$connect']), body)).toEqual({ kind: 'noRoute', stage: { name: 'dev' }, why });
  });
});

// AWS: API Gateway guide, "WebSocket selection expressions".
describe('the selection expression', () => {
  test.each<[behaviour: string, selection: string, body: string, reached: string]>([
    ['another member', '$request.body.type', '{"type":"join","action":"a b"}', 'join'],
    ['in braces', '${request.body.action}', '{"action":"join"}', 'join'],
    ['nested', '$request.body.a.b', '{"a":{"b":"join"}}', 'join'],
    ['nested in braces', '${request.body.a.b}', '{"a":{"b":"join"}}', 'join'],
    ['nested in what is no object', '$request.body.a.b', '{"a":"join"}', '$default'],
    ['nested in null', '$request.body.a.b', '{"a":null}', '$default'],
    ['a member that every object has', '$request.body.toString', '{}', '$default'],
    ['white space around it', ' $request.body.action ', '{"action":"join"}', 'join'],
    ['a header: not read', '$request.header.action', '{"action":"join"}', 'unknown'],
    ['two in one: not read', '${request.body.a}/${request.body.b}', '{"a":"join"}', 'unknown'],
    ['the whole body: not read', '$request.body', '{"action":"join"}', 'unknown'],
    ['half a brace: not read', '${request.body.action', '{"action":"join"}', 'unknown'],
    ['nothing: not read', '', '{"action":"join"}', 'unknown'],
  ])('%s', (_, selection, body, reached) => {
    expect(found(message(apiOf(selection), body))).toBe(reached);
  });

  test('what is not read matters to messages only', () => {
    const api = apiOf('$request.header.action');
    expect([found(matchRoute(api, event('CONNECT'))), found(matchRoute(api, event('DISCONNECT')))]).toEqual([
      '$connect',
      '$disconnect',
    ]);
  });
});

test.each<[behaviour: string, api: Api, happened: SocketEvent, why: string]>([
  ['connect', apiOf(), event('CONNECT'), '`$connect` is called when a client connects'],
  ['disconnect', apiOf(), event('DISCONNECT'), '`$disconnect` is called when a client has gone'],
  ['the key', apiOf(), event('MESSAGE', '{"action":"join"}'), '`$request.body.action` is `join`'],
  [
    'no such key',
    apiOf(),
    event('MESSAGE', '{"action":"x"}'),
    '`$request.body.action` is `x`, which is no route, so it goes to `$default`',
  ],
  [
    'no key',
    apiOf(),
    event('MESSAGE', 'x'),
    '`$request.body.action` names no route in this message, so it goes to `$default`',
  ],
  ['no `$connect`', apiOf(undefined, ['join']), event('CONNECT'), 'there is no route `$connect`'],
  ['another stage', apiOf(), { ...event('CONNECT'), stage: 'prod' }, 'there is no stage `prod`, only `dev`'],
])('why, in words: %s', (_, api, happened, why) => {
  expect(matchRoute(api, happened).why).toBe(why);
});
