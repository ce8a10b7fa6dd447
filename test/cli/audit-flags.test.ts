// Which audit do the flags ask for, and which of them are wrong usage?

import { describe, expect, test } from '@jest/globals';
import { type AuditFlags, failOnOf, homesOf, minSeverityOf, rulesLike, wantedIds } from '../../src/cli/audit-flags.js';
import { UsageError } from '../../src/cli/command.js';
import type { Home } from '../../src/question/audit/home.js';
import { allRules } from '../../src/question/audit/page.js';

const flags = (over: Partial<AuditFlags> = {}): AuditFlags => ({ format: 'text', color: true, ...over });
const IDS = allRules().map(({ id }) => id);
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const HOME: Home = { partition: 'aws', region: 'us-east-2', account: '111122223333', name: 'pets', qualifier: null };
const PARTIAL: Home = { account: '111122223333', name: 'pets', qualifier: null };

/** What wrong usage says: the sentence, and what to add. */
function refusal(work: () => unknown): { message: string; hint: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return { message: error.message, hint: error.hint ?? '' };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('--only and --skip', () => {
  test.each<[what: string, over: Partial<AuditFlags>, ids: readonly string[]]>([
    ['one id', { only: ['region-mismatch'] }, ['region-mismatch']],
    ['two', { only: ['region-mismatch', 'any-api'] }, ['any-api', 'region-mismatch']],
    [
      'a glob',
      { only: ['wildcard-in-*'] },
      ['wildcard-in-account', 'wildcard-in-partition', 'wildcard-in-principal', 'wildcard-in-region'],
    ],
    ['braces', { only: ['{any,other}-a*'] }, ['any-api', 'other-account']],
    [
      'a glob, and some of it left out',
      { only: ['wildcard-*'], skip: ['wildcard-in-principal', '*-account'] },
      ['wildcard-in-partition', 'wildcard-in-region'],
    ],
    ['a finding of the reader', { only: ['duplicate-key'] }, ['duplicate-key']],
    ['the same twice', { only: ['any-api', 'any-api'] }, ['any-api']],
  ])('%s', (_, over, ids) => {
    const isWanted = wantedIds(flags(over));
    expect(IDS.filter(isWanted).sort()).toEqual(ids);
  });

  test('nothing said, everything wanted', () => {
    expect(IDS.filter(wantedIds(flags()))).toEqual(IDS);
  });

  test.each<[what: string, over: Partial<AuditFlags>]>([
    ['all but all', { skip: ['*'] }],
    ['all, one by one', { skip: ['{a..z}*', '[a-z]*'] }],
    ['one but that one', { only: ['any-api'], skip: ['any-api'] }],
    ['some but more than those', { only: ['wildcard-in-*'], skip: ['wildcard-*'] }],
  ])('%s leaves nothing to ask: wrong usage', (_, over) => {
    expect(refusal(() => wantedIds(flags(over))).message).toBe('--skip leaves out every check');
  });

  test.each<[what: string, over: Partial<AuditFlags>, flag: string]>([
    ['two ids', { only: ['any-api,other-account'] }, '--only'],
    ['two to be left out', { skip: ['any-api,other-account'] }, '--skip'],
    ['a comma at the end', { only: ['any-api,'] }, '--only'],
    ['a comma and a blank', { only: ['any-api, other-account'] }, '--only'],
  ])('%s by one flag: the flag is to be written again', (_, over, flag) => {
    expect(refusal(() => wantedIds(flags(over)))).toEqual({
      message: expect.stringMatching(/^no check is called `any-api,/),
      hint: `write ${flag} again for each of several`,
    });
  });

  test('a comma in braces is part of the glob', () => {
    expect(IDS.filter(wantedIds(flags({ only: ['{any-api,odd-sid}'] })))).toEqual(['any-api', 'odd-sid']);
  });

  test.each<[what: string, over: Partial<AuditFlags>, says: RegExp, suggests: readonly string[]]>([
    [
      'a slip of the pen',
      { only: ['regoin-mismatch'] },
      /^no check is called `regoin-mismatch` \(--only\)$/,
      ['region-mismatch', 'partition-mismatch'],
    ],
    ['to be left out', { skip: ['mismatches-region'] }, /\(--skip\)$/, ['region-mismatch']],
    ['a glob that matches none', { only: ['nothing-*'] }, /`nothing-\*`/, []],
    ['one of two', { only: ['any-api', 'any-apis'] }, /`any-apis`/, ['any-api']],
    ['capitals', { only: ['Any-API'] }, /`Any-API`/, ['any-api']],
    ['nothing', { only: [''] }, /no check is called ``/, IDS],
    ['letters of no word', { skip: ['??'] }, /`\?\?`/, IDS],
  ])('%s is wrong usage', (_, over, says, suggests) => {
    const { message, hint } = refusal(() => wantedIds(flags(over)));
    expect(message).toMatch(says);
    const [head, ...lines] = hint.split('\n');
    expect(head).toBe('expected one of:');
    expect(lines.map((line) => line.trim())).toEqual(expect.arrayContaining([...suggests]));
    expect(lines.every((line) => IDS.includes(line.trim()))).toBe(true);
  });
});

test('--explain finds pages by globs', () => {
  expect(rulesLike('[ad]uplicate-*', '--explain').map(({ id }) => id)).toEqual([
    'duplicate-sid',
    'duplicate-statement',
    'duplicate-key',
  ]);
  expect(rulesLike('*', '--explain')).toHaveLength(IDS.length);
});

describe('--fail-on', () => {
  test.each([
    [undefined, 'error'],
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['never', 'never'],
  ])('%s is %s', (failOn, wanted) => {
    expect(failOnOf(flags(failOn === undefined ? {} : { failOn }))).toBe(wanted);
  });

  test.each(['Error', 'errors', '', 'notice', 'always'])('`%s` is wrong usage', (failOn) => {
    expect(refusal(() => failOnOf(flags({ failOn }))).message).toMatch(
      /^expected one of error, warning, info, never as --fail-on/,
    );
  });
});

describe('--min-severity', () => {
  test.each([
    [undefined, 'info'],
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
  ])('%s is %s', (minSeverity, wanted) => {
    expect(minSeverityOf(flags(minSeverity === undefined ? {} : { minSeverity }))).toBe(wanted);
  });

  test.each(['never', 'Error', 'warnings', '', 'note'])('`%s` is wrong usage', (minSeverity) => {
    expect(refusal(() => minSeverityOf(flags({ minSeverity }))).message).toBe(
      `expected one of error, warning, info as --min-severity, found \`${minSeverity}\``,
    );
  });
});

describe('where the function lives', () => {
  test.each<[what: string, over: Partial<AuditFlags>, home: Home | undefined]>([
    ['nothing said', {}, {}],
    ['its ARN', { function: FUNCTION }, HOME],
    ['the ARN of an alias', { function: `${FUNCTION}:live` }, { ...HOME, qualifier: 'live' }],
    ['its name', { function: 'pets' }, { name: 'pets', qualifier: null }],
    ['its name and alias', { function: 'pets:live' }, { name: 'pets', qualifier: 'live' }],
    ['its name and version', { function: 'my-pets_2:17' }, { name: 'my-pets_2', qualifier: '17' }],
    ['its region, and the partition by it', { region: 'us-east-2' }, { partition: 'aws', region: 'us-east-2' }],
    ['a region of China', { region: 'cn-north-1' }, { partition: 'aws-cn', region: 'cn-north-1' }],
    ['its partition', { partition: 'aws-cn' }, { partition: 'aws-cn' }],
    [
      'its partition over that of the region',
      { region: 'us-east-2', partition: 'aws-iso' },
      { partition: 'aws-iso', region: 'us-east-2' },
    ],
    ['its account', { account: '111122223333' }, { account: '111122223333' }],
    ['its name, and where it is', { function: 'pets', region: 'us-east-2', account: '111122223333' }, HOME],
    [
      'its path',
      { functionFrom: ['{account}/{region}/{function}.json'] },
      { partition: 'aws', region: 'us-east-2', account: '111122223333', name: 'pets' },
    ],
    [
      'a path, and what it does not say',
      { functionFrom: ['{function}.json'], region: 'us-east-2' },
      { partition: 'aws', region: 'us-east-2', name: 'pets' },
    ],
    [
      'a path over the flags',
      { functionFrom: ['{region}/{function}.json'], region: 'eu-west-1' },
      { partition: 'aws', region: 'us-east-2', name: 'pets' },
    ],
    [
      'a path over the account and the partition',
      { functionFrom: ['{account}/{region}/{function}.json'], account: '444455556666', partition: 'aws-iso' },
      { partition: 'aws', region: 'us-east-2', account: '111122223333', name: 'pets' },
    ],
    ['a path that fits not', { functionFrom: ['{region}.json'], account: '111122223333' }, undefined],
    [
      'a second path, where the first fits not',
      { functionFrom: ['{region}.json', '{function}.json'], account: '111122223333' },
      { account: '111122223333', name: 'pets' },
    ],
    [
      'the first of two that fit, and nothing of the other',
      { functionFrom: ['{function}.json', '{region}/{function}.json'] },
      { name: 'pets' },
    ],
    [
      'the first of two that fit, the other way round',
      { functionFrom: ['{region}/{function}.json', '{function}.json'] },
      { partition: 'aws', region: 'us-east-2', name: 'pets' },
    ],
    ['two paths that fit not', { functionFrom: ['{region}.json', '{account}.json'] }, undefined],
    ['its partial ARN', { function: '111122223333:function:pets' }, PARTIAL],
    ['its partial ARN without the word', { function: '111122223333:pets' }, PARTIAL],
    [
      'its partial ARN with an alias',
      { function: '111122223333:function:pets:live' },
      { ...PARTIAL, qualifier: 'live' },
    ],
    ['its partial ARN and its region', { function: '111122223333:function:pets', region: 'us-east-2' }, HOME],
    ['the word and its name', { function: 'function:pets' }, { name: 'pets', qualifier: null }],
    ['its newest version', { function: 'pets:$LATEST' }, { name: 'pets', qualifier: '$LATEST' }],
    ['its ARN, and the same again', { function: FUNCTION, region: 'us-east-2', account: '111122223333' }, HOME],
  ])('%s', (_, over, home) => {
    expect(homesOf(flags(over))('p/111122223333/us-east-2/pets.json')).toEqual(home);
  });

  test.each<[what: string, over: Partial<AuditFlags>, says: RegExp]>([
    ['no region', { region: 'ohio' }, /^expected a region such as `us-east-2` as --region, found `ohio`$/],
    ['an empty region', { region: '' }, /as --region, found ``$/],
    ['a zone', { region: 'us-east-2a' }, /as --region/],
    [
      'no account',
      { account: '1111-2222-3333' },
      /^expected an account id of 12 digits as --account, found `1111-2222-3333`$/,
    ],
    ['a short account', { account: '11112222333' }, /as --account/],
    ['no partition', { partition: 'amazon' }, /as --partition/],
    ['an empty partition', { partition: '' }, /as --partition/],
    [
      'no function',
      { function: 'my pets' },
      /^expected the name or the ARN of a function as --function, found `my pets`$/,
    ],
    ['no function at all', { function: '' }, /as --function, found ``$/],
    ['the ARN of something else', { function: 'arn:aws:s3:::photos' }, /as --function/],
    ['an ARN with a star', { function: `${FUNCTION}*` }, /as --function/],
    ['half an ARN', { function: 'arn:aws:lambda:111122223333:function:pets' }, /as --function/],
    ['a partial ARN of a short account', { function: '1111:function:pets' }, /as --function/],
    [
      'an ARN and another region',
      { function: FUNCTION, region: 'eu-west-1' },
      /^--region says `eu-west-1`, and --function `us-east-2`$/,
    ],
    [
      'an ARN and another account',
      { function: FUNCTION, account: '444455556666' },
      /^--account says `444455556666`, and --function `111122223333`$/,
    ],
    [
      'an ARN and another partition',
      { function: FUNCTION, partition: 'aws-cn' },
      /^--partition says `aws-cn`, and --f/,
    ],
    [
      'an ARN and a region of another partition',
      { function: FUNCTION, region: 'cn-north-1' },
      /^--partition says `aws-cn`/,
    ],
    [
      'a partial ARN and another account',
      { function: '111122223333:pets', account: '444455556666' },
      /^--account says `444455556666`, and --function `111122223333`$/,
    ],
    ['one of two templates without parts', { functionFrom: ['{function}.json', 'pets.json'] }, /\(--function-from\)$/],
    ['a template without parts', { functionFrom: ['pets.json'] }, /\(--function-from\)$/],
    ['a template with an unknown part', { functionFrom: ['{name}.json'] }, /found `\{name\}` \(--function-from\)$/],
    [
      'both of them',
      { function: 'pets', functionFrom: ['{function}.json'] },
      /^--function and --function-from both say which function it is$/,
    ],
  ])('%s is wrong usage', (_, over, says) => {
    expect(refusal(() => homesOf(flags(over))).message).toMatch(says);
  });
});
