// What does a source ARN say of API, stage, method, path, route key and authorizer?

import { expect, test } from '@jest/globals';
import { printPattern } from '../../src/glob/pattern.js';
import { parseSourceArn, type Suffix } from '../../src/model/execute-api.js';

const PREFIX = 'arn:aws:execute-api:us-east-2:111122223333:';
const method = (stage: string, verb: string, path: string): Suffix => ({ kind: 'method', stage, method: verb, path });

test.each<[resource: string, api: string, suffix: Suffix]>([
  ['a1b2c3d4e5', 'a1b2c3d4e5', { kind: 'none' }],
  ['*', '*', { kind: 'none' }],
  ['', '', { kind: 'none' }],
  ['a1b2c3d4e5/', 'a1b2c3d4e5', { kind: 'stage', stage: '' }],
  ['a1b2c3d4e5/*', 'a1b2c3d4e5', { kind: 'stage', stage: '*' }],
  ['a1b2c3d4e5/authorizers', 'a1b2c3d4e5', { kind: 'stage', stage: 'authorizers' }],
  ['a1b2c3d4e5/prod/$connect', 'a1b2c3d4e5', { kind: 'routeKey', stage: 'prod', routeKey: '$connect' }],
  ['a1b2c3d4e5/$default/$default', 'a1b2c3d4e5', { kind: 'routeKey', stage: '$default', routeKey: '$default' }],
  ['a1b2c3d4e5/prod/GET', 'a1b2c3d4e5', { kind: 'routeKey', stage: 'prod', routeKey: 'GET' }],
  ['a1b2c3d4e5/prod/', 'a1b2c3d4e5', { kind: 'routeKey', stage: 'prod', routeKey: '' }],
  ['a1b2c3d4e5/prod/GET/', 'a1b2c3d4e5', method('prod', 'GET', '/')],
  ['a1b2c3d4e5/*/*/*', 'a1b2c3d4e5', method('*', '*', '/*')],
  ['a1b2c3d4e5/prod/GET/pets/{petId}', 'a1b2c3d4e5', method('prod', 'GET', '/pets/{petId}')],
  ['a1b2c3d4e5/prod/GET/pets/', 'a1b2c3d4e5', method('prod', 'GET', '/pets/')],
  ['a1b2c3d4e5//GET//pets', 'a1b2c3d4e5', method('', 'GET', '//pets')],
  ['a1b2c3d4e5/test-invoke-stage/GET/a:b', 'a1b2c3d4e5', method('test-invoke-stage', 'GET', '/a:b')],
  ['a1b2c3d4e5/authorizers/abc123', 'a1b2c3d4e5', { kind: 'authorizer', authorizer: 'abc123' }],
  ['a1b2c3d4e5/authorizers/*', 'a1b2c3d4e5', { kind: 'authorizer', authorizer: '*' }],
  ['a1b2c3d4e5/authorizers/GET/pets', 'a1b2c3d4e5', method('authorizers', 'GET', '/pets')],
  ['*/*/GET/', '*', method('*', 'GET', '/')],
  ['a1b2c3d4??/p*d/G?T/x', 'a1b2c3d4??', method('p*d', 'G?T', '/x')],
  ['${MyApi}/prod/GET/', '${MyApi}', method('prod', 'GET', '/')],
])('%s', (resource, api, suffix) => {
  const arn = parseSourceArn(PREFIX + resource);
  expect(arn?.api).toBe(api);
  expect(arn?.suffix).toEqual(suffix);
  const behind = resource.includes('/') ? resource.slice(resource.indexOf('/') + 1) : undefined;
  expect(arn?.suffixPattern && printPattern(arn.suffixPattern)).toBe(behind);
});

test.each([
  ['another service', 'arn:aws:apigateway:us-east-2::/restapis/a1b2c3d4e5'],
  ['a service with a star', 'arn:aws:execute-*:us-east-2:111122223333:a1b2c3d4e5/*'],
  ['a function', 'arn:aws:lambda:us-east-2:111122223333:function:pets'],
  ['five components', 'arn:aws:execute-api:us-east-2:a1b2c3d4e5/*'],
  ['the suffix alone', 'a1b2c3d4e5/*/GET/'],
  ['nothing', ''],
])('%s is no source ARN of an API', (_, text) => expect(parseSourceArn(text)).toBeUndefined());
