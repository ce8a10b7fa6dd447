// Is a request larger than what API Gateway or Lambda takes?

import { type ApiRequest, isSocketEvent } from '../../model/http.js';

// AWS: API Gateway guide, "Amazon API Gateway quotas": 10 MB of payload, 128 KB of a WebSocket message.
const MAX_PAYLOAD = 10 * 1024 * 1024;
const MAX_MESSAGE = 128 * 1024;
// AWS: Lambda guide, "Lambda quotas": 6 MB of a synchronous request.
const MAX_EVENT = 6 * 1024 * 1024;

/** Why it is not taken; undefined where it is. */
export function oversize(request: ApiRequest): string | undefined {
  if (isSocketEvent(request)) {
    const size = Buffer.byteLength(request.body ?? '');
    return size > MAX_MESSAGE
      ? `the message has ${size} bytes, more than the 128 KB that API Gateway takes`
      : undefined;
  }
  const size = request.body?.length ?? 0;
  if (size > MAX_PAYLOAD) return `the body has ${size} bytes, more than the 10 MB that API Gateway takes`;
  return size > MAX_EVENT ? `the body has ${size} bytes, more than the 6 MB that Lambda takes` : undefined;
}
