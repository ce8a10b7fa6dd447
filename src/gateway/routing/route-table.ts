// Where do the routes of an API stand, so that a path finds them in as many steps as it has segments?

import type { ApiRoute, ApiType } from '../../model/api.js';
import { withoutLastSlashes } from '../route.js';

/** A stretch of paths that begin alike. */
export interface RouteNode {
  readonly literals: Map<string, RouteNode>;
  /** Below any one segment, whatever the routes call it. */
  parameter?: RouteNode;
  /** Below `{name+}`: method to route. */
  readonly greedy: Map<string, Declared>;
  /** The routes that end here: method to route. */
  readonly routes: Map<string, Declared>;
}

/** A route and the segments of its path. */
export interface Declared {
  readonly route: ApiRoute;
  readonly method: string;
  /** As written: `/pets/{petId}`. */
  readonly path: string;
  readonly segments: readonly string[];
}

export interface RouteTable {
  readonly root: RouteNode;
  /** `$default`, `$connect` and keys of one's own. */
  readonly keys: ReadonlyMap<string, ApiRoute>;
}

/** `/pets/{petId}` as `pets`, `{petId}`; a slash at the end is an empty segment. */
export function segmentsOf(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

/** Cost: once per API and stage. */
export function routeTable(routes: readonly ApiRoute[], type: ApiType): RouteTable {
  const root = newNode();
  const keys = new Map<string, ApiRoute>();
  for (const route of routes) {
    const space = route.key.indexOf(' ');
    // Keys of WebSocket APIs are texts of one's own.
    if (type === 'websocket' || space === -1) {
      if (!keys.has(route.key)) keys.set(route.key, route);
    } else {
      const path = route.key.slice(space).trim();
      // Observed: SAM issue 665: a REST resource loses the slash at its end.
      const kept = type === 'rest' ? withoutLastSlashes(path) : path;
      declare(root, { route, method: route.key.slice(0, space).toUpperCase(), path, segments: segmentsOf(kept) });
    }
  }
  return { root, keys };
}

function declare(root: RouteNode, declared: Declared): void {
  let node = root;
  for (const segment of declared.segments) {
    if (isGreedy(segment)) return void setFirst(node.greedy, declared);
    node = isParameter(segment) ? parameterChild(node) : literalChild(node, segment);
  }
  setFirst(node.routes, declared);
}

/** A route key stands once in an API; of two, the first is kept. */
function setFirst(routes: Map<string, Declared>, declared: Declared): void {
  if (!routes.has(declared.method)) routes.set(declared.method, declared);
}

function literalChild({ literals }: RouteNode, segment: string): RouteNode {
  const known = literals.get(segment);
  if (known !== undefined) return known;
  const child = newNode();
  literals.set(segment, child);
  return child;
}

function parameterChild(node: RouteNode): RouteNode {
  node.parameter ??= newNode();
  return node.parameter;
}

function newNode(): RouteNode {
  return { literals: new Map(), greedy: new Map(), routes: new Map() };
}

export function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

export function isGreedy(segment: string): boolean {
  return isParameter(segment) && segment.at(-2) === '+';
}

/** The values of a route's parameters; `read` makes a value of what was sent. */
export function parametersOf(
  { segments }: Declared,
  sent: readonly string[],
  read: (text: string) => string,
): Readonly<Record<string, string>> {
  const values: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    if (isGreedy(segment)) values.push([segment.slice(1, -2), read(sent.slice(index).join('/'))]);
    else if (isParameter(segment)) values.push([segment.slice(1, -1), read(sent[index] ?? '')]);
  }
  return Object.fromEntries(values);
}
