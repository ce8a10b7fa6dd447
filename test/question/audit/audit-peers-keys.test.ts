// Which keys, operators, Resources and references do people get wrong, and what is told of them?

import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { against, EVERYBODY, forArn, OTHER, on, policy, type Row, told, trap, where } from '../../support/audited.js';
import { API, allow, deny, FUNCTION, ROLE } from '../../support/worlds.js';

const LIKE = { 'aws:SourceArn': `${API}/*` };
const ACCOUNT = { 'aws:SourceAccount': '111122223333' };
/** A good condition, and another one. */
const beside = (Condition: JsonObject, over: JsonObject = {}) => policy(where({ ArnLike: LIKE, ...Condition }, over));
const key = (name: string, value: Json = `${API}/*`) => policy(where({ StringLike: { [name]: value } }));

const KEYS: readonly Row[] = [
  ['`aws:SourceARNs`', key('aws:SourceARNs'), ['warning unknown-key']],
  ['`aws:Source-Arn`', key('aws:Source-Arn'), ['warning unknown-key']],
  ['`aws:SourceAccounts`', key('aws:SourceAccounts', '111122223333'), ['warning unknown-key']],
  ['`aws:SourceOwner`', key('aws:SourceOwner', '111122223333'), ['warning unknown-key']],
  ['`SourceArn`', key('SourceArn'), ['error unknown-key']],
  ['`SourceAccount`', key('SourceAccount', '111122223333'), ['error unknown-key']],
  ['`AWS.SourceArn`', key('AWS.SourceArn'), ['error unknown-key']],
  ['no key at all', key(''), ['error unknown-key']],
  [
    'two misspelt keys',
    policy(where({ ArnLike: { SourceArn: 'a', SourceARNs: 'b' } })),
    Array(2).fill('error unknown-key'),
  ],
  ['a misspelt key beside a good one', beside({ StringLike: { SourceArn: 'a' } }), ['error unknown-key']],
  ['capitals', key('AWS:SOURCEARN'), []],
  ['small letters', key('aws:sourcearn'), []],
  ['a tag', beside({ StringEquals: { 'aws:ResourceTag/team': 'pets' } }), []],
  [
    'a key of another service',
    policy(where({ StringEquals: { 'ec2:SourceInstanceARN': 'a' } }, EVERYBODY)),
    ['?error public-principal'],
  ],
];

const OPERATORS: readonly Row[] = [
  ['ArnLike on the account', policy(where({ ArnLike: { ...LIKE, ...ACCOUNT } })), ['error wrong-operator']],
  ['ArnEquals on the account', beside({ ArnEquals: ACCOUNT }), ['error wrong-operator']],
  ['ArnLikeIfExists on the account', beside({ ArnLikeIfExists: ACCOUNT }), ['error wrong-operator']],
  ['Bool on the account', beside({ Bool: ACCOUNT }), ['error wrong-operator']],
  ['ArnNotLike on the account', beside({ ArnNotLike: { 'aws:SourceAccount': OTHER } }), ['error wrong-operator']],
  ['a number for the account', beside({ NumericEquals: ACCOUNT }), []],
  ['Bool on the source ARN', policy(where({ Bool: { 'aws:SourceArn': 'true' } })), ['error wrong-operator']],
  ['a number for the source ARN', policy(where({ NumericEquals: { 'aws:SourceArn': '1' } })), ['error wrong-operator']],
  [
    'an address for the source ARN',
    policy(where({ IpAddress: { 'aws:SourceArn': '203.0.113.9' } })),
    ['error wrong-operator'],
  ],
  [
    'ArnLike on the organisation',
    policy(where({ ArnLike: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { Principal: { AWS: ROLE } })),
    ['error wrong-operator'],
  ],
];

const CALLERS: readonly Row[] = [
  ['no source ARN wanted', policy(where({ Null: { 'aws:SourceArn': 'true' } })), ['error contradicting-caller']],
  ['no source account wanted', beside({ Null: { 'aws:SourceAccount': 'TRUE' } }), ['error contradicting-caller']],
  ['no service wanted', beside({ Bool: { 'aws:PrincipalIsAWSService': 'false' } }), ['error contradicting-caller']],
  [
    'another service wanted',
    beside({ StringEquals: { 'aws:PrincipalServiceName': 'events.amazonaws.com' } }),
    ['error contradicting-caller'],
  ],
  ['a source ARN wanted', beside({ Null: { 'aws:SourceArn': 'false' } }), []],
  ['a service wanted', beside({ Bool: { 'aws:PrincipalIsAWSService': 'true' } }), []],
  ['API Gateway wanted', beside({ StringEquals: { 'aws:PrincipalServiceName': 'apigateway.amazonaws.com' } }), []],
  ['one or the other', beside({ Null: { 'aws:SourceArn': ['true', 'false'] } }), []],
  ['no source ARN of a role', policy(where({ Null: { 'aws:SourceArn': 'true' } }, { Principal: { AWS: ROLE } })), []],
];

const RESOURCES: readonly Row[] = [
  ['the API', on('/*', { Resource: `${API}/*` }), ['error odd-resource']],
  ['a bucket', on('/*', { Resource: 'arn:aws:s3:::photos' }), ['error odd-resource']],
  ['a bucket beside the function', on('/*', { Resource: [FUNCTION, 'arn:aws:s3:::photos'] }), ['warning odd-resource']],
  [
    'a bucket and a table',
    on('/*', { Resource: ['arn:aws:s3:::a', 'arn:aws:dynamodb:::b'] }),
    Array(2).fill('error odd-resource'),
  ],
  ['the name of the function', on('/*', { Resource: 'orders' }), ['warning odd-resource']],
  ['nothing', on('/*', { Resource: '' }), ['warning odd-resource']],
  ['half an ARN', on('/*', { Resource: 'arn:aws:lambda:us-east-2' }), ['warning odd-resource']],
  ['stars', on('/*', { Resource: '**' }), []],
  ['any service', on('/*', { Resource: FUNCTION.replace('lambda', '*') }), []],
];

const REFERENCES: readonly Row[] = [
  ['of the CDK', policy(forArn('${Token[TOKEN.12]}')), ['error unresolved-reference']],
  ['of Terraform', policy(forArn('${aws_api_gateway_rest_api.x.execution_arn}/*/*')), ['error unresolved-reference']],
  ['of SAM', policy(forArn('${PetsApi.Arn}/*')), ['error unresolved-reference']],
  ['of the Serverless Framework, which reads like a variable', policy(forArn('${self:custom.arn.api, "x"}')), []],
  ['in the Resource', on('/*', { Resource: FUNCTION.replace('orders', '${Orders}') }), ['error unresolved-reference']],
  [
    'in the account',
    beside({ StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' } }),
    ['error unresolved-reference'],
  ],
  [
    'in the API',
    policy(forArn(`${API.replace('a1b2c3d4e5', '${PetsApi}')}/*`)),
    ['error unresolved-reference', '?error odd-api-id'],
  ],
  [
    'two in one value',
    policy(forArn(`${API.replace('a1b2c3d4e5', '${PetsApi}')}/\${Stage}/*`)),
    [...Array(2).fill('error unresolved-reference'), '?error odd-api-id', '?error odd-stage'],
  ],
  ['behind a variable', on('/${aws:userid}/GET/${Path}'), ['error unresolved-reference']],
  [
    'in 2008, where it is plain text',
    { Version: '2008-10-17', Statement: [on('/prod/GET/${Path}')['Statement'] as Json].flat() },
    ['warning literal-variable'],
  ],
  ['variables', on('/*/GET/${aws:userid}'), []],
  ['a variable with a default', on("/*/GET/${aws:userid, 'none'}"), []],
  ['a star as a letter', on('/*/GET/${*}'), []],
];

const isAbsent = (name: string): Row => [
  name,
  trap({ StringNotEquals: { [name]: 'a' } }),
  ['error deny-on-absent-key'],
];
const mayBeThere = (name: string): Row => [name, trap({ StringNotEquals: { [name]: 'a' } }), []];

const DENIED: readonly Row[] = [
  ...['aws:PrincipalOrgID', 'aws:PrincipalArn', 'aws:PrincipalTag/team', 'aws:SourceVpce', 'aws:VpcSourceIp'].map(
    isAbsent,
  ),
  ...['lambda:FunctionUrlAuthType', 'lambda:EventSourceToken', 'lambda:SourceFunctionArn'].map(isAbsent),
  ...['aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:RequestedRegion', 'aws:ViaAWSService'].map(mayBeThere),
  ...['aws:CalledVia', 'aws:ResourceAccount', 'aws:UserAgent', 'ec2:SourceInstanceARN'].map(mayBeThere),
  ['a key without prefix', trap({ StringNotEquals: { SourceArn: 'a' } }), ['error unknown-key']],
  [
    'nothing denied that is allowed',
    policy(
      allow({ Principal: { AWS: ROLE } }),
      deny({ ...EVERYBODY, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o' } } }),
    ),
    [],
  ],
];

describe.each<[title: string, rows: readonly Row[]]>([
  ['keys', KEYS],
  ['operators', OPERATORS],
  ['whom the conditions are about', CALLERS],
  ['Resources', RESOURCES],
  ['references', REFERENCES],
  ['a Deny but for a key', DENIED],
])('%s', (title, rows) => {
  test.each(rows)('%s', (_, json, expected, home = {}) => {
    const may = title === 'keys' ? ['?warning missing-source-arn', '?warning account-wide'] : [];
    const { wanted, found } = against([...expected, ...may], told(json, home));
    expect(found).toEqual(wanted);
  });
});
