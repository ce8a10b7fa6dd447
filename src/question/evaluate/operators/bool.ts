// Is the value this boolean?

import type { OperatorFamily } from '../operator.js';

// AWS: IAM guide, "Condition operators", Boolean condition operators. Inferred: case does not matter.
export const bool: OperatorFamily = {
  id: 'bool',
  operators: [
    {
      name: 'Bool',
      compile(value) {
        const wanted = value.toLowerCase();
        const isBoolean = wanted === 'true' || wanted === 'false';
        return (request) => (isBoolean && request.text.toLowerCase() === wanted ? 'yes' : 'no');
      },
    },
  ],
  cases: [
    ['Bool', 'true', 'true', 'yes'],
    ['Bool', 'TRUE', 'true', 'yes'],
    ['Bool', 'false', 'False', 'yes'],
    ['Bool', 'true', 'false', 'no'],
    ['Bool', 'yes', 'yes', 'no'],
    ['Bool', '1', 'true', 'no'],
  ],
};
