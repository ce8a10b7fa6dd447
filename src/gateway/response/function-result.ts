// What does a function's result say, where it is to be an HTTP response?

import type { Caveat } from '../../model/decision.js';
import type { HeaderLines } from '../../model/http.js';
import { isJsonObject, type Json, type JsonObject } from '../../model/policy.js';

/** A result in the form that API Gateway asks for. */
export interface ProxyResult {
  readonly statusCode: number | undefined;
  /** Values as text. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly multiValueHeaders: readonly (readonly [name: string, values: readonly string[]])[];
  readonly cookies: readonly string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

// AWS: API Gateway guide, "Amazon API Gateway important notes": headers that may come back under another name.
const DOUBTFUL =
  /^(?:content-md5|expect|host|max-forwards|proxy-authenticate|te|trailer|transfer-encoding|upgrade|user-agent)$/i;

/** What nobody knows of the headers of a result; `added`: the names, in lower case, that API Gateway adds itself. */
export function doubtsAboutHeaders(headers: HeaderLines, added: readonly string[]): readonly Caveat[] {
  const messages = headers.flatMap(([name, value]) => [
    ...(/[\0\r\n]/.test(name + value) ? [`what becomes of a line break in the header \`${name}\` is not known`] : []),
    ...(DOUBTFUL.test(name) ? [`whether the header \`${name}\` comes back under another name is not known`] : []),
    ...(added.includes(name.toLowerCase())
      ? [`whether a \`${name}\` of the function's own stands beside API Gateway's is not known`]
      : []),
  ]);
  return [...messages, ...doubtsAboutRepeated(headers)].map((message) => ({ grade: '?', message }));
}

function doubtsAboutRepeated(headers: HeaderLines): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Map<string, string>();
  for (const [name] of headers) {
    const lower = name.toLowerCase();
    if (seen.has(lower)) repeated.set(lower, `\`${name}\``);
    seen.add(lower);
  }
  const isTypeRepeated = repeated.delete('content-type');
  // AWS: RFC 6265, section 3: cookies are not joined on one line.
  repeated.delete('set-cookie');
  const shown = [...repeated.values()].join(', ');
  return [
    ...(isTypeRepeated ? ['which of several Content-Types the caller gets is not known'] : []),
    ...(shown === '' ? [] : [`whether several values of ${shown} travel on one line or on several is not known`]),
  ];
}

/** What is wrong with a result, and what it should be. */
export interface Malformed {
  readonly reason: string;
  readonly hint: string;
  /** What a refusal leans on, where nobody recorded it. */
  readonly doubts?: readonly Caveat[];
  /** What API Gateway writes to its log about this fault rather than about any. */
  readonly log?: readonly string[];
}

const inferred = (message: string): readonly Caveat[] => [{ grade: 'I', message: `${message} is inferred` }];

type Scalar = string | number | boolean;
const isScalar = (json: Json | undefined): json is Scalar =>
  typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean';

// AWS: API Gateway guide, "Output format of a Lambda function for proxy integration".
export const PROXY_MEMBERS: readonly string[] = [
  'statusCode',
  'headers',
  'multiValueHeaders',
  'body',
  'isBase64Encoded',
];

/** Reads a result by its members; `known`: those that it may have. */
export function readResult(result: JsonObject, known: readonly string[]): ProxyResult | Malformed {
  const stranger = Object.keys(result).find((name) => !known.includes(name));
  if (stranger !== undefined)
    return { reason: `\`${stranger}\` is no member of a response`, hint: `return only ${known.join(', ')}` };
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded, cookies } = result;
  const status = statusOf(statusCode);
  if (typeof status === 'object') return status;
  const single = headersOf(headers);
  if ('reason' in single) return single;
  const multi = multiHeadersOf(multiValueHeaders);
  if ('reason' in multi) return multi;
  const bodyFault = faultOfBody(body);
  // Inferred: a body is not documented to be anything else.
  if (bodyFault !== undefined) return { ...bodyFault, doubts: inferred('that a `body` has to be a string') };
  const fault = faultOfFlag(isBase64Encoded) ?? faultOfCookies(cookies);
  if (fault !== undefined) return fault;
  return {
    statusCode: status,
    headers: single,
    multiValueHeaders: multi,
    cookies: (cookies as readonly string[] | null | undefined) ?? [],
    body: (body as string | null | undefined) ?? '',
    isBase64Encoded: isBase64Encoded === true,
  };
}

/** What is wrong with a body; undefined where nothing is. */
export function faultOfBody(body: Json | undefined): Malformed | undefined {
  if (body === undefined || body === null || typeof body === 'string') return undefined;
  return {
    reason: `\`body\` is ${kindOf(body)}, not a string`,
    hint: 'write the body as text: `JSON.stringify(body)`',
  };
}

function faultOfFlag(flag: Json | undefined): Malformed | undefined {
  if (flag === undefined || flag === null || typeof flag === 'boolean') return undefined;
  return {
    reason: `\`isBase64Encoded\` is ${kindOf(flag)}, not a boolean`,
    hint: 'write `true` or `false`',
    doubts: inferred('that `isBase64Encoded` has to be a boolean'),
  };
}

function faultOfCookies(cookies: Json | undefined): Malformed | undefined {
  if (cookies === undefined || cookies === null) return undefined;
  if (Array.isArray(cookies) && cookies.every((one) => typeof one === 'string')) return undefined;
  return { reason: '`cookies` is not a list of strings', hint: 'write each cookie as one string of the list' };
}

// Recorded: a number as text is taken, other text is not; without it, it is 200.
function statusOf(json: Json | undefined): number | undefined | Malformed {
  if (json === undefined || json === null) return undefined;
  const status =
    typeof json === 'number' || (typeof json === 'string' && /^\d+$/.test(json)) ? Number(json) : Number.NaN;
  // AWS: RFC 9110, section 15: three digits. Inferred: nothing below 100 or above 599 leaves API Gateway.
  if (Number.isInteger(status) && status >= 100 && status <= 599) return status;
  const malformed = { reason: `\`statusCode\` is ${shown(json)}`, hint: 'write a number from 100 to 599' };
  return Number.isInteger(status)
    ? { ...malformed, doubts: inferred('that a status below 100 or above 599 is refused') }
    : malformed;
}

// Recorded: `null` is as none, `true` is as "true".
function headersOf(json: Json | undefined): readonly (readonly [string, string])[] | Malformed {
  if (json === undefined || json === null) return [];
  if (!isJsonObject(json))
    return { reason: `\`headers\` is ${kindOf(json)}, not an object`, hint: 'write name and value as members' };
  const odd = Object.entries(json).find(([, value]) => value !== null && !isScalar(value));
  if (odd !== undefined)
    return {
      reason: `the header \`${odd[0]}\` is ${kindOf(odd[1])}`,
      hint: 'a header is a string; several values go into `multiValueHeaders`, or are joined by commas',
    };
  return Object.entries(json).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const]));
}

// Recorded: values that are no lists are not taken.
function multiHeadersOf(json: Json | undefined): readonly (readonly [string, readonly string[]])[] | Malformed {
  if (json === undefined || json === null) return [];
  if (!isJsonObject(json))
    return {
      reason: `\`multiValueHeaders\` is ${kindOf(json)}, not an object`,
      hint: 'write a name and a list of values',
    };
  const read: (readonly [string, readonly string[]])[] = [];
  for (const [name, values] of Object.entries(json)) {
    if (values === null) continue;
    if (!Array.isArray(values) || !values.every((value: Json) => isScalar(value)))
      return {
        reason: `\`multiValueHeaders\` has no list of strings for \`${name}\``,
        hint: 'write a list, also for one value',
      };
    read.push([name, values.map(String)]);
  }
  return read;
}

export function kindOf(json: Json | undefined): string {
  if (json === undefined || json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  if (typeof json === 'object') return 'an object';
  return typeof json === 'number' ? 'a number' : `a ${typeof json}`;
}

function shown(json: Json): string {
  return isScalar(json) ? `\`${String(json).slice(0, 40)}\`` : kindOf(json);
}
