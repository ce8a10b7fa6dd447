// Which event does the integration of a route send?

import type { ApiType, Integration, PayloadFormat } from '../../model/api.js';
import { customEvent } from './custom.js';
import { type EventInput, isSocketInput, type SocketInput } from './event-input.js';
import { httpEvent1, httpEvent2 } from './http.js';
import { restEvent } from './rest.js';
import { socketEvent } from './websocket.js';

export type EventMade =
  | { readonly event: unknown; readonly why?: string }
  | { readonly isUnsupported: true; readonly why: string }
  | { readonly unknown: string };

/** The format of the events of a proxy integration, in words. */
export function formatOf(type: ApiType, integration: Integration): string {
  if (integration.type === 'AWS') return 'custom integration';
  if (type === 'rest') return 'REST proxy';
  return type === 'websocket' ? 'WebSocket' : `payload format ${payloadFormatOf(integration)}`;
}

// AWS: API Gateway v2 API reference, `payloadFormatVersion` is required for HTTP APIs; 2.0 is what the console picks.
export function payloadFormatOf({ payloadFormat = '2.0' }: Integration): PayloadFormat {
  return payloadFormat;
}

export function eventOf(input: EventInput | SocketInput, integration: Integration): EventMade {
  if (isSocketInput(input)) {
    if (integration.type !== 'AWS') return { event: socketEvent(input) };
    return { unknown: 'custom integrations of WebSocket APIs are not simulated' };
  }
  if (integration.type === 'AWS') return customEvent(integration, input.request);
  if (input.api.type === 'rest') return { event: restEvent(input) };
  return { event: payloadFormatOf(integration) === '1.0' ? httpEvent1(input) : httpEvent2(input) };
}
