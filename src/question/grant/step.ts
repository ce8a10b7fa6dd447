// What is one step of a plan: a statement that is added, or one that is removed?

import type { AddPermissionRequest, RemovePermissionRequest } from '../../lambda/request.js';
import { statementWritten } from '../../lambda/written.js';
import type { JsonObject } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import type { FunctionGrant, SettledScope } from './granting.js';
import type { GrantInput } from './input.js';
import { freeStatementId, statementIdFor } from './statement-id.js';
import type { Wanted } from './wanted.js';

export type Step =
  | {
      readonly action: 'AddPermission';
      readonly request: AddPermissionRequest;
      /** The statement that Lambda will write. */
      readonly statement: JsonObject;
      readonly sourceArn: string | null;
      readonly wanted: Wanted;
    }
  | {
      readonly action: 'RemovePermission';
      readonly request: RemovePermissionRequest;
      readonly statement: JsonObject;
      readonly sourceArn: string | null;
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
  readonly left: FunctionGrant['left'];
}

/** The step that writes what is wanted, under an id that is not taken. */
export function addStep(wanted: Wanted, fn: GrantedFunction, input: GrantInput, taken: ReadonlySet<string>): Step {
  const { FunctionName, ...rest } = wanted.request;
  const id = input.statementId ?? freeStatementId(statementIdFor(wanted.request, fn.arn), taken);
  const request = { FunctionName, StatementId: id, ...rest };
  const statement = statementWritten(request, fn.arn);
  return { action: 'AddPermission', request, statement, sourceArn: wanted.sourceArn, wanted };
}

/** The step that removes a statement by its Sid. */
export function removeStep(
  statement: JsonObject,
  fn: GrantedFunction,
  sourceArn: string | null,
  wanted?: Wanted,
): Step {
  const qualifier = fn.qualifier === undefined ? {} : { Qualifier: fn.qualifier };
  const request = { FunctionName: fn.functionName, StatementId: String(statement['Sid']), ...qualifier };
  return { action: 'RemovePermission', request, statement, sourceArn, ...(wanted === undefined ? {} : { wanted }) };
}
