// Why does a condition hold or fail, and which change would mend it?

import { mendSourceArn } from '../../gateway/source-arn/mend.js';
import { compileMatcher } from '../../glob/match.js';
import { parsePattern } from '../../glob/pattern.js';
import type { ContextEntry, RequestValue } from '../../model/invocation.js';
import type { Condition } from '../../model/policy.js';
import { arnDifference } from './arn-difference.js';
import type { OperatorName } from './operator-name.js';
import { distance, type Explanation, type Mending } from './requirement.js';

export function explainCondition(condition: Condition, name: OperatorName, entry: ContextEntry): Explanation {
  const { operator, key, values } = condition;
  const given = entry.state === 'present' ? entry.values.map((value) => value.text) : undefined;
  const isArn = typeof name.operator === 'object' && name.operator.name.startsWith('Arn') && !name.isNegated;
  const difference = given !== undefined && isArn ? arnDifference(values, given[0] as string) : undefined;
  return {
    message: difference === undefined ? messageOf(condition, name, entry) : `\`${key}\`: ${difference.message}`,
    operator,
    key,
    expected: values,
    ...(entry.state === 'unknown' ? {} : { actual: given ?? [] }),
    ...(difference === undefined ? {} : { component: difference.component, difference }),
  };
}

function messageOf({ operator, key, values }: Condition, name: OperatorName, entry: ContextEntry): string {
  if (name.operator === undefined) return `\`${operator}\` is no condition operator that is known here`;
  if (entry.state === 'unknown') return `the value of \`${key}\` is not known beforehand`;
  const wanted = values.length === 0 ? 'an empty list' : values.map((value) => `\`${value}\``).join(' or ');
  if (entry.state === 'absent') return `the request has no \`${key}\`; \`${operator}\` wants ${wanted}`;
  const given = entry.values.map((value) => `\`${value.text}\``).join(', ');
  if (entry.isList && name.set === undefined && name.operator !== 'Null') {
    return `\`${key}\` has a list of values (${given}), which plain \`${operator}\` never matches`;
  }
  return `\`${key}\` is ${given}; \`${operator}\` wants ${name.isNegated ? 'anything but ' : ''}${wanted}`;
}

/**
 * The change that makes a failing condition hold in every request; undefined where nothing would for certain.
 * `wouldHold` tells whether a value in the policy would match the request's.
 */
export function mendCondition(
  { key, operator, values }: Condition,
  name: OperatorName,
  entries: readonly ContextEntry[],
  wouldHold: (value: string, given: RequestValue) => boolean,
): Mending | undefined {
  if (name.operator === undefined || entries.some(({ state }) => state === 'unknown')) return undefined;
  const isAbsent = entries.some(({ state }) => state === 'absent');
  const given = entries.flatMap((entry) => (entry.state === 'present' ? entry.values : []));
  const isList = entries.some((entry) => entry.state === 'present' && entry.isList);
  const isPlain = !isAbsent && !isList && !name.isNegated && name.set === undefined && name.operator !== 'Null';
  const proposals = isPlain
    ? values.flatMap((from, index) => given.flatMap(({ text }) => proposalsFor(from, index, text, key, name)))
    : [];
  const holding = proposals.filter(({ to }) => to !== undefined && given.every((value) => wouldHold(to, value)));
  const nearest = holding.sort((a, b) => a.distance - b.distance)[0];
  // Without its source ARN or account a grant would be anybody's: that is no way out.
  if (nearest !== undefined || (isPlain && /^aws:source(arn|account)$/i.test(key))) return nearest;
  const differences = [isAbsent ? `the call brings no \`${key}\`` : `\`${operator}\` on \`${key}\` does not hold`];
  const wayOut = `leave out the condition on \`${key}\``;
  return { index: 0, from: operator, differences, wayOut, servesOthers: false, distance: 1 };
}

/** The value mended for one request; and, where others present other verbs, with any method. */
function proposalsFor(from: string, index: number, given: string, key: string, name: OperatorName): readonly Mending[] {
  const mended = { index, from, ...mendValue(from, given, key, name) };
  const to = mended.to?.replace(/^((?:[^:]*:){5}[^/]*\/[^/]*\/)[^/]+(?=\/)/, '$1*');
  if (to === undefined || to === mended.to) return [mended];
  const differences =
    mended.differences.length > 0 ? mended.differences : ['the method differs: any verb may be presented'];
  return [mended, { ...mended, to, differences, wayOut: `write \`${to}\``, distance: mended.distance + 0.05 }];
}

function mendValue(from: string, given: string, key: string, name: OperatorName): Omit<Mending, 'index' | 'from'> {
  if (key.toLowerCase() !== 'aws:sourcearn') {
    const what =
      key.toLowerCase() === 'aws:sourceaccount'
        ? `the source account differs: the API belongs to \`${given}\``
        : `\`${key}\` differs`;
    return {
      to: given,
      differences: [what],
      wayOut: `write \`${given}\` in place of \`${from}\``,
      servesOthers: false,
      distance: distance(from, given),
    };
  }
  const { to, differences, wayOut, servesOthers, distance: segments } = mendSourceArn(from, given);
  const far = 0.2 * Math.min(4, segments) + 0.1 * distance(from, given);
  if (typeof name.operator === 'object' && /Like$|^Arn/.test(name.operator.name))
    return { to, differences, wayOut, servesOthers, distance: far };
  if (compileMatcher(parsePattern(from, { wildcards: true, variables: false }))(given) !== 'yes') {
    return { to: given, differences, wayOut: `write \`${given}\``, servesOthers, distance: far };
  }
  const literal = '`*` and `?` are plain letters to `StringEquals`';
  return {
    to: given,
    differences: [literal],
    wayOut: `use \`ArnLike\`, or write \`${given}\``,
    servesOthers: false,
    distance: 0.1,
  };
}
