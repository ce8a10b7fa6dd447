// Are the headers of a message found by their names, and a socket event told from a request?

import { expect, test } from '@jest/globals';
import { type HeaderLines, headerValue, headerValues, isSocketEvent } from '../../src/model/http.js';

const LINES: HeaderLines = [
  ['Accept', 'a'],
  ['x-many', '1'],
  ['X-Many', '2'],
  ['X-MANY', ''],
];

test.each<[behaviour: string, name: string, values: readonly string[]]>([
  ['as it is spelled', 'Accept', ['a']],
  ['in any case', 'aCCEPT', ['a']],
  ['on several lines, in their order', 'x-Many', ['1', '2', '']],
  ['not there', 'x', []],
  ['a name that every object has', 'constructor', []],
])('%s', (_, name, values) => {
  expect(headerValues(LINES, name)).toEqual(values);
  expect(headerValue(LINES, name)).toBe(values[0]);
});

test('a header without a value is there', () => {
  expect(headerValue([['a', '']], 'A')).toBe('');
});

test.each([
  ['a request', { method: 'GET', target: '/', headers: [] }, false],
  ['a connection', { event: 'CONNECT', stage: 'dev', headers: [] } as const, true],
])('%s is a socket event: %s', (_, request, isEvent) => {
  expect(isSocketEvent(request)).toBe(isEvent);
});
