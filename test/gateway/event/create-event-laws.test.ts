// Whatever is sent: is an event made or refused, does it carry its route, and does its body come back?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createApi } from '../../../src/gateway/create-api.js';
import { createEvent } from '../../../src/gateway/event/create-event.js';
import { createRequest, type RequestInput } from '../../../src/gateway/request.js';
import { matchRoute } from '../../../src/gateway/routing/match-route.js';
import type { Api } from '../../../src/model/api.js';
import { holds } from '../../support/worlds.js';
import { FUNCTION } from '../calls.js';

const PATHS = ['GET /', 'GET /a', 'ANY /a/{x}', 'POST /{x}/b', 'GET /{x}/{y}/c', 'ANY /{p+}'];
const all = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, FUNCTION]));
const apiOf = (type: 'rest' | 'http', payloadFormat: '1.0' | '2.0' = '2.0'): Api =>
  createApi({
    ...{ type, id: 'a1b2c3d4e5', stage: 'prod', payloadFormat, binaryMediaTypes: ['image/*'] },
    routes: all(type === 'http' ? [...PATHS, '$default'] : PATHS),
  });
const APIS = [apiOf('rest'), apiOf('http', '1.0'), apiOf('http', '2.0')];
const SOCKET = createApi({
  ...{ type: 'websocket', id: 'a1b2c3d4e5', stage: 'dev' },
  routes: all(['$connect', '$disconnect', '$default', 'join']),
});

const api = fc.constantFrom(...APIS);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'/?&=%+#:{}$ aé\ud800\n\0'), maxLength: 12 }),
);
const body = fc.oneof(text, fc.uint8Array({ maxLength: 40 }), fc.constant(undefined));
const headerName = fc.constantFrom(
  ...['content-type', 'Cookie', 'host', 'X-A', 'x-a', 'User-Agent', 'Content-Length', '__proto__'],
);
const headerValue = fc.oneof(text, fc.constantFrom('application/json', 'image/png', 'text/plain', 'a=1; b=2'));
const headers = fc.array(fc.tuple(fc.oneof({ weight: 5, arbitrary: headerName }, text), headerValue), { maxLength: 4 });
const url = fc.oneof(
  text.map((rest) => `/${rest}`),
  text,
  text.map((rest) => `https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/prod/${rest}`),
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom('a', 'b', 'c', 'c', 'x%2F'), { maxLength: 3 })
      .map((segments) => `/${segments.join('/')}`),
  },
);
const method = fc.oneof(fc.constantFrom('GET', 'GET', 'post', 'PUT', 'PURGE', 'ANY'), text);
const request = fc
  .record({ method, url, headers, body })
  .map(({ body: sent, ...rest }): RequestInput => (sent === undefined ? rest : { ...rest, body: sent }));
const socketEvent = fc
  .record({ event: fc.constantFrom('CONNECT' as const, 'MESSAGE' as const, 'DISCONNECT' as const), url, headers, text })
  .map(({ text: message, ...rest }): RequestInput => ({ ...rest, body: message }));

test('nothing that is sent makes it throw, and every kind of answer comes up', () => {
  const seen = { event: 0, reason: 0 };
  const everything = fc.tuple(
    fc.oneof(api, fc.constant(SOCKET)),
    fc.oneof({ weight: 4, arbitrary: request }, socketEvent, text),
  );
  holds(
    [everything],
    ([known, sent]) => {
      const made = createEvent(known, sent);
      seen['event' in made ? 'event' : 'reason'] += 1;
      if ('reason' in made) expect(made.reason).not.toBe('');
      else expect(JSON.parse(JSON.stringify(made.event))).toEqual(made.event);
    },
    4000,
  );
  expect(Math.min(seen.event, seen.reason)).toBeGreaterThan(300);
});

describe('every event of a route', () => {
  test('carries that route', () => {
    const seen = new Set<string>();
    holds(
      [api, request],
      (known, sent) => {
        const made = createEvent(known, sent);
        if (made.route === undefined) return;
        const line = createRequest(known, sent);
        if ('fault' in line) throw new Error(line.fault);
        expect(matchRoute(known, line)).toMatchObject({ kind: 'matched', route: { key: made.route } });
        const path = made.route.split(' ')[1] ?? made.route;
        const event = made.event as { version?: string };
        if (event.version === '2.0')
          expect(event).toMatchObject({ routeKey: made.route, requestContext: { routeKey: made.route } });
        else expect(event).toMatchObject({ resource: path, requestContext: { resourcePath: path } });
        if (event.version === '1.0') expect(event).toMatchObject({ requestContext: { resourceId: made.route } });
        seen.add(made.route);
      },
      3000,
    );
    expect([...seen].sort()).toEqual(['$default', ...PATHS].sort());
  });

  test('carries that route, of WebSocket APIs as well', () => {
    holds([socketEvent], (sent) => {
      const made = createEvent(SOCKET, sent);
      if ('event' in made) expect(made.event).toMatchObject({ requestContext: { routeKey: made.route } });
      else expect(made.reason).not.toBe('');
    });
  });

  test('carries the stage and the API', () => {
    holds([api, request], (known, sent) => {
      const made = createEvent(known, sent);
      if ('event' in made)
        expect(made.event).toMatchObject({
          requestContext: { stage: 'prod', apiId: known.id, accountId: '111122223333' },
        });
      else expect(made.reason).not.toBe('');
    });
  });
});

test('any bytes come back from the event', () => {
  const types = fc.constantFrom('image/png', 'application/octet-stream', undefined);
  holds([api, fc.uint8Array({ minLength: 1, maxLength: 64 }), types], (known, sent, type) => {
    const isBinary = known.type === 'http' || type === 'image/png';
    const made = createEvent(known, {
      ...{ method: 'POST', url: '/x/b', body: sent },
      ...(type === undefined ? {} : { headers: { 'Content-Type': type } }),
    });
    if (!('event' in made)) throw new Error(made.reason);
    const event = made.event as { body: string; isBase64Encoded: boolean };
    expect(event.isBase64Encoded).toBe(isBinary);
    if (isBinary) expect(Uint8Array.from(Buffer.from(event.body, 'base64'))).toEqual(sent);
    else expect(event.body).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(sent));
  });
});

test('single values are the last of several, or all of them in one', () => {
  holds([api, request], (known, sent) => {
    const made = createEvent(known, sent);
    if (!('event' in made)) return void expect(made.reason).not.toBe('');
    const event = made.event as Record<string, Record<string, string | string[]> | null>;
    for (const name of ['headers', 'queryStringParameters']) {
      const multi = event[`multiValue${(name[0] as string).toUpperCase()}${name.slice(1)}`];
      if (multi === undefined) expect((event as { version?: unknown }).version).toBe('2.0');
      else
        expect(Object.entries(event[name] ?? {})).toEqual(
          Object.entries(multi ?? {}).map(([key, values]) => [key, values.at(-1)]),
        );
    }
  });
});
