// May API Gateway call the function that the route is integrated with?

import type { ApiHome } from '../../gateway/api-home.js';
import type { EventInput, SocketInput } from '../../gateway/event/event-input.js';
import type { GatewayAnswer } from '../../gateway/response/gateway-response.js';
import { INVALID_PERMISSIONS } from '../../gateway/response/log.js';
import { isVerb } from '../../gateway/route.js';
import type { ApiType, Integration } from '../../model/api.js';
import { API_GATEWAY } from '../../model/aws.js';
import { parseCredentials } from '../../model/credentials.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import { isSocketEvent } from '../../model/http.js';
import { type Halt, refusedAt, unknownAt } from './halt.js';
import type { Permissions } from './permission.js';
import type { PermissionStep } from './simulation.js';

/** What the policy says; undefined where nothing needs asking. */
export function permissionStep(
  permissions: Permissions,
  { credentials }: Integration,
  fn: string,
  { api, home, match, request }: EventInput | SocketInput,
): PermissionStep {
  if (credentials !== undefined) return roleStep(permissions, credentials, fn, "the function's policy");
  const isAny = match.route.key.startsWith('ANY ') && !isSocketEvent(request) && isVerb(request.method);
  return permissions.of({
    api: home.id,
    type: api.type,
    route: match.route.key,
    stage: match.stage.name,
    function: fn,
    apiRegion: home.region,
    apiAccount: home.account,
    ...(isAny ? { method: request.method } : {}),
  });
}

/** What the policy says where a role calls: in its own account it may deny, elsewhere it has to allow the role. */
// AWS: API Gateway guide, "x-amazon-apigateway-integration object", `credentials`; IAM guide, "Policy evaluation logic", and
// "Cross-account policy evaluation logic".
export function roleStep(permissions: Permissions, credentials: string, fn: string, policy: string): PermissionStep {
  const who = parseCredentials(credentials);
  if (who === undefined)
    return {
      kind: 'notGiven',
      why: `who calls is not known: its \`credentials\` are \`${credentials}\`, which is no role`,
      hint: 'write the ARN of a role, such as `arn:aws:iam::111122223333:role/name`, as the `credentials`',
    };
  if (who.kind === 'caller') {
    const denied = permissions.deniesOfAnybody(fn);
    if (mayDeny(denied)) return denied;
    const why = `the caller itself calls (\`credentials\`), and ${policy} has no Deny: it need not allow it`;
    return { kind: 'skipped', why, needs: 'the caller' };
  }
  if (who.account !== parseFunctionArn(fn)?.account) return permissions.ofRole(credentials, fn);
  const denied = permissions.deniesOf(credentials, fn);
  if (mayDeny(denied)) return denied;
  const why = `the role \`${credentials}\` calls (\`credentials\`), so ${policy} need not allow it`;
  return { kind: 'skipped', why, needs: `the role \`${credentials}\`` };
}

// AWS: API Gateway guide, "Use stage variables for a REST API": not for a function of another account.
/** Why stage variables do not lead to this function; undefined where they may. */
export function beyondVariables(
  { target }: Pick<Integration, 'target'>,
  fn: string,
  home: ApiHome,
): string | undefined {
  if (target.kind !== 'variables' || parseFunctionArn(fn)?.account === home.account) return undefined;
  return `stage variables name the function, and \`${fn}\` is of another account than the API: that is not supported`;
}

/** Where no policy is given, there is none that denies: a grant of `add-permission` never does. */
function mayDeny(step: PermissionStep): boolean {
  return step.kind === 'asked' && step.answer.verdict !== 'implicitDeny';
}

/** What is called, for sentences and the log. */
export interface Called {
  readonly at: 'permission' | 'authorizer';
  /** What API Gateway answers where it may not call. */
  readonly answer: GatewayAnswer;
  readonly doubtful: string;
  /** `who`: API Gateway, or the role that calls. */
  readonly refused: (who: string) => string;
  readonly log: readonly string[];
  /** Where the answer is unknown, and no near miss says more. */
  readonly hint?: string;
}

/** Undefined where API Gateway may call it. */
export function permissionHalt(step: PermissionStep, called: Called, passesUnknown: boolean): Halt | undefined {
  if (step.kind === 'skipped') return undefined;
  const { at, answer, doubtful, refused, log, hint } = called;
  if (step.kind === 'notGiven') return passesUnknown ? undefined : unknownAt(at, `${doubtful}: ${step.why}`, step.hint);
  const { verdict, nearMiss, invocation } = step.answer;
  if (verdict === 'allowed' || (verdict === 'unknown' && passesUnknown)) return undefined;
  if (verdict === 'unknown') return unknownAt(at, doubtful, nearMiss?.hint ?? hint);
  const { principal } = invocation;
  const who = principal === API_GATEWAY ? 'API Gateway' : `the role \`${principal}\``;
  return refusedAt(at, answer, refused(who), log, nearMiss?.hint);
}

// Observed: what HTTP APIs say in `$context.integrationErrorMessage`.
const REFUSED_BY_HTTP =
  "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";

/** The function that a route is integrated with. */
export function integrationCalled(type: ApiType): Called {
  return {
    at: 'permission',
    answer: 'configuration',
    doubtful: "whether the function's policy lets API Gateway in is not known",
    refused: (who) => `the function's policy does not let ${who} in`,
    log: [type === 'http' ? REFUSED_BY_HTTP : INVALID_PERMISSIONS],
  };
}
