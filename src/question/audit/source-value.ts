// What is one value of an `aws:SourceArn` condition, read as its author will have meant it?

import { odditiesOf } from '../../gateway/source-arn/oddities.js';
import type { Oddity } from '../../gateway/source-arn/oddity.js';
import { hasWildcard, isOpen, type Pattern } from '../../glob/pattern.js';
import { type Arn, arnOfPattern, componentSpan } from '../../model/arn.js';
import { type SourceArn, sourceArnOf } from '../../model/execute-api.js';
import type { Condition } from '../../model/policy.js';
import { pointerOfValue } from '../../model/policy.js';
import type { OperatorName } from '../evaluate/operator-name.js';
import type { At } from './at.js';
import type { PolicyView } from './policy-view.js';

export class SourceValue {
  readonly text: string;
  readonly pattern: Pattern;
  /** Undefined where it has not the six components. */
  readonly arn: Arn | undefined;
  /** Undefined where it is not API Gateway's. */
  readonly sourceArn: SourceArn | undefined;
  #oddities: readonly Oddity[] | undefined;

  constructor(
    readonly view: PolicyView,
    readonly condition: Condition,
    readonly name: OperatorName,
    readonly index: number,
  ) {
    this.text = condition.values[index] as string;
    // As patterns also under StringEquals, to which a star is a letter: that is a fault of its own.
    this.pattern = view.read(this.text, true);
    this.arn = arnOfPattern(this.pattern);
    this.sourceArn = this.arn && this.#isSplit(this.arn) ? sourceArnOf(this.arn) : undefined;
  }

  /** Whether the colons are where they seem to be: under text operators a star reaches across them. */
  #isSplit({ partition, service, region, account }: Arn): boolean {
    return this.isArnOperator || ![partition, service, region, account].some(hasWildcard);
  }

  get oddities(): readonly Oddity[] {
    this.#oddities ??= this.sourceArn === undefined ? [] : odditiesOf(this.sourceArn);
    return this.#oddities;
  }

  /** The stage that it names, or the pattern in its place; undefined where it has none. */
  get stage(): string | undefined {
    const suffix = this.sourceArn?.suffix;
    return suffix !== undefined && 'stage' in suffix ? suffix.stage : undefined;
  }

  /** Whether a variable or a hole stands in it, so that nobody can say what it matches. */
  get isOpen(): boolean {
    return isOpen(this.pattern);
  }

  /** Whether AWS takes it for ARNs, component by component. */
  get isArnOperator(): boolean {
    return this.base.startsWith('Arn');
  }

  /** Whether `*` and `?` are letters here. */
  get isLiteral(): boolean {
    return this.base.startsWith('StringEquals');
  }

  /** The operator without negation, set and `IfExists`. */
  get base(): string {
    return typeof this.name.operator === 'object' ? this.name.operator.name : '';
  }

  /** What becomes of a condition whose value matches nothing. */
  get consequence(): string {
    return this.name.isNegated ? 'so it excepts nothing' : 'so it can never match';
  }

  at(part?: readonly [start: number, end: number]): At {
    const pointer = pointerOfValue(this.view.policy, this.condition.pointer, this.index);
    return part === undefined ? { pointer } : { pointer, part };
  }

  span(name: 'partition' | 'service' | 'region' | 'account' | 'resource'): readonly [start: number, end: number] {
    return componentSpan(this.text, name);
  }
}
