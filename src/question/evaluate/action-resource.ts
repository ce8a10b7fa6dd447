// Is this the action, and this the function, that a statement speaks of?

import { compileMatcher } from '../../glob/match.js';
import { hasVariable, hasWildcard, literalOf, type Pattern, parsePattern } from '../../glob/pattern.js';
import { not, some, type Truth } from '../../glob/truth.js';
import { arnOfPattern } from '../../model/arn.js';
import type { Caveat } from '../../model/decision.js';
import { parseFunctionArn, unqualified } from '../../model/function-arn.js';
import type { Invocation, RequestValue } from '../../model/invocation.js';
import { compileArnMatcher } from './arn-match.js';
import { distance, type Mending, type Requirement } from './requirement.js';
import { asHoles, fillFrom, type ReadPattern } from './variables.js';

// AWS: IAM guide, "Action": names without regard to case, `*` and `?` in them.
export function actionRequirement(actions: readonly string[], isNegated: boolean): Requirement {
  const matchers = actions.map((action) =>
    compileMatcher(parsePattern(action.toLowerCase(), { wildcards: true, variables: false })),
  );
  return {
    element: 'Action',
    subject: isNegated ? 'NotAction' : 'Action',
    key: `${isNegated ? 'not ' : ''}${JSON.stringify(actions)}`,
    ask(invocation) {
      const action = invocation.action.toLowerCase();
      const isListed = some(matchers, (matches) => matches(action));
      return isNegated ? not(isListed) : isListed;
    },
    explain: ({ action }) => ({
      message: isNegated
        ? `the action is \`${action}\`, which \`NotAction\` excepts`
        : `the action is \`${action}\`, not ${listOf(actions)}`,
      expected: actions,
      actual: [action],
    }),
    caveats: () => [],
    ...(isNegated
      ? {}
      : {
          mend: ([invocation]: readonly Invocation[]) =>
            invocation && nearest(actions, invocation.action, 'the action differs'),
        }),
  };
}

// AWS: IAM guide, "Resource": case-sensitive, `*` and `?` in it, variables behind the fifth colon only.
export function resourceRequirement(
  resources: readonly string[],
  isNegated: boolean,
  readPattern: ReadPattern,
): Requirement {
  const matchers = resources.map((resource) => compileResource(readPattern(resource, true)));
  return {
    element: 'Resource',
    subject: isNegated ? 'NotResource' : 'Resource',
    key: `${isNegated ? 'not ' : ''}${JSON.stringify(resources)}`,
    ask(invocation) {
      const isListed = some(matchers, (matches) => matches(invocation.resource, invocation));
      return isNegated ? not(isListed) : isListed;
    },
    explain: (invocation) => ({
      message: isNegated
        ? `the function asked for is \`${invocation.resource.text}\`, which \`NotResource\` excepts`
        : explainResource(resources, invocation),
      expected: resources,
      actual: [invocation.resource.text],
    }),
    caveats: (invocation) => resourceCaveats(resources, isNegated, readPattern, invocation),
    ...(isNegated
      ? {}
      : {
          mend: ([invocation]: readonly Invocation[]) =>
            invocation && nearest(resources, invocation.resource.text, 'the function differs'),
        }),
  };
}

type ResourceMatcher = (value: RequestValue, invocation: Invocation) => Truth;

function compileResource(pattern: Pattern): ResourceMatcher {
  const literal = literalOf(pattern);
  if (literal !== undefined) return (value) => (value.text === literal ? 'yes' : 'no');
  // AWS: IAM guide, "Resource": `*` alone is everything.
  if (pattern.length === 1 && pattern[0]?.kind === 'run') return () => 'yes';
  const arn = arnOfPattern(pattern);
  // Nobody has told how a pattern of fewer than six parts is matched; where even the whole text does not match it, no.
  if (arn === undefined) {
    const whole = compileMatcher(asHoles(pattern));
    return (value) => (whole(value.text) === 'no' ? 'no' : 'unknown');
  }
  // A variable in front of the sixth component is no variable to AWS, and what it is instead nobody has told.
  const { resource } = arn;
  const head = {
    partition: asHoles(arn.partition),
    service: asHoles(arn.service),
    region: asHoles(arn.region),
    account: asHoles(arn.account),
  };
  const read = (answer: Truth | 'malformed'): Truth => (answer === 'malformed' ? 'no' : answer);
  if (!hasVariable(resource)) {
    const matches = compileArnMatcher({ ...head, resource });
    return (value) => read(matches(value));
  }
  return (value, invocation) => {
    const filled = fillFrom(resource, invocation);
    return filled === undefined ? 'no' : read(compileArnMatcher({ ...head, resource: filled })(value));
  };
}

function resourceCaveats(
  resources: readonly string[],
  isNegated: boolean,
  readPattern: ReadPattern,
  invocation: Invocation,
): readonly Caveat[] {
  const caveats: Caveat[] = [];
  const patterns = resources.map((resource) => readPattern(resource, true)).filter(hasWildcard);
  const isMatched = patterns.some((pattern) => compileResource(pattern)(invocation.resource, invocation) === 'yes');
  if (isMatched && !isNegated && parseFunctionArn(invocation.resource.text)?.qualifier !== undefined) {
    caveats.push({
      grade: '?',
      message:
        "whether a function's policy whose `Resource` has a wildcard is asked when a version or alias is invoked is not known; each has a policy of its own",
    });
  }
  const crosses = patterns.some(
    (pattern) =>
      arnOfPattern(pattern) !== undefined && compileMatcher(asHoles(pattern))(invocation.resource.text) !== 'no',
  );
  if (crosses && !isMatched) {
    caveats.push({
      grade: 'I',
      message: 'that a `*` in `Resource` does not reach across a colon of the ARN is the careful reading',
    });
  }
  return caveats;
}

function explainResource(resources: readonly string[], invocation: Invocation): string {
  const asked = parseFunctionArn(invocation.resource.text);
  const named = resources.find(
    (resource) => asked !== undefined && unqualified(resource) === unqualified(invocation.resource.text),
  );
  if (asked === undefined || named === undefined)
    return `the function asked for is \`${invocation.resource.text}\`, not ${listOf(resources)}`;
  const say = (qualifier: string | undefined) =>
    qualifier === undefined ? 'the unqualified function' : `its \`${qualifier}\``;
  return `it grants ${say(parseFunctionArn(named)?.qualifier)}, and ${say(asked.qualifier)} is asked for: a grant on one does not cover the other`;
}

function listOf(values: readonly string[]): string {
  return values.length === 0 ? 'anything (the list is empty)' : values.map((value) => `\`${value}\``).join(' or ');
}

/** The change of the nearest of several values. */
function nearest(values: readonly string[], to: string, difference: string): Mending | undefined {
  const mendings = values.map((from, index) => ({
    index,
    from,
    to,
    differences: [difference],
    wayOut: `write \`${to}\` in place of \`${from}\``,
    servesOthers: true,
    distance: distance(from, to),
  }));
  return mendings.sort((a, b) => a.distance - b.distance)[0];
}
