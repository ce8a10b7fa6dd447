// Is what is wanted granted already? Proved by `evaluate` call by call, or by a pattern that covers the wanted one.

import { type Pattern, parsePattern } from '../../glob/pattern.js';
import { covers } from '../../glob/relate.js';
import { arnOfPattern, sampleArn } from '../../model/arn.js';
import { coversArn } from '../../model/arn-relate.js';
import { type Condition, languageVersion, type Policy, type Statement, withStatements } from '../../model/policy.js';
import { evaluate } from '../evaluate/evaluate.js';
import { isOfSourceArn } from './present.js';
import type { Wanted } from './wanted.js';

/** The statement of the policy that lets in all that is wanted; undefined where none does by itself. */
export function coveringStatement(policy: Policy, wanted: Wanted, functionArn: string): Statement | undefined {
  return policy.statements.find((statement) => isCovering(policy, statement, wanted, functionArn));
}

function isCovering(policy: Policy, statement: Statement, wanted: Wanted, functionArn: string): boolean {
  // Whatever differs between the calls that are wanted must be covered; the rest one of them tells for all.
  const { conditions, resource = [], notResource = [] } = statement;
  const bySource = conditions.filter(isOfSourceArn);
  const texts = [...resource, ...notResource, ...conditions.flatMap(({ values }) => values)];
  if (languageVersion(policy) !== '2008-10-17' && texts.some((text) => /\$\{[^*?$]/.test(text))) return false;
  if (!bySource.every((condition) => isConditionCovering(condition, wanted))) return false;
  const invocation = { resource: functionArn, sourceArn: sampleArn(wanted.pattern) };
  return evaluate(withStatements(policy, [statement]), invocation, { strict: true }).verdict === 'allowed';
}

function isConditionCovering({ operator, values }: Condition, { pattern, sourceArn }: Wanted): boolean {
  const whole = parsePattern(sourceArn, { wildcards: true, variables: true });
  const read = (value: string, wildcards: boolean): Pattern => parsePattern(value, { wildcards, variables: true });
  return values.some((value) => {
    const arn = /^Arn(Like|Equals)(IfExists)?$/.test(operator) ? arnOfPattern(read(value, true)) : undefined;
    if (arn !== undefined) return coversArn(arn, pattern).truth === 'yes';
    const [isString, like] = /^String(Like|Equals)(?:IfExists)?$/.exec(operator) ?? [];
    return isString !== undefined && covers(read(value, like === 'Like'), whole).truth === 'yes';
  });
}
