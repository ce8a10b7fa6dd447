// Is every cell of the table of what is decoded, in which event, as it is in SEMANTICS, section 6?

import { describe, expect, test } from '@jest/globals';
import { createApi } from '../../../src/gateway/create-api.js';
import { createEvent } from '../../../src/gateway/event/create-event.js';
import type { Api } from '../../../src/model/api.js';
import { FUNCTION } from '../calls.js';

const apiOf = (type: 'rest' | 'http', payloadFormat?: '1.0' | '2.0', stage = 'prod'): Api =>
  createApi({
    ...{ type, id: 'a1b2c3d4e5', stage },
    ...(payloadFormat === undefined ? {} : { payloadFormat }),
    routes: { 'GET /pets/{id}': FUNCTION, 'GET /all/{rest+}': FUNCTION },
  });

interface Event {
  readonly path: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly requestContext: { readonly path: string; readonly http: { readonly path: string } };
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
}

function eventOf(api: Api, url: string): Event {
  const made = createEvent(api, url);
  if ('reason' in made) throw new Error(made.reason);
  return made.event as Event;
}

interface Kind {
  readonly api: Api;
  /** What a stage of `prod` puts before the path. */
  readonly path: (event: Event) => string;
  readonly context: (event: Event) => string;
  readonly isStageInPath: boolean;
  readonly decodes: { readonly path: boolean; readonly context: boolean; readonly parameters: boolean };
}

/** The table of SEMANTICS, section 6, column by column. */
const KINDS: readonly (readonly [string, Kind])[] = [
  [
    'REST',
    {
      api: apiOf('rest'),
      path: ({ path }) => path,
      context: ({ requestContext }) => requestContext.path,
      isStageInPath: false,
      decodes: { path: false, context: false, parameters: false },
    },
  ],
  [
    'HTTP 1.0',
    {
      api: apiOf('http', '1.0'),
      path: ({ path }) => path,
      context: ({ requestContext }) => requestContext.path,
      isStageInPath: true,
      decodes: { path: false, context: true, parameters: true },
    },
  ],
  [
    'HTTP 2.0',
    {
      api: apiOf('http', '2.0'),
      path: ({ rawPath }) => rawPath,
      context: ({ requestContext }) => requestContext.http.path,
      isStageInPath: true,
      decodes: { path: true, context: true, parameters: true },
    },
  ],
];

const SEGMENTS: readonly (readonly [what: string, sent: string, decoded: string])[] = [
  ['a plain one', 'a-b_c.d~e', 'a-b_c.d~e'],
  ['a blank', 'a%20b', 'a b'],
  ['a slash', 'a%2Fb', 'a/b'],
  ['a slash in small letters', 'a%2fb', 'a/b'],
  ['an encoded plus', 'a%2Bb', 'a+b'],
  ['a plus, which is one in a path', 'a+b', 'a+b'],
  ['letters beyond ASCII', 'caf%C3%A9', 'caf\u00e9'],
  ['letters beyond the first plane', '%F0%9F%98%80', '\u{1F600}'],
  ['a percent sign', '100%25', '100%'],
  ['one that is encoded twice, decoded once', 'a%252Fb', 'a%2Fb'],
  ['half an encoding', 'a%2', 'a%2'],
  ['no encoding', '%zz', '%zz'],
  ['bytes that are no UTF-8', '%FF', '%FF'],
  ['broken beside whole', '%zz%20%C3%A9', '%zz \u00e9'],
  ['a delimiter', 'a%3Fb%23c%26d', 'a?b#c&d'],
];

describe.each(KINDS)('%s: the path', (_, { api, path, context, isStageInPath, decodes }) => {
  test.each(SEGMENTS)('%s', (__, sent, decoded) => {
    const event = eventOf(api, `/pets/${sent}`);
    const own = (isDecoded: boolean) => `/pets/${isDecoded ? decoded : sent}`;
    expect(path(event)).toBe(`${isStageInPath ? '/prod' : ''}${own(decodes.path)}`);
    expect(context(event)).toBe(`/prod${own(decodes.context)}`);
    expect(event.pathParameters).toEqual({ id: decodes.parameters ? decoded : sent });
  });

  test.each(SEGMENTS)('of a greedy route: %s', (__, sent, decoded) => {
    const event = eventOf(api, `/all/x/${sent}`);
    expect(event.pathParameters).toEqual({ rest: `x/${decodes.parameters ? decoded : sent}` });
  });

  test('letters that were typed as they are go over the wire encoded', () => {
    const event = eventOf(api, 'GET /pets/caf\u00e9 \u{1F600}');
    const [sent, decoded] = ['caf%C3%A9%20%F0%9F%98%80', 'caf\u00e9 \u{1F600}'];
    expect(event.pathParameters).toEqual({ id: decodes.parameters ? decoded : sent });
  });
});

const QUERIES: readonly (readonly [what: string, sent: string, values: Readonly<Record<string, readonly string[]>>])[] =
  [
    ['plain', 'a=1', { a: ['1'] }],
    ['a blank', 'a=x%20y', { a: ['x y'] }],
    ['a plus is a blank', 'a=x+y', { a: ['x y'] }],
    ['an encoded plus is a plus', 'a=x%2By', { a: ['x+y'] }],
    ['a slash', 'a=x%2Fy/z', { a: ['x/y/z'] }],
    ['letters beyond ASCII', 'caf%C3%A9=%F0%9F%98%80', { 'caf\u00e9': ['\u{1F600}'] }],
    ['a name is decoded, too', 'a%20b+c=1', { 'a b c': ['1'] }],
    ['a broken encoding stays', 'a=%zz%&b=%2', { a: ['%zz%'], b: ['%2'] }],
    ['bytes that are no UTF-8 stay', 'a=%FF', { a: ['%FF'] }],
    ['an encoded delimiter parts nothing', 'a=1%26b%3D2', { a: ['1&b=2'] }],
    ['several values', 'a=1&b=2&a=3', { a: ['1', '3'], b: ['2'] }],
    ['the same value twice', 'a=1&a=1', { a: ['1', '1'] }],
    ['names mind their case', 'a=1&A=2', { a: ['1'], A: ['2'] }],
    ['an empty value', 'a=', { a: [''] }],
    ['no value', 'a', { a: [''] }],
    ['a value with an equals sign', 'a=b=c', { a: ['b=c'] }],
    ['a question mark', 'a=b?c', { a: ['b?c'] }],
    ['a list in brackets', 'a[]=1&a[]=2', { 'a[]': ['1', '2'] }],
    [
      'a name of every object',
      '__proto__=1&toString=2',
      Object.fromEntries([
        ['__proto__', ['1']],
        ['toString', ['2']],
      ]),
    ],
  ];

describe.each(KINDS)('%s: the query', (name, { api }) => {
  test.each(QUERIES)('%s', (_, sent, values) => {
    const event = eventOf(api, `/pets/7?${sent}`);
    const pick =
      name === 'HTTP 2.0' ? (all: readonly string[]) => all.join(',') : (all: readonly string[]) => all.at(-1);
    const single = Object.entries(values).map(([key, all]) => [key, pick(all)]);
    expect(Object.entries(event.queryStringParameters ?? {})).toEqual(single);
    if (name === 'HTTP 2.0') expect(event.rawQueryString).toBe(sent);
    else expect(Object.entries(event.multiValueQueryStringParameters ?? {})).toEqual(Object.entries(values));
  });

  test.each([
    ['none', '/pets/7'],
    ['a question mark alone', '/pets/7?'],
    ['ampersands alone', '/pets/7?&&'],
  ])('%s', (_, url) => {
    expect(eventOf(api, url).queryStringParameters ?? undefined).toBeUndefined();
  });
});

test('the raw query is as it was sent, ampersands and all', () => {
  expect(eventOf(apiOf('http', '2.0'), '/pets/7?&a=%zz+%2B&&').rawQueryString).toBe('&a=%zz+%2B&&');
});

test.each([
  ['1.0', 'path'],
  ['2.0', 'rawPath'],
] as const)('HTTP %s: the stage $default does not stand in the path', (format, member) => {
  expect(eventOf(apiOf('http', format, '$default'), '/pets/7')[member]).toBe('/pets/7');
});
