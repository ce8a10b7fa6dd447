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

export const DEFAULT_SELECTION = '$request.body.action';

// AWS: API Gateway guide, "Working with routes for WebSocket APIs" and "WebSocket selection expressions".
export function matchSocket(
  { keys }: RouteTable,
  { event, body = '' }: SocketEvent,
  selection = DEFAULT_SELECTION,
): SocketMatch {
  if (event !== 'MESSAGE') {
    const wanted = event === 'CONNECT' ? '$connect' : '$disconnect';
    return {
      ...routeFor(keys, wanted),
      wanted,
      why: `\`${wanted}\` is called when a client ${event === 'CONNECT' ? 'connects' : 'has gone'}`,
    };
  }
  const wanted = selectedKey(body, selection);
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

/** Whether a selection expression is of the one form that is read here. */
export function isSelection(selection: string): boolean {
  return SELECTION.test(selection.trim());
}

/** Undefined where the message is no JSON object, or the value no text. */
function selectedKey(body: string, selection: string): string | undefined {
  const [, plain, braced] = SELECTION.exec(selection.trim()) ?? [];
  const path = plain ?? braced;
  if (path === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
