// Does the function's own policy let API Gateway in?

import type { Call } from '../../gateway/source-arn/presented.js';
import type { Answer } from '../../model/decision.js';
import { parseFunctionArn, unqualified } from '../../model/function-arn.js';
import type { Policy } from '../../model/policy.js';
import { posix } from '../../model/shell.js';
import { type PolicyInput, policySetOf } from '../evaluate/decide.js';
import { type EvaluateInput, evaluate } from '../evaluate/evaluate.js';
import { functionsIn } from '../evaluate/select.js';
import type { PermissionStep } from './simulation.js';

const MANY = 10_000;

/** Asks the policies of many functions; the same call is asked once. */
export class Permissions {
  readonly #answers = new Map<string, PermissionStep>();

  constructor(
    readonly policies: PolicyInput,
    readonly isStrict: boolean,
  ) {}

  /** What the policy says to a role of another account. */
  ofRole(role: string, fn: string): PermissionStep {
    return this.#remembered(JSON.stringify([role, fn]), fn, { principal: role, resource: fn });
  }

  of(call: Call): PermissionStep {
    const { type, api, apiRegion, apiAccount, stage, route, authorizer, method, function: fn } = call;
    const key = JSON.stringify([type, api, apiRegion, apiAccount, stage, route, authorizer, method, fn]);
    return this.#remembered(key, fn, call);
  }

  #remembered(key: string, fn: string, input: EvaluateInput): PermissionStep {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const step = this.#ask(fn, input);
    // Where nobody says which stages there are, a URL may name any: what is remembered has an end.
    if (this.#answers.size >= MANY) this.#answers.clear();
    this.#answers.set(key, step);
    return step;
  }

  #ask(fn: string, input: EvaluateInput): PermissionStep {
    const { policies, findings } = policySetOf(this.policies);
    const own = ownOf(policies, fn);
    const isBroken = findings.some(({ severity }) => severity === 'error');
    if (own.length === 0 && !isBroken) return notGiven(policies, fn);
    return { kind: 'asked', answer: evaluate({ policies: own, findings }, input, { strict: this.isStrict }) };
  }
}

/** The policies of a function, with its version or alias: those whose Resources name it. */
function ownOf(policies: readonly Policy[], fn: string): readonly Policy[] {
  const naming = policies.filter((policy) => functionsIn([policy]).includes(fn));
  if (naming.length > 0) return naming;
  // What names no function is anybody's, if it is empty or the only one: of several, nobody knows whose it is.
  const nameless = policies.filter((policy) => functionsIn([policy]).length === 0);
  return policies.length === 1 || nameless.every(({ statements }) => statements.length === 0) ? nameless : [];
}

// AWS: Lambda guide, "Using resource-based policies for Lambda": a version or alias has a policy of its own.
function notGiven(policies: readonly Policy[], fn: string): PermissionStep {
  const isOther = functionsIn(policies).some((one) => unqualified(one) === unqualified(fn));
  const why = `none of the policies is that of \`${fn}\`${isOther ? ': a function, its versions and its aliases have one each' : ''}`;
  const command = getPolicyCommand(fn);
  return { kind: 'notGiven', why, hint: command === undefined ? 'add it' : `add it: \`${command}\` prints it` };
}

/** Undefined where a shell would not take it. */
function getPolicyCommand(fn: string): string | undefined {
  const { qualifier, region = '' } = parseFunctionArn(fn) ?? {};
  const version = qualifier === undefined ? [] : ['--qualifier', qualifier];
  const words = ['aws', 'lambda', 'get-policy', '--function-name', unqualified(fn), ...version, '--region', region];
  const quoted = words.map((word) => posix.quote(word));
  return quoted.includes(undefined) ? undefined : quoted.join(' ');
}

/** Ids of authorizers that the source ARNs of the policies name, one for each pattern of ids. */
export function authorizersNamed(policies: PolicyInput): readonly string[] {
  const values = policySetOf(policies).policies.flatMap(({ statements }) =>
    statements.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.values)),
  );
  const named = values.flatMap((value) => /\/authorizers\/([^/$]+)$/.exec(value)?.[1] ?? []);
  const ids = named.map((id) => id.replaceAll('*', '').replaceAll('?', 'a'));
  return [...new Set(ids.filter((id) => id !== ''))];
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
