// Which resource and method of a REST API serves a request?

import { isVerb } from '../route.js';
import { type Declared, type RouteNode, type RouteTable, segmentsOf } from './route-table.js';

export interface RestMatch {
  readonly declared: Declared;
  /** The segments that were sent, without the slash at the end. */
  readonly sent: readonly string[];
}

// Recorded: literal before `{proxy+}`, and a literal resource without the verb falls through to it. Inferred: literal
// before `{parameter}` before `{proxy+}`, then the verb before ANY.
/** The first in that order. `path` is without its stage, as sent. */
export function matchRest({ root }: RouteTable, method: string, path: string): RestMatch | undefined {
  const sent = segmentsOf(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
  const declared = find(root, sent, 0, method);
  return declared === undefined ? undefined : { declared, sent };
}

// Cost: at most every node on the way is looked at once, since a node stands at one depth only.
function find(node: RouteNode, sent: readonly string[], at: number, method: string): Declared | undefined {
  const segment = sent[at];
  if (segment === undefined) return ofMethod(node.routes, method);
  const literal = node.literals.get(segment);
  return (
    (literal === undefined ? undefined : find(literal, sent, at + 1, method)) ??
    // Inferred: a parameter is never empty.
    (node.parameter === undefined || segment === '' ? undefined : find(node.parameter, sent, at + 1, method)) ??
    ofMethod(node.greedy, method)
  );
}

/** The verb's own route, else that of ANY. */
export function ofMethod(routes: ReadonlyMap<string, Declared>, method: string): Declared | undefined {
  // AWS: API Gateway guide, "x-amazon-apigateway-any-method": the verbs that API Gateway knows.
  return routes.get(method) ?? (isVerb(method) ? routes.get('ANY') : undefined);
}
