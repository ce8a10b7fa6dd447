// What does the caller get of what became of the function?

import type { Integration, PayloadFormat } from '../../model/api.js';
import type { Outcome } from '../../model/outcome.js';
import type { Json } from '../../model/policy.js';
import { type EventInput, isSocketInput, type SocketInput } from '../event/event-input.js';
import { payloadFormatOf } from '../event/event-of.js';
import { customResponse, type MatchesWhole } from './custom.js';
import type { Delivery } from './delivery.js';
import { doubtsAboutAnswer, type GatewayAnswer, gatewayResponse } from './gateway-response.js';
import { httpResponse } from './http.js';
import { functionErrorLine, MALFORMED_RESPONSE, TIMED_OUT } from './log.js';
import { restResponse } from './rest.js';
import { socketDelivery } from './websocket.js';

/** In milliseconds. */
// AWS: API Gateway guide, "Amazon API Gateway quotas": 29 seconds, 30 for HTTP APIs.
export function integrationTimeout(type: 'rest' | 'http' | 'websocket', { timeout }: Integration): number {
  // AWS: API Gateway guide, "x-amazon-apigateway-integration object", `timeoutInMillis`: 50 ms at least.
  return timeout !== undefined && timeout >= 50 ? timeout : type === 'http' ? 30_000 : 29_000;
}

export function deliver(
  input: EventInput | SocketInput,
  integration: Integration,
  outcome: Outcome,
  /** In milliseconds. */
  duration: number,
  matches: MatchesWhole,
): Delivery {
  const limit = integrationTimeout(input.api.type, integration);
  if (isSocketInput(input)) return socketDelivery(input, outcome, duration > limit);
  if (duration > limit) {
    const reason = `the function took longer than the ${limit / 1000} seconds that API Gateway waits`;
    // Observed: the line, of REST APIs alone.
    return answered(input, 'timeout', reason, input.api.type === 'rest' ? [TIMED_OUT] : []);
  }
  if (integration.isStreaming) return streamed(outcome);
  if (integration.type === 'AWS') return custom(input, integration, outcome, matches);
  if (outcome.kind === 'error') return failed(input, outcome);
  return proxied(input, payloadFormatOf(integration), outcome.result);
}

type Sent = Pick<EventInput, 'api' | 'facts' | 'request'>;

/** What a proxy integration makes of a result. */
export function proxied(sent: Sent, format: PayloadFormat, result: Json): Delivery {
  const { api, request, facts } = sent;
  const made =
    api.type === 'rest'
      ? restResponse(result, request, facts, api.binaryMediaTypes)
      : httpResponse(result, format, request, facts, api.cors);
  if ('response' in made) {
    const { response, doubts, hint } = made;
    return { by: 'function', response, doubts, ...(hint === undefined ? {} : { hint }) };
  }
  // Recorded: what is no base64 is a 500, whatever else is wrong with a result a 502.
  if ('isBroken' in made)
    return answered(sent, 'configuration', made.reason, [
      'Execution failed due to configuration error: Unable to base64 decode the body.',
    ]);
  const { reason, hint, doubts = [], log = api.type === 'rest' ? [MALFORMED_RESPONSE] : [] } = made;
  const answer = answered(sent, 'functionFailed', reason, log);
  return { ...answer, hint, doubts: [...(answer.doubts ?? []), ...doubts] };
}

function failed(input: EventInput, { errorType, errorMessage }: Extract<Outcome, { kind: 'error' }>): Delivery {
  const log = functionErrorLine(errorMessage, input.facts);
  const reason = `the function failed with \`${errorType}\`: ${errorMessage}`;
  return answered(input, 'functionFailed', reason, input.api.type === 'rest' ? [log] : []);
}

function custom(input: EventInput, integration: Integration, outcome: Outcome, matches: MatchesWhole): Delivery {
  const made = customResponse(integration, outcome, input.request, input.facts, matches);
  if ('response' in made) return { by: 'function', response: made.response, doubts: made.doubts };
  if ('unknown' in made) return { by: 'nobody', reason: made.unknown };
  // Observed: execution logs of methods without an integration response.
  const log =
    'Execution failed due to configuration error: No match for output mapping and no default endpoint configured';
  return answered(input, 'configuration', made.noResponse, [log]);
}

function streamed(outcome: Outcome): Delivery {
  const reason =
    outcome.kind === 'error'
      ? `the function failed with \`${outcome.errorType}\`, and how far its stream came is not simulated`
      : 'the response is streamed, which is not simulated';
  return { by: 'nobody', reason };
}

/** API Gateway answers in the function's place. */
export function answered(
  { api, facts, request }: Sent,
  answer: GatewayAnswer,
  reason: string,
  log: readonly string[],
): Delivery {
  const response = gatewayResponse(api.type, answer, facts, request);
  return { by: 'gateway', response, reason, log, doubts: doubtsAboutAnswer(api.type, answer) };
}
