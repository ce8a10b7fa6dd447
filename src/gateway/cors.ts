// What does an HTTP API say to a browser that asks whether it may call it?

import type { Cors } from '../model/api.js';
import { type HeaderLines, type HttpRequest, type HttpResponse, headerValue } from '../model/http.js';
import type { Facts } from './event/facts.js';
import { connectionOf, dateOf } from './response/wire.js';

// AWS: Fetch standard, "CORS-preflight request".
export function isPreflight({ method, headers }: HttpRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headerValue(headers, 'origin') !== undefined &&
    headerValue(headers, 'access-control-request-method') !== undefined
  );
}

// AWS: API Gateway guide, "Configure CORS for HTTP APIs": a preflight request is answered even where no route takes it.
// Observed: with 204.
export function preflightResponse(cors: Cors, request: HttpRequest, facts: Facts): HttpResponse {
  const origin = originFor(cors, request.headers);
  const list = (name: string, values: readonly string[]): HeaderLines =>
    values.length === 0 ? [] : [[name, values.join(',')]];
  const granted: HeaderLines =
    origin === undefined
      ? []
      : [
          ['access-control-allow-origin', origin],
          ...list('access-control-allow-methods', cors.allowMethods),
          ...list('access-control-allow-headers', cors.allowHeaders),
          ...(cors.allowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
          ...(cors.maxAge === undefined ? [] : [['access-control-max-age', String(cors.maxAge)] as const]),
        ];
  const headers: HeaderLines = [
    ['Connection', connectionOf(request.headers)],
    ['Date', dateOf(facts)],
    ...granted,
    ['Apigw-Requestid', facts.extendedRequestId],
  ];
  return { status: 204, headers, body: '', isBase64: false };
}

/** What is added to the response of a route. */
export function corsHeaders(cors: Cors | undefined, requestHeaders: HeaderLines): HeaderLines {
  const origin = cors === undefined ? undefined : originFor(cors, requestHeaders);
  if (cors === undefined || origin === undefined) return [];
  return [
    ['access-control-allow-origin', origin],
    ...(cors.allowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...(cors.exposeHeaders.length === 0
      ? []
      : [['access-control-expose-headers', cors.exposeHeaders.join(',')] as const]),
  ];
}

export function isCorsHeader(name: string): boolean {
  return name.toLowerCase().startsWith('access-control-');
}

// AWS: API Gateway v2 API reference, Cors: origins as they are, `*`, or a scheme with a star (`https://*`).
/** Undefined where the request names no origin, or one that is not allowed. */
function originFor({ allowOrigins }: Cors, headers: HeaderLines): string | undefined {
  const origin = headerValue(headers, 'origin');
  if (origin === undefined) return undefined;
  if (allowOrigins.includes('*')) return '*';
  const isAllowed = allowOrigins.some((known) =>
    known.endsWith('://*')
      ? origin.toLowerCase().startsWith(known.slice(0, -1).toLowerCase())
      : known.toLowerCase() === origin.toLowerCase(),
  );
  return isAllowed ? origin : undefined;
}
