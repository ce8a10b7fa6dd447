// What is to be done to the policy of one function? Statements added first, then statements removed.

import type { AddPermissionRequest, RemovePermissionRequest } from '../../lambda/request.js';
import { statementWritten } from '../../lambda/written.js';
import { coversArn } from '../../model/arn-cover.js';
import type { JsonObject, Policy, Statement } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import { coveringStatement } from './granted.js';
import type { SettledScope } from './granting.js';
import type { GrantInput } from './input.js';
import { jsonOf, plainSourceArn, withStatements } from './present.js';
import { freeStatementId, isIdFor, statementIdFor } from './statement-id.js';
import { coveredAmong, type Wanted } from './wanted.js';

export type Step =
  | {
      readonly action: 'AddPermission';
      readonly request: AddPermissionRequest;
      /** The statement that Lambda will write. */
      readonly statement: JsonObject;
      readonly wanted: Wanted;
    }
  | {
      readonly action: 'RemovePermission';
      readonly request: RemovePermissionRequest;
      readonly statement: JsonObject;
      /** Undefined for a statement that nothing wanted needs. */
      readonly wanted?: Wanted;
    };

/** Something that is wanted and needs no step, and why. */
export interface Settled {
  readonly wanted: Wanted;
  /** The Sid of the statement that does it already, or will; null where several together do, or it has none. */
  readonly by: string | null;
  readonly why: SettledScope['why'];
}

export interface Steps {
  readonly steps: readonly Step[];
  readonly settled: readonly Settled[];
  /** Statements of the API that are left alone, and why. */
  readonly left: readonly { readonly sid: string | null; readonly why: string }[];
}

/** `isGranted`: whether the present policy allows every call there is of what is wanted. */
export function stepsFor(
  wanted: readonly Wanted[],
  fn: GrantedFunction,
  input: GrantInput,
  present: Policy | undefined,
  isGranted: (one: Wanted) => boolean,
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
    if (by !== undefined || (input.prune !== true && isGranted(one))) {
      settled.push({ wanted: one, by: by?.sid ?? null, why: 'granted' });
      continue;
    }
    const step = addStep(one, fn, input, ids);
    ids.add(step.request.StatementId);
    steps.push(step);
  }
  settled.push(
    ...[...covered].map(([one, other]): Settled => ({ wanted: one, by: idOf(other, steps, settled), why: 'covered' })),
  );
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
  const alike = present.statements.filter((statement) => isWithin(statement, one, fn));
  return alike.find((statement) => coveringStatement(withStatements(present, [statement]), one, fn.arn));
}

function addStep(wanted: Wanted, fn: GrantedFunction, input: GrantInput, taken: ReadonlySet<string>): Step {
  const { FunctionName, ...rest } = wanted.request;
  const id = input.statementId ?? freeStatementId(statementIdFor(wanted.request, fn.arn), taken);
  const request = { FunctionName, StatementId: id, ...rest };
  return { action: 'AddPermission', request, statement: statementWritten(request, fn.arn), wanted };
}

function idOf(wanted: Wanted, steps: readonly Step[], settled: readonly Settled[]): string | null {
  const step = steps.find((one) => one.wanted === wanted);
  return step?.request.StatementId ?? settled.find((one) => one.wanted === wanted)?.by ?? null;
}

/** Removes what `grant` writes, and nothing else: a statement of the id that it gives, or of the one that is named. */
function revertSteps(
  wanted: readonly Wanted[],
  fn: GrantedFunction,
  input: GrantInput,
  present: Policy | undefined,
): Steps {
  const steps: Step[] = [];
  const settled: Settled[] = [];
  const covered = coveredAmong(wanted);
  for (const one of wanted) {
    if (covered.has(one)) continue;
    const add = addStep(one, fn, input, new Set());
    const found = present?.statements.find((statement) =>
      input.statementId === undefined
        ? isWritten(present, statement, add)
        : statement.sid === input.statementId && isWithin(statement, one, fn),
    );
    if (present === undefined || found !== undefined) {
      const id = found?.sid ?? add.request.StatementId;
      steps.push(removeStep(id, { ...add.statement, Sid: id }, fn, one));
    } else {
      const other = coveringStatement(present, one, fn.arn);
      const why = other === undefined ? 'notThere' : isWithin(other, one, fn) ? 'otherId' : 'wider';
      settled.push({ wanted: one, by: other?.sid ?? null, why });
    }
  }
  return { steps, settled, left: [] };
}

/** Whether a statement lets in nothing but what is wanted: then no other route needs it. */
function isWithin(statement: Statement, { pattern }: Wanted, fn: GrantedFunction): boolean {
  const own = plainSourceArn(statement, fn.arn);
  return own !== undefined && coversArn(pattern, own).truth === 'yes';
}

/** Whether a statement is one that this step writes, be it with a number because its id was taken. */
function isWritten(present: Policy, statement: Statement, { request, statement: json }: Step): boolean {
  const { sid } = statement;
  if (sid === undefined || !isIdFor(sid, request.StatementId)) return false;
  return isSame({ ...jsonOf(present, statement) }, { ...json, Sid: sid });
}

function isSame(a: JsonObject, b: JsonObject): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sorted(a[name]) === sorted(b[name]));
}

/** JSON without regard to the order of members. */
function sorted(json: unknown): string {
  return JSON.stringify(json, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function removeStep(id: string, statement: JsonObject, fn: GrantedFunction, wanted?: Wanted): Step {
  const qualifier = fn.qualifier === undefined ? {} : { Qualifier: fn.qualifier };
  const request = { FunctionName: fn.functionName, StatementId: id, ...qualifier };
  return { action: 'RemovePermission', request, statement, ...(wanted === undefined ? {} : { wanted }) };
}

/** The API's statements but for those that are kept. What is not plain, or cannot be named, is left alone. */
function pruneSteps(
  present: Policy,
  kept: ReadonlySet<Statement>,
  fn: GrantedFunction,
  { api }: GrantInput,
): Pick<Steps, 'steps' | 'left'> {
  const steps: Step[] = [];
  const left: Steps['left'][number][] = [];
  for (const statement of present.statements) {
    if (kept.has(statement)) continue;
    const pattern = plainSourceArn(statement, fn.arn);
    const [first] = pattern?.resource ?? [];
    const isOfApi = first?.kind === 'text' && first.text.startsWith(`${api}/`);
    const { sid } = statement;
    const sharers = present.statements.filter((other) => other.sid === sid).length;
    if (isOfApi && sid !== undefined && sharers === 1) steps.push(removeStep(sid, jsonOf(present, statement), fn));
    else if (isOfApi)
      left.push({
        sid: sid ?? null,
        why: sid === undefined ? 'it has no Sid to remove it by' : 'another statement has the same Sid',
      });
    else if (JSON.stringify(statement.conditions).includes(api))
      left.push({ sid: sid ?? null, why: 'it says more than one source ARN of this API' });
  }
  return { steps, left };
}
