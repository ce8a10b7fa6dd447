// What is the answer to "what would the caller see"? The whole story, as data.

import type { Answer, Caveat } from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import type { ApiRequest, HttpResponse } from '../../model/http.js';
import type { Outcome } from '../../model/outcome.js';

/**
 * Whose word reaches the caller: that of the function, or API Gateway's own. `functionReached`: the function is called,
 * and nothing stands in for it. `unknown`: nobody knows.
 */
export type SimulationVerdict = 'functionResponse' | 'gatewayResponse' | 'functionReached' | 'unknown';

/** Where a request ends that does not come back with the function's response. */
export type Stop = 'request' | 'route' | 'cors' | 'authorizer' | 'integration' | 'permission' | 'function' | 'response';

export interface RouteStep {
  readonly key: string;
  readonly stage: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly why: string;
}

export interface IntegrationStep {
  readonly type: string;
  /** The format of its events: `REST proxy`, `payload format 2.0`. */
  readonly format: string;
  readonly function: string;
  readonly credentials: string | null;
}

/** Whether the function's policy lets API Gateway in. */
export type PermissionStep =
  | { readonly kind: 'asked'; readonly answer: Answer }
  /** Somebody else calls than API Gateway, and the function's policy does not deny it. `needs`: who has to be allowed elsewhere. */
  | { readonly kind: 'skipped'; readonly why: string; readonly needs: string }
  | { readonly kind: 'notGiven'; readonly why: string; readonly hint: string };

export interface AuthorizerStep {
  readonly name: string;
  readonly function: string | null;
  readonly permission: PermissionStep | null;
  readonly event: unknown;
  readonly outcome: Outcome | null;
  /** What came of it, in a sentence. */
  readonly said: string;
}

export interface Simulation {
  readonly schemaVersion: 1;
  readonly question: 'simulate';
  readonly verdict: SimulationVerdict;
  /** In one sentence: why. */
  readonly reason: string;
  /** What to do about it. */
  readonly hint: string | null;
  readonly stoppedAt: Stop | null;
  readonly request: ApiRequest | null;
  readonly route: RouteStep | null;
  readonly authorizer: AuthorizerStep | null;
  readonly integration: IntegrationStep | null;
  readonly permission: PermissionStep | null;
  /** What the function gets. */
  readonly event: unknown;
  readonly outcome: Outcome | null;
  /** What the caller gets: null where nobody knows, or where nothing is sent. */
  readonly response: HttpResponse | null;
  /** WebSocket APIs: the message that the client gets. */
  readonly frame: string | null;
  /** What API Gateway writes to its log about what went wrong. */
  readonly log: readonly string[];
  readonly caveats: readonly Caveat[];
  readonly findings: readonly Finding[];
}
