// Which letters does a finding mark, and what does it say becomes of them?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Json } from '../../../src/model/policy.js';
import { audit } from '../../../src/question/audit/audit.js';
import { forArn, policy, where } from '../../support/audited.js';
import { API, deny } from '../../support/worlds.js';

/** The letters that the findings of an id mark, with what they say. */
function marked(json: Json, id: string) {
  const text = JSON.stringify(json, null, 2);
  return audit(parsePolicy(text))
    .findings.filter((finding) => finding.id === id)
    .map(({ message, hint, place }) => ({ message, hint, letters: text.slice(place?.start, place?.end) }));
}
const swap = (from: string, to: string) => policy(forArn(`${API.replace(from, to)}/*`));
const inDeny = (sourceArn: string) =>
  policy(forArn(`${API}/*`), deny({ Condition: { ArnNotLike: { 'aws:SourceArn': sourceArn } } }));

test.each<[id: string, json: Json, letters: readonly string[]]>([
  ['odd-region', swap('us-east-2', 'ohio'), ['ohio']],
  ['odd-region', swap('us-east-2', 'us-east-2a'), ['us-east-2a']],
  ['odd-account', swap('111122223333', '1111-2222-3333'), ['1111-2222-3333']],
  ['odd-partition', policy(forArn(`${API.replace('us-east-2', 'cn-north-1')}/*`, { Resource: '*' })), ['aws']],
  ['odd-api-id', swap('a1b2c3d4e5', 'PetsApi'), ['PetsApi']],
  ['odd-api-id', policy(forArn(`${API.replace('a1b2c3d4e5', 'PetsApi')}/prod/GET/pets`)), ['PetsApi']],
  ['odd-api-id', policy(forArn(API.replace('a1b2c3d4e5', 'PetsApi'))), ['PetsApi']],
  ['odd-api-id', swap('a1b2c3d4e5', '${PetsApi}'), ['${PetsApi}']],
  ['any-api', swap('a1b2c3d4e5', '*'), ['*']],
  ['any-api', policy(forArn(`${API.replace('a1b2c3d4e5', '*')}/prod/GET/pets`)), ['*']],
  ['odd-stage', policy(forArn(`${API}/{stage}/GET/pets`)), ['a1b2c3d4e5/{stage}/GET/pets']],
  ['missing-stage', policy(forArn(`${API}/GET/pets`)), ['a1b2c3d4e5/GET/pets']],
  ['stray-letter', policy(forArn(`${API}/* `)), [`"${API}/* "`]],
  ['stray-letter', policy(forArn([`${API}/*`, `${API}/dev/* `])), [`"${API}/dev/* "`]],
  ['unknown-key', policy(where({ ArnLike: { SourceArn: `${API}/*` } })), ['"SourceArn"']],
  ['wrong-operator', policy(where({ Bool: { 'aws:SourceArn': 'true' } })), ['"aws:SourceArn"']],
  ['contradicting-caller', policy(where({ Null: { 'aws:SourceArn': 'true' } })), ['"aws:SourceArn"']],
  ['odd-resource', policy(forArn(`${API}/*`, { Resource: ['*', 'orders'] })), ['"orders"']],
  ['odd-resource', policy(forArn(`${API}/*`, { Resource: ['a', 'arn:aws:s3:::b'] })), ['"a"', '"arn:aws:s3:::b"']],
  [
    'literal-wildcard',
    policy(where({ StringEquals: { 'aws:SourceArn': [`${API}/*`, `${API}/prod/GET/`, `${API}/?`] } })),
    [`"${API}/*"`, `"${API}/?"`],
  ],
])('%s of %j', (id, json, letters) => {
  expect(marked(json, id).map((one) => one.letters)).toEqual(letters);
});

describe('what becomes of it', () => {
  test.each<[id: string, json: Json, says: RegExp]>([
    ['odd-region', swap('us-east-2', 'ohio'), /, so it can never match$/],
    ['odd-account', swap('111122223333', '1111'), /, so it can never match$/],
    ['odd-api-id', swap('a1b2c3d4e5', 'PetsApi'), /, so it can never match$/],
    ['odd-api-id', swap('a1b2c3d4e5', 'neverlandApi'), /, so it can never match$/],
    ['odd-stage', policy(forArn(`${API}/{stage}/GET/pets`)), /, so it can never match$/],
    ['odd-region', inDeny(`${API.replace('us-east-2', 'ohio')}/*`), /, so it excepts nothing$/],
    ['odd-stage', inDeny(`${API}/{stage}/GET/pets`), /, so it excepts nothing$/],
    ['stray-letter', policy(forArn(`${API}/* `)), /, so it can never match$/],
    ['stray-letter', inDeny(`${API}/* `), /, so it excepts nothing$/],
    ['literal-wildcard', policy(where({ StringEquals: { 'aws:SourceArn': `${API}/*` } })), /, so it can never match$/],
    ['malformed-source-arn', policy(forArn('a1b2c3d4e5/*')), /, so it can never match$/],
    // What names something else may match that.
    ['missing-route', policy(forArn(`${API}/prod`)), /, so it never matches what is meant$/],
    ['missing-stage', policy(forArn(`${API}/GET/pets`)), /, so it never matches what is meant$/],
    ['lower-case-verb', policy(forArn(`${API}/prod/get/pets`)), /, so it never matches what is meant$/],
    ['wrong-operator', policy(where({ Bool: { 'aws:SourceArn': 'true' } })), /, so it never holds$/],
    // A warning claims nothing.
    ['missing-stage', policy(forArn(`${API}/GET/*`)), /stands where the stage belongs$/],
    ['any-api', swap('a1b2c3d4e5', '*'), /, those to come included$/],
  ])('%s of %j', (id, json, says) => {
    expect(marked(json, id).map(({ message }) => message)).toEqual([expect.stringMatching(says)]);
  });
});

test.each<[what: string, json: Json, id: string, hint: string]>([
  [
    'a misspelt key',
    policy(where({ ArnLike: { 'aws:SourceARNs': 'a' } })),
    'unknown-key',
    'perhaps `aws:SourceArn` is meant',
  ],
  [
    'a key without prefix',
    policy(where({ ArnLike: { SourceAccount: 'a' } })),
    'unknown-key',
    'perhaps `aws:SourceAccount` is meant',
  ],
  [
    'an operator for ids',
    policy(where({ ArnLike: { 'aws:SourceAccount': '1' } })),
    'wrong-operator',
    'use `StringEquals`',
  ],
  [
    'an operator against ids',
    policy(where({ ArnNotLike: { 'aws:SourceAccount': '1' } })),
    'wrong-operator',
    'use `StringNotEquals`',
  ],
  ['an operator for ARNs', policy(where({ Bool: { 'aws:SourceArn': '1' } })), 'wrong-operator', 'use `ArnLike`'],
  ['a slash before the API', swap('a1b2c3d4e5', '/a1b2c3d4e5'), 'odd-api-id', 'leave out the slash in front of it'],
])('the way out of %s', (_, json, id, hint) => {
  expect(marked(json, id).map((one) => one.hint)).toEqual([hint]);
});

test('a key like no other has no way out', () => {
  expect(marked(policy(where({ ArnLike: { 'aws:Zzzzzzzzzzzz': 'a' } })), 'unknown-key')).toMatchObject([
    { hint: undefined },
  ]);
});

describe('`star-crosses-slash` is told once, of values with which nothing else is wrong', () => {
  test.each<[what: string, values: readonly string[], count: number, letters: string]>([
    ['a star for the stage', ['/*/GET/pets'], 1, 'a1b2c3d4e5/*/GET/pets'],
    ['two of them', ['/*/GET/pets', '/*/POST/pets'], 1, 'a1b2c3d4e5/*/GET/pets'],
    ['behind one that is never presented', ['/*/get/pets', '/*/POST/pets'], 1, 'a1b2c3d4e5/*/POST/pets'],
    ['a verb in small letters', ['/*/get/pets'], 0, ''],
    ['a root without slash', ['/*/GET'], 0, ''],
    ['a method too many', ['/*/*/$default'], 0, ''],
    ['no star', ['/prod/GET/pets'], 0, ''],
    ['all of the API', ['/*'], 0, ''],
  ])('%s', (_, values, count, letters) => {
    const found = marked(policy(forArn(values.map((value) => API + value))), 'star-crosses-slash');
    expect(found.map((one) => one.letters)).toEqual(Array(count).fill(letters));
  });
});
