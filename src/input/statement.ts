// What does a statement say, and what of it would AWS refuse? JSON in, a Statement and its flaws out.

import type { Finding, Severity } from '../model/finding.js';
import { type Locate, pointerStep } from '../model/place.js';
import {
  type Condition,
  type Effect,
  isJsonObject,
  type Json,
  type JsonObject,
  PRINCIPAL_TYPES,
  type PrincipalEntry,
  type PrincipalType,
  STATEMENT_ELEMENTS,
  type Statement,
  type StatementElement,
} from '../model/policy.js';

// AWS: IAM guide, "Grammar of the IAM JSON policy language"; names are case-sensitive.
export const ELEMENT_OF: Readonly<Record<string, StatementElement>> = {
  Sid: 'Statement',
  Effect: 'Effect',
  Principal: 'Principal',
  NotPrincipal: 'Principal',
  Action: 'Action',
  NotAction: 'Action',
  Resource: 'Resource',
  NotResource: 'Resource',
  Condition: 'Condition',
};

/** What a document without readable statements may say. */
export const ANYTHING: Statement = { pointer: '', conditions: [], flaws: new Set(STATEMENT_ELEMENTS) };

/** Reads a statement; what is wrong goes to `findings`, with its place. */
export function readStatement(json: Json, pointer: string, locate: Locate, findings: Finding[]): Statement {
  return new StatementReader(pointer, locate, findings).read(json);
}

class StatementReader {
  readonly #flaws = new Set<StatementElement>();

  constructor(
    readonly pointer: string,
    readonly locate: Locate,
    readonly findings: Finding[],
  ) {}

  read(json: Json): Statement {
    const { pointer } = this;
    if (!isJsonObject(json)) {
      this.#refuse('Statement', 'statement-not-an-object', `a statement is an object, not ${nameOf(json)}`, '');
      return { pointer, conditions: [], flaws: this.#flaws };
    }
    this.#checkNames(json);
    const found: { -readonly [key in keyof Statement]?: Statement[key] } = {};
    const put = <K extends keyof Statement>(name: K, value: Statement[K] | undefined) => {
      if (value !== undefined) found[name] = value;
    };
    put('sid', this.#sid(json['Sid']));
    put('effect', this.#effect(json['Effect']));
    for (const [element, negated] of [
      ['Principal', 'NotPrincipal'],
      ['Action', 'NotAction'],
      ['Resource', 'NotResource'],
    ] as const) {
      this.#checkExactlyOne(json, element, negated);
    }
    put('principal', this.#principals(json['Principal'], 'Principal'));
    put('notPrincipal', this.#principals(json['NotPrincipal'], 'NotPrincipal'));
    put('action', this.#actions(json['Action'], 'Action'));
    put('notAction', this.#actions(json['NotAction'], 'NotAction'));
    put('resource', this.#strings(json['Resource'], 'Resource'));
    put('notResource', this.#strings(json['NotResource'], 'NotResource'));
    return { ...found, pointer, conditions: this.#conditions(json['Condition']), flaws: this.#flaws };
  }

  #checkNames(json: JsonObject): void {
    for (const name of Object.keys(json)) {
      if (Object.hasOwn(ELEMENT_OF, name)) continue;
      const meant = Object.keys(ELEMENT_OF).find((known) => known.toLowerCase() === name.toLowerCase());
      const hint =
        meant === undefined
          ? `expected one of ${Object.keys(ELEMENT_OF).join(', ')}`
          : `names are case-sensitive; write \`${meant}\``;
      this.#refuse(
        'Statement',
        'unknown-element',
        `no statement has an element \`${name}\``,
        pointerStep(name),
        hint,
        'key',
      );
    }
  }

  // AWS: IAM guide, "Grammar of the IAM JSON policy language": each of the three blocks stands once, plain or negated.
  #checkExactlyOne(json: JsonObject, element: 'Principal' | 'Action' | 'Resource', negated: string): void {
    const has = json[element] !== undefined;
    const hasNegated = json[negated] !== undefined;
    if (has && hasNegated) {
      this.#refuse(
        element,
        'contradicting-elements',
        `both \`${element}\` and \`${negated}\`: AWS takes one of them`,
        pointerStep(negated),
        undefined,
        'key',
      );
    } else if (!has && !hasNegated) {
      const hint =
        element === 'Principal'
          ? "the policy of a role has none; what is asked here is the function's own policy"
          : undefined;
      this.#refuse(element, `missing-${element.toLowerCase()}`, `the statement has no \`${element}\``, '', hint);
    }
  }

  #sid(json: Json | undefined): string | undefined {
    if (json === undefined) return undefined;
    if (typeof json !== 'string') {
      this.#refuse('Statement', 'sid-not-a-string', `\`Sid\` is a string, not ${nameOf(json)}`, '/Sid');
      return undefined;
    }
    // AWS: Lambda API reference, AddPermission, StatementId.
    if (!/^[\w-]*$/.test(json)) {
      this.#note('warning', 'odd-sid', 'Lambda takes letters, digits, `-` and `_` in a Sid', '/Sid');
    }
    return json;
  }

  #effect(json: Json | undefined): Effect | undefined {
    if (json === 'Allow' || json === 'Deny') return json;
    if (json === undefined) this.#refuse('Effect', 'missing-effect', 'the statement has no `Effect`', '');
    else
      this.#refuse(
        'Effect',
        'unknown-effect',
        `\`Effect\` is \`Allow\` or \`Deny\`, not ${nameOf(json)}`,
        '/Effect',
        'the letters are case-sensitive',
      );
    return undefined;
  }

  #strings(json: Json | undefined, name: string): readonly string[] | undefined {
    if (json === undefined) return undefined;
    const list = Array.isArray(json) ? (json as readonly Json[]) : [json];
    for (const [index, value] of list.entries()) {
      if (typeof value === 'string') continue;
      const at = Array.isArray(json) ? `/${index}` : '';
      const element = ELEMENT_OF[name] as StatementElement;
      this.#refuse(
        element,
        `${element.toLowerCase()}-not-a-string`,
        `\`${name}\` takes strings, not ${nameOf(value)}`,
        `/${name}${at}`,
      );
    }
    return list.filter((value): value is string => typeof value === 'string');
  }

  #actions(json: Json | undefined, name: string): readonly string[] | undefined {
    const actions = this.#strings(json, name);
    const list = Array.isArray(json) ? (json as readonly Json[]) : [json ?? '*'];
    for (const [index, action] of list.entries()) {
      // AWS: IAM guide, "Action": a service prefix, a colon and a name, or `*` alone.
      if (typeof action !== 'string' || action === '*' || /^[^:]+:[^:]+$/.test(action)) continue;
      const at = Array.isArray(json) ? `/${index}` : '';
      this.#refuse(
        'Action',
        'malformed-action',
        `\`${action}\` is not an action`,
        `/${name}${at}`,
        'write `lambda:InvokeFunction`',
      );
    }
    return actions;
  }

  #principals(json: Json | undefined, name: string): readonly PrincipalEntry[] | undefined {
    if (json === undefined) return undefined;
    if (json === '*') return [{ type: 'AWS', value: '*' }];
    if (!isJsonObject(json)) {
      const hint = 'write `{"Service": "apigateway.amazonaws.com"}`';
      this.#refuse(
        'Principal',
        'malformed-principal',
        `\`${name}\` is an object or \`"*"\`, not ${nameOf(json)}`,
        `/${name}`,
        hint,
      );
      return undefined;
    }
    const entries: PrincipalEntry[] = [];
    for (const type of Object.keys(json)) {
      const pointer = `/${name}${pointerStep(type)}`;
      if (!isPrincipalType(type)) {
        const hint = `expected one of ${PRINCIPAL_TYPES.join(', ')}`;
        this.#refuse(
          'Principal',
          'unknown-principal-type',
          `\`${type}\` is not a type of principal`,
          pointer,
          hint,
          'key',
        );
        continue;
      }
      const value = json[type] as Json;
      const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
      for (const [index, one] of values.entries()) {
        const at = pointer + (Array.isArray(value) ? `/${index}` : '');
        if (typeof one !== 'string')
          this.#refuse('Principal', 'malformed-principal', `a principal is a string, not ${nameOf(one)}`, at);
        else this.#principal({ type, value: one }, at, entries);
      }
    }
    return entries;
  }

  #principal(entry: PrincipalEntry, pointer: string, entries: PrincipalEntry[]): void {
    entries.push(entry);
    // AWS: IAM guide, "Principal": a wildcard stands alone; it cannot match part of a name or an ARN.
    if (entry.value !== '*' && /[*?]/.test(entry.value)) {
      this.#refuse(
        'Principal',
        'wildcard-in-principal',
        `\`${entry.value}\`: a principal is named whole, or is \`*\``,
        pointer,
      );
    }
  }

  #conditions(json: Json | undefined): readonly Condition[] {
    if (json === undefined) return [];
    if (!isJsonObject(json)) {
      this.#refuse('Condition', 'malformed-condition', `\`Condition\` is an object, not ${nameOf(json)}`, '/Condition');
      return [];
    }
    return Object.keys(json).flatMap((operator) => {
      const block = json[operator] as Json;
      const pointer = `/Condition${pointerStep(operator)}`;
      if (!isJsonObject(block)) {
        this.#refuse(
          'Condition',
          'malformed-condition',
          `\`${operator}\` takes an object of condition keys, not ${nameOf(block)}`,
          pointer,
        );
        return [];
      }
      return Object.keys(block).flatMap(
        (key) => this.#condition(operator, key, block[key] as Json, pointer + pointerStep(key)) ?? [],
      );
    });
  }

  /** Undefined where a value is none that AWS takes: what is left of it would say something else. */
  #condition(operator: string, key: string, json: Json, pointer: string): Condition | undefined {
    const list = Array.isArray(json) ? (json as readonly Json[]) : [json];
    const refused = list.findIndex((value) => value === null || typeof value === 'object');
    if (refused === -1) return { pointer: this.pointer + pointer, operator, key, values: list.map(String) };
    const message = `\`${key}\` takes strings, numbers and booleans, not ${nameOf(list[refused] as Json)}`;
    this.#refuse('Condition', 'malformed-condition', message, Array.isArray(json) ? `${pointer}/${refused}` : pointer);
    return undefined;
  }

  #refuse(element: StatementElement, id: string, message: string, at: string, hint?: string, what?: 'key'): void {
    this.#flaws.add(element);
    this.#note('error', id, message, at, hint ?? 'AWS would refuse this statement', what);
  }

  #note(severity: Severity, id: string, message: string, at: string, hint?: string, what?: 'key'): void {
    this.findings.push({
      id,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      place: this.locate(this.pointer + at, what),
    });
  }
}

function isPrincipalType(type: string): type is PrincipalType {
  return (PRINCIPAL_TYPES as readonly string[]).includes(type);
}

/** A value in a message: scalars as they are, cut where long; the rest by its kind. */
export function nameOf(json: Json): string {
  if (Array.isArray(json)) return 'a list';
  if (typeof json === 'object' && json !== null) return 'an object';
  const text = typeof json === 'string' ? `"${json}"` : String(json);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
