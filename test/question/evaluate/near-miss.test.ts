// Which change would have let the invocation in, and does it when it is made?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from '../../../src/model/decision.js';
import type { InvocationInput } from '../../../src/model/invocation.js';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import {
  API,
  allow,
  answerOf,
  applyChanges,
  deny,
  FUNCTION,
  holds,
  INVOCATION,
  inputOf,
  policyOf,
  SOURCE_ARN,
  statements,
  verdictOf,
  without,
  worlds,
} from '../../support/worlds.js';

type Over = Partial<InvocationInput>;
const PETS: Over = { sourceArn: `${API}/prod/GET/pets/{petId}` };
const ROOT: Over = { sourceArn: `${API}/prod/GET/` };
const DEFAULT: Over = { sourceArn: `${API}/prod/$default` };

const arnLike = (value: Json) => allow({ Condition: { ArnLike: { 'aws:SourceArn': value } } });
const AT = '/Statement/Condition/ArnLike/aws:SourceArn';

/** The answer to the same question after the changes of a near miss are made. */
function mended(statement: Json, { nearMiss }: Answer, over: Over): string {
  const document = applyChanges({ Statement: statement }, nearMiss?.changes ?? []) as { Statement: Json };
  return evaluate(policyOf(document.Statement), { ...INVOCATION, ...over }).verdict;
}

describe('of a source ARN', () => {
  test.each<[string, string, Over, RegExp, string]>([
    [
      'only the region',
      SOURCE_ARN.replace('us-east-2', 'us-east-1'),
      {},
      /only the region differs.*us-east-2/,
      SOURCE_ARN,
    ],
    [
      'only the account',
      SOURCE_ARN.replace('111122223333', '444455556666'),
      {},
      /only the account differs.*111122223333/,
      SOURCE_ARN,
    ],
    ['only the partition', SOURCE_ARN.replace('arn:aws:', 'arn:aws-cn:'), {}, /only the partition differs/, SOURCE_ARN],
    ['only the service', SOURCE_ARN.replace('execute-api', 'apigateway'), {}, /service differs/, SOURCE_ARN],
    [
      'region and account',
      `arn:aws:execute-api:eu-west-1:444455556666:a1b2c3d4e5/*`,
      {},
      /region differs.*account differs/,
      `${API}/*`,
    ],
    [
      'only the API',
      SOURCE_ARN.replace('a1b2c3d4e5', 'zzzzzzzzzz'),
      {},
      /only the API differs.*a1b2c3d4e5/,
      SOURCE_ARN,
    ],
    ['only the stage', `${API}/dev/GET/orders`, {}, /only the stage differs.*prod/, SOURCE_ARN],
    [
      'only the method, stage left a star',
      `${API}/*/POST/orders`,
      {},
      /only the method differs.*GET/,
      `${API}/*/GET/orders`,
    ],
    ['only the path', `${API}/*/GET/order`, {}, /only the path differs.*\/orders/, `${API}/*/GET/orders`],
    ['a verb in lower case', `${API}/*/get/orders`, {}, /capitals/, `${API}/*/GET/orders`],
    ['the root without its slash', `${API}/*/GET`, ROOT, /slash/, `${API}/*/GET/`],
    ['a parameter of another name', `${API}/*/GET/pets/{id}`, PETS, /parameter/, `${API}/*/GET/pets/{petId}`],
    ['a value in place of a parameter', `${API}/*/GET/pets/7`, PETS, /parameter/, `${API}/*/GET/pets/{petId}`],
    ['nothing behind the API id', API, {}, /nothing follows the API id/, SOURCE_ARN],
    ['nothing behind the stage', `${API}/prod`, {}, /nothing follows the stage/, SOURCE_ARN],
    ['a segment too many', `${API}/*/*/$default`, DEFAULT, /straight behind the stage/, `${API}/*/$default`],
    ['a segment too few', `${API}/prod/orders`, {}, /stage, method and path/, SOURCE_ARN],
    ['an API id and no ARN', 'a1b2c3d4e5/*', {}, /not an ARN/, SOURCE_ARN],
  ])('%s', (_, pattern, over, message, to) => {
    const answer = answerOf(arnLike(pattern), over);
    expect(answer.nearMiss?.message).toMatch(message);
    expect(answer.nearMiss?.changes).toEqual([{ pointer: AT, from: pattern, to }]);
    expect(mended(arnLike(pattern), answer, over)).toBe('allowed');
  });

  test('the sentence names the statement and the hint what to write', () => {
    const statement = { Sid: 'get-orders', ...arnLike(SOURCE_ARN.replace('us-east-2', 'us-east-1')) };
    const { nearMiss } = answerOf(statement);
    expect(nearMiss).toMatchObject({ sid: 'get-orders', hint: 'write `us-east-2` in place of `us-east-1`' });
    expect(nearMiss?.message).toMatch(/^`get-orders` comes nearest: only the region differs/);
    expect(nearMiss?.place.pointer).toBe('/Statement');
  });

  test('a grant that may well serve another route is left, and one more is proposed', () => {
    expect(answerOf(arnLike(`${API}/*/POST/orders`)).nearMiss?.hint).toMatch(/^add a statement/);
  });

  test('of several values the nearest is changed', () => {
    const { nearMiss } = answerOf(
      arnLike(['arn:aws:s3:::b', SOURCE_ARN.replace('prod', 'dev'), API.replace('east', 'west')]),
    );
    expect(nearMiss?.changes).toEqual([{ pointer: `${AT}/1`, from: `${API}/dev/GET/orders`, to: SOURCE_ARN }]);
  });
});

describe('of anything else', () => {
  const on = (operator: string, key: string, value: Json) => allow({ Condition: { [operator]: { [key]: value } } });
  const given = (value: string): Over => ({ context: { 'x:key': value } });

  test.each<[string, JsonObject, Over, RegExp, readonly object[]]>([
    [
      'a star under StringEquals',
      on('StringEquals', 'aws:SourceArn', `${API}/*`),
      {},
      /plain letters/,
      [{ from: `${API}/*`, to: SOURCE_ARN }],
    ],
    [
      'the source account',
      on('StringEquals', 'aws:SourceAccount', '444455556666'),
      {},
      /source account differs.*111122223333/,
      [{ to: '111122223333' }],
    ],
    [
      'the organisation of a service, which has none',
      on('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'),
      {},
      /brings no `aws:PrincipalOrgID`/,
      [{ pointer: '/Statement/Condition/StringEquals/aws:PrincipalOrgID', to: null }],
    ],
    [
      'a key that is to be absent',
      on('Null', 'aws:SourceArn', 'true'),
      {},
      /aws:SourceArn/,
      [{ pointer: '/Statement/Condition/Null/aws:SourceArn', to: null }],
    ],
    ['a negated operator', on('ArnNotLike', 'aws:SourceArn', `${API}/*`), {}, /aws:SourceArn/, [{ to: null }]],
    ['a set operator', on('ForAnyValue:StringLike', 'aws:SourceArn', 'x*'), {}, /aws:SourceArn/, [{ to: null }]],
    [
      'a list under a plain operator',
      on('StringEquals', 'x:key', 'a'),
      { context: { 'x:key': ['a'] } },
      /x:key/,
      [{ to: null }],
    ],
    [
      'the principal of China',
      allow({ Principal: { Service: 'apigateway.amazonaws.com.cn' } }),
      {},
      /principal differs/,
      [{ pointer: '/Statement/Principal/Service', to: 'apigateway.amazonaws.com' }],
    ],
    [
      'the principal by the name of its ARNs',
      allow({ Principal: { Service: ['s3.amazonaws.com', 'execute-api.amazonaws.com'] } }),
      {},
      /principal differs/,
      [{ pointer: '/Statement/Principal/Service/1', to: 'apigateway.amazonaws.com' }],
    ],
    [
      'another alias',
      allow({ Resource: `${FUNCTION}:beta` }),
      { resource: `${FUNCTION}:live` },
      /function differs/,
      [{ pointer: '/Statement/Resource', from: `${FUNCTION}:beta`, to: `${FUNCTION}:live` }],
    ],
    [
      'the function, an alias asked for',
      allow({ Resource: [FUNCTION] }),
      { resource: `${FUNCTION}:live` },
      /function differs/,
      [{ pointer: '/Statement/Resource/0', to: `${FUNCTION}:live` }],
    ],
    [
      'another action',
      allow({ Action: 'lambda:InvokeFunctionUrl' }),
      {},
      /action differs/,
      [{ pointer: '/Statement/Action', to: 'lambda:InvokeFunction' }],
    ],
    [
      'two things',
      allow({ Action: 'lambda:GetFunction', Resource: `${FUNCTION}:live` }),
      {},
      /action differs; the function differs/,
      [{}, {}],
    ],
    ['a number that is too great', on('NumericLessThan', 'x:key', '10'), given('11'), /x:key/, [{}]],
    ['a number that is too small', on('NumericGreaterThan', 'x:key', '10'), given('9'), /x:key/, [{}]],
    ['a date that is too late', on('DateLessThan', 'x:key', '2026-01-01'), given('2026-02-01'), /x:key/, [{}]],
    ['a value that is no number', on('NumericEquals', 'x:key', '10'), given('ten'), /x:key/, [{}]],
    ['a value that is no boolean', on('Bool', 'x:key', 'true'), given('maybe'), /x:key/, [{}]],
    ['a value that is no address', on('IpAddress', 'x:key', '10.0.0.0/8'), given('here'), /x:key/, [{}]],
    ['a value that reads as a variable', on('StringEquals', 'x:key', 'a'), given('${b}'), /x:key/, [{}]],
  ])('%s', (_, statement, over, message, changes) => {
    const answer = answerOf(statement, over);
    expect(answer.verdict).toBe('implicitDeny');
    expect(answer.nearMiss?.message).toMatch(message);
    expect(answer.nearMiss?.changes).toMatchObject(changes);
    expect(mended(statement, answer, over)).toBe('allowed');
  });
});

describe('there is none', () => {
  const region = arnLike(SOURCE_ARN.replace('us-east-2', 'us-east-1'));

  test.each<[string, Json, Over]>([
    ['where the call is allowed', [allow(), region], {}],
    ['where a Deny matches', [region, deny()], {}],
    ['where it is unknown', [region, allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })], {}],
    ['where there are no statements', [], {}],
    ['where only a Deny comes near', { ...region, Effect: 'Deny' }, {}],
    ['where the statement is for another service', allow({ Principal: { Service: 'events.amazonaws.com' } }), {}],
    [
      'where the caller is excepted',
      { ...without('Principal'), NotPrincipal: { Service: 'apigateway.amazonaws.com' } },
      {},
    ],
    ['where the caller is no service', allow(), { principal: '444455556666' }],
    ['where the list of functions is empty', allow({ Resource: [] }), {}],
  ])('%s', (_, statement, over) => {
    expect(answerOf(statement, over).nearMiss).toBeNull();
  });
});

test('the statement with the fewest and smallest differences comes nearest', () => {
  const list = [
    allow({ Sid: 'two', Action: 'lambda:GetFunction', Resource: `${FUNCTION}:live` }),
    allow({ Sid: 'far', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
    { Sid: 'near', ...arnLike(SOURCE_ARN.replace('prod', 'dev')) },
    allow({ Sid: 'stranger', Principal: { Service: 'events.amazonaws.com' } }),
  ];
  expect(answerOf(list).nearMiss?.sid).toBe('near');
});

test('the changes of a near miss, once made, let the invocation in, where nothing is unknown', () => {
  let found = 0;
  // Nobody knows what a Resource of fewer than six parts matches.
  const clear = statements.filter((statement) => !JSON.stringify(statement).includes('lambda:*:live'));
  const allows = fc.array(
    clear.map((statement) => ({ ...statement, Effect: 'Allow' })),
    { minLength: 1, maxLength: 3 },
  );
  holds(
    [allows, worlds],
    (list, world) => {
      const input = inputOf({ ...world, principal: 'apigateway.amazonaws.com', unknown: [] });
      const { nearMiss } = evaluate(policyOf(list), input);
      if (nearMiss === null) return;
      found += 1;
      const document = applyChanges({ Statement: list }, nearMiss.changes) as { Statement: Json };
      expect(evaluate(policyOf(document.Statement), input).verdict).toBe('allowed');
    },
    3000,
  );
  expect(found).toBeGreaterThan(500);
});

test('a near miss needs no more than what it changes: with all but one change it is not let in', () => {
  const statement = allow({
    Action: 'lambda:GetFunction',
    Resource: `${FUNCTION}:live`,
    Condition: arnLike('x')['Condition'] as Json,
  });
  const changes = answerOf(statement).nearMiss?.changes ?? [];
  expect(changes).toHaveLength(3);
  for (const left of changes) {
    const some = applyChanges(
      { Statement: statement },
      changes.filter((change) => change !== left),
    ) as { Statement: Json };
    expect(verdictOf(some.Statement)).toBe('implicitDeny');
  }
});
