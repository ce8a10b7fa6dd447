// Do time and ids look as AWS makes them, whatever clock and dice are given?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clfTime, type Facts, factsOf } from '../../../src/gateway/event/facts.js';
import { holds } from '../../support/worlds.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
const LOOKS: readonly (readonly [member: keyof Facts, looks: RegExp])[] = [
  ['requestId', UUID],
  ['functionRequestId', UUID],
  ['authorizerRequestId', UUID],
  ['extendedRequestId', /^[A-Za-z0-9]{15}=$/],
  ['traceId', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/],
  ['deploymentId', /^[a-z0-9]{6}$/],
  ['resourceId', /^[a-z0-9]{6}$/],
  ['connectionId', /^[A-Za-z0-9]{15}=$/],
  ['messageId', /^[A-Za-z0-9]{15}=$/],
];

test.each(LOOKS)('%s', (member, looks) => {
  expect(factsOf()[member]).toMatch(looks);
});

test('they look so whatever the clock says and the dice show', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53));
  holds([number, number], (now, dice) => {
    const facts = factsOf({ now: () => now, random: () => dice });
    for (const [member, looks] of LOOKS) expect(facts[member]).toMatch(looks);
    expect(clfTime(facts.time)).toMatch(/^\d\d\/[A-Z][a-z]{2}\/-?\d+:\d\d:\d\d:\d\d \+0000$/);
  });
});

test('two calls have other ids', () => {
  const [one, other] = [factsOf(), factsOf()];
  for (const [member] of LOOKS) expect(one[member]).not.toBe(other[member]);
});

test('the ids of one call are others, and the same dice make the same of them', () => {
  let at = 0;
  const made = factsOf({ now: () => 0, random: () => (at++ * 0.618) % 1 });
  const { requestId, functionRequestId, authorizerRequestId } = made;
  expect(new Set([requestId, functionRequestId, authorizerRequestId]).size).toBe(3);
  expect(requestId).toBe('00000fdf-ebf9-4d9f-ac7f-c5f82b3fdfa1');
});

test('the trace begins with the seconds', () => {
  expect(factsOf({ now: () => 0x5f00_0001 * 1000 + 999 }).traceId).toMatch(/^Root=1-5f000001-/);
});

describe('the time as CLF has it', () => {
  test.each([
    [0, '01/Jan/1970:00:00:00 +0000'],
    [Date.UTC(2015, 3, 9, 12, 34, 56, 789), '09/Apr/2015:12:34:56 +0000'],
    [Date.UTC(2026, 11, 31, 23, 59, 59), '31/Dec/2026:23:59:59 +0000'],
  ])('%d: %s', (time, text) => {
    expect(clfTime(time)).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e20])('%d is no time: the first there is stands for it', (said) => {
    expect(factsOf({ now: () => said }).time).toBe(0);
  });
});
