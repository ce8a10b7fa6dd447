// Is what is wrong with how an API is named told, and nothing else?

import { expect, test } from '@jest/globals';
import { apiFaults, isSegment } from '../../src/gateway/api-name.js';

const API = { api: 'a1b2c3d4e5' };

test.each([
  ['an id', API],
  ['an id, a region and an account', { ...API, apiRegion: 'eu-west-1', apiAccount: '111122223333' }],
  ['an id of other letters, which is only odd', { api: 'MyApi' }],
])('%s is well named', (_, named) => {
  expect(apiFaults(named)).toEqual([]);
});

test.each([
  ['no id', { api: '' }, ['expected an API id such as `a1b2c3d4e5`, found ``']],
  ['a star', { api: '*' }, ['expected an API id such as `a1b2c3d4e5`, found `*`']],
  ['a city', { ...API, apiRegion: 'ohio' }, ["expected the API's region, such as `us-east-2`, found `ohio`"]],
  ['a short account', { ...API, apiAccount: '1' }, ["expected the API's account, 12 digits, found `1`"]],
])('%s is told', (_, named, faults) => {
  expect(apiFaults(named)).toEqual(faults);
});

test('each fault is told', () => {
  expect(apiFaults({ api: 'a/b', apiRegion: '', apiAccount: '' })).toHaveLength(3);
});

test.each([
  ['prod', true],
  ['$default', true],
  ['{id}', true],
  ['', false],
  ['a/b', false],
  ['a:b', false],
  ['a b', false],
  ['a*', false],
  ['a?', false],
])('`%s` may be one segment: %s', (text, is) => {
  expect(isSegment(text)).toBe(is);
});
