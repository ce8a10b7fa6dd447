// Which members of its objects does a text name twice? `JSON.parse` keeps the last and hides the others.

import type { Finding } from '../model/finding.js';
import { pointerStep, pointerSteps } from '../model/place.js';
import {
  type Duplicate,
  type Json,
  type Policy,
  STATEMENT_ELEMENTS,
  type Statement,
  type StatementElement,
} from '../model/policy.js';
import { walkJson } from './json.js';
import type { Spot } from './spot.js';
import { ELEMENT_OF } from './statement.js';
import { locate, type View } from './view.js';

/** Whether a parsed text may hide members: no for nearly every text, at a fraction of the cost of parsing it. */
export function mayHideMembers(json: Json, text: string): boolean {
  return countMembers(json, 0) !== countNames(text);
}

/**
 * How many member names a JSON text has at most; NaN where only a closer look can tell.
 * Invariant: never fewer than there are, so that an equal count of parsed members proves that none is hidden.
 */
function countNames(text: string): number {
  // A name that ends in a backslash ends `\\"` in JSON.
  if (text.includes('\\\\"')) return Number.NaN;
  let names = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let at = colon - 1;
    while (text.charCodeAt(at) <= 0x20) at -= 1;
    if (text.charCodeAt(at) === 0x22 && text.charCodeAt(at - 1) !== 0x5c) names += 1;
  }
  return names;
}

/** Deeper than this no policy is; a closer look then tells what it is. */
const DEPTH = 20;

/** How many members a parsed value has, in all its objects; NaN where it is nested too deep. */
function countMembers(json: Json, depth: number): number {
  if (typeof json !== 'object' || json === null) return 0;
  if (depth > DEPTH) return Number.NaN;
  let members = 0;
  if (Array.isArray(json)) {
    for (const value of json as readonly Json[])
      if (typeof value === 'object') members += countMembers(value, depth + 1);
  } else {
    // Cost: `for in` over a plain object makes no list of its names.
    for (const name in json) {
      const value = (json as Record<string, Json>)[name] as Json;
      members += typeof value === 'object' ? 1 + countMembers(value, depth + 1) : 1;
    }
  }
  return members;
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
 * The policy with hidden members told and kept; what one of them may mean instead is no longer certain.
 * `home` is where the policy stands, or the string that holds it, in the view of the duplicates.
 */
export function withDuplicates(
  policy: Policy,
  duplicates: readonly Duplicate[],
  home: Spot,
  isEmbedded: boolean,
): Policy {
  if (duplicates.length === 0) return policy;
  const touched = (statement: Statement): Statement => {
    const here = isEmbedded ? home.pointer : home.pointer + statement.pointer;
    const flaws = new Set([
      ...statement.flaws,
      ...duplicates.flatMap((duplicate) => elementsTouched(duplicate, here, home.pointer, isEmbedded)),
    ]);
    return flaws.size === statement.flaws.size ? statement : { ...statement, flaws };
  };
  const { version, readAs, id, json } = policy;
  return {
    ...(version === undefined ? {} : { version }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(id === undefined ? {} : { id }),
    json,
    duplicates: [...policy.duplicates, ...duplicates],
    statements: policy.statements.map(touched),
    findings: [...policy.findings, ...duplicates.map((duplicate) => findingOf(duplicate, home.view))],
    locate: (pointer, part) => policy.locate(pointer, part),
  };
}

/** Which elements of the statement at `here` may mean something else than what the parser kept. */
function elementsTouched(
  { pointer, key }: Duplicate,
  here: string,
  home: string,
  isEmbedded: boolean,
): readonly StatementElement[] {
  const hidden = pointer + pointerStep(key);
  if (`${here}/`.startsWith(`${hidden}/`)) return STATEMENT_ELEMENTS;
  // A document with a name twice is refused whole, whatever the name.
  if (!isEmbedded && pointer === home) return ['Statement'];
  if (!hidden.startsWith(`${here}/`)) return [];
  const [name = ''] = pointerSteps(hidden.slice(here.length));
  return [Object.hasOwn(ELEMENT_OF, name) ? (ELEMENT_OF[name] as StatementElement) : 'Statement'];
}

function findingOf({ pointer, key }: Duplicate, view: View): Finding {
  return {
    id: 'duplicate-key',
    severity: 'error',
    message: `the name \`${key}\` stands twice in one object`,
    hint: 'AWS would refuse the document; JSON parsers keep the last and drop the rest silently',
    place: locate(view, pointer + pointerStep(key), 'key'),
  };
}
