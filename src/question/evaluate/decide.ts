// Would this invocation be permitted? A matching Deny, else a matching Allow, else no.

import type { Truth } from '../../glob/truth.js';
import type { Verdict } from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import type { Invocation } from '../../model/invocation.js';
import { type Effect, languageVersion, type Policy, type Statement } from '../../model/policy.js';
import type { Requirement } from './requirement.js';
import { type PlacedRequirement, requirementsOf } from './statement.js';
import { patternReader, variableRule } from './variables.js';

export interface CompiledStatement {
  readonly policy: Policy;
  readonly statement: Statement;
  /** Undefined where it is missing, or AWS would refuse it: the statement may then grant or deny. */
  readonly effect: Effect | undefined;
  readonly requirements: readonly PlacedRequirement[];
  /** The same requirements by number. */
  readonly numbers: readonly number[];
}

/** The policies of a text, with what could not be read of it. */
export interface PolicySet {
  readonly policies: readonly Policy[];
  readonly findings: readonly Finding[];
}

/** One policy, several of one function, or what `parsePolicy` returns. */
export type PolicyInput = Policy | readonly Policy[] | PolicySet;

/** What is given, as a set. What `parsePolicy` has not read is told, and never repeated: a whole policy is no message. */
export function policySetOf(input: PolicyInput): PolicySet {
  const policies: unknown = Array.isArray(input) ? input : (input as Partial<PolicySet> | null | undefined)?.policies;
  const list = policies === undefined ? [input] : policies;
  if (!Array.isArray(list) || !Array.from(list).every(isPolicy)) {
    const message = 'a policy is to be read by `parsePolicy` first';
    return { policies: [], findings: [{ id: 'not-parsed', severity: 'error', message }] };
  }
  const { findings = [] } = Array.isArray(input) ? {} : (input as Partial<PolicySet>);
  return { policies: list, findings: policies === list && !Array.isArray(input) ? findings : [] };
}

function isPolicy(value: unknown): value is Policy {
  return typeof value === 'object' && value !== null && 'locate' in value;
}

/** Whether something could not be read, which may hold a Deny as well as an Allow. */
export function isIncomplete({ findings }: PolicySet): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function inDoubt(verdict: Verdict): Verdict {
  return verdict === 'explicitDeny' ? verdict : 'unknown';
}

/** The policies of one function, made ready for many questions. */
export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  /** The bare verdict; for its reasons see `evaluate`. */
  decide(invocation: Invocation): Verdict;
}

export function compilePolicy(policy: PolicyInput): CompiledPolicy {
  const set = policySetOf(policy);
  const numbered = new Map<string, number>();
  const requirements: Requirement[] = [];
  const numberOf = (rule: string, requirement: Requirement): number => {
    // `${…}` means one thing in one version and another in the other.
    const key = `${rule} ${requirement.element} ${requirement.key}`;
    const known = numbered.get(key) ?? requirements.push(requirement) - 1;
    numbered.set(key, known);
    return known;
  };
  const statements = set.policies.flatMap((policy) => {
    const rule = variableRule(languageVersion(policy));
    return policy.statements.map((statement): CompiledStatement => {
      const placed = requirementsOf(statement, patternReader(rule));
      const effect = statement.flaws.has('Effect') ? undefined : statement.effect;
      return {
        policy,
        statement,
        effect,
        requirements: placed,
        numbers: placed.map(({ requirement }) => numberOf(rule, requirement)),
      };
    });
  });
  const decide = decider(statements, requirements);
  return { statements, decide: isIncomplete(set) ? (invocation) => inDoubt(decide(invocation)) : decide };
}

type Ask = Requirement['ask'];

interface Ready {
  readonly effect: Effect | undefined;
  readonly own: readonly Ask[];
  readonly shared: readonly number[];
}

function decider(
  statements: readonly CompiledStatement[],
  requirements: readonly Requirement[],
): (invocation: Invocation) => Verdict {
  const sharers = new Uint32Array(requirements.length);
  for (const number of statements.flatMap(({ numbers }) => numbers)) sharers[number] = (sharers[number] as number) + 1;
  const isOwn = (number: number) => sharers[number] === 1;
  const asks = requirements.map(({ ask }) => ask);
  // Cost: what a statement has for itself tells it apart and is asked first; what it shares is asked once and remembered.
  const ready = statements.map(({ effect, numbers }) => ({
    effect,
    own: numbers.filter(isOwn).map((number) => asks[number] as Ask),
    shared: numbers.filter((number) => !isOwn(number)),
  }));
  // What may deny comes first: then the first Allow that matches ends the search.
  const ordered = [
    ...ready.filter(({ effect }) => effect !== 'Allow'),
    ...ready.filter(({ effect }) => effect === 'Allow'),
  ];
  const answers: (Truth | undefined)[] = asks.map(() => undefined);

  const matches = ({ own, shared }: Ready, invocation: Invocation): Truth => {
    let result: Truth = 'yes';
    for (let index = 0; index < own.length; index++) {
      const answer = (own[index] as Ask)(invocation);
      if (answer === 'no') return 'no';
      if (answer === 'unknown') result = 'unknown';
    }
    for (let index = 0; index < shared.length; index++) {
      const number = shared[index] as number;
      const answer = answers[number] ?? (asks[number] as Ask)(invocation);
      answers[number] = answer;
      if (answer === 'no') return 'no';
      if (answer === 'unknown') result = 'unknown';
    }
    return result;
  };

  return (invocation) => {
    answers.fill(undefined);
    let mayAllow = false;
    let mayDeny = false;
    for (const statement of ordered) {
      const { effect } = statement;
      const match = matches(statement, invocation);
      if (match === 'no') continue;
      if (effect === 'Deny' && match === 'yes') return 'explicitDeny';
      if (effect === 'Allow' && match === 'yes' && !mayDeny) return 'allowed';
      if (effect !== 'Allow') mayDeny = true;
      if (effect !== 'Deny') mayAllow = true;
    }
    return mayAllow ? 'unknown' : 'implicitDeny';
  };
}
