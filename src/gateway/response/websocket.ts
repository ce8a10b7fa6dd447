// What does the client of a WebSocket API get of what became of the function?

import type { HeaderLines, HttpResponse, SocketEvent } from '../../model/http.js';
import type { Outcome } from '../../model/outcome.js';
import { isJsonObject } from '../../model/policy.js';
import type { SocketInput } from '../event/event-input.js';
import type { Facts } from '../event/facts.js';
import type { Delivery } from './delivery.js';
import { kindOf, PROXY_MEMBERS, readResult } from './function-result.js';
import { type GatewayAnswer, gatewayFrame, gatewayResponse } from './gateway-response.js';
import { functionErrorLine, MALFORMED_RESPONSE, TIMED_OUT } from './log.js';

export function socketDelivery(input: SocketInput, outcome: Outcome, isTimeout: boolean): Delivery {
  if (isTimeout) return failed(input, 'the function took longer than API Gateway waits', TIMED_OUT);
  if (outcome.kind === 'error') {
    const log = functionErrorLine(outcome.errorMessage, input.facts.requestId);
    return failed(input, `the function failed with \`${outcome.errorType}\`: ${outcome.errorMessage}`, log);
  }
  if (input.request.event === 'CONNECT') return connected(input, outcome);
  if (input.request.event === 'DISCONNECT')
    return { by: 'function', reason: 'the function is called, and nobody is there any more to get an answer' };
  // AWS: API Gateway guide, "Set up route responses for a WebSocket API": without one, nothing is sent back.
  if (input.match.route.hasResponse !== true)
    return {
      by: 'function',
      reason: 'the function is called, and the route has no route response, so nothing is sent back',
    };
  const { result } = outcome;
  const body = isJsonObject(result) && typeof result['body'] === 'string' ? result['body'] : undefined;
  return body === undefined
    ? { by: 'function', reason: 'the function is called, and its result has no `body` that could be sent back' }
    : { by: 'function', frame: body };
}

// AWS: API Gateway guide, "The $connect route": a connection is made unless the integration fails or answers otherwise.
function connected(input: SocketInput, { result }: Extract<Outcome, { kind: 'result' }>): Delivery {
  if (!isJsonObject(result)) return failed(input, `the result is ${kindOf(result)}, not an object`, MALFORMED_RESPONSE);
  const read = readResult(result, PROXY_MEMBERS);
  if ('reason' in read) return { ...failed(input, read.reason, MALFORMED_RESPONSE), hint: read.hint };
  const status = read.statusCode ?? 200;
  if (status >= 200 && status < 300) {
    const protocol = read.headers.find(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
    return { by: 'function', response: switched(protocol === undefined ? [] : [protocol]) };
  }
  const { headers } = gatewayResponse('websocket', 'functionFailed', input.facts, input.request);
  const kept = headers.filter(([name]) => !/^(?:content-|x-amzn-errortype)/i.test(name));
  const reason = `the function refuses the connection with ${status}`;
  return {
    by: 'function',
    response: { status, headers: kept, body: '', isBase64: false },
    reason,
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

function failed(input: SocketInput, reason: string, log: string): Delivery {
  if (input.request.event === 'CONNECT')
    return {
      by: 'gateway',
      response: gatewayResponse('websocket', 'functionFailed', input.facts, input.request),
      reason,
      log: [log],
    };
  return {
    by: 'gateway',
    ...(input.request.event === 'MESSAGE' ? { frame: gatewayFrame('internal', input.facts) } : {}),
    reason,
    log: [log],
  };
}

/** API Gateway answers in the function's place; a client that has gone gets nothing. */
export function socketAnswered(
  request: SocketEvent,
  answer: GatewayAnswer,
  facts: Facts,
  log: readonly string[],
): Delivery {
  if (request.event === 'CONNECT')
    return { by: 'gateway', response: gatewayResponse('websocket', answer, facts, request), log };
  if (request.event === 'DISCONNECT') return { by: 'gateway', log };
  // AWS: API Gateway guide, "Amazon API Gateway important notes": a message that is too long closes the connection, code 1009.
  if (answer === 'tooLong' || answer === 'tooLongPayload') return { by: 'gateway', log };
  const frame = gatewayFrame(answer === 'noRoute' ? 'forbidden' : 'internal', facts);
  return { by: 'gateway', frame, log };
}
