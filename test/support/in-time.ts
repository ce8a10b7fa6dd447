// Does work end before anyone would give up? The bound is against hanging; how fast things are, `npm run bench` tells.

import { expect } from '@jest/globals';

/** In milliseconds. What is linear takes a tenth of it on a slow and busy machine, what is not takes many times as long. */
const BOUND = 30_000;

/** What the work gives, once it ended in time. */
export function inTime<T>(work: () => T, bound = BOUND): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(bound);
  return result;
}
