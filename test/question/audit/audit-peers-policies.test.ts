// Which policies do people get wrong beside their source ARNs, and what is told of them?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Json } from '../../../src/model/policy.js';
import { audit } from '../../../src/question/audit/audit.js';
import {
  against,
  by,
  EVERYBODY,
  everybodyBut,
  forArn,
  ORG,
  OTHER,
  on,
  policy,
  type Row,
  told,
  trap,
  where,
} from '../../support/audited.js';
import { API, allow, deny, FUNCTION, ROLE, without } from '../../support/worlds.js';

const CONDITIONS: readonly Row[] = [
  [
    'StringEquals with a star',
    policy(where({ StringEquals: { 'aws:SourceArn': `${API}/*` } })),
    ['error literal-wildcard'],
  ],
  [
    'an organisation of a service',
    policy(where({ StringEquals: { 'aws:PrincipalOrgID': ORG } })),
    ['error absent-key'],
  ],
  [
    'an organisation beside the source ARN',
    policy(where({ ArnLike: { 'aws:SourceArn': `${API}/*` }, StringEquals: { 'aws:PrincipalOrgID': ORG } })),
    ['error absent-key'],
  ],
  [
    'the client’s address',
    policy(where({ ArnLike: { 'aws:SourceArn': `${API}/*` }, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
    ['error absent-key'],
  ],
  ['a VPC endpoint', policy(where({ StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } })), ['error absent-key']],
  [
    'a source account that contradicts',
    policy(where({ StringEquals: { 'AWS:SourceAccount': OTHER }, ArnLike: { 'AWS:SourceArn': `${API}/*` } })),
    ['error contradicting-source-account'],
  ],
  [
    'two conditions on one key',
    policy(where({ ArnLike: { 'aws:SourceArn': `${API}/prod/*` }, ArnEquals: { 'aws:SourceArn': `${API}/dev/*` } })),
    ['error contradicting-conditions'],
  ],
  [
    'an operator that does not exist',
    policy(where({ ArnLikes: { 'aws:SourceArn': `${API}/*` } })),
    ['error unknown-operator'],
  ],
  ['no values', policy(forArn([])), ['error empty-list']],
  [
    'IfExists of the source ARN, of a service that may send none',
    by('events.amazonaws.com', {
      ArnLikeIfExists: { 'aws:SourceArn': `arn:aws:events:us-east-2:111122223333:rule/nightly` },
    }),
    [],
  ],
  [
    'a variable in 2008',
    { Version: '2008-10-17', Statement: [where({ StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } })] },
    ['warning literal-variable'],
  ],
  [
    'a variable without a Version',
    { Statement: [forArn(`${API}/prod/GET/\${aws:userid}`)] },
    ['warning literal-variable'],
  ],
];

const DENIES: readonly Row[] = [
  [
    'AWS’s own sample of organisation paths',
    trap(
      { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': [`${ORG}/r-ab12/ou-ab12-11111111/*`] } },
      { Action: '*', Resource: '*' },
    ),
    ['error deny-on-absent-key'],
  ],
  ['outside the organisation', trap({ StringNotEquals: { 'aws:PrincipalOrgID': ORG } }), ['error deny-on-absent-key']],
  [
    'outside the organisation, IfExists',
    trap({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORG } }),
    ['error deny-on-absent-key'],
  ],
  ['no organisation', trap({ Null: { 'aws:PrincipalOrgID': 'true' } }), ['error deny-on-absent-key']],
  [
    'outside the account',
    trap({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    ['error deny-on-absent-key'],
  ],
  ['another role', trap({ ArnNotLike: { 'aws:PrincipalArn': ROLE } }), ['error deny-on-absent-key']],
  ['outside the VPC', trap({ StringNotEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } }), ['error deny-on-absent-key']],
  ['outside the network', trap({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }), ['error deny-on-absent-key']],
  ['without MFA', trap({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }), ['error deny-on-absent-key']],
  [
    'outside the organisation, and the grant names the account alone',
    policy(
      where({ StringEquals: { 'AWS:SourceAccount': '111122223333' } }),
      everybodyBut({ StringNotEquals: { 'aws:PrincipalOrgID': ORG } }),
    ),
    ['error deny-on-absent-key', 'warning account-wide'],
  ],
  [
    'outside the organisation, and the grant names nothing',
    policy(allow(), everybodyBut({ StringNotEquals: { 'aws:PrincipalOrgID': ORG } })),
    ['error deny-on-absent-key', 'warning missing-source-arn'],
  ],
  [
    'NotPrincipal',
    policy(forArn(`${API}/*`), { ...without('Principal', deny()), NotPrincipal: { AWS: ROLE } }),
    ['error deny-on-absent-key'],
  ],
  [
    'the whole API',
    policy(forArn(`${API}/dev/*`), deny({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` } } })),
    ['warning shadowed-by-deny'],
  ],
  ['everybody', policy(forArn(`${API}/*`), deny(EVERYBODY)), ['warning shadowed-by-deny']],
];

const WHO: readonly Row[] = [
  ['everybody', policy(allow(EVERYBODY)), ['error public-principal']],
  ['everybody, as AWS', policy(allow({ Principal: { AWS: '*' } })), ['error public-principal']],
  [
    'everybody over TLS',
    policy(where({ Bool: { 'aws:SecureTransport': 'true' } }, EVERYBODY)),
    ['error public-principal'],
  ],
  [
    'everybody until a day',
    policy(where({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }, EVERYBODY)),
    ['warning public-principal'],
  ],
  ['NotPrincipal', policy({ ...without('Principal'), NotPrincipal: { AWS: ROLE } }), ['error allow-not-principal']],
  [
    'an open function URL',
    policy(
      where(
        { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
        { ...EVERYBODY, Action: 'lambda:InvokeFunctionUrl' },
      ),
    ),
    ['error open-function-url'],
  ],
  [
    'what goes with it since 2025',
    policy(where({ Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }, EVERYBODY)),
    ['error open-function-url'],
  ],
  ['a deleted role', policy(allow({ Principal: { AWS: 'AROAEXAMPLEROLEID1234' } })), ['warning deleted-principal']],
  [
    'a deleted user',
    policy(allow({ Principal: { AWS: [ROLE, 'AIDAEXAMPLEUSERID1234'] } })),
    ['warning deleted-principal'],
  ],
  ['API Gateway under AWS', on('/*', { Principal: { AWS: 'apigateway.amazonaws.com' } }), ['error wrong-principal']],
  ['`execute-api`', on('/*', { Principal: { Service: 'execute-api.amazonaws.com' } }), ['error wrong-principal']],
  ['another service', on('/*', { Principal: { Service: 'lambda.amazonaws.com' } }), ['error wrong-principal']],
  ['`lambda:Invoke`', on('/*', { Action: 'lambda:Invoke' }), ['error wrong-action']],
  ['`execute-api:Invoke`', on('/*', { Action: 'execute-api:Invoke' }), ['error wrong-action']],
  [
    'a bucket of anybody',
    by('s3.amazonaws.com', { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::photos' } }),
    ['warning missing-source-account'],
  ],
];

const sid = (Sid: string, suffix = '/*/GET/orders') => forArn(API + suffix, { Sid });
const many = (count: number) =>
  policy(...Array.from({ length: count }, (_, index) => sid(`orders-${index}`, `/*/GET/orders/${index}`)));
const twice = JSON.stringify(on('/*')).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"');

const DOCUMENTS: readonly Row[] = [
  ['20,480 bytes', many(90), ['error policy-size']],
  ['nearly 20,480 bytes', many(64), ['warning policy-size']],
  ['one Sid twice', policy(sid('get'), sid('get', '/*/POST/orders')), ['error duplicate-sid']],
  ['one name twice', twice, ['error duplicate-key']],
  ['the same again', policy(sid('a'), sid('b')), ['warning duplicate-statement']],
  ['the same with every deployment', policy(sid('a'), sid('b'), sid('c'), sid('d')), ['warning piled-up-grants']],
  ['`"allow"`', on('/*', { Effect: 'allow' }), ['error unknown-effect']],
  ['a Version of today', { Version: '2026-11-01', Statement: [forArn(`${API}/*`)] }, ['error unknown-version']],
  [
    'an alias in the function’s policy',
    on('/*', { Resource: `${FUNCTION}:live` }),
    ['error other-qualifier'],
    { qualifier: null },
  ],
  ['the function in an alias’s policy', on('/*'), ['error other-qualifier'], { name: 'orders', qualifier: 'live' }],
  ['another function', on('/*'), ['error other-function'], { name: 'pets' }],
  [
    'the function in another region',
    on('/*'),
    ['error other-function', 'error region-mismatch'],
    { region: 'us-west-2' },
  ],
];

describe.each<[title: string, rows: readonly Row[]]>([
  ['conditions', CONDITIONS],
  ['denies that people do not expect', DENIES],
  ['whom it lets in', WHO],
  ['documents', DOCUMENTS],
])('%s', (_, rows) => {
  test.each(rows)('%s', (__, json, expected, home = {}) => {
    const { wanted, found } = against(expected, told(json, home));
    expect(found).toEqual(wanted);
  });
});

describe('what is told as information', () => {
  test.each<[what: string, policy: Json, id: string]>([
    [
      'ForAllValues of the source ARN',
      policy(where({ 'ForAllValues:ArnLike': { 'aws:SourceArn': `${API}/*` } })),
      'for-all-values',
    ],
    [
      'an alias that was not granted',
      [on('/*'), policy(forArn(`${API.replace('a1b2', 'f6g7')}/*`, { Resource: `${FUNCTION}:live` }))],
      'alias-not-granted',
    ],
    ['every action', on('/*', { Action: 'lambda:*' }), 'every-action'],
    ['no Version', { Statement: [forArn(`${API}/*`)] }, 'missing-version'],
    ['the whole API beside a route', policy(forArn(`${API}/*`), forArn(`${API}/*/GET/orders`)), 'whole-api-and-routes'],
    [
      'a route that a wider one covers',
      policy(forArn(`${API}/*/*/*`), forArn(`${API}/*/GET/orders`)),
      'covered-statement',
    ],
    ['a star for the stage', on('/*/GET/orders'), 'star-crosses-slash'],
    [
      'an API of another account, said twice',
      policy(
        where({
          StringEquals: { 'aws:SourceAccount': OTHER },
          ArnLike: { 'aws:SourceArn': `${API.replace('111122223333', OTHER)}/*` },
        }),
      ),
      'other-account',
    ],
  ])('%s', (_, json, id) => {
    const { findings } = audit(parsePolicy(JSON.stringify(json)));
    expect(findings.filter((finding) => finding.id === id).map(({ severity }) => severity)).toContain('info');
    expect(told(json)).toEqual([]);
  });
});

test('a negated operator with a literal star is not said never to match: it always does', () => {
  const json = policy(where({ StringNotEquals: { 'aws:SourceArn': `${API}/dev/*` } }));
  const { findings } = audit(parsePolicy(JSON.stringify(json)));
  const [star] = findings.filter(({ id }) => id === 'literal-wildcard');
  expect([star?.hint, star?.fix]).toEqual(['use `ArnNotLike`', undefined]);
  expect(star?.message).not.toMatch(/never match/);
});
