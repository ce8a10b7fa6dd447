// Is the value this string?

import { compileMatcher } from '../../../glob/match.js';
import { hasVariable, type Pattern } from '../../../glob/pattern.js';
import type { Operator, OperatorFamily, Predicate } from '../operator.js';
import { fillFrom } from '../variables.js';

// AWS: IAM guide, "Condition operators", string condition operators.
export const string: OperatorFamily = {
  id: 'string',
  operators: [
    operator('StringEquals', 'StringNotEquals', false),
    operator('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', false, lower),
    operator('StringLike', 'StringNotLike', true),
  ],
  cases: [
    ['StringEquals', 'a', 'a', 'yes'],
    ['StringEquals', 'a', 'A', 'no'],
    ['StringEquals', '', '', 'yes'],
    ['StringEquals', 'a*', 'ab', 'no'],
    ['StringEquals', 'a*', 'a*', 'yes'],
    ['StringEquals', 'a?', 'a?', 'yes'],
    ['StringEqualsIgnoreCase', 'AbC', 'aBc', 'yes'],
    ['StringEqualsIgnoreCase', 'É', 'é', 'yes'],
    ['StringEqualsIgnoreCase', 'a*', 'AB', 'no'],
    ['StringEqualsIgnoreCase', 'strasse', 'straße', 'no'],
    ['StringLike', 'a*', 'ab:c/d', 'yes'],
    ['StringLike', 'a?c', 'abc', 'yes'],
    ['StringLike', 'a?c', 'ac', 'no'],
    ['StringLike', 'a?', 'a\u{1f600}', 'yes'],
    ['StringLike', 'A*', 'ab', 'no'],
    ['StringLike', '*', '', 'yes'],
    ['StringLike', 'a', 'ab', 'no'],
    ['StringLike', '${*}', '*', 'yes'],
    ['StringLike', '${*}', 'x', 'no'],
    ['StringLike', '*/$default', 'prod/$default', 'yes'],
  ],
};

function operator(name: string, negation: string, wildcards: boolean, fold?: (text: string) => string): Operator {
  return {
    name,
    negation,
    compile(value, readPattern) {
      const pattern = readPattern(value, wildcards);
      return fold === undefined ? predicate(pattern) : folded(pattern, fold);
    },
  };
}

function predicate(pattern: Pattern): Predicate {
  if (!hasVariable(pattern)) {
    const matches = compileMatcher(pattern);
    return (value) => matches(value.text);
  }
  return (value, invocation) => {
    const filled = fillFrom(pattern, invocation);
    return filled === undefined ? 'no' : compileMatcher(filled)(value.text);
  };
}

function folded(pattern: Pattern, fold: (text: string) => string): Predicate {
  return (value, invocation) => {
    const filled = fillFrom(pattern, invocation);
    if (filled === undefined) return 'no';
    const low = filled.map((part) => (part.kind === 'text' ? { ...part, text: fold(part.text) } : part));
    return compileMatcher(low)(fold(value.text));
  };
}

// Inferred: simple lower-casing of both sides, no full case folding.
function lower(text: string): string {
  return text.toLowerCase();
}
