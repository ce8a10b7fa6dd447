// Does the answer give its reasons: what decided, what said no and where, the caveats, and the context it assumed?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Place } from '../../../src/model/place.js';
import type { Json } from '../../../src/model/policy.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import {
  API,
  allow,
  answerOf,
  deny,
  FUNCTION,
  INVOCATION,
  SOURCE_ARN,
  verdictOf,
  without,
} from '../../support/worlds.js';

const sourceArn = (value: Json) => allow({ Condition: { ArnLike: { 'aws:SourceArn': value } } });

describe('the statement that decided', () => {
  const elsewhere = allow({ Sid: 'other', Resource: `${FUNCTION}:live` });

  test.each<[string, Json, { index: number; sid: string | null } | null]>([
    ['is the Allow that matches', [elsewhere, allow({ Sid: 'yes' })], { index: 1, sid: 'yes' }],
    ['is the first of several', [allow(), allow({ Sid: 'second' })], { index: 0, sid: null }],
    ['is the Deny that matches', [allow(), deny({ Sid: 'never' })], { index: 1, sid: 'never' }],
    ['is none, where nothing matches', [elsewhere], null],
    ['is none, where it is unknown', allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), null],
    ['is none, where there are no statements', [], null],
  ])('%s', (_, statements, expected) => {
    const { decidedBy } = answerOf(statements);
    expect(decidedBy && { index: decidedBy.index, sid: decidedBy.sid }).toEqual(expected);
  });

  test('has its place', () => {
    expect(answerOf([elsewhere, allow()]).decidedBy?.place.pointer).toBe('/Statement/1');
    expect(answerOf(allow()).decidedBy?.place.pointer).toBe('/Statement');
  });
});

describe('of every statement', () => {
  test('sid, effect and match are told, in the order written', () => {
    const statements = [deny({ Sid: 'a', Action: 's3:*' }), allow(), allow({ Effect: 'perhaps' })];
    expect(answerOf(statements).statements.map(({ sid, effect, match }) => [sid, effect, match])).toEqual([
      ['a', 'Deny', 'no'],
      [null, 'Allow', 'yes'],
      [null, null, 'yes'],
    ]);
  });

  test.each<[string, Json, object | null]>([
    ['none, where all match', allow(), null],
    ['the principal', allow({ Principal: '*', NotPrincipal: '*' }), { element: 'Principal', truth: 'unknown' }],
    [
      'the principal, before the action',
      allow({ Principal: { AWS: [] }, Action: 's3:*' }),
      { element: 'Principal', truth: 'no' },
    ],
    [
      'the action',
      allow({ Action: 's3:*' }),
      { element: 'Action', expected: ['s3:*'], actual: ['lambda:InvokeFunction'] },
    ],
    ['the resource', allow({ Resource: 'x' }), { element: 'Resource', expected: ['x'], actual: [FUNCTION] }],
    [
      'a no, before an unknown ahead of it',
      { ...without('Principal'), Action: 's3:*' },
      { element: 'Action', truth: 'no' },
    ],
    [
      'an element that AWS would refuse',
      allow({ NotAction: 's3:*' }),
      { element: 'Action', truth: 'unknown', expected: [] },
    ],
    [
      'a condition',
      allow({ Condition: { StringLike: { 'aws:SourceAccount': ['9*', '8*'] } } }),
      {
        element: 'Condition',
        operator: 'StringLike',
        key: 'aws:SourceAccount',
        expected: ['9*', '8*'],
        actual: ['111122223333'],
      },
    ],
    ['a condition on an absent key', allow({ Condition: { Bool: { 'x:key': 'true' } } }), { truth: 'no', actual: [] }],
    ['a component of an ARN', sourceArn(SOURCE_ARN.replace('east-2', 'east-1')), { component: 'region' }],
    ['a component of the nearest of several', sourceArn(['arn:aws:s3:::b', `${API}/dev/*`]), { component: 'resource' }],
  ])('the first element that said no is told: %s', (_, statement, expected) => {
    const because = answerOf(statement).statements[0]?.because;
    if (expected === null) expect(because).toBeNull();
    else expect(because).toMatchObject(expected);
  });

  test('of a condition on an unknown key no value is told', () => {
    const statement = allow({ Condition: { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } });
    const because = answerOf(statement).statements[0]?.because;
    expect(because).toMatchObject({ truth: 'unknown', message: expect.stringContaining('aws:SourceOrgID') });
    expect(because).not.toHaveProperty('actual');
  });

  test.each([
    ['partition', SOURCE_ARN.replace('arn:aws:', 'arn:aws-cn:')],
    ['service', SOURCE_ARN.replace('execute-api', 'events')],
    ['region', SOURCE_ARN.replace('us-east-2', 'eu-west-1')],
    ['account', SOURCE_ARN.replace('111122223333', '444455556666')],
    ['resource', SOURCE_ARN.replace('prod', 'dev')],
    ['arn', 'a1b2c3d4e5/*'],
  ])('the component that differs: %s', (component, pattern) => {
    expect(answerOf(sourceArn(pattern)).statements[0]?.because).toMatchObject({ component, expected: [pattern] });
  });
});

describe('places', () => {
  const document = (statement: Json) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
  const because = (text: string): Place => {
    const place = evaluate(parsePolicy(text), INVOCATION).statements[0]?.because?.place;
    if (place === undefined) throw new Error('nothing said no');
    return place;
  };

  test.each<[string, Json, string, RegExp]>([
    ['an action', allow({ Action: 's3:*' }), '/Statement/0/Action', /^"?s3:\*"?$/],
    ['a service', allow({ Principal: { Service: 'events.amazonaws.com' } }), '/Statement/0/Principal', /events/],
    [
      'an operator whose key is absent',
      allow({ Condition: { Bool: { 'x:k': 'true' } } }),
      '/Statement/0/Condition/Bool/x:k',
      /true/,
    ],
    [
      'an ARN, by the component',
      sourceArn(SOURCE_ARN.replace('us-east-2', 'us-east-1')),
      '/Statement/0/Condition/ArnLike/aws:SourceArn',
      /^us-east-1$/,
    ],
    [
      'a key with a slash',
      allow({ Condition: { StringEquals: { 'a/b~c': 'v' } } }),
      '/Statement/0/Condition/StringEquals/a~1b~0c',
      /"?v"?/,
    ],
  ])('%s', (_, statement, pointer, stretch) => {
    const text = document(statement);
    const place = because(text);
    expect(place.pointer).toBe(pointer);
    expect(text.slice(place.start, place.end)).toMatch(stretch);
    expect(text.split('\n')[place.line - 1]?.slice(place.column - 1)).toBe(text.slice(place.start).split('\n')[0]);
  });

  test('cross into the string that get-policy prints', () => {
    const inside = document(sourceArn(SOURCE_ARN.replace('us-east-2', 'us-east-1')));
    const text = JSON.stringify({ Policy: inside });
    const place = because(text);
    expect(text.slice(place.start, place.end)).toBe('us-east-1');
    expect(place.line).toBe(1);
  });
});

describe('the context', () => {
  test('has the source account of the source ARN, and says so', () => {
    const { invocation } = answerOf(allow());
    expect(invocation.context).toMatchObject({ 'aws:SourceArn': SOURCE_ARN, 'aws:SourceAccount': '111122223333' });
    expect(invocation.notes).toEqual([expect.stringContaining('111122223333')]);
  });

  test.each<[string, Parameters<typeof answerOf>[1], string | undefined]>([
    ['one that is given', { sourceAccount: '444455556666' }, '444455556666'],
    ['none', { sourceAccount: null }, undefined],
    ['one among the condition keys', { context: { 'AWS:SourceAccount': '444455556666' } }, '444455556666'],
    ['one that nobody knows', { unknown: ['aws:sourceaccount'] }, undefined],
  ])('has the source account it is told, without a note: %s', (_, over, account) => {
    const { invocation } = answerOf(allow(), over);
    const [, value] =
      Object.entries(invocation.context).find(([key]) => key.toLowerCase() === 'aws:sourceaccount') ?? [];
    expect(value).toBe(account);
    expect(invocation.notes).toEqual([]);
  });

  test.each([
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:SecureTransport',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
  ])('%s is unknown until it is given, or given as absent', (key) => {
    const statement = allow({ Condition: { Null: { [key]: 'true' } } });
    expect(answerOf(allow()).invocation.unknown).toContain(key);
    expect(verdictOf(statement)).toBe('unknown');
    expect(verdictOf(statement, { context: { [key.toUpperCase()]: 'true' } })).toBe('implicitDeny');
    expect(verdictOf(statement, { context: { [key]: [] } })).toBe('allowed');
  });

  test.each([
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalArn',
    'aws:SourceVpc',
    'aws:SourceIp',
    'x:any',
  ])('%s is absent until it is given, or said to be unknown', (key) => {
    const statement = allow({ Condition: { Null: { [key]: 'true' } } });
    expect(verdictOf(statement)).toBe('allowed');
    expect(verdictOf(statement, { context: { [key]: 'v' } })).toBe('implicitDeny');
    expect(verdictOf(statement, { unknown: [key] })).toBe('unknown');
  });

  test('a key that is said to be unknown is so even where it has a value', () => {
    const statement = allow({ Condition: { StringEquals: { 'x:key': 'v' } } });
    expect(verdictOf(statement, { context: { 'x:key': 'v' }, unknown: ['X:KEY'] })).toBe('unknown');
  });

  test('without a source ARN there is none, nor an account', () => {
    const { invocation } = evaluate(parsePolicy(allow()), { resource: FUNCTION });
    expect(Object.keys(invocation.context)).toEqual(['aws:PrincipalIsAWSService', 'aws:PrincipalServiceName']);
  });
});

describe('what could not be read', () => {
  test('nothing read: the verdict is unknown, and the findings say why', () => {
    const answer = evaluate(parsePolicy('<html>'), INVOCATION);
    expect(answer.verdict).toBe('unknown');
    expect(answer.findings).not.toEqual([]);
  });

  test.each<[string, string]>([
    ['a document without Statement', '{"Version": "2012-10-17"}'],
    ['a document whose Statement is misspelt', JSON.stringify({ Version: '2012-10-17', statement: [allow()] })],
    ['a document that is a list', '{"Policy": "[]"}'],
  ])('%s, which AWS would refuse, has no verdict', (_, text) => {
    const answer = evaluate(parsePolicy(text), INVOCATION);
    expect(answer.findings.map(({ severity }) => severity)).toContain('error');
    expect(answer.verdict).toBe('unknown');
  });

  test('half read: what was not may deny', () => {
    const text = `${JSON.stringify({ Version: '2012-10-17', Statement: [allow()] })}\n{"Statement": [`;
    const answer = evaluate(parsePolicy(text), INVOCATION);
    expect(answer.findings.map(({ severity }) => severity)).toContain('error');
    expect(answer.verdict).toBe('unknown');
  });

  test('findings inside a policy are told along with the answer', () => {
    expect(answerOf(without('Principal')).findings.map(({ id }) => id)).toEqual(['missing-principal']);
  });
});
