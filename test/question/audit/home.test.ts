// Where does a function live, as its Resources say and as we are told?

import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/policy.js';
import { audit } from '../../../src/question/audit/audit.js';
import { arnOfHome, type Home, homeOver } from '../../../src/question/audit/home.js';
import { subjectOf } from '../../../src/question/audit/subject.js';
import { allow, FUNCTION, policyOf } from '../../support/worlds.js';

const HOME: Home = { partition: 'aws', region: 'us-east-2', account: '111122223333', name: 'orders', qualifier: null };
/** The home without some parts. */
const but = (...parts: readonly (keyof Home)[]): Home =>
  Object.fromEntries(Object.entries(HOME).filter(([name]) => !parts.includes(name as keyof Home)));
const PATTERN = 'arn:aws:lambda:us-east-2:*:function:*';
const WEST = FUNCTION.replace('us-east-2', 'us-west-1');

const withResources = (...resources: readonly (string | readonly string[])[]) =>
  policyOf(resources.map((Resource) => allow({ Resource })));

describe('as all Resources say', () => {
  test.each<[what: string, resources: readonly (string | readonly string[])[], home: Home]>([
    ['one', [FUNCTION], HOME],
    ['the same twice', [FUNCTION, FUNCTION], HOME],
    ['an alias', [`${FUNCTION}:live`], { ...HOME, qualifier: 'live' }],
    ['a version', [`${FUNCTION}:7`], { ...HOME, qualifier: '7' }],
    ['an alias and the function itself', [`${FUNCTION}:live`, FUNCTION], but('qualifier')],
    ['two functions', [FUNCTION, `${FUNCTION}-2`], but('name')],
    ['two regions', [FUNCTION, WEST], but('region')],
    ['two regions in one list', [[FUNCTION, WEST]], but('region')],
    [
      'China',
      ['arn:aws-cn:lambda:cn-north-1:111122223333:function:orders'],
      { ...HOME, partition: 'aws-cn', region: 'cn-north-1' },
    ],
    ['a star says nothing', ['*'], {}],
    ['a star beside one', ['*', FUNCTION], HOME],
    [
      'a pattern, its plain parts',
      ['arn:aws:lambda:us-east-2:*:function:*'],
      { partition: 'aws', region: 'us-east-2' },
    ],
    ['any alias of a function', [`${FUNCTION}:*`], but('qualifier')],
    ['a pattern beside one', ['arn:aws:lambda:us-*:111122223333:function:*', FUNCTION], HOME],
    [
      'a pattern against one: what names a function says more',
      [FUNCTION, 'arn:aws:lambda:us-west-1:*:function:*'],
      HOME,
    ],
    ['a pattern against one, the other way round', ['arn:aws:lambda:us-west-1:*:function:*', FUNCTION], HOME],
    ['two patterns, what they agree on', [PATTERN, PATTERN.replace('us-east-2', 'us-west-1')], { partition: 'aws' }],
    ['two patterns against two that name', [PATTERN, FUNCTION, WEST, 'arn:aws-cn:lambda:*:*:*'], but('region')],
    ['any version in another region names it too', [FUNCTION, `${WEST}:*`], but('region', 'qualifier')],
    ['what is no function beside one', ['arn:aws:s3:::photos', FUNCTION], HOME],
    [
      'a variable, what stands before it',
      ['arn:aws:lambda:us-east-2:${aws:SourceAccount}:function:orders'],
      { partition: 'aws', region: 'us-east-2' },
    ],
    ['what is no function', ['arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*'], {}],
    ['no text at all', [''], {}],
  ])('%s', (_, resources, home) => {
    expect(subjectOf(withResources(...resources)).home).toEqual(home);
  });

  test('no statement', () => {
    expect(subjectOf(policyOf([])).home).toEqual({});
  });
});

describe('each statement', () => {
  const homes = (policy: ReturnType<typeof policyOf>, told: Home = {}) =>
    subjectOf(policy, told).statements.map(({ home }) => home);

  test('is about its own Resource, whatever the others name', () => {
    expect(homes(withResources(FUNCTION, WEST)).map(({ region }) => region)).toEqual(['us-east-2', 'us-west-1']);
  });

  test('is about that of the others where its own says nothing', () => {
    expect(homes(withResources('*', FUNCTION))).toEqual([HOME, HOME]);
  });

  test('is about what we are told, before all', () => {
    const told = { region: 'eu-west-1', name: 'other' };
    expect(homes(withResources(FUNCTION, '*'), told)).toEqual([
      { ...HOME, ...told },
      { ...HOME, ...told },
    ]);
  });
});

test.each<[what: string, told: Home, read: Home, home: Home]>([
  ['nothing', {}, {}, {}],
  ['what is told alone', { region: 'a' }, {}, { region: 'a' }],
  ['what is read alone', {}, { region: 'b' }, { region: 'b' }],
  ['what is told first', { region: 'a' }, { region: 'b', account: 'c' }, { region: 'a', account: 'c' }],
  ['no alias is told as well', { qualifier: null }, { qualifier: 'live' }, { qualifier: null }],
])('one home over another: %s', (_, told, read, home) => {
  expect(homeOver(told, read)).toEqual(home);
});

test.each<[home: Home, arn: string | undefined]>([
  [HOME, FUNCTION],
  [{ ...HOME, qualifier: 'live' }, `${FUNCTION}:live`],
  [{ partition: 'aws', region: 'us-east-2', account: '111122223333', name: 'orders' }, FUNCTION],
  [{ partition: 'aws', region: 'us-east-2', account: '111122223333' }, undefined],
  [{ region: 'us-east-2', account: '111122223333', name: 'orders' }, undefined],
  [{}, undefined],
])('the ARN of %j', (home, arn) => {
  expect(arnOfHome(home)).toBe(arn);
});

describe('what follows from it', () => {
  const grant = (over: JsonObject, sourceArn: string) =>
    policyOf(allow({ ...over, Condition: { ArnLike: { 'aws:SourceArn': sourceArn } } }));
  const ids = (policy: ReturnType<typeof policyOf>, home: Home = {}) =>
    audit(policy, { home, isWanted: (id) => /mismatch|^other-/.test(id) }).findings.map(({ id }) => id);
  const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*';

  test.each<[what: string, resource: string, sourceArn: string, home: Home, ids: readonly string[]]>([
    ['nothing known, nothing told', '*', API, {}, []],
    ['all alike', FUNCTION, API, HOME, []],
    ['another region by the Resource', WEST, API, {}, ['region-mismatch']],
    ['another region as told, where the Resource says none', '*', API, { region: 'us-west-1' }, ['region-mismatch']],
    [
      'a Resource that is not to be believed',
      FUNCTION,
      API,
      { region: 'us-west-1' },
      ['other-function', 'region-mismatch'],
    ],
    ['another account', '*', API, { account: '444455556666' }, ['other-account']],
    ['another partition', '*', API, { partition: 'aws-cn' }, ['partition-mismatch']],
    ['another name', FUNCTION, API, { name: 'pets' }, ['other-function']],
    ['another alias', FUNCTION, API, { qualifier: 'live' }, ['other-qualifier']],
    ['an alias in place of the function', `${FUNCTION}:live`, API, { qualifier: null }, ['other-qualifier']],
    ['an alias, where nobody says which', `${FUNCTION}:live`, API, {}, []],
    [
      'a pattern of the region told',
      'arn:aws:lambda:us-*:*:function:*',
      API,
      { region: 'us-east-2', name: 'orders' },
      [],
    ],
    [
      'a pattern of another region',
      'arn:aws:lambda:eu-*:*:function:*',
      API,
      { region: 'us-east-2' },
      ['other-function'],
    ],
  ])('%s', (_, Resource, sourceArn, home, expected) => {
    expect(ids(grant({ Resource }, sourceArn), home)).toEqual(expected);
  });
});
