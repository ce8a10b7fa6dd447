// Which route of a WebSocket API serves an event of a connection?

import type { ApiRoute } from '../../model/api.js';
import type { SocketEvent } from '../../model/http.js';
import type { RouteTable } from './route-table.js';

export interface SocketMatch {
  readonly route?: ApiRoute;
  /** The route key that was asked for. */
  readonly wanted: string;
  readonly why: string;
}

// AWS: API Gateway guide, "Working with routes for WebSocket APIs" and "WebSocket selection expressions".
/** Undefined where the selection expression is not read. */
export function matchSocket(
  { keys }: RouteTable,
  { event, body = '' }: SocketEvent,
  selection: string,
): SocketMatch | undefined {
  if (event !== 'MESSAGE') {
    const wanted = event === 'CONNECT' ? '$connect' : '$disconnect';
    return {
      ...routeFor(keys, wanted),
      wanted,
      why: `\`${wanted}\` is called when a client ${event === 'CONNECT' ? 'connects' : 'has gone'}`,
    };
  }
  const steps = readSelection(selection);
  if (steps === undefined) return undefined;
  const wanted = selectedKey(body, steps);
  if (wanted !== undefined && keys.has(wanted) && !isPredefined(wanted))
    return { ...routeFor(keys, wanted), wanted, why: `\`${selection}\` is \`${wanted}\`` };
  const why =
    wanted === undefined
      ? `\`${selection}\` names no route in this message, so it goes to \`$default\``
      : `\`${selection}\` is \`${wanted}\`, which is no route, so it goes to \`$default\``;
  return { ...routeFor(keys, '$default'), wanted: wanted ?? '$default', why };
}

function routeFor(keys: RouteTable['keys'], key: string): { route?: ApiRoute } {
  const route = keys.get(key);
  return route === undefined ? {} : { route };
}

// Inferred: a client cannot send itself to the routes that API Gateway calls of its own accord.
function isPredefined(key: string): boolean {
  return key === '$connect' || key === '$disconnect';
}

// AWS: API Gateway guide, "WebSocket selection expressions": `$request.body.action` and `${request.body.action}` are one.
const SELECTION = /^\$(?:request\.body\.([\w.-]+)|\{request\.body\.([\w.-]+)\})$/;

/** The members that lead to the key; undefined where the expression is not of the one form that is read here. */
function readSelection(selection: string): readonly string[] | undefined {
  const [, plain, braced] = SELECTION.exec(selection.trim()) ?? [];
  return (plain ?? braced)?.split('.');
}

/** Undefined where the message is no JSON object, or the value no text. */
function selectedKey(body: string, steps: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
