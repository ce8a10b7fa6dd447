// Why does a request not come through, or not surely, whatever the policy says?

import { forbiddenMapping } from '../../gateway/event/custom.js';
import { splitTarget } from '../../gateway/event/query.js';
import type { MatchedRoute } from '../../gateway/routing/match-route.js';
import type { Api, Integration } from '../../model/api.js';
import type { Caveat } from '../../model/decision.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import { type ApiRequest, isSocketEvent } from '../../model/http.js';
import { type Halt, refusedAt, unknownAt } from './halt.js';
import { doubtsAboutRequest } from './request-doubts.js';

/** What of an API and its route is not simulated, or not known. */
export function doubtsAbout(api: Api, match: MatchedRoute, request: ApiRequest): readonly Caveat[] {
  const { route } = match;
  const unsimulated = [...(api.unsimulated ?? []), ...(route.unsimulated ?? [])];
  // A route that could not be read may be nearer than one that takes what others leave.
  const takesRest = route.key === '$default' || route.key.includes('+}');
  // AWS: API Gateway guide, "Amazon API Gateway important notes", REST APIs: a semicolon splits the data of a query.
  const isSplit = api.type === 'rest' && !isSocketEvent(request) && splitTarget(request.target).rawQuery.includes(';');
  const messages = [
    ...unsimulated.map((what) => `${what}, which is not simulated`),
    ...(api.isIncomplete === true && takesRest
      ? ['some of the definition could not be read, and may hold a route that is nearer']
      : []),
    ...(isLong(request)
      ? ['API Gateway refuses more than 10,240 bytes of request line and headers, how is not known']
      : []),
    ...(isSplit ? ['how a `;` splits the query is not known: here it is a letter like any other'] : []),
  ];
  const doubts: readonly Caveat[] = messages.map((message) => ({ grade: '?', message }));
  return [...doubts, ...doubtsAboutRequest(api, match, request)];
}

// AWS: API Gateway guide, "Amazon API Gateway quotas": the request line and the values of headers together.
const MAX_HEAD = 10_240;

function isLong(request: ApiRequest): boolean {
  if (isSocketEvent(request)) return false;
  let size = request.method.length + request.target.length;
  for (const [, value] of request.headers) size += value.length;
  return size > MAX_HEAD;
}

const MANY = 10;

/** The way out for who asks for what is not there. */
export function nearRoutes(api: Api, request: ApiRequest, kind: 'noStage' | 'noRoute'): string | undefined {
  // Who writes the stage into a path that is relative to it asks for it twice.
  const [, first, second] = isSocketEvent(request) ? [] : request.target.split('/', 3);
  if (first !== undefined && first === second && mayBeStage(api, first))
    return `the path is relative to the stage: leave out \`/${first}\``;
  if (kind === 'noStage' || api.routes.length === 0) return undefined;
  const keys = api.routes.slice(0, MANY).map(({ key }) => `\`${key}\``);
  return `the API has ${keys.join(', ')}${api.routes.length > MANY ? `, and ${api.routes.length - MANY} more` : ''}`;
}

/** Whether the first segment of a path stands for a stage. */
function mayBeStage({ type, stages }: Api, segment: string): boolean {
  if (segment === '') return false;
  // Of a REST API it always does, also where nobody says which stages there are.
  return stages.some(({ name }) => name === segment) || (type === 'rest' && stages.length === 0);
}

/** Why a route leads to no function. */
export function unreachable({ target }: Integration, reason: string): Halt {
  if (target.kind === 'none') return unknownAt('integration', `this route calls no Lambda function: ${reason}`);
  const flags = target.kind === 'variables' ? target.names.map((name) => `--stage-variable ${name}=…`) : [];
  const hint = flags.length === 0 ? undefined : `say it: ${flags.join(' ')}`;
  return unknownAt('integration', `which function is called is not known: ${reason}`, hint);
}

/** What makes every call of an integration fail. */
export function misconfigured({ type }: Api, integration: Integration, functionArn: string): Halt | undefined {
  const home = parseFunctionArn(functionArn)?.region;
  // Observed: what API Gateway logs where the URI names another region than the function's.
  if (integration.region !== undefined && home !== undefined && integration.region !== home) {
    const reason = `the integration's URI names the region \`${integration.region}\`, and the function is in \`${home}\``;
    const log = `Execution failed due to configuration error: Functions from '${home}' are not reachable in this region ('${integration.region}')`;
    return refusedAt('integration', 'configuration', reason, [log], `write \`${home}\` in the URI as well`);
  }
  if (type !== 'rest') return undefined;
  // Recorded: both make every call of a REST API's integration fail.
  const { httpMethod = 'POST' } = integration;
  if (httpMethod.toUpperCase() !== 'POST') {
    const reason = `the integration calls Lambda with \`${httpMethod}\`, and Lambda takes only POST`;
    return refusedAt('integration', 'configuration', reason, [], 'write POST as the `httpMethod` of the integration');
  }
  const header = forbiddenMapping(integration);
  if (header === undefined) return undefined;
  const reason = `the integration maps a parameter onto the header \`${header}\`, which must not be set`;
  return refusedAt('integration', 'configuration', reason);
}
