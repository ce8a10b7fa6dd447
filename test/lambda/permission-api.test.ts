// Does the permission API keep a policy for each function, version and alias, and do with it what Lambda does?

import { describe, expect, test } from '@jest/globals';
import { PermissionApi, type PermissionApiOptions } from '../../src/lambda/permission-api.js';
import type { AddPermissionRequest } from '../../src/lambda/request.js';
import type { Json } from '../../src/model/policy.js';

const HERE = { region: 'us-east-2', account: '111122223333' };
const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';

const apiOf = (options: Partial<PermissionApiOptions> = {}) => new PermissionApi({ ...HERE, ...options });
const request = (StatementId: string, more: Partial<AddPermissionRequest> = {}): AddPermissionRequest => ({
  ...{ FunctionName: 'pets', StatementId, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
  ...more,
});
const put = (api: PermissionApi, document: Json, ResourceArn = ARN) =>
  api.putResourcePolicy({ ResourceArn, Policy: JSON.stringify(document) });
const policyOf = (api: PermissionApi, FunctionName = 'pets') => JSON.parse(api.getPolicy({ FunctionName }).Policy);
const sidsOf = (api: PermissionApi, FunctionName = 'pets') =>
  policyOf(api, FunctionName).Statement.map(({ Sid }: { readonly Sid?: string }) => Sid);
const written = (Sid: string, Resource = ARN) => ({
  ...{ Sid, Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' } },
  ...{ Action: 'lambda:InvokeFunction', Resource },
});

const refused = (code: string, status: number, message: string) =>
  expect.objectContaining({ name: 'LambdaError', code, status, message });
const notFound = (message: string) => refused('ResourceNotFoundException', 404, message);
const invalid = (message: string) => refused('InvalidParameterValueException', 400, message);
const GONE = notFound('The resource you requested does not exist.');

describe('the function that a request means', () => {
  test.each<[title: string, asked: Pick<AddPermissionRequest, 'FunctionName' | 'Qualifier'>, resource: string]>([
    ['a name', { FunctionName: 'pets' }, ARN],
    ['a partial ARN', { FunctionName: '111122223333:function:pets' }, ARN],
    ['an ARN', { FunctionName: ARN }, ARN],
    ['a name and its alias', { FunctionName: 'pets:prod' }, `${ARN}:prod`],
    ['a partial ARN and its alias', { FunctionName: '111122223333:function:pets:prod' }, `${ARN}:prod`],
    ['an ARN and its version', { FunctionName: `${ARN}:42` }, `${ARN}:42`],
    ['a name, and a qualifier', { FunctionName: 'pets', Qualifier: 'prod' }, `${ARN}:prod`],
    ['a partial ARN, and a qualifier', { FunctionName: '111122223333:function:pets', Qualifier: '42' }, `${ARN}:42`],
    ['an ARN, and a qualifier', { FunctionName: ARN, Qualifier: 'prod' }, `${ARN}:prod`],
    ['an alias, and the same qualifier', { FunctionName: 'pets:prod', Qualifier: 'prod' }, `${ARN}:prod`],
  ])('is told by %s', (_, asked, resource) => {
    const api = apiOf();
    expect(JSON.parse(api.addPermission(request('one', asked)).Statement)).toEqual(written('one', resource));
    for (const ask of [asked, { FunctionName: resource }])
      expect(JSON.parse(api.getPolicy(ask).Policy).Statement).toEqual([written('one', resource)]);
    expect(api.getResourcePolicy({ ResourceArn: resource })).toEqual(api.getPolicy(asked));
    api.removePermission({ ...asked, StatementId: 'one' });
    expect(() => api.getPolicy({ FunctionName: resource })).toThrow(GONE);
  });

  const LATEST = invalid('We currently do not support adding policies for $LATEST.');
  const MISMATCH = invalid('The derived qualifier from the function name does not match the specified qualifier.');
  const ANOTHERS = 'arn:aws:lambda:us-east-2:444455556666:function:pets';
  const CHINAS = 'arn:aws-cn:lambda:us-east-2:111122223333:function:pets';
  const ELSEWHERE = notFound("Functions from 'eu-west-1' are not reachable in this region ('us-east-2')");

  test.each<[title: string, asked: Pick<AddPermissionRequest, 'FunctionName' | 'Qualifier'>, refusal: unknown]>([
    ['$LATEST as the qualifier', { FunctionName: 'pets', Qualifier: '$LATEST' }, LATEST],
    ['$LATEST behind the name', { FunctionName: 'pets:$LATEST' }, LATEST],
    ['$LATEST behind the ARN', { FunctionName: `${ARN}:$LATEST` }, LATEST],
    ['$LATEST twice', { FunctionName: 'pets:$LATEST', Qualifier: '$LATEST' }, LATEST],
    ['two versions', { FunctionName: 'pets:1', Qualifier: '2' }, MISMATCH],
    ['an alias and a version', { FunctionName: `${ARN}:prod`, Qualifier: '2' }, MISMATCH],
    ['another letter case of the alias', { FunctionName: 'pets:prod', Qualifier: 'Prod' }, MISMATCH],
    ['an ARN of another region', { FunctionName: ARN.replace('us-east-2', 'eu-west-1') }, ELSEWHERE],
    ['an ARN of another account', { FunctionName: ANOTHERS }, notFound(`Function not found: ${ANOTHERS}`)],
    [
      'an alias of another account',
      { FunctionName: '444455556666:function:pets:prod' },
      notFound(`Function not found: ${ANOTHERS}`),
    ],
    ['an ARN of another partition', { FunctionName: CHINAS }, notFound(`Function not found: ${CHINAS}`)],
    ['a name that no function has', { FunctionName: 'pets.v1' }, notFound('Function not found: pets.v1')],
  ])('is not told by %s', (_, asked, refusal) => {
    const api = apiOf();
    expect(() => api.addPermission(request('one', asked))).toThrow(refusal as Error);
    expect(() => api.removePermission({ ...asked, StatementId: 'one' })).toThrow(refusal as Error);
    expect(() => api.getPolicy(asked)).toThrow(refusal as Error);
  });

  test.each<[title: string, arn: string, refusal: unknown]>([
    ['of another region', ARN.replace('us-east-2', 'eu-west-1'), ELSEWHERE],
    ['of another account', ANOTHERS, notFound(`Function not found: ${ANOTHERS}`)],
    ['of another partition', `${CHINAS}:prod`, notFound(`Function not found: ${CHINAS}`)],
    ['of $LATEST', `${ARN}:$LATEST`, LATEST],
  ])('has no resource policy by an ARN %s', (_, ResourceArn, refusal) => {
    const api = apiOf();
    expect(() => put(api, {}, ResourceArn)).toThrow(refusal as Error);
    expect(() => api.getResourcePolicy({ ResourceArn })).toThrow(refusal as Error);
    expect(() => api.deleteResourcePolicy({ ResourceArn })).toThrow(refusal as Error);
  });

  test.each<[options: Partial<PermissionApiOptions>, partition: string]>([
    [{ region: 'eu-west-1' }, 'aws'],
    [{ region: 'cn-north-1' }, 'aws-cn'],
    [{ region: 'us-gov-west-1' }, 'aws-us-gov'],
    [{ region: 'eu-west-1', partition: 'aws-own' }, 'aws-own'],
    [{ region: 'cn-north-1', partition: undefined } as never, 'aws-cn'],
  ])('is of the partition of the region, or the one that is told: %j', (options, partition) => {
    const { Statement } = apiOf(options).addPermission(request('one', { Principal: '444455556666' }));
    expect(JSON.parse(Statement)).toMatchObject({
      Resource: `arn:${partition}:lambda:${options.region}:111122223333:function:pets`,
      Principal: { AWS: `arn:${partition}:iam::444455556666:root` },
    });
  });

  test.each(['birds', 'constructor', 'toString', '__proto__'])('is asked for by its own name: %s', (name) => {
    const api = apiOf({ functions: { pets: ['prod', '1'] } });
    for (const known of ['pets', 'pets:prod', 'pets:1']) api.addPermission(request('one', { FunctionName: known }));
    const missing = notFound(`Function not found: arn:aws:lambda:us-east-2:111122223333:function:${name}`);
    expect(() => api.addPermission(request('one', { FunctionName: name }))).toThrow(missing as unknown as Error);
    expect(sidsOf(api)).toEqual(['one']);
  });
});

describe('AddPermission', () => {
  test('answers with the statement as a string, and stores it in a document of its own', () => {
    const api = apiOf();
    expect(api.addPermission(request('one'))).toEqual({ Statement: JSON.stringify(written('one')) });
    api.addPermission(request('two'));
    const document = { Version: '2012-10-17', Id: 'default', Statement: [written('one'), written('two')] };
    expect(api.getPolicy({ FunctionName: 'pets' }).Policy).toBe(JSON.stringify(document));
  });

  test.each<[title: string, document: Json, after: Json]>([
    [
      'a list',
      { Version: '2008-10-17', Statement: [{ Sid: 'a' }] },
      { Version: '2008-10-17', Statement: [{ Sid: 'a' }] },
    ],
    ['a lone statement', { Statement: { Sid: 'a' }, Id: 'mine' }, { Statement: [{ Sid: 'a' }], Id: 'mine' }],
    ['a statement without a Sid', { Statement: { Effect: 'Deny' } }, { Statement: [{ Effect: 'Deny' }] }],
    ['an empty list', { Statement: [] }, { Statement: [] }],
    ['no statement', { Id: 'mine' }, { Id: 'mine', Statement: [] }],
  ])('appends to what was put, and leaves the rest: %s', (_, document, after) => {
    const api = apiOf();
    put(api, document);
    api.addPermission(request('one'));
    const { Statement, ...rest } = after as { readonly Statement: readonly Json[] };
    expect(policyOf(api)).toEqual({ ...rest, Statement: [...Statement, written('one')] });
    expect(Object.keys(policyOf(api))).toEqual(Object.keys(after as object));
  });

  test.each<[title: string, fill: (api: PermissionApi) => unknown]>([
    ['was added', (api) => api.addPermission(request('one', { Principal: 's3.amazonaws.com' }))],
    ['was put in a list', (api) => put(api, { Statement: [{ Sid: 'two' }, { Sid: 'one', Effect: 'Deny' }] })],
    ['was put alone', (api) => put(api, { Statement: { Sid: 'one' } })],
  ])('refuses a Sid that %s', (_, fill) => {
    const api = apiOf();
    fill(api);
    const before = api.getPolicy({ FunctionName: 'pets' });
    const message =
      'The statement id (one) provided already exists. Please provide a new statement id, or remove the existing statement.';
    expect(() => api.addPermission(request('one'))).toThrow(refused('ResourceConflictException', 409, message));
    expect(api.getPolicy({ FunctionName: 'pets' })).toEqual(before);
  });

  test.each([
    'lambda:InvokeFunction',
    'lambda:*',
    '*',
    'lambda:invokeFunctionUrl',
  ])('refuses an auth type with the action `%s`, even where there is no such function', (Action) => {
    const asked = request('one', { Action, FunctionUrlAuthType: 'AWS_IAM' });
    const message = 'FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action';
    for (const api of [apiOf(), apiOf({ functions: {} })])
      expect(() => api.addPermission(asked)).toThrow(
        expect.objectContaining({ code: 'InvalidParameterValueException', status: 400, message, grade: 'O' }),
      );
  });

  test.each(['AWS_IAM', 'NONE'])('takes the auth type %s with lambda:InvokeFunctionUrl', (FunctionUrlAuthType) => {
    const asked = request('one', { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType });
    expect(JSON.parse(apiOf().addPermission(asked).Statement)).toMatchObject({
      Action: 'lambda:InvokeFunctionUrl',
      Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType } },
    });
  });

  test('takes a Sid that differs in letter case, and one that another function has', () => {
    const api = apiOf();
    for (const sid of ['one', 'One', 'ONE']) api.addPermission(request(sid));
    api.addPermission(request('one', { FunctionName: 'birds' }));
    expect(sidsOf(api)).toEqual(['one', 'One', 'ONE']);
    expect(sidsOf(api, 'birds')).toEqual(['one']);
  });
});

describe('RemovePermission', () => {
  test('takes away the statement of a Sid, and the rest keeps its order', () => {
    const api = apiOf();
    for (const sid of ['a', 'b', 'c']) api.addPermission(request(sid));
    api.removePermission({ FunctionName: 'pets', StatementId: 'b' });
    expect(sidsOf(api)).toEqual(['a', 'c']);
  });

  test.each<[title: string, document: Json, statements: readonly Json[]]>([
    ['every statement of that Sid', { Statement: [{ Sid: 'a' }, {}, { Sid: 'a' }] }, [{}]],
    ['a Sid with dots, which others wrote', { Statement: [{ Sid: 'a.b' }, { Sid: 'a' }] }, [{ Sid: 'a.b' }]],
  ])('takes away %s, or leaves what has another', (_, document, statements) => {
    const api = apiOf();
    put(api, document);
    api.removePermission({ FunctionName: 'pets', StatementId: 'a' });
    expect(policyOf(api).Statement).toEqual(statements);
  });

  test('takes away what others wrote, by a Sid that AddPermission would not take', () => {
    const api = apiOf();
    put(api, { Statement: [{ Sid: 'a.b' }, { Sid: 'a' }] });
    api.removePermission({ FunctionName: 'pets', StatementId: 'a.b' });
    expect(sidsOf(api)).toEqual(['a']);
    expect(() => api.addPermission(request('a.b'))).toThrow(/^1 validation error detected/);
  });

  test.each<[title: string, fill: (api: PermissionApi) => unknown]>([
    ['was added', (api) => api.addPermission(request('one'))],
    ['was put in a list', (api) => put(api, { Id: 'mine', Statement: [{ Sid: 'one' }] })],
    ['was put alone', (api) => put(api, { Id: 'mine', Statement: { Sid: 'one' } })],
  ])('of the last statement, which %s, deletes the policy', (_, fill) => {
    const api = apiOf();
    fill(api);
    api.removePermission({ FunctionName: 'pets', StatementId: 'one' });
    expect(() => api.getPolicy({ FunctionName: 'pets' })).toThrow(GONE);
    expect(() => api.getResourcePolicy({ ResourceArn: ARN })).toThrow(GONE);
    api.addPermission(request('two'));
    expect(policyOf(api)).toEqual({ Version: '2012-10-17', Id: 'default', Statement: [written('two')] });
  });

  test.each([
    ['there is no policy', [], 'No policy is associated with the given resource.'],
    ['the policy has another Sid', ['two'], 'Statement one is not found in resource policy.'],
    ['the Sid differs in letter case', ['One'], 'Statement one is not found in resource policy.'],
  ])('is refused where %s', (_, sids, message) => {
    const api = apiOf();
    for (const sid of sids) api.addPermission(request(sid));
    expect(() => api.removePermission({ FunctionName: 'pets', StatementId: 'one' })).toThrow(notFound(message));
  });
});

describe('a function, its versions and its aliases', () => {
  const NAMES = ['pets', 'pets:prod', 'pets:1', 'birds'];

  test.each(NAMES)('have a policy each: %s', (name) => {
    const api = apiOf();
    for (const [index, FunctionName] of NAMES.entries()) api.addPermission(request(`sid${index}`, { FunctionName }));
    for (const [index, FunctionName] of NAMES.entries()) expect(sidsOf(api, FunctionName)).toEqual([`sid${index}`]);
    api.removePermission({ FunctionName: name, StatementId: `sid${NAMES.indexOf(name)}` });
    expect(() => api.getPolicy({ FunctionName: name })).toThrow(GONE);
    for (const other of NAMES.filter((one) => one !== name)) expect(sidsOf(api, other)).toHaveLength(1);
  });
});
