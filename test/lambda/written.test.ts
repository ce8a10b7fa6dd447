// Is the statement for the parameters of AddPermission the one that Lambda writes, its members in Lambda's order?

import { describe, expect, test } from '@jest/globals';
import type { AddPermissionRequest } from '../../src/lambda/request.js';
import { statementWritten } from '../../src/lambda/written.js';
import type { Json } from '../../src/model/policy.js';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const REQUEST: AddPermissionRequest = {
  FunctionName: 'pets',
  StatementId: 'api',
  Action: 'lambda:InvokeFunction',
  Principal: 'apigateway.amazonaws.com',
};
const SOURCE_ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets';

const principalOf = (Principal: string, resource = FUNCTION) =>
  statementWritten({ ...REQUEST, Principal }, resource)['Principal'];
const conditionOf = (more: Partial<AddPermissionRequest>) =>
  statementWritten({ ...REQUEST, ...more }, FUNCTION)['Condition'];

describe('the principal', () => {
  test.each<[title: string, principal: string, written: Json]>([
    ['anyone', '*', '*'],
    ['a service', 'apigateway.amazonaws.com', { Service: 'apigateway.amazonaws.com' }],
    ['a service of a region', 'logs.us-east-2.amazonaws.com', { Service: 'logs.us-east-2.amazonaws.com' }],
    ['a service of amazon.com', 'alexa-appkit.amazon.com', { Service: 'alexa-appkit.amazon.com' }],
    ['an account', '444455556666', { AWS: 'arn:aws:iam::444455556666:root' }],
    ['an account’s root', 'arn:aws:iam::444455556666:root', { AWS: 'arn:aws:iam::444455556666:root' }],
    ['a user', 'arn:aws:iam::444455556666:user/a/b', { AWS: 'arn:aws:iam::444455556666:user/a/b' }],
    ['a role', 'arn:aws:iam::444455556666:role/r', { AWS: 'arn:aws:iam::444455556666:role/r' }],
    ['a session', 'arn:aws:sts::444455556666:assumed-role/r/s', { AWS: 'arn:aws:sts::444455556666:assumed-role/r/s' }],
  ])('may be %s', (_, principal, written) => {
    expect(principalOf(principal)).toEqual(written);
  });

  test.each([
    ['aws-cn', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:pets'],
    ['aws-us-gov', 'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:pets:prod'],
  ])('that is an account is of the function’s partition: %s', (partition, resource) => {
    expect(principalOf('444455556666', resource)).toEqual({ AWS: `arn:${partition}:iam::444455556666:root` });
    expect(principalOf('apigateway.amazonaws.com', resource)).toEqual({ Service: 'apigateway.amazonaws.com' });
    const role = `arn:${partition}:iam::444455556666:role/r`;
    expect(principalOf(role, resource)).toEqual({ AWS: role });
    expect(() => principalOf('arn:aws:iam::444455556666:role/r', resource)).toThrow(/principal was invalid/);
  });

  test.each([
    ['a service of China’s own', 'apigateway.amazonaws.com.cn'],
    ['another company', 'invalid.nonaws.com'],
    ['a company that ends alike', 'apigateway.notamazonaws.com'],
    ['no service', 'amazonaws.com'],
    ['an empty service', '.amazonaws.com'],
    ['a star as service', '*.amazonaws.com'],
    ['a word', 'apigateway'],
    ['an account of eleven digits', '44445555666'],
    ['an account of thirteen digits', '4444555566667'],
    ['two stars', '**'],
    ['the ARN of a bucket', 'arn:aws:s3:::bucket'],
    ['the ARN of a function', FUNCTION],
    ['a policy of AWS', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ['a star as account', 'arn:aws:iam::*:root'],
    ['a star as user', 'arn:aws:iam::444455556666:user/*'],
    ['a star in a session', 'arn:aws:sts::444455556666:assumed-role/r/s*'],
    ['a question mark in a role', 'arn:aws:iam::444455556666:role/r?'],
    ['a star for all of an account', 'arn:aws:iam::444455556666:*'],
    ['nobody of an account', 'arn:aws:iam::444455556666:'],
    ['a role of another partition', 'arn:aws-cn:iam::444455556666:role/r'],
    ['a star as partition', 'arn:*:iam::444455556666:root'],
    ['no ARN', 'arn:aws:iam'],
    ['an object', '{"Service":"apigateway.amazonaws.com"}'],
    ['a service and more', 'apigateway.amazonaws.com,events.amazonaws.com'],
  ])('may not be %s', (_, principal) => {
    expect(() => principalOf(principal)).toThrow(
      expect.objectContaining({
        code: 'InvalidParameterValueException',
        status: 400,
        message: 'The provided principal was invalid. Please check the principal and try again.',
      }),
    );
  });
});

describe('the condition', () => {
  test.each<[title: string, more: Partial<AddPermissionRequest>, written: Json]>([
    ['a source ARN', { SourceArn: SOURCE_ARN }, { ArnLike: { 'AWS:SourceArn': SOURCE_ARN } }],
    ['a source account', { SourceAccount: '111122223333' }, { StringEquals: { 'AWS:SourceAccount': '111122223333' } }],
    ['an organization', { PrincipalOrgID: 'o-a1b2c3d4e5' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['a token', { EventSourceToken: 'amzn1.a' }, { StringEquals: { 'lambda:EventSourceToken': 'amzn1.a' } }],
    ['an auth type', { FunctionUrlAuthType: 'NONE' }, { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }],
    ['a URL’s call', { InvokedViaFunctionUrl: true }, { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }],
  ])('asks for %s', (_, more, written) => {
    expect(conditionOf(more)).toEqual(written);
  });

  test.each<[title: string, more: Partial<AddPermissionRequest>]>([
    ['nothing is asked for', {}],
    ['only version and revision are given', { Qualifier: '1', RevisionId: 'a' }],
  ])('is left out where %s', (_, more) => {
    expect(Object.keys(statementWritten({ ...REQUEST, ...more }, FUNCTION))).toEqual([
      ...['Sid', 'Effect', 'Principal', 'Action', 'Resource'],
    ]);
  });
});

describe('the order', () => {
  const everything: AddPermissionRequest = {
    InvokedViaFunctionUrl: true,
    EventSourceToken: 'token',
    PrincipalOrgID: 'o-a1b2c3d4e5',
    SourceArn: SOURCE_ARN,
    FunctionUrlAuthType: 'AWS_IAM',
    SourceAccount: '111122223333',
    ...REQUEST,
  };
  const written = [
    '{"Sid":"api","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"}',
    '"Action":"lambda:InvokeFunction"',
    `"Resource":"${FUNCTION}:prod"`,
    '"Condition":{"StringEquals":{"AWS:SourceAccount":"111122223333","lambda:FunctionUrlAuthType":"AWS_IAM"',
    '"aws:PrincipalOrgID":"o-a1b2c3d4e5","lambda:EventSourceToken":"token"}',
    `"ArnLike":{"AWS:SourceArn":"${SOURCE_ARN}"}`,
    '"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}}',
  ].join(',');

  test.each([
    ['as it is', everything],
    ['turned round', Object.fromEntries(Object.entries(everything).reverse()) as unknown as AddPermissionRequest],
  ])('is Lambda’s, whatever the order of the request: %s', (_, request) => {
    expect(JSON.stringify(statementWritten(request, `${FUNCTION}:prod`))).toBe(written);
  });
});

test('the resource is the function that is asked for, whatever the request calls it', () => {
  const request = { ...REQUEST, FunctionName: 'birds', Qualifier: '7' };
  expect(statementWritten(request, FUNCTION)['Resource']).toBe(FUNCTION);
});
