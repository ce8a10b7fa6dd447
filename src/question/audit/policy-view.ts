// What does every part of an audited policy know of the whole?

import type { Pattern } from '../../glob/pattern.js';
import { type Budget, budgetOf } from '../../glob/relate.js';
import { type FunctionArn, parseFunctionArn } from '../../model/function-arn.js';
import { languageVersion, type Policy } from '../../model/policy.js';
import { patternReader, variableRule } from '../evaluate/variables.js';
import { commonHome, type Home, homeOfArn, homeOfResource, homeOver } from './home.js';

export interface PolicyView {
  readonly policy: Policy;
  /** What is known of the function beside the policy. */
  readonly told: Home;
  /** The function: as we are told, else as all Resources say. */
  readonly home: Home;
  /** Reads a text of the policy as a pattern, by the rules of its version. */
  readonly read: (text: string, wildcards: boolean) => Pattern;
  /** Reads the ARN of a function, each text once; undefined where it is none, or has wildcards. */
  readonly functionArn: (text: string) => FunctionArn | undefined;
  /** What was worked out about it and its parts; see `once`. */
  readonly memo: Map<object, unknown>;
  /** What may be spent on proofs by pattern cover; beyond it nothing is claimed. */
  readonly budget: Budget;
  /** What a Resource says of the function, each text once. */
  readonly homeOf: (resource: string) => Home;
}

export function viewOf(policy: Policy, told: Home): PolicyView {
  const functionArn = onceEach(parseFunctionArn);
  const homeOf = onceEach((text: string) => {
    const arn = functionArn(text);
    return arn === undefined ? homeOfResource(text) : homeOfArn(arn);
  });
  const named = policy.statements.flatMap(({ resource = [] }) => resource.map(homeOf));
  return {
    policy,
    told,
    home: homeOver(told, commonHome(named)),
    read: patternReader(variableRule(languageVersion(policy))),
    functionArn,
    homeOf,
    memo: new Map(),
    budget: budgetOf(),
  };
}

/** What is worked out about a key (a part of the policy, or the question itself) once; it goes when the policy does. */
export function once<T>({ memo }: Pick<PolicyView, 'memo'>, key: object, make: () => T): T {
  if (!memo.has(key)) memo.set(key, make());
  return memo.get(key) as T;
}

/** Remembers what was read. */
function onceEach<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, read(text));
    return known.get(text) as T;
  };
}
