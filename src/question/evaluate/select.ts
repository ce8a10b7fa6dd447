// Of many policies, which are those of the function that is asked for?

import { compileMatcher } from '../../glob/match.js';
import { hasWildcard, isOpen, parsePattern } from '../../glob/pattern.js';
import { parseFunctionArn, unqualified } from '../../model/function-arn.js';
import type { Policy, Statement } from '../../model/policy.js';

export interface Selection {
  readonly function: string;
  readonly policies: readonly Policy[];
}

/** Why nothing was selected, and which functions the policies name. */
export interface NoSelection {
  readonly fault: string;
  readonly choices: readonly string[];
}

/** The function ARNs that the policies' Resources name, each once, in their order. */
export function functionsIn(policies: readonly Policy[]): readonly string[] {
  const named = policies.flatMap(({ statements }) => statements.flatMap(({ resource = [] }) => resource));
  const resources = named.filter((resource) => parseFunctionArn(resource) !== undefined);
  return [...new Set(resources)];
}

/**
 * Picks the policies of one function. `wanted` is its ARN or, as Lambda's own commands have it, a name with or without
 * a qualifier; without it the one function that all Resources name.
 */
export function selectFunction(policies: readonly Policy[], wanted?: string): Selection | NoSelection {
  const choices = functionsIn(policies);
  if (wanted === undefined) {
    const [only, ...others] = choices;
    if (only === undefined) return { fault: 'no Resource names a function, so say which one is asked for', choices };
    if (others.length > 0)
      return { fault: 'the policies name several functions, so say which one is asked for', choices };
    return { function: only, policies };
  }
  const named =
    parseFunctionArn(wanted) === undefined ? choices.filter((choice) => isCalled(choice, wanted)) : [wanted];
  const [only, ...others] = named;
  if (only === undefined)
    return {
      fault: `expected the ARN of a function, or the name of one that a Resource names, found \`${wanted}\``,
      choices,
    };
  if (others.length > 0)
    return { fault: `\`${wanted}\` may be any of several functions, so say which one is asked for`, choices: named };
  // A function has one policy, its versions and aliases have their own: all of these have something to say.
  const own = policies.filter(({ statements }) => statements.some((statement) => speaksOf(statement, only)));
  if (own.length > 0) return { function: only, policies: own };
  if (policies.length <= 1) return { function: only, policies };
  return { fault: `none of the ${policies.length} policies names \`${only}\``, choices };
}

function isCalled(arn: string, name: string): boolean {
  return arn.slice(arn.indexOf(':function:') + ':function:'.length) === name;
}

/** Whether a statement may have something to say about a function, its versions or its aliases. */
function speaksOf({ resource = [], notResource }: Statement, arn: string): boolean {
  return notResource === undefined ? resource.some((one) => mayName(one, arn)) : !notResource.includes(arn);
}

function mayName(resource: string, arn: string): boolean {
  return unqualified(resource) === unqualified(arn) || matchesByPattern(resource, arn);
}

/** Whether a policy speaks of a function without naming it. */
export function mayNameByPattern({ statements }: Policy, arn: string): boolean {
  return statements.some(({ resource = [], notResource }) =>
    notResource === undefined ? resource.some((one) => matchesByPattern(one, arn)) : !notResource.includes(arn),
  );
}

function matchesByPattern(resource: string, arn: string): boolean {
  const pattern = parsePattern(resource, { wildcards: true, variables: true });
  return (hasWildcard(pattern) || isOpen(pattern)) && compileMatcher(pattern)(arn) !== 'no';
}
