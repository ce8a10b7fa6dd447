// Is the value this moment, or before, or after it?

import { comparisons } from '../comparison.js';
import type { OperatorFamily } from '../operator.js';

// AWS: IAM guide, "Condition operators", date condition operators: ISO 8601 as W3C profiles it, or epoch seconds.
export const date: OperatorFamily = {
  id: 'date',
  operators: comparisons('Date', readDate),
  cases: [
    ['DateEquals', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', 'yes'],
    ['DateEquals', '2026-11-01T00:00:00Z', '1793491200', 'yes'],
    ['DateEquals', '2026-11-01', '2026-11-01T01:00:00+01:00', 'yes'],
    ['DateEquals', '2026-11', '2026-11-01', 'yes'],
    ['DateEquals', '2026-11-01T00:00:00.250Z', '2026-11-01T00:00:00.25Z', 'yes'],
    ['DateLessThan', '2026-11-02T00:00:00Z', '2026-11-01T23:59:59Z', 'yes'],
    ['DateLessThan', '2026-11-02', '2026-11-02', 'no'],
    ['DateLessThanEquals', '2026-11-02', '2026-11-02', 'yes'],
    ['DateGreaterThan', '2026-11-01', '2026-11-02T00:00Z', 'yes'],
    ['DateGreaterThanEquals', '2026-11-01', '2026-10-31', 'no'],
    ['DateEquals', '20261101', '20261101', 'yes'],
    ['DateEquals', 'tomorrow', '2026-11-01', 'malformed'],
    ['DateEquals', '2026-13-01', '2026-11-01', 'malformed'],
    ['DateEquals', '2026-02-30', '2026-03-02', 'malformed'],
    ['DateEquals', '2026-11-01', 'yesterday', 'malformed'],
  ],
};

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** Seconds since 1970; digits alone are seconds already, four of them a year. */
function readDate(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text) && text.length !== 4) return Number(text);
  const iso = ISO.exec(text);
  if (iso === null) return undefined;
  const [, year, month = '01', day = '01', time = '00:00', seconds = '00', zone = 'Z'] = iso;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const parsed = Date.parse(`${year}-${month}-${day}T${time}:${seconds.slice(0, 2)}${offset}`);
  // A day that the month does not have would roll over into the next.
  if (Number.isNaN(parsed) || Number(day) > daysIn(Number(year), Number(month))) return undefined;
  return parsed / 1000 + Number(`0${seconds.slice(2)}`);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
