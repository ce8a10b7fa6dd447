// Which authorizer does each route ask?

import { expect, test } from '@jest/globals';
import { ask, operation, restOf, uriOf } from './sample.js';

const lambda = (type: string) => ({
  type: 'apiKey',
  name: 'A',
  in: 'header',
  'x-amazon-apigateway-authorizer': { type, authorizerUri: uriOf() },
});
const securitySchemes = {
  keeper: lambda('token'),
  second: lambda('request'),
  api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
};
const read = (changes: object, root: object = {}) => {
  const { api, told, messages } = ask(
    restOf({ '/pets': { get: operation(undefined, changes) } }, { components: { securitySchemes }, ...root }),
  );
  return { authorizer: api?.routes[0]?.authorizer, names: api?.authorizers?.map(({ name }) => name), told, messages };
};
const IAM = { 'x-amazon-apigateway-auth': { type: 'aws_iam' } };

test.each<[title: string, changes: object, root: object, authorizer: string | undefined]>([
  ['the one that it names', { security: [{ keeper: [] }] }, {}, 'keeper'],
  ['with scopes, too', { security: [{ keeper: ['a/b'] }] }, {}, 'keeper'],
  ['the first of several', { security: [{ second: [] }, { keeper: [] }] }, {}, 'second'],
  ['none, where it names none', {}, {}, undefined],
  ['that of the document, where it says nothing itself', {}, { security: [{ keeper: [] }] }, 'keeper'],
  ['its own, whatever the document says', { security: [{ second: [] }] }, { security: [{ keeper: [] }] }, 'second'],
  ['none, where its own list is empty', { security: [] }, { security: [{ keeper: [] }] }, undefined],
  [
    'none, where its auth is NONE',
    { 'x-amazon-apigateway-auth': { type: 'none' } },
    { security: [{ keeper: [] }] },
    undefined,
  ],
  ['IAM, where its auth says so', IAM, {}, 'AWS_IAM'],
  ['none, where its own list holds an empty object', { security: [{}] }, { security: [{ keeper: [] }] }, undefined],
])('a route asks %s', (_, changes, root, authorizer) => {
  const result = read(changes, root);
  expect(result.authorizer).toBe(authorizer);
  expect(result.told).toEqual([]);
  expect(result.names).toEqual(['keeper', 'second', ...(changes === IAM ? ['AWS_IAM'] : [])]);
});

test('an API key beside an authorizer is no authorizer, and told', () => {
  const { authorizer, told } = read({ security: [{ api_key: [], keeper: [] }] });
  expect(authorizer).toBe('keeper');
  expect(told).toEqual(['info not-simulated "api_key"']);
});

const AUTH = (type: unknown) => ({ 'x-amazon-apigateway-auth': { type } });

test.each<[title: string, changes: object, root: object, at: string, message: string]>([
  [
    'that is no list',
    { security: { keeper: [] } },
    {},
    '{"keeper":[]}',
    '`security` should be a list, found an object',
  ],
  ['that is text', { security: 'keeper' }, {}, '"keeper"', '`security` should be a list, found `"keeper"`'],
  ['that is null', { security: null }, { security: [{ keeper: [] }] }, 'null', 'should be a list, found `null`'],
  ['of the document that is no list', {}, { security: { keeper: [] } }, '{"keeper":[]}', 'should be a list'],
  ['of the document that is null', {}, { security: null }, 'null', 'should be a list'],
  ['that lists a list', { security: [['keeper']] }, {}, '["keeper"]', 'should be objects, found a list'],
  ['that lists null', { security: [null, { keeper: [] }] }, {}, 'null', 'should be objects, found `null`'],
  ['of a type that there is not', AUTH('custom'), {}, '{"type":"custom"}', 'the type `NONE` or `AWS_IAM`'],
  ['of no type', { 'x-amazon-apigateway-auth': 'NONE' }, {}, '"NONE"', 'the type `NONE` or `AWS_IAM`'],
])('a requirement %s leaves no route open', (_, changes, root, at, message) => {
  const result = read(changes, root);
  expect(result.told).toEqual([`error bad-security ${at}`]);
  expect(result.messages[0]).toContain(message);
  expect(result.authorizer).toBe('(unreadable security)');
  expect(result.names).toEqual(['keeper', 'second']);
});

test('what cannot be read behind an authorizer is told, and does not hide it', () => {
  expect(read({ security: [{ keeper: [] }, 5] })).toMatchObject({
    authorizer: 'keeper',
    told: ['error bad-security 5'],
  });
});

test('an API key beside NONE is wanted', () => {
  const { authorizer, told } = read({ ...AUTH('NONE'), security: [{ api_key: [] }] });
  expect(authorizer).toBeUndefined();
  expect(told).toEqual(['info not-simulated "api_key"']);
});

test.each([null, 5, ['keeper']])('a scheme that is %j is told, and leaves no route open', (scheme) => {
  const paths = { '/pets': { get: operation(undefined, { security: [{ odd: [] }] }) } };
  const { api, told } = ask(restOf(paths, { components: { securitySchemes: { odd: scheme } } }));
  expect(told).toEqual([`error bad-scheme ${JSON.stringify(scheme)}`]);
  expect([api?.routes[0]?.authorizer, api?.authorizers]).toEqual(['odd', undefined]);
});

test('an API key alone asks nobody', () => {
  expect(read({ security: [{ api_key: [] }] })).toMatchObject({
    authorizer: undefined,
    told: ['info not-simulated "api_key"'],
  });
});

test('a scheme that there is not is told, and asked', () => {
  const { authorizer, told, messages } = read({ security: [{ keper: [] }] });
  // The API has none of that name.
  expect(authorizer).toBe('keper');
  expect(told).toEqual(['error unknown-scheme "keper"']);
  expect(messages).toEqual(['no security scheme is called `keper`']);
});

test('a scheme that there is not is told once, though every route is asked for it', () => {
  const paths = { '/pets': { get: operation(), post: operation(), put: operation() } };
  expect(ask(restOf(paths, { security: [{ a: [] }] })).told).toEqual(['error unknown-scheme "a"']);
});
