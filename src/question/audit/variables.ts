// Where in a policy do policy variables stand, whatever its version makes of them?

import { pointerOfValue } from '../../model/policy.js';
import type { At } from './at.js';
import type { SourceValue } from './source-value.js';
import type { AuditedStatement } from './statement.js';
import type { Subject } from './subject.js';

export interface VariableAt {
  /** As written: `${aws:SourceAccount}`. */
  readonly text: string;
  readonly at: At;
  /** The value of a condition that it stands in. */
  readonly value?: Pick<SourceValue, 'condition' | 'index'>;
}

/** Those in Resources and in the values of conditions. */
export function variablesIn({ statements }: Subject): readonly VariableAt[] {
  return statements.filter(mayHave).flatMap((audited) => {
    const { resource, notResource } = audited.statement;
    const { conditions } = audited;
    const found = (values: readonly string[] | undefined, at: (index: number) => At) =>
      (values ?? []).flatMap((value, index) => variablesOf(value).map((text) => ({ text, at: at(index) })));
    return [
      ...found(resource, (index) => audited.atValue('/Resource', index)),
      ...found(notResource, (index) => audited.atValue('/NotResource', index)),
      ...conditions.flatMap(({ condition }) =>
        condition.values.flatMap((text, index) => {
          const at = { pointer: pointerOfValue(audited.policy, condition.pointer, index) };
          return variablesOf(text).map((one) => ({ text: one, at, value: { condition, index } }));
        }),
      ),
    ];
  });
}

/** Cost: one pass; behind the last brace nothing is closed. */
function variablesOf(value: string): readonly string[] {
  const found: string[] = [];
  const last = value.lastIndexOf('}');
  for (let at = value.indexOf('${'); at !== -1 && at < last; ) {
    const end = value.indexOf('}', at) + 1;
    found.push(value.slice(at, end));
    at = value.indexOf('${', end);
  }
  return found;
}

/** Cost: most statements have none. */
function mayHave({ statement: { resource = NOTHING, notResource = NOTHING }, conditions }: AuditedStatement): boolean {
  return conditions.some(({ isLiteral }) => !isLiteral) || resource.some(isOpen) || notResource.some(isOpen);
}

const NOTHING: readonly string[] = [];
const isOpen = (text: string) => text.includes('${');
