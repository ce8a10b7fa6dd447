// Which route of an API serves a request, in which stage, and why that one?

import type { Api, ApiRoute, Stage } from '../../model/api.js';
import { type ApiRequest, type HttpRequest, isSocketEvent, type SocketEvent } from '../../model/http.js';
import { percentDecoded, splitTarget } from '../event/query.js';
import { type HttpMatch, matchHttp } from './http.js';
import { matchRest } from './rest.js';
import { type Declared, isGreedy, isParameter, parametersOf, type RouteTable, routeTable } from './route-table.js';
import { matchSocket } from './websocket.js';

export interface MatchedRoute {
  readonly kind: 'matched';
  readonly route: ApiRoute;
  readonly stage: Stage;
  /** Of REST and HTTP APIs: the path without its stage, as sent. */
  readonly path: string;
  /** Whether the stage stands in the URL: `$default` does not. */
  readonly isStageInPath: boolean;
  /** The values of the path's parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Why this route won, in a sentence without a full stop. */
  readonly why: string;
}

export type RouteMatch =
  | MatchedRoute
  /** Nobody knows which of several routes it is, or whether there is one. */
  | { readonly kind: 'unknown'; readonly why: string; readonly candidates: readonly ApiRoute[]; readonly stage?: Stage }
  | { readonly kind: 'noStage'; readonly why: string }
  | { readonly kind: 'noRoute'; readonly why: string; readonly stage: Stage };

/** More than a request line of 10,240 bytes holds, and few enough to walk through. */
const MAX_SEGMENTS = 6000;

/** Finds the route that serves a request. */
export function matchRoute(api: Api, request: ApiRequest): RouteMatch {
  if (isSocketEvent(request)) return matchSocketRoute(api, request);
  if (request.target.split('/', MAX_SEGMENTS).length === MAX_SEGMENTS)
    return { kind: 'unknown', why: `the path has more than ${MAX_SEGMENTS} segments`, candidates: [] };
  return api.type === 'rest' ? matchRestRoute(api, request) : matchHttpRoute(api, request);
}

/** Remembers what was worked out: a request costs what its path costs, however many routes there are. */
const tables = new WeakMap<Api, Map<string, RouteTable>>();

function tableOf(api: Api, stage: Stage): RouteTable {
  const byStage = tables.get(api) ?? new Map<string, RouteTable>();
  tables.set(api, byStage);
  const key = stage.routes === undefined ? '' : stage.name;
  const known = byStage.get(key);
  if (known !== undefined) return known;
  const deployed = stage.routes === undefined ? undefined : new Set(stage.routes);
  const routes = deployed === undefined ? api.routes : api.routes.filter((route) => deployed.has(route.key));
  const table = routeTable(routes, api.type);
  byStage.set(key, table);
  return table;
}

/** The stage of that name; where nobody says which there are, any may be. */
function stageNamed({ stages }: Api, name: string): Stage | undefined {
  return stages.length === 0 ? { name } : stages.find((stage) => stage.name === name);
}

function matchRestRoute(api: Api, { method, target }: HttpRequest): RouteMatch {
  const { path } = splitTarget(target);
  if (path.startsWith('//'))
    return { kind: 'unknown', why: 'what becomes of several slashes before the stage is not known', candidates: [] };
  const [, name = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(path) ?? [];
  const stage = stageNamed(api, name);
  if (name === '' || stage === undefined) return { kind: 'noStage', why: noStage(api, name) };
  // Recorded: several slashes behind the stage are one.
  const within = `/${rest.replace(/^\/+/, '')}`;
  const match = matchRest(tableOf(api, stage), method, within);
  if (match === undefined) return { kind: 'noRoute', stage, why: `no resource takes \`${method} ${within}\`` };
  const { declared, sent } = match;
  // Recorded: parameters of REST APIs stay as they were sent.
  const parameters = parametersOf(declared, sent, (text) => text);
  return {
    kind: 'matched',
    route: declared.route,
    stage,
    path: within,
    isStageInPath: true,
    parameters,
    why: whyOf(declared),
  };
}

// AWS: API Gateway guide, "Create routes for HTTP APIs": first the stage that the path names, else `$default`.
function matchHttpRoute(api: Api, { method, target }: HttpRequest): RouteMatch {
  const { path } = splitTarget(target);
  const [, name = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(path) ?? [];
  const named = name === '$default' ? undefined : api.stages.find((stage) => stage.name === percentDecoded(name));
  const stage = named ?? stageNamed(api, '$default');
  if (stage === undefined) return { kind: 'noStage', why: noStage(api, name) };
  const within = named === undefined ? path : rest || '/';
  const match = matchHttp(tableOf(api, stage), method, within);
  if (match === undefined) return { kind: 'noRoute', stage, why: `no route takes \`${method} ${within}\`` };
  if (match.rival !== undefined) {
    const [first, second] = [match.route.key, match.rival.key];
    const why = `both \`${first}\` and \`${second}\` match, and which of them wins is not known`;
    return { kind: 'unknown', why, candidates: [match.route, match.rival], stage };
  }
  const isStageInPath = named !== undefined;
  return { kind: 'matched', route: match.route, stage, path: within, isStageInPath, ...httpDetails(match) };
}

function httpDetails({ declared, sent }: HttpMatch): Pick<MatchedRoute, 'parameters' | 'why'> {
  if (declared === undefined) return { parameters: {}, why: 'no other route matches, and `$default` catches the rest' };
  return { parameters: parametersOf(declared, sent, percentDecoded), why: whyOf(declared) };
}

function matchSocketRoute(api: Api, request: SocketEvent): RouteMatch {
  const stage = stageNamed(api, request.stage);
  if (stage === undefined) return { kind: 'noStage', why: noStage(api, request.stage) };
  const { routeSelectionExpression: selection = '$request.body.action' } = api;
  const match = matchSocket(tableOf(api, stage), request, selection);
  if (match === undefined) {
    const why = `the route selection expression \`${selection}\` is not read`;
    return { kind: 'unknown', why, candidates: [], stage };
  }
  const { route, wanted, why } = match;
  if (route === undefined) return { kind: 'noRoute', stage, why: `there is no route \`${wanted}\`` };
  return { kind: 'matched', route, stage, path: '', isStageInPath: true, parameters: {}, why };
}

function whyOf({ method, segments }: Declared): string {
  const by = method === 'ANY' ? 'with any method' : 'with its method';
  if (segments.some(isGreedy)) return `no more specific route takes it, and this one takes the rest of the path, ${by}`;
  if (segments.some(isParameter)) return `no literal path takes it, and this one matches segment by segment, ${by}`;
  return `it is the path itself, ${by}`;
}

function noStage({ stages }: Api, name: string): string {
  const known = stages.map((stage) => `\`${stage.name}\``).join(', ');
  if (name === '') return `no stage is named${known === '' ? '' : `: there are ${known}`}`;
  return `there is no stage \`${name}\`${known === '' ? '' : `, only ${known}`}`;
}
