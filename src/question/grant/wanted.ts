// Which permissions are wanted? For each function, what is to be let in, and the request and statement that do.

import { printSuffix, type Scope, type ScopeInput, scopeOf } from '../../gateway/source-arn/scope.js';
import { compileMatcher } from '../../glob/match.js';
import { sampleOf } from '../../glob/pattern.js';
import { covers } from '../../glob/relate.js';
import type { AddPermissionRequest } from '../../lambda/request.js';
import { type Arn, parseArn } from '../../model/arn.js';
import { API_GATEWAY, INVOKE_FUNCTION, TEST_INVOKE_STAGE } from '../../model/aws.js';
import type { GrantedFunction } from './functions.js';
import type { Fault, GrantInput } from './input.js';

/** A permission that is wanted for a function. */
export interface Wanted {
  readonly scope: Scope;
  /** What AddPermission is asked, but for the id. */
  readonly request: Omit<AddPermissionRequest, 'StatementId'>;
  readonly sourceArn: string;
  readonly pattern: Arn;
}

/** The scopes of an input, each once: routes, authorizers and the Test button, or the whole API. */
export function scopesOf(input: GrantInput): readonly Scope[] | Fault {
  const { type, routes = [], authorizers = [], stage, testInvoke = false, exact = false } = input;
  if (testInvoke && type !== 'rest')
    return { message: 'only REST APIs have a Test button', hint: 'leave out --test-invoke' };
  if (authorizers.length > 0 && routes.length === 0 && (stage !== undefined || testInvoke))
    return {
      message: 'an authorizer is presented without a stage',
      hint: 'leave out --stage and --test-invoke, or add the --route that they are for',
    };
  const base = { type, exact };
  const inStage = stage === undefined ? base : { ...base, stage };
  const isWhole = routes.length + authorizers.length === 0;
  const named: readonly ScopeInput[] = isWhole ? [inStage] : routes.map((route) => ({ ...inStage, route }));
  // With every stage comes the Test button's.
  const isTestApart = testInvoke && stage !== undefined && stage !== '*' && stage !== TEST_INVOKE_STAGE;
  const tested = isTestApart ? named.map((one) => ({ ...one, stage: TEST_INVOKE_STAGE })) : [];
  const scopes = new Map<string, Scope>();
  for (const one of [...named, ...tested, ...authorizers.map((authorizer) => ({ type, authorizer }))]) {
    const scope = scopeOf(one);
    if (typeof scope === 'string') return { message: scope };
    scopes.set(`${scope.text} ${printSuffix(scope)}`, scope);
  }
  return [...scopes.values()];
}

/** What is wanted for one function. */
export function wantedOf(scopes: readonly Scope[], fn: GrantedFunction, input: GrantInput): readonly Wanted[] {
  return scopes.map((scope) => {
    const sourceArn = sourceArnOf(scope, fn, input);
    return { scope, sourceArn, pattern: parseArn(sourceArn) as Arn, request: requestOf(sourceArn, fn, input) };
  });
}

// AWS: Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint": the region is the function's.
// Inferred across accounts: the account is the API's.
function sourceArnOf(scope: Scope, fn: GrantedFunction, { api, apiAccount = fn.account }: GrantInput): string {
  return `arn:${fn.partition}:execute-api:${fn.region}:${apiAccount}:${api}/${printSuffix(scope)}`;
}

// AWS: Lambda guide, the add-permission command it shows; members in its order.
function requestOf(sourceArn: string, fn: GrantedFunction, input: GrantInput): Wanted['request'] {
  const { sourceAccount = input.apiAccount ?? fn.account } = input;
  return {
    FunctionName: fn.functionName,
    Action: INVOKE_FUNCTION,
    Principal: API_GATEWAY,
    SourceArn: sourceArn,
    ...(sourceAccount === null ? {} : { SourceAccount: sourceAccount }),
    ...(fn.qualifier === undefined ? {} : { Qualifier: fn.qualifier }),
  };
}

/** Of what is wanted for one function, what another lets in as well, with that other one: they differ in their suffix alone. */
export function coveredAmong(wanted: readonly Wanted[]): ReadonlyMap<Wanted, Wanted> {
  const covered = new Map<Wanted, Wanted>();
  // Cost: most have nothing to do with each other, and one text of each tells.
  const ready = wanted.map((one) => ({
    one,
    matches: compileMatcher(one.scope.suffix),
    sample: sampleOf(one.scope.suffix),
  }));
  for (const [index, { one, matches, sample }] of ready.entries()) {
    const by = ready.find(
      (other, at) =>
        other.one !== one &&
        other.matches(sample) === 'yes' &&
        covers(other.one.scope.suffix, one.scope.suffix).truth === 'yes' &&
        // Of two that are alike, the first stays.
        (at < index ||
          matches(other.sample) !== 'yes' ||
          covers(one.scope.suffix, other.one.scope.suffix).truth !== 'yes'),
    );
    if (by !== undefined) covered.set(one, by.one);
  }
  // What covers may be covered itself.
  const rootOf = (one: Wanted): Wanted => (covered.has(one) ? rootOf(covered.get(one) as Wanted) : one);
  return new Map([...covered].map(([one, by]) => [one, rootOf(by)]));
}
