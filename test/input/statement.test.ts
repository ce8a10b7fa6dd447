// What of a statement would AWS refuse, and where does that stand?

import { expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import type { StatementElement } from '../../src/model/policy.js';
import { findingsOf, stretched } from './sample.js';

const MEMBERS = {
  Sid: '"Sid": "pets"',
  Effect: '"Effect": "Allow"',
  Principal: '"Principal": {"Service": "apigateway.amazonaws.com"}',
  Action: '"Action": "lambda:InvokeFunction"',
  Resource: '"Resource": "arn:aws:lambda:us-east-2:111122223333:function:pets"',
  Condition: '"Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}',
};
type Members = Partial<typeof MEMBERS>;

/** The statement with other members in place of some; `«…»` marks the place of the finding, else it is the statement. */
function statementText(members: Members): string {
  const text = `{${Object.values({ ...MEMBERS, ...members })
    .filter(Boolean)
    .join(', ')}}`;
  return text.includes('«') ? text : `«${text}»`;
}

const CASES: [title: string, members: Members, id: string, flaw: StatementElement][] = [
  ['no Effect', { Effect: '' }, 'missing-effect', 'Effect'],
  ['an Effect in lower case', { Effect: '"Effect": «"allow"»' }, 'unknown-effect', 'Effect'],
  ['an Effect nobody knows', { Effect: '"Effect": «"Permit"»' }, 'unknown-effect', 'Effect'],
  ['an Effect with a space', { Effect: '"Effect": «"Allow "»' }, 'unknown-effect', 'Effect'],
  ['a list as Effect', { Effect: '"Effect": «["Allow"]»' }, 'unknown-effect', 'Effect'],
  ['null as Effect', { Effect: '"Effect": «null»' }, 'unknown-effect', 'Effect'],
  ['no Principal', { Principal: '' }, 'missing-principal', 'Principal'],
  ['both Principal and NotPrincipal', { Sid: '«"NotPrincipal"»: "*"' }, 'contradicting-elements', 'Principal'],
  [
    'a bare name as Principal',
    { Principal: '"Principal": «"apigateway.amazonaws.com"»' },
    'malformed-principal',
    'Principal',
  ],
  ['a list as Principal', { Principal: '"Principal": «["*"]»' }, 'malformed-principal', 'Principal'],
  ['null as Principal', { Principal: '"Principal": «null»' }, 'malformed-principal', 'Principal'],
  [
    'an unknown type of principal',
    { Principal: '"Principal": {«"Lambda"»: "*"}' },
    'unknown-principal-type',
    'Principal',
  ],
  [
    'a type of principal in the wrong case',
    { Principal: '"Principal": {«"service"»: "a.amazonaws.com"}' },
    'unknown-principal-type',
    'Principal',
  ],
  [
    'a number among principals',
    { Principal: '"Principal": {"AWS": ["111122223333", «111122223333»]}' },
    'malformed-principal',
    'Principal',
  ],
  ['an object as a principal', { Principal: '"Principal": {"AWS": «{}»}' }, 'malformed-principal', 'Principal'],
  [
    'a star inside a principal',
    { Principal: '"Principal": {"AWS": «"arn:aws:iam::*:root"»}' },
    'wildcard-in-principal',
    'Principal',
  ],
  [
    'a star inside a service',
    { Principal: '"Principal": {"Service": ["a.amazonaws.com", «"*.amazonaws.com"»]}' },
    'wildcard-in-principal',
    'Principal',
  ],
  [
    'a question mark in a NotPrincipal',
    { Principal: '"NotPrincipal": {"AWS": «"11112222333?"»}' },
    'wildcard-in-principal',
    'Principal',
  ],
  ['no Action', { Action: '' }, 'missing-action', 'Action'],
  ['both Action and NotAction', { Sid: '«"NotAction"»: "s3:*"' }, 'contradicting-elements', 'Action'],
  ['an action without its service', { Action: '"Action": «"InvokeFunction"»' }, 'malformed-action', 'Action'],
  ['an action with nothing behind its service', { Action: '"Action": «"lambda:"»' }, 'malformed-action', 'Action'],
  ['an action with two colons', { Action: '"Action": «"lambda:Invoke:Function"»' }, 'malformed-action', 'Action'],
  ['an empty action', { Action: '"NotAction": «""»' }, 'malformed-action', 'Action'],
  [
    'a malformed action in a list',
    { Action: '"Action": ["lambda:*", «"InvokeFunction"»]' },
    'malformed-action',
    'Action',
  ],
  ['a number as Action', { Action: '"Action": «5»' }, 'action-not-a-string', 'Action'],
  ['null in a list of actions', { Action: '"Action": ["lambda:*", «null»]' }, 'action-not-a-string', 'Action'],
  ['an object as NotAction', { Action: '"NotAction": «{}»' }, 'action-not-a-string', 'Action'],
  ['no Resource', { Resource: '' }, 'missing-resource', 'Resource'],
  ['both Resource and NotResource', { Sid: '«"NotResource"»: "*"' }, 'contradicting-elements', 'Resource'],
  ['a boolean as Resource', { Resource: '"Resource": «true»' }, 'resource-not-a-string', 'Resource'],
  ['a list in a list of resources', { Resource: '"NotResource": ["*", «["*"]»]' }, 'resource-not-a-string', 'Resource'],
  ['a list as Condition', { Condition: '"Condition": «[]»' }, 'malformed-condition', 'Condition'],
  ['null as Condition', { Condition: '"Condition": «null»' }, 'malformed-condition', 'Condition'],
  [
    'a string in place of condition keys',
    { Condition: '"Condition": {"StringEquals": «"a"»}' },
    'malformed-condition',
    'Condition',
  ],
  [
    'null as a condition value',
    { Condition: '"Condition": {"Null": {"aws:SourceArn": «null»}}' },
    'malformed-condition',
    'Condition',
  ],
  [
    'null among condition values',
    { Condition: '"Condition": {"StringLike": {"a/~b": ["x", «null»]}}' },
    'malformed-condition',
    'Condition',
  ],
  [
    'an object as a condition value',
    { Condition: '"Condition": {"StringLike": {"a": «{"b": 1}»}}' },
    'malformed-condition',
    'Condition',
  ],
  ['an element nobody knows', { Sid: '«"Conditions"»: {}' }, 'unknown-element', 'Statement'],
  ['an element in the wrong case', { Sid: '«"sid"»: "pets"' }, 'unknown-element', 'Statement'],
  ['an element with a line break in its name', { Sid: '«"Sid\\n"»: "pets"' }, 'unknown-element', 'Statement'],
  ['a number as Sid', { Sid: '"Sid": «5»' }, 'sid-not-a-string', 'Statement'],
];

test.each(CASES)('%s is a finding with its place, and a flaw', (_, members, id, flaw) => {
  const { text, start, end } = stretched(`{"Version": "2012-10-17", "Statement": [\n${statementText(members)}]}`);
  const reading = readText('a.json', text);
  const [finding, ...more] = findingsOf(reading);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ id, severity: 'error', place: { start, end, line: 2 } });
  expect(finding?.message).toMatch(/\S/);
  expect(finding?.hint).toMatch(/\S/);
  expect([...(reading.policies[0]?.statements[0]?.flaws ?? [])]).toEqual([flaw]);
});

test.each(CASES)('%s is found in get-policy output as well, at its place in the file', (_, members, id) => {
  const { text, start, end } = stretched(`{"Statement": [${statementText(members)}]}`);
  const outer = `{"Policy": ${JSON.stringify(text)}}`;
  const [finding] = findingsOf(readText('a.json', outer));
  expect(finding?.id).toBe(id);
  const raw = outer.slice(finding?.place?.start, finding?.place?.end);
  expect(JSON.parse(`"${raw}"`)).toBe(text.slice(start, end));
});

test.each<[title: string, statement: string]>([
  ['null', 'null'],
  ['a string', '"Allow"'],
  ['a list', '[]'],
])('%s is no statement', (_, statement) => {
  const reading = readText('a.json', `{"Statement": [${statement}]}`);
  expect(findingsOf(reading)).toMatchObject([
    { id: 'statement-not-an-object', severity: 'error', place: { start: 15, pointer: '/Statement/0' } },
  ]);
  expect([...(reading.policies[0]?.statements[0]?.flaws ?? [])]).toEqual(['Statement']);
});

test('every flaw of a statement is found at once', () => {
  const reading = readText('a.json', '{"Statement": [{"Effect": "allow", "Action": [5, "Invoke"], "Foo": 1}]}');
  expect(findingsOf(reading).map(({ id, place }) => [id, place?.pointer])).toEqual([
    ['unknown-element', '/Statement/0/Foo'],
    ['unknown-effect', '/Statement/0/Effect'],
    ['missing-principal', '/Statement/0'],
    ['missing-resource', '/Statement/0'],
    ['action-not-a-string', '/Statement/0/Action/0'],
    ['malformed-action', '/Statement/0/Action/1'],
  ]);
  expect([...(reading.policies[0]?.statements[0]?.flaws ?? [])].sort()).toEqual([
    'Action',
    'Effect',
    'Principal',
    'Resource',
    'Statement',
  ]);
});

test.each<[title: string, members: Members]>([
  ['a statement as Lambda writes it', {}],
  ['no Sid and no Condition', { Sid: '', Condition: '' }],
  ['a Deny', { Effect: '"Effect": "Deny"' }],
  ['anybody as Principal', { Principal: '"Principal": "*"' }],
  [
    'every type of principal',
    {
      Principal:
        '"Principal": {"AWS": ["*", "111122223333"], "Service": "a.amazonaws.com", "Federated": "a", "CanonicalUser": "b"}',
    },
  ],
  [
    'negated elements',
    {
      Principal: '"NotPrincipal": {"AWS": "111122223333"}',
      Action: '"NotAction": "s3:*"',
      Resource: '"NotResource": "*"',
    },
  ],
  [
    'lists and wildcards',
    {
      Action: '"Action": ["lambda:*", "*", "*:Get?"]',
      Resource: '"Resource": ["*", "arn:aws:lambda:*:*:function:p?ts"]',
    },
  ],
  [
    'scalars of every type as condition values',
    {
      Condition: '"Condition": {"Bool": {"a": true}, "NumericLess": {"b": 5}, "StringLike": {"c": ["x", 1.5, false]}}',
    },
  ],
  ['an empty Condition', { Condition: '"Condition": {}' }],
])('%s is nothing to complain of', (_, members) => {
  const reading = readText(
    'a.json',
    `{"Version": "2012-10-17", "Statement": ${stretched(statementText(members)).text}}`,
  );
  expect(findingsOf(reading)).toEqual([]);
  expect(reading.policies[0]?.statements[0]?.flaws.size).toBe(0);
});

test('a Sid that Lambda does not take is a warning, and no flaw', () => {
  const reading = readText(
    'a.json',
    `{"Statement": ${stretched(statementText({ Sid: '"Sid": «"pets and orders"»' })).text}}`,
  );
  expect(findingsOf(reading)).toMatchObject([
    { id: 'odd-sid', severity: 'warning', place: { pointer: '/Statement/Sid' } },
  ]);
  expect(reading.policies[0]?.statements[0]?.flaws.size).toBe(0);
});
