// Does the function's own policy let API Gateway in, or the role that calls?

import type { Call } from '../../gateway/source-arn/presented.js';
import type { Answer } from '../../model/decision.js';
import { type Policy, type Statement, withStatements } from '../../model/policy.js';
import { type PolicyInput, policySetOf } from '../evaluate/decide.js';
import { type EvaluateInput, evaluate } from '../evaluate/evaluate.js';
import { type LikelyIds, likelyIds } from './authorizer-id.js';
import type { PermissionStep } from './simulation.js';
import { notGiven, policiesOf } from './whose.js';

const MANY = 10_000;

type Asked = Extract<PermissionStep, { kind: 'asked' | 'notGiven' }>;

/** Asks the policies of many functions; the same call is asked once. */
export class Permissions {
  readonly #answers = new Map<string, Asked>();
  readonly #ids = new Map<string, LikelyIds>();
  #unknown: readonly string[] | undefined;

  constructor(
    readonly policies: PolicyInput,
    readonly isStrict: boolean,
  ) {}

  /** What the policy says to API Gateway. */
  of(call: Call): Asked {
    const { type, api, apiRegion, apiAccount, stage, route, authorizer, method, function: fn } = call;
    const key = JSON.stringify([type, api, apiRegion, apiAccount, stage, route, authorizer, method, fn]);
    return this.#remembered(key, fn, call);
  }

  /** What the policy says to a role. */
  ofRole(role: string, fn: string): Asked {
    return this.#remembered(JSON.stringify([role, fn]), fn, this.#callOf(role, fn));
  }

  /** The same, where an Allow is not needed: `implicitDeny` where nothing denies. */
  deniesOf(role: string, fn: string): Asked {
    return this.#remembered(JSON.stringify([role, fn, 'Deny']), fn, this.#callOf(role, fn), [denials]);
  }

  /** The same, of a caller that nobody knows. */
  deniesOfAnybody(fn: string): Asked {
    const sifts: Sifts = [denialsOfAll, (policies) => denials(policies).map(ofEverybody)];
    return this.#remembered(JSON.stringify([fn, 'Deny']), fn, this.#callOf('*', fn), sifts);
  }

  #callOf(principal: string, resource: string): EvaluateInput {
    this.#unknown ??= unknownOfCallers(policySetOf(this.policies).policies);
    return { principal, resource, unknown: this.#unknown };
  }

  /** Ids that stand for those that an authorizer may have; `prefix` is its source ARN without one. */
  idsOf(prefix: string): LikelyIds {
    const known = this.#ids.get(prefix) ?? likelyIds(policySetOf(this.policies).policies, prefix);
    this.#ids.set(prefix, known);
    return known;
  }

  #remembered(key: string, fn: string, input: EvaluateInput, sifts?: Sifts): Asked {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const step = this.#ask(fn, input, sifts);
    // Where nobody says which stages there are, a URL may name any: what is remembered has an end.
    if (this.#answers.size >= MANY) this.#answers.clear();
    this.#answers.set(key, step);
    return step;
  }

  #ask(fn: string, input: EvaluateInput, sifts?: Sifts): Asked {
    const { policies, findings } = policySetOf(this.policies);
    const { own, doubtful } = policiesOf(policies, fn);
    const isBroken = findings.some(({ severity }) => severity === 'error');
    if (own.length === 0 && !isBroken) return notGiven(policies, fn);
    const one = (some: readonly Policy[]) => evaluate({ policies: some, findings }, input, { strict: this.isStrict });
    const ask = (some: readonly Policy[]) => {
      if (sifts === undefined) return one(some);
      const [first, ...others] = sifts;
      return agreed([doubted(one(first(some))), ...others.map((sift) => doubted(one(sift(some))))], WHO);
    };
    const answer = ask(own);
    if (doubtful.length === 0) return { kind: 'asked', answer };
    return { kind: 'asked', answer: agreed([answer, ask([...own, ...doubtful])], WHOSE) };
  }
}

const WHO = 'the policy denies some callers, and who calls is not known';
const WHOSE = 'a policy that names other functions, or none, speaks of this one as well: whose it is, is not known';

// AWS: IAM guide, "AWS global condition context keys": what else comes with a caller's request, nobody knows beforehand.
function unknownOfCallers(policies: readonly Policy[]): readonly string[] {
  const keys = policies.flatMap(({ statements }) =>
    statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)),
  );
  return keys.filter((key) => /^aws:/i.test(key) && !KNOWN_OF_CALLERS.has(key.toLowerCase()));
}

// AWS: the same page: of a principal; no service calls for it, so no source is told.
const KNOWN_OF_CALLERS = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:sourcearn',
  'aws:sourceaccount',
]);

type Sift = (policies: readonly Policy[]) => readonly Policy[];
type Sifts = readonly [Sift, ...Sift[]];

function denials(policies: readonly Policy[]): readonly Policy[] {
  const mayDeny = ({ effect, flaws }: Statement) => effect !== 'Allow' || flaws.has('Effect');
  return policies.map((policy) => withStatements(policy, policy.statements.filter(mayDeny)));
}

/** Those that speak of every caller. */
function denialsOfAll(policies: readonly Policy[]): readonly Policy[] {
  const isOfAll = ({ principal = [] }: Statement) => principal.some(({ value }) => value === '*');
  return denials(policies).map((policy) => withStatements(policy, policy.statements.filter(isOfAll)));
}

function ofEverybody(policy: Policy): Policy {
  const opened = policy.statements.map(({ notPrincipal: _, ...statement }) => ({
    ...statement,
    principal: [{ type: 'AWS' as const, value: '*' }],
  }));
  return withStatements(policy, opened);
}

/** The one answer of several; `unknown`, and why, where they differ. */
export function agreed(answers: readonly [Answer, ...Answer[]], why: string): Answer {
  const [first] = answers;
  if (answers.every(({ verdict }) => verdict === first.verdict)) return first;
  return inDoubt(first, why);
}

/** Of denials alone: for `evaluate` one that may match makes no difference where nothing allows, and here it does. */
function doubted(answer: Answer): Answer {
  const mayDeny = answer.statements.some(({ match }) => match === 'unknown');
  return answer.verdict === 'implicitDeny' && mayDeny ? { ...answer, verdict: 'unknown' } : answer;
}

export function inDoubt(answer: Answer, message: string): Answer {
  return {
    ...answer,
    verdict: 'unknown',
    decidedBy: null,
    nearMiss: null,
    caveats: [...answer.caveats, { grade: '?', message }],
  };
}
