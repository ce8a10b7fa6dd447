// Which headers does a function see, and how are their names spelled?

import { type HeaderLines, headerValue, headerValues } from '../../model/http.js';
import type { Facts } from './facts.js';

// Recorded: the remap and event cases of REST APIs.
const CANONICAL = [
  ...['Authorization', 'User-Agent', 'Host', 'X-Amzn-Trace-Id'],
  ...['X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'],
];
const CANONICAL_BY_LOWER = new Map(CANONICAL.map((name) => [name.toLowerCase(), name]));

// Recorded: what a client sends of these does not reach the function of a REST API.
const DROPPED_BY_REST = new Set([
  ...['connection', 'content-length', 'content-md5', 'expect', 'max-forwards', 'proxy-authenticate', 'server'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'www-authenticate'],
]);

export interface Arrival {
  readonly headers: HeaderLines;
  readonly host: string;
  readonly sourceIp: string;
  readonly facts: Facts;
}

/** The headers of a REST API's event: the client's spelling, but for a few. */
export function restHeaders(arrival: Arrival): HeaderLines {
  return spelled(arrived(arrival).filter(([name]) => !DROPPED_BY_REST.has(name.toLowerCase())));
}

// AWS: API Gateway guide, "Control access to WebSocket APIs with AWS Lambda REQUEST authorizers": its example has them all.
/** The headers of a WebSocket API's authorizer. */
export function handshakeHeaders(arrival: Arrival): HeaderLines {
  return spelled(arrived(arrival));
}

/** One spelling for each name: that of API Gateway, or the first that was sent. */
function spelled(lines: HeaderLines): HeaderLines {
  const known = new Map<string, string>();
  return lines.map(([name, value]) => {
    const lower = name.toLowerCase();
    const spelling = known.get(lower) ?? CANONICAL_BY_LOWER.get(lower) ?? name;
    known.set(lower, spelling);
    return [spelling, value] as const;
  });
}

/** The headers of an HTTP API's event, all names in lower case. */
export function lowerCaseHeaders(arrival: Arrival): HeaderLines {
  return arrived(arrival).map(([name, value]) => [name.toLowerCase(), value]);
}

// Recorded: payload 1.0 of HTTP APIs.
/** `x-amzn-trace-id` as `X-Amzn-Trace-Id`. */
export function pascalCased(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** What the client sent, and what API Gateway adds and replaces. */
function arrived({ headers, host, sourceIp, facts }: Arrival): HeaderLines {
  const added = new Map([
    ['host', ['Host', host]],
    ['x-amzn-trace-id', ['X-Amzn-Trace-Id', traceIdOf(headers, facts)]],
    ['x-forwarded-for', ['X-Forwarded-For', [...headerValues(headers, 'x-forwarded-for'), sourceIp].join(', ')]],
    ['x-forwarded-port', ['X-Forwarded-Port', '443']],
    ['x-forwarded-proto', ['X-Forwarded-Proto', 'https']],
  ] as const);
  const sent = headers.filter(([name]) => !(added as ReadonlyMap<string, unknown>).has(name.toLowerCase()));
  return [...sent, ...(added.values() as Iterable<readonly [string, string]>)];
}

// Recorded: the client's root is kept.
/** The trace header that was sent, or a new one. */
export function traceIdOf(headers: HeaderLines, facts: Facts): string {
  return headerValue(headers, 'x-amzn-trace-id') ?? facts.traceId;
}
