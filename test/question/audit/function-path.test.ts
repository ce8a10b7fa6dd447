// Which function does a path name, by which template; and which templates are none?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { functionPath, PATH_PARTS } from '../../../src/question/audit/function-path.js';
import type { Home } from '../../../src/question/audit/home.js';
import { inTime } from '../../support/in-time.js';
import { holds } from '../../support/worlds.js';

const ALL = '{account}/{region}/{function}.json';
const PLACE: Home = { partition: 'aws', region: 'us-east-2' };
const HOME: Home = { ...PLACE, account: '111122223333', name: 'pets' };

function read(template: string, path: string): Home | undefined {
  const found = functionPath(template);
  if (typeof found === 'string') throw new Error(found);
  return found(path);
}

describe('a path that the template fits', () => {
  test.each<[what: string, template: string, path: string, home: Home]>([
    ['folder by folder', ALL, '111122223333/us-east-2/pets.json', HOME],
    ['below other folders', ALL, 'policies/of/all/111122223333/us-east-2/pets.json', HOME],
    ['from the root', ALL, '/srv/111122223333/us-east-2/pets.json', HOME],
    ['a template from the root', `/srv/${ALL}`, '/srv/111122223333/us-east-2/pets.json', HOME],
    ['from here', ALL, './111122223333/us-east-2/pets.json', HOME],
    ['a template from here', `./p/${ALL}`, 'p/111122223333/us-east-2/pets.json', HOME],
    ['both from here', `./p/${ALL}`, './p/111122223333/us-east-2/pets.json', HOME],
    ['here, twice', ALL, './111122223333/us-east-2/pets.json', HOME],
    ['from above', ALL, '../111122223333/us-east-2/pets.json', HOME],
    ['two slashes', ALL, '111122223333//us-east-2/pets.json', HOME],
    ['two slashes in the template', '{account}//{region}/{function}.json', '111122223333/us-east-2/pets.json', HOME],
    ['backslashes', ALL, 'c:\\policies\\111122223333\\us-east-2\\pets.json', HOME],
    ['backslashes in the template', ALL.replaceAll('/', '\\'), '111122223333/us-east-2/pets.json', HOME],
    ['folders that are named', 'policies/{function}.json', 'policies/pets.json', { name: 'pets' }],
    ['a hyphen between', '{region}-{function}.json', 'us-east-2-pets.json', { ...PLACE, name: 'pets' }],
    ['hyphens in the name', '{region}-{function}.json', 'us-east-2-my-pets-2.json', { ...PLACE, name: 'my-pets-2' }],
    ['hyphens in a name before', '{function}-{region}.json', 'my-pets-us-east-2.json', { ...PLACE, name: 'my-pets' }],
    [
      'a hyphen in GovCloud',
      '{region}-{function}.json',
      'us-gov-west-1-pets.json',
      { partition: 'aws-us-gov', region: 'us-gov-west-1', name: 'pets' },
    ],
    [
      'underscores between',
      '{account}_{region}_{function}.json',
      '111122223333_us-east-2_my_pets.json',
      { ...HOME, name: 'my_pets' },
    ],
    [
      'nothing between digits and letters',
      '{account}{region}/{function}.json',
      '111122223333us-east-2/pets.json',
      HOME,
    ],
    ['a literal at both ends', 'fn-{function}-policy.json', 'fn-a-policy-policy.json', { name: 'a-policy' }],
    [
      'a partition of its own',
      '{partition}/{function}.json',
      'aws-cn/pets.json',
      { partition: 'aws-cn', name: 'pets' },
    ],
    [
      'a partition over that of the region',
      '{partition}/{region}/x.json',
      'aws-iso/us-east-2/x.json',
      { partition: 'aws-iso', region: 'us-east-2' },
    ],
    [
      'the partition of a region',
      '{region}/{function}.json',
      'cn-north-1/pets.json',
      { partition: 'aws-cn', region: 'cn-north-1', name: 'pets' },
    ],
    ['an alias', '{function}/{qualifier}.json', 'pets/live.json', { name: 'pets', qualifier: 'live' }],
    ['a version', '{function}@{qualifier}.json', 'pets@12.json', { name: 'pets', qualifier: '12' }],
    ['the newest version', '{function}/{qualifier}.json', 'pets/$LATEST.json', { name: 'pets', qualifier: null }],
    ['no file ending', '{function}', 'pets', { name: 'pets' }],
    [
      'an alias before the ending',
      '{function}.{qualifier}.json',
      'pets.live.json',
      { name: 'pets', qualifier: 'live' },
    ],
    ['the account alone', '{account}/x.json', '111122223333/x.json', { account: '111122223333' }],
  ])('%s', (_, template, path, home) => {
    expect(read(template, path)).toEqual(home);
  });
});

describe('a path that it does not fit says nothing', () => {
  test.each<[what: string, template: string, path: string]>([
    ['too short', ALL, 'us-east-2/pets.json'],
    ['empty', ALL, ''],
    ['standard input', ALL, '<stdin>'],
    ['another ending', ALL, '111122223333/us-east-2/pets.yaml'],
    ['no region', ALL, '111122223333/ohio/pets.json'],
    ['no account', ALL, '1111/us-east-2/pets.json'],
    ['thirteen digits', ALL, '1111222233334/us-east-2/pets.json'],
    ['letters that no function has', '{function}.json', 'my pets.json'],
    ['a dot in the name', '{function}.json', 'my.pets.json'],
    ['no letter for it', '{function}.json', '.json'],
    ['a dot in the alias', '{function}/{qualifier}.json', 'pets/v1.2.json'],
    ['a dot in the newest version', '{function}/{qualifier}.json', 'pets/$LATEST.PUBLISHED.json'],
    ['more dots than the template has', '{function}.{qualifier}', 'pets.live.json'],
    ['another folder', 'policies/{function}.json', 'cases/pets.json'],
    ['another letter case', 'Policies/{function}.json', 'policies/pets.json'],
    ['another root', '/srv/{function}.json', '/home/srv/pets.json'],
    ['a root that is none', '/{function}.json', 'a/pets.json'],
    ['no partition', '{partition}/{function}.json', 'amazon/pets.json'],
    ['folders behind', ALL, '111122223333/us-east-2/pets.json/more'],
  ])('%s', (_, template, path) => {
    expect(read(template, path)).toBeUndefined();
  });
});

describe('what is no template', () => {
  test.each<[what: string, template: string, says: RegExp]>([
    ['a name that nobody knows', '{name}.json', /^expected one of `\{partition\}`, .*, found `\{name\}`$/],
    ['capitals', '{Function}.json', /found `\{Function\}`$/],
    ['a name with a blank', '{ function }.json', /found `\{ function \}`$/],
    ['an empty name', '{}.json', /found `\{\}`$/],
    ['a name of JavaScript’s own', '{constructor}.json', /found `\{constructor\}`$/],
    ['one unknown beside known ones', '{region}/{fn}.json', /found `\{fn\}`$/],
    ['no braces', 'policies/pets.json', /^expected `\{partition\}`, .* in it, found `policies\/pets\.json`$/],
    ['a brace that is not closed', 'policies/{function.json', /^expected .* in it, found/],
    ['nothing', '', /^expected .* in it, found ``$/],
    ['a part twice', '{region}/{region}.json', /^a part stands twice in it$/],
    ['a star', '**/*.json', /^expected .* in it/],
  ])('%s', (_, template, says) => {
    expect(functionPath(template)).toEqual(expect.stringMatching(says));
  });
});

test('the names are told in the order of an ARN', () => {
  expect(PATH_PARTS).toEqual(['partition', 'region', 'account', 'function', 'qualifier']);
});

test('names as long as a file’s may be that nearly fit are read in time', () => {
  const template = '{function}-{qualifier}-{region}-{account}-{partition}.json';
  for (const letter of ['a-', 'a', '-', 'us-east-1-', '1'])
    expect(inTime(() => read(template, `${letter.repeat(250).slice(0, 250)}!`))).toBeUndefined();
});

test('what a template writes it reads again', () => {
  const parts = fc.record({
    region: fc.constantFrom('us-east-2', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1'),
    account: fc.constantFrom('111122223333', '000000000001'),
    function: fc.stringMatching(/^[\w-]{1,12}$/),
  });
  const templates = fc
    .shuffledSubarray(['{region}', '{account}', '{function}'], { minLength: 3 })
    .chain((names) => fc.constantFrom(...['/', '/a-', '@'].map((separator) => `x/${names.join(separator)}.json`)));
  holds([templates, parts], (template, values) => {
    const path = template.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]);
    expect(read(template, path)).toMatchObject({
      region: values.region,
      account: values.account,
      name: values.function,
    });
  });
});

test('any text is a template or a sentence, and any path is read or not', () => {
  holds([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })], (template, path) => {
    for (const text of [template, `${template}{function}`, `{region}${template}/{account}.json`]) {
      const found = functionPath(text);
      if (typeof found === 'string') expect(found).not.toBe('');
      else expect(['object', 'undefined']).toContain(typeof found(path));
    }
  });
});
