// Is the function called as its integration says, and whatever stands in for it held harmless?

import { describe, expect, test } from '@jest/globals';
import { API_TYPES, type ApiType, type Integration } from '../../../src/model/api.js';
import { simulate } from '../../../src/question/simulate/simulate.js';
import { apiOf, apiWith, CLOCK, GUARD, guarded, openTo, PETS, sent } from '../../support/simulating.js';

describe('the integration is at fault: 500, whatever the policy says', () => {
  const forbidden = (name: string) => ({ requestParameters: { [`integration.request.header.${name}`]: "'x'" } });
  test.each<[fact: string, over: Partial<Integration>, reason: RegExp]>([
    ['called with GET', { httpMethod: 'GET' }, /calls Lambda with `GET`/],
    ['called with ANY', { httpMethod: 'ANY' }, /calls Lambda with `ANY`/],
    ['maps onto Authorization', forbidden('Authorization'), /onto the header `Authorization`/],
    ['maps onto connection', forbidden('connection'), /onto the header `connection`/],
    ['maps onto Content-Length', forbidden('Content-Length'), /onto the header `Content-Length`/],
    ['maps onto Expect', forbidden('Expect'), /onto the header `Expect`/],
    ['maps onto Proxy-Authenticate', forbidden('Proxy-Authenticate'), /onto the header `Proxy-Authenticate`/],
    ['maps onto TE', forbidden('TE'), /onto the header `TE`/],
    ['maps onto Transfer-Encoding', forbidden('Transfer-Encoding'), /onto the header `Transfer-Encoding`/],
  ])('%s', async (_, over, reason) => {
    const told = await sent(apiWith('rest', over));
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'integration', outcome: null });
    expect(told.response).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(told.reason).toMatch(reason);
  });

  test.each(API_TYPES)('the URI names another region than the function’s: %s', async (type) => {
    const told = await sent(apiWith(type, { region: 'eu-west-1' }));
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'integration', outcome: null });
    expect(told.response?.status).toBe(type === 'websocket' ? undefined : 500);
    expect(told.log).toEqual([
      "Execution failed due to configuration error: Functions from 'us-east-2' are not reachable in this region ('eu-west-1')",
    ]);
    expect(told.hint).toBe('write `us-east-2` in the URI as well');
  });

  test.each<[fact: string, type: ApiType, over: Partial<Integration>]>([
    ['the region is the function’s', 'rest', { region: 'us-east-2' }],
    ['POST in any case', 'rest', { httpMethod: 'post' }],
    ['maps onto a header of its own', 'rest', forbidden('X-A')],
    ['maps a query parameter', 'rest', { requestParameters: { 'integration.request.querystring.te': "'x'" } }],
    ['an HTTP API has no such rule', 'http', { httpMethod: 'GET' }],
  ])('and not: %s', async (_, type, over) => {
    expect((await sent(apiWith(type, over))).verdict).toBe('functionResponse');
  });
});

describe('what stands in for the functions', () => {
  test('may be one for the integrations, and none for the authorizers', async () => {
    const integration = () => ({ statusCode: 201 });
    const told = await simulate(apiOf('rest'), openTo(PETS), 'GET /pets', { integration }, CLOCK);
    expect([told.verdict, told.response?.status]).toEqual(['functionResponse', 201]);
    const stopped = await simulate(guarded('rest'), openTo(PETS, GUARD), 'GET /pets', { integration }, CLOCK);
    expect([stopped.verdict, stopped.stoppedAt]).toEqual(['unknown', 'authorizer']);
  });

  test('may be one for the authorizers, and none for the integrations', async () => {
    const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const authorizer = () => ({ principalId: 'me', policyDocument: { Statement } });
    const told = await simulate(guarded('rest'), openTo(PETS, GUARD), 'GET /pets', { authorizer }, CLOCK);
    expect([told.verdict, told.outcome]).toEqual(['functionReached', null]);
    expect(told.event).toHaveProperty('requestContext.authorizer.principalId', 'me');
  });

  test.each(API_TYPES)('gets a copy of the event: %s', async (type) => {
    const invoke = (event: Record<string, unknown>) => {
      for (const name of Object.keys(event)) delete event[name];
      return { statusCode: 200 };
    };
    const [changed, kept] = [await sent(apiOf(type), { invoke: invoke as never }), await sent(apiOf(type))];
    expect(changed.event).toEqual(kept.event);
  });
});

describe('what is nested too deep is not followed', () => {
  const nested = (levels: number) => {
    let value: unknown = 'x';
    for (let level = 0; level < levels; level += 1) value = { value };
    return value;
  };

  test.each([
    [150, 'functionResponse'],
    [250, 'unknown'],
    [100_000, 'unknown'],
  ])('a result of %i levels: %s', async (levels, verdict) => {
    expect((await sent(apiOf('http'), { invoke: () => nested(levels) })).verdict).toBe(verdict);
  });

  test('what an authorizer hands on', async () => {
    const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const invoke = () => ({ policyDocument: { Statement }, context: { deep: nested(250) } });
    const told = await sent(guarded('http'), { invoke });
    expect([told.verdict, told.response]).toEqual(['unknown', null]);
    expect(told.reason).toMatch(/nested deeper than 200 levels/);
  });
});
