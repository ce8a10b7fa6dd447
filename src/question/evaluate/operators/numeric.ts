// Is the value this number, or less, or greater?

import { comparisons } from '../comparison.js';
import type { Operator, OperatorFamily } from '../operator.js';

// AWS: IAM guide, "Condition operators", numeric condition operators: no wildcards, no variables.
export const numeric: OperatorFamily = {
  id: 'numeric',
  operators: comparisons('Numeric', readNumber) satisfies readonly Operator[],
  cases: [
    ['NumericEquals', '10', '10.0', 'yes'],
    ['NumericEquals', '1e1', '10', 'yes'],
    ['NumericEquals', '10', '11', 'no'],
    ['NumericLessThan', '10', '9.5', 'yes'],
    ['NumericLessThan', '10', '10', 'no'],
    ['NumericLessThanEquals', '10', '10', 'yes'],
    ['NumericGreaterThan', '-1', '0', 'yes'],
    ['NumericGreaterThan', '10', '9', 'no'],
    ['NumericGreaterThanEquals', '10', '10', 'yes'],
    ['NumericEquals', 'ten', '10', 'malformed'],
    ['NumericEquals', '10', '', 'malformed'],
    ['NumericEquals', '1*', '10', 'malformed'],
    ['NumericEquals', '0x10', '16', 'malformed'],
  ],
};

function readNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
