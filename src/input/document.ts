// What does a policy document say, and what of it would AWS refuse? JSON and its spot in, a Policy out.

import type { Finding } from '../model/finding.js';
import { type Part, type Place, pointerStep } from '../model/place.js';
import {
  type Duplicate,
  isJsonObject,
  type Json,
  type JsonObject,
  POLICY_VERSIONS,
  type Policy,
  type Statement,
} from '../model/policy.js';
import type { Spot } from './spot.js';
import { ANYTHING, nameOf, readStatement } from './statement.js';

// AWS: IAM guide, "Grammar of the IAM JSON policy language".
const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];

const NONE: readonly never[] = [];

/** A policy at a spot. Its statements are read when first asked for: of many policies, few ever are. */
abstract class PolicyAt implements Policy {
  #statements: readonly Statement[] | undefined;
  #findings: readonly Finding[] | undefined;

  constructor(readonly spot: Spot) {}

  get duplicates(): readonly Duplicate[] {
    return NONE;
  }

  get json(): Json {
    return this.spot.json;
  }

  get statements(): readonly Statement[] {
    if (this.#statements === undefined) {
      const findings: Finding[] = [];
      this.#statements = this.read(findings);
      this.#findings = findings;
    }
    return this.#statements;
  }

  get findings(): readonly Finding[] {
    return this.statements && (this.#findings ?? NONE);
  }

  locate(pointer: string, part?: Part): Place {
    return this.spot.locate(pointer, part);
  }

  protected abstract read(findings: Finding[]): readonly Statement[];

  protected readOne(json: Json, pointer: string, findings: Finding[]): Statement {
    return readStatement(json, pointer, (at, part) => this.locate(at, part), findings);
  }
}

/** A whole document. */
export class PolicyDocument extends PolicyAt {
  readonly version?: string;
  readonly id?: string;

  constructor(spot: Spot) {
    super(spot);
    const { Version: version, Id: id } = isJsonObject(spot.json) ? spot.json : ({} as JsonObject);
    // Whatever else stands there is no version that anybody knows, which is not the same as none.
    if (version !== undefined) this.version = typeof version === 'string' ? version : JSON.stringify(version);
    if (typeof id === 'string') this.id = id;
  }

  protected read(findings: Finding[]): readonly Statement[] {
    const { json } = this;
    if (!isJsonObject(json)) {
      findings.push(this.#refusal('document-not-an-object', `a policy document is an object, not ${nameOf(json)}`, ''));
      return [ANYTHING];
    }
    this.#check(json, findings);
    const isRefused = findings.length > 0;
    const statement = json['Statement'];
    if (statement === undefined) return [ANYTHING];
    const list = Array.isArray(statement) ? (statement as readonly Json[]) : [statement];
    const pointerOf = (index: number) => (Array.isArray(statement) ? `/Statement/${index}` : '/Statement');
    const statements = list.map((one, index) => this.readOne(one, pointerOf(index), findings));
    // What AWS would refuse as a whole grants nothing for certain.
    return isRefused
      ? statements.map((one) => ({ ...one, flaws: new Set([...one.flaws, 'Statement' as const]) }))
      : statements;
  }

  #check(json: JsonObject, findings: Finding[]): void {
    for (const name of Object.keys(json)) {
      if (DOCUMENT_ELEMENTS.includes(name)) continue;
      const hint = `expected one of ${DOCUMENT_ELEMENTS.join(', ')}`;
      findings.push(
        this.#refusal(
          'unknown-element',
          `no policy document has an element \`${name}\``,
          pointerStep(name),
          hint,
          'key',
        ),
      );
    }
    const version = json['Version'];
    if (version !== undefined && !(POLICY_VERSIONS as readonly Json[]).includes(version)) {
      const known = POLICY_VERSIONS.map((one) => `\`${one}\``).join(' or ');
      const hint = 'it is the version of the policy language, not a date of yours';
      findings.push(
        this.#refusal('unknown-version', `\`Version\` is ${known}, not ${nameOf(version)}`, '/Version', hint),
      );
    }
    const id = json['Id'];
    if (id !== undefined && typeof id !== 'string') {
      findings.push(this.#refusal('id-not-a-string', `\`Id\` is a string, not ${nameOf(id)}`, '/Id'));
    }
    if (json['Statement'] === undefined)
      findings.push(this.#refusal('missing-statement', 'the document has no `Statement`', ''));
  }

  #refusal(
    id: string,
    message: string,
    pointer: string,
    hint = 'AWS would refuse this document',
    part?: Part,
  ): Finding {
    return { id, severity: 'error', message, hint, place: this.locate(pointer, part) };
  }
}

/** A lone statement, as `add-permission` prints it: Lambda keeps it in a document of Version 2012-10-17. */
export class LoneStatement extends PolicyAt {
  readonly readAs = '2012-10-17';

  protected read(findings: Finding[]): readonly Statement[] {
    return [this.readOne(this.json, '', findings)];
  }
}
