// Which route of an HTTP API serves a request?

import type { ApiRoute } from '../../model/api.js';
import { percentDecoded } from '../event/query.js';
import { ofMethod } from './rest.js';
import { type Declared, type RouteNode, type RouteTable, segmentsOf } from './route-table.js';

export interface HttpMatch {
  /** Undefined for `$default`. */
  readonly declared?: Declared;
  readonly route: ApiRoute;
  readonly sent: readonly string[];
  /** Another that may win: nobody knows which does. */
  readonly rival?: ApiRoute;
}

// AWS: API Gateway guide, "Create routes for HTTP APIs": a full match, then one with a greedy path variable, then
// `$default`. A slash at the end counts (observed).
/** `path` is without its stage, as sent. */
export function matchHttp({ root, keys }: RouteTable, method: string, path: string): HttpMatch | undefined {
  const sent = segmentsOf(path);
  const found: Found = { full: [], greedy: [] };
  collect(root, sent.map(percentDecoded), 0, method, found);
  // Observed: an event of `ANY /{proxy+}` for the root, whose `proxy` is empty; storacha/w3infra pull request 166 for a
  // slash at the end. REST APIs want one segment at least.
  if (sent.length === 0) push(found.greedy, ofMethod(root.greedy, method));
  const [first, ...others] = found.full.length > 0 ? found.full : found.greedy;
  if (first === undefined) {
    const route = keys.get('$default');
    return route === undefined ? undefined : { route, sent };
  }
  // Nobody knows whether a more literal path with ANY wins over a less literal one with the verb itself.
  const rival = first.method === 'ANY' ? others.find((other) => other.method !== 'ANY') : undefined;
  return { declared: first, route: first.route, sent, ...(rival === undefined ? {} : { rival: rival.route }) };
}

/** The most literal first. */
interface Found {
  readonly full: Declared[];
  readonly greedy: Declared[];
}

function collect(node: RouteNode, sent: readonly string[], at: number, method: string, found: Found): void {
  const segment = sent[at];
  if (segment === undefined) {
    push(found.full, ofMethod(node.routes, method));
    return;
  }
  const literal = node.literals.get(segment);
  if (literal !== undefined) collect(literal, sent, at + 1, method, found);
  if (node.parameter !== undefined && segment !== '') collect(node.parameter, sent, at + 1, method, found);
  push(found.greedy, ofMethod(node.greedy, method));
}

function push(list: Declared[], declared: Declared | undefined): void {
  if (declared !== undefined) list.push(declared);
}
