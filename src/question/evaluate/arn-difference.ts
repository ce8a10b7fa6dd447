// In which component, and from which letter on, does an ARN pattern differ from what is presented?

import { agreement, match } from '../../glob/match.js';
import {
  ARN_COMPONENTS,
  type ArnComponent,
  type ArnText,
  componentSpan,
  parseArn,
  printComponent,
  splitArn,
} from '../../model/arn.js';

export interface ArnDifference {
  /** Which of the policy's values: the one that differs least. */
  readonly index: number;
  /** The first component that differs; `arn` where one side is no ARN. */
  readonly component: ArnComponent;
  /** The letters of the value that differ. */
  readonly part: readonly [start: number, end: number];
  readonly message: string;
}

/** Undefined where nothing differs, or variables would have to be filled in first. */
export function arnDifference(values: readonly string[], presented: string): ArnDifference | undefined {
  const given = splitArn(presented);
  if (given === undefined)
    return {
      index: 0,
      component: 'arn',
      part: [0, values[0]?.length ?? 0],
      message: `\`${presented}\` is not an ARN of six components`,
    };
  if (values.some((value) => value.includes('${'))) return undefined;
  const found = values.map((value, index) => ({ value, index, components: differing(value, given) }));
  const [nearest] = found.sort((a, b) => a.components.length - b.components.length);
  const component = nearest?.components[0];
  if (nearest === undefined || component === undefined) return undefined;
  const { value, index } = nearest;
  if (component === 'arn')
    return { index, component, part: [0, value.length], message: `\`${value}\` is not an ARN of six components` };
  const part = partOf(value, component, given);
  const wanted =
    component === 'resource'
      ? value.split(':').slice(5).join(':')
      : (value.split(':')[ARN_COMPONENTS.indexOf(component)] as string);
  return {
    index,
    component,
    part,
    message: `the ${component} is \`${given[component]}\`, and \`${wanted}\` does not match it`,
  };
}

function differing(value: string, given: ArnText): readonly ArnComponent[] {
  const pattern = parseArn(value);
  if (pattern === undefined) return ARN_COMPONENTS;
  return ARN_COMPONENTS.filter((name) => name !== 'arn' && match(pattern[name], given[name]) === 'no');
}

/** A short component whole; of the resource, the segment from the letter on that nothing presented follows. */
function partOf(value: string, component: Exclude<ArnComponent, 'arn'>, given: ArnText): readonly [number, number] {
  const [start, end] = componentSpan(value, component);
  const pattern = parseArn(value);
  if (component !== 'resource' || pattern === undefined) return [start, end];
  const resource = printComponent(pattern.resource);
  const from = Math.min(agreement(pattern.resource, given.resource), resource.length - 1);
  const slash = resource.indexOf('/', from + 1);
  return [start + Math.max(0, from), start + (slash === -1 ? resource.length : slash)];
}
