// What becomes of a result that has no JSON, and of options that say little?

import { expect, test } from '@jest/globals';
import { toHttpResponse } from '../../../src/gateway/response/to-http-response.js';
import { CLOCK } from '../../support/simulating.js';

const circle: Record<string, unknown> = {};
circle['self'] = circle;

test.each<[fact: string, result: unknown]>([
  ['what goes in circles', circle],
  ['a big integer', 1n],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  [
    'what throws when it is printed',
    {
      toJSON: () => {
        throw new Error('no');
      },
    },
  ],
])('%s has no JSON, and API Gateway answers in its place', (_, result) => {
  const [rest, http] = (['rest', 'http'] as const).map((type) => toHttpResponse(result, { ...CLOCK, type }));
  expect(rest).toMatchObject({ by: 'gateway', reason: 'the result has no JSON' });
  expect(rest?.response).toMatchObject({ status: 502, body: '{"message": "Internal server error"}' });
  expect(http).toMatchObject({ by: 'gateway', reason: 'the result has no JSON' });
  expect(http?.response).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
});
