// By which version is a policy read, where do its values stand, and how is it printed?

import { expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import { languageVersion, type Policy, pointerOfValue, printPolicy } from '../../src/model/policy.js';

const policyOf = (text: string) => readText('a.json', text).policies[0] as Policy;

test.each<[title: string, text: string, version: string]>([
  ['the one it names', '{"Version": "2012-10-17", "Statement": []}', '2012-10-17'],
  ['the old one where it names none', '{"Statement": []}', '2008-10-17'],
  ['one nobody knows, as written', '{"Version": "2020-01-01", "Statement": []}', '2020-01-01'],
])('%s', (_, text, version) => expect(languageVersion(policyOf(text))).toBe(version));

test.each<[title: string, pointer: string, index: number, expected: string]>([
  ['a value in a list', '/Statement/Action', 1, '/Statement/Action/1'],
  ['a lone value', '/Statement/Resource', 0, '/Statement/Resource'],
  [
    'a lone value of a name with a slash',
    '/Statement/Condition/StringLike/a~1b',
    0,
    '/Statement/Condition/StringLike/a~1b',
  ],
  ['a value where there is nothing', '/Statement/Principal/AWS', 0, '/Statement/Principal/AWS'],
])('the place of %s', (_, pointer, index, expected) => {
  const policy = policyOf(
    '{"Statement": {"Action": ["a:b", "c:d"], "Resource": "*", "Condition": {"StringLike": {"a/b": "x"}}}}',
  );
  expect(pointerOfValue(policy, pointer, index)).toBe(expected);
});

test('it is printed as written but for white space', () => {
  const text =
    '{ "Statement": [ {"b": 1, "a": [1.0, "\\u00e9", null, true], "10": {}, "__proto__": []} ], "Version":"x" }';
  expect(printPolicy(policyOf(text))).toBe(
    '{"Statement":[{"10":{},"b":1,"a":[1,"é",null,true],"__proto__":[]}],"Version":"x"}',
  );
  expect(printPolicy(policyOf('{"Statement": []}'), 2)).toBe('{\n  "Statement": []\n}');
});
