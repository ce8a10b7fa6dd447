// Which permissions are to be written so that the calls are allowed, and no more? Rehearsed and proved before they are told.

import { odditiesOf } from '../../gateway/oddities.js';
import type { Caveat } from '../../model/decision.js';
import { parseSourceArn, type SourceArn } from '../../model/execute-api.js';
import type { Finding } from '../../model/finding.js';
import type { JsonObject, Policy } from '../../model/policy.js';
import { isIncomplete, type PolicyInput, policySetOf } from '../evaluate/decide.js';
import { faultsIn, placeFaults } from './faults.js';
import { functionsOf, type GrantedFunction } from './functions.js';
import type { FunctionGrant, Granting, GrantStep, GrantVerdict, SettledScope } from './granting.js';
import type { Fault, GrantInput } from './input.js';
import { stepsFor } from './plan.js';
import { documentOf } from './present.js';
import { presentPolicyOf } from './present-policy.js';
import { policyAfter, prove } from './proof.js';
import { rehearse } from './rehearse.js';
import type { Settled, Step } from './step.js';
import { scopesOf, type Wanted, wantedOf } from './wanted.js';

/**
 * Plans the permissions that a call needs. `present`: the policies as they stand, where they are known.
 * Never throws: what is missing or wrong is a finding `bad-grant`, and the verdict `refused`.
 */
export function grant(input: GrantInput, present: PolicyInput = []): Granting {
  const set = policySetOf(present);
  const faults = faultsIn(input);
  if (faults.length > 0) return faulty(faults);
  const functions = functionsOf(input);
  if ('message' in functions) return faulty([functions]);
  const scopes = scopesOf(input);
  if ('message' in scopes) return faulty([scopes]);
  const misplaced = placeFaults(input, functions);
  if (misplaced.length > 0) return faulty(misplaced);
  const granted: Told[] = [];
  const caveats: Caveat[] = [];
  for (const fn of functions) {
    const policy = presentPolicyOf(set.policies, fn.arn, functions.length === 1);
    if (policy !== undefined && 'message' in policy) return faulty([policy]);
    const told = grantFor(wantedOf(scopes, fn, input), fn, input, policy);
    const kind = input.revert === true ? 'RemovePermission' : 'AddPermission';
    if (input.statementId !== undefined && told.steps.filter(({ action }) => action === kind).length > 1)
      return faulty([ONE_ID]);
    granted.push(told);
    caveats.push(...told.caveats.filter(({ message }) => caveats.every((known) => known.message !== message)));
  }
  return {
    schemaVersion: 1,
    question: 'grant',
    verdict: isIncomplete(set) ? 'unknown' : verdictOf(granted),
    functions: granted.map(({ caveats: _, ...fn }) => fn),
    revisionId: input.revisionId ?? null,
    notes: [...notesOf(input, functions), ...opennessOf(granted), ...blindnessOf(input, granted)],
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

/** A function's part of the answer, and the caveats of its proof. */
type Told = FunctionGrant & { readonly caveats: readonly Caveat[] };

const ONE_ID: Fault = {
  message: '`--statement-id` names one statement, and several are meant',
  hint: 'leave it out, or grant one at a time',
};

function grantFor(wanted: readonly Wanted[], fn: GrantedFunction, input: GrantInput, policy: Policy | undefined): Told {
  const isGranted = (one: Wanted) =>
    policy !== undefined && one.scope.isComplete && prove([one], [policy], fn, input).denial === null;
  const planned = stepsFor(wanted, fn, input, policy, isGranted);
  const before = documentOf(policy);
  const rehearsal = rehearse(planned.steps, fn, before);
  const isAsked = input.revert !== true && rehearsal.refusal === null;
  const proof = isAsked ? prove(wanted, policyAfter(policy, planned.steps), fn, input) : { denial: null, caveats: [] };
  return {
    function: fn.arn,
    region: fn.region,
    steps: planned.steps.map(stepTold),
    settled: planned.settled.map(settledTold),
    left: planned.left,
    before,
    ...rehearsal,
    ...proof,
  };
}

function stepTold({ action, request, statement, sourceArn, wanted }: Step): GrantStep {
  const told = {
    for: wanted?.scope.text ?? null,
    sourceArn,
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

/** What is granted already, but by a statement that anybody's API may use. */
function opennessOf(functions: readonly FunctionGrant[]): string[] {
  return functions.flatMap(({ settled, before }) => {
    const statements = [before?.['Statement'] ?? []].flat() as readonly JsonObject[];
    const granting = new Set(settled.flatMap(({ why, by }) => (why === 'granted' ? (by ?? []) : [])));
    const open = statements.filter(
      ({ Sid, Condition }) => granting.has(String(Sid)) && !/sourcearn/i.test(JSON.stringify(Condition ?? {})),
    );
    return open.map(
      ({ Sid }) =>
        `statement \`${String(Sid)}\` names no source ARN: it lets in every API. Put one in its place that names this`,
    );
  });
}

/** What is removed by a name that somebody gave, unseen. */
function blindnessOf({ revert, statementId }: GrantInput, functions: readonly FunctionGrant[]): string[] {
  if (revert !== true || statementId === undefined || functions.every(({ before }) => before !== null)) return [];
  return [`statement \`${statementId}\` is removed whatever it says: --policy <file> shows whether it says only this`];
}

/** What is odd about the source ARNs, each thing once. */
function odditiesIn(functions: readonly FunctionGrant[]): readonly Finding[] {
  const arns = functions.flatMap(({ steps }) =>
    steps.flatMap(({ action, sourceArn }) => (action === 'AddPermission' && sourceArn !== null ? sourceArn : [])),
  );
  const odd = arns.flatMap((arn) => odditiesOf(parseSourceArn(arn) as SourceArn));
  const findings = odd
    .filter(({ id }) => id === 'odd-api-id')
    .map(({ id, message, hint }): Finding => ({ id, severity: 'warning', message, hint }));
  return findings.filter(({ message }, index) => findings.findIndex((other) => other.message === message) === index);
}
