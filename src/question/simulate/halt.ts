// Where does a request stop on its way to the function, and who answers?

import type { GatewayAnswer } from '../../gateway/response/gateway-response.js';
import type { Stop } from './simulation.js';

export interface Halt {
  readonly at: Stop;
  /** What API Gateway answers; undefined where that is not known. */
  readonly answer?: GatewayAnswer;
  readonly reason: string;
  readonly hint?: string;
  /** What API Gateway writes to its log. */
  readonly log: readonly string[];
}

export function unknownAt(at: Stop, reason: string, hint?: string | null): Halt {
  return { at, reason, log: [], ...(hint == null ? {} : { hint }) };
}

export function refusedAt(
  at: Stop,
  answer: GatewayAnswer,
  reason: string,
  log: readonly string[] = [],
  hint?: string | null,
): Halt {
  return { at, answer, reason, log, ...(hint == null ? {} : { hint }) };
}
