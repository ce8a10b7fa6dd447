// Which HTTP response does a REST API make of a function's result?

import type { Caveat } from '../../model/decision.js';
import { type HeaderLines, type HttpRequest, type HttpResponse, headerValue } from '../../model/http.js';
import { isJsonObject, type Json } from '../../model/policy.js';
import { isBinaryType } from '../event/body.js';
import type { Facts } from '../event/facts.js';
import { traceIdOf } from '../event/headers.js';
import { doubtsAboutHeaders, kindOf, type Malformed, PROXY_MEMBERS, readResult } from './function-result.js';
import { type Body, headOf, typeApart } from './wire.js';

export interface Made {
  readonly response: HttpResponse;
  /** What its author may want to know. */
  readonly hint?: string;
  /** What is not known for sure of it. */
  readonly doubts: readonly Caveat[];
}

/** `isBroken`: the body is no base64, which is answered with 500. */
export type RestResult = Made | Malformed | { readonly isBroken: true; readonly reason: string };

// AWS: API Gateway guide, "Output format of a Lambda function for proxy integration". Recorded: the response and binary cases.
export function restResponse(
  result: Json,
  request: HttpRequest,
  facts: Facts,
  binaryMediaTypes: readonly string[] = [],
): RestResult {
  if (!isJsonObject(result)) return notAnObject(result);
  const read = readResult(result, PROXY_MEMBERS);
  if ('reason' in read) return read;
  const accept = headerValue(request.headers, 'accept');
  // Recorded: it is what the client accepts first that counts; nobody knows what counts where it says nothing.
  const isWanted = accept !== undefined && isBinaryType(accept.split(',')[0] as string, binaryMediaTypes);
  const isBase64 = read.isBase64Encoded && isWanted;
  if (isBase64 && !isBase64Text(read.body))
    return { isBroken: true, reason: '`isBase64Encoded` is true, and `body` is not base64' };
  const message = 'whether a base64 body is decoded for a client that sends no `Accept` header is not known';
  const isOpen = read.isBase64Encoded && accept === undefined && binaryMediaTypes.length > 0;
  const doubts: readonly Caveat[] = isOpen ? [{ grade: '?', message }] : [];
  const own = mergedHeaders(read.multiValueHeaders, read.headers);
  const response = assembled(read.statusCode ?? 200, own, { text: read.body, isBase64 }, request, facts);
  const told = [...doubts, ...doubtsAboutHeaders(own, ADDED_BY_REST)];
  if (!read.isBase64Encoded || isBase64 || accept === undefined) return { response, doubts: told };
  const hint =
    'the body stays base64, as text: it is decoded where the first type of `Accept` is one of the binary media types of the API';
  return { response, doubts: told, hint };
}

// Recorded: what a REST API adds.
/** In lower case. */
export const ADDED_BY_REST: readonly string[] = ['x-amzn-requestid', 'x-amz-apigw-id', 'x-amzn-trace-id'];

/** A response of a REST API that carries these headers of its own. */
export function assembled(
  status: number,
  own: HeaderLines,
  body: Body,
  request: HttpRequest,
  facts: Facts,
): HttpResponse {
  const { type, rest } = typeApart(own, 'application/json');
  const headers: HeaderLines = [
    ...headOf(type, body, request.headers, facts),
    ['x-amzn-RequestId', facts.requestId],
    ['x-amz-apigw-id', facts.extendedRequestId],
    ...rest.map(remapped),
    ['X-Amzn-Trace-Id', traceIdOf(request.headers, facts)],
  ];
  return { status, headers, body: body.text, isBase64: body.isBase64 };
}

// Observed: these come back under another name.
const REMAPPED = new Set(['authorization', 'connection', 'content-length', 'date', 'server', 'www-authenticate']);

function remapped([name, value]: readonly [string, string]): readonly [string, string] {
  return [REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value];
}

// Recorded: `multiValueHeaders` first, then `headers`; the first spelling of a name stays. Observed: the same name and
// value once.
// How several values of a name travel is not known: as lines of their own here.
export function mergedHeaders(
  first: readonly (readonly [string, readonly string[]])[],
  then: readonly (readonly [string, string])[],
): HeaderLines {
  const merged = new Map<string, { name: string; values: Set<string> }>();
  const add = (name: string, value: string) => {
    const known = merged.get(name.toLowerCase());
    if (known === undefined) merged.set(name.toLowerCase(), { name, values: new Set([value]) });
    else known.values.add(value);
  };
  for (const [name, values] of first) for (const value of values) add(name, value);
  for (const [name, value] of then) add(name, value);
  return [...merged.values()].flatMap(({ name, values }) => [...values].map((value) => [name, value] as const));
}

function notAnObject(result: Json): Malformed {
  return {
    reason: `the result is ${kindOf(result)}, not an object`,
    hint: 'return `{ statusCode, headers, body }`, as a proxy integration asks for',
  };
}

/** Whether a text is base64, padded or not. */
export function isBase64Text(text: string): boolean {
  const bare = text.endsWith('==') ? text.slice(0, -2) : text.endsWith('=') ? text.slice(0, -1) : text;
  const isWhole = bare.length === text.length || text.length % 4 === 0;
  return isWhole && bare.length % 4 !== 1 && /^[A-Za-z0-9+/]*$/.test(bare);
}
