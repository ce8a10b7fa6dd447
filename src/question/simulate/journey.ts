// Which way does a request go: route, authorizer, permission, event, function, response?

import { apiHome } from '../../gateway/api-home.js';
import { isPreflight, preflightResponse } from '../../gateway/cors.js';
import { forbiddenMapping } from '../../gateway/event/custom.js';
import { type EventInput, inputOf, isSocketInput, type SocketInput } from '../../gateway/event/event-input.js';
import { eventOf, formatOf, payloadFormatOf } from '../../gateway/event/event-of.js';
import type { Facts } from '../../gateway/event/facts.js';
import { splitTarget } from '../../gateway/event/query.js';
import { resolveTarget } from '../../gateway/integration-uri.js';
import type { MatchesWhole } from '../../gateway/response/custom.js';
import { answered, deliver } from '../../gateway/response/deliver.js';
import type { Delivery } from '../../gateway/response/delivery.js';
import { socketAnswered, switched } from '../../gateway/response/websocket.js';
import { type MatchedRoute, matchRoute, type RouteMatch } from '../../gateway/routing/match-route.js';
import type { Api, Integration } from '../../model/api.js';
import { type ApiRequest, isSocketEvent } from '../../model/http.js';
import { authorize } from './authorize.js';
import { type Halt, refusedAt, unknownAt } from './halt.js';
import { type Invoke, outcomeOf, type StandIns } from './invoke.js';
import { oversize, oversizeEvent } from './limits.js';
import type { Permissions } from './permission.js';
import { permissionHalt, permissionStep } from './permit.js';
import type { Simulation } from './simulation.js';
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
    if (tooLong !== undefined) return this.#halt(refusedAt('request', 'tooLong', tooLong));
    this.#doubtQuery();
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
    return { integration, functionArn: target.arn, input: inputOf({ api, home, match, request, facts }) };
  }

  /** The leg with what the authorizer hands on to the function. */
  async #authorized(leg: Leg): Promise<Leg | Halt> {
    const { api, permissions, standIns, story, passesUnknown } = this.setting;
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
      passesUnknown,
      format: payloadFormatOf(integration),
    });
    story.tell({ authorizer: step });
    if (halt !== undefined) return halt;
    if (caveat !== undefined) story.doubt([{ grade: '?', message: caveat }]);
    return context === undefined ? leg : { ...leg, input: { ...input, authorizer: context } };
  }

  async #call({ integration, functionArn, input }: Leg): Promise<Simulation> {
    const { api, permissions, standIns, story, passesUnknown } = this.setting;
    const permission = permissionStep(permissions, integration, functionArn, input);
    story.tell({ permission });
    if (permission.kind === 'asked') {
      story.doubt(permission.answer.caveats);
      story.tell({ findings: permission.answer.findings });
    }
    const halt = misconfigured(api, integration) ?? permissionHalt(permission, api.type === 'http', passesUnknown);
    if (halt !== undefined) return this.#halt(halt);
    const made = eventOf(input, integration);
    if ('isUnsupported' in made) return this.#halt(refusedAt('integration', 'unsupportedMediaType', made.why));
    if ('unknown' in made) return this.#halt(unknownAt('integration', made.unknown));
    const tooLong = oversizeEvent(made.event);
    if (tooLong !== undefined) return this.#halt(refusedAt('request', 'tooLong', tooLong));
    story.tell({ event: made.event });
    const invoke = standIns.integration;
    if (invoke === undefined) return story.end('functionReached', null, 'the function is called with this event');
    return this.#invoked(invoke, made.event, { integration, functionArn, input });
  }

  async #invoked(invoke: Invoke, event: unknown, { integration, functionArn, input }: Leg): Promise<Simulation> {
    const { now, facts, story } = this.setting;
    const start = now();
    const outcome = await outcomeOf(invoke, event, { functionArn, requestId: facts.requestId, role: 'integration' });
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
          grade: '?',
          message: 'whether an `ANY` route or the CORS configuration answers a preflight request is not known',
        },
      ]);
    return undefined;
  }

  // AWS: API Gateway guide, "Amazon API Gateway important notes", REST APIs: a semicolon splits the data of a query.
  #doubtQuery(): void {
    const { api, request, story } = this.setting;
    if (api.type !== 'rest' || isSocketEvent(request) || !splitTarget(request.target).rawQuery.includes(';')) return;
    story.doubt([
      { grade: '?', message: 'how a `;` splits the query is not known: here it is a letter like any other' },
    ]);
  }

  #unrouted({ kind, why }: Extract<RouteMatch, { kind: 'noStage' | 'noRoute' }>): Simulation {
    const { request, story } = this.setting;
    // AWS: API Gateway guide, "Manage connected clients": without a `$connect` route every client is let in.
    if (isSocketEvent(request) && request.event === 'CONNECT' && kind === 'noRoute') {
      story.tell({ response: switched() });
      return story.end('gatewayResponse', 'route', `${why}, so every client is let in`);
    }
    // Who writes the stage into a path that is relative to it asks for it twice.
    const [, first, second] = isSocketEvent(request) ? [] : request.target.split('/');
    const hint =
      first !== undefined && first === second
        ? `the path is relative to the stage: leave out \`/${first}\``
        : undefined;
    return this.#halt(refusedAt('route', kind, why, [], hint));
  }

  /** RFC 9110, section 9.3.2: the response to HEAD has no body. */
  #headless(delivery: Delivery): Delivery {
    const { request } = this.setting;
    if (isSocketEvent(request) || request.method !== 'HEAD' || delivery.response === undefined) return delivery;
    return { ...delivery, response: { ...delivery.response, body: '', isBase64: false } };
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

function unreachable({ target }: Integration, reason: string): Halt {
  if (target.kind === 'none') return unknownAt('integration', `this route calls no Lambda function: ${reason}`);
  const hint = target.kind === 'variables' ? 'say it: --stage-variable name=value' : undefined;
  return unknownAt('integration', `which function is called is not known: ${reason}`, hint);
}

// Recorded: both make every call of a REST API's integration fail.
function misconfigured({ type }: Api, integration: Integration): Halt | undefined {
  if (type !== 'rest') return undefined;
  const { httpMethod = 'POST' } = integration;
  if (httpMethod.toUpperCase() !== 'POST') {
    const reason = `the integration calls Lambda with \`${httpMethod}\`, and Lambda takes only POST`;
    return refusedAt('integration', 'configuration', reason, [], 'write POST as the `httpMethod` of the integration');
  }
  const header = forbiddenMapping(integration);
  if (header === undefined) return undefined;
  return refusedAt(
    'integration',
    'configuration',
    `the integration maps a parameter onto the header \`${header}\`, which must not be set`,
  );
}
