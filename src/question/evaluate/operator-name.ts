// What does the name of a condition operator say? `ForAllValues:StringNotLikeIfExists` says four things.

import type { Operator } from './operator.js';
import * as families from './operators/index.js';

export interface OperatorName {
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  /** Undefined for an operator that we do not know. */
  readonly operator?: Operator | 'Null';
  readonly isNegated: boolean;
  readonly ifExists: boolean;
  /** Whether the letters' case is AWS's own. */
  readonly isExact: boolean;
}

interface Known {
  readonly operator: Operator | 'Null';
  readonly isNegated: boolean;
  readonly name: string;
}

const KNOWN = new Map<string, Known>([['null', { operator: 'Null', isNegated: false, name: 'Null' }]]);
for (const operator of Object.values(families).flatMap((family) => family.operators)) {
  KNOWN.set(operator.name.toLowerCase(), { operator, isNegated: false, name: operator.name });
  const { negation } = operator;
  if (negation !== undefined) KNOWN.set(negation.toLowerCase(), { operator, isNegated: true, name: negation });
}

/** Every operator by AWS's name, negated ones included, without set prefix and `IfExists`. */
export const OPERATOR_NAMES: readonly string[] = [...KNOWN.values()].map((known) => known.name);

const SETS = ['ForAllValues', 'ForAnyValue'] as const;

/** Reads an operator's name in any case. AWS: IAM guide, "Condition operators" and "Set operators". */
export function readOperatorName(written: string): OperatorName {
  const lower = written.toLowerCase();
  const set = SETS.find((name) => lower.startsWith(`${name.toLowerCase()}:`));
  const rest = set === undefined ? written : written.slice(set.length + 1);
  const ifExists = rest.toLowerCase().endsWith('ifexists');
  const base = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
  const known = KNOWN.get(base.toLowerCase());
  // AWS: IAM guide, "Condition operators": IfExists goes behind any operator but Null, which has no set form either.
  const isRefused = known === undefined || (known.operator === 'Null' && (ifExists || set !== undefined));
  const exact = `${set === undefined ? '' : `${set}:`}${known?.name}${ifExists ? 'IfExists' : ''}`;
  return {
    ...(set === undefined ? {} : { set }),
    ...(isRefused ? {} : { operator: known.operator }),
    isNegated: known?.isNegated ?? false,
    ifExists,
    isExact: isRefused || exact === written,
  };
}
