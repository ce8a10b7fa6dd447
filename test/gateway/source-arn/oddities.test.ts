// Is what is odd about a source ARN told by its id, and nothing told of one that is fine?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { odditiesOf } from '../../../src/gateway/source-arn/oddities.js';
import { HTTP_VERBS } from '../../../src/model/aws.js';
import { parseSourceArn, type SourceArn } from '../../../src/model/execute-api.js';
import type { Severity } from '../../../src/model/finding.js';
import { inTime } from '../../support/in-time.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
const read = (text: string) => parseSourceArn(text) as SourceArn;
const idsOf = (text: string) => odditiesOf(read(text)).map(({ id }) => id);

describe('behind the API id', () => {
  test.each<[fact: string, suffix: string, id: string, severity: Severity, hint: RegExp]>([
    ['nothing at all', '', 'missing-suffix', 'error', /`a1b2c3d4e5\/\*`/],
    ['a slash and nothing', '/', 'missing-suffix', 'error', /`a1b2c3d4e5\/\*`/],
    ['a stage alone', '/prod', 'missing-route', 'error', /`a1b2c3d4e5\/prod\/\*`/],
    ['a stage and a slash', '/prod/', 'missing-route', 'error', /`a1b2c3d4e5\/prod\/\*`/],
    ['the word authorizers alone', '/authorizers', 'missing-route', 'error', /`a1b2c3d4e5\/authorizers\/\*`/],
    ['authorizers and a slash', '/authorizers/', 'missing-route', 'error', /`a1b2c3d4e5\/authorizers\/\*`/],
    ['the stage of the Test button', '/test-invoke-stage/GET/pets', 'test-invoke-stage', 'warning', /`\*`/],
    ['that stage with any route', '/test-invoke-stage/*', 'test-invoke-stage', 'warning', /`\*`/],
    ['its stage until 2018', '/null/GET/pets', 'null-stage', 'warning', /`\*`/],
    ['a placeholder as stage', '/{stage}/GET/pets', 'odd-stage', 'error', /`\*`/],
    ['an empty stage', '//GET/pets', 'empty-stage', 'error', /`\*`/],
    ['the root without its slash', '/*/GET', 'root-without-slash', 'error', /`a1b2c3d4e5\/\*\/GET\/`/],
    ['the root of ANY without its slash', '/prod/ANY', 'root-without-slash', 'error', /`a1b2c3d4e5\/prod\/ANY\/`/],
    ['that in small letters', '/*/get', 'root-without-slash', 'warning', /`a1b2c3d4e5\/\*\/GET\/`/],
    ['a path glued to its method', '/*/POSTapi', 'missing-slash', 'warning', /`a1b2c3d4e5\/\*\/POST\/api`/],
    ['the word ANY', '/prod/ANY/user', 'any-method', 'warning', /`\*`/],
    ['a verb in small letters', '/*/get/pets', 'lower-case-verb', 'error', /`GET`/],
    ['ANY in mixed letters', '/*/Any/pets', 'lower-case-verb', 'error', /`ANY`/],
    ['an empty method', '/prod//pets', 'empty-method', 'error', /`\*`/],
    ['a method nobody presents', '/*/FETCH/pets', 'unknown-method', 'warning', /ANY, DELETE, .*, PUT$/],
    ['$default with a method', '/*/*/$default', 'segment-too-many', 'error', /`a1b2c3d4e5\/\*\/\$default`/],
    ['$connect with a method', '/dev/*/$connect', 'segment-too-many', 'error', /`a1b2c3d4e5\/dev\/\$connect`/],
    ['$disconnect with a method', '/*/*/$disconnect', 'segment-too-many', 'error', /\/\*\/\$disconnect`/],
    ['a route key with a path', '/*/$default/pets', 'segment-too-many', 'error', /`a1b2c3d4e5\/\*\/\$default`/],
    ['a slash at the end of a path', '/*/GET/pets/', 'trailing-slash', 'warning', /`\/pets`/],
    ['two slashes before a path', '/*/GET//pets', 'double-slash', 'warning', /`\/pets`/],
    ['two slashes as the path', '/*/GET//', 'double-slash', 'warning', /`\/`/],
    ['a parameter with a colon', '/*/GET/pets/:id', 'colon-parameter', 'warning', /`\{id\}`/],
  ])('%s', (_, suffix, id, severity, hint) => {
    const arn = `${HEAD}a1b2c3d4e5${suffix}`;
    expect(idsOf(arn)).toEqual([id]);
    expect(odditiesOf(read(arn))).toMatchObject([{ severity, hint: expect.stringMatching(hint) }]);
  });
});

describe('before it', () => {
  const SUFFIX = 'a1b2c3d4e5/*/GET/pets';
  test.each<[fact: string, arn: string, id: string, severity: Severity]>([
    ['a star as partition', `arn:*:execute-api:us-east-2:111122223333:${SUFFIX}`, 'wildcard-in-partition', 'warning'],
    ['a star as region', `arn:aws:execute-api:*:111122223333:${SUFFIX}`, 'wildcard-in-region', 'warning'],
    ['a question mark in it', `arn:aws:execute-api:us-east-?:111122223333:${SUFFIX}`, 'wildcard-in-region', 'warning'],
    ['a star as account', `arn:aws:execute-api:us-east-2:*:${SUFFIX}`, 'wildcard-in-account', 'warning'],
    ['a region that is none', `arn:aws:execute-api:ohio:111122223333:${SUFFIX}`, 'odd-region', 'error'],
    ['no region', `arn:aws:execute-api::111122223333:${SUFFIX}`, 'odd-region', 'error'],
    ['arn:aws in China', `arn:aws:execute-api:cn-north-1:111122223333:${SUFFIX}`, 'odd-partition', 'error'],
    ['arn:aws in GovCloud', `arn:aws:execute-api:us-gov-west-1:111122223333:${SUFFIX}`, 'odd-partition', 'error'],
    ['arn:aws-cn outside China', `arn:aws-cn:execute-api:us-east-2:111122223333:${SUFFIX}`, 'odd-partition', 'error'],
    ['an account of eleven digits', `arn:aws:execute-api:us-east-2:11112222333:${SUFFIX}`, 'odd-account', 'error'],
    ['no account', `arn:aws:execute-api:us-east-2::${SUFFIX}`, 'odd-account', 'error'],
    ['a star as API', `${HEAD}*/*/GET/pets`, 'any-api', 'warning'],
    ['a star as API and nothing behind', `${HEAD}*`, 'any-api', 'warning'],
    ['a logical id as API', `${HEAD}ServerlessRestApi/*/GET/pets`, 'odd-api-id', 'error'],
    ['a reference that was never resolved', `${HEAD}\${Api}/*/GET/pets`, 'odd-api-id', 'error'],
  ])('%s', (_, arn, id, severity) => {
    expect(odditiesOf(read(arn))).toMatchObject([{ id, severity }]);
  });

  test('a text is shown as it is written', () => {
    expect(odditiesOf(read(`${HEAD}\${Api}/*`))[0]?.message).toContain('`${Api}`');
  });
});

describe('nothing is odd about', () => {
  test.each([
    'prod/GET/pets',
    'prod/GET/',
    'prod/GET/pets/{petId}',
    '*/GET/pets/*',
    '*/*/pets',
    '*/*/',
    '*/*/*',
    '*/*',
    '*',
    'prod/*',
    '*/GET/*',
    '*/GET*',
    '*/*/{proxy+}',
    '$default/GET/pets',
    '$default/$default',
    '*/$default',
    '*/$connect',
    '*$connect',
    'dev/sendmessage',
    'authorizers/abc123',
    'authorizers/*',
  ])('%s', (suffix) => {
    expect(idsOf(`${HEAD}a1b2c3d4e5/${suffix}`)).toEqual([]);
  });

  test.each([
    ['China', 'arn:aws-cn:execute-api:cn-northwest-1'],
    ['GovCloud', 'arn:aws-us-gov:execute-api:us-gov-east-1'],
    ['an isolated region', 'arn:aws-iso-b:execute-api:us-isob-east-1'],
    ['the European sovereign cloud', 'arn:aws-eusc:execute-api:eusc-de-east-1'],
  ])('an API in %s', (_, head) => {
    expect(idsOf(`${head}:111122223333:a1b2c3d4e5/*/GET/pets`)).toEqual([]);
  });
});

test('several oddities are told together, the head’s first', () => {
  expect(idsOf('arn:aws:execute-api:*:*:*/null/get/pets/')).toEqual([
    'wildcard-in-region',
    'wildcard-in-account',
    'any-api',
    'null-stage',
    'lower-case-verb',
    'trailing-slash',
  ]);
});

test('very many slashes are told in time', () => {
  const arn = read(`${HEAD}a1b2c3d4e5/*/GET${'/'.repeat(500_000)}x/`);
  expect(inTime(() => odditiesOf(arn)).map(({ id }) => id)).toEqual(['trailing-slash', 'double-slash']);
});

describe('laws', () => {
  const segment = fc.oneof(
    fc.constantFrom('*', '', '$default', 'GET', 'get', 'ANY', 'prod', '{id}', ':id', 'authorizers', '?'),
    fc.string({ maxLength: 6 }).filter((text) => !text.includes('`')),
  );

  test('any source ARN gets an answer: ids in kebab case, one-line messages, a way out', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        for (const { id, message, hint } of odditiesOf(read(HEAD + segments.join('/')))) {
          expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
          expect(message).not.toMatch(/[.\n]$/);
          expect(hint).not.toMatch(/``|\.$/);
        }
      }),
    );
  });

  test('a concrete route that API Gateway presents never has an error', () => {
    const path = fc.array(fc.constantFrom('pets', '{id}', '{proxy+}', '$default', 'GET'), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.constantFrom('prod', '$default'),
        fc.constantFrom(...HTTP_VERBS, 'ANY'),
        path,
        (stage, verb, to) => {
          const oddities = odditiesOf(read(`${HEAD}a1b2c3d4e5/${stage}/${verb}/${to.join('/')}`));
          expect(oddities.filter(({ severity }) => severity === 'error')).toEqual([]);
        },
      ),
    );
  });
});
