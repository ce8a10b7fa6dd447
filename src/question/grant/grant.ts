// Which permissions are to be written so that the calls are allowed, and no more? Rehearsed and proved before they are told.

import type { Caveat } from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import type { Policy } from '../../model/policy.js';
import { isIncomplete, type PolicyInput, policySetOf } from '../evaluate/decide.js';
import { faultsIn, placeFaults } from './faults.js';
import { functionsOf, type GrantedFunction } from './functions.js';
import type { FunctionGrant, Granting, GrantStep, GrantVerdict, SettledScope } from './granting.js';
import type { Fault, GrantInput } from './input.js';
import { notesOf, odditiesIn } from './notes.js';
import { stepsFor } from './plan.js';
import { documentOf } from './present.js';
import { presentPolicyOf } from './present-policy.js';
import { partlyDenied, policyAfter, prove } from './proof.js';
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
    notes: notesOf(input, functions, granted),
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
  const grantedBy = (one: Wanted) => {
    if (policy === undefined || !one.scope.isComplete) return undefined;
    const proof = prove([one], [policy], fn, input);
    return proof.denial === null ? proof.by : undefined;
  };
  const planned = stepsFor(wanted, fn, input, policy, grantedBy);
  const before = documentOf(policy);
  const rehearsal = rehearse(planned.steps, fn, before);
  const isAsked = input.revert !== true && rehearsal.refusal === null;
  const after = policyAfter(policy, planned.steps);
  const { denial, caveats } = isAsked ? prove(wanted, after, fn, input) : { denial: null, caveats: [] };
  return {
    function: fn.arn,
    region: fn.region,
    steps: planned.steps.map(stepTold),
    settled: planned.settled.map(settledTold),
    left: planned.left,
    before,
    ...rehearsal,
    denial,
    isExhaustive: wanted.every(({ scope }) => scope.isComplete),
    denies: isAsked ? partlyDenied(wanted, after, fn.arn) : [],
    caveats,
  };
}

function stepTold({ action, request, statement, sourceArn, wanted }: Step): GrantStep {
  const told = {
    for: wanted?.scope.text ?? null,
    sourceArn,
    statement,
    // What is removed by name may let in less.
    widenings: wanted?.sourceArn === sourceArn ? wanted.scope.widenings : [],
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
