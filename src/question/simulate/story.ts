// How far did a request come, and what was learnt on the way?

import type { Delivery } from '../../gateway/response/delivery.js';
import type { Caveat } from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import type { Simulation, SimulationVerdict, Stop } from './simulation.js';

type Steps = Omit<
  Simulation,
  'schemaVersion' | 'question' | 'verdict' | 'reason' | 'hint' | 'stoppedAt' | 'caveats' | 'findings'
>;

const NOTHING: Steps = {
  request: null,
  route: null,
  authorizer: null,
  integration: null,
  permission: null,
  event: null,
  outcome: null,
  response: null,
  frame: null,
  log: [],
};

/** Grows step by step; each end makes the answer of it. */
export class Story {
  readonly #steps: Steps = { ...NOTHING };
  readonly #caveats: Caveat[] = [];
  readonly #findings: Finding[] = [];

  tell(steps: Partial<Steps>): void {
    Object.assign(this.#steps, steps);
  }

  doubt(caveats: readonly Caveat[]): void {
    for (const caveat of caveats)
      if (!this.#caveats.some(({ message }) => message === caveat.message)) this.#caveats.push(caveat);
  }

  find(findings: readonly Finding[]): void {
    for (const finding of findings) if (!this.#findings.includes(finding)) this.#findings.push(finding);
  }

  end(verdict: SimulationVerdict, stoppedAt: Stop | null, reason: string, hint?: string | null): Simulation {
    return {
      schemaVersion: 1,
      question: 'simulate',
      verdict,
      reason,
      hint: hint ?? null,
      stoppedAt,
      ...this.#steps,
      caveats: this.#caveats,
      findings: this.#findings,
    };
  }

  /** Ends with what reaches the caller. */
  endWith(delivery: Delivery, stoppedAt: Stop, said: string): Simulation {
    const { by, response = null, frame = null, log = [], doubts = [], reason, hint = null } = delivery;
    this.tell({ response, frame, log });
    this.doubt(doubts);
    if (by === 'function') return this.end('functionResponse', null, reason ?? said, hint);
    return this.end(by === 'nobody' ? 'unknown' : 'gatewayResponse', stoppedAt, reason ?? said, hint);
  }
}
