// Is a list empty that must name somebody or something?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { NamedCondition } from '../statement.js';

export const emptyList: Check = {
  id: 'empty-list',
  group: 'never matches',
  severity: 'error',
  title: 'an empty list',
  why: 'A list of principals, actions, resources or values with nothing in it names nothing: the statement matches no call.',
  source:
    'IAM Access Analyzer, policy checks, "Empty array principal", "Empty array action", "Empty array resource", "Empty array condition"',
  bad: granting(`${API}/*`, { Action: [] }),
  good: granting(`${API}/*`),
  find: ofStatements((audited) => {
    const { principal, action, resource } = audited.statement;
    const isEmpty = principal?.length === 0 || action?.length === 0 || resource?.length === 0;
    if (!isEmpty && !audited.conditions.some(matchesNothing)) return NONE;
    const lists = [principal, action, resource];
    const empty = ELEMENTS.filter((_, index) => lists[index]?.length === 0);
    const values = audited.conditions.filter(matchesNothing);
    return [
      ...empty.map((name) => problemOf(name, audited.at(`/${name}`))),
      ...values.map(({ condition }) => problemOf(condition.key, { pointer: condition.pointer })),
    ];
  }),
};

const ELEMENTS = ['Principal', 'Action', 'Resource'] as const;

function matchesNothing({ condition, name }: NamedCondition): boolean {
  return condition.values.length === 0 && !name.ifExists && name.set !== 'ForAllValues';
}

function problemOf(name: string, at: Problem['at']): Problem {
  return {
    message: `\`${name}\` is an empty list, so nothing ever matches it`,
    hint: 'name what is meant',
    at,
  };
}
