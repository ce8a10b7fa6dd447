// Is there an answer to every document, however broken: an API or a finding, with places in the text, and no throw?

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { type DefinitionReading, readDefinition, readDefinitionText } from '../../src/input/definition.js';
import { inTime } from '../support/in-time.js';
import { proxy } from './openapi/sample.js';

const text = (name: string) => readFileSync(new URL(`../../fixtures/apis/${name}`, import.meta.url), 'utf8');
const YAML = text('orders-http.yaml');
const DOCUMENTS = ['mixed-rest.json', 'pets-rest.swagger.json'].map((name) => JSON.parse(text(name)));

/** Every answer has a document, or says why not; every place is one of the text. */
function isAnswer({ api, findings, source }: DefinitionReading): void {
  if (api === undefined) expect(findings.map(({ severity }) => severity)).toContain('error');
  const places = [...findings.map(({ place }) => place), ...(api?.routes.map(({ place }) => place) ?? [])];
  for (const place of places) {
    expect(place).toBeDefined();
    expect(place?.start).toBeGreaterThanOrEqual(0);
    expect(place?.end).toBeGreaterThanOrEqual(place?.start as number);
    expect(place?.end).toBeLessThanOrEqual(source.text.length);
  }
  for (const { message, hint } of findings) expect(`${message}${hint}`).not.toMatch(/^undefined|\[object/);
}

/** A step down: which of the members, as a share of them. */
const steps = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 9 });
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    '#/',
    '#/paths',
    '*',
    'any',
    -1,
    [],
    {},
    [[]],
    { $ref: '#/components' },
    { $ref: 5 },
    { Ref: 'A' },
  ),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__": {"get": 1}}'),
    { toString: 1 },
    { '!Sub': { a: 1 } },
    { length: 2 },
  ),
);
const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'get',
  '$ref',
  '/x',
  'x-amazon-apigateway-authorizer',
  'default',
  '',
);

type Container = Record<string, unknown>;

/** Puts something else at the end of a way down, or takes it away, or adds it under another name. */
function mutate(
  json: unknown,
  way: readonly number[],
  value: unknown,
  kind: 'put' | 'take' | 'add',
  name: string,
): void {
  let at = json as Container;
  for (const [index, share] of way.entries()) {
    const keys = Object.keys(at);
    const key = keys[Math.floor(share * keys.length)];
    if (key === undefined) return;
    const next = at[key];
    const isLast = index === way.length - 1 || typeof next !== 'object' || next === null;
    if (!isLast) at = next as Container;
    else if (kind === 'take' && !Array.isArray(at)) delete at[key];
    else
      Object.defineProperty(at, kind === 'add' && !Array.isArray(at) ? name : key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    if (isLast) return;
  }
}

const mutation = fc.record({
  way: steps,
  value: odd,
  kind: fc.constantFrom('put' as const, 'take' as const, 'add' as const),
  name: names,
});
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
const types = fc.constantFrom(undefined, 'rest' as const, 'http' as const, 'websocket' as const);

test('documents with odd values anywhere are answered, the same from JSON and from YAML', () => {
  const property = fc.property(fc.constantFrom(...DOCUMENTS), mutations, types, (document, changes, type) => {
    const json = JSON.parse(JSON.stringify(document));
    for (const { way, value, kind, name } of changes) mutate(json, way, JSON.parse(JSON.stringify(value)), kind, name);
    const printed = JSON.stringify(json, null, 1);
    const reading = readDefinitionText('a.json', printed, { type });
    isAnswer(reading);
    const kinds = ({ findings }: DefinitionReading) => findings.map(({ id, message }) => `${id} ${message}`);
    // JSON is YAML as well, but for what is read as its tags.
    const yaml = readDefinitionText('a.yaml', `---\n${printed}`, { type });
    isAnswer(yaml);
    expect(kinds(yaml)).toEqual(kinds(reading));
    expect(yaml.api?.routes.map(({ place, ...route }) => route)).toEqual(
      reading.api?.routes.map(({ place, ...route }) => route),
    );
  });
  expect(() => fc.assert(property, { numRuns: 1500 })).not.toThrow();
});

test.each([
  ['JSON', 'a.json', JSON.stringify(DOCUMENTS[0], null, 1)],
  ['YAML', 'a.yaml', YAML],
])(
  '%s with letters changed anywhere is answered',
  (_, name, whole) => {
    const letters = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '&a',
        '*a',
        '!',
        '<<: ',
        '\n',
        '\t',
        '- ',
        '? ',
        '#',
        '|',
        "'",
        '%',
        '\0',
        '\ufeff',
        '\ud800',
        '---\n',
        'a',
      ],
    );
    const edit = fc.record({ at: fc.nat(whole.length), cut: fc.nat(20), put: letters });
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), types, (edits, type) => {
      let changed = whole;
      for (const { at, cut, put } of edits) changed = changed.slice(0, at) + put + changed.slice(at + cut);
      isAnswer(readDefinitionText(name, changed, { type }));
    });
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow();
  },
  60_000,
);

test('any bytes are answered', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 200 }), types, (bytes, type) =>
    isAnswer(readDefinition('a', bytes, { type })),
  );
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow();
});

test('any value in place of any member of the root is answered', () => {
  for (const document of DOCUMENTS) {
    for (const name of Object.keys(document)) {
      for (const value of [null, 0, '', 'a', true, [], [null], [[]], {}, { a: null }, { a: [] }, { $ref: '#' }])
        isAnswer(readDefinitionText('a.json', JSON.stringify({ ...document, [name]: value })));
    }
  }
  expect(DOCUMENTS).toHaveLength(2);
});

const many = (count: number, make: (index: number) => unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`/a${index}`, make(index)]));

test.each<[title: string, document: unknown]>([
  [
    'ten thousand routes that share an integration of ten thousand responses',
    {
      swagger: '2.0',
      paths: many(10_000, () => ({ get: { 'x-amazon-apigateway-integration': { $ref: '#/x-a' } } })),
      'x-a': {
        ...proxy(),
        responses: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, index) => [`a${index}`, { statusCode: '200' }]),
        ),
      },
    },
  ],
  [
    'a thousand routes that share a custom integration of ten thousand responses',
    {
      swagger: '2.0',
      paths: many(1000, () => ({ get: { 'x-amazon-apigateway-integration': { $ref: '#/x-a' } } })),
      'x-a': {
        ...proxy(),
        type: 'aws',
        responses: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, index) => [`a${index}`, { statusCode: '200' }]),
        ),
      },
    },
  ],
  [
    'ten thousand routes that share ten thousand odd requirements',
    {
      swagger: '2.0',
      paths: many(10_000, () => ({ get: {} })),
      security: Array.from({ length: 10_000 }, () => ({ a: [] })),
    },
  ],
  [
    'ten thousand routes that share an integration of ten thousand mappings and keys of a cache',
    {
      swagger: '2.0',
      paths: many(10_000, () => ({ get: { 'x-amazon-apigateway-integration': { $ref: '#/x-a' } } })),
      'x-a': {
        ...proxy(),
        requestParameters: many(10_000, () => "'b'"),
        cacheKeyParameters: Object.keys(many(10_000, () => 0)),
      },
    },
  ],
  [
    'ten thousand routes that share a chain of long references',
    {
      swagger: '2.0',
      paths: many(10_000, () => ({ $ref: '#/x-0' })),
      'x-0': { $ref: `#/x-1${'~1'.repeat(5000)}` },
      ...Object.fromEntries(
        Array.from({ length: 39 }, (_, index) => [
          `x-${index + 1}${'/'.repeat(5000)}`,
          index === 38
            ? { get: { 'x-amazon-apigateway-integration': proxy() } }
            : { $ref: `#/x-${index + 2}${'~1'.repeat(5000)}` },
        ]),
      ),
    },
  ],
  [
    'ten thousand paths of one item with ten thousand methods that there are not',
    {
      swagger: '2.0',
      paths: many(10_000, () => ({ $ref: '#/x-a' })),
      'x-a': { ...many(10_000, () => 0), get: { 'x-amazon-apigateway-integration': proxy() } },
    },
  ],
  [
    'ten thousand authorizers that share ten thousand sources of identity',
    {
      swagger: '2.0',
      paths: {},
      securityDefinitions: many(10_000, () => ({ 'x-amazon-apigateway-authorizer': { $ref: '#/x-a' } })),
      'x-a': { type: 'request', authorizerUri: 'a', identitySource: Object.keys(many(10_000, () => 0)) },
    },
  ],
  [
    'ten thousand references in a circle',
    { swagger: '2.0', paths: many(10_000, (index) => ({ $ref: `#/paths/~1a${(index + 1) % 10_000}` })) },
  ],
])('%s are answered in time', (_, document) => {
  const printed = JSON.stringify(document);
  const reading = inTime(() => readDefinitionText('a.json', printed));
  expect(reading.api ?? reading.findings[0]).toBeDefined();
});

test('aliases that make paths of paths are answered', () => {
  const verbs = 'get: *o, put: *o, post: *o, delete: *o, head: *o, patch: *o, options: *o';
  const lines = Array.from({ length: 2000 }, (_, index) => `  /a${index}: *p`).join('\n');
  const reading = readDefinitionText(
    'a.yaml',
    `swagger: "2.0"\nx: &o {x-amazon-apigateway-integration: {type: mock}}\ny: &p {${verbs}}\npaths:\n${lines}\n`,
  );
  isAnswer(reading);
  expect(reading.api?.routes).toHaveLength(14_000);
});

test('an export of 200 routes is read in time', () => {
  const [document] = DOCUMENTS;
  const paths = many(200, () => document.paths['/orders']);
  const printed = JSON.stringify({ ...document, paths }, null, 2);
  expect(inTime(() => readDefinitionText('a.json', printed)).api?.routes).toHaveLength(400);
  expect(
    readDefinitionText('a.yaml', stringify(JSON.parse(printed), { aliasDuplicateObjects: false })).api?.routes,
  ).toHaveLength(400);
});
