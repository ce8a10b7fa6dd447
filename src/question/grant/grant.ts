// Which permissions are to be written so that the calls are allowed, and no more? Rehearsed and proved before they are told.

import { odditiesOf } from '../../gateway/oddities.js';
import { API_TYPES } from '../../gateway/route.js';
import { isAccountId, isRegion, partitionOf } from '../../model/aws.js';
import type { Caveat } from '../../model/decision.js';
import { parseSourceArn, type SourceArn } from '../../model/execute-api.js';
import type { Finding } from '../../model/finding.js';
import type { Policy } from '../../model/policy.js';
import { isIncomplete, type PolicyInput, policySetOf } from '../evaluate/decide.js';
import { answersTo } from './calls.js';
import { functionsOf, type GrantedFunction } from './functions.js';
import type { Denial, FunctionGrant, Granting, GrantStep, GrantVerdict, SettledScope } from './granting.js';
import type { Fault, GrantInput } from './input.js';
import { type Settled, type Step, type Steps, stepsFor } from './plan.js';
import { documentOf, policyWritten, withStatements } from './present.js';
import { presentPolicyOf } from './present-policy.js';
import { rehearse } from './rehearse.js';
import { scopesOf, type Wanted, wantedOf } from './wanted.js';

/**
 * Plans the permissions that a call needs. `present`: the policies as they stand, where they are known.
 * Never throws: what is missing or wrong is a finding `bad-grant`, and the verdict `refused`.
 */
export function grant(input: GrantInput, present: PolicyInput = []): Granting {
  const set = policySetOf(present);
  const untyped = untypedIn(input);
  if (untyped.length > 0) return faulty(untyped);
  const faults = faultsOf(input);
  const functions = functionsOf(input);
  if ('message' in functions) faults.push(functions);
  const scopes = scopesOf(input);
  if ('message' in scopes) faults.push(scopes);
  if ('message' in functions || 'message' in scopes || faults.length > 0) return faulty(faults);
  faults.push(...placeFaults(input, functions));
  if (faults.length > 0) return faulty(faults);
  const granted: FunctionGrant[] = [];
  const caveats: Caveat[] = [];
  for (const fn of functions) {
    const policy = presentPolicyOf(set.policies, fn.arn);
    if (policy !== undefined && 'message' in policy) return faulty([policy]);
    const wanted = wantedOf(scopes, fn, input);
    const result = grantFor(wanted, fn, input, policy, caveats);
    if (input.statementId !== undefined && result.steps.filter(({ action }) => action === 'AddPermission').length > 1)
      faults.push({
        message: '`--statement-id` names one statement, and several are to be written',
        hint: 'leave it out, or grant one at a time',
      });
    granted.push(result);
  }
  if (faults.length > 0) return faulty(faults);
  const isUnsure = isIncomplete(set);
  return {
    schemaVersion: 1,
    question: 'grant',
    verdict: isUnsure ? 'unknown' : verdictOf(granted),
    functions: granted,
    revisionId: input.revisionId ?? null,
    notes: notesOf(input, functions),
    caveats,
    findings: [...set.findings, ...set.policies.flatMap(({ findings }) => findings), ...odditiesIn(granted)],
  };
}

function faulty(faults: readonly Fault[]): Granting {
  const findings = faults.map(
    ({ message, hint }): Finding => ({
      id: 'bad-grant',
      severity: 'error',
      message,
      ...(hint === undefined ? {} : { hint }),
    }),
  );
  return {
    schemaVersion: 1,
    question: 'grant',
    verdict: 'refused',
    functions: [],
    revisionId: null,
    notes: [],
    caveats: [],
    findings,
  };
}

const TEXTS = ['function', 'region', 'account', 'partition', 'qualifier', 'api', 'type', 'stage', 'apiRegion'] as const;
const MORE_TEXTS = ['apiAccount', 'sourceAccount', 'statementId', 'revisionId'] as const;
const NEEDED: readonly string[] = ['function', 'api', 'type'];

/** Members that no types keep from being something else. */
function untypedIn(input: GrantInput): Fault[] {
  const isText = (value: unknown) => typeof value === 'string';
  const wrong = [...TEXTS, ...MORE_TEXTS].filter(
    (name) => !isText(input[name]) && (NEEDED.includes(name) || (input[name] ?? null) !== null),
  );
  const lists = [input.routes, input.authorizers, ...Object.values(input.stageVariables ?? {})];
  const areLists = lists.every((list) => list === undefined || (Array.isArray(list) && list.every(isText)));
  return [
    ...wrong.map((name) => ({ message: `\`${name}\` is a string` })),
    ...(areLists ? [] : [{ message: 'routes, authorizers and the values of a stage variable are lists of strings' }]),
    ...(isText(input.type) && !API_TYPES.includes(input.type)
      ? [{ message: `expected one of ${API_TYPES.join(', ')} as the type, found \`${input.type}\`` }]
      : []),
  ];
}

/** What is wrong with the input whatever the function. */
function faultsOf({ api, apiRegion, apiAccount, prune, revert, stage }: GrantInput): Fault[] {
  const faults: Fault[] = [];
  const fail = (message: string, hint?: string) => faults.push(hint === undefined ? { message } : { message, hint });
  if (!/^[^\s/:*?]+$/.test(api)) fail(`expected an API id such as \`a1b2c3d4e5\`, found \`${api}\``);
  if (apiRegion !== undefined && !isRegion(apiRegion))
    fail(`expected the API's region, such as \`us-east-2\`, found \`${apiRegion}\``);
  if (apiAccount !== undefined && !isAccountId(apiAccount))
    fail(`expected the API's account, 12 digits, found \`${apiAccount}\``);
  if (prune === true && revert === true) fail('a plan prunes or reverts, not both', 'leave out --prune or --revert');
  if (stage === '') fail('expected the name of a stage, found nothing', 'leave out --stage for every stage');
  return faults;
}

/** What is wrong with where API and functions are. */
function placeFaults(
  { apiRegion, apiAccount, sourceAccount, stageVariables, revisionId }: GrantInput,
  functions: readonly GrantedFunction[],
): Fault[] {
  const faults: Fault[] = [];
  for (const { partition, account, arn } of functions) {
    if (apiRegion !== undefined && partitionOf(apiRegion) !== partition)
      faults.push({ message: `an API in \`${apiRegion}\` cannot invoke \`${arn}\`: partitions are worlds apart` });
    if (sourceAccount && isAccountId(sourceAccount) && sourceAccount !== (apiAccount ?? account))
      faults.push({
        message: `the source account of a call is the API's account, \`${apiAccount ?? account}\`, never \`${sourceAccount}\``,
        hint: `leave out --source-account, or add --api-account ${sourceAccount} if the API is of that account`,
      });
    // AWS: API Gateway guide, "Set up stage variables": a function that a stage variable names is of the API's account.
    if (stageVariables !== undefined && Object.keys(stageVariables).length > 0 && (apiAccount ?? account) !== account)
      faults.push({
        message: 'a stage variable names only functions of the account that owns the API',
        hint: 'write the function itself in the integration',
      });
  }
  if (revisionId !== undefined && functions.length > 1)
    faults.push({
      message: 'a revision is that of one policy, and several functions are meant',
      hint: 'grant one function at a time',
    });
  return faults;
}

function grantFor(
  wanted: readonly Wanted[],
  fn: GrantedFunction,
  input: GrantInput,
  policy: Policy | undefined,
  caveats: Caveat[],
): FunctionGrant {
  const isGranted = (one: Wanted) =>
    policy !== undefined &&
    one.scope.isComplete &&
    answersTo(policy, one, fn, input).every(({ verdict }) => verdict === 'allowed');
  const planned = stepsFor(wanted, fn, input, policy, isGranted);
  const before = documentOf(policy);
  const rehearsal = rehearse(planned.steps, fn, before);
  const denial =
    input.revert === true || rehearsal.refusal !== null ? null : denialOf(wanted, planned, fn, input, policy, caveats);
  return {
    function: fn.arn,
    region: fn.region,
    steps: planned.steps.map(stepTold),
    settled: planned.settled.map(settledTold),
    left: planned.left,
    before,
    ...rehearsal,
    denial,
  };
}

/** Asks `evaluate` of every call that is wanted, with the policy as it will stand. */
function denialOf(
  wanted: readonly Wanted[],
  { steps }: Steps,
  fn: GrantedFunction,
  input: GrantInput,
  policy: Policy | undefined,
  caveats: Caveat[],
): Denial | null {
  const removed = new Set(
    steps.flatMap(({ action, request }) => (action === 'RemovePermission' ? request.StatementId : [])),
  );
  const written = steps.flatMap(({ action, statement }) => (action === 'AddPermission' ? [statement] : []));
  const stays =
    policy &&
    withStatements(
      policy,
      policy.statements.filter(({ sid }) => sid === undefined || !removed.has(sid)),
    );
  const after = [...(stays === undefined ? [] : [stays]), policyWritten(written)];
  for (const one of wanted) {
    for (const answer of answersTo(after, one, fn, input)) {
      if (answer.verdict !== 'allowed') {
        const [reason = 'no statement allows it'] = [
          ...answer.findings.filter(({ id }) => id === 'bad-call').map(({ message }) => message),
          ...answer.statements.flatMap(({ effect, match, sid }) =>
            effect === 'Deny' && match !== 'no'
              ? `statement \`${sid ?? 'without Sid'}\` ${match === 'yes' ? 'denies' : 'may deny'} it, and a Deny wins`
              : [],
          ),
        ];
        return { for: one.scope.text, verdict: answer.verdict, reason };
      }
      for (const caveat of answer.caveats)
        if (!caveats.some(({ message }) => message === caveat.message)) caveats.push(caveat);
    }
  }
  return null;
}

function stepTold({ action, request, statement, wanted }: Step): GrantStep {
  const told = {
    for: wanted?.scope.text ?? null,
    sourceArn: wanted?.sourceArn ?? null,
    statement,
    widenings: action === 'AddPermission' ? (wanted?.scope.widenings ?? []) : [],
  };
  return { action, request, ...told } as GrantStep;
}

function settledTold({ wanted, by, why }: Settled): SettledScope {
  return { for: wanted.scope.text, sourceArn: wanted.sourceArn, by, why };
}

function verdictOf(functions: readonly FunctionGrant[]): GrantVerdict {
  if (functions.some(({ refusal, denial }) => refusal !== null || (denial !== null && denial.verdict !== 'unknown')))
    return 'refused';
  if (functions.some(({ denial }) => denial !== null)) return 'unknown';
  return functions.some(({ steps }) => steps.length > 0) ? 'toWrite' : 'nothingToWrite';
}

// AWS: Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint", cross-region and cross-account.
function notesOf({ api, apiRegion, apiAccount }: GrantInput, [fn]: readonly GrantedFunction[]): string[] {
  if (fn === undefined) return [];
  const notes: string[] = [];
  if (apiRegion !== undefined && apiRegion !== fn.region)
    notes.push(
      `cross-region: the API \`${api}\` is in \`${apiRegion}\` and the function in \`${fn.region}\`; the source ARN names the function's region, as the integration URI must too`,
    );
  if (apiAccount !== undefined && apiAccount !== fn.account)
    notes.push(
      `cross-account: the API \`${api}\` is of the account \`${apiAccount}\`, which the source ARN names; the permission is written by \`${fn.account}\`, which owns the function`,
    );
  return notes;
}

/** What is odd about the source ARNs, each thing once. */
function odditiesIn(functions: readonly FunctionGrant[]): readonly Finding[] {
  const arns = functions.flatMap(({ steps }) =>
    steps.flatMap(({ action, sourceArn }) => (action === 'AddPermission' && sourceArn !== null ? sourceArn : [])),
  );
  const odd = arns.flatMap((arn) => odditiesOf(parseSourceArn(arn) as SourceArn));
  const findings = odd
    .filter(({ severity }) => severity !== 'info')
    .map(({ id, message, hint }): Finding => ({ id, severity: 'warning', message, hint }));
  return findings.filter(({ message }, index) => findings.findIndex((other) => other.message === message) === index);
}
