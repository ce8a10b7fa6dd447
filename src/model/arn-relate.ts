// How do ARN patterns stand to each other? Covering, overlapping, equal, disjoint: component by component, as AWS compares them.

import type { Pattern } from '../glob/pattern.js';
import {
  type Budget,
  budgetOf,
  type Cover,
  covers,
  disjointness,
  type Equality,
  equality,
  type Overlap,
  overlaps,
  type Shape,
  type Union,
} from '../glob/relate.js';
import type { Arn } from './arn.js';

const COMPONENTS = ['partition', 'service', 'region', 'account', 'resource'] as const;
/** Cost: the resource tells the ARNs in one function's policy apart, so it is asked first. */
const TELLING = [...COMPONENTS].reverse();

/** An ARN pattern, or what any of several match. Witnesses are whole ARNs. */
export type Arns = Arn | readonly Arn[];

/** Whether `a` matches every ARN that `b` matches; the witness is an ARN of `b` alone. */
export function coversArn(a: Arns, b: Arns, budget: Budget = budgetOf()): Cover {
  // Cost: most often one of them does by itself, and components are short.
  const [above, below] = [listOf(a), listOf(b)];
  const rest = below.filter((one) => !above.some((arn) => isCovering(arn, one, budget)));
  return covers(unionOf(above), unionOf(rest), budget);
}

/** Whether some ARN matches both. */
export function overlapsArn(a: Arns, b: Arns): Overlap {
  let answer: Overlap = { truth: 'no' };
  for (const one of listOf(a)) {
    for (const other of listOf(b)) {
      const overlap = overlapOf(one, other);
      const isBetter =
        overlap.truth === 'yes'
          ? answer.truth !== 'yes' || overlap.witness.length < answer.witness.length
          : overlap.truth === 'unknown' && answer.truth === 'no';
      if (isBetter) answer = overlap;
    }
  }
  return answer;
}

/** Whether no ARN matches both; the witness is one that does. */
export function disjointArn(a: Arns, b: Arns): Cover {
  return disjointness(overlapsArn(a, b));
}

/** Whether they match the same ARNs. */
export function equalArn(a: Arns, b: Arns): Equality {
  return equality(coversArn(a, b), coversArn(b, a));
}

function isCovering(a: Arn, b: Arn, budget: Budget): boolean {
  return TELLING.every((name) => covers(a[name], b[name], budget).truth === 'yes');
}

function overlapOf(a: Arn, b: Arn): Overlap {
  const witnesses: string[] = [];
  for (const name of COMPONENTS) {
    const overlap = overlaps(a[name], b[name]);
    if (overlap.truth === 'no') return overlap;
    if (overlap.truth === 'yes') witnesses.push(overlap.witness);
  }
  if (witnesses.length < COMPONENTS.length) return { truth: 'unknown' };
  return { truth: 'yes', witness: ['arn', ...witnesses].join(':') };
}

function listOf(arns: Arns): readonly Arn[] {
  return Array.isArray(arns) ? (arns as readonly Arn[]) : [arns as Arn];
}

function unionOf(arns: readonly Arn[]): Union {
  return { anyOf: arns.map(shapeOfArn) };
}

/** The ARN as one shape: what is a wildcard in the first five components takes no colon. */
export function shapeOfArn({ partition, service, region, account, resource }: Arn): Shape {
  const colon = { kind: 'text', text: ':' } as const;
  const head = [partition, service, region, account].flatMap((component) => [...within(component), colon]);
  return [{ kind: 'text', text: 'arn:' }, ...head, ...resource];
}

function within(component: Pattern): Shape {
  return component.map((part) =>
    part.kind === 'one' || part.kind === 'run' ? { kind: 'bounded', of: part.kind, separator: ':' } : part,
  );
}
