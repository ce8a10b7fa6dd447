// Does every family of condition operators answer its own cases, and stand in the list under its file's name?

import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createInvocation, RequestValue } from '../../../src/model/invocation.js';
import type { OperatorCase } from '../../../src/question/evaluate/operator.js';
import { OPERATOR_NAMES } from '../../../src/question/evaluate/operator-name.js';
import * as families from '../../../src/question/evaluate/operators/index.js';
import { patternReader } from '../../../src/question/evaluate/variables.js';
import { allow, FUNCTION, verdictOf } from '../../support/worlds.js';

const FAMILIES = Object.entries(families);
const INVOCATION = createInvocation({ resource: FUNCTION });
const VERDICTS = { yes: 'allowed', no: 'implicitDeny', unknown: 'unknown', malformed: 'implicitDeny' } as const;
const COMPLEMENTS = { yes: 'implicitDeny', no: 'allowed', unknown: 'unknown', malformed: 'implicitDeny' } as const;

describe('the list', () => {
  const files = readdirSync(new URL('../../../src/question/evaluate/operators/', import.meta.url))
    .filter((name) => name !== 'index.ts')
    .map((name) => name.replace(/\.ts$/, ''));
  const camel = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

  test('file names, ids and exports agree', () => {
    expect(FAMILIES.map(([, { id }]) => id).sort()).toEqual(files.sort());
    expect(FAMILIES.map(([name]) => name)).toEqual(FAMILIES.map(([, { id }]) => camel(id)));
  });

  test('has every operator of the IAM guide, each once', () => {
    const ordered = (prefix: string) =>
      ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
        (suffix) => prefix + suffix,
      );
    expect([...OPERATOR_NAMES].sort()).toEqual(
      [
        ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
        ...['StringLike', 'StringNotLike', ...ordered('Numeric'), ...ordered('Date'), 'Bool', 'BinaryEquals'],
        ...['IpAddress', 'NotIpAddress', 'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'Null'],
      ].sort(),
    );
  });
});

describe.each(FAMILIES.map(([, family]) => [family.id, family] as const))('%s', (_, family) => {
  const operatorOf = ([name]: OperatorCase) => family.operators.find((operator) => operator.name === name);
  const cases = family.cases.map((one) => [...one] as const);
  const condition = (operator: string | undefined, policy: string) =>
    allow({ Condition: { [String(operator)]: { 'x:key': policy } } });

  test('has at least one case of each operator, or of one that reads as it does', () => {
    const proven = new Set(family.cases.map(([name]) => name));
    expect(family.operators.filter(({ name }) => !proven.has(name)).map(({ name }) => name)).toEqual([]);
  });

  test.each(cases)('%s %j on %j: %s', (...[name, policy, request, answer]) => {
    const predicate = operatorOf([name, policy, request, answer])?.compile(policy, patternReader('variables'));
    expect(predicate?.(new RequestValue(request), INVOCATION)).toBe(answer);
    expect(verdictOf(condition(name, policy), { context: { 'x:key': request } })).toBe(VERDICTS[answer]);
  });

  const negated = cases.filter((one) => operatorOf(one)?.negation !== undefined);
  if (negated.length > 0) {
    test.each(negated)('the complement of %s %j on %j: %s', (...[name, policy, request, answer]) => {
      const negation = operatorOf([name, policy, request, answer])?.negation;
      expect(verdictOf(condition(negation, policy), { context: { 'x:key': request } })).toBe(COMPLEMENTS[answer]);
    });
  }
});

describe('values that JSON writes in another way', () => {
  test.each([
    ['a boolean is the word for it', 'Bool', true, 'true'],
    ['a boolean in the request too', 'Bool', 'true', true],
    ['a number is its digits', 'NumericEquals', 10, '10'],
    ['a number in the request too', 'NumericEquals', '10', 10],
    ['a number under a string operator', 'StringEquals', 111122223333, '111122223333'],
    ['a boolean under a string operator', 'StringEquals', 'true', true],
  ])('%s', (_, operator, policy, request) => {
    const statement = allow({ Condition: { [operator]: { 'x:key': policy } } });
    expect(verdictOf(statement, { context: { 'x:key': request } })).toBe('allowed');
  });
});
