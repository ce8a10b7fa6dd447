// Which members of its objects does a text name twice? `JSON.parse` keeps the last and hides the others.

import type { Finding } from '../model/finding.js';
import { pointerStep } from '../model/place.js';
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
import { ANYTHING, ELEMENT_OF } from './statement.js';
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
    duplicate(pointer, key, start, end) {
      duplicates.push({
        pointer,
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
  const { version, readAs, id, json } = policy;
  const touched = touchedBy(policy, duplicates, home.pointer, isEmbedded);
  const flawed = (statement: Statement): Statement => {
    const flaws = [...(touched.get(ALL) ?? []), ...(touched.get(statement.pointer) ?? [])];
    if (flaws.length === 0) return statement;
    // Of two conditions with one name the hidden one may hold where the other does not.
    const conditions = flaws.includes('Condition') ? [] : statement.conditions;
    return { ...statement, conditions, flaws: new Set([...statement.flaws, ...flaws]) };
  };
  return {
    ...(version === undefined ? {} : { version }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(id === undefined ? {} : { id }),
    json,
    duplicates: [...policy.duplicates, ...duplicates],
    statements: policy.statements.length === 0 && touched.has(ALL) ? [ANYTHING] : policy.statements.map(flawed),
    findings: [...policy.findings, ...findingsOf(duplicates, home.view)],
    locate: (pointer, part) => policy.locate(pointer, part),
  };
}

/** Stands for every statement of the policy. */
const ALL = Symbol('every statement');

/** Which elements of which statements may mean something else than what the parser kept. */
function touchedBy(policy: Policy, duplicates: readonly Duplicate[], home: string, isEmbedded: boolean) {
  const statements = new Set(policy.statements.map((statement) => statement.pointer));
  const touched = new Map<string | typeof ALL, Set<StatementElement>>();
  const touch = (statement: string | typeof ALL, elements: readonly StatementElement[]) =>
    touched.set(statement, new Set([...(touched.get(statement) ?? []), ...elements]));
  // Duplicates of one object share its pointer, and most often there is one object.
  const statementAt = new Map<string, string | undefined>();
  for (const { pointer, key } of duplicates) {
    const inside = isEmbedded ? undefined : within(pointer, home);
    if (leadsTo(pointer, key, home)) touch(ALL, STATEMENT_ELEMENTS);
    else if (inside !== undefined) {
      if (!statementAt.has(inside))
        statementAt.set(
          inside,
          prefixesOf(inside).find((prefix) => statements.has(prefix)),
        );
      const statement = statementAt.get(inside);
      // A document with a name twice is refused whole; and another Version, or other statements, may change everything.
      if (statement === undefined) touch(ALL, key === 'Id' ? ['Statement'] : STATEMENT_ELEMENTS);
      else touch(statement, [elementOf(statement === inside ? key : stepBehind(inside, statement))]);
    }
  }
  return touched;
}

/** Whether the member of an object is `home`, or what `home` stands in. */
function leadsTo(object: string, key: string, home: string): boolean {
  return home.length > object.length && `${home}/`.startsWith(`${object}${pointerStep(key)}/`);
}

/** What of a pointer is left behind another that leads to it; undefined where that does not. */
function within(pointer: string, home: string): string | undefined {
  return pointer === home || pointer.startsWith(`${home}/`) ? pointer.slice(home.length) : undefined;
}

/** The root, and the pointers of the first steps: a statement stands two deep at most. */
function prefixesOf(pointer: string): readonly string[] {
  const steps = pointer.split('/', 3);
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** The first step of a pointer behind one that leads to it. */
function stepBehind(pointer: string, prefix: string): string {
  return pointer.slice(prefix.length).split('/', 2)[1] ?? '';
}

function elementOf(name: string): StatementElement {
  return Object.hasOwn(ELEMENT_OF, name) ? (ELEMENT_OF[name] as StatementElement) : 'Statement';
}

/** Duplicates by the pointer of the array's element that they stand in. */
export function byElement(duplicates: readonly Duplicate[]): ReadonlyMap<string, readonly Duplicate[]> {
  const groups = new Map<string, Duplicate[]>();
  for (const duplicate of duplicates) {
    const element = duplicate.pointer.split('/', 2).join('/');
    const known = groups.get(element);
    if (known === undefined) groups.set(element, [duplicate]);
    else known.push(duplicate);
  }
  return groups;
}

/** Enough to see what is wrong. Cost: each looks for its place. */
const MANY = 100;

function findingsOf(duplicates: readonly Duplicate[], view: View): readonly Finding[] {
  const told = duplicates.slice(0, MANY).map((duplicate) => findingOf(duplicate, view));
  const left = duplicates.length - told.length;
  if (left === 0) return told;
  return [...told, { ...(told[0] as Finding), message: `${left} more names stand twice in one object` }];
}

function findingOf({ pointer, key }: Duplicate, view: View): Finding {
  return {
    id: 'duplicate-key',
    severity: 'error',
    message: `the name \`${key}\` stands twice in one object`,
    hint: 'JSON parsers keep the last and drop the rest silently; AWS refuses a policy with a name twice',
    place: locate(view, pointer + pointerStep(key), 'key'),
  };
}
