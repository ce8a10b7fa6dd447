// Is a statement said to speak of some of these calls where it does, and to speak of none where it does not?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Arn, parseArn } from '../../../src/model/arn.js';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { mayReach } from '../../../src/question/grant/reach.js';
import { API, allow, deny, FUNCTION, holds, policyOf, TEXT_OPERATORS } from '../../support/worlds.js';

const reaches = (statement: Json, pattern: string): boolean => {
  const policy = policyOf(statement);
  return policy.statements.some((one) => mayReach(policy, one, parseArn(pattern) as Arn, FUNCTION));
};
const by = (operator: string, value: Json, over: JsonObject = {}) =>
  deny({ Condition: { [operator]: { 'aws:SourceArn': value }, ...over } });

describe('of the calls of `GET` in every stage', () => {
  const PATTERN = `${API}/*/GET/*`;

  test.each<[what: string, statement: Json]>([
    ['one without conditions', deny()],
    ['an Allow as well', allow()],
    ['one of a stage', by('ArnLike', `${API}/dev/*`)],
    ['one of a stage, by any operator', by('ForAnyValue:StringLikeIfExists', `${API}/dev/GET/*`)],
    ['one of a single call', by('StringEquals', `${API}/dev/GET/a`)],
    ['one of several, where one is', by('ArnEquals', [`${API}/*/POST/a`, `${API}/*/GET/a`])],
    ['one of all but a stage', by('ArnNotLike', `${API}/dev/*`)],
    ['one of all others, where none is all', by('StringNotLike', [`${API}/dev/*`, `${API}/prod/*`])],
    ['one that wants the key there', by('Null', 'false')],
    ['one with a key that nobody knows', by('ArnLike', `${API}/dev/*`, { Bool: { 'aws:SecureTransport': 'false' } })],
    ['one with an operator that nobody knows', by('ArnResembles', 'a')],
  ])('it speaks of some: %s', (_, statement) => {
    expect(reaches(statement, PATTERN)).toBe(true);
  });

  test.each<[what: string, statement: Json]>([
    ['one of another method and stage', by('ArnLike', `${API}/dev/POST`)],
    ['one of another API', by('ArnLike', `${API.slice(0, -1)}6/*`)],
    ['one of another region', by('ArnLike', `${API.replace('us-east-2', 'us-east-1')}/*`)],
    ['one of all but this API', by('ArnNotLike', `${API}/*`)],
    ['one that wants the key absent', by('Null', 'true')],
    ['a star that is a letter', by('StringEquals', `${API}/*`)],
    ['another principal', deny({ Principal: { Service: 'events.amazonaws.com' } })],
    ['another function', deny({ Resource: `${FUNCTION}:live` })],
    ['another action', deny({ Action: 'lambda:GetFunction' })],
    ['a key that is never sent', deny({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
  ])('it speaks of none: %s', (_, statement) => {
    expect(reaches(statement, PATTERN)).toBe(false);
  });
});

test('whoever lets in a call of a pattern is said to speak of it', () => {
  const suffix = fc.constantFrom('prod/GET/a', 'dev/GET/a', 'dev/POST/a', 'dev/$connect', 'authorizers/a');
  const wild = fc.constantFrom('*', '*/GET/*', 'dev/*', '*/*', '?ev/GET/a', 'prod/GET/a', 'authorizers/*');
  const operators = [...TEXT_OPERATORS, ...TEXT_OPERATORS.map((name) => name.replace('String', 'Arn'))];
  let count = 0;
  holds(
    [fc.constantFrom(...operators), fc.array(wild, { minLength: 1, maxLength: 2 }), suffix, wild],
    (operator, values, called, pattern) => {
      const list = values.map((value) => `${API}/${value}`);
      const statement = allow({ Condition: { [operator]: { 'aws:SourceArn': list } } });
      const isIn = evaluate(policyOf(allow({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/${pattern}` } } })), {
        resource: FUNCTION,
        sourceArn: `${API}/${called}`,
      });
      const verdict = evaluate(policyOf(statement), { resource: FUNCTION, sourceArn: `${API}/${called}` }).verdict;
      if (isIn.verdict !== 'allowed' || verdict === 'implicitDeny') return;
      count += 1;
      expect(reaches(statement, `${API}/${pattern}`)).toBe(true);
    },
  );
  expect(count).toBeGreaterThan(100);
});
