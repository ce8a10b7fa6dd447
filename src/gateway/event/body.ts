// Does a body reach the function as text or in base64?

import { type HeaderLines, headerValue } from '../../model/http.js';

export interface EventBody {
  /** Undefined where there is none. */
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

const NOTHING: EventBody = { isBase64Encoded: false };

// AWS: API Gateway guide, "Content type conversions in API Gateway": a body is base64 only where the Content-Type is one of `binaryMediaTypes`.
export function restBody(
  body: Uint8Array | undefined,
  headers: HeaderLines,
  binaryMediaTypes: readonly string[] = [],
): EventBody {
  return encoded(body, isRestBinary(headers, binaryMediaTypes));
}

// Inferred: without a Content-Type it is `application/json`, as AWS documents for mapping templates.
/** Whether a body of such a request comes in base64. */
export function isRestBinary(headers: HeaderLines, binaryMediaTypes: readonly string[] = []): boolean {
  return isBinaryType(headerValue(headers, 'content-type') ?? 'application/json', binaryMediaTypes);
}

// Observed: text for `text/*`, JSON, XML and JavaScript; base64 for everything else, forms and a missing type included.
const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml|javascript)\s*(?:;|$))/i;

export function httpBody(body: Uint8Array | undefined, headers: HeaderLines): EventBody {
  return encoded(body, isHttpBinary(headers));
}

/** The same of an HTTP API. */
export function isHttpBinary(headers: HeaderLines): boolean {
  return !TEXT_TYPE.test(headerValue(headers, 'content-type') ?? '');
}

function encoded(body: Uint8Array | undefined, isBase64Encoded: boolean): EventBody {
  if (body === undefined || body.length === 0) return NOTHING;
  const { buffer, byteOffset, byteLength } = body;
  return {
    body: Buffer.from(buffer, byteOffset, byteLength).toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

// Recorded: an entry counts as it is written, or with a star on its right (`application/*`); one on its left does not.
// AWS: API Gateway guide, "Working with binary media types": `*/*` stands for every type.
/** Whether a media type is one of those whose bodies are bytes; its parameters do not count. */
export function isBinaryType(type: string, binaryMediaTypes: readonly string[]): boolean {
  const bare = bareType(type);
  return binaryMediaTypes.some((entry) => {
    const known = entry.trim().toLowerCase();
    if (known === '*/*') return true;
    if (known.startsWith('*/')) return false;
    return known.endsWith('/*') ? bare.startsWith(known.slice(0, -1)) : known === bare;
  });
}

/** A media type without its parameters, in lower case. */
export function bareType(type: string): string {
  return (type.split(';', 1)[0] as string).trim().toLowerCase();
}
