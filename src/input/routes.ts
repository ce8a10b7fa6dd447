// Which routes does a text name, one a line?

import { scopeOf } from '../gateway/source-arn/scope.js';
import type { ApiType } from '../model/api.js';
import type { Finding } from '../model/finding.js';
import { placeAt, type Source } from '../model/place.js';
import { decode } from './bytes.js';

export interface RouteReading {
  readonly routes: readonly string[];
  /** Lines that name no route of such an API. */
  readonly findings: readonly Finding[];
  readonly source: Source;
}

/** Reads routes; lines of white space are passed over, and nothing else is. */
export function readRoutes(name: string, bytes: Uint8Array, type: ApiType): RouteReading {
  const { source, badLines } = decode(name, bytes);
  const routes: string[] = [];
  const findings: Finding[] = [...badLines];
  let start = 0;
  for (const line of source.text.split('\n')) {
    const route = line.trim();
    const at = start + line.indexOf(route);
    start += line.length + 1;
    if (route === '') continue;
    const scope = scopeOf({ type, route });
    if (typeof scope !== 'string') routes.push(route);
    else {
      const place = placeAt(source, '', at, at + route.length);
      findings.push({ id: 'bad-route', severity: 'error', message: scope, place });
    }
  }
  if (routes.length + findings.length === 0) {
    const message = 'no route stands here';
    findings.push({
      id: 'no-routes',
      severity: 'error',
      message,
      hint: 'one route key a line',
      place: placeAt(source, '', 0, 0),
    });
  }
  return { routes, findings, source };
}
