// Does the path end with a slash?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';
import type { SourceValue } from '../source-value.js';

export const trailingSlash: Check = ofOddity(
  {
    id: 'trailing-slash',
    group: 'never matches',
    severity: 'error',
    severities:
      'info where it is, or may well be, an HTTP API: the method is a star, as the CDK writes it, or the policy names the API with `$default`',
    title: 'a path with a slash at its end',
    why: 'A REST API presents a path without the slash at its end, also where the resource was declared with one. Only a route of an HTTP API keeps it.',
    source: 'aws sam issue 665',
    bad: granting(`${API}/*/GET/pets/`),
    good: granting(`${API}/*/GET/pets`),
  },
  {
    severityOf: ({ sourceArn: { suffix, api } }, { statements }) => {
      // The CDK and SAM write a star for the method of HTTP APIs, whose routes keep the slash.
      const isTools = suffix.kind === 'method' && suffix.method === '*';
      const sources = statements.flatMap((audited) => audited.sources);
      return isTools || sources.some((source) => source.sourceArn?.api === api && isHttp(source)) ? 'info' : 'error';
    },
  },
);

/** Only HTTP APIs have a stage or a route of their own called `$default`, but for the route of WebSocket APIs. */
function isHttp({ sourceArn }: SourceValue): boolean {
  const suffix = sourceArn?.suffix;
  if (suffix === undefined || !('stage' in suffix)) return false;
  return suffix.stage === '$default' || (suffix.kind === 'routeKey' && suffix.routeKey === '$default');
}
