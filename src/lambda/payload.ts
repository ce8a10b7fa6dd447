// How large may the result of a function be, and what does Lambda say where it is larger?

import type { Outcome } from '../model/outcome.js';

// AWS: Lambda guide, "Lambda quotas": 6 MB of a synchronous request, and as much of its response.
// Observed: lambda-runtime-interface-emulator: 6 MiB and 100 bytes.
/** In bytes of JSON. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024 + 100;

// Observed: what API Gateway logs as integration error, azul issue 7466.
export const RESPONSE_TOO_LARGE: Outcome = {
  kind: 'error',
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
};
