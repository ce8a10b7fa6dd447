// Does the function's own policy let API Gateway in?

import type { Call } from '../../gateway/source-arn/presented.js';
import type { Answer } from '../../model/decision.js';
import { unqualified } from '../../model/function-arn.js';
import type { Policy } from '../../model/policy.js';
import { type PolicyInput, policySetOf } from '../evaluate/decide.js';
import { evaluate } from '../evaluate/evaluate.js';
import { functionsIn } from '../evaluate/select.js';
import type { PermissionStep } from './simulation.js';

/** Asks the policies of many functions; the same call is asked once. */
export class Permissions {
  readonly #answers = new Map<string, PermissionStep>();

  constructor(
    readonly policies: PolicyInput,
    /** Whether the API calls one function only: a policy that names none of its own is taken for that. */
    readonly isOneFunction: boolean,
    readonly isStrict: boolean,
  ) {}

  of(call: Call): PermissionStep {
    const { type, api, apiRegion, apiAccount, stage, route, authorizer, method, function: fn } = call;
    const key = JSON.stringify([type, api, apiRegion, apiAccount, stage, route, authorizer, method, fn]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const step = this.#ask(call);
    this.#answers.set(key, step);
    return step;
  }

  #ask(call: Call): PermissionStep {
    const { policies, findings } = policySetOf(this.policies);
    const own = this.ownOf(policies, call.function);
    const isBroken = findings.some(({ severity }) => severity === 'error');
    if (own === undefined && !isBroken)
      return {
        kind: 'notGiven',
        why: `none of the policies is that of \`${call.function}\``,
        hint: `add it: \`aws lambda get-policy --function-name ${call.function}\` prints it`,
      };
    return { kind: 'asked', answer: evaluate({ policies: own ?? [], findings }, call, { strict: this.isStrict }) };
  }

  /** Those that name the function, with its version or alias; an empty one is of any. */
  ownOf(policies: readonly Policy[], fn: string): readonly Policy[] | undefined {
    const own = policies.filter((policy) => {
      const named = functionsIn([policy]);
      return named.length === 0 || named.some((one) => one === fn || unqualified(one) === unqualified(fn));
    });
    if (own.length > 0) return own;
    return policies.length === 1 && this.isOneFunction ? policies : undefined;
  }
}

/** The ids of authorizers that the source ARNs of the policies name. */
export function authorizersNamed(policies: PolicyInput): readonly string[] {
  const values = policySetOf(policies).policies.flatMap(({ statements }) =>
    statements.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.values)),
  );
  const ids = values.flatMap((value) => /\/authorizers\/([^/*?$]+)$/.exec(value)?.[1] ?? []);
  return [...new Set(ids)];
}

/** The one answer of several; `unknown` where they differ. */
export function agreed(answers: readonly [Answer, ...Answer[]]): Answer {
  const [first] = answers;
  if (answers.every(({ verdict }) => verdict === first.verdict)) return first;
  const message = 'the id of the authorizer is not known, and the policy names some: say it to be sure';
  return {
    ...first,
    verdict: 'unknown',
    decidedBy: null,
    nearMiss: null,
    caveats: [...first.caveats, { grade: '?', message }],
  };
}
