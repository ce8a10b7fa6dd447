// Is the function called where its policy lets the caller in, and only there?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import { API_TYPES } from '../../../src/model/api.js';
import { headerValue } from '../../../src/model/http.js';
import type { Policy } from '../../../src/model/policy.js';
import {
  apiOf,
  apiWith,
  EMPTY,
  FRAME,
  granted,
  PETS,
  policyWith,
  ROLE,
  routeTo,
  sent,
  socket,
} from '../../support/simulating.js';

const INVALID = 'Execution failed due to configuration error: Invalid permissions on Lambda function';
const INVALID_HTTP =
  "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";

describe('refused by the policy: what the client gets, and what the log says', () => {
  const never = () => {
    throw new Error('it is not called');
  };

  test.each([
    ['rest', 500, '{"message": "Internal server error"}', 'InternalServerErrorException', INVALID],
    ['http', 500, '{"message":"Internal Server Error"}', undefined, INVALID_HTTP],
  ] as const)('%s', async (type, status, body, errorType, log) => {
    const told = await sent(apiOf(type), { policies: EMPTY, invoke: never });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'permission', outcome: null, event: null });
    expect(told).toMatchObject({ response: { status, body }, frame: null, log: [log] });
    expect(headerValue(told.response?.headers ?? [], 'x-amzn-errortype')).toBe(errorType);
  });

  test('a message to a WebSocket API', async () => {
    const told = await sent(apiOf('websocket'), { policies: EMPTY, invoke: never });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'permission', response: null });
    expect(told).toMatchObject({ frame: FRAME, log: [INVALID] });
  });

  test.each([
    ['CONNECT', '$connect', 500],
    ['DISCONNECT', '$disconnect', undefined],
  ] as const)('a WebSocket client: %s', async (event, key, status) => {
    const api = apiOf('websocket', { routes: [routeTo(key)] });
    const told = await sent(api, { policies: EMPTY, request: socket(event), invoke: never });
    expect([told.response?.status, told.frame, told.log]).toEqual([status, null, [INVALID]]);
  });

  test.each(API_TYPES)('by a Deny as well: %s', async (type) => {
    const policies = policyWith(granted('*'), granted('*', PETS, { Effect: 'Deny' }));
    const told = await sent(apiOf(type), { policies, invoke: never });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'permission' });
    expect(told.permission).toMatchObject({ kind: 'asked', answer: { verdict: 'explicitDeny' } });
  });
});

describe('integrations with credentials skip the policy', () => {
  test.each(API_TYPES)('%s', async (type) => {
    const told = await sent(apiWith(type, { credentials: ROLE }), { policies: EMPTY });
    expect(told.verdict).toBe('functionResponse');
    const needs = `the role \`${ROLE}\``;
    expect(told.permission).toEqual({ kind: 'skipped', why: expect.stringContaining(`${needs} calls`), needs });
    const message = `whether ${needs} may invoke the function is not asked here`;
    expect(told.caveats).toContainEqual({ grade: '?', message });
  });

  test("the caller's own, which is a caveat", async () => {
    const told = await sent(apiWith('rest', { credentials: 'arn:aws:iam::*:user/*' }), { policies: [] });
    expect(told.permission).toMatchObject({ kind: 'skipped', why: expect.stringContaining('the caller itself calls') });
    expect(told.caveats).toEqual([
      { grade: '?', message: 'whether the caller may invoke the function is not asked here' },
    ]);
  });
});

describe('but for those of another account', () => {
  const elsewhere = 'arn:aws:iam::444455556666:role/caller';
  const letting = (principal: string) =>
    policyWith(granted('*', PETS, { Principal: { AWS: principal }, Condition: {} }));

  test.each<[fact: string, policies: Policy, verdict: string]>([
    ['the policy lets the role in', letting(elsewhere), 'functionResponse'],
    ['the policy lets another role in', letting('arn:aws:iam::444455556666:role/other'), 'gatewayResponse'],
    ['the policy lets API Gateway in', policyWith(granted('*')), 'gatewayResponse'],
    ['the policy says nothing', EMPTY, 'gatewayResponse'],
  ])('%s', async (_, policies, verdict) => {
    const told = await sent(apiWith('rest', { credentials: elsewhere }), { policies });
    expect([told.verdict, told.permission?.kind]).toEqual([verdict, 'asked']);
    expect(told.stoppedAt).toBe(verdict === 'functionResponse' ? null : 'permission');
  });
});

describe('what the policies say is remembered', () => {
  test('as long as the list is the same', async () => {
    const policies = [EMPTY];
    const verdictNow = async () => (await sent(apiOf('rest'), { policies })).verdict;
    expect(await verdictNow()).toBe('gatewayResponse');
    policies[0] = policyWith(granted('*'));
    expect(await verdictNow()).toBe('functionResponse');
    policies.push(policyWith(granted('*', PETS, { Effect: 'Deny' })));
    expect(await verdictNow()).toBe('gatewayResponse');
    policies.length = 0;
    expect(await verdictNow()).toBe('unknown');
  });
});

test('what is wrong with a policy is a finding', async () => {
  const told = await sent(apiOf('rest'), {
    policies: parsePolicy('{"Version": "2012-10-17", "Statement": [7]}'),
  });
  expect(told.findings).toEqual([expect.objectContaining({ id: 'statement-not-an-object', severity: 'error' })]);
});

test('415 comes before the policy', async () => {
  const api = apiOf('rest', { routes: [routeTo('POST /pets', { type: 'AWS', passthroughBehavior: 'NEVER' })] });
  const told = await sent(api, { policies: EMPTY, request: 'POST /pets' });
  expect(told).toMatchObject({ response: { status: 415 }, stoppedAt: 'integration', permission: null });
});
