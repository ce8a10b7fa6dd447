// What does the client of a WebSocket API get of what became of the function?

import type { Caveat } from '../../model/decision.js';
import type { HeaderLines, HttpResponse, SocketEvent } from '../../model/http.js';
import type { Outcome } from '../../model/outcome.js';
import { isJsonObject, type Json } from '../../model/policy.js';
import type { SocketInput } from '../event/event-input.js';
import type { Facts } from '../event/facts.js';
import type { Delivery } from './delivery.js';
import { kindOf, type Malformed, PROXY_MEMBERS, type ProxyResult, readResult } from './function-result.js';
import {
  doubtsAboutAnswer,
  doubtsAboutFrame,
  type GatewayAnswer,
  gatewayFrame,
  gatewayResponse,
} from './gateway-response.js';
import { functionErrorLine, MALFORMED_RESPONSE, TIMED_OUT } from './log.js';

export function socketDelivery(input: SocketInput, outcome: Outcome, isTimeout: boolean): Delivery {
  const { request, facts } = input;
  const failed = (answer: GatewayAnswer, reason: string, log: string) => ({
    ...socketAnswered(request, answer, facts, [log]),
    reason,
  });
  if (isTimeout) return failed('timeout', 'the function took longer than API Gateway waits', TIMED_OUT);
  if (outcome.kind === 'error') {
    const reason = `the function failed with \`${outcome.errorType}\`: ${outcome.errorMessage}`;
    return failed('functionFailed', reason, functionErrorLine(outcome.errorMessage, facts));
  }
  const { result } = outcome;
  if (request.event === 'DISCONNECT')
    return { by: 'function', reason: 'the function is called, and nobody is there any more to get an answer' };
  if (request.event === 'MESSAGE' && !isJsonObject(result)) return unknownReply(result);
  const read = readMembers(result);
  if (!('reason' in read))
    return request.event === 'CONNECT' ? connected(input, read) : replied(input, read, hasBody(result));
  const answer = failed('functionFailed', read.reason, MALFORMED_RESPONSE);
  return { ...answer, hint: read.hint, doubts: [...(answer.doubts ?? []), ...(read.doubts ?? [])] };
}

// Observed: middyjs/middy issue 1219: a result with other members is as malformed as one of a REST API.
function readMembers(result: Json): ProxyResult | Malformed {
  if (isJsonObject(result)) return readResult(result, PROXY_MEMBERS);
  return { reason: `the result is ${kindOf(result)}, not an object`, hint: 'return `{ statusCode: 200 }`' };
}

const hasBody = (result: Json) => isJsonObject(result) && typeof result['body'] === 'string';
const isSuccess = (status: number) => status >= 200 && status < 300;

// AWS: API Gateway guide, "The $connect route": a connection is made unless the integration fails or answers otherwise.
function connected({ facts, request }: SocketInput, { statusCode, headers }: ProxyResult): Delivery {
  const status = statusCode ?? 200;
  if (isSuccess(status)) {
    const protocol = headers.find(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
    const response = switched(protocol === undefined ? [] : [protocol]);
    return { by: 'function', response, doubts: statusCode === undefined ? [NO_STATUS] : [] };
  }
  // Observed: dherault/serverless-offline pull request 1301: the status is the function's. Inferred: there is no body.
  const own = gatewayResponse('websocket', 'functionFailed', facts, request).headers;
  const kept = own.filter(([name]) => !/^(?:content-|x-amzn-errortype)/i.test(name));
  return {
    by: 'function',
    response: { status, headers: kept, body: '', isBase64: false },
    reason: `the function refuses the connection with ${status}`,
    doubts: [OWN_STATUS],
  };
}

const NO_STATUS: Caveat = { grade: 'I', message: 'that a result without `statusCode` lets the client in is inferred' };
const OWN_STATUS: Caveat = {
  grade: 'O',
  message: "that a handshake is refused with the function's own status is not documented",
};

// AWS: API Gateway guide, "Amazon API Gateway quotas": of what is sent to a client, in frames of 32 KB.
const MAX_REPLY = 128 * 1024;

// AWS: API Gateway guide, "Set up route responses for a WebSocket API": without one, nothing is sent back.
function replied({ match }: SocketInput, { statusCode = 200, body }: ProxyResult, isSaid: boolean): Delivery {
  const doubts: Caveat[] = [];
  // Observed: yai333/React-Chat-App-using-AWS-API-Gateway-Websocket-and-Serverless-Framework issue 2.
  if (!isSuccess(statusCode))
    doubts.push({
      grade: 'O',
      message: `that the status ${statusCode} makes no difference is not documented`,
    });
  if (match.route.hasResponse !== true) return { by: 'function', reason: NO_ROUTE_RESPONSE, doubts };
  // serverless/serverless issue 6816 has somebody who saw an empty message.
  if (!isSaid) return { by: 'function', reason: NO_BODY, doubts: [...doubts, EMPTY_REPLY] };
  if (Buffer.byteLength(body) > MAX_REPLY) doubts.push(LONG_REPLY);
  return { by: 'function', frame: body, doubts };
}

const NO_ROUTE_RESPONSE = 'the function is called, and the route has no route response, so nothing is sent back';
const NO_BODY = 'the function is called, and its result has no `body` that could be sent back';
const EMPTY_REPLY: Caveat = {
  grade: '?',
  message: 'whether a result without `body` sends an empty message is not known',
};
const LONG_REPLY: Caveat = { grade: '?', message: 'what becomes of a route response of more than 128 KB is not known' };

/** Of a message: nobody saw what API Gateway makes of it. */
function unknownReply(result: Json): Delivery {
  const message = `whether a client gets an error where the result is ${kindOf(result)}, not an object, is not known`;
  return {
    by: 'function',
    reason: `the function is called, and its result is ${kindOf(result)}, not an object`,
    doubts: [{ grade: '?', message }],
  };
}

// AWS: RFC 6455, section 4.2.2.
/** The response that opens a connection. */
export function switched(more: HeaderLines = []): HttpResponse {
  return {
    status: 101,
    headers: [['Upgrade', 'websocket'], ['Connection', 'Upgrade'], ...more],
    body: '',
    isBase64: false,
  };
}

/** API Gateway answers in the function's place; a client that has gone gets nothing. */
export function socketAnswered(
  request: SocketEvent,
  answer: GatewayAnswer,
  facts: Facts,
  log: readonly string[],
): Delivery {
  if (request.event === 'CONNECT') {
    const response = gatewayResponse('websocket', answer, facts, request);
    return { by: 'gateway', response, log, doubts: doubtsAboutAnswer('websocket', answer) };
  }
  if (request.event === 'DISCONNECT') return { by: 'gateway', log };
  // AWS: API Gateway guide, "Amazon API Gateway important notes": a message that is too long closes the connection, code 1009.
  if (answer === 'tooLong' || answer === 'tooLongPayload') return { by: 'gateway', log };
  return { by: 'gateway', frame: gatewayFrame(answer, facts), log, doubts: doubtsAboutFrame(answer) };
}
