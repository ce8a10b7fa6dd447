// Which route does a route key name?

import type { ApiType } from '../model/api.js';
import { HTTP_VERBS } from '../model/aws.js';

export type Route =
  /** `GET /pets/{petId}`; the method is a verb or `ANY`. */
  | { readonly kind: 'method'; readonly method: string; readonly path: string }
  /** `$default` of an HTTP API; `$connect`, `$disconnect`, `$default` or a key of one's own of a WebSocket API. */
  | { readonly kind: 'key'; readonly key: string };

/** Reads a route key; a sentence where it names no route of such an API. */
export function parseRoute(type: ApiType, text: string): Route | string {
  const written = text.trim();
  if (type === 'websocket') {
    // AWS: API Gateway guide, "Working with routes for WebSocket APIs".
    if (written === '')
      return 'a route key is not empty; in double quotes a shell takes `$connect` for a variable of its own';
    if (/^[A-Za-z]+\s+\//.test(written))
      return `a WebSocket API has route keys such as \`$connect\` or \`sendmessage\`, not \`${written}\``;
    return { kind: 'key', key: written };
  }
  if (type === 'http' && written === '$default') return { kind: 'key', key: written };
  const parts = /^(\S+)\s+(\/.*)$/s.exec(written);
  const example = type === 'http' ? '`GET /pets/{petId}` or `$default`' : '`GET /pets/{petId}`';
  if (parts === null) return `expected a method, a space and a path such as ${example}, found \`${written}\``;
  const method = (parts[1] as string).toUpperCase();
  if (!isMethod(method)) return `expected one of ANY, ${HTTP_VERBS.join(', ')}, found \`${parts[1]}\``;
  const path = parts[2] as string;
  if (/[*?]/.test(path)) {
    return `a route is written as it is declared, such as \`/pets/{petId}\`, without wildcards or query, found \`${path}\``;
  }
  return { kind: 'method', method, path };
}

/** The path without slashes at its end; the root keeps its own. */
export function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

export function isMethod(text: string): boolean {
  return text === 'ANY' || isVerb(text);
}

export function isVerb(text: string): boolean {
  return (HTTP_VERBS as readonly string[]).includes(text);
}
