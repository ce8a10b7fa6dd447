// Is a list empty that must name somebody or something?

import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';

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
  find: ({ statements }) =>
    statements.flatMap((audited) => {
      const { principal, action, resource } = audited.statement;
      const lists = { Principal: principal, Action: action, Resource: resource };
      const empty = Object.entries(lists).filter(([, list]) => list?.length === 0);
      const values = audited.conditions.filter(({ condition, name }) => {
        const matchesAbsent = name.isNegated || name.ifExists || name.set === 'ForAllValues';
        return condition.values.length === 0 && !matchesAbsent;
      });
      return [
        ...empty.map(([name]): Problem => problem(`\`${name}\``, audited.at(`/${name}`))),
        ...values.map(({ condition }): Problem => problem(`\`${condition.key}\``, { pointer: condition.pointer })),
      ];
    }),
};

function problem(what: string, at: Problem['at']): Problem {
  return { message: `${what} is an empty list, so nothing ever matches it`, hint: 'name what is meant', at };
}
