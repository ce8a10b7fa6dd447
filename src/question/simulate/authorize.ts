// May the caller go on to the integration? A Lambda authorizer is asked, if it may be called itself.

import { authorizerEvent, identitiesOf, methodArnOf, socketAuthorizerEvent } from '../../gateway/event/authorizer.js';
import {
  type AuthorizerContext,
  type EventInput,
  isSocketInput,
  type SocketInput,
} from '../../gateway/event/event-input.js';
import { resolveTarget } from '../../gateway/integration-uri.js';
import type { MatchesWhole } from '../../gateway/response/custom.js';
import { INVALID_PERMISSIONS } from '../../gateway/response/log.js';
import type { Api, ApiType, Authorizer, PayloadFormat } from '../../model/api.js';
import type { Answer } from '../../model/decision.js';
import { type FunctionArn, parseFunctionArn } from '../../model/function-arn.js';
import { headerValue } from '../../model/http.js';
import type { Outcome } from '../../model/outcome.js';
import { readAuthorizer } from './authorizer-policy.js';
import { type Halt, refusedAt, unknownAt } from './halt.js';
import { type Invoke, outcomeOf } from './invoke.js';
import { agreed, inDoubt, type Permissions } from './permission.js';
import { beyondVariables, type Called, permissionHalt, roleStep } from './permit.js';
import type { AuthorizerStep, PermissionStep } from './simulation.js';

export interface Authorization {
  readonly step: AuthorizerStep;
  /** What is handed on to the function. */
  readonly context?: AuthorizerContext;
  readonly caveat?: string;
  /** Undefined where the caller may go on. */
  readonly halt?: Halt;
}

interface Asked {
  readonly api: Api;
  readonly authorizer: Authorizer;
  readonly input: EventInput | SocketInput;
  readonly permissions: Permissions;
  readonly invoke: Invoke | undefined;
  readonly matches: MatchesWhole;
  /** Of the event that the function of the route will get. */
  readonly format: PayloadFormat;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Goes on where the policy's answer is unknown. */
  readonly passesUnknown: boolean;
}

// AWS: API Gateway guide, "Quotas for configuring and running an HTTP API": how long Lambda authorizers may take, in milliseconds.
const HTTP_TIMEOUT = 10_000;

export async function authorize(asked: Asked): Promise<Authorization> {
  const { authorizer, input } = asked;
  const { name } = authorizer;
  const step: AuthorizerStep = { name, function: null, permission: null, event: null, outcome: null, said: '' };
  if (authorizer.kind === 'other') {
    const said = 'it is no Lambda function, and its check is not simulated: the caller is taken to pass';
    return { step: { ...step, said }, caveat: `authorizer \`${name}\`: ${said}` };
  }
  const identities = identitiesOf(authorizer, input);
  const invalid = identityHalt(asked, identities);
  if (invalid !== undefined) return stopped(step, invalid);
  const target = resolveTarget(authorizer.target, input.match.stage.variables);
  if ('reason' in target)
    return stopped(
      step,
      unknownAt('authorizer', `the function of the authorizer \`${name}\` is not known: ${target.reason}`),
    );
  const beyond = beyondVariables(authorizer, target.arn, input.home);
  if (beyond !== undefined) return stopped(step, unknownAt('authorizer', beyond));
  const permission = permissionOf(asked, target.arn);
  const known = { ...step, function: target.arn, permission };
  const refusal = permissionHalt(permission, authorizerCalled(authorizer, asked.api.type), asked.passesUnknown);
  if (refusal !== undefined) return stopped(known, refusal);
  const unread = identities.indexOf(null);
  if (unread !== -1)
    return stopped(
      known,
      unknownAt('authorizer', `the identity source \`${authorizer.identitySources[unread]}\` is not read here`),
    );
  const texts = identities as readonly string[];
  const event = isSocketInput(input) ? socketAuthorizerEvent(input) : authorizerEvent(authorizer, input, texts);
  if (asked.invoke === undefined) {
    const hint = 'let something stand in for its function: --authorizer-handler or --authorizer-response';
    return stopped(
      { ...known, event },
      unknownAt('authorizer', `what the authorizer \`${name}\` answers is not given`, hint),
    );
  }
  const start = asked.now();
  const outcome = await outcomeOf(asked.invoke, event, {
    functionArn: target.arn,
    requestId: input.facts.authorizerRequestId,
    role: 'authorizer',
  });
  const came = { ...known, event, outcome };
  // Inferred: a late answer is as none.
  if (asked.api.type === 'http' && asked.now() - start > HTTP_TIMEOUT)
    return stopped(
      came,
      refusedAt(
        'authorizer',
        'authorizerFailed',
        `the authorizer \`${name}\` took longer than the 10 seconds that API Gateway waits`,
      ),
    );
  return decided(asked, came, outcome);
}

function stopped(step: AuthorizerStep, halt: Halt): Authorization {
  return { step: { ...step, said: halt.reason }, halt };
}

// AWS: API Gateway guide, "x-amazon-apigateway-authorizer object": a request without its identity, or with a token that
// the expression does not match, is refused with 401, and the function is not called.
function identityHalt(
  { authorizer, matches }: Asked,
  identities: readonly (string | undefined | null)[],
): Halt | undefined {
  const refused = (reason: string) =>
    refusedAt('authorizer', 'unauthorized', `${reason}, so the authorizer is not asked`);
  const missing = identities.indexOf(undefined);
  if (missing !== -1) return refused(`the request has no \`${authorizer.identitySources[missing]}\``);
  const expression = authorizer.identityValidationExpression ?? '';
  const [token] = identities;
  if (authorizer.kind !== 'token' || expression === '' || token === null) return undefined;
  const isMatch = matches(expression, token ?? '');
  if (isMatch === undefined)
    return unknownAt(
      'authorizer',
      `the identity validation expression \`${expression}\` is a regular expression that is not read here`,
    );
  return isMatch ? undefined : refused(`the token does not match \`${expression}\``);
}

/** Its own source ARN, and its own function's policy. */
function permissionOf({ api, authorizer, input, permissions }: Asked, fn: string): PermissionStep {
  const { credentials, id } = authorizer;
  if (credentials !== undefined) return roleStep(permissions, credentials, fn, "its function's policy");
  const { id: apiId, region: apiRegion, account: apiAccount } = input.home;
  const ask = (one: string) =>
    permissions.of({ api: apiId, type: api.type, authorizer: one, function: fn, apiRegion, apiAccount });
  if (id !== undefined) return ask(id);
  // Nobody says the id: any that the policies name may be it, or one that none of them names.
  const { partition, region } = parseFunctionArn(fn) as FunctionArn;
  const prefix = `arn:${partition}:execute-api:${region}:${apiAccount}:${apiId}/authorizers/`;
  const { ids, isTangled } = permissions.idsOf(prefix);
  const steps = ids.map(ask);
  const notGiven = steps.find(({ kind }) => kind === 'notGiven');
  if (notGiven !== undefined) return notGiven;
  const answers = steps.flatMap((step) => (step.kind === 'asked' ? [step.answer] : [])) as [Answer, ...Answer[]];
  const why = 'the id of the authorizer is not known, and the policy names some: say it to be sure';
  return { kind: 'asked', answer: isTangled ? inDoubt(answers[0], why) : agreed(answers, why) };
}

// Observed: what API Gateway writes to its log, and what HTTP APIs say in `$context.authorizer.error`.
const REFUSED = [INVALID_PERMISSIONS, 'Execution failed due to configuration error: Authorizer error'];
const REFUSED_BY_HTTP = [
  "The IAM role configured on the authorizer or API Gateway doesn't have permissions to call the authorizer. Check the permissions and try again.",
];

function authorizerCalled({ name, id }: Authorizer, type: ApiType): Called {
  return {
    at: 'authorizer',
    answer: 'authorizerConfiguration',
    doubtful: `whether API Gateway may call the authorizer \`${name}\` is not known`,
    refused: (who) => `the policy of its function does not let ${who} call the authorizer \`${name}\``,
    log: type === 'http' ? REFUSED_BY_HTTP : REFUSED,
    ...(id === undefined ? { hint: `say its id: --authorizer-id ${name}=<id>` } : {}),
  };
}

/** Condition keys that a request brings. */
function contextOf({ arrival }: EventInput | SocketInput): Readonly<Record<string, string>> {
  const userAgent = headerValue(arrival.headers, 'user-agent');
  return { 'aws:SourceIp': arrival.sourceIp, ...(userAgent === undefined ? {} : { 'aws:UserAgent': userAgent }) };
}

function decided({ api, authorizer, input, format }: Asked, step: AuthorizerStep, outcome: Outcome): Authorization {
  const { name } = authorizer;
  if (outcome.kind === 'error') {
    // AWS: API Gateway guide, "Output from an API Gateway Lambda authorizer": this very message is answered with 401.
    if (api.type !== 'http' && outcome.errorMessage === 'Unauthorized')
      return stopped(step, refusedAt('authorizer', 'unauthorized', `the authorizer \`${name}\` says \`Unauthorized\``));
    const reason = `the authorizer \`${name}\` failed with \`${outcome.errorType}\`: ${outcome.errorMessage}`;
    return stopped(step, refusedAt('authorizer', 'authorizerFailed', reason));
  }
  const answer = readAuthorizer(api.type, authorizer, outcome.result, {
    methodArn: methodArnOf(input),
    format,
    context: contextOf(input),
  });
  if (answer.kind === 'passed') return { step: { ...step, said: 'it lets the caller pass' }, context: answer.context };
  if (answer.kind === 'unknown') return stopped(step, unknownAt('authorizer', answer.why));
  if (answer.kind === 'denied') {
    const reason = `the authorizer \`${name}\` refuses the caller: ${answer.why}`;
    return stopped(step, refusedAt('authorizer', answer.isExplicit ? 'explicitDeny' : 'accessDenied', reason));
  }
  // Observed: ExpanseLLC/lambda_authorizer issue 1.
  const log = [
    'Execution failed due to configuration error: Could not parse policy',
    'AuthorizerConfigurationException',
  ];
  const reason = `the answer of the authorizer \`${name}\` is not taken: ${answer.why}`;
  return stopped(step, refusedAt('authorizer', 'authorizerConfiguration', reason, api.type === 'http' ? [] : log));
}
