// What is an event made of?

import type { Api } from '../../model/api.js';
import type { HttpRequest } from '../../model/http.js';
import type { ApiHome } from '../api-home.js';
import type { MatchedRoute } from '../routing/match-route.js';
import type { Facts } from './facts.js';
import type { Arrival } from './headers.js';

/** What an authorizer hands on to the function, as it stands in `requestContext.authorizer`. */
export type AuthorizerContext = Readonly<Record<string, unknown>>;

export interface EventInput {
  readonly api: Api;
  readonly home: ApiHome;
  readonly match: MatchedRoute;
  readonly request: HttpRequest;
  readonly arrival: Arrival;
  readonly facts: Facts;
  readonly authorizer?: AuthorizerContext;
}
