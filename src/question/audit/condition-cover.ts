// Does one condition hold wherever another does? By pattern cover for text and ARNs, by their lists for the rest.

import { compileMatcher } from '../../glob/match.js';
import { isOpen, type Pattern, sampleOf } from '../../glob/pattern.js';
import { covers, disjoint, type Shape, type Union } from '../../glob/relate.js';
import { arnOfPattern } from '../../model/arn.js';
import { shapeOfArn } from '../../model/arn-relate.js';
import { once, type PolicyView } from './policy-view.js';
import { holdsOfNothing } from './presence.js';
import type { NamedCondition } from './statement.js';

/** A condition's values as what they match; undefined for operators that know no patterns. */
export interface ConditionReach {
  readonly union: Union;
  readonly isArn: boolean;
  /** Cost: whether some value may match a text, asked before anything is proved. */
  readonly mayMatch: (text: string) => boolean;
  /** Whether some value has a `?`: only then may several cover what none of them does. */
  readonly hasOne: boolean;
  /** A text that each value matches, where none is open. */
  readonly samples: readonly string[];
}

/** Worked out once for each condition. */
export function reachOf(view: PolicyView, named: NamedCondition): ConditionReach | undefined {
  return once(view, named, () => read(view, named));
}

function read(view: PolicyView, { name, condition }: NamedCondition): ConditionReach | undefined {
  const base = typeof name.operator === 'object' ? name.operator.name : '';
  const isArn = base.startsWith('Arn');
  if (name.set !== undefined || (!isArn && base !== 'StringEquals' && base !== 'StringLike')) return undefined;
  const patterns = condition.values.map((value) => view.read(value, base !== 'StringEquals'));
  // What is no ARN matches nothing, unless a variable makes it one.
  if (isArn && patterns.some((pattern) => isOpen(pattern) && arnOfPattern(pattern) === undefined)) return undefined;
  const matchers = patterns.map(compileMatcher);
  let union: Union | undefined;
  return {
    // Cost: of most statements the samples tell that they have nothing to do with each other.
    get union() {
      union ??= { anyOf: isArn ? patterns.flatMap(arnShape) : patterns };
      return union;
    },
    isArn,
    mayMatch: (text) => matchers.some((matches) => matches(text) !== 'no'),
    hasOne: patterns.some((pattern) => pattern.some(({ kind }) => kind === 'one')),
    samples: patterns.map((pattern) => sampleOf(pattern)),
  };
}

function arnShape(pattern: Pattern): readonly Shape[] {
  const arn = arnOfPattern(pattern);
  return arn === undefined ? [] : [shapeOfArn(arn)];
}

/** Whether `a` holds in every call in which `b` does. */
export function isImplied(view: PolicyView, a: NamedCondition, b: NamedCondition): boolean {
  if (a.lowerKey !== b.lowerKey || a.name.operator === undefined) return false;
  if (sameOperator(a, b) && isListWithin(a, b)) return true;
  // What an empty list matches is a rule of its own.
  if (isEmpty(a) || isEmpty(b)) return false;
  // A missing key satisfies `IfExists`, and a set operator has rules of its own.
  if (b.name.ifExists && !a.name.ifExists) return false;
  // Cost: two lists without wildcards are compared as they are.
  if (a.isLiteral && b.isLiteral && isPlainText(a) && isPlainText(b) && (isOfArns(b) || !isOfArns(a)))
    return isListWithin(a, b);
  const [over, under] = [reachOf(view, a), reachOf(view, b)];
  if (over === undefined || under === undefined) return false;
  if (!a.name.isNegated && !b.name.isNegated) {
    const may = under.samples.every(over.mayMatch);
    return may && covers(over.union, under.union, view.budget).truth === 'yes';
  }
  // What is no ARN fails a negated ARN operator too.
  if (a.name.isNegated && over.isArn && !under.isArn) return false;
  if (a.name.isNegated && b.name.isNegated)
    return !b.name.ifExists && covers(under.union, over.union, view.budget).truth === 'yes';
  return a.name.isNegated && disjoint(over.union, under.union, view.budget).truth === 'yes';
}

/** A positive operator that compares texts or ARNs: of texts without wildcards, it matches them and nothing else. */
function isPlainText({ name: { operator, isNegated, set } }: NamedCondition): boolean {
  const base = typeof operator === 'object' ? operator.name : '';
  return !isNegated && set === undefined && /^(?:String(?:Equals|Like)|Arn(?:Equals|Like))$/.test(base);
}

/** What is no ARN matches none of these. */
function isOfArns({ name: { operator } }: NamedCondition): boolean {
  return typeof operator === 'object' && operator.name.startsWith('Arn');
}

function isEmpty({ condition }: NamedCondition): boolean {
  return condition.values.length === 0;
}

function sameOperator({ name: a }: NamedCondition, { name: b }: NamedCondition): boolean {
  return a.operator === b.operator && a.isNegated === b.isNegated && a.set === b.set && a.ifExists === b.ifExists;
}

/** Of a positive operator more values hold more often, of a negated one less. */
function isListWithin(
  { name, condition: { values: a } }: NamedCondition,
  { condition: { values: b } }: NamedCondition,
) {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  return name.isNegated ? a.every((value) => b.includes(value)) : b.every((value) => a.includes(value));
}

/** Whether no call satisfies both. */
export function isContradiction(view: PolicyView, a: NamedCondition, b: NamedCondition): boolean {
  if (a.lowerKey !== b.lowerKey || isEmpty(a) || isEmpty(b)) return false;
  if (a.name.operator === 'Null' || b.name.operator === 'Null') return isNullContradiction(a, b);
  if (a.name.ifExists && b.name.ifExists) return false;
  const [one, other] = [reachOf(view, a), reachOf(view, b)];
  if (one === undefined || other === undefined) return false;
  if (one.union.anyOf.length === 0 || other.union.anyOf.length === 0) return false;
  if (!a.name.isNegated && !b.name.isNegated) return disjoint(one.union, other.union, view.budget).truth === 'yes';
  if (a.name.isNegated && b.name.isNegated) return false;
  // A missing key satisfies both a negated operator and `IfExists`.
  if ((a.name.isNegated ? b : a).name.ifExists) return false;
  const [negated, positive] = a.name.isNegated ? [one, other] : [other, one];
  return covers(negated.union, positive.union, view.budget).truth === 'yes';
}

/** `Null: true` beside a condition that wants a value. */
function isNullContradiction(a: NamedCondition, b: NamedCondition): boolean {
  return wantsNothing(a) ? wantsSomething(b) : wantsNothing(b) && wantsSomething(a);
}

function wantsNothing({ name, condition: { values } }: NamedCondition): boolean {
  return name.operator === 'Null' && values.every(isTrue);
}

function wantsSomething(named: NamedCondition): boolean {
  const { operator } = named.name;
  const { values } = named.condition;
  if (operator === 'Null') return !values.some(isTrue);
  // An empty text counts as missing, and is there.
  const mayBeEmpty = values.some((value) => value === '' || /[*$]/.test(value));
  return operator !== undefined && !mayBeEmpty && !holdsOfNothing(named);
}

const isTrue = (value: string) => value.toLowerCase() === 'true';
