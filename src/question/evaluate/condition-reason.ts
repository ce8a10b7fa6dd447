// Why does a condition hold or fail, and which change would mend it?

import { mendSourceArn } from '../../gateway/mend.js';
import { compileMatcher } from '../../glob/match.js';
import { parsePattern } from '../../glob/pattern.js';
import { ARN_COMPONENTS, parseArn, splitArn } from '../../model/arn.js';
import { type ContextEntry, contextEntry, type Invocation } from '../../model/invocation.js';
import type { Condition } from '../../model/policy.js';
import type { OperatorName } from './operator-name.js';
import { distance, type Explanation, type Mending } from './requirement.js';

export function explainCondition(condition: Condition, name: OperatorName, entry: ContextEntry): Explanation {
  const { operator, key, values } = condition;
  const actual =
    entry.state === 'present' ? entry.values.map((value) => value.text) : entry.state === 'absent' ? [] : undefined;
  const component =
    entry.state === 'present' && isArnOperator(name) ? differingComponent(values, entry.values[0]?.text) : undefined;
  return {
    message: messageOf(condition, name, entry, component),
    operator,
    key,
    expected: values,
    ...(actual === undefined ? {} : { actual }),
    ...(component === undefined ? {} : { component: component.name }),
  };
}

function isArnOperator({ operator }: OperatorName): boolean {
  return typeof operator === 'object' && operator.name.startsWith('Arn');
}

function messageOf(
  { operator, key, values }: Condition,
  name: OperatorName,
  entry: ContextEntry,
  component: Difference | undefined,
): string {
  if (name.operator === undefined) return `\`${operator}\` is no condition operator that is known here`;
  if (entry.state === 'unknown') return `the value of \`${key}\` is not known beforehand`;
  const wanted = values.length === 0 ? 'an empty list' : values.map((value) => `\`${value}\``).join(' or ');
  if (entry.state === 'absent') return `the request has no \`${key}\`; \`${operator}\` wants ${wanted}`;
  const given = entry.values.map((value) => `\`${value.text}\``).join(', ');
  if (entry.isList && name.set === undefined && name.operator !== 'Null')
    return `\`${key}\` has a list of values (${given}), which plain \`${operator}\` never matches`;
  const detail = component === undefined ? '' : `: ${component.message}`;
  return `\`${key}\` is ${given}; \`${operator}\` wants ${name.isNegated ? 'anything but ' : ''}${wanted}${detail}`;
}

interface Difference {
  readonly name: string;
  readonly message: string;
}

/** The first differing component of the value that differs least. */
function differingComponent(values: readonly string[], given: string | undefined): Difference | undefined {
  const request = given === undefined ? undefined : splitArn(given);
  if (request === undefined)
    return given === undefined ? undefined : { name: 'arn', message: `\`${given}\` is not an ARN of six components` };
  const found = values
    .map((value) => ({ value, names: differing(value, request) }))
    .sort((a, b) => a.names.length - b.names.length)[0];
  if (found === undefined || found.names[0] === undefined) return undefined;
  const [name] = found.names;
  const pattern = parseArn(found.value);
  if (pattern === undefined || name === 'arn')
    return { name: 'arn', message: `\`${found.value}\` is not an ARN of six components` };
  return { name, message: `the ${name} is \`${request[name]}\`` };
}

function differing(value: string, request: NonNullable<ReturnType<typeof splitArn>>) {
  const pattern = parseArn(value);
  if (pattern === undefined) return [...ARN_COMPONENTS];
  return ARN_COMPONENTS.filter((name) => name !== 'arn' && compileMatcher(pattern[name])(request[name]) === 'no');
}

/** The change that makes a failing condition hold; undefined where nothing would for certain. */
export function mendCondition(condition: Condition, name: OperatorName, invocation: Invocation): Mending | undefined {
  const { key, operator, values } = condition;
  const entry = contextEntry(invocation, key.toLowerCase());
  if (entry.state === 'unknown' || name.operator === undefined) return undefined;
  const differences = [
    entry.state === 'absent' ? `the call brings no \`${key}\`` : `\`${operator}\` on \`${key}\` does not hold`,
  ];
  const leaveOut: Mending = {
    index: 0,
    from: operator,
    differences,
    wayOut: `leave out the condition on \`${key}\``,
    servesOthers: false,
    distance: 1,
  };
  if (entry.state === 'absent' || name.isNegated || name.operator === 'Null' || name.set !== undefined || entry.isList)
    return leaveOut;
  const given = entry.values[0]?.text ?? '';
  const mended = values.map((from, index) => ({ index, from, ...mendValue(from, given, key, name) }));
  return mended.sort((a, b) => a.distance - b.distance)[0] ?? leaveOut;
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
