// What does a check want to know of a statement? Whom it is for, and which source ARNs it names; read once.

import { API_GATEWAY } from '../../model/aws.js';
import { type Condition, type Policy, type PrincipalType, pointerOfValue, type Statement } from '../../model/policy.js';
import { type OperatorName, readOperatorName } from '../evaluate/operator-name.js';
import type { At } from './check.js';
import { type Home, homeOfStatement, homeOver } from './home.js';
import { SourceValue } from './source-value.js';
import type { Subject } from './subject.js';

/** A condition with its operator's name read. */
export interface NamedCondition {
  readonly condition: Condition;
  readonly name: OperatorName;
  readonly lowerKey: string;
}

export class AuditedStatement {
  readonly conditions: readonly NamedCondition[];
  /** Every value of the conditions on `aws:SourceArn`, negated ones too. */
  readonly sources: readonly SourceValue[];

  constructor(
    readonly subject: Subject,
    readonly statement: Statement,
    readonly index: number,
  ) {
    this.conditions = statement.conditions.map((condition) => ({
      condition,
      name: readOperatorName(condition.operator),
      lowerKey: condition.key.toLowerCase(),
    }));
    this.sources = this.conditions
      .filter(({ lowerKey, name }) => lowerKey === 'aws:sourcearn' && typeof name.operator === 'object')
      .flatMap(({ condition, name }) => condition.values.map((_, at) => new SourceValue(this, condition, name, at)));
  }

  get policy(): Policy {
    return this.subject.policy;
  }

  get isAllow(): boolean {
    return this.statement.effect === 'Allow' && this.statement.flaws.size === 0;
  }

  /** The services it names, whatever else it does. */
  get services(): readonly string[] {
    return (this.statement.principal ?? []).flatMap(({ type, value }) => (type === 'Service' ? [value] : []));
  }

  get isForApiGateway(): boolean {
    return this.services.includes(API_GATEWAY);
  }

  get isForEverybody(): boolean {
    return (this.statement.principal ?? []).some(({ type, value }) => type === 'AWS' && value === '*');
  }

  /** The function's home: as we are told, else by its own Resources. */
  get home(): Home {
    return homeOver(this.subject.told, homeOver(homeOfStatement(this.statement), this.subject.home));
  }

  /** How messages call it. */
  get title(): string {
    const { sid } = this.statement;
    return sid === undefined ? `the statement at \`${this.statement.pointer || '/'}\`` : `\`${sid}\``;
  }

  /** Where it begins to be told apart: its Sid, or the whole. */
  get atItself(): At {
    return this.at(this.statement.sid === undefined ? '' : '/Sid');
  }

  at(element = '', part?: 'key'): At {
    const pointer = this.statement.pointer + element;
    return part === undefined ? { pointer } : { pointer, part };
  }

  /** Where the `index`th value of an element stands. */
  atValue(element: string, index: number): At {
    return { pointer: pointerOfValue(this.policy, this.statement.pointer + element, index) };
  }

  /** Where a principal stands. */
  atPrincipal(type: PrincipalType, value: string): At {
    const entries = (this.statement.principal ?? []).filter((entry) => entry.type === type);
    const home = `/Principal/${type}`;
    return this.atValue(
      home,
      Math.max(
        0,
        entries.findIndex((entry) => entry.value === value),
      ),
    );
  }

  atKey({ condition }: NamedCondition): At {
    return { pointer: condition.pointer, part: 'key' };
  }
}
