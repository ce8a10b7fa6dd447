// Do the laws of simulating hold? The function answers only where the policy allows it, and no request makes it throw.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RequestInput } from '../src/gateway/request.js';
import { API_TYPES, type Api, type ApiType } from '../src/model/api.js';
import type { JsonObject } from '../src/model/policy.js';
import { evaluate } from '../src/question/evaluate/evaluate.js';
import { httpText } from '../src/question/simulate/http-text.js';
import { simulateReport } from '../src/question/simulate/report.js';
import { simulate } from '../src/question/simulate/simulate.js';
import {
  apiOf,
  CLOCK,
  giving,
  granted,
  ID,
  openTo,
  PETS,
  policyWith,
  ROLE,
  routeTo,
  STAGES,
  sent,
  socket,
} from './support/simulating.js';
import './support/seed.js';

/** Small worlds: routes, requests that reach them, and the suffix that each route presents. */
const WORLDS: Readonly<Record<ApiType, readonly (readonly [key: string, request: RequestInput, suffix: string])[]>> = {
  rest: [
    ['GET /', 'GET /', 'prod/GET/'],
    ['GET /pets', 'GET /pets', 'prod/GET/pets'],
    ['POST /pets', 'POST /pets', 'prod/POST/pets'],
    ['GET /pets/{petId}', 'GET /pets/7', 'prod/GET/pets/{petId}'],
    ['DELETE /{proxy+}', 'DELETE /a/b/c', 'prod/DELETE/{proxy+}'],
  ],
  http: [
    ['GET /', 'GET /', '$default/GET/'],
    ['GET /pets', 'GET /pets', '$default/GET/pets'],
    ['GET /pets/{petId}', 'GET /pets/7', '$default/GET/pets/{petId}'],
    ['POST /{proxy+}', 'POST /a/b', '$default/POST/{proxy+}'],
    ['$default', 'DELETE /x', '$default/$default'],
  ],
  websocket: [
    ['$connect', socket('CONNECT'), 'dev/$connect'],
    ['$disconnect', socket('DISCONNECT'), 'dev/$disconnect'],
    ['$default', socket('MESSAGE', { body: 'hi' }), 'dev/$default'],
    ['hello', socket('MESSAGE', { body: '{"action":"hello"}' }), 'dev/hello'],
  ],
};

const worldOf = (type: ApiType): Api => apiOf(type, { routes: WORLDS[type].map(([key]) => routeTo(key)) });

describe.each(API_TYPES)('in a small world of a %s API', (type) => {
  const world = WORLDS[type];
  const api = worldOf(type);
  /** Every set of grants, as the suffixes that are granted. */
  const grants = Array.from({ length: 2 ** world.length }, (_, bits) =>
    world.filter((_route, index) => (bits >> index) % 2 === 1).map(([, , suffix]) => suffix),
  );

  test('the function answers exactly where its route is granted, and `evaluate` says the same', async () => {
    for (const suffixes of grants) {
      const policy = policyWith(...suffixes.map((suffix) => granted(suffix)));
      for (const [route, request, suffix] of world) {
        const told = await sent(api, { policies: policy, request });
        const call = { api: ID, type, route, stage: STAGES[type], function: PETS };
        const isAllowed = evaluate(policy, call).verdict === 'allowed';
        expect([suffixes, route, isAllowed]).toEqual([suffixes, route, suffixes.includes(suffix)]);
        expect([suffixes, route, told.verdict]).toEqual([
          suffixes,
          route,
          isAllowed ? 'functionResponse' : 'gatewayResponse',
        ]);
      }
    }
  });

  test("removing a route's statement changes exactly the requests of that route", async () => {
    const all = world.map(([, , suffix]) => granted(suffix));
    const before = await Promise.all(world.map(([, request]) => sent(api, { policies: policyWith(...all), request })));
    for (const removed of world.keys()) {
      const policies = policyWith(...all.filter((_, index) => index !== removed));
      const after = await Promise.all(world.map(([, request]) => sent(api, { policies, request })));
      const changed = after.flatMap((told, index) =>
        told.verdict === before[index]?.verdict && told.response?.body === before[index]?.response?.body ? [] : [index],
      );
      expect(changed).toEqual([removed]);
    }
  });

  test('a role lets in every route, whatever the policy says', async () => {
    const owned = { ...api, routes: world.map(([key]) => routeTo(key, { credentials: ROLE })) };
    for (const [, request] of world)
      for (const policies of [[], policyWith(), openTo(PETS)])
        expect((await sent(owned, { policies, request })).verdict).toBe('functionResponse');
  });

  test('every event of a route carries that route', async () => {
    for (const [key, request] of world) {
      const { event, route } = await sent(api, { request });
      const { requestContext = {}, ...rest } = event as { requestContext?: JsonObject; resource?: string };
      const { routeKey, httpMethod, resourcePath } = requestContext as Record<string, string>;
      expect(route?.key).toBe(key);
      expect(routeKey ?? `${httpMethod} ${resourcePath}`).toBe(key);
      expect(rest.resource ?? resourcePath).toBe(resourcePath);
    }
  });

  test('neither the order of statements nor that of policies changes anything', async () => {
    const statements = world.map(([, , suffix]) => granted(suffix));
    const deny = granted(world[0]?.[2] ?? '', PETS, { Effect: 'Deny' });
    const orders = [
      [policyWith(deny, ...statements)],
      [policyWith(...statements, deny)],
      [policyWith(deny), policyWith(...statements)],
      [policyWith(...[...statements].reverse()), policyWith(deny)],
    ];
    for (const [, request] of world) {
      const ends = await Promise.all(orders.map((policies) => sent(api, { policies, request })));
      const [first] = ends;
      for (const { verdict, stoppedAt, response, frame, log } of ends)
        expect({ verdict, stoppedAt, response, frame, log }).toEqual({
          verdict: first?.verdict,
          stoppedAt: first?.stoppedAt,
          response: first?.response,
          frame: first?.frame,
          log: first?.log,
        });
    }
  });
});

const text = fc.string({ unit: 'binary', maxLength: 12 });
const path = fc
  .array(fc.oneof(fc.constantFrom('pets', '7', '', '%2F', '%', '..', '{proxy+}', '$default', 'é'), text), {
    maxLength: 4,
  })
  .map((segments) => `/${segments.join('/')}`);
const headers = fc.array(
  fc.tuple(
    fc.oneof(fc.constantFrom('Accept', 'Content-Type', 'Origin', 'Cookie', 'Host', '__proto__', 'Authorization'), text),
    text,
  ),
  { maxLength: 4 },
);
const lines = fc.oneof(
  text,
  fc
    .tuple(fc.oneof(fc.constantFrom('GET', 'POST', 'OPTIONS'), text), path, text)
    .map(([method, at, query]) => `${method} ${at}?${query}`),
);
const requests: fc.Arbitrary<RequestInput> = fc.oneof(
  lines,
  fc.record(
    {
      method: fc.oneof(fc.constantFrom('GET', 'POST', 'OPTIONS', 'HEAD'), text),
      url: fc.oneof(path, text),
      stage: fc.oneof(fc.constantFrom('prod', '$default'), text),
      headers,
      body: fc.oneof(text, fc.uint8Array()),
      sourceIp: text,
    },
    { requiredKeys: ['url'] },
  ),
  fc.record(
    {
      event: fc.constantFrom('CONNECT' as const, 'MESSAGE' as const, 'DISCONNECT' as const),
      url: text,
      headers,
      body: text,
    },
    { requiredKeys: ['event'] },
  ),
);
const results = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  fc.record(
    {
      statusCode: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.anything()),
      headers: fc.oneof(fc.dictionary(text, text), fc.anything()),
      multiValueHeaders: fc.oneof(fc.dictionary(text, fc.array(text)), fc.anything()),
      body: fc.oneof(text, fc.anything()),
      isBase64Encoded: fc.oneof(fc.boolean(), fc.anything()),
      cookies: fc.oneof(fc.array(text), fc.anything()),
    },
    { requiredKeys: [] },
  ),
);

const POLICIES = openTo(PETS);
const BROAD: Readonly<Record<ApiType, Api>> = {
  rest: apiOf('rest', {
    routes: ['GET /pets/{petId}', 'POST /{proxy+}', 'ANY /'].map((key) => routeTo(key)),
    binaryMediaTypes: ['image/*'],
  }),
  http: apiOf('http', {
    routes: ['GET /pets/{petId}', 'POST /{proxy+}', '$default'].map((key) => routeTo(key)),
    cors: { allowOrigins: ['*'], allowMethods: [], allowHeaders: [], exposeHeaders: [], allowCredentials: false },
  }),
  websocket: worldOf('websocket'),
};

describe.each(API_TYPES)('whatever is sent to a %s API', (type) => {
  const api = BROAD[type];

  test('`simulate` and its report never throw, and the story is whole', async () => {
    await fc.assert(
      fc.asyncProperty(requests, results, fc.boolean(), async (request, result, isThrown) => {
        const invoke = isThrown
          ? () => {
              throw result;
            }
          : giving(result);
        const told = await simulate(api, POLICIES, request, invoke, CLOCK);
        const { blocks } = simulateReport(told, api, []);
        expect(blocks[0]?.kind).toBe('verdict');
        expect(told.verdict === 'functionResponse').toBe(told.stoppedAt === null);
        if (told.verdict === 'functionResponse') expect(told.outcome?.kind).toBe('result');
        if (told.response !== null) expect(httpText(told.response)).toMatch(/^HTTP\/1\.1 [1-5]\d\d/);
        expect(JSON.parse(JSON.stringify(told.response))).toEqual(told.response);
      }),
      { numRuns: 500 },
    );
  });

  test('the same clock and the same random numbers tell the same story', async () => {
    await fc.assert(
      fc.asyncProperty(
        requests,
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (request, stream) => {
          const numbers = [...stream.take(40)];
          const run = () => {
            let at = 0;
            const random = () => numbers[at++ % numbers.length] as number;
            return simulate(api, POLICIES, request, giving({ statusCode: 200 }), { ...CLOCK, random });
          };
          expect(await run()).toEqual(await run());
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('bytes', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });

  test.each(['rest', 'http'] as const)('come to the function as they are sent: %s', async (type) => {
    const api = apiOf(type, { routes: [routeTo('POST /pets')], binaryMediaTypes: ['application/octet-stream'] });
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const request = { method: 'POST', url: '/pets', body, headers: { 'Content-Type': 'application/octet-stream' } };
        const { event } = (await sent(api, { request })) as { event: { body: string; isBase64Encoded: boolean } };
        expect(event.isBase64Encoded).toBe(true);
        expect(new Uint8Array(Buffer.from(event.body, 'base64'))).toEqual(body);
      }),
    );
  });

  test.each(['rest', 'http'] as const)('come back to the caller as they are: %s', async (type) => {
    const api = apiOf(type, { binaryMediaTypes: ['image/png'] });
    const request = { url: '/pets', headers: { Accept: 'image/png' } };
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const result = { statusCode: 200, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
        const { response } = await sent(api, { request, invoke: giving(result) });
        expect(response?.isBase64).toBe(true);
        expect(response?.headers).toContainEqual(['Content-Length', String(body.length)]);
        expect(new Uint8Array(Buffer.from(response?.body ?? '', 'base64'))).toEqual(body);
      }),
    );
  });

  test('text goes there and back', async () => {
    const api = apiOf('http', { routes: [routeTo('POST /pets', { payloadFormat: '2.0' })] });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (body) => {
        const request = { method: 'POST', url: '/pets', body, headers: { 'Content-Type': 'text/plain' } };
        const echo = (event: { body?: string }) => event.body;
        expect((await sent(api, { request, invoke: echo })).response).toMatchObject({ body, isBase64: false });
      }),
    );
  });
});
