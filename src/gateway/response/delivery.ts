// What reaches the caller, and whose word is it?

import type { Caveat } from '../../model/decision.js';
import type { HttpResponse } from '../../model/http.js';

export interface Delivery {
  /** `nobody`: what the caller gets is not known. */
  readonly by: 'function' | 'gateway' | 'nobody';
  /** Of requests and handshakes. */
  readonly response?: HttpResponse;
  /** Of messages: the frame that is sent back, if any. */
  readonly frame?: string;
  /** What is to be said of it: why it is not the function's, or not known. */
  readonly reason?: string;
  readonly hint?: string;
  /** What API Gateway writes to its log about it. */
  readonly log?: readonly string[];
  /** What it leans on that is neither recorded nor documented. */
  readonly doubts?: readonly Caveat[];
}
