// Does a mended source ARN match what is presented, and keep what was right?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MendedSourceArn, mendSourceArn } from '../../../src/gateway/source-arn/mend.js';
import { match } from '../../../src/glob/match.js';
import { parseArn, printArn, splitArn } from '../../../src/model/arn.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
const PRESENTED = 'a1b2c3d4e5/prod/GET/pets';
const mend = (pattern: string, presented: string): MendedSourceArn => mendSourceArn(HEAD + pattern, HEAD + presented);

const COMPONENTS = ['partition', 'service', 'region', 'account', 'resource'] as const;

function matching(pattern: string, presented: string): string[] {
  const wanted = parseArn(pattern);
  const given = splitArn(presented);
  if (wanted === undefined || given === undefined) return [];
  return COMPONENTS.filter((name) => match(wanted[name], given[name]) === 'yes');
}

describe('what follows the account', () => {
  test.each<[mistake: string, pattern: string, presented: string, to: string, difference: RegExp]>([
    ['no suffix', 'a1b2c3d4e5', 'a1b2c3d4e5/prod/GET/', 'a1b2c3d4e5/prod/GET/', /^nothing follows the API id/],
    ['the root’s slash', 'a1b2c3d4e5/*/GET', 'a1b2c3d4e5/prod/GET/', 'a1b2c3d4e5/*/GET/', /without a slash/],
    ['another stage', 'a1b2c3d4e5/test/GET/pets', PRESENTED, PRESENTED, /^the stage differs \(it is `prod`\)$/],
    ['another stage, any of its routes', 'a1b2c3d4e5/test/*', PRESENTED, 'a1b2c3d4e5/prod/*', /^the stage differs/],
    [
      'the Test button',
      'a1b2c3d4e5/prod/GET/pets',
      'a1b2c3d4e5/test-invoke-stage/GET/pets',
      'a1b2c3d4e5/test-invoke-stage/GET/pets',
      /^the stage/,
    ],
    [
      'another method',
      'a1b2c3d4e5/*/POST/pets',
      PRESENTED,
      'a1b2c3d4e5/*/GET/pets',
      /^the method differs \(it is `GET`\)$/,
    ],
    [
      'a verb where ANY is presented',
      'a1b2c3d4e5/*/GET/user',
      'a1b2c3d4e5/prod/ANY/user',
      'a1b2c3d4e5/*/*/user',
      /^the method/,
    ],
    ['a verb in small letters', 'a1b2c3d4e5/*/get/pets', PRESENTED, 'a1b2c3d4e5/*/GET/pets', /in capitals/],
    ['another path', 'a1b2c3d4e5/*/*/dogs', PRESENTED, 'a1b2c3d4e5/*/*/pets', /^the path differs \(it is `\/pets`\)$/],
    [
      'a value for a parameter',
      'a1b2c3d4e5/*/GET/pets/7',
      `${PRESENTED}/{id}`,
      'a1b2c3d4e5/*/GET/pets/{id}',
      /as it is declared/,
    ],
    [
      'another name of a parameter',
      'a1b2c3d4e5/*/*/{id}',
      'a1b2c3d4e5/prod/GET/{petId}',
      'a1b2c3d4e5/*/*/{petId}',
      /as it is declared/,
    ],
    [
      '$default with a method',
      'a1b2c3d4e5/*/*/$default',
      'a1b2c3d4e5/v1/$default',
      'a1b2c3d4e5/*/$default',
      /straight behind the stage/,
    ],
    [
      'a star too many',
      'a1b2c3d4e5/*/*/*',
      'a1b2c3d4e5/dev/$connect',
      'a1b2c3d4e5/*/$connect',
      /stage and route key are presented/,
    ],
    ['another route key', 'a1b2c3d4e5/*/$connect', 'a1b2c3d4e5/dev/send', 'a1b2c3d4e5/*/send', /stage and route key/],
    [
      'a stage where an authorizer is',
      'a1b2c3d4e5/prod/*',
      'a1b2c3d4e5/authorizers/abc',
      'a1b2c3d4e5/authorizers/abc',
      /an authorizer is/,
    ],
    [
      'another API',
      'z9y8x7w6v5/*/GET/pets',
      PRESENTED,
      'a1b2c3d4e5/*/GET/pets',
      /^the API differs \(it is `a1b2c3d4e5`\)$/,
    ],
    ['another API, any of its routes', 'z9y8x7w6v5/*', PRESENTED, 'a1b2c3d4e5/*', /^the API differs/],
    ['another API, any path', 'z9y8x7w6v5/*/GET/*', PRESENTED, 'a1b2c3d4e5/*/GET/*', /^the API differs/],
  ])('%s', (_, pattern, presented, to, difference) => {
    expect(mend(pattern, presented)).toMatchObject({ to: HEAD + to, differences: [expect.stringMatching(difference)] });
  });
});

describe('the head', () => {
  test.each<[mistake: string, pattern: string, to: string, differences: string[]]>([
    [
      'the region alone',
      'arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/*/GET/*',
      `${HEAD}a1b2c3d4e5/*/GET/*`,
      ['the region differs: the function is in `us-east-2`'],
    ],
    [
      'the account alone',
      'arn:aws:execute-api:*:444455556666:a1b2c3d4e5/*',
      'arn:aws:execute-api:*:111122223333:a1b2c3d4e5/*',
      ['the account differs: the API belongs to `111122223333`'],
    ],
    [
      'the partition alone',
      'arn:aws-cn:execute-api:us-east-2:111122223333:a1b2c3d4e5/*',
      `${HEAD}a1b2c3d4e5/*`,
      ['the partition differs: it is `aws`'],
    ],
    [
      'another service, whose resource is replaced too',
      'arn:aws:apigateway:us-east-2:111122223333:/restapis/a1b2c3d4e5',
      HEAD + PRESENTED,
      ['the service differs: it is `execute-api`', 'what follows the account differs'],
    ],
    [
      'region and stage together',
      'arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/test/GET/pets',
      HEAD + PRESENTED,
      ['the region differs: the function is in `us-east-2`', 'the stage differs (it is `prod`)'],
    ],
  ])('%s', (_, pattern, to, differences) => {
    expect(mendSourceArn(pattern, HEAD + PRESENTED)).toMatchObject({ to, differences });
  });

  test.each([
    '',
    '*',
    'a1b2c3d4e5/*',
    'arn:aws:execute-api:us-east-2:a1b2c3d4e5/*',
  ])('`%s` is replaced whole', (pattern) => {
    expect(mendSourceArn(pattern, HEAD + PRESENTED)).toMatchObject({ to: HEAD + PRESENTED, distance: 6 });
  });
});

describe('whether a statement is to be added, not changed', () => {
  test.each<[why: string, pattern: string, servesOthers: boolean]>([
    ['another stage may be called too', 'a1b2c3d4e5/test/GET/pets', true],
    ['so may another method', 'a1b2c3d4e5/*/POST/pets', true],
    ['and another path', 'a1b2c3d4e5/*/GET/dogs', true],
    ['and another API', 'z9y8x7w6v5/*', true],
    ['what is never presented serves nobody', 'a1b2c3d4e5/*/get/pets', false],
    ['nor does an API without suffix', 'a1b2c3d4e5', false],
  ])('%s', (_, pattern, servesOthers) => {
    expect(mend(pattern, PRESENTED).servesOthers).toBe(servesOthers);
  });

  test('the wrong region serves nobody: a function has one', () => {
    const pattern = 'arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/*/POST/dogs';
    expect(mendSourceArn(pattern, HEAD + PRESENTED).servesOthers).toBe(false);
  });
});

test('the way out names what to write and in place of what', () => {
  expect(
    mendSourceArn('arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/test/GET/pets', HEAD + PRESENTED).wayOut,
  ).toBe('write `arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets`');
});

describe('laws', () => {
  const segment = fc.constantFrom(
    '*',
    '',
    'prod',
    'test',
    '$default',
    'GET',
    'ANY',
    'get',
    'pets',
    '{id}',
    '?',
    'p*',
    '7',
  );
  const resource = fc
    .tuple(fc.constantFrom('a1b2c3d4e5', 'z9y8x7w6v5', '*', 'a*'), fc.array(segment, { maxLength: 5 }))
    .map(([api, segments]) => [api, ...segments].join('/'));
  const head = fc
    .tuple(
      fc.constantFrom('aws', 'aws-cn', '*'),
      fc.constantFrom('execute-api', 'apigateway', '*'),
      fc.constantFrom('us-east-2', 'us-east-?', 'eu-west-1', ''),
      fc.constantFrom('111122223333', '4444*', '*'),
    )
    .map((components) => ['arn', ...components].join(':'));
  const pattern = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(head, resource).map((parts) => parts.join(':')) },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.string().map((text) => HEAD + text) },
  );
  const presented = fc
    .constantFrom(
      'prod/GET/',
      'prod/ANY/{proxy+}',
      'test-invoke-stage/GET/pets/{id}',
      '$default/$default',
      'dev/$connect',
      'authorizers/abc123',
    )
    .map((suffix) => `${HEAD}a1b2c3d4e5/${suffix}`);

  test('what is mended matches what is presented', () => {
    fc.assert(
      fc.property(pattern, presented, (wanted, given) => {
        expect(matching(mendSourceArn(wanted, given).to, given)).toEqual(COMPONENTS);
      }),
    );
  });

  test('a component that matches stays as it is', () => {
    fc.assert(
      fc.property(pattern, presented, (wanted, given) => {
        const [before, after] = [parseArn(wanted), parseArn(mendSourceArn(wanted, given).to)];
        for (const name of matching(wanted, given) as (typeof COMPONENTS)[number][])
          expect(after?.[name]).toEqual(before?.[name]);
      }),
    );
  });

  test('a pattern that matches is mended by nothing, and only such a one', () => {
    fc.assert(
      fc.property(pattern, presented, (wanted, given) => {
        const { to, differences, distance } = mendSourceArn(wanted, given);
        const isMatch = matching(wanted, given).length === COMPONENTS.length;
        expect({ isMatch: distance === 0, same: differences.length === 0 }).toEqual({ isMatch, same: isMatch });
        const arn = parseArn(wanted);
        if (isMatch) expect(to).toBe(arn && printArn(arn));
      }),
    );
  });
});
