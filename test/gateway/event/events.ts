// Which APIs and requests do the tests of this room make events of? With a clock that stands still.

import { createApi } from '../../../src/gateway/create-api.js';
import { type CreateEventOptions, createEvent } from '../../../src/gateway/event/create-event.js';
import type { RequestInput } from '../../../src/gateway/request.js';
import type { Api } from '../../../src/model/api.js';
import { FUNCTION } from '../calls.js';

export const ID = 'a1b2c3d4e5';
export const HOST = `${ID}.execute-api.us-east-2.amazonaws.com`;
export const TIME = Date.UTC(2026, 10, 9, 8, 7, 6, 5);
export const CLOCK = { now: () => TIME, random: () => 0 };
// What a random number of 0 makes.
export const UUID = '00000000-0000-4000-a000-000000000000';
export const LONG_ID = 'AAAAAAAAAAAAAAA=';
export const TRACE = `Root=1-${Math.floor(TIME / 1000).toString(16)}-000000000000000000000000`;

export const rest = createApi({ type: 'rest', id: ID, stage: 'prod', routes: { 'ANY /pets/{id}': FUNCTION } });
export const http = (payloadFormat: '1.0' | '2.0', stage = 'prod') =>
  createApi({ type: 'http', id: ID, stage, payloadFormat, routes: { 'ANY /pets/{id}': FUNCTION, $default: FUNCTION } });
export const socket = createApi({
  type: 'websocket',
  id: ID,
  stage: 'dev',
  routes: { $connect: FUNCTION, $disconnect: FUNCTION, $default: FUNCTION, join: FUNCTION },
});

export function eventOf(api: Api, request: RequestInput, options: CreateEventOptions = CLOCK): unknown {
  const made = createEvent(api, request, options);
  if ('reason' in made) throw new Error(made.reason);
  return made.event;
}

export const NOBODY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

export const POST: RequestInput = {
  method: 'POST',
  url: '/pets/7?color=red&color=blue&size=1',
  headers: [
    ['user-agent', 'curl/8'],
    ['content-type', 'application/json'],
    ['X-Many', 'one'],
    ['x-many', 'two'],
    ['cookie', 'a=1; b=2'],
  ],
  body: '{"a":1}',
  sourceIp: '198.51.100.7',
};
