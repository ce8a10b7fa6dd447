// Does the path end with a slash?

import { TEST_INVOKE_STAGE } from '../../../model/aws.js';
import type { Check } from '../check.js';
import { API, grant, policy } from '../example.js';
import { ofOddity } from '../oddity-check.js';
import type { SourceValue } from '../source-value.js';

export const trailingSlash: Check = ofOddity(
  {
    id: 'trailing-slash',
    group: 'never matches',
    severity: 'error',
    severities:
      'an error where the policy shows that it is a REST API, a warning where it shows nothing, info where it is, or may well be, an HTTP API: the method is a star, as the CDK and SAM write it, or the policy names the API with `$default`',
    title: 'a path with a slash at its end',
    why: 'A REST API presents a path without the slash at its end, also where the resource was declared with one. Only a route of an HTTP API keeps it.',
    source: 'aws sam issue 665',
    bad: policy(grant(`${API}/prod/GET/pets/`), grant(`${API}/test-invoke-stage/GET/pets/`)),
    good: policy(grant(`${API}/prod/GET/pets`), grant(`${API}/test-invoke-stage/GET/pets`)),
  },
  {
    severityOf: ({ sourceArn: { suffix, api } }, { statements }) => {
      const others = statements.flatMap(({ sources }) => sources.filter(({ sourceArn }) => sourceArn?.api === api));
      // The CDK and SAM write a star for the method of HTTP APIs, whose routes keep the slash.
      if ((suffix.kind === 'method' && suffix.method === '*') || others.some(isHttp)) return 'info';
      return others.some(isRest) ? 'error' : 'warning';
    },
  },
);

/** Only REST APIs have a Test button. */
function isRest({ stage }: SourceValue): boolean {
  return stage === TEST_INVOKE_STAGE;
}

/** Only HTTP APIs have a stage or a route of their own called `$default`, but for the route of WebSocket APIs. */
function isHttp({ stage, sourceArn }: SourceValue): boolean {
  const suffix = sourceArn?.suffix;
  return stage === '$default' || (suffix?.kind === 'routeKey' && suffix.routeKey === '$default');
}
