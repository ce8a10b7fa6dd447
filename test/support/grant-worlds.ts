// Which grants do the laws speak of? Inputs over partitions, qualifiers, types, routes and stages; the calls they mean; policies that were there before.

import fc from 'fast-check';
import type { Call, GrantInput } from '../../src/index.js';
import type { JsonObject } from '../../src/model/policy.js';

export const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';

export interface GrantWorld {
  readonly input: GrantInput;
  /** The ARN that is asked for. */
  readonly fn: string;
  readonly region: string;
  readonly partition: string;
}

const PLACES = [
  ['aws', 'us-east-2', 'eu-west-1'],
  ['aws-cn', 'cn-north-1', 'cn-northwest-1'],
  ['aws-us-gov', 'us-gov-west-1', 'us-gov-east-1'],
] as const;

const METHODS = [
  ...['GET /', 'GET /pets', 'ANY /pets/{petId}', 'POST /pets/{petId}/toys', 'ANY /{proxy+}', 'GET /*', '* /pets'],
  ...['* /*', 'GET /pets/*', 'DELETE /$x', 'get /pets/'],
];
const ROUTES = {
  rest: METHODS,
  http: [...METHODS, '$default'],
  websocket: ['$connect', '$disconnect', '$default', 'sendmessage', 'send*', "it's"],
} as const;

/** Where a function is, and the ways to say so. */
const functions = fc
  .record({
    place: fc.constantFrom(...PLACES),
    name: fc.constantFrom('orders', 'billing_2', 'a-b'),
    qualifier: fc.constantFrom(undefined, 'live', '7'),
    form: fc.constantFrom('name' as const, 'partial' as const, 'whole' as const),
    isApart: fc.boolean(),
  })
  .map(({ place: [partition, region, elsewhere], name, qualifier, form, isApart }) => {
    const arn = `arn:${partition}:lambda:${region}:${ACCOUNT}:function:${name}`;
    const suffix = qualifier === undefined || isApart ? '' : `:${qualifier}`;
    const where = { name: { region, account: ACCOUNT }, partial: { region }, whole: {} }[form];
    const text = { name, partial: `${ACCOUNT}:function:${name}`, whole: arn }[form];
    const apart = qualifier === undefined || !isApart ? {} : { qualifier };
    const fn = qualifier === undefined ? arn : `${arn}:${qualifier}`;
    return { fn, region, partition, elsewhere, asked: { function: text + suffix, ...where, ...apart } };
  });

const scopes = fc.constantFrom('rest' as const, 'http' as const, 'websocket' as const).chain((type) =>
  fc.record({
    type: fc.constant(type),
    routes: fc.uniqueArray(fc.constantFrom<string[]>(...ROUTES[type]), { maxLength: 3 }),
    authorizers: fc.uniqueArray(fc.constantFrom('abc123', 'zz', '*'), { maxLength: 2 }),
    stage: fc.constantFrom(undefined, 'prod', 'v1', '*'),
    testInvoke: type === 'rest' ? fc.boolean() : fc.constant(false),
    exact: fc.boolean(),
  }),
);

export const grantWorlds: fc.Arbitrary<GrantWorld> = fc
  .record({
    where: functions,
    scope: scopes,
    api: fc.constantFrom('a1b2c3d4e5', 'z9y8x7w6v5'),
    isElsewhere: fc.boolean(),
    apiAccount: fc.constantFrom(undefined, ACCOUNT, OTHER_ACCOUNT),
    sourceAccount: fc.constantFrom('default' as const, 'none' as const, 'named' as const),
  })
  .map(({ where, scope, api, isElsewhere, apiAccount, sourceAccount }) => {
    // An authorizer by itself has no stage.
    const isStaged = scope.routes.length > 0 || scope.authorizers.length === 0;
    const { stage: named, testInvoke, ...rest } = scope;
    const stage = isStaged ? named : undefined;
    const { fn, region, partition, elsewhere, asked } = where;
    const source = { none: null, named: apiAccount ?? ACCOUNT, default: undefined }[sourceAccount];
    const input: GrantInput = {
      ...{ ...asked, ...rest, api, testInvoke: isStaged && testInvoke },
      ...(stage === undefined ? {} : { stage }),
      ...(isElsewhere ? { apiRegion: elsewhere } : {}),
      ...(apiAccount === undefined ? {} : { apiAccount }),
      ...(source === undefined ? {} : { sourceAccount: source }),
    };
    return { input, fn, region, partition };
  });

/** Routes that a scope means, as an API would have them. */
function routesMeant(type: GrantInput['type'], route: string | undefined): readonly string[] {
  if (type === 'websocket') return route === undefined ? ['$connect', '$default', 'anything'] : [route];
  const whole = ['GET /', 'PUT /a/b', 'ANY /a/{b}', 'ANY /{proxy+}'];
  if (route === undefined) return type === 'http' ? [...whole, '$default'] : whole;
  if (route === '* /*') return whole;
  if (!route.includes('*')) return [route];
  const [method = '', path = ''] = route.split(' ');
  const methods = method === '*' ? ['ANY', 'GET', 'HEAD', 'POST'] : [method];
  const paths = path.includes('*') ? ['7', '{a}', 'b/c'].map((one) => path.replace('*', one)) : [path];
  return methods.flatMap((verb) => paths.map((one) => `${verb} ${one}`));
}

/** Every call, or some of each kind where there is no end of them, that a grant is for. */
export function callsMeant({ input, fn }: GrantWorld): readonly Call[] {
  const { type, api, routes = [], authorizers = [], stage = '*', testInvoke = false, apiRegion, apiAccount } = input;
  const named = { type, api, function: fn, ...(apiRegion ? { apiRegion } : {}), ...(apiAccount ? { apiAccount } : {}) };
  const stages: Partial<Call>[] = stage === '*' ? [{ stage: 'prod' }, { stage: 'v2' }] : [{ stage }];
  if (type === 'http' && stage === '*') stages.push({});
  if (type === 'rest' && (testInvoke || stage === '*')) stages.push({ testInvoke: true });
  const isWhole = routes.length + authorizers.length === 0;
  const keys = (isWhole ? [undefined] : routes).flatMap((route) => routesMeant(type, route));
  return [
    ...keys.flatMap((route) => stages.map((one): Call => ({ ...named, route, ...one }))),
    ...authorizers.map((id): Call => ({ ...named, authorizer: id === '*' ? 'any1' : id })),
  ];
}

/** Statements that were there before. `grants`: also such as let this API in. `taken`: Sids to use. */
export function statementsBefore(
  { fn, partition, region, input: { api } }: GrantWorld,
  { grants, taken = [] }: { readonly grants: boolean; readonly taken?: readonly string[] },
): fc.Arbitrary<readonly JsonObject[]> {
  const arn = (id: string, suffix: string) => `arn:${partition}:execute-api:${region}:${ACCOUNT}:${id}/${suffix}`;
  const by = (id: string, suffix: string, over: JsonObject = {}): JsonObject => ({
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: fn,
    Condition: { ArnLike: { 'AWS:SourceArn': arn(id, suffix) } },
    ...over,
  });
  const bystanders: readonly JsonObject[] = [
    by(api, '*', { Principal: { Service: 'events.amazonaws.com' } }),
    by(api, '*', { Principal: { AWS: `arn:${partition}:iam::${OTHER_ACCOUNT}:root` } }),
    by('q1q1q1q1q1', '*'),
    by('q1q1q1q1q1', 'prod/GET/pets', { Effect: 'Deny' }),
    by(api, 'nowhere/GET/secret', { Effect: 'Deny' }),
    by(api, '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
  ];
  const own = ['prod/GET/pets', '*/GET/*', 'dev/*', '*/*/*', 'prod/*', 'authorizers/*', '*/$default', 'prod/ANY/pets'];
  const pool = grants ? [...bystanders, ...own.map((suffix) => by(api, suffix))] : bystanders;
  const sids = [...taken, 's0', 's1', 's2', 's3', 's4', 's5'];
  return fc
    .array(fc.constantFrom(...pool), { maxLength: 5 })
    .map((list) => list.map((body, index) => ({ Sid: sids[index] as string, ...body })));
}

export function documentWith(statements: readonly JsonObject[]): JsonObject | null {
  return statements.length === 0 ? null : { Version: '2012-10-17', Id: 'default', Statement: statements };
}
