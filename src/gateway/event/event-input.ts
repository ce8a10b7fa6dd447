// What is an event made of?

import type { Api } from '../../model/api.js';
import { type ApiRequest, type HttpRequest, isSocketEvent, type SocketEvent } from '../../model/http.js';
import type { ApiHome } from '../api-home.js';
import type { MatchedRoute } from '../routing/match-route.js';
import type { Facts } from './facts.js';
import type { Arrival } from './headers.js';

/** What an authorizer hands on to the function, as it stands in `requestContext.authorizer`. */
export type AuthorizerContext = Readonly<Record<string, unknown>>;

interface Input<Request> {
  readonly api: Api;
  readonly home: ApiHome;
  readonly match: MatchedRoute;
  readonly request: Request;
  readonly arrival: Arrival;
  readonly facts: Facts;
  readonly authorizer?: AuthorizerContext;
}

export type EventInput = Input<HttpRequest>;
export type SocketInput = Input<SocketEvent>;

export function isSocketInput(input: EventInput | SocketInput): input is SocketInput {
  return isSocketEvent(input.request);
}

/** Where nobody says who calls: an address for examples (RFC 5737). */
const SOMEBODY = '203.0.113.1';

/** Puts together what an event is made of. */
export function inputOf(parts: Omit<Input<ApiRequest>, 'arrival' | 'authorizer'>): EventInput | SocketInput {
  const { request, home, facts } = parts;
  const { headers, sourceIp = SOMEBODY } = request;
  return { ...parts, arrival: { headers, host: home.host, sourceIp, facts } } as EventInput | SocketInput;
}
