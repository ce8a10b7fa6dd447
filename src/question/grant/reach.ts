// May a statement speak of some of the calls whose source ARN a pattern matches?

import { type Pattern, parsePattern } from '../../glob/pattern.js';
import { covers, overlaps } from '../../glob/relate.js';
import { type Arn, printArn, sampleArn } from '../../model/arn.js';
import { type Condition, type Policy, type Statement, withStatements } from '../../model/policy.js';
import { evaluate } from '../evaluate/evaluate.js';
import { readOperatorName } from '../evaluate/operator-name.js';
import { isOfSourceArn } from './present.js';

/** Where it cannot be told, it may. What the statement says beside the source ARN, `evaluate` is asked of one such call. */
export function mayReach(policy: Policy, statement: Statement, pattern: Arn, functionArn: string): boolean {
  const { conditions } = statement;
  const whole = parsePattern(printArn(pattern), { wildcards: true, variables: true });
  if (!conditions.filter(isOfSourceArn).every((condition) => mayHold(condition, whole))) return false;
  const others = conditions.filter((condition) => !isOfSourceArn(condition));
  // As an Allow, whose verdict says whether it matches.
  const alone = withStatements(policy, [{ ...statement, effect: 'Allow', conditions: others }]);
  return evaluate(alone, { resource: functionArn, sourceArn: sampleArn(pattern) }).verdict !== 'implicitDeny';
}

function mayHold({ operator: written, values }: Condition, whole: Pattern): boolean {
  const { operator, isNegated } = readOperatorName(written);
  if (operator === undefined) return true;
  // The key is always sent.
  if (operator === 'Null') return values.some((value) => value.toLowerCase() === 'false');
  const wildcards = !operator.name.startsWith('StringEquals');
  const patterns = values.map((value) => parsePattern(value, { wildcards, variables: true }));
  if (isNegated) return patterns.every((pattern) => covers(pattern, whole).truth !== 'yes');
  return overlaps({ anyOf: patterns }, whole).truth !== 'no';
}
