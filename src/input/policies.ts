// Which policies does a JSON value hold? One, or an array of them, in any of the formats of `readers/`.

import type { Finding } from '../model/finding.js';
import { type Duplicate, isJsonObject, type Json, type Policy } from '../model/policy.js';
import { LoneStatement, PolicyDocument } from './document.js';
import { byElement, duplicatesIn, mayHideMembers, withDuplicates } from './duplicates.js';
import { walkJson } from './json.js';
import * as readers from './readers/index.js';
import { lazily, Spot } from './spot.js';
import { nameOf } from './statement.js';
import { embed, placeOf, type View } from './view.js';

const READERS = Object.values(readers);

export const EXPECTED = `expected ${READERS.map((reader) => reader.title).join(', ')}, or an array of these`;

/** Reads a value whose text is `text`; `makeView` is called when something has to be looked at closely. */
export function readPolicies(
  json: Json,
  text: string,
  makeView: () => View,
  policies: Policy[],
  findings: Finding[],
): void {
  const root = new Spot(json, lazily(makeView));
  const duplicates = lookOver(root, text, findings);
  if (duplicates === undefined) return;
  if (!Array.isArray(json)) {
    readOne(root, duplicates, policies, findings);
    return;
  }
  if (json.length === 0) {
    findings.push({
      id: 'empty-input',
      severity: 'error',
      message: 'an empty array',
      hint: EXPECTED,
      place: root.locate(),
    });
  }
  const groups = byElement(duplicates);
  for (const index of json.keys()) {
    const element = root.child(index);
    readOne(element, groups.get(element.pointer) ?? NONE, policies, findings);
  }
}

const NONE: readonly Duplicate[] = [];

/** Is it of sane depth (undefined where not), and which members does it hide? */
function lookOver(root: Spot, text: string, findings: Finding[]): readonly Duplicate[] | undefined {
  if (!mayHideMembers(root.json, text)) return NONE;
  const { view } = root;
  const fault = walkJson(view.text, view.start, {});
  if (typeof fault === 'number') return duplicatesIn(view);
  const place = placeOf(view, '', fault.at, fault.at + 1);
  findings.push({ id: 'too-deep', severity: 'error', message: fault.message, hint: EXPECTED, place });
  return undefined;
}

function readOne(input: Spot, outerDuplicates: readonly Duplicate[], policies: Policy[], findings: Finding[]): void {
  const { json } = input;
  // `get-policy --query Policy` prints the document as a JSON string.
  const reader =
    typeof json === 'string'
      ? readers.policyDocument
      : READERS.find((one) => isJsonObject(json) && one.recognises(json));
  if (reader === undefined) {
    const message = `${nameOf(json)} that is not a policy`;
    findings.push({ id: 'not-a-policy', severity: 'error', message, hint: EXPECTED, place: input.locate() });
    return;
  }
  const home = reader.document(input);
  const isEmbedded = typeof home.json === 'string';
  const inside = isEmbedded ? openEmbedded(home, findings) : { spot: home, duplicates: NONE };
  if (inside === undefined) return;
  const policy = reader.holds === 'document' ? new PolicyDocument(inside.spot) : new LoneStatement(inside.spot);
  const own = withDuplicates(policy, inside.duplicates, inside.spot, false);
  policies.push(withDuplicates(own, outerDuplicates, home, isEmbedded));
}

/** The document inside a string; where there is none, the fault is told with its place inside the string. */
function openEmbedded(home: Spot, findings: Finding[]): { spot: Spot; duplicates: readonly Duplicate[] } | undefined {
  const text = home.json as string;
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    const end = walkJson(text, 0, {});
    const fault =
      typeof end === 'number'
        ? { at: text.length - text.slice(end).trimStart().length, message: 'something follows the end of the document' }
        : end;
    const place = placeOf(embed(home.view, home.pointer), '', fault.at, Math.min(fault.at + 1, text.length));
    const message = `${fault.message}, in the document inside this string`;
    findings.push({
      id: 'not-json',
      severity: 'error',
      message,
      hint: 'the string holds a JSON document; copy it whole',
      place,
    });
    return undefined;
  }
  const spot = home.inside(json);
  const duplicates = lookOver(spot, text, findings);
  return duplicates === undefined ? undefined : { spot, duplicates };
}
