// Which source ARNs do people get wrong, and what is told of them?

import { describe, expect, test } from '@jest/globals';
import { against, china, forArn, gov, OTHER, on, policy, type Row, told, where } from '../../support/audited.js';
import { API, allow, deny, FUNCTION } from '../../support/worlds.js';

const SOURCE_ARNS: readonly Row[] = [
  ['the API’s region', policy(forArn(`${API.replace('us-east-2', 'us-east-1')}/*`)), ['error region-mismatch']],
  [
    'the API’s region, the function told',
    on('/*', { Resource: '*' }),
    ['error region-mismatch'],
    { region: 'eu-west-1' },
  ],
  [
    'the API’s region, and every version of the function',
    policy(forArn(`${API.replace('us-east-2', 'us-east-1')}/*`, { Resource: `${FUNCTION}:*` })),
    ['error region-mismatch'],
  ],
  [
    'another region in a list of what a Deny leaves out: dead weight, and no more',
    policy(
      forArn(`${API}/*`),
      deny({
        Condition: { ArnNotLike: { 'aws:SourceArn': [`${API}/*`, `${API.replace('us-east-2', 'us-west-2')}/*`] } },
      }),
    ),
    ['?warning region-mismatch'],
  ],
  [
    'a star for everything',
    policy(forArn('arn:aws:execute-api:*:*:*')),
    [
      'warning any-api',
      '?warning missing-source-account',
      'warning missing-source-arn',
      'warning wildcard-in-account',
      'warning wildcard-in-region',
    ],
  ],
  [
    'a star for account and API',
    policy(forArn('arn:aws:execute-api:us-east-2:*:*')),
    ['warning any-api', '?warning missing-source-account', 'warning missing-source-arn', 'warning wildcard-in-account'],
  ],
  ['a logical id', policy(forArn(`${API.replace('a1b2c3d4e5', 'OrdersApi')}/*`)), ['error odd-api-id']],
  ['an API’s name', policy(forArn(`${API.replace('a1b2c3d4e5', 'orders-api')}/*`)), ['error odd-api-id']],
  ['an unfilled placeholder', policy(forArn(`${API.replace('a1b2c3d4e5', '<api-id>')}/*`)), ['error odd-api-id']],
  ['another account', policy(forArn(`${API.replace('111122223333', OTHER)}/*`)), ['warning other-account']],
  [
    'no account',
    policy(forArn(`${API.replace('111122223333', '')}/*`)),
    ['error odd-account', '?warning missing-source-account'],
  ],
  [
    'an account that lost its zeros',
    policy(forArn(`${API.replace('111122223333', '1234567890')}/*`)),
    ['error odd-account'],
  ],
  ['every API', policy(forArn(`${API.replace('a1b2c3d4e5', '*')}/prod/*`)), ['warning any-api']],
  ['no source ARN', policy(allow()), ['warning missing-source-arn']],
  [
    'the account only',
    policy(where({ StringEquals: { 'AWS:SourceAccount': '111122223333' } })),
    ['warning account-wide'],
  ],
  ['the root without its slash', on('/*/GET'), ['error root-without-slash']],
  ['the root without its slash, a star', on('/prod/POST'), ['error root-without-slash']],
  ['a verb in lower case', on('/*/get/orders'), ['error lower-case-verb']],
  ['a verb in lower case before a star', on('/prod/get/*'), ['error lower-case-verb']],
  ['a verb in lower case between stars', on('/*/post/*'), ['warning lower-case-verb']],
  ['a missing slash', on('/*/POSTorders'), ['error missing-slash']],
  ['`$default` with a verb too many', on('/*/*/$default'), ['error segment-too-many']],
  ['`$connect` with a star too many', on('/dev/*/$connect'), ['error segment-too-many']],
  ['`$disconnect` with a star behind', on('/dev/$disconnect/*'), ['error segment-too-many']],
  ['the bare API', on(''), ['error missing-suffix']],
  ['the bare API and a slash', on('/'), ['error missing-suffix']],
  ['a stage alone', on('/prod'), ['error missing-route']],
  ['a stage and a slash', on('/prod/'), ['error missing-route']],
  ['no id for the authorizer', on('/authorizers'), ['error missing-route']],
  ['no id for the authorizer, but a slash', on('/authorizers/'), ['error missing-route']],
  // Wrong of a REST API, right of an HTTP API: nobody can tell from the ARN which it is.
  ['a slash at the end, of REST or HTTP', on('/*/GET/orders/'), ['warning trailing-slash']],
  [
    'a slash at the end, of REST',
    policy(forArn(`${API}/prod/GET/orders/`), forArn(`${API}/test-invoke-stage/GET/orders`)),
    ['error trailing-slash'],
  ],
  ['a parameter with a colon', on('/*/GET/orders/:orderId'), ['warning colon-parameter']],
  ['the Test button alone', on('/test-invoke-stage/GET/orders'), ['warning test-invoke-stage']],
  [
    'the Test button and an authorizer alone',
    policy(forArn([`${API}/test-invoke-stage/*`, `${API}/authorizers/*`])),
    ['warning test-invoke-stage'],
  ],
  [
    'the Test button beside a grant for all: more than the Test button is let in',
    policy(forArn(`${API}/test-invoke-stage/GET/orders`), allow()),
    ['warning missing-source-arn'],
  ],
  ['the stage `null`', on('/null/GET/orders'), ['warning null-stage']],
  ['ANY', on('/prod/ANY/{proxy+}'), ['warning any-method']],
  ['two slashes', on('/prod/GET//orders'), ['warning double-slash']],
  ['no verb', on('/prod//orders'), ['error empty-method']],
  ['no stage', on('//GET/orders'), ['error empty-stage']],
  ['a word for a verb', on('/prod/FETCH/orders'), ['warning unknown-method']],
  ['the function’s ARN', policy(forArn(FUNCTION)), ['error wrong-source-service']],
  [
    'the ARN under which it is managed',
    policy(forArn('arn:aws:apigateway:us-east-2::/restapis/a1b2c3d4e5')),
    ['error wrong-source-service', '?warning missing-source-account'],
  ],
  [
    'the URL',
    policy(forArn('https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/prod')),
    ['error malformed-source-arn'],
  ],
  [
    'an ARN without account',
    policy(forArn('arn:aws:execute-api:us-east-2:a1b2c3d4e5/*')),
    ['error malformed-source-arn'],
  ],
  ['a lone star', policy(forArn('*')), ['error malformed-source-arn']],
  ['no region', policy(forArn(`${API.replace('us-east-2', '')}/*`)), ['error odd-region', '?error region-mismatch']],
  [
    'an availability zone',
    policy(forArn(`${API.replace('us-east-2', 'us-east-2a')}/*`)),
    ['error odd-region', '?error region-mismatch'],
  ],
  ['no stage, a method in its place', on('/GET/orders'), ['error missing-stage']],
  ['no stage before the root', on('/POST/'), ['error missing-stage']],
  ['no stage before `ANY`', on('/ANY/orders/*'), ['error missing-stage']],
  ['no stage before a star, which may be one', on('/GET/*'), ['warning missing-stage']],
  ['a stage that is called like a method', on('/GET/GET/orders'), []],
  ['an authorizer behind a stage', on('/prod/authorizers/abc123'), ['error authorizer-in-stage']],
  ['an authorizer behind a star, which may be a path', on('/*/authorizers/abc123'), ['warning authorizer-in-stage']],
  ['a slash before the API', policy(forArn(`${API.replace('a1b2c3d4e5', '/a1b2c3d4e5')}/*`)), ['error odd-api-id']],
  ['nothing for the API', policy(forArn(API.replace('a1b2c3d4e5', ''))), ['error odd-api-id']],
  ['a placeholder for the stage', on('/{stage}/GET/orders'), ['error odd-stage']],
  ['a stage variable', on('/${stageVariables.stage}/GET/orders'), ['error odd-stage', 'error unresolved-reference']],
  ['a dot in the stage', on('/v1.2/GET/orders'), ['error odd-stage']],
  ['a blank at the end', on('/*/GET/orders '), ['error stray-letter']],
  ['a line break at the end', on('/*/GET/orders\n'), ['error stray-letter']],
  ['a blank before it', policy(forArn(` ${API}/*`)), ['error malformed-source-arn', 'error stray-letter']],
  ['quotes around it', policy(forArn(`'${API}/*'`)), ['error malformed-source-arn', 'error stray-letter']],
  ['`\\$default`, as a shell has it', on('/*/\\$default'), ['error stray-letter']],
  ['a blank in one of two', policy(forArn([`${API}/*`, `${API}/prod/GET/a b`])), ['warning stray-letter']],
  [
    'a blank behind the account',
    policy(where({ ArnLike: { 'aws:SourceArn': `${API}/*` }, StringEquals: { 'aws:SourceAccount': '111122223333 ' } })),
    ['error stray-letter', '?error contradicting-source-account'],
  ],
  ['one dead value beside a good one', policy(forArn([`${API}/*`, `${API}/prod`])), ['warning missing-route']],
  [
    'two dead values',
    policy(forArn([`${API}/*/GET`, `${API}/prod`])),
    ['error missing-route', 'error root-without-slash'],
  ],
];

const PARTITIONS: readonly Row[] = [
  [
    '`arn:aws` in China',
    policy(forArn(`${API.replace('us-east-2', 'cn-north-1')}/*`, { Resource: china(FUNCTION) })),
    ['error partition-mismatch', '?error odd-partition'],
  ],
  [
    '`arn:aws` and the region in GovCloud',
    policy(forArn(`${API}/*`, { Resource: gov(FUNCTION) })),
    ['error partition-mismatch', 'error region-mismatch'],
  ],
  [
    '`.com.cn`',
    policy(
      forArn(china(`${API}/*`), { Resource: china(FUNCTION), Principal: { Service: 'apigateway.amazonaws.com.cn' } }),
    ),
    ['error wrong-principal'],
  ],
  [
    '`arn:aws` in GovCloud, the function told',
    on('/*', { Resource: '*' }),
    ['error partition-mismatch'],
    { partition: 'aws-us-gov' },
  ],
];

describe.each<[title: string, rows: readonly Row[]]>([
  ['source ARNs', SOURCE_ARNS],
  ['partitions', PARTITIONS],
])('%s', (_, rows) => {
  test.each(rows)('%s', (__, json, expected, home = {}) => {
    const { wanted, found } = against(expected, told(json, home));
    expect(found).toEqual(wanted);
  });
});
