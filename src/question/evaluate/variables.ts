// What does a policy variable stand for in this request?

import { type Filling, fillPattern, hasVariable, type Pattern, parsePattern } from '../../glob/pattern.js';
import { contextEntry, type Invocation } from '../../model/invocation.js';

/** How `${…}` is to be read: 2012-10-17 has variables, 2008-10-17 has not; of another version nobody can say. */
export type VariableRule = 'variables' | 'literal' | 'unknown';

// AWS: IAM guide, "Version": without 2012-10-17, `${aws:username}` is literal text.
export function variableRule(version: string): VariableRule {
  return version === '2012-10-17' ? 'variables' : version === '2008-10-17' ? 'literal' : 'unknown';
}

/** Reads a text of the policy as a pattern, with or without wildcards. */
export type ReadPattern = (text: string, wildcards: boolean) => Pattern;

export function patternReader(rule: VariableRule): ReadPattern {
  const variables = rule === 'unknown' ? rule : rule === 'variables';
  return (text, wildcards) => parsePattern(text, { wildcards, variables });
}

/** The pattern with its variables as values that nobody knows. */
export function asHoles(pattern: Pattern): Pattern {
  return hasVariable(pattern) ? (fillPattern(pattern, (hole) => ({ hole })) as Pattern) : pattern;
}

/** The pattern with the request's values in it; undefined where a variable has none. */
export function fillFrom(pattern: Pattern, invocation: Invocation): Pattern | undefined {
  return hasVariable(pattern) ? fillPattern(pattern, (key) => fillingOf(key, invocation)) : pattern;
}

// AWS: IAM guide, "Policy variables": keys without regard to case, single-valued keys only.
function fillingOf(key: string, invocation: Invocation): Filling {
  const entry = contextEntry(invocation, key.toLowerCase());
  if (entry.state === 'absent') return null;
  if (entry.state === 'unknown' || entry.isList) return { hole: key };
  return { text: entry.values[0]?.text ?? '' };
}
