// Is progress told where somebody looks, after a moment, on one line that is wiped in the end?

import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Io } from '../../src/cli/command.js';
import { Progress } from '../../src/cli/progress.js';

/** What is written while the clock says these times, in milliseconds. */
function told(times: readonly number[], isErrorTerminal: boolean): string {
  const written: string[] = [];
  const io = { isErrorTerminal, stderr: (text: string) => written.push(text) } as unknown as Io;
  const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
  const progress = new Progress(io, 'files read');
  for (const [index, time] of times.entries()) {
    clock.mockReturnValue(time);
    progress.tell(index + 1);
  }
  progress.done();
  return written.join('');
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('progress', () => {
  test.each<[what: string, times: readonly number[], isTerminal: boolean, written: string]>([
    ['is silent within a moment', [10, 500, 999], true, ''],
    ['is told after it, and wiped', [10, 1000], true, '\r2 files read\r\u001b[K'],
    ['is told again after a pause', [1000, 1100, 1199, 1200], true, '\r1 files read\r4 files read\r\u001b[K'],
    ['is never told to a file', [1000, 5000], false, ''],
    ['of nothing is nothing', [], true, ''],
  ])('%s', (_, times, isTerminal, written) => {
    expect(told(times, isTerminal)).toBe(written);
  });
});
