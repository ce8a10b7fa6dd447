// Which way does a request go: route, authorizer, permission, event, function, response?

import { apiHome } from '../../gateway/api-home.js';
import { isPreflight, preflightResponse } from '../../gateway/cors.js';
import { type EventInput, inputOf, isSocketInput, type SocketInput } from '../../gateway/event/event-input.js';
import { eventOf, formatOf, payloadFormatOf } from '../../gateway/event/event-of.js';
import type { Facts } from '../../gateway/event/facts.js';
import { resolveTarget } from '../../gateway/integration-uri.js';
import type { MatchesWhole } from '../../gateway/response/custom.js';
import { answered, deliver } from '../../gateway/response/deliver.js';
import type { Delivery } from '../../gateway/response/delivery.js';
import { socketAnswered, switched } from '../../gateway/response/websocket.js';
import { type MatchedRoute, matchRoute, type RouteMatch } from '../../gateway/routing/match-route.js';
import type { Api, Integration } from '../../model/api.js';
import { type ApiRequest, isSocketEvent } from '../../model/http.js';
import { authorize } from './authorize.js';
import { doubtsAbout, misconfigured, nearRoutes, unreachable } from './dead-ends.js';
import { type Halt, refusedAt, unknownAt } from './halt.js';
import { type Invoke, outcomeOf, type StandIns } from './invoke.js';
import { oversize, oversizeEvent } from './limits.js';
import type { Permissions } from './permission.js';
import { beyondVariables, integrationCalled, permissionHalt, permissionStep } from './permit.js';
import { doubtsAboutMiss } from './request-doubts.js';
import type { PermissionStep, Simulation } from './simulation.js';
import type { Story } from './story.js';

export interface Setting {
  readonly story: Story;
  readonly api: Api;
  readonly request: ApiRequest;
  readonly facts: Facts;
  readonly permissions: Permissions;
  readonly standIns: StandIns;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly passesUnknown: boolean;
}

/** What is called, and with what. */
interface Leg {
  readonly integration: Integration;
  readonly functionArn: string;
  readonly input: EventInput | SocketInput;
}

export class Journey {
  constructor(readonly setting: Setting) {}

  async go(): Promise<Simulation> {
    const { api, request, story } = this.setting;
    const match = matchRoute(api, request);
    const preflight = this.#preflight(match);
    if (preflight !== undefined) return preflight;
    if (match.kind === 'unknown') return this.#halt(unknownAt('route', match.why));
    if (match.kind !== 'matched') return this.#unrouted(match);
    const { route, stage, parameters, why } = match;
    story.tell({ route: { key: route.key, stage: stage.name, parameters, why } });
    const tooLong = oversize(request);
    if (tooLong !== undefined) return this.#halt(refusedAt('request', 'tooLongPayload', tooLong));
    story.doubt(doubtsAbout(api, match, request));
    const leg = this.#legOf(match);
    if ('reason' in leg) return this.#halt(leg);
    const passed = await this.#authorized(leg);
    return 'reason' in passed ? this.#halt(passed) : this.#call(passed);
  }

  #legOf(match: MatchedRoute): Leg | Halt {
    const { api, request, facts, story } = this.setting;
    const { integration } = match.route;
    if (integration === undefined) return unknownAt('integration', 'the integration of this route is not known');
    const target = resolveTarget(integration.target, match.stage.variables);
    if ('reason' in target) return unreachable(integration, target.reason);
    const { credentials = null, type } = integration;
    const format = formatOf(api.type, integration);
    story.tell({ integration: { type, format, function: target.arn, credentials } });
    const home = apiHome(api, target.arn, request.api);
    if (typeof home === 'string')
      return unknownAt('integration', home, 'say it: --api <id>, --api-region, --api-account');
    const beyond = beyondVariables(integration, target.arn, home);
    if (beyond !== undefined) return unknownAt('integration', beyond);
    return { integration, functionArn: target.arn, input: inputOf({ api, home, match, request, facts }) };
  }

  /** The leg with what the authorizer hands on to the function. */
  async #authorized(leg: Leg): Promise<Leg | Halt> {
    const { api, permissions, standIns, story, now, passesUnknown } = this.setting;
    const { input, integration } = leg;
    const name = input.match.route.authorizer;
    if (isSocketInput(input) && input.request.event !== 'CONNECT') {
      // AWS: API Gateway guide, "Control access to WebSocket APIs with AWS Lambda REQUEST authorizers": asked once, at `$connect`.
      if (api.routes.some((route) => route.key === '$connect' && route.authorizer !== undefined))
        story.doubt([
          { grade: '?', message: 'what the authorizer handed on when the client connected is missing in the event' },
        ]);
      return leg;
    }
    if (name === undefined) return leg;
    const authorizer = api.authorizers?.find((one) => one.name === name);
    if (authorizer === undefined)
      return unknownAt('authorizer', `the authorizer \`${name}\` of this route is not known`);
    const matches = await regularExpressions(authorizer.identityValidationExpression !== undefined);
    const { step, halt, context, caveat } = await authorize({
      api,
      authorizer,
      input,
      permissions,
      invoke: standIns.authorizer,
      matches,
      now,
      passesUnknown,
      format: payloadFormatOf(integration),
    });
    story.tell({ authorizer: step });
    this.#hear(step.permission);
    if (halt !== undefined) return halt;
    if (caveat !== undefined) story.doubt([{ grade: '?', message: caveat }]);
    return context === undefined ? leg : { ...leg, input: { ...input, authorizer: context } };
  }

  async #call({ integration, functionArn, input }: Leg): Promise<Simulation> {
    const { api, permissions, standIns, story, passesUnknown } = this.setting;
    const made = eventOf(input, integration);
    // Inferred: without an event there is nothing to call the function with.
    if ('isUnsupported' in made) return this.#halt(refusedAt('integration', 'unsupportedMediaType', made.why));
    const permission = permissionStep(permissions, integration, functionArn, input);
    story.tell({ permission });
    this.#hear(permission);
    const halt =
      misconfigured(api, integration, functionArn) ??
      permissionHalt(permission, integrationCalled(api.type), passesUnknown);
    if (halt !== undefined) return this.#halt(halt);
    if ('unknown' in made) return this.#halt(unknownAt('integration', made.unknown));
    const tooLong = oversizeEvent(made.event);
    if (tooLong !== undefined) return this.#halt(refusedAt('request', 'tooLong', tooLong));
    story.tell({ event: made.event });
    const invoke = standIns.integration;
    if (invoke === undefined) return story.end('functionReached', null, 'the function is called with this event');
    return this.#invoked(invoke, made.event, { integration, functionArn, input });
  }

  /** What a policy's answer leans on, and what is wrong with the policy. */
  #hear(permission: PermissionStep | null): void {
    const { story } = this.setting;
    if (permission?.kind === 'asked') {
      story.doubt(permission.answer.caveats);
      story.find(permission.answer.findings);
    }
    if (permission?.kind === 'skipped')
      story.doubt([{ grade: '?', message: `whether ${permission.needs} may invoke the function is not asked here` }]);
  }

  async #invoked(invoke: Invoke, event: unknown, { integration, functionArn, input }: Leg): Promise<Simulation> {
    const { now, facts, story } = this.setting;
    const start = now();
    const outcome = await outcomeOf(invoke, event, {
      functionArn,
      requestId: facts.functionRequestId,
      role: 'integration',
    });
    story.tell({ outcome });
    const matches = await regularExpressions(integration.type === 'AWS');
    const delivery = deliver(input, integration, outcome, now() - start, matches);
    return story.endWith(
      this.#headless(delivery),
      outcome.kind === 'error' ? 'function' : 'response',
      "the caller gets the function's response",
    );
  }

  // AWS: API Gateway guide, "Configure CORS for HTTP APIs": a preflight request is answered where no route takes it; a
  // route that takes OPTIONS (`$default` among them) does.
  #preflight(match: RouteMatch): Simulation | undefined {
    const { api, request, facts, story } = this.setting;
    if (api.type !== 'http' || api.cors === undefined || isSocketEvent(request) || !isPreflight(request))
      return undefined;
    if (match.kind === 'noRoute') {
      story.tell({ response: preflightResponse(api.cors, request, facts) });
      return story.end(
        'gatewayResponse',
        'cors',
        'API Gateway answers the preflight request itself, as its CORS configuration says',
      );
    }
    if (match.kind === 'matched' && match.route.key.startsWith('ANY '))
      story.doubt([
        {
          // Observed: serverless-application-model issue 1603, sst issue 5493.
          grade: 'O',
          message: 'that an `ANY` route takes the preflight request, not the CORS configuration, is not documented',
        },
      ]);
    return undefined;
  }

  #unrouted({ kind, why }: Extract<RouteMatch, { kind: 'noStage' | 'noRoute' }>): Simulation {
    const { api, request, story } = this.setting;
    // AWS: API Gateway guide, "Manage connected clients": without a `$connect` route every client is let in.
    if (isSocketEvent(request) && request.event === 'CONNECT' && kind === 'noRoute') {
      story.tell({ response: switched() });
      return story.end('gatewayResponse', 'route', `${why}, so every client is let in`);
    }
    if (kind === 'noRoute' && api.isIncomplete === true)
      return this.#halt(unknownAt('route', `${why}, but some of the definition could not be read`));
    story.doubt(doubtsAboutMiss(api, request));
    return this.#halt(refusedAt('route', kind, why, [], nearRoutes(api, request, kind)));
  }

  /** RFC 9110, sections 6.4.1 and 9.3.2: neither the response to HEAD nor 204 and 304 have a body. */
  #headless(delivery: Delivery): Delivery {
    const { request } = this.setting;
    const { response } = delivery;
    const isBare = response?.status === 204 || response?.status === 304;
    if (response === undefined || isSocketEvent(request) || !(isBare || request.method === 'HEAD')) return delivery;
    const headers = isBare
      ? response.headers.filter(([name]) => name.toLowerCase() !== 'content-length')
      : response.headers;
    return { ...delivery, response: { ...response, headers, body: '', isBase64: false } };
  }

  #halt({ at, answer, reason, hint, log }: Halt): Simulation {
    const { api, request, facts, story } = this.setting;
    if (answer === undefined) return story.end('unknown', at, reason, hint);
    const delivery = isSocketEvent(request)
      ? socketAnswered(request, answer, facts, log)
      : answered({ api, request, facts }, answer, reason, log);
    return story.endWith({ ...this.#headless(delivery), reason, ...(hint === undefined ? {} : { hint }) }, at, reason);
  }
}

/** Cost: the engine is loaded where an API declares an expression. */
async function regularExpressions(isWanted: boolean): Promise<MatchesWhole> {
  if (!isWanted) return () => undefined;
  const { matchesWhole } = await import('../../gateway/regular-expression.js');
  return matchesWhole;
}
