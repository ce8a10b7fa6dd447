// What does a policy document say, and what of it would AWS refuse? JSON and its view in, a Policy out.

import type { Finding } from '../model/finding.js';
import { type Locate, pointerStep, pointerSteps } from '../model/place.js';
import {
  type Duplicate,
  type Json,
  type JsonObject,
  POLICY_VERSIONS,
  type Policy,
  STATEMENT_ELEMENTS,
  type Statement,
  type StatementElement,
} from '../model/policy.js';
import { walkJson } from './json.js';
import { ELEMENT_OF, isObject, nameOf, readStatement } from './statement.js';
import { locate as locateIn, type View } from './view.js';

/** A JSON value and where it stands. */
export interface Spot {
  readonly json: Json;
  /** Made when first asked for: most documents never need one. */
  readonly view: () => View;
  /** From the view's root. */
  readonly pointer: string;
}

export function childSpot(spot: Spot, step: string | number): Spot {
  const json = (spot.json as Record<string | number, Json>)[step] as Json;
  return { json, view: spot.view, pointer: spot.pointer + pointerStep(step) };
}

export function placeOfSpot(spot: Spot, what?: 'key' | 'value') {
  return locateIn(spot.view(), spot.pointer, what);
}

// AWS: IAM guide, "Grammar of the IAM JSON policy language".
const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];

/** Reads a whole document. */
export function readDocument(spot: Spot, readAs?: '2012-10-17'): Policy {
  const { json } = spot;
  const findings: Finding[] = [];
  const locate = locateFrom(spot);
  const note = (severity: 'error' | 'warning', id: string, message: string, at: string, hint: string, what?: 'key') =>
    findings.push({ id, severity, message, hint, place: locate(at, what) });

  if (!isObject(json)) {
    note(
      'error',
      'document-not-an-object',
      `a policy document is an object, not ${nameOf(json)}`,
      '',
      'AWS would refuse this document',
    );
    return policyOf(spot, {}, [], locate, findings);
  }
  for (const name of Object.keys(json)) {
    if (!DOCUMENT_ELEMENTS.includes(name)) {
      note(
        'error',
        'unknown-element',
        `no policy document has an element \`${name}\``,
        pointerStep(name),
        `expected one of ${DOCUMENT_ELEMENTS.join(', ')}`,
        'key',
      );
    }
  }
  const version = json['Version'];
  if (version !== undefined && !(POLICY_VERSIONS as readonly Json[]).includes(version)) {
    note(
      'error',
      'unknown-version',
      `\`Version\` is ${POLICY_VERSIONS.map((known) => `\`${known}\``).join(' or ')}, not ${nameOf(version)}`,
      '/Version',
      'it is the version of the policy language, not a date of yours',
    );
  }
  if (json['Statement'] === undefined) {
    note('error', 'missing-statement', 'the document has no `Statement`', '', 'AWS would refuse this document');
  }
  const header = {
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof json['Id'] === 'string' ? { id: json['Id'] } : {}),
    ...(readAs ? { readAs } : {}),
  };
  return policyOf(spot, header, statementsOf(json, locate, findings), locate, findings);
}

/** Reads a lone statement, as `add-permission` prints it. */
export function readLoneStatement(spot: Spot): Policy {
  const findings: Finding[] = [];
  const locate = locateFrom(spot);
  // AddPermission writes into a document of Version 2012-10-17, which its own output does not show.
  return policyOf(spot, { readAs: '2012-10-17' }, [readStatement(spot.json, '', locate, findings)], locate, findings);
}

function locateFrom(spot: Spot): Locate {
  return (pointer, part) => locateIn(spot.view(), spot.pointer + pointer, part);
}

function statementsOf(json: JsonObject, locate: Locate, findings: Finding[]): Statement[] {
  const statement = json['Statement'];
  if (statement === undefined) return [];
  if (!Array.isArray(statement)) return [readStatement(statement, '/Statement', locate, findings)];
  return (statement as readonly Json[]).map((one, index) =>
    readStatement(one, `/Statement/${index}`, locate, findings),
  );
}

function policyOf(
  spot: Spot,
  header: { version?: string; id?: string; readAs?: '2012-10-17' },
  statements: readonly Statement[],
  locate: Locate,
  findings: readonly Finding[],
): Policy {
  return { ...header, statements, json: spot.json, duplicates: [], findings, locate };
}

/** The members of a view that `JSON.parse` hides; their pointers begin at the view's root. */
export function duplicatesIn(view: View): Duplicate[] {
  const duplicates: Duplicate[] = [];
  walkJson(view.text, view.start, {
    duplicate(path, key, start, end) {
      duplicates.push({
        pointer: path.map(pointerStep).join(''),
        key,
        value: JSON.parse(view.text.slice(start, end)) as Json,
      });
    },
  });
  return duplicates;
}

/**
 * The policy with hidden members told and kept; a statement that one of them may belong to is no longer certain.
 * `home` is the pointer of the whole policy in the view of the duplicates.
 */
export function withDuplicates(
  policy: Policy,
  duplicates: readonly Duplicate[],
  home: string,
  view: View,
  isEmbedded: boolean,
): Policy {
  const touched = (statement: Statement): Statement => {
    const here = isEmbedded ? home : home + statement.pointer;
    const flaws = new Set([...statement.flaws, ...duplicates.flatMap((duplicate) => elementsTouched(duplicate, here))]);
    return flaws.size === statement.flaws.size ? statement : { ...statement, flaws };
  };
  return {
    ...policy,
    duplicates: [...policy.duplicates, ...duplicates],
    statements: policy.statements.map(touched),
    findings: [...policy.findings, ...duplicates.map((duplicate) => findingOf(duplicate, view))],
  };
}

/** Which elements of the statement at `here` may mean something else than what the parser kept. */
function elementsTouched({ pointer, key }: Duplicate, here: string): readonly StatementElement[] {
  const hidden = pointer + pointerStep(key);
  if (`${here}/`.startsWith(`${hidden}/`)) return STATEMENT_ELEMENTS;
  if (!hidden.startsWith(`${here}/`)) return [];
  const [name = ''] = pointerSteps(hidden.slice(here.length));
  return [ELEMENT_OF[name] ?? 'Statement'];
}

function findingOf({ pointer, key }: Duplicate, view: View): Finding {
  return {
    id: 'duplicate-key',
    severity: 'error',
    message: `the name \`${key}\` stands twice in one object`,
    hint: 'AWS would refuse the document; JSON parsers keep the last and drop the rest silently',
    place: locateIn(view, pointer + pointerStep(key), 'key'),
  };
}

/**
 * How many member names a JSON text has at most, or undefined where only a closer look can tell.
 * Invariant: never fewer than there are, so that an equal count of parsed members proves that none is hidden.
 */
export function countNames(text: string): number | undefined {
  // A name that ends in a backslash ends `\\"` in JSON.
  if (text.includes('\\\\"')) return undefined;
  let names = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let at = colon - 1;
    while (text.charCodeAt(at) <= 0x20) at -= 1;
    if (text.charCodeAt(at) === 0x22 && text.charCodeAt(at - 1) !== 0x5c) names += 1;
  }
  return names;
}

/** How many members a parsed value has, in all its objects; undefined where it is nested too deep for any policy. */
export function countMembers(json: Json, depth = 0): number | undefined {
  if (typeof json !== 'object' || json === null) return 0;
  if (depth > 20) return undefined;
  const values = Array.isArray(json) ? (json as readonly Json[]) : Object.values(json);
  let members = Array.isArray(json) ? 0 : values.length;
  for (const value of values) {
    const inside = countMembers(value, depth + 1);
    if (inside === undefined) return undefined;
    members += inside;
  }
  return members;
}
