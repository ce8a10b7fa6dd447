// Is a request larger than what API Gateway or Lambda takes?

import { type ApiRequest, isSocketEvent } from '../../model/http.js';

// AWS: API Gateway guide, "Amazon API Gateway quotas": 10 MB of payload, 128 KB of a WebSocket message.
const MAX_PAYLOAD = 10 * 1024 * 1024;
const MAX_MESSAGE = 128 * 1024;

/** Why it is not taken; undefined where it is. */
export function oversize(request: ApiRequest): string | undefined {
  if (isSocketEvent(request)) {
    const size = Buffer.byteLength(request.body ?? '');
    return size > MAX_MESSAGE
      ? `the message has ${size} bytes, more than the 128 KB that API Gateway takes`
      : undefined;
  }
  const size = request.body?.length ?? 0;
  return size > MAX_PAYLOAD ? `the body has ${size} bytes, more than the 10 MB that API Gateway takes` : undefined;
}

// AWS: Lambda guide, "Lambda quotas": 6 MB of a synchronous request, and as much of its response. Observed: the number.
const MAX_LAMBDA = 6_291_556;

/** The same of the event, which Lambda gets as JSON. */
export function oversizeEvent(event: unknown): string | undefined {
  const size = sizeOverLimit(event);
  return size === undefined ? undefined : `the event has ${size} bytes, more than the 6 MB that Lambda takes`;
}

/** Bytes of JSON, where they are more than Lambda takes. Cost: printed only where so many letters are about. */
export function sizeOverLimit(json: unknown): number | undefined {
  // A letter takes six bytes at most, as `\\u001f` does.
  if (lettersIn(json, 0) * 6 <= MAX_LAMBDA) return undefined;
  const size = Buffer.byteLength(JSON.stringify(json) ?? 'null');
  return size > MAX_LAMBDA ? size : undefined;
}

const DEEP = 100;

/** An upper bound for the letters of a value; infinite for one that is nested deeper than anybody counts. */
function lettersIn(json: unknown, depth: number): number {
  if (typeof json === 'string') return json.length + 2;
  if (typeof json !== 'object' || json === null) return 24;
  if (depth > DEEP) return Number.POSITIVE_INFINITY;
  let letters = 2;
  for (const [name, value] of Object.entries(json)) letters += name.length + 4 + lettersIn(value, depth + 1);
  return letters;
}

export const TOO_LARGE = `Response payload size exceeded maximum allowed payload size (${MAX_LAMBDA} bytes).`;
