// Which statements of the API does nothing wanted need?

import { printArn } from '../../model/arn.js';
import type { Policy, Statement } from '../../model/policy.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { GrantedFunction } from './functions.js';
import type { GrantInput } from './input.js';
import { jsonOf, plainSourceArn, sharesSid, withStatements } from './present.js';
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
  for (const statement of present.statements) {
    if (kept.has(statement)) continue;
    const { sid = null } = statement;
    const pattern = plainSourceArn(present, statement, fn.arn);
    const [first] = pattern?.resource ?? [];
    const isOfApi = first?.kind === 'text' && first.text.startsWith(`${input.api}/`);
    if (pattern === undefined || !isOfApi) {
      if (letsIn(present, statement, fn, input))
        left.push({ sid, why: 'it lets in more than this API, or says more than AddPermission writes' });
    } else if (sid === null) left.push({ sid, why: 'without a Sid it cannot be removed by itself' });
    else if (sharesSid(present, statement)) left.push({ sid, why: 'another statement has the same Sid' });
    else steps.push(removeStep(jsonOf(present, statement), fn, printArn(pattern)));
  }
  return { steps, left };
}

/** Whether a statement lets in some call of the API. */
function letsIn(
  present: Policy,
  statement: Statement,
  fn: GrantedFunction,
  { api, apiAccount = fn.account }: GrantInput,
): boolean {
  const head = `arn:${fn.partition}:execute-api:${fn.region}:${apiAccount}:${api}`;
  const alone = withStatements(present, [statement]);
  return ['prod/GET/pets', 'prod/$default', 'authorizers/abc123'].some(
    (suffix) => evaluate(alone, { resource: fn.arn, sourceArn: `${head}/${suffix}` }).verdict === 'allowed',
  );
}
