// What does a whole statement require? Each of its elements and condition keys, in the order they are reported.

import { type Policy, pointerOfValue, type Statement, type StatementElement } from '../../model/policy.js';
import { actionRequirement, resourceRequirement } from './action-resource.js';
import { conditionRequirement } from './conditions.js';
import { principalRequirement } from './principal.js';
import { type Requirement, unclear } from './requirement.js';
import type { ReadPattern } from './variables.js';

/** A requirement and where in the document it stands. */
export interface PlacedRequirement {
  readonly requirement: Requirement;
  readonly pointer: string;
}

export function requirementsOf(statement: Statement, readPattern: ReadPattern): readonly PlacedRequirement[] {
  const { flaws, pointer, principal, notPrincipal, action, notAction, resource, notResource } = statement;
  const placed: PlacedRequirement[] = [];
  const put = (element: StatementElement, name: string, requirement: Requirement | undefined) => {
    const isClear = requirement !== undefined && !flaws.has(element);
    // What is missing has no place of its own.
    const home = requirement === undefined ? pointer : `${pointer}/${name}`;
    placed.push({ requirement: isClear ? requirement : unclear(element), pointer: home });
  };
  const principals = principal ?? notPrincipal;
  put(
    'Principal',
    principal ? 'Principal' : 'NotPrincipal',
    principals && principalRequirement(principals, principal === undefined),
  );
  const actions = action ?? notAction;
  put('Action', action ? 'Action' : 'NotAction', actions && actionRequirement(actions, action === undefined));
  const resources = resource ?? notResource;
  put(
    'Resource',
    resource ? 'Resource' : 'NotResource',
    resources && resourceRequirement(resources, resource === undefined, readPattern),
  );
  for (const condition of statement.conditions) {
    placed.push({ requirement: conditionRequirement(condition, readPattern), pointer: condition.pointer });
  }
  // A condition that could not be read, or an element nobody knows: the rest may say no, but nothing says yes.
  if (flaws.has('Condition')) placed.push({ requirement: unclear('Condition'), pointer: `${pointer}/Condition` });
  if (flaws.has('Statement')) placed.push({ requirement: unclear('Statement'), pointer });
  return placed;
}

/** Where the `index`th value of a requirement stands. Principals stand under their type. */
export function pointerOfRequired(
  policy: Policy,
  { requirement, pointer }: PlacedRequirement,
  index: number,
  type?: string,
): string {
  const home = requirement.element === 'Principal' && type !== undefined ? `${pointer}/${type}` : pointer;
  return pointerOfValue(policy, home, index);
}
