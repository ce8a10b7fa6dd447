// Which event would the function of a route get for this request?

import type { Api } from '../../model/api.js';
import { apiHome } from '../api-home.js';
import { resolveTarget } from '../integration-uri.js';
import { createRequest, type RequestInput } from '../request.js';
import { matchRoute } from '../routing/match-route.js';
import { type AuthorizerContext, inputOf } from './event-input.js';
import { eventOf } from './event-of.js';
import { type Clock, factsOf } from './facts.js';

export interface CreateEventOptions extends Clock {
  /** What an authorizer hands on. */
  readonly authorizer?: AuthorizerContext;
}

/** The event, or why there is none. */
export type CreatedEvent =
  | { readonly event: unknown; readonly route: string; readonly reason?: undefined }
  | { readonly event?: undefined; readonly route?: undefined; readonly reason: string };

/** Makes the event without asking whether any policy lets API Gateway in. Never throws on what a request says. */
export function createEvent(api: Api, request: RequestInput, options: CreateEventOptions = {}): CreatedEvent {
  const sent = createRequest(api, request);
  if ('fault' in sent) return { reason: sent.fault };
  const match = matchRoute(api, sent);
  if (match.kind !== 'matched') return { reason: match.why };
  const { integration, key } = match.route;
  if (integration === undefined) return { reason: 'the integration of this route is not known' };
  const target = resolveTarget(integration.target, match.stage.variables);
  if (integration.target.kind === 'none') return { reason: integration.target.reason };
  const home = apiHome(api, 'arn' in target ? target.arn : undefined, sent.api);
  if (typeof home === 'string') return { reason: home };
  const input = inputOf({ api, home, match, request: sent, facts: factsOf(options) });
  const { authorizer } = options;
  const made = eventOf(authorizer === undefined ? input : { ...input, authorizer }, integration);
  if ('event' in made) return { event: made.event, route: key };
  return { reason: 'unknown' in made ? made.unknown : made.why };
}
