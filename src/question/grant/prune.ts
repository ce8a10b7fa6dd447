// Which statements of the API does nothing wanted need?

import { type Arn, parseArn, printArn } from '../../model/arn.js';
import type { Policy, Statement } from '../../model/policy.js';
import type { GrantedFunction } from './functions.js';
import type { GrantInput } from './input.js';
import { jsonOf, plainSourceArn, sharesSid } from './present.js';
import { mayReach } from './reach.js';
import { removeStep, type Step, type Steps } from './step.js';

/** The API's statements but for those that are kept. What is not plain, or cannot be named, is left alone and told. */
export function pruneSteps(
  present: Policy,
  kept: ReadonlySet<Statement>,
  fn: GrantedFunction,
  input: GrantInput,
): Pick<Steps, 'steps' | 'left'> {
  const steps: Step[] = [];
  const left: Steps['left'][number][] = [];
  const whole = parseArn(`${headOf(fn, input)}/*`) as Arn;
  for (const statement of present.statements) {
    if (kept.has(statement)) continue;
    const { sid = null } = statement;
    const pattern = plainSourceArn(present, statement, fn.arn);
    if (pattern === undefined || !isOfApi(pattern, fn, input)) {
      if (statement.effect !== 'Deny' && mayReach(present, statement, whole, fn.arn))
        left.push({ sid, why: 'it lets in more than this API, or says more than AddPermission writes' });
    } else if (sid === null) left.push({ sid, why: 'without a Sid it cannot be removed by itself' });
    else if (!/^[\w.-]{1,100}$/.test(sid)) left.push({ sid, why: 'RemovePermission takes no such Sid' });
    else if (sharesSid(present, statement)) left.push({ sid, why: 'another statement has the same Sid' });
    else steps.push(removeStep(jsonOf(present, statement), fn, printArn(pattern)));
  }
  return { steps, left };
}

/** Whether a source ARN is of this API and of no other: all but what follows the API id is literal, and the same. */
function isOfApi(pattern: Arn, fn: GrantedFunction, input: GrantInput): boolean {
  return printArn(pattern).startsWith(`${headOf(fn, input)}/`);
}

/** The source ARNs of the API up to what follows its id. */
function headOf({ partition, region, account }: GrantedFunction, { api, apiAccount = account }: GrantInput): string {
  return `arn:${partition}:execute-api:${region}:${apiAccount}:${api}`;
}
