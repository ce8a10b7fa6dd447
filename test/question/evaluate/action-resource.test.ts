// Which actions and which functions, versions and aliases does a statement speak of?

import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../src/model/policy.js';
import { allow, answerOf, FUNCTION, verdictOf, without } from '../../support/worlds.js';

const INVOKE = 'lambda:InvokeFunction';

describe('Action', () => {
  test.each<[string, Json, string, string]>([
    ['by its name', INVOKE, INVOKE, 'allowed'],
    ['in a list', ['lambda:GetFunction', INVOKE], INVOKE, 'allowed'],
    ['in any case in the policy', 'Lambda:INVOKEfunction', INVOKE, 'allowed'],
    ['in any case in the request', INVOKE, 'lambda:invokefunction', 'allowed'],
    ['another', 'lambda:GetFunction', INVOKE, 'implicitDeny'],
    ['a beginning is not the whole', 'lambda:Invoke', INVOKE, 'implicitDeny'],
    ['with a star', 'lambda:Invoke*', INVOKE, 'allowed'],
    ['with a star in any case', 'LAMBDA:invoke*', INVOKE, 'allowed'],
    ['with a question mark', 'lambda:?nvokeFunction', INVOKE, 'allowed'],
    ['a star also stands for nothing', 'lambda:InvokeFunction*', INVOKE, 'allowed'],
    ['every action of the service', 'lambda:*', INVOKE, 'allowed'],
    ['every action', '*', INVOKE, 'allowed'],
    ['every action of another service', 's3:*', INVOKE, 'implicitDeny'],
    ['an empty list is none', [], INVOKE, 'implicitDeny'],
    ['a name without its service, which AWS refuses, is unknown', 'InvokeFunction', INVOKE, 'unknown'],
  ])('%s', (_, action, asked, expected) => {
    expect(verdictOf(allow({ Action: action }), { action: asked })).toBe(expected);
  });

  test.each<[string, Json, string]>([
    ['excepts the one it names', INVOKE, 'implicitDeny'],
    ['in any case', 'lambda:invoke*', 'implicitDeny'],
    ['means every other', ['lambda:GetFunction', 's3:*'], 'allowed'],
    ['without any means all', [], 'allowed'],
  ])('NotAction %s', (_, action, expected) => {
    expect(verdictOf({ ...without('Action'), NotAction: action })).toBe(expected);
  });
});

describe('Resource', () => {
  const ALIAS = `${FUNCTION}:live`;

  test.each<[string, Json, string, string]>([
    ['by its ARN', FUNCTION, FUNCTION, 'allowed'],
    ['in a list', ['arn:aws:lambda:us-east-2:111122223333:function:other', FUNCTION], FUNCTION, 'allowed'],
    ['case counts', FUNCTION.replace('orders', 'Orders'), FUNCTION, 'implicitDeny'],
    ['an alias is not the function', FUNCTION, ALIAS, 'implicitDeny'],
    ['the function is not its alias', ALIAS, FUNCTION, 'implicitDeny'],
    ['an alias by its ARN', ALIAS, ALIAS, 'allowed'],
    ['an alias is not another', ALIAS, `${FUNCTION}:beta`, 'implicitDeny'],
    ['a version is not another', `${FUNCTION}:1`, `${FUNCTION}:2`, 'implicitDeny'],
    ['every alias', `${FUNCTION}:*`, ALIAS, 'allowed'],
    ['every alias is not the function', `${FUNCTION}:*`, FUNCTION, 'implicitDeny'],
    ['a star at the end takes function and alias', `${FUNCTION}*`, ALIAS, 'allowed'],
    ['a star crosses colons in the sixth component', 'arn:aws:lambda:us-east-2:111122223333:*', ALIAS, 'allowed'],
    ['a question mark is one letter', FUNCTION.replace('orders', 'order?'), FUNCTION, 'allowed'],
    ['a star stays within any other component', 'arn:aws:lambda:*:*:function:orders', FUNCTION, 'allowed'],
    [
      'and crosses no colon there',
      'arn:aws:lambda:*:function:orders:live',
      `arn:aws:lambda:us-east-2:1:function:orders:live`,
      'implicitDeny',
    ],
    ['another region', FUNCTION.replace('us-east-2', 'us-east-1'), FUNCTION, 'implicitDeny'],
    ['everything', '*', FUNCTION, 'allowed'],
    ['everything, whatever is asked for', '*', 'orders', 'allowed'],
    ['an empty list is nothing', [], FUNCTION, 'implicitDeny'],
    ['fewer than six parts: nobody has told', 'arn:aws:lambda:*', FUNCTION, 'unknown'],
    ['fewer than six parts with a star first', '*:function:orders', FUNCTION, 'unknown'],
    ['unless the whole text does not match either', 'arn:aws:s3:*', FUNCTION, 'implicitDeny'],
    ['a name is no ARN', 'orders', FUNCTION, 'implicitDeny'],
    ['stars in a row are one', 'arn:aws:lambda:us-east-2:111122223333:**', FUNCTION, 'allowed'],
  ])('%s', (_, resource, asked, expected) => {
    expect(verdictOf(allow({ Resource: resource }), { resource: asked })).toBe(expected);
  });

  test.each<[string, Json, string, string]>([
    ['excepts the one it names', FUNCTION, FUNCTION, 'implicitDeny'],
    ['does not except its aliases', FUNCTION, ALIAS, 'allowed'],
    ['excepts what a star takes', `${FUNCTION}*`, ALIAS, 'implicitDeny'],
    ['without any means all', [], FUNCTION, 'allowed'],
    ['with fewer than six parts is unknown', 'arn:aws:lambda:*', FUNCTION, 'unknown'],
    ['with everything means nothing', '*', FUNCTION, 'implicitDeny'],
  ])('NotResource %s', (_, resource, asked, expected) => {
    expect(verdictOf({ ...without('Resource'), NotResource: resource }, { resource: asked })).toBe(expected);
  });

  test.each<[string, string, string, readonly string[]]>([
    ['an alias under a wildcard: whether that policy is asked at all is not known', `${FUNCTION}:*`, ALIAS, ['?']],
    ['an alias under everything as well', '*', ALIAS, ['?']],
    ['the function itself under a wildcard is plain', `${FUNCTION}*`, FUNCTION, []],
    ['an alias by name is plain', ALIAS, ALIAS, []],
    [
      'that a star crosses no colon is the careful reading',
      'arn:aws:lambda:*:111122223333:orders',
      'arn:aws:lambda:us-east-2:x:111122223333:orders',
      ['I'],
    ],
    ['another function altogether is plain', 'arn:aws:lambda:us-east-2:111122223333:function:x*', FUNCTION, []],
  ])('%s', (_, resource, asked, grades) => {
    const { caveats } = answerOf(allow({ Resource: resource }), { resource: asked });
    expect(caveats.map(({ grade }) => grade)).toEqual(grades);
  });

  test.each([
    ['a grant on the function, an alias asked for', FUNCTION, ALIAS],
    ['a grant on an alias, the function asked for', ALIAS, FUNCTION],
  ])('%s: the reason says that one does not cover the other', (_, resource, asked) => {
    const [statement] = answerOf(allow({ Resource: resource }), { resource: asked }).statements;
    expect(statement?.because).toMatchObject({ element: 'Resource', expected: [resource], actual: [asked] });
    expect(statement?.because?.message).toMatch(/`live`.*does not cover/);
  });
});
