// What would Lambda's permission API make of the steps, and of the policy?

import { LambdaError } from '../../lambda/error.js';
import { PermissionApi, POLICY_LIMIT, policySize } from '../../lambda/permission-api.js';
import type { JsonObject } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import type { FunctionGrant, Refusal } from './granting.js';
import type { Step } from './step.js';

type Rehearsal = Pick<FunctionGrant, 'after' | 'size' | 'limit' | 'refusal'>;

/** Takes the steps one after the other, in process, from the policy as it stands. */
export function rehearse(steps: readonly Step[], fn: GrantedFunction, before: JsonObject | null): Rehearsal {
  const { region, account, partition, arn } = fn;
  const policies = before === null ? {} : { [arn]: before };
  const api = new PermissionApi({ region, account, partition, policies });
  let refusal: Refusal | null = null;
  const attempt = (statementId: string, take: () => void) => {
    if (refusal !== null) return;
    try {
      take();
    } catch (error) {
      if (!(error instanceof LambdaError)) throw error;
      refusal = { statementId, code: error.code, message: error.message, grade: error.grade };
    }
  };
  const isBlind = before === null && steps.some(({ action }) => action === 'RemovePermission');
  for (const { action, request, wanted } of steps) {
    attempt(request.StatementId, () => {
      // What is removed unseen was written by the same grant.
      if (isBlind && wanted !== undefined) api.addPermission({ ...wanted.request, StatementId: request.StatementId });
      if (action === 'AddPermission') api.addPermission(request);
      else api.removePermission(request);
    });
  }
  const after = refusal === null && steps.length > 0 ? policyIn(api, fn) : before;
  return { after, size: after === null ? 0 : policySize(after), limit: POLICY_LIMIT, refusal };
}

function policyIn(api: PermissionApi, fn: GrantedFunction): JsonObject | null {
  try {
    return JSON.parse(api.getResourcePolicy({ ResourceArn: fn.arn }).Policy) as JsonObject;
  } catch (error) {
    // Without a statement there is no policy.
    if (error instanceof LambdaError && error.code === 'ResourceNotFoundException') return null;
    throw error;
  }
}
