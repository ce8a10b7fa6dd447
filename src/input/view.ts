// Which stretch of the source does a JSON pointer name, also inside a document that is embedded as a string?

import { type Part, type Place, placeAt, pointerSteps, type Source } from '../model/place.js';
import { type JsonSpan, walkJson } from './json.js';

/** A text that holds a JSON value: the source itself, or the content of a string in it. */
export interface View {
  readonly source: Source;
  readonly text: string;
  /** Where the value begins in `text`. */
  readonly start: number;
  /** What leads to the value from the root of its document in the source. */
  readonly pointer: string;
  /** Offset in `text` to offset in the source. */
  readonly toSource: (offset: number) => number;
  /** The children of containers looked into so far, by where the container begins. */
  readonly children: Map<number, ReadonlyMap<string, JsonSpan>>;
}

export function viewOf(source: Source, start = 0): View {
  return { source, text: source.text, start, pointer: '', toSource: (offset) => offset, children: new Map() };
}

/** The document that stands as a string at `pointer`. */
export function embed(view: View, pointer: string): View {
  const { start, end } = spanOf(view, pointer);
  const text = JSON.parse(view.text.slice(start, end)) as string;
  let table: RawOffsets | undefined;
  const toSource = (offset: number) => {
    table ??= new RawOffsets(view.text, start);
    return view.toSource(table.at(offset));
  };
  return { source: view.source, text, start: 0, pointer: view.pointer + pointer, toSource, children: new Map() };
}

/** The place of a pointer, or of its nearest parent where it leads nowhere. For findings and reasons only. */
export function locate(view: View, pointer: string, part: Part = 'value'): Place {
  const { start, end, keyStart, keyEnd } = spanOf(view, pointer);
  if (part === 'key')
    return keyEnd > keyStart ? placeOf(view, pointer, keyStart, keyEnd) : placeOf(view, pointer, start, end);
  if (part === 'value' || view.text[start] !== '"') return placeOf(view, pointer, start, end);
  const letters = new RawOffsets(view.text, start);
  return placeOf(view, pointer, letters.at(part[0]), letters.at(part[1]));
}

/** A stretch of the view's text as a place in the source. */
export function placeOf(view: View, pointer: string, start: number, end: number): Place {
  return placeAt(view.source, view.pointer + pointer, view.toSource(start), view.toSource(end));
}

function spanOf(view: View, pointer: string): JsonSpan {
  let span = childrenOf(view, view.start).get('') ?? wholeOf(view);
  for (const step of pointerSteps(pointer)) {
    const child = childrenOf(view, span.start).get(`/${step}`);
    if (child === undefined) break;
    span = child;
  }
  return span;
}

function wholeOf(view: View): JsonSpan {
  return { depth: 0, step: '', start: view.start, end: view.text.length, keyStart: view.start, keyEnd: view.start };
}

/** The container at an offset (as '') and its children (as '/name'); of duplicates the last, as `JSON.parse` has it. */
function childrenOf(view: View, at: number): ReadonlyMap<string, JsonSpan> {
  let children = view.children.get(at);
  if (children === undefined) {
    const found = new Map<string, JsonSpan>();
    walkJson(view.text, at, {
      value(span) {
        if (span.depth === 0) found.set('', span);
        if (span.depth === 1) found.set(`/${span.step}`, span);
      },
    });
    view.children.set(at, found);
    children = found;
  }
  return children;
}

const STRIDE = 1024;

/** Where the letters of a decoded string stand in the raw one; remembers every 1024th. */
class RawOffsets {
  readonly #raw: string;
  readonly #marks: number[];

  constructor(raw: string, open: number) {
    this.#raw = raw;
    this.#marks = [open + 1];
  }

  at(offset: number): number {
    const mark = Math.floor(offset / STRIDE);
    while (this.#marks.length <= mark) this.#marks.push(this.#walk(this.#marks.at(-1) as number, STRIDE));
    return this.#walk(this.#marks[mark] as number, offset % STRIDE);
  }

  #walk(from: number, letters: number): number {
    let at = from;
    for (let letter = 0; letter < letters; letter++)
      at += this.#raw[at] !== '\\' ? 1 : this.#raw[at + 1] === 'u' ? 6 : 2;
    return at;
  }
}
