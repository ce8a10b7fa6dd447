// What takes back what `grant` writes, and nothing else?

import { isDeepStrictEqual } from 'node:util';
import { printArn } from '../../model/arn.js';
import { type Policy, type Statement, withStatements } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import { coveringStatement } from './granted.js';
import type { GrantInput } from './input.js';
import { isWithin, jsonOf, plainSourceArn, sharesSid } from './present.js';
import { prove } from './proof.js';
import { isIdFor, statementIdFor } from './statement-id.js';
import { addStep, removeStep, type Settled, type Step, type Steps } from './step.js';
import { coveredAmong, type Wanted } from './wanted.js';

/** Removes the statement of the id that `grant` gives, or of the one that is named, where it lets in nothing else. */
export function revertSteps(
  wanted: readonly Wanted[],
  fn: GrantedFunction,
  input: GrantInput,
  present: Policy | undefined,
): Steps {
  const covered = coveredAmong(wanted);
  const named = wanted.filter((one) => !covered.has(one));
  if (present === undefined) {
    const added = named.map((one) => addStep(one, fn, input, new Set()));
    return {
      steps: added.map(({ statement, sourceArn, wanted: one }) => removeStep(statement, fn, sourceArn, one)),
      settled: [],
      left: [],
    };
  }
  const found = named.map((one) => [one, writtenFor(one, fn, input, present)] as const);
  const removed = new Set(found.flatMap(([, statement]) => statement ?? []));
  const rest = withStatements(
    present,
    present.statements.filter((statement) => !removed.has(statement)),
  );
  const steps = found.flatMap(([one, statement]): Step[] => {
    const pattern = statement && plainSourceArn(present, statement, fn.arn);
    return statement === undefined
      ? []
      : [removeStep(jsonOf(present, statement), fn, pattern === undefined ? null : printArn(pattern), one)];
  });
  const settled = found.flatMap(([one, statement]) =>
    settledFor(one, statement !== undefined, fn, input, present, rest),
  );
  return { steps, settled, left: [] };
}

/** The statement that was written for what is wanted. One whose Sid another has cannot be removed by itself. */
function writtenFor(one: Wanted, fn: GrantedFunction, input: GrantInput, present: Policy): Statement | undefined {
  const add = addStep(one, fn, input, new Set());
  return present.statements.find((statement) => {
    if (sharesSid(present, statement)) return false;
    if (input.statementId === undefined) return isWritten(present, statement, add);
    return statement.sid === input.statementId && isWithin(present, statement, one.pattern, fn.arn);
  });
}

/** What is to be said of what stays. `rest`: the policy without what is removed. */
function settledFor(
  one: Wanted,
  isRemoved: boolean,
  fn: GrantedFunction,
  input: GrantInput,
  present: Policy,
  rest: Policy,
): Settled[] {
  const other = coveringStatement(rest, one, fn.arn);
  const by = other?.sid ?? null;
  const stays = present.statements.filter(({ sid }) => sid !== undefined && isIdFor(sid, idOf(one, fn, input)));
  if (other !== undefined && sharesSid(present, other)) return [{ wanted: one, by, why: 'shared' }];
  // What has the very id says something else, or it would have been removed.
  const [named] = isRemoved ? [] : stays;
  const isNamed =
    named !== undefined &&
    (named === other ? isWithin(present, other, one.pattern, fn.arn) : input.statementId !== undefined);
  if (isNamed) return [{ wanted: one, by: named.sid ?? null, why: 'another' }];
  if (other === undefined) {
    // What no statement covers by itself, several may let in, or one that says it in another way.
    const { denial, by: sid } = prove([one], [rest], fn, input);
    if (denial === null || denial.verdict === 'unknown') return [{ wanted: one, by: sid, why: 'together' }];
    return isRemoved ? [] : [{ wanted: one, by: null, why: 'notThere' }];
  }
  return [{ wanted: one, by, why: isWithin(present, other, one.pattern, fn.arn) ? 'otherId' : 'wider' }];
}

/** The id that `grant` gives, or that is named. */
function idOf(one: Wanted, fn: GrantedFunction, { statementId }: GrantInput): string {
  return statementId ?? statementIdFor(one.request, fn.arn);
}

/** Whether a statement is one that this step writes, be it with a number because its id was taken. */
function isWritten(present: Policy, statement: Statement, { request, statement: json }: Step): boolean {
  const { sid } = statement;
  if (sid === undefined || !isIdFor(sid, request.StatementId)) return false;
  // The order of members does not count.
  return isDeepStrictEqual(jsonOf(present, statement), { ...json, Sid: sid });
}
