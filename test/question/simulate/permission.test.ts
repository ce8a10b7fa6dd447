// Whose policy is asked, of the function that the integration calls, and what is done where nobody knows?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Api, ApiType, Target } from '../../../src/model/api.js';
import type { Policy } from '../../../src/model/policy.js';
import {
  apiOf,
  apiWith,
  CATS,
  EMPTY,
  granted,
  openTo,
  PETS,
  policyWith,
  routeOf,
  routeTo,
  sent,
  socket,
} from '../../support/simulating.js';

const LIVE = `${PETS}:live`;
const both = (...keys: readonly string[]): Partial<Api> => ({
  routes: [routeOf(keys[0] ?? 'GET /pets', PETS), routeOf(keys[1] ?? 'GET /cats', CATS)],
});

describe('policies are matched to function and qualifier', () => {
  test.each<[fact: string, fn: string, policies: readonly Policy[], verdict: string]>([
    ['its own', PETS, openTo(PETS), 'allowed'],
    ['its own, of several', PETS, openTo(CATS, PETS), 'allowed'],
    ["an alias's own", LIVE, openTo(LIVE), 'allowed'],
    ["an alias's own, beside the function's", LIVE, openTo(PETS, LIVE), 'allowed'],
    ['an empty policy', PETS, [EMPTY], 'implicitDeny'],
    ['an empty policy of an alias', LIVE, [EMPTY], 'implicitDeny'],
  ])('%s', async (_, fn, policies, verdict) => {
    const told = await sent(apiWith('rest', { target: { kind: 'function', arn: fn } }), { policies });
    expect(told.permission).toMatchObject({ kind: 'asked', answer: { verdict } });
    expect(told.verdict).toBe(verdict === 'allowed' ? 'functionResponse' : 'gatewayResponse');
  });

  test.each<[fact: string, policies: readonly Policy[], request: string, kind: string]>([
    ['the one that is given', openTo(PETS), 'GET /pets', 'asked'],
    ['the other that is not', openTo(PETS), 'GET /cats', 'notGiven'],
    ['both', openTo(PETS, CATS), 'GET /cats', 'asked'],
    ['none', [], 'GET /pets', 'notGiven'],
  ])('of two functions: %s', async (_, policies, request, kind) => {
    const told = await sent(apiOf('rest', both()), { policies, request });
    expect(told.permission?.kind).toBe(kind);
    expect(told.verdict).toBe(kind === 'asked' ? 'functionResponse' : 'unknown');
  });

  test.each<[fact: string, fn: string, policies: readonly Policy[]]>([
    ["the function's is not the alias's", LIVE, openTo(PETS)],
    ["the alias's is not the function's", PETS, openTo(LIVE)],
    ["another alias's is not its own", LIVE, openTo(`${PETS}:next`)],
    ["another function's is not its own", PETS, openTo(CATS)],
  ])('%s: its own is not given', async (_, fn, policies) => {
    const told = await sent(apiWith('rest', { target: { kind: 'function', arn: fn } }), { policies });
    expect([told.permission?.kind, told.verdict, told.stoppedAt]).toEqual(['notGiven', 'unknown', 'permission']);
  });

  test('none is given: the hint prints it', async () => {
    const told = await sent(apiOf('rest'), { policies: [] });
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'permission', event: null, response: null });
    expect(told.hint).toContain(`aws lambda get-policy --function-name ${PETS}`);
  });

  test('none is given: it may be passed by', async () => {
    const told = await sent(apiOf('rest'), { policies: [], options: { unknown: 'pass' } });
    expect([told.verdict, told.permission?.kind]).toEqual(['functionResponse', 'notGiven']);
  });
});

describe('stage variables choose the function, and its own policy', () => {
  const target: Target = {
    kind: 'variables',
    template: 'arn:aws:lambda:us-east-2:111122223333:function:${stageVariables.fn}',
    names: ['fn'],
  };
  const api = (fn: string) => apiWith('rest', { target }, { stages: [{ name: 'prod', variables: { fn } }] });

  test.each([
    ['pets', PETS, 'functionResponse'],
    ['pets:live', LIVE, 'unknown'],
    ['cats', CATS, 'gatewayResponse'],
  ])('%s', async (name, fn, verdict) => {
    const told = await sent(api(name), { policies: [...openTo(PETS), policyWith(granted('other/*', CATS))] });
    expect([told.integration?.function, told.verdict]).toEqual([fn, verdict]);
  });

  test('each stage has its own', async () => {
    const stages = [
      { name: 'prod', variables: { fn: 'pets' } },
      { name: 'dev', variables: { fn: 'cats' } },
    ];
    const two = apiWith('rest', { target }, { stages });
    const policies = [policyWith(granted('prod/*')), policyWith(granted('prod/*', CATS))];
    const ends = await Promise.all(
      ['prod', 'dev'].map(async (stage) => (await sent(two, { policies, request: { url: '/pets', stage } })).verdict),
    );
    expect(ends).toEqual(['functionResponse', 'gatewayResponse']);
  });

  test('what they make is no function', async () => {
    const told = await sent(api('no function'));
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'integration', permission: null });
  });
});

describe('where the API is', () => {
  test.each<[fact: string, over: Partial<Api>, source: string, verdict: string]>([
    ["the source ARN has the function's region", { region: 'eu-west-1' }, 'us-east-2:111122223333', 'allowed'],
    ["not the API's", { region: 'eu-west-1' }, 'eu-west-1:111122223333', 'implicitDeny'],
    ["the account is the API's", { account: '444455556666' }, 'us-east-2:444455556666', 'allowed'],
    ["not the function's", { account: '444455556666' }, 'us-east-2:111122223333', 'implicitDeny'],
  ])('%s', async (_, over, source, verdict) => {
    const arn = `arn:aws:execute-api:${source}:a1b2c3d4e5/*`;
    const policies = policyWith(granted('', PETS, { Condition: { ArnLike: { 'AWS:SourceArn': arn } } }));
    expect((await sent(apiOf('rest', over), { policies })).permission).toMatchObject({ answer: { verdict } });
  });
});

describe('what nobody knows', () => {
  const any = apiOf('http', { routes: [routeTo('ANY /pets')] });

  test.each<[grant: string, unknown: 'stop' | 'pass', verdict: string]>([
    ['*/GET/pets', 'stop', 'unknown'],
    ['*/GET/pets', 'pass', 'functionResponse'],
    ['*/ANY/pets', 'stop', 'unknown'],
    ['*/*/pets', 'stop', 'functionResponse'],
    ['*/POST/pets', 'stop', 'gatewayResponse'],
    ['*/POST/pets', 'pass', 'gatewayResponse'],
  ])('ANY of an HTTP API, granted %s (%s): %s', async (grant, unknown, verdict) => {
    const told = await sent(any, { policies: policyWith(granted(grant)), options: { unknown } });
    expect(told.verdict).toBe(verdict);
    expect(told.stoppedAt).toBe(verdict === 'functionResponse' ? null : 'permission');
  });

  test.each([
    ['*/ANY/pets', false, 'functionResponse', true],
    ['*/ANY/pets', true, 'unknown', true],
    ['*/*/pets', true, 'functionResponse', false],
    ['*/GET/pets', false, 'gatewayResponse', true],
  ])('ANY of a REST API, granted %s (strict: %s): %s', async (grant, strict, verdict, isDoubtful) => {
    const api = apiOf('rest', { routes: [routeTo('ANY /pets')] });
    const told = await sent(api, { policies: policyWith(granted(grant)), options: { strict } });
    expect(told.verdict).toBe(verdict);
    expect(told.caveats.some(({ grade }) => grade === 'C')).toBe(isDoubtful);
  });

  test.each<[fact: string, text: string]>([
    ['no JSON', '{'],
    ['a statement that cannot be read', '{"Version": "2012-10-17", "Statement": [7]}'],
  ])('a policy that cannot be read may allow or deny: %s', async (_, text) => {
    const told = await sent(apiOf('rest'), { policies: parsePolicy(text) });
    expect([told.verdict, told.stoppedAt]).toEqual(['unknown', 'permission']);
  });
});

test.each<[type: ApiType, key: string, request: Parameters<typeof sent>[1], suffix: string]>([
  ['rest', 'GET /', { request: 'GET /' }, 'prod/GET/'],
  ['rest', 'GET /pets/{petId}', { request: 'GET /pets/7' }, 'prod/GET/pets/{petId}'],
  ['rest', 'GET /{proxy+}', { request: 'GET /a/b' }, 'prod/GET/{proxy+}'],
  ['http', '$default', { request: 'GET /a' }, '$default/$default'],
  ['http', 'GET /pets/{id}', { request: 'GET /pets/7' }, '$default/GET/pets/{id}'],
  ['websocket', '$connect', { request: socket('CONNECT') }, 'dev/$connect'],
  ['websocket', 'hello', { request: socket('MESSAGE', { body: '{"action":"hello"}' }) }, 'dev/hello'],
])('%s %s presents the route as it is declared', async (type, key, run, suffix) => {
  const api = apiOf(type, { routes: [routeTo(key)] });
  const allowed = await sent(api, { ...run, policies: policyWith(granted(suffix)) });
  const refused = await sent(api, { ...run, policies: policyWith(granted(`${suffix}x`)) });
  expect([allowed.verdict, refused.verdict]).toEqual(['functionResponse', 'gatewayResponse']);
});
