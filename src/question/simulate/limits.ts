// Is a request larger than what API Gateway or Lambda takes?

import { PAYLOAD_LIMIT } from '../../lambda/payload.js';
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

/** The same of the event, which Lambda gets as JSON. */
export function oversizeEvent(event: unknown): string | undefined {
  const size = sizeOverLimit(event);
  return size === undefined ? undefined : `the event has ${size} bytes, more than the 6 MB that Lambda takes`;
}

/** Bytes of JSON, where they are more than Lambda takes. Cost: printed only where so many letters are about. */
export function sizeOverLimit(json: unknown): number | undefined {
  // A letter takes six bytes at most, as `\u001f` does.
  if (measure(json, { left: PAYLOAD_LIMIT / 6 }, 0) === 'small') return undefined;
  const size = Buffer.byteLength(JSON.stringify(json) ?? 'null');
  return size > PAYLOAD_LIMIT ? size : undefined;
}

/** Deeper than this no event and no result is followed. */
const MAX_DEPTH = 200;

/** Thrown where somebody nests deeper. */
export class TooDeep extends Error {
  constructor() {
    super(`it is nested deeper than ${MAX_DEPTH} levels, which is not followed`);
  }
}

/** Whether the letters of a value are surely few. Cost: bounded by what is left, however often a value is shared. */
function measure(json: unknown, budget: { left: number }, depth: number): 'small' | 'large' {
  if (depth > MAX_DEPTH) throw new TooDeep();
  if (typeof json === 'string') budget.left -= json.length + 2;
  else if (typeof json !== 'object' || json === null) budget.left -= 24;
  else {
    budget.left -= 2;
    for (const [name, value] of Object.entries(json)) {
      budget.left -= name.length + 4;
      if (budget.left < 0 || measure(value, budget, depth + 1) === 'large') return 'large';
    }
  }
  return budget.left < 0 ? 'large' : 'small';
}
