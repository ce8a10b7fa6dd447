// What does a check want to know of a statement? Whom it is for, and which source ARNs it names; read once.

import { API_GATEWAY } from '../../model/aws.js';
import type { FunctionArn } from '../../model/function-arn.js';
import { type Condition, type Policy, type PrincipalType, pointerOfValue, type Statement } from '../../model/policy.js';
import { type OperatorName, readOperatorName } from '../evaluate/operator-name.js';
import type { At } from './at.js';
import { commonHome, type Home, homeOver } from './home.js';
import type { PolicyView } from './policy-view.js';
import { SourceValue } from './source-value.js';

/** A condition with its operator's name read. */
export interface NamedCondition {
  readonly condition: Condition;
  readonly name: OperatorName;
  readonly lowerKey: string;
  /** Whether no value holds a wildcard or a variable: asked often, worked out once. */
  readonly isLiteral: boolean;
}

function isOpenText(value: string): boolean {
  return /[*?]|\$\{/.test(value);
}

/** Whether the values are compared as patterns or letter by letter; without regard to case they are not read. */
function isAboutLetters({ operator }: OperatorName): boolean {
  return typeof operator === 'object' && /^(Arn|String)/.test(operator.name) && !operator.name.endsWith('IgnoreCase');
}

/** A function among the Resources of a statement. */
export interface NamedFunction {
  readonly text: string;
  readonly index: number;
  readonly arn: FunctionArn;
}

export class AuditedStatement {
  #home: Home | undefined;
  readonly conditions: readonly NamedCondition[];
  readonly isAllow: boolean;
  /** The services it names, whatever else it does. */
  readonly services: readonly string[];
  readonly isForApiGateway: boolean;
  /** Whether every principal is a service: then the keys that services bring are there. */
  readonly isForServicesAlone: boolean;
  /** The functions that its Resources name without wildcards. */
  readonly functions: readonly NamedFunction[];
  readonly isForEverybody: boolean;
  /** Every value of the conditions on `aws:SourceArn` that are about its letters, negated ones too. */
  readonly sources: readonly SourceValue[];

  constructor(
    readonly view: PolicyView,
    readonly statement: Statement,
  ) {
    const { effect, flaws, principal = [] } = statement;
    this.isAllow = effect === 'Allow' && flaws.size === 0;
    this.services = principal.flatMap(({ type, value }) => (type === 'Service' ? [value] : []));
    this.isForApiGateway = this.services.includes(API_GATEWAY);
    this.isForServicesAlone = principal.length > 0 && this.services.length === principal.length;
    this.isForEverybody = principal.some(({ type, value }) => type === 'AWS' && value === '*');
    this.functions = (statement.resource ?? []).flatMap((text, index) => {
      const arn = view.functionArn(text);
      return arn === undefined ? [] : [{ text, index, arn }];
    });
    this.conditions = statement.conditions.map((condition) => ({
      condition,
      name: readOperatorName(condition.operator),
      lowerKey: condition.key.toLowerCase(),
      isLiteral: !condition.values.some(isOpenText),
    }));
    this.sources = this.conditions
      .filter(({ lowerKey, name }) => lowerKey === 'aws:sourcearn' && isAboutLetters(name) && this.#isAsked(name))
      .flatMap(({ condition, name }) => condition.values.map((_, at) => new SourceValue(view, condition, name, at)));
  }

  /** Whether no call goes by without the key: `IfExists` and `ForAllValues:` let those of other principals by. */
  #isAsked({ ifExists, set }: OperatorName): boolean {
    return this.isForServicesAlone || (!ifExists && set !== 'ForAllValues');
  }

  get policy(): Policy {
    return this.view.policy;
  }

  /** The function's home: as we are told, else by its own Resources. */
  get home(): Home {
    this.#home ??= homeOver(
      this.view.told,
      homeOver(commonHome((this.statement.resource ?? []).map(this.view.homeOf)), this.view.home),
    );
    return this.#home;
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

  atKey({ condition: { pointer } }: NamedCondition): At {
    return { pointer, part: 'key' };
  }
}
