// Does what consoles and frameworks write pass the audit? All that SEMANTICS says they write, for several routes each.

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Severity } from '../../../src/model/finding.js';
import type { Json } from '../../../src/model/policy.js';
import { audit, SEVERITIES } from '../../../src/question/audit/audit.js';
import { API, allow, FUNCTION } from '../../support/worlds.js';

/** The policy as Lambda keeps it after as many AddPermission calls. */
function written(sourceArns: readonly (string | undefined)[], resource = FUNCTION): string {
  const statements = sourceArns.map((sourceArn, index): Json => {
    const own = allow({ Sid: `stack-grant-${index}`, Resource: resource });
    return sourceArn === undefined ? own : { ...own, Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } } };
  });
  const document = { Version: '2012-10-17', Id: 'default', Statement: statements };
  return JSON.stringify({ Policy: JSON.stringify(document), RevisionId: '4843f2f6-7c59-4fda-b484-afd0bc0e22b8' });
}

const told = (suffixes: readonly string[]) => audit(parsePolicy(written(suffixes.map((suffix) => API + suffix))));
/** What is as bad as that or worse. */
const worse = ({ findings }: ReturnType<typeof told>, least: Severity) =>
  findings
    .filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least))
    .map(({ id, message }) => `${id}: ${message}`);

const ROUTES = ['GET /', 'POST /orders', 'GET /orders/{orderId}', 'DELETE /orders/{orderId}/lines/{lineId}'];
const PROXY = ['ANY /', 'ANY /{proxy+}'];
const GREEDY = ['GET /files/{path+}', 'ANY /admin/{proxy+}', 'OPTIONS /orders'];
const HTTP = ['$default', 'GET /', 'ANY /orders', 'GET /orders/{orderId}', 'PUT /files/{path+}'];
const SOCKET = ['$connect', '$disconnect', '$default', 'sendmessage', 'join-room', 'leave'];

const verbOf = (route: string, any = '*') => (route.startsWith('ANY ') ? any : (route.split(' ')[0] as string));
const pathOf = (route: string) => route.slice(route.indexOf('/'));
const starred = (route: string) => pathOf(route).replace(/\{[^}]*\}/g, '*');
const keyOf = (route: string, byMethod: (route: string) => string) =>
  route.startsWith('$') ? `/*/${route}` : byMethod(route);

interface Tool {
  readonly tool: string;
  readonly routes: readonly string[];
  /** What follows the API id, of one route. */
  readonly writes: (route: string) => readonly string[];
}

const TOOLS: readonly Tool[] = [
  {
    tool: 'the API Gateway console, REST',
    routes: [...ROUTES, ...PROXY, ...GREEDY],
    writes: (route) => [`/*/${verbOf(route)}${starred(route)}`],
  },
  {
    tool: 'the API Gateway console, HTTP',
    routes: HTTP,
    writes: (route) => [keyOf(route, () => `/*/*${pathOf(route)}`)],
  },
  {
    tool: 'the API Gateway console, WebSocket',
    routes: SOCKET,
    writes: (route) => [`/*/${route}`],
  },
  { tool: 'the API Gateway console, authorizer', routes: ['abc123'], writes: (id) => [`/authorizers/${id}`] },
  { tool: 'the Lambda console', routes: ['orders', 'my-function', 'Orders_Dev'], writes: (name) => [`/*/*/${name}`] },
  {
    tool: 'SAM, REST',
    routes: [...ROUTES, ...PROXY, ...GREEDY],
    writes: (route) => [`/*/${verbOf(route)}${starred(route)}`],
  },
  {
    tool: 'SAM, REST with a stage',
    routes: [...ROUTES, ...PROXY],
    writes: (route) => [`/Prod/${verbOf(route)}${starred(route)}`],
  },
  {
    tool: 'SAM, HttpApi',
    routes: ['GET /', 'POST /orders', 'ANY /orders/{orderId}', 'ANY /{proxy+}'],
    writes: (route) => [`/*/${verbOf(route)}${starred(route)}`],
  },
  { tool: 'SAM, HttpApi that catches all', routes: ['$default'], writes: () => ['/*/*'] },
  { tool: 'SAM, HttpApi with `ANY /$default`', routes: ['ANY /$default'], writes: () => ['/*/$default'] },
  { tool: 'SAM, WebSocketApi', routes: SOCKET, writes: (route) => [`/prod/${route}`] },
  { tool: 'SAM, authorizers', routes: ['any'], writes: () => ['/authorizers/*'] },
  {
    tool: 'the CDK, REST',
    routes: [...ROUTES, ...GREEDY],
    writes: (route) => ['prod', 'test-invoke-stage'].map((stage) => `/${stage}/${verbOf(route)}${starred(route)}`),
  },
  {
    tool: 'the CDK, LambdaRestApi',
    routes: PROXY,
    writes: (route) => ['prod', 'test-invoke-stage'].map((stage) => `/${stage}/${verbOf(route)}${starred(route)}`),
  },
  {
    tool: 'the CDK, REST in every stage',
    routes: [...ROUTES, ...GREEDY],
    writes: (route) => ['*', 'test-invoke-stage'].map((stage) => `/${stage}/${verbOf(route)}${starred(route)}`),
  },
  { tool: 'the CDK, HTTP', routes: HTTP.slice(1), writes: (route) => [`/*/*${pathOf(route)}`] },
  { tool: 'the CDK, HTTP with a slash at the end', routes: ['GET /orders/'], writes: () => ['/*/*/orders/'] },
  { tool: 'the CDK, HTTP default integration', routes: ['$default'], writes: () => ['/*/*'] },
  { tool: 'the CDK, WebSocket', routes: SOCKET, writes: (route) => [`/*${route}`] },
  { tool: 'the CDK, authorizers', routes: ['abc123', 'xyz789'], writes: (id) => [`/authorizers/${id}`] },
  { tool: 'the Terraform docs', routes: ['all'], writes: () => ['/*'] },
  { tool: 'the Terraform docs, older', routes: ['all'], writes: () => ['/*/*'] },
  { tool: 'the Terraform docs, older still', routes: ['all'], writes: () => ['/*/*/*'] },
  {
    tool: 'the Terraform docs, one method',
    routes: ROUTES,
    writes: (route) => [`/*/${verbOf(route)}${pathOf(route)}`],
  },
  { tool: 'Serverless, REST', routes: ['all'], writes: () => ['/*/*'] },
  { tool: 'Serverless, HTTP', routes: ['all'], writes: () => ['/*'] },
];

describe.each(TOOLS)('$tool', ({ routes, writes }) => {
  test.each(routes)('%s alone', (route) => {
    expect(worse(told(writes(route)), 'warning')).toEqual([]);
  });

  test('all routes together', () => {
    expect(worse(told([...new Set(routes.flatMap(writes))]), 'warning')).toEqual([]);
  });

  test('on an alias, and in GovCloud', () => {
    const suffixes = [...new Set(routes.flatMap(writes))];
    const onAlias = written(
      suffixes.map((suffix) => API + suffix),
      `${FUNCTION}:live`,
    );
    const inGovCloud = onAlias.replaceAll('arn:aws:', 'arn:aws-us-gov:').replaceAll('us-east-2', 'us-gov-west-1');
    for (const text of [onAlias, inGovCloud]) expect(worse(audit(parsePolicy(text)), 'warning')).toEqual([]);
  });
});

describe('a whole stack', () => {
  test('routes, an authorizer and another API on one function', () => {
    const suffixes = [...ROUTES, ...GREEDY].map((route) => `/*/${verbOf(route)}${starred(route)}`);
    const own = [...suffixes, '/authorizers/abc123'].map((suffix) => API + suffix);
    const other = `${API.replace('a1b2c3d4e5', 'f6g7h8i9j0')}/*/$default`;
    expect(worse(audit(parsePolicy(written([...own, other]))), 'warning')).toEqual([]);
  });

  test('what the CDK left over of the Test button is nothing beside the stage', () => {
    const { findings } = told(['/prod/GET/orders', '/test-invoke-stage/GET/orders']);
    expect(findings.map(({ id }) => id)).not.toContain('test-invoke-stage');
  });
});

describe('a segment that reads like something else', () => {
  // SEMANTICS: a WebSocket API presents `{stage}/{routeKey}`, and a route key is any word of `$request.body.action`.
  test.each([
    'delete',
    'get',
    'put',
    'patch',
    'any',
    'GET_MESSAGES',
    'POST-COMMENT',
    'DELETED',
    'ANYONE',
  ])('the WebSocket route key `%s` is no error', (key) => {
    expect(worse(told(['/prod/$connect', `/prod/${key}`]), 'error')).toEqual([]);
  });

  test.each([
    '/*/GET/orders/',
    '/*/POST/orders/*/',
  ])('HTTP APIs keep the slash at the end, so `%s`, which SAM’s HttpApi writes, is no error', (suffix) => {
    expect(worse(told(['/*/$default', suffix]), 'error')).toEqual([]);
  });
});

describe('what a tool writes wrong', () => {
  test('Serverless, WebSocket: no source ARN', () => {
    expect(worse(audit(parsePolicy(written([undefined]))), 'warning')).toEqual([
      expect.stringMatching(/^missing-source-arn: /),
    ]);
    expect(worse(audit(parsePolicy(written([undefined]))), 'error')).toEqual([]);
  });

  // SAM #59 and #296: older versions wrote the word.
  test('SAM, before 2018: ANY', () => {
    expect(worse(told(['/*/ANY/orders']), 'warning')).toEqual([expect.stringMatching(/^any-method: /)]);
  });

  // SAM #1860.
  test('SAM, HttpApi before the fix: a star before `$default`', () => {
    expect(worse(told(['/*/*/$default']), 'error')).toEqual([expect.stringMatching(/^segment-too-many: /)]);
  });
});
