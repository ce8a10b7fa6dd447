// Who calls, and which condition keys are present, absent or unknown?

import { expect, test } from '@jest/globals';
import {
  type Caller,
  contextEntry,
  createInvocation,
  type InvocationInput,
  roleOfSession,
} from '../../src/model/invocation.js';

const resource = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const sourceArn = 'arn:aws:execute-api:us-east-2:444455556666:a1b2c3d4e5/prod/GET/pets';

/** What is there of a key: its values, 'absent' or 'unknown'. */
function stateOf(input: Partial<InvocationInput>, key: string) {
  const entry = contextEntry(createInvocation({ resource, ...input }), key.toLowerCase());
  return entry.state === 'present' ? entry.values.map(({ text }) => text) : entry.state;
}

test.each<[principal: string | undefined, caller: Caller]>([
  [undefined, { kind: 'service', name: 'apigateway.amazonaws.com' }],
  ['events.amazonaws.com', { kind: 'service', name: 'events.amazonaws.com' }],
  ['logs.us-east-1.amazonaws.com', { kind: 'service', name: 'logs.us-east-1.amazonaws.com' }],
  ['*', { kind: 'anybody' }],
  ['111122223333', { kind: 'aws', arn: 'arn:aws:iam::111122223333:root', account: '111122223333' }],
  [
    'arn:aws-cn:iam::111122223333:role/a',
    { kind: 'aws', arn: 'arn:aws-cn:iam::111122223333:role/a', account: '111122223333' },
  ],
  ['11112222333', { kind: 'other', name: '11112222333' }],
  ['somebody', { kind: 'other', name: 'somebody' }],
  ['', { kind: 'other', name: '' }],
  ['a b.amazonaws.com', { kind: 'other', name: 'a b.amazonaws.com' }],
])('the principal %j', (principal, caller) => {
  const invocation = createInvocation({ resource, ...(principal === undefined ? {} : { principal }) });
  expect(invocation.caller).toEqual(caller);
  expect(invocation.principal).toBe(principal ?? 'apigateway.amazonaws.com');
});

test.each<[title: string, input: Partial<InvocationInput>, key: string, state: string[] | 'absent' | 'unknown']>([
  ['the source ARN is present when given', { sourceArn }, 'aws:SourceArn', [sourceArn]],
  ['it is absent otherwise', {}, 'aws:SourceArn', 'absent'],
  ['the source account is that of the source ARN', { sourceArn }, 'aws:SourceAccount', ['444455556666']],
  ['another one may be given', { sourceArn, sourceAccount: '111122223333' }, 'aws:SourceAccount', ['111122223333']],
  ['or none', { sourceArn, sourceAccount: null }, 'aws:SourceAccount', 'absent'],
  ['a source ARN without account brings none', { sourceArn: 'arn:aws:s3:::bucket' }, 'aws:SourceAccount', 'absent'],
  ['nor does a source ARN that is none', { sourceArn: 'bucket' }, 'aws:SourceAccount', 'absent'],
  ['a service is told to be one', {}, 'aws:PrincipalIsAWSService', ['true']],
  ['and its name', {}, 'aws:PrincipalServiceName', ['apigateway.amazonaws.com']],
  ['an account is not a service', { principal: '111122223333' }, 'aws:PrincipalIsAWSService', ['false']],
  ['and has no service name', { principal: '111122223333' }, 'aws:PrincipalServiceName', 'absent'],
  [
    'a role has an ARN',
    { principal: 'arn:aws:iam::111122223333:role/a' },
    'aws:PrincipalArn',
    ['arn:aws:iam::111122223333:role/a'],
  ],
  [
    'a session has that of its role',
    { principal: 'arn:aws:sts::111122223333:assumed-role/a/me' },
    'aws:PrincipalArn',
    ['arn:aws:iam::111122223333:role/a'],
  ],
  ['both have an account', { principal: 'arn:aws:iam::111122223333:role/a' }, 'aws:PrincipalAccount', ['111122223333']],
  ['of anybody nothing is known', { principal: '*' }, 'aws:PrincipalIsAWSService', 'absent'],
  ['the time is unknown', {}, 'aws:CurrentTime', 'unknown'],
  ['so is the organisation', {}, 'aws:SourceOrgID', 'unknown'],
  ['until it is given', { context: { 'AWS:sourceorgid': 'o-1' } }, 'aws:SourceOrgID', ['o-1']],
  [
    'a key is found whatever its case',
    { context: { 'Lambda:FunctionUrlAuthType': 'NONE' } },
    'lambda:functionurlauthtype',
    ['NONE'],
  ],
  ['numbers and booleans are texts', { context: { a: 5, b: true } }, 'b', ['true']],
  ['a list has many values', { context: { a: ['x', 'y'] } }, 'a', ['x', 'y']],
  ['a list of nothing is as if it were not there', { context: { a: [] } }, 'a', 'absent'],
  [
    'what is given outweighs what is filled in',
    { sourceArn, context: { 'aws:sourcearn': 'x' } },
    'aws:SourceArn',
    ['x'],
  ],
  ['what is said to be unknown is', { sourceArn, unknown: ['AWS:SOURCEARN'] }, 'aws:SourceArn', 'unknown'],
  ['a key may be named like what every object has', { context: JSON.parse('{"__proto__": "x"}') }, '__proto__', ['x']],
  ['and is absent when not given', {}, 'constructor', 'absent'],
])('%s', (_, input, key, state) => expect(stateOf(input, key)).toEqual(state));

test('the action is to invoke, unless another is given', () => {
  expect(createInvocation({ resource }).action).toBe('lambda:InvokeFunction');
  expect(createInvocation({ resource, action: 'lambda:InvokeFunctionUrl' }).action).toBe('lambda:InvokeFunctionUrl');
});

test('a source account that is filled in is told, one that is given is not', () => {
  expect(createInvocation({ resource, sourceArn }).notes).toEqual([expect.stringContaining('`444455556666`')]);
  expect(createInvocation({ resource, sourceArn, sourceAccount: '444455556666' }).notes).toEqual([]);
  expect(createInvocation({ resource, sourceArn, sourceAccount: null }).notes).toEqual([]);
  expect(createInvocation({ resource }).notes).toEqual([]);
});

test.each<[arn: string, role: string | undefined]>([
  ['arn:aws:sts::111122223333:assumed-role/a/me', 'arn:aws:iam::111122223333:role/a'],
  ['arn:aws-cn:sts::111122223333:assumed-role/a/me', 'arn:aws-cn:iam::111122223333:role/a'],
  ['arn:aws:sts::111122223333:assumed-role/', undefined],
  ['arn:aws:sts::111122223333:federated-user/me', undefined],
  ['arn:aws:iam::111122223333:role/a', undefined],
  ['me', undefined],
])('the role behind %s', (arn, role) => expect(roleOfSession(arn)).toBe(role));

test('a value is read as an ARN when asked', () => {
  const invocation = createInvocation({ resource, sourceArn: 'bucket' });
  expect(invocation.resource.arn).toMatchObject({ service: 'lambda', resource: 'function:pets' });
  const entry = contextEntry(invocation, 'aws:sourcearn');
  expect(entry.state === 'present' && entry.values[0]?.arn).toBeNull();
});
