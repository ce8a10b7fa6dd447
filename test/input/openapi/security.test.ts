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
  ['none, where its security is no list', { security: 'keeper' }, {}, undefined],
  ['none, where its security holds no objects', { security: [['keeper'], 5, null] }, {}, undefined],
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

test('an API key alone asks nobody', () => {
  expect(read({ security: [{ api_key: [] }] })).toMatchObject({
    authorizer: undefined,
    told: ['info not-simulated "api_key"'],
  });
});

test('a scheme that there is not is told', () => {
  const { authorizer, told, messages } = read({ security: [{ keper: [] }] });
  expect(authorizer).toBeUndefined();
  expect(told).toEqual(['error unknown-scheme "keper"']);
  expect(messages).toEqual(['no security scheme is called `keper`']);
});

test('a scheme that there is not is told once, though every route is asked for it', () => {
  const paths = { '/pets': { get: operation(), post: operation(), put: operation() } };
  expect(ask(restOf(paths, { security: [{ a: [] }] })).told).toEqual(['error unknown-scheme "a"']);
});
