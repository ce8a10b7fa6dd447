// What does the client of a WebSocket API get of what became of the function?

import type { SocketEvent } from '../../model/http.js';
import type { Outcome } from '../../model/outcome.js';
import type { SocketInput } from '../event/event-input.js';
import type { Facts } from '../event/facts.js';
import type { Delivery } from './delivery.js';
import { isJsonObject, kindOf, readResult } from './function-result.js';
import { type GatewayAnswer, gatewayFrame, gatewayResponse } from './gateway-response.js';

const MEMBERS = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'];

export function socketDelivery(input: SocketInput, outcome: Outcome, isTimeout: boolean): Delivery {
  if (isTimeout)
    return failed(input, 'the function took longer than API Gateway waits', 'Execution failed due to a timeout error');
  if (outcome.kind === 'error') {
    const log = `Lambda execution failed with status 200 due to customer function error: ${outcome.errorMessage}. Lambda request id: ${input.facts.requestId}`;
    return failed(input, `the function failed with \`${outcome.errorType}\`: ${outcome.errorMessage}`, log);
  }
  if (input.request.event === 'CONNECT') return connected(input, outcome);
  if (input.request.event === 'DISCONNECT')
    return { by: 'function', log: [], doubts: ['nobody is there any more to get an answer'] };
  // AWS: API Gateway guide, "Set up route responses for a WebSocket API": without one, nothing is sent back.
  if (input.match.route.hasResponse !== true)
    return { by: 'function', log: [], doubts: ['the route has no route response, so nothing is sent back'] };
  const { result } = outcome;
  const body = isJsonObject(result) && typeof result['body'] === 'string' ? result['body'] : undefined;
  return body === undefined
    ? { by: 'function', log: [], doubts: ['the result has no `body` that could be sent back'] }
    : { by: 'function', frame: body, log: [], doubts: [] };
}

// AWS: API Gateway guide, "The $connect route": a connection is made unless the integration fails or answers otherwise.
function connected(input: SocketInput, { result }: Extract<Outcome, { kind: 'result' }>): Delivery {
  const malformed = 'Execution failed due to configuration error: Malformed Lambda proxy response';
  if (!isJsonObject(result)) return failed(input, `the result is ${kindOf(result)}, not an object`, malformed);
  const read = readResult(result, MEMBERS);
  if ('reason' in read) return { ...failed(input, read.reason, malformed), hint: read.hint };
  const status = read.statusCode ?? 200;
  if (status >= 200 && status < 300) {
    const protocol = read.headers.find(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
    // AWS: RFC 6455, section 4.2.2.
    const headers = [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ...(protocol === undefined ? [] : [protocol]),
    ] as const;
    return { by: 'function', response: { status: 101, headers, body: '', isBase64: false }, log: [], doubts: [] };
  }
  const { headers } = gatewayResponse('websocket', 'functionFailed', input.facts, input.request);
  const kept = headers.filter(([name]) => !/^(?:content-|x-amzn-errortype)/i.test(name));
  const reason = `the function refuses the connection with ${status}`;
  return {
    by: 'function',
    response: { status, headers: kept, body: '', isBase64: false },
    reason,
    log: [],
    doubts: [],
  };
}

function failed(input: SocketInput, reason: string, log: string): Delivery {
  if (input.request.event === 'CONNECT')
    return {
      by: 'gateway',
      response: gatewayResponse('websocket', 'functionFailed', input.facts, input.request),
      reason,
      log: [log],
      doubts: [],
    };
  return {
    by: 'gateway',
    ...(input.request.event === 'MESSAGE' ? { frame: gatewayFrame('internal', input.facts) } : {}),
    reason,
    log: [log],
    doubts: [],
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
    return { by: 'gateway', response: gatewayResponse('websocket', answer, facts, request), log, doubts: [] };
  if (request.event === 'DISCONNECT') return { by: 'gateway', log, doubts: [] };
  const frame = gatewayFrame(answer === 'noRoute' ? 'forbidden' : 'internal', facts);
  return { by: 'gateway', frame, log, doubts: [] };
}
