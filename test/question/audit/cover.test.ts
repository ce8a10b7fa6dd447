// Which statement says all that another says, alone or together with others?

import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { coveredIn } from '../../../src/question/audit/checks/covered-statement.js';
import { coveringTogether, coversStatement } from '../../../src/question/audit/cover.js';
import type { AuditedStatement } from '../../../src/question/audit/statement.js';
import { subjectOf } from '../../../src/question/audit/subject.js';
import { API, allow, deny, FUNCTION, policyOf, without } from '../../support/worlds.js';

const read = (...statements: readonly JsonObject[]) => subjectOf(policyOf(statements)).statements;
const covers = (a: JsonObject, b: JsonObject) =>
  coversStatement(...(read(a, b) as [AuditedStatement, AuditedStatement]));
const like = (...values: readonly string[]): JsonObject => ({ Condition: { ArnLike: { 'aws:SourceArn': values } } });
const grant = (resource: string, over: JsonObject = {}) => allow({ ...like(`${API}${resource}`), ...over });

const GATEWAY = 'apigateway.amazonaws.com';
const EVENTS = 'events.amazonaws.com';
const ROLE = 'arn:aws:iam::111122223333:role/caller';
const without2 = (element: string, over: JsonObject) => ({ ...without(element), ...over });
const principal = (value: Json) => allow({ Principal: value });

test.each<[what: string, a: JsonObject, b: JsonObject, isSo: boolean]>([
  ['itself', allow(), allow(), true],
  ['whatever the effects', deny(), allow(), true],
  ['whatever the Sids', allow({ Sid: 'a' }), allow({ Sid: 'b' }), true],
  // Principals.
  ['one of two principals', principal({ Service: [GATEWAY, EVENTS] }), principal({ Service: EVENTS }), true],
  ['two by one principal', principal({ Service: EVENTS }), principal({ Service: [GATEWAY, EVENTS] }), false],
  ['anybody', principal('*'), principal({ Service: GATEWAY, AWS: ROLE }), true],
  ['anybody, written the other way', principal({ AWS: '*' }), principal('*'), true],
  ['nobody by anybody else', principal({ Service: GATEWAY }), principal('*'), false],
  ['a name under another type', principal({ AWS: GATEWAY }), principal({ Service: GATEWAY }), false],
  [
    'the same exception',
    without2('Principal', { NotPrincipal: { AWS: ROLE } }),
    without2('Principal', { NotPrincipal: { AWS: ROLE } }),
    true,
  ],
  [
    'another exception',
    without2('Principal', { NotPrincipal: { AWS: ROLE } }),
    without2('Principal', { NotPrincipal: { Service: GATEWAY } }),
    false,
  ],
  ['an exception and a principal', without2('Principal', { NotPrincipal: { AWS: ROLE } }), allow(), false],
  // Actions.
  ['an action in other letters', allow({ Action: 'LAMBDA:invokefunction' }), allow(), true],
  ['a pattern of actions', allow({ Action: 'lambda:Invoke*' }), allow(), true],
  ['a pattern by one', allow(), allow({ Action: 'lambda:Invoke*' }), false],
  [
    'two actions that make up a pattern',
    allow({ Action: ['lambda:*', 's3:*'] }),
    allow({ Action: ['s3:Get*', 'lambda:Invoke?unction'] }),
    true,
  ],
  [
    'the same actions excepted',
    without2('Action', { NotAction: 's3:*' }),
    without2('Action', { NotAction: 's3:*' }),
    true,
  ],
  ['an action by exceptions, which is not claimed', without2('Action', { NotAction: 's3:*' }), allow(), false],
  // Resources.
  ['every resource', allow({ Resource: '*' }), allow(), true],
  ['a resource by every one', allow(), allow({ Resource: '*' }), false],
  [
    'an alias by a star',
    allow({ Resource: `${FUNCTION}*` }),
    allow({ Resource: [FUNCTION, `${FUNCTION}:live`] }),
    true,
  ],
  ['an alias by the function', allow(), allow({ Resource: `${FUNCTION}:live` }), false],
  ['a region by question marks', allow({ Resource: FUNCTION.replace('us-east-2', 'us-????-2') }), allow(), true],
  // Conditions.
  ['a condition by none', allow(), grant('/prod/*'), true],
  ['none by a condition', grant('/prod/*'), allow(), false],
  ['a route by its stage', grant('/prod/*'), grant('/prod/GET/pets'), true],
  ['a route by its stage, a letter wide', grant('/pro?/*'), grant('/prod/GET/pets'), true],
  ['a stage by a route', grant('/prod/GET/pets'), grant('/prod/*'), false],
  ['a letter by a star', grant('/*/GET/pets'), grant('/????/GET/pets'), true],
  ['a star by letters', grant('/????/GET/pets'), grant('/*/GET/pets'), false],
  ['a star with a letter by a star', grant('/*'), grant('/?*'), true],
  ['a star by a star with a letter', grant('/?*'), grant('/*'), false],
  ['several values by their cover', grant('/*'), allow(like(`${API}/prod/*`, `${API}/dev/*`)), true],
  ['one of several values', allow(like(`${API}/prod/*`, `${API}/dev/*`)), grant('/dev/GET/pets'), true],
  [
    'the same by another operator',
    allow({ Condition: { StringLike: { 'AWS:SourceArn': `${API}/*` } } }),
    grant('/*'),
    true,
  ],
  [
    'text by ARNs, which may be no ARN',
    grant('/*'),
    allow({ Condition: { StringLike: { 'aws:SourceArn': '*' } } }),
    false,
  ],
  [
    'two conditions by one of them',
    grant('/*'),
    allow({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, Bool: { 'x:a': 'true' } } }),
    true,
  ],
  [
    'one by two',
    allow({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, Bool: { 'x:a': 'true' } } }),
    grant('/*'),
    false,
  ],
  ['a missing key', grant('/*'), allow({ Condition: { ArnLikeIfExists: { 'aws:SourceArn': `${API}/*` } } }), false],
  [
    'a condition on nothing listed',
    allow({ Condition: { StringNotEquals: { 'x:a': [] } } }),
    allow({ Condition: { StringNotEquals: { 'x:a': ['b'] } } }),
    false,
  ],
  // What AWS would refuse, nobody can read.
  ['a statement with a flaw', without('Principal'), allow(), false],
  ['one with a flaw by any', allow(), allow({ Effect: 'Perhaps' }), false],
])('%s', (_, a, b, isSo) => {
  expect(covers(a, b)).toBe(isSo);
});

describe('several together, by their source ARNs', () => {
  test.each<[what: string, list: readonly JsonObject[], b: JsonObject, by: readonly number[]]>([
    [
      'two stages, one of two values each',
      [grant('/prod/*'), grant('/dev/*')],
      allow(like(`${API}/prod/GET/a`, `${API}/dev/GET/a`)),
      [0, 1],
    ],
    ['none, one and more letters', [grant('/'), grant('/?'), grant('/??*')], grant('/*'), [0, 1, 2]],
    ['one letter is missing', [grant('/'), grant('/??*')], grant('/*'), []],
    ['letters by a letter and more', [grant('/?'), grant('/??*')], grant('/?*'), [0, 1]],
    ['and what is not needed is named as well', [grant('/?'), grant('/??*'), grant('/???*')], grant('/?*'), [0, 1]],
    [
      'two operators',
      [grant('/prod/*'), allow({ Condition: { StringLike: { 'AWS:SourceArn': `${API}/dev*` } } })],
      allow(like(`${API}/prod/x`, `${API}/dev/x`)),
      [0, 1],
    ],
    [
      'one is for another principal',
      [grant('/prod/*', { Principal: { Service: EVENTS } }), grant('/dev/*')],
      allow(like(`${API}/prod/x`, `${API}/dev/x`)),
      [],
    ],
    [
      'one asks for more',
      [
        allow({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/prod/*` }, Bool: { 'x:a': 'true' } } }),
        grant('/dev/*'),
      ],
      allow(like(`${API}/prod/x`, `${API}/dev/x`)),
      [],
    ],
    [
      'a missing key besides',
      [grant('/prod/*'), grant('/dev/*')],
      allow({ Condition: { ArnLikeIfExists: { 'aws:SourceArn': [`${API}/prod/x`, `${API}/dev/x`] } } }),
      [],
    ],
    ['none at all', [], grant('/*'), []],
    ['no source ARN', [grant('/prod/*'), grant('/dev/*')], allow(), []],
  ])('%s', (_, list, b, by) => {
    const statements = read(...list, b);
    const others = statements.slice(0, -1);
    const found = coveringTogether(others, statements.at(-1) as AuditedStatement);
    const needed = by.map((index) => others[index]);
    expect(found.length > 0).toBe(needed.length > 0);
    expect(found).toEqual(expect.arrayContaining(needed));
  });
});

test.each([
  [300, 299],
  [301, 0],
])('of %i statements, which is more than a policy holds, %i are covered', (count, covered) => {
  const narrow = Array.from({ length: count - 1 }, (_, index) => grant(`/prod/GET/${index}`));
  expect(coveredIn(subjectOf(policyOf([grant('/*'), ...narrow])))).toHaveLength(covered);
});

describe('which of them may go, all at once', () => {
  const covered = (...statements: readonly JsonObject[]) =>
    coveredIn(subjectOf(policyOf(statements))).map(({ audited, by }) => [
      audited.statement.pointer,
      ...by.map(({ statement }) => statement.pointer),
    ]);
  const at = (index: number) => `/Statement/${index}`;

  test.each<[what: string, statements: readonly JsonObject[], covered: readonly (readonly number[])[]]>([
    ['none of one', [grant('/*')], []],
    ['the narrower of two', [grant('/*'), grant('/prod/*')], [[1, 0]]],
    ['in either order', [grant('/prod/*'), grant('/*')], [[0, 1]]],
    ['never an Allow by a Deny', [deny(like(`${API}/*`)), grant('/prod/*')], []],
    ['a Deny by a Deny', [deny(like(`${API}/*`)), deny(like(`${API}/prod/*`))], [[1, 0]]],
    [
      'the later of two that cover each other',
      [grant('/*'), allow({ Condition: { ArnEquals: { 'aws:SourceArn': `${API}/*` } } })],
      [[1, 0]],
    ],
    [
      'not what is alike, which is told elsewhere',
      [grant('/prod/*', { Sid: 'a' }), grant('/prod/*', { Sid: 'b' })],
      [],
    ],
    [
      'of a chain all but the widest, by what stays',
      [grant('/prod/GET/*'), grant('/prod/*'), grant('/*')],
      [
        [0, 2],
        [1, 2],
      ],
    ],
    [
      'what is alike and covered, the first of it',
      [grant('/prod/*', { Sid: 'a' }), grant('/prod/*', { Sid: 'b' }), grant('/*')],
      [[0, 2]],
    ],
    ['by two together, the later one', [grant('/?'), grant('/??*'), grant('/?*', { Sid: 'x' })], [[2, 0, 1]]],
  ])('%s', (_, statements, expected) => {
    expect(covered(...statements)).toEqual(expected.map((indexes) => indexes.map(at)));
  });
});
