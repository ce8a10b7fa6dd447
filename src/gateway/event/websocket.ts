// Which event does a WebSocket API send to a function?

import { type HeaderLines, headerValue } from '../../model/http.js';
import type { SocketInput } from './event-input.js';
import { clfTime } from './facts.js';
import { restHeaders } from './headers.js';
import { grouped, last, queryOf, single } from './query.js';

// AWS: API Gateway guide, "Set up a WebSocket API integration request": the examples of its Lambda events.
export function socketEvent(input: SocketInput) {
  const { request, match } = input;
  const handshake =
    request.event === 'CONNECT'
      ? handshakeOf(input, restHeaders(input.arrival))
      : request.event === 'DISCONNECT'
        ? goodbyeOf(input)
        : {};
  return {
    ...handshake,
    ...(match.stage.variables === undefined ? {} : { stageVariables: match.stage.variables }),
    requestContext: socketContext(input),
    ...(request.event === 'MESSAGE' ? { body: request.body ?? '' } : {}),
    isBase64Encoded: false,
  };
}

// Observed: recorded events of `$disconnect` have these four, of which only the host says something.
function goodbyeOf({ home }: SocketInput) {
  const headers = { Host: home.host, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
  return { headers, multiValueHeaders: Object.fromEntries(lists) };
}

/** Headers and query of the request that connects. */
export function handshakeOf({ request }: SocketInput, lines: HeaderLines) {
  const multiValueHeaders = grouped(lines) ?? {};
  const query = grouped(queryOf(request.query ?? ''));
  return {
    headers: single(multiValueHeaders, last) ?? {},
    multiValueHeaders,
    ...(query === undefined
      ? {}
      : { queryStringParameters: single(query, last), multiValueQueryStringParameters: query }),
  };
}

export function socketContext({ home, match, request, facts, arrival, authorizer }: SocketInput) {
  const userAgent = headerValue(request.headers, 'user-agent');
  return {
    routeKey: match.route.key,
    ...(authorizer === undefined ? {} : { authorizer }),
    ...(request.event === 'MESSAGE' ? { messageId: facts.messageId } : {}),
    // Observed: what stands there where a client goes without a word.
    ...(request.event === 'DISCONNECT'
      ? { disconnectStatusCode: 1005, disconnectReason: 'Client-side close frame status not set' }
      : {}),
    eventType: request.event,
    extendedRequestId: facts.extendedRequestId,
    requestTime: clfTime(facts.time),
    messageDirection: 'IN' as const,
    stage: match.stage.name,
    connectedAt: facts.time,
    requestTimeEpoch: facts.time,
    identity: { sourceIp: arrival.sourceIp, ...(userAgent === undefined ? {} : { userAgent }) },
    requestId: facts.extendedRequestId,
    domainName: home.host,
    connectionId: facts.connectionId,
    apiId: home.id,
  };
}
