// Which policies does a JSON value hold? One, or an array of them, in any of the formats of `readers/`.

import type { Finding } from '../model/finding.js';
import type { Duplicate, Json, Policy } from '../model/policy.js';
import {
  childSpot,
  countMembers,
  countNames,
  duplicatesIn,
  placeOfSpot,
  readDocument,
  readLoneStatement,
  type Spot,
  withDuplicates,
} from './document.js';
import { walkJson } from './json.js';
import * as readers from './readers/index.js';
import { isObject, nameOf } from './statement.js';
import { embed, placeOf, type View } from './view.js';

const READERS = Object.values(readers);

export const EXPECTED = `expected ${READERS.map((reader) => reader.title).join(', ')}, or an array of these`;

/** Reads a value whose text is `text`; `view` makes its view when something has to be looked at closely. */
export function readPolicies(
  json: Json,
  text: string,
  view: () => View,
  policies: Policy[],
  findings: Finding[],
): void {
  const document = open(json, text, view, findings);
  if (document === undefined) return;
  const { spot, duplicates } = document;
  if (!Array.isArray(json)) readOne(spot, duplicates, policies, findings);
  else for (const index of json.keys()) readOne(childSpot(spot, index), duplicates, policies, findings);
}

interface Opened {
  readonly spot: Spot;
  readonly duplicates: readonly Duplicate[];
}

/** Looks a JSON text over: is it of sane depth, and does it hide members? */
function open(json: Json, text: string, makeView: () => View, findings: Finding[]): Opened | undefined {
  let made: View | undefined;
  const view = () => (made ??= makeView());
  const members = countMembers(json);
  if (members === undefined) {
    const fault = walkJson(view().text, view().start, {});
    if (typeof fault !== 'number') {
      findings.push({
        id: 'too-deep',
        severity: 'error',
        message: fault.message,
        hint: EXPECTED,
        place: placeOf(view(), '', fault.at, fault.at + 1),
      });
      return undefined;
    }
  }
  const mayHideMembers = members === undefined || members !== countNames(text);
  return { spot: { json, view, pointer: '' }, duplicates: mayHideMembers ? duplicatesIn(view()) : [] };
}

function readOne(input: Spot, outerDuplicates: readonly Duplicate[], policies: Policy[], findings: Finding[]): void {
  const { json } = input;
  // `get-policy --query Policy` prints the document as a JSON string.
  const reader =
    typeof json === 'string' ? readers.policyDocument : READERS.find((one) => isObject(json) && one.recognises(json));
  if (reader === undefined) {
    findings.push({
      id: 'not-a-policy',
      severity: 'error',
      message: `${nameOf(json)} that is not a policy`,
      hint: EXPECTED,
      place: placeOfSpot(input),
    });
    return;
  }
  const home = reader.document(input);
  const inside = typeof home.json === 'string' ? openEmbedded(home, findings) : { spot: home, duplicates: [] };
  if (inside === undefined) return;
  const { spot } = inside;
  const policy = reader.holds === 'document' ? readDocument(spot) : readLoneStatement(spot);
  const own =
    inside.duplicates.length > 0 ? withDuplicates(policy, inside.duplicates, spot.pointer, spot.view(), false) : policy;
  const outer = outerDuplicates.filter(({ pointer }) => `${pointer}/`.startsWith(`${input.pointer}/`));
  policies.push(outer.length > 0 ? withDuplicates(own, outer, home.pointer, input.view(), spot !== home) : own);
}

/** The document inside a string; where there is none, the fault is told with its place inside the string. */
function openEmbedded(home: Spot, findings: Finding[]): Opened | undefined {
  const text = home.json as string;
  const view = () => embed(home.view(), home.pointer, text);
  try {
    return open(JSON.parse(text) as Json, text, view, findings);
  } catch {
    const embedded = view();
    const end = walkJson(text, 0, {});
    const fault = typeof end === 'number' ? { at: end, message: 'something follows the end of the document' } : end;
    const place = placeOf(embedded, '', fault.at, Math.min(fault.at + 1, text.length));
    findings.push({
      id: 'not-json',
      severity: 'error',
      message: `${fault.message}, in the document inside this string`,
      hint: 'the string holds a JSON document; copy it whole',
      place,
    });
    return undefined;
  }
}
