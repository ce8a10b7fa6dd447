// How long does something take, compared with something else in the same run?

/** Median nanoseconds of one call, each sample many calls long so that the clock does not matter. */
export function nanoseconds(work: () => unknown, samples = 15): number {
  let calls = 1;
  // As many calls as take a millisecond or two; by then the engine has compiled them.
  for (let took = 0; took < 2e6; calls *= 2) took = time(work, calls);
  return median(Array.from({ length: samples }, () => time(work, calls) / calls));
}

/** Medians of two kinds of work done in turns, so that what else the machine does strikes both. */
export function compare(
  one: () => unknown,
  other: () => unknown,
  rounds = 9,
): { one: number; other: number; ratio: number } {
  const times = Array.from({ length: rounds }, () => ({ one: nanoseconds(one, 3), other: nanoseconds(other, 3) }));
  const first = median(times.map((round) => round.one));
  const second = median(times.map((round) => round.other));
  return { one: first, other: second, ratio: median(times.map((round) => round.one / round.other)) };
}

function time(work: () => unknown, calls: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) work();
  return Number(process.hrtime.bigint() - start);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** A line of the report: what, the ratio, what was aimed at, and the times behind it. */
export function line(what: string, ratio: number, aim: string, behind: string): string {
  return `${what.padEnd(58)} ${ratio.toFixed(2).padStart(7)}   aim ${aim.padEnd(10)} ${behind}`;
}

export function shown(nanos: number): string {
  return nanos < 1e3
    ? `${nanos.toFixed(0)} ns`
    : nanos < 1e6
      ? `${(nanos / 1e3).toFixed(1)} µs`
      : `${(nanos / 1e6).toFixed(1)} ms`;
}
