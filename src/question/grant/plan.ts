// What is to be done to the policy of one function? Statements added first, then statements removed.

import { type Policy, type Statement, withStatements } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import { coveringStatement } from './granted.js';
import type { GrantInput } from './input.js';
import { isWithin } from './present.js';
import { pruneSteps } from './prune.js';
import { revertSteps } from './revert.js';
import { addStep, type Settled, type Step, type Steps } from './step.js';
import { coveredAmong, type Wanted } from './wanted.js';

/** `grantedBy`: the Sid of what allows every call there is of what is wanted, null where several do; undefined where some are not allowed. */
export function stepsFor(
  wanted: readonly Wanted[],
  fn: GrantedFunction,
  input: GrantInput,
  present: Policy | undefined,
  grantedBy: (one: Wanted) => string | null | undefined,
): Steps {
  if (input.revert === true) return revertSteps(wanted, fn, input, present);
  const covered = coveredAmong(wanted);
  const ids = new Set(present?.statements.flatMap(({ sid }) => sid ?? []));
  const steps: Step[] = [];
  const settled: Settled[] = [];
  const kept = new Set<Statement>();
  for (const one of wanted) {
    if (covered.has(one)) continue;
    const by = present === undefined ? undefined : grantingStatement(present, one, fn, input.prune === true);
    if (by !== undefined) kept.add(by);
    const together = by === undefined && input.prune !== true ? grantedBy(one) : undefined;
    if (by !== undefined || together !== undefined) {
      settled.push({ wanted: one, by: by?.sid ?? together ?? null, why: 'granted' });
      continue;
    }
    const step = addStep(one, fn, input, ids);
    ids.add(step.request.StatementId);
    steps.push(step);
  }
  for (const [one, other] of covered) settled.push({ wanted: one, by: idOf(other, steps, settled), why: 'covered' });
  if (input.prune !== true || present === undefined) return { steps, settled, left: [] };
  const pruned = pruneSteps(present, kept, fn, input);
  return { steps: [...steps, ...pruned.steps], settled, left: pruned.left };
}

/** The statement that lets in what is wanted; where the rest is to go, only one that lets in no more. */
function grantingStatement(
  present: Policy,
  one: Wanted,
  fn: GrantedFunction,
  isPruned: boolean,
): Statement | undefined {
  if (!isPruned) return coveringStatement(present, one, fn.arn);
  const alike = present.statements.filter((statement) => isWithin(present, statement, one.pattern, fn.arn));
  return alike.find((statement) => coveringStatement(withStatements(present, [statement]), one, fn.arn));
}

function idOf(wanted: Wanted, steps: readonly Step[], settled: readonly Settled[]): string | null {
  const step = steps.find((one) => one.wanted === wanted);
  return step?.request.StatementId ?? settled.find((one) => one.wanted === wanted)?.by ?? null;
}
