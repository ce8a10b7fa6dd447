// Which policies are right, so that nothing is told of them?

import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../src/model/policy.js';
import type { Home } from '../../../src/question/audit/home.js';
import {
  by,
  china,
  EVERYBODY,
  forArn,
  GATEWAY,
  gov,
  ORG,
  OTHER,
  on,
  policy,
  told,
  trap,
  where,
} from '../../support/audited.js';
import { API, allow, deny, FUNCTION, ROLE, without } from '../../support/worlds.js';

const AS_SERVICE = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };
const guarded = { StringNotEquals: { 'aws:PrincipalOrgID': ORG } };
const EVENT_RULE = 'arn:aws:events:us-east-2:111122223333:rule/nightly';

describe('policies that are right', () => {
  test.each<[policy: string, json: Json, home?: Home]>([
    [
      'the Lambda guide’s, with source account',
      policy(
        where({ StringEquals: { 'aws:SourceAccount': '111122223333' }, ArnLike: { 'aws:SourceArn': `${API}/*/GET/` } }),
      ),
    ],
    [
      'the Lambda guide’s, the function told',
      on('/*/GET/'),
      { partition: 'aws', region: 'us-east-2', account: '111122223333', name: 'orders', qualifier: null },
    ],
    ['a route', on('/prod/GET/orders')],
    ['a route with a parameter', on('/prod/GET/orders/{orderId}')],
    ['a greedy route', on('/prod/*/{proxy+}')],
    ['the root', on('/prod/GET/')],
    ['all of an API', on('/*')],
    ['HTTP API, `$default`', on('/$default/$default')],
    ['HTTP API, a route in `$default`', on('/$default/GET/orders/{orderId}')],
    ['HTTP API, all of `$default`', on('/$default/*')],
    [
      'WebSocket',
      policy(forArn(`${API}/dev/$connect`), forArn(`${API}/dev/$disconnect`), forArn(`${API}/dev/sendmessage`)),
    ],
    ['an authorizer', on('/authorizers/abc123')],
    ['a list of source ARNs', policy(forArn([`${API}/prod/GET/orders`, `${API}/prod/POST/orders`]))],
    ['two APIs', policy(forArn(`${API}/*`), forArn(`${API.replace('a1b2', 'f6g7')}/*`))],
    [
      'the Test button beside a stage',
      policy(forArn(`${API}/prod/GET/orders`), forArn(`${API}/test-invoke-stage/GET/orders`)),
    ],
    ['StringLike', policy(where({ StringLike: { 'aws:SourceArn': `${API}/prod/*` } }))],
    ['StringEquals, whole', policy(where({ StringEquals: { 'aws:SourceArn': `${API}/prod/GET/orders` } }))],
    ['ArnEquals', policy(where({ ArnEquals: { 'aws:SourceArn': `${API}/prod/*` } }))],
    [
      'but for a stage',
      policy(where({ ArnLike: { 'aws:SourceArn': `${API}/*` }, ArnNotLike: { 'aws:SourceArn': `${API}/dev/*` } })),
    ],
    [
      'a variable for the account',
      policy(
        where({
          ArnLike: { 'aws:SourceArn': `arn:aws:execute-api:us-east-2:\${aws:SourceAccount}:a1b2c3d4e5/*` },
          StringEquals: { 'aws:SourceAccount': '111122223333' },
        }),
      ),
    ],
    [
      'an organisation of the source',
      policy(where({ StringEquals: { 'aws:SourceOrgID': ORG }, ArnLike: { 'aws:SourceArn': `${API}/*` } })),
    ],
    ['an alias', on('/*', { Resource: `${FUNCTION}:live` })],
    ['an alias, told', on('/*', { Resource: `${FUNCTION}:live` }), { qualifier: 'live' }],
    ['a version', on('/*', { Resource: `${FUNCTION}:7` })],
    ['any Resource', on('/*', { Resource: '*' })],
    [
      'lists as of 2016',
      on('/*', { Action: ['lambda:InvokeFunction'], Principal: { Service: ['apigateway.amazonaws.com'] } }),
    ],
    ['China', policy(forArn(china(`${API}/*`), { Resource: china(FUNCTION) }))],
    ['GovCloud', policy(forArn(gov(`${API}/prod/*`), { Resource: gov(FUNCTION) }))],
    ['2008 without variables', { Version: '2008-10-17', Id: 'default', Statement: [forArn(`${API}/*`)] }],
    [
      'a Deny for a stage',
      policy(forArn(`${API}/*`), deny({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/dev/*` } } })),
    ],
    ['a Deny without TLS', trap({ Bool: { 'aws:SecureTransport': 'false' } })],
    ['a Deny outside the organisation, not for services', trap({ ...guarded, ...AS_SERVICE })],
    [
      'the same as AWS’s data perimeter has it',
      trap({
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORG },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ],
    [
      'a Deny of another account’s APIs',
      trap({ StringNotEquals: { 'aws:SourceAccount': '111122223333' } }, { Principal: GATEWAY }),
    ],
    [
      'a Deny outside the organisation for roles alone',
      policy(forArn(`${API}/*`), deny({ Principal: { AWS: ROLE }, Condition: guarded })),
    ],
    ['a Deny of deleting', trap(guarded, { Action: ['lambda:DeleteFunction', 'lambda:UpdateFunctionCode'] })],
    [
      'NotPrincipal that lists API Gateway',
      policy(forArn(`${API}/*`), { ...without('Principal', deny()), NotPrincipal: { ...GATEWAY, AWS: ROLE } }),
    ],
    ['a role', policy(allow({ Principal: { AWS: ROLE } }))],
    ['another account', policy(allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` } }))],
    ['an account id', policy(allow({ Principal: { AWS: OTHER } }))],
    ['everybody of the organisation', policy(where({ StringEquals: { 'aws:PrincipalOrgID': ORG } }, EVERYBODY))],
    [
      'everybody of a unit',
      policy(where({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORG}/r-ab12/*` } }, EVERYBODY)),
    ],
    ['everybody with the source ARN', policy(where({ ArnLike: { 'aws:SourceArn': `${API}/*` } }, EVERYBODY))],
    [
      'a function URL with IAM, of an account',
      policy(
        where(
          { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
          { Principal: { AWS: OTHER }, Action: 'lambda:InvokeFunctionUrl' },
        ),
      ),
    ],
    [
      'CloudFront to a function URL',
      by(
        'cloudfront.amazonaws.com',
        { ArnLike: { 'AWS:SourceArn': `arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5` } },
        { Action: 'lambda:InvokeFunctionUrl' },
      ),
    ],
    [
      'S3 with its account',
      by('s3.amazonaws.com', {
        ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::photos' },
        StringEquals: { 'AWS:SourceAccount': '111122223333' },
      }),
    ],
    ['SNS', by('sns.amazonaws.com', { ArnLike: { 'AWS:SourceArn': 'arn:aws:sns:us-east-2:111122223333:orders' } })],
    [
      'SNS of another region',
      by('sns.amazonaws.com', { ArnLike: { 'AWS:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' } }),
    ],
    ['EventBridge', by('events.amazonaws.com', { ArnLike: { 'AWS:SourceArn': EVENT_RULE } })],
    [
      'EventBridge beside API Gateway',
      policy(
        forArn(`${API}/*`),
        where({ ArnLike: { 'AWS:SourceArn': EVENT_RULE } }, { Principal: { Service: 'events.amazonaws.com' } }),
      ),
    ],
    ['SES with the account', by('ses.amazonaws.com', { StringEquals: { 'AWS:SourceAccount': '111122223333' } })],
    [
      'a load balancer',
      by('elasticloadbalancing.amazonaws.com', {
        ArnLike: {
          'AWS:SourceArn': 'arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/orders/6d0ecf831eec9f09',
        },
      }),
    ],
    [
      'Cognito',
      by('cognito-idp.amazonaws.com', {
        ArnLike: { 'AWS:SourceArn': 'arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_a1b2c3d4e' },
      }),
    ],
    [
      'logs of a region',
      by('logs.us-east-2.amazonaws.com', {
        ArnLike: { 'AWS:SourceArn': 'arn:aws:logs:us-east-2:111122223333:log-group:orders:*' },
        StringEquals: { 'AWS:SourceAccount': '111122223333' },
      }),
    ],
    [
      'Alexa',
      by('alexa-appkit.amazon.com', { StringEquals: { 'lambda:EventSourceToken': 'amzn1.ask.skill.0a1b2c3d' } }),
    ],
    ['no statements', policy()],
  ])('%s', (_, json, home = {}) => {
    expect(told(json, home)).toEqual([]);
  });
});
