// Does the sentence about a statement say what the statement grants, and nothing that it does not?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Statement } from '../../../src/model/policy.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { sentenceOf } from '../../../src/question/parse/sentence.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const WHO = '`apigateway.amazonaws.com`';
const WHAT = '`lambda:InvokeFunction`';
const WHERE = `\`${FUNCTION}\``;

function statement(over: object): Statement {
  const base = { Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' };
  const [policy] = parsePolicy({ Version: '2012-10-17', Statement: { ...base, Resource: FUNCTION, ...over } }).policies;
  return policy?.statements[0] as Statement;
}
const sentence = (over: object) => sentenceOf(statement(over));
const withSourceArn = (value: unknown, operator = 'ArnLike') => ({
  Condition: { [operator]: { 'aws:SourceArn': value } },
});

describe('who may do what to which', () => {
  test.each<[what: string, over: object, told: string]>([
    ['a plain grant', {}, `allows ${WHO} to call ${WHAT} on ${WHERE}, whatever calls`],
    ['a refusal', { Effect: 'Deny' }, `denies ${WHO} to call ${WHAT} on ${WHERE}, whatever calls`],
    ['everybody', { Principal: '*' }, `allows everybody to call ${WHAT} on ${WHERE}, whatever calls`],
    [
      'everybody, in a list',
      { Principal: { AWS: ['*'] } },
      `allows everybody to call ${WHAT} on ${WHERE}, whatever calls`,
    ],
    [
      'several',
      { Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] } },
      `allows \`a.amazonaws.com\`, \`b.amazonaws.com\` to call ${WHAT} on ${WHERE}, whatever calls`,
    ],
    ['nobody', { Principal: { AWS: [] } }, `allows nobody to call ${WHAT} on ${WHERE}, whatever calls`],
    [
      'everybody but one',
      { Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111122223333' } },
      `denies everybody but \`111122223333\` to call ${WHAT} on ${WHERE}, whatever calls`,
    ],
    [
      'several actions',
      { Action: ['lambda:Get*', 'lambda:*'] },
      `allows ${WHO} to call \`lambda:Get*\` or \`lambda:*\` on ${WHERE}, whatever calls`,
    ],
    [
      'all actions but one',
      { Action: undefined, NotAction: 'lambda:DeleteFunction' },
      `allows ${WHO} to call everything but \`lambda:DeleteFunction\` on ${WHERE}, whatever calls`,
    ],
    ['no action', { Action: [] }, `allows ${WHO} to call nothing on ${WHERE}, whatever calls`],
    [
      'all functions but one',
      { Resource: undefined, NotResource: FUNCTION },
      `allows ${WHO} to call ${WHAT} on everything but ${WHERE}, whatever calls`,
    ],
    [
      'an Effect that is none',
      { Effect: 'allow' },
      `neither allows nor denies ${WHO} to call ${WHAT} on ${WHERE}, whatever calls; AWS would refuse it as it is written`,
    ],
  ])('%s', (_, over, told) => {
    expect(sentence(over)).toBe(told);
  });

  test('what is missing is told as nothing, and that AWS would refuse it', () => {
    expect(sentence({ Action: undefined })).toMatch(/to call nothing on .*; AWS would refuse it as it is written$/);
    expect(sentence({ Resource: undefined })).toMatch(/ on nothing, .*; AWS would refuse it as it is written$/);
    expect(sentence({ Principal: undefined })).toMatch(/^allows nobody .*; AWS would refuse it as it is written$/);
  });
});

describe('on which conditions', () => {
  test.each<[what: string, condition: object, told: string]>([
    [
      'a value',
      { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      ', if `aws:SourceAccount` StringEquals `111122223333`',
    ],
    ['one of several', { StringEquals: { a: ['1', '2'] } }, ', if `a` StringEquals `1` or `2`'],
    ['none at all', { StringEquals: { a: [] } }, ', if `a` StringEquals nothing'],
    [
      'two conditions',
      { StringEquals: { a: '1' }, Null: { b: 'true' } },
      ', if `a` StringEquals `1` and `b` Null `true`',
    ],
    [
      'a route',
      withSourceArn(`${HEAD}/*/GET/pets`).Condition,
      `, if \`aws:SourceArn\` ArnLike \`${HEAD}/*/GET/pets\` (\`GET\` on \`/pets\` in every stage)`,
    ],
    [
      'a route of a WebSocket API',
      withSourceArn(`${HEAD}/dev/$connect`).Condition,
      `, if \`aws:SourceArn\` ArnLike \`${HEAD}/dev/$connect\` (the route \`$connect\` in the stage \`dev\`)`,
    ],
    [
      'an authorizer',
      withSourceArn(`${HEAD}/authorizers/x`).Condition,
      `, if \`aws:SourceArn\` ArnLike \`${HEAD}/authorizers/x\` (the authorizer \`x\`)`,
    ],
    [
      'a whole API',
      withSourceArn(`${HEAD}/*`).Condition,
      `, if \`aws:SourceArn\` ArnLike \`${HEAD}/*\` (every method and path in every stage)`,
    ],
    [
      'several source ARNs',
      withSourceArn([`${HEAD}/a/GET/`, `${HEAD}/b/GET/`]).Condition,
      `, if \`aws:SourceArn\` ArnLike \`${HEAD}/a/GET/\` or \`${HEAD}/b/GET/\``,
    ],
    [
      'a source ARN that is not to be',
      withSourceArn(`${HEAD}/*`, 'ArnNotLike').Condition,
      `, if \`aws:SourceArn\` ArnNotLike \`${HEAD}/*\``,
    ],
    [
      'an ARN of another service',
      withSourceArn('arn:aws:s3:::b').Condition,
      ', if `aws:SourceArn` ArnLike `arn:aws:s3:::b`',
    ],
  ])('%s', (_, Condition, told) => {
    expect(sentence({ Condition })).toBe(`allows ${WHO} to call ${WHAT} on ${WHERE}${told}`);
  });
});

describe('a star is told as a star only where it is one', () => {
  test.each([['ArnLike'], ['ArnEquals'], ['StringLike'], ['StringEquals']])('%s', (operator) => {
    const over = withSourceArn(`${HEAD}/*/GET/pets`, operator);
    const policy = parsePolicy({
      ...{ Version: '2012-10-17' },
      Statement: {
        ...{
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:*',
          Resource: FUNCTION,
        },
        ...over,
      },
    });
    const { verdict } = evaluate(policy, { resource: FUNCTION, sourceArn: `${HEAD}/prod/GET/pets` });
    expect(sentence(over).includes('in every stage')).toBe(verdict === 'allowed');
  });
});
