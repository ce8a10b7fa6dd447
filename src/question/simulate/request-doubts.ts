// What of a request does an answer lean on that is neither recorded nor documented: its path, and its body?

import { isUtf8 } from 'node:buffer';
import { isHttpBinary, isRestBinary } from '../../gateway/event/body.js';
import { splitTarget } from '../../gateway/event/query.js';
import { type MatchedRoute, matchRoute } from '../../gateway/routing/match-route.js';
import type { Api } from '../../model/api.js';
import type { Caveat } from '../../model/decision.js';
import { type ApiRequest, type HttpRequest, isSocketEvent } from '../../model/http.js';

/** Of a request that a route takes. */
export function doubtsAboutRequest(api: Api, match: MatchedRoute, request: ApiRequest): readonly Caveat[] {
  if (isSocketEvent(request)) return [];
  const about = [aboutBody(api, match, request), api.type === 'http' ? aboutPath(api, match, request) : undefined];
  return about.filter((caveat) => caveat !== undefined);
}

function aboutBody(api: Api, { route }: MatchedRoute, { body, headers }: HttpRequest): Caveat | undefined {
  if (body === undefined || body.length === 0) return undefined;
  const isText =
    api.type === 'http'
      ? !isHttpBinary(headers)
      : route.integration?.type === 'AWS' || !isRestBinary(headers, api.binaryMediaTypes);
  if (isText && !isUtf8(body))
    return {
      grade: '?',
      message: 'what becomes of bytes of the body that are no UTF-8 is not known: here each is U+FFFD',
    };
  if (isText || api.type !== 'http') return undefined;
  return { grade: 'O', message: 'that a body of this type comes in base64 is not documented' };
}

// Observed: storacha/w3infra pull request 166, and events of `ANY /{proxy+}` for the root.
function aboutPath(api: Api, { route, path, parameters }: MatchedRoute, request: HttpRequest): Caveat | undefined {
  const [, greedy] = /\{([^{}]*)\+\}$/.exec(route.key) ?? [];
  if (greedy !== undefined && parameters[greedy] === '')
    return { grade: 'O', message: `that \`{${greedy}+}\` takes an empty rest is not documented` };
  if (path === '/' || !path.endsWith('/')) return undefined;
  return reached(api, { ...request, target: slashed(request.target) }) === route.key ? undefined : LAST_SLASH;
}

const LAST_SLASH: Caveat = {
  grade: 'O',
  message: 'that a slash at the end of the path makes a difference is not documented',
};

/** Of a request that no route takes, and one would if paths were read in another way. */
export function doubtsAboutMiss(api: Api, request: ApiRequest): readonly Caveat[] {
  if (isSocketEvent(request)) return [];
  const other = { ...request, target: slashed(request.target) };
  return [
    ...(api.type === 'http' && reached(api, other) !== undefined ? [LAST_SLASH] : []),
    ...REWRITTEN.flatMap(({ rewrite, message }) => {
      const target = rewritten(request.target, rewrite);
      const isOther = target !== request.target && reached(api, { ...request, target }) !== undefined;
      return isOther ? [{ grade: '?', message } as const] : [];
    }),
    ...(reached(inLowerCase(api), { ...request, target: rewritten(request.target, lower) }) === undefined
      ? []
      : [{ grade: '?', message: 'that paths and stages mind their case is not known, only assumed' } as const]),
  ];
}

const REWRITTEN: readonly { readonly rewrite: (path: string) => string; readonly message: string }[] = [
  {
    rewrite: (path) => path.replace(/\/{2,}/g, '/'),
    message: 'how several slashes inside a path are normalised is not known',
  },
  {
    // AWS: RFC 3986, section 2.3: letters that mean the same with and without.
    rewrite: (path) =>
      path.replace(/%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/gi, (code) => decodeURIComponent(code)),
    message: 'how a path is normalised whose letters are percent-encoded without need is not known',
  },
];

const lower = (text: string) => text.toLowerCase();

function rewritten(target: string, rewrite: (path: string) => string): string {
  const { path } = splitTarget(target);
  return rewrite(path) + target.slice(path.length);
}

/** With a slash at the end of its path, or without the one that is there. */
function slashed(target: string): string {
  return rewritten(target, (path) => (path === '/' ? path : path.endsWith('/') ? path.slice(0, -1) : `${path}/`));
}

function reached(api: Api, request: HttpRequest): string | undefined {
  const match = matchRoute(api, request);
  return match.kind === 'matched' ? match.route.key : match.kind === 'unknown' ? match.why : undefined;
}

/** Cost: once per API. */
const loweredApis = new WeakMap<Api, Api>();

/** The API with its stages and paths in lower case. */
function inLowerCase(api: Api): Api {
  const known = loweredApis.get(api);
  if (known !== undefined) return known;
  const loweredKey = (key: string) => key.replace(/\s.*/s, lower);
  const routes = api.routes.map((route) => ({ ...route, key: loweredKey(route.key) }));
  const stages = api.stages.map(({ routes: deployed, ...stage }) => ({
    ...stage,
    name: lower(stage.name),
    ...(deployed === undefined ? {} : { routes: deployed.map(loweredKey) }),
  }));
  const lowered = { ...api, routes, stages };
  loweredApis.set(api, lowered);
  return lowered;
}
