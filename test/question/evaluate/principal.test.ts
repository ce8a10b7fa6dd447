// Whom do Principal and NotPrincipal name: a service, everybody, an account, a role and its sessions, someone deleted?

import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../src/model/policy.js';
import { allow, answerOf, deny, ROLE, SESSION, verdictOf, without } from '../../support/worlds.js';

const ACCOUNT = '111122223333';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
const SERVICE = 'apigateway.amazonaws.com';

const allowed = (principal: Json, caller: string) => verdictOf(allow({ Principal: principal }), { principal: caller });

describe('Principal', () => {
  test.each<[string, Json, string, string]>([
    ['a service is named exactly', { Service: SERVICE }, SERVICE, 'allowed'],
    ['a service in a list', { Service: ['events.amazonaws.com', SERVICE] }, SERVICE, 'allowed'],
    ['another service', { Service: 'events.amazonaws.com' }, SERVICE, 'implicitDeny'],
    ['the name of China is another', { Service: `${SERVICE}.cn` }, SERVICE, 'implicitDeny'],
    ['case counts', { Service: 'APIGateway.amazonaws.com' }, SERVICE, 'implicitDeny'],
    ['a service is no AWS principal', { AWS: SERVICE }, SERVICE, 'implicitDeny'],
    ['an empty list is nobody', { Service: [] }, SERVICE, 'implicitDeny'],
    ['an empty object is nobody', {}, SERVICE, 'implicitDeny'],
    ['everybody, a service too', '*', SERVICE, 'allowed'],
    ['everybody in the long form', { AWS: '*' }, SERVICE, 'allowed'],
    ['everybody, a role too', '*', ROLE, 'allowed'],
    ['everybody, anybody too', '*', '*', 'allowed'],
    ['every service: nobody has told', { Service: '*' }, SERVICE, 'unknown'],
    ['every service is no role', { Service: '*' }, ROLE, 'implicitDeny'],
    ['two types are alternatives', { AWS: ROLE, Service: SERVICE }, SERVICE, 'allowed'],
    ['two types are alternatives, the other way', { AWS: ROLE, Service: SERVICE }, ROLE, 'allowed'],
    ['anybody is no service', { Service: SERVICE }, '*', 'implicitDeny'],
    ['a role by its ARN', { AWS: ROLE }, ROLE, 'allowed'],
    ['a role is all its sessions', { AWS: ROLE }, SESSION, 'allowed'],
    ['a session by its ARN', { AWS: SESSION }, SESSION, 'allowed'],
    ['a session is not another', { AWS: SESSION }, `${SESSION}2`, 'implicitDeny'],
    ['a session is not its role', { AWS: SESSION }, ROLE, 'implicitDeny'],
    ['another role', { AWS: `${ROLE}er` }, SESSION, 'implicitDeny'],
    [
      'a role with a path, whose sessions do not tell it',
      { AWS: ROLE.replace('role/', 'role/ci/') },
      SESSION,
      'unknown',
    ],
    ['a role of that name elsewhere', { AWS: ROLE.replace(ACCOUNT, '444455556666') }, SESSION, 'implicitDeny'],
    ['an account by its id is its root', { AWS: ACCOUNT }, ROOT, 'allowed'],
    ['an account by its root', { AWS: ROOT }, ACCOUNT, 'allowed'],
    ['an account is its users', { AWS: ACCOUNT }, USER, 'allowed'],
    ['an account is its roles', { AWS: ROOT }, ROLE, 'allowed'],
    ['an account is its sessions', { AWS: ROOT }, SESSION, 'allowed'],
    ['another account', { AWS: '444455556666' }, USER, 'implicitDeny'],
    ['a user is not the account', { AWS: USER }, ACCOUNT, 'implicitDeny'],
    ['an account is no service', { AWS: ROOT }, SERVICE, 'implicitDeny'],
    ['what is left of a deleted role is nobody', { AWS: 'AROAEXAMPLEEXAMPLE12' }, ROLE, 'implicitDeny'],
    ['what is left of a deleted user is nobody', { AWS: 'AIDAEXAMPLEEXAMPLE12' }, USER, 'implicitDeny'],
    ['a wildcard in a name, which AWS refuses, is unknown', { AWS: `arn:aws:iam::${ACCOUNT}:user/*` }, USER, 'unknown'],
    ['a type that AWS does not know is unknown', { Services: SERVICE }, SERVICE, 'unknown'],
    ['a name without its type is unknown', SERVICE, SERVICE, 'unknown'],
  ])('%s', (_, principal, caller, expected) => {
    expect(allowed(principal, caller)).toBe(expected);
  });
});

describe('NotPrincipal', () => {
  const except = (principal: Json, effect: 'Allow' | 'Deny') => ({
    ...without('Principal', effect === 'Allow' ? allow() : deny()),
    NotPrincipal: principal,
  });
  const everybody = allow({ Principal: '*' });

  test.each<[string, Json, string, string]>([
    ['denies all but the service', { Service: SERVICE }, SERVICE, 'allowed'],
    ['denies another service', { Service: 'events.amazonaws.com' }, SERVICE, 'explicitDeny'],
    ['denies a role', { Service: SERVICE }, ROLE, 'explicitDeny'],
    ['denies anybody', { Service: SERVICE }, '*', 'explicitDeny'],
    ['denies all but the account, asked for itself', { AWS: ROOT }, ACCOUNT, 'allowed'],
    ['takes an account id for its root', { AWS: ACCOUNT }, ACCOUNT, 'allowed'],
    ['takes an account id for its root, asked for by ARN', { AWS: ACCOUNT }, ROOT, 'allowed'],
    ['says of a role in an account neither', { AWS: ROOT }, ROLE, 'unknown'],
    ['says of a session of a role neither', { AWS: ROLE }, SESSION, 'unknown'],
    ['denies all but the session', { AWS: SESSION }, SESSION, 'allowed'],
    ['denies nobody, where everybody is excepted', '*', SERVICE, 'allowed'],
    ['denies everybody, where nobody is excepted', { AWS: [] }, SERVICE, 'explicitDeny'],
    ['denies the caller, where someone deleted is excepted', { AWS: 'AROAEXAMPLEEXAMPLE12' }, ROLE, 'explicitDeny'],
  ])('with Deny %s', (_, principal, caller, expected) => {
    expect(verdictOf([everybody, except(principal, 'Deny')], { principal: caller })).toBe(expected);
  });

  test('with Allow is nearly public', () => {
    const statement = except({ AWS: ROLE }, 'Allow');
    const ask = (caller: string) => verdictOf(statement, { principal: caller });
    expect([SERVICE, USER, '*', ROLE].map(ask)).toEqual(['allowed', 'allowed', 'allowed', 'implicitDeny']);
  });

  test('beside Principal, which AWS refuses, is unknown', () => {
    expect(verdictOf(allow({ NotPrincipal: { AWS: ROLE } }))).toBe('unknown');
  });
});

describe('what is said about it', () => {
  test('that `*` stands for services is inferred', () => {
    expect(answerOf(allow({ Principal: '*' })).caveats).toEqual([expect.objectContaining({ grade: 'I' })]);
    expect(answerOf(allow({ Principal: '*' }), { principal: ROLE }).caveats).toEqual([]);
    expect(answerOf(allow()).caveats).toEqual([]);
  });

  test('someone deleted is called so', () => {
    const [statement] = answerOf(allow({ Principal: { AWS: 'AROAEXAMPLEEXAMPLE12' } })).statements;
    expect(statement?.because).toMatchObject({
      element: 'Principal',
      truth: 'no',
      message: expect.stringContaining('deleted'),
    });
  });

  test('the reason names who is wanted and who calls', () => {
    const [statement] = answerOf(allow({ Principal: { Service: 'events.amazonaws.com' } })).statements;
    expect(statement?.because).toMatchObject({ expected: ['events.amazonaws.com'], actual: [SERVICE] });
    expect(statement?.because?.place.pointer).toBe('/Statement/Principal');
  });
});

describe('the context that a caller brings', () => {
  const context = (principal: string) => answerOf(allow(), { principal }).invocation.context;

  test.each([
    ['a service', SERVICE, { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': SERVICE }],
    [
      'a role',
      ROLE,
      { 'aws:PrincipalIsAWSService': 'false', 'aws:PrincipalArn': ROLE, 'aws:PrincipalAccount': ACCOUNT },
    ],
    ['a session, as its role', SESSION, { 'aws:PrincipalArn': ROLE, 'aws:PrincipalAccount': ACCOUNT }],
    ['an account, as its root', ACCOUNT, { 'aws:PrincipalArn': ROOT, 'aws:PrincipalAccount': ACCOUNT }],
  ])('%s', (_, principal, expected) => {
    expect(context(principal)).toMatchObject(expected);
  });

  test('anybody brings nothing of his own', () => {
    expect(Object.keys(context('*'))).toEqual(['aws:SourceArn', 'aws:SourceAccount']);
  });
});
