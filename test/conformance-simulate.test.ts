// Does `simulate` do to each recorded REST request what AWS did: the route, the event, the response?

import { describe, expect, test } from '@jest/globals';
import { createRequest } from '../src/gateway/request.js';
import { matchRoute } from '../src/gateway/routing/match-route.js';
import type { Api, ApiRoute, Integration } from '../src/model/api.js';
import type { HeaderLines, HttpResponse } from '../src/model/http.js';
import type { Json, JsonObject } from '../src/model/policy.js';
import { simulate } from '../src/question/simulate/simulate.js';
import { conformance, describeRecorded } from './support/conformance.js';

interface RecordedCase {
  readonly name: string;
  readonly api: {
    readonly stage: string;
    readonly endpointType: 'EDGE' | 'REGIONAL';
    readonly binaryMediaTypes: readonly string[];
    readonly stageVariables: Readonly<Record<string, string>> | null;
    readonly routes: readonly { method: string; path: string; integration?: Partial<Integration> }[];
  };
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: HeaderLines;
    readonly body: string | null;
    readonly bodyBase64: string | null;
  };
  readonly handlerResult?: Json;
  readonly handlerError?: { readonly errorType: string; readonly errorMessage: string };
  readonly expect: {
    readonly event?: JsonObject;
    readonly eventComplete?: boolean;
    readonly routed?: { readonly resource: string; readonly method: string };
    readonly response?: {
      readonly status?: number;
      readonly headers?: HeaderLines;
      readonly headersComplete?: boolean;
      readonly headerNames?: 'case-not-recorded';
      readonly body?: string;
      readonly bodyBase64?: string;
      readonly bodyCompare?: 'json';
    };
  };
}

interface Recorded {
  readonly edgeOnlyHeaders: { readonly event: readonly string[]; readonly response: readonly string[] };
  readonly cases: readonly RecordedCase[];
}

const ID = 'a1b2c3d4e5';
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:recorded';

function apiOf({ api }: RecordedCase): Api {
  const routes = api.routes.map(({ method, path, integration = {} }): ApiRoute => {
    // Routing was recorded with MOCK integrations; every other one called the function with a role.
    const target = { kind: 'function', arn: FUNCTION } as const;
    const credentials = 'arn:aws:iam::111122223333:role/recorded';
    return { key: `${method} ${path}`, integration: { ...integration, type: 'AWS_PROXY', target, credentials } };
  });
  const { stage: name, stageVariables, binaryMediaTypes } = api;
  const variables = stageVariables === null ? {} : { variables: stageVariables };
  return {
    type: 'rest',
    id: ID,
    region: 'us-east-1',
    account: '111122223333',
    stages: [{ name, ...variables }],
    routes,
    binaryMediaTypes,
  };
}

function requestOf({ request, api }: RecordedCase) {
  const { method, url, body, bodyBase64 } = request;
  const bytes = body ?? (bodyBase64 === null ? undefined : Buffer.from(bodyBase64, 'base64'));
  // A second Content-Length is not added where one was sent.
  const headers = request.headers.map(
    ([name, value]) => [name, value === '<user-agent>' ? 'python-requests/2.32.3' : value] as const,
  );
  return {
    method,
    url: `https://${ID}.execute-api.us-east-1.amazonaws.com${url}`,
    stage: api.stage,
    headers,
    ...(bytes === undefined ? {} : { body: bytes }),
  };
}

async function run(recorded: RecordedCase) {
  const told = await simulate(apiOf(recorded), [], requestOf(recorded), (event: unknown) => {
    if (recorded.handlerError !== undefined) {
      const { errorType, errorMessage } = recorded.handlerError;
      throw Object.assign(new Error(errorMessage), { name: errorType });
    }
    const text = JSON.stringify(event);
    return JSON.parse(
      JSON.stringify(recorded.handlerResult ?? null).replaceAll('"<event-json>"', JSON.stringify(text)),
    );
  });
  return told;
}

/** What of it AWS masked is checked against what it has to look like, and taken as said. */
const LOOKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  'account-id': (value) => /^\d{12}$/.test(String(value)),
  'api-id': (value) => value === ID,
  'deployment-id': (value) => /^[a-z0-9]{6}$/.test(String(value)),
  'resource-id': (value) => /^[a-z0-9]{6,10}$/.test(String(value)),
  'extended-request-id': (value) => /^[\w-]{15}=$/.test(String(value)),
  'apigw-id': (value) => /^[\w-]{15}=$/.test(String(value)),
  uuid: (value) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(String(value)),
  host: (value) => value === `${ID}.execute-api.us-east-1.amazonaws.com`,
  ip: (value) => /^\d+\.\d+\.\d+\.\d+$/.test(String(value)),
  epoch: (value) => Number.isInteger(value),
  time: (value) => /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/.test(String(value)),
  trace: (value) => /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}/.test(String(value)),
  date: (value) => String(value) !== '' && value !== undefined,
  via: (value) => String(value) !== '' && value !== undefined,
  'content-length': (value) => /^\d+$/.test(String(value)),
  'forwarded-for': (value) => [value].flat().every((one) => /\d+\.\d+\.\d+\.\d+$/.test(String(one))),
  'forwarded-port': (value) => String(value) === '443',
  'forwarded-proto': (value) => String(value) === 'https',
  'user-agent': (value) => String(value) !== '',
};

/** The actual value with every placeholder that it fits put in its place. */
function masked(expected: unknown, actual: unknown): unknown {
  if (typeof expected === 'string') {
    const only = /^<([\w-]+)>$/.exec(expected)?.[1];
    if (only !== undefined) return LOOKS[only]?.(actual) === true ? expected : actual;
    const start = /^(.*)<any>$/s.exec(expected)?.[1];
    return start !== undefined && String(actual).startsWith(start.replace(/;$/, '')) ? expected : actual;
  }
  if (Array.isArray(expected) && Array.isArray(actual)) return actual.map((one, index) => masked(expected[index], one));
  if (typeof expected !== 'object' || typeof actual !== 'object' || expected === null || actual === null) return actual;
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => [name, masked((expected as Record<string, unknown>)[name], value)]),
  );
}

/** CloudFront stood before edge APIs; the simulated one is regional. */
function regional(event: JsonObject, edgeOnly: readonly string[]): unknown {
  const without = (json: Json | undefined) =>
    Object.fromEntries(Object.entries((json ?? {}) as JsonObject).filter(([name]) => !edgeOnly.includes(name)));
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [name, /headers$/i.test(name) ? without(value) : value]),
  );
}

/** Lines of one name joined, as the recorder's client read them; sorted, since no order was recorded. */
function joined(headers: HeaderLines, isLower: boolean): Readonly<Record<string, string>> {
  const lines = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of headers) {
    const known = lines.get(name.toLowerCase()) ?? { name: isLower ? name.toLowerCase() : name, values: [] };
    lines.set(name.toLowerCase(), { ...known, values: [...known.values, value] });
  }
  return Object.fromEntries([...lines.values()].map(({ name, values }) => [name, values.join(', ')]));
}

describeRecorded('requests recorded on AWS', () => {
  const { cases, edgeOnlyHeaders } = conformance<Recorded>('rest-proxy-cases.json');

  test('all of them are here', () => {
    expect(cases).toHaveLength(74);
  });

  describe('the route', () => {
    const routed = cases.filter((one) => one.expect.routed !== undefined);
    test.each(routed.map((one) => [one.name, one] as const))('%s', (_, one) => {
      const request = createRequest(apiOf(one), requestOf(one));
      if ('fault' in request) throw new Error(request.fault);
      const match = matchRoute(apiOf(one), request);
      const { method, resource } = one.expect.routed as { method: string; resource: string };
      expect(match).toMatchObject({ kind: 'matched', route: { key: `${method} ${resource}` } });
    });
  });

  describe('the event', () => {
    const eventful = cases.filter((one) => one.expect.event !== undefined);
    test.each(eventful.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const { event } = (await run(one)) as unknown as { event: JsonObject };
      const edgeOnly = one.api.endpointType === 'EDGE' ? edgeOnlyHeaders.event : [];
      const expected = regional(one.expect.event as JsonObject, edgeOnly) as JsonObject;
      const seen = one.expect.eventComplete
        ? event
        : Object.fromEntries(Object.keys(expected).map((name) => [name, event[name]]));
      expect(masked(expected, seen)).toEqual(expected);
    });
  });

  describe('the response', () => {
    const answered = cases.filter((one) => one.expect.response !== undefined);
    test.each(answered.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const told = await run(one);
      const response = told.response as HttpResponse;
      const expected = one.expect.response as NonNullable<RecordedCase['expect']['response']>;
      if (expected.status !== undefined) expect(response.status).toBe(expected.status);
      if (expected.body !== undefined && expected.bodyCompare === 'json')
        expect(JSON.parse(response.body)).toEqual(JSON.parse(expected.body));
      else if (expected.body !== undefined) expect(response).toMatchObject({ body: expected.body, isBase64: false });
      if (expected.bodyBase64 !== undefined)
        expect(response).toMatchObject({ body: expected.bodyBase64, isBase64: true });
      if (expected.headers === undefined) return;
      const isLower = expected.headerNames === 'case-not-recorded';
      const edgeOnly =
        one.api.endpointType === 'EDGE' ? edgeOnlyHeaders.response.map((name) => name.toLowerCase()) : [];
      const wanted = joined(
        expected.headers.filter(([name]) => !edgeOnly.includes(name.toLowerCase())),
        isLower,
      );
      const seen = joined(response.headers, isLower);
      const compared = expected.headersComplete
        ? seen
        : Object.fromEntries(Object.keys(wanted).map((name) => [name, seen[name]]));
      expect(masked(wanted, compared)).toEqual(wanted);
    });
  });

  test('every case has something that is compared', () => {
    const empty = cases.filter(
      ({ expect: { event, response, routed } }) => (event ?? response ?? routed) === undefined,
    );
    expect(empty).toEqual([]);
  });
});
