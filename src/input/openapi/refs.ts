// What does a `$ref` stand for? Only what stands in the same document; no file and no URL is ever opened.

import { pointerSteps } from '../../model/place.js';
import type { Located, Telling } from '../definition-reader.js';
import { wordIn } from './fields.js';

/** More steps than any document takes; without a bound, reading would take their square. */
const MAX_STEPS = 50;

/** What stands at the end of a value's `$ref`s; the value itself where it has none, undefined where they lead nowhere. */
export function follow(start: Located, told: Telling): Located | undefined {
  const seen = new Set<Located>();
  for (let at = start; ; ) {
    const ref = at.child('$ref');
    if (ref === undefined) return at;
    if (seen.has(at) || seen.size > MAX_STEPS) {
      tell(ref, told, 'circular-ref', `the reference ${shown(ref)} leads back to itself`);
      return undefined;
    }
    seen.add(at);
    const next = target(ref, told);
    if (next === undefined) return undefined;
    at = next;
  }
}

function target(ref: Located, told: Telling): Located | undefined {
  const { json } = ref;
  if (typeof json !== 'string' || !json.startsWith('#')) {
    const hint = 'put the documents together into one first; nothing else is opened';
    if (typeof json === 'string')
      tell(ref, told, 'foreign-ref', `the reference ${shown(ref)} leads out of this document`, hint);
    else tell(ref, told, 'bad-ref', 'a reference is a text such as `#/components/…`');
    return undefined;
  }
  const at = found(json, ref.root);
  if (at === undefined) tell(ref, told, 'bad-ref', `the reference ${shown(ref)} leads nowhere in this document`);
  return at;
}

/** Cost: a pointer may be as long as the document, and many may follow it. */
const targets = new WeakMap<Located, Map<string, Located | undefined>>();

function found(ref: string, root: Located): Located | undefined {
  const known = targets.get(root) ?? new Map<string, Located | undefined>();
  targets.set(root, known);
  if (!known.has(ref)) known.set(ref, search(ref, root));
  return known.get(ref);
}

function search(ref: string, root: Located): Located | undefined {
  const pointer = decoded(ref.slice(1));
  let at: Located | undefined = pointer === '' || pointer?.startsWith('/') ? root : undefined;
  for (const step of pointerSteps(pointer ?? '')) at = at?.child(step);
  return at;
}

// RFC 6901, section 6: a pointer in a URI is percent-encoded.
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function shown(ref: Located): string {
  return `\`${wordIn(ref).slice(0, 100)}\``;
}

function tell(ref: Located, told: Telling, id: string, message: string, hint?: string): void {
  told.tell({ id, severity: 'error', message, ...(hint === undefined ? {} : { hint }), place: ref.place() });
}
