// Which HTTP response does an HTTP API make of a function's result?

import type { Cors, PayloadFormat } from '../../model/api.js';
import type { HeaderLines, HttpRequest, HttpResponse } from '../../model/http.js';
import { isJsonObject, type Json, type JsonObject } from '../../model/policy.js';
import { corsHeaders, isCorsHeader } from '../cors.js';
import type { Facts } from '../event/facts.js';
import {
  doubtsAboutHeaders,
  faultOfBody,
  kindOf,
  type Malformed,
  PROXY_MEMBERS,
  readResult,
} from './function-result.js';
import { WRONG_BODY_TYPE } from './log.js';
import { isBase64Text, type Made, mergedHeaders } from './rest.js';
import { type Body, headOf, typeApart } from './wire.js';

// AWS: the page below: 2.0 has cookies in place of lists of values.
const MEMBERS: Readonly<Record<PayloadFormat, readonly string[]>> = {
  '1.0': PROXY_MEMBERS,
  '2.0': [...PROXY_MEMBERS.filter((name) => name !== 'multiValueHeaders'), 'cookies'],
};

// AWS: API Gateway guide, "Create AWS Lambda proxy integrations for HTTP APIs", Lambda function response format.
export function httpResponse(
  result: Json,
  format: PayloadFormat,
  request: HttpRequest,
  facts: Facts,
  cors?: Cors,
): Made | Malformed {
  if (format === '2.0' && !(isJsonObject(result) && 'statusCode' in result))
    return inferred(result, request, facts, cors);
  if (!isJsonObject(result))
    return { reason: `the result is ${kindOf(result)}, not an object`, hint: 'return `{ statusCode, headers, body }`' };
  const fault = faultOfBody(result['body']);
  if (fault !== undefined) return { ...fault, log: [WRONG_BODY_TYPE] };
  // Nobody recorded that members of other names are refused here.
  const known = MEMBERS[format];
  const read = readResult(pick(result, known), known);
  if ('reason' in read) return read;
  if (read.statusCode === undefined)
    return {
      reason: '`statusCode` is missing',
      hint: 'return a `statusCode`',
      // Inferred: it is payload 2.0 that the page lets do without.
      doubts: [{ grade: 'I', message: 'that payload format 1.0 asks for a `statusCode` is inferred' }],
    };
  if (read.isBase64Encoded && !isBase64Text(read.body))
    return {
      reason: '`isBase64Encoded` is true, and `body` is not base64',
      hint: 'encode the body, or leave the member out',
    };
  // Recorded: payload 1.0 has single headers first, then lists. AWS: 2.0 has cookies in place of lists.
  const single = read.headers.map(([name, value]) => [name, [value]] as const);
  const lists = read.multiValueHeaders.flatMap(([name, values]) => values.map((value) => [name, value] as const));
  const own = keptOf(mergedHeaders(single, lists), cors);
  const cookies = read.cookies.map((cookie) => ['Set-Cookie', cookie] as const);
  // Recorded: what a response with a status code is, where it does not say.
  const type = 'text/plain; charset=utf-8';
  const response = assembled(
    read.statusCode,
    [...own, ...cookies],
    { text: read.body, isBase64: read.isBase64Encoded },
    type,
    request,
    facts,
    cors,
  );
  return { response, doubts: doubtsAboutHeaders(own, ['apigw-requestid']) };
}

function pick(result: JsonObject, known: readonly string[]): JsonObject {
  return Object.fromEntries(
    known.filter((name) => Object.hasOwn(result, name)).map((name) => [name, result[name] as Json]),
  );
}

// AWS: the same page: without a status code the result is the body, as JSON, with 200. A string is taken as it is.
function inferred(result: Json, request: HttpRequest, facts: Facts, cors: Cors | undefined): Made {
  const text = typeof result === 'string' ? result : JSON.stringify(result);
  return {
    response: assembled(200, [], { text, isBase64: false }, 'application/json', request, facts, cors),
    doubts: [],
  };
}

function assembled(
  status: number,
  own: HeaderLines,
  body: Body,
  defaultType: string,
  request: HttpRequest,
  facts: Facts,
  cors: Cors | undefined,
): HttpResponse {
  const { type, rest } = typeApart(own, defaultType);
  const headers: HeaderLines = [
    ...headOf(type, body, request.headers, facts),
    ...rest,
    ...corsHeaders(cors, request.headers),
    ['Apigw-Requestid', facts.extendedRequestId],
  ];
  return { status, headers, body: body.text, isBase64: body.isBase64 };
}

// AWS: API Gateway guide, "Configure CORS for HTTP APIs": headers of the integration's own are left out then.
function keptOf(own: HeaderLines, cors: Cors | undefined): HeaderLines {
  return own.filter(([name]) => !OWN.has(name.toLowerCase()) && !(cors !== undefined && isCorsHeader(name)));
}

// Inferred: what describes the connection is API Gateway's own.
const OWN = new Set(['connection', 'content-length', 'date', 'transfer-encoding']);
