// Which JSON values does a text hold, one behind the other, and what stands between them that is none?

import type { Finding } from '../model/finding.js';
import { placeAt } from '../model/place.js';
import type { Json } from '../model/policy.js';
import type { Decoded } from './bytes.js';
import { type JsonFault, type JsonSpan, walkJson } from './json.js';
import { type View, viewOf } from './view.js';

/** What is done with what a text holds. */
export interface ValueHandler {
  /** A value, its text, and its view for whoever has to look closer. */
  value(json: Json, text: string, view: () => View): void;
  /** What is no value: a finding of severity `error` with its place. */
  fault(finding: Finding): void;
  /** A line that is understood without being JSON; true where it was. */
  line?(start: number, end: number): boolean;
  /** What a value should be, for hints. */
  readonly expected: string;
}

/** Reads one value, or several (NDJSON, or spread over lines); goes on behind what cannot be read. */
export function readValues(decoded: Decoded, handler: ValueHandler): void {
  new ValueReader(decoded, handler).read();
}

const MANY = 100;

class ValueReader {
  readonly #text: string;
  /** The end of the line that is being read: many values may stand on one. */
  #lineEnd = -1;
  /** Whether what is read are the elements of an array that is broken: commas and its end stand between them. */
  #inArray = false;
  /** Where the next line begins that opens a document. */
  #opening = -1;
  /** How many broken values ran on into what comes after them. */
  #strays = 0;

  constructor(
    readonly decoded: Decoded,
    readonly handler: ValueHandler,
  ) {
    this.#text = decoded.source.text;
  }

  read(): void {
    const { length } = this.#text;
    if (isBlank(this.#text, 0, length)) {
      const hint = 'if a command was to print into it, look at what that wrote to standard error';
      this.#fault('empty-input', 'there is nothing in it', 0, 0, hint);
    } else if (this.decoded.badLines.length > 0 || !this.#value(0, length)) {
      for (let at = 0; at < length; ) at = this.#next(at);
    }
  }

  /** Reads what begins at `at`, most often a line of its own; where to go on. */
  #next(at: number): number {
    // Files put together bring their byte order marks along.
    if (this.#text[at] === '\ufeff' || (this.#inArray && /[\s,\]]/.test(this.#text[at] as string))) return at + 1;
    if (at > this.#lineEnd) this.#lineEnd = endOfLine(this.#text, at);
    const end = this.#lineEnd;
    if (isBlank(this.#text, at, end)) return end + 1;
    const isGood = this.#badWithin(at, end) === undefined;
    return isGood && (this.handler.line?.(at, end) || this.#value(at, end)) ? end + 1 : this.#spread(at);
  }

  /** A value that ends before its line does or goes on over several, or something that is none. */
  #spread(from: number): number {
    const stop = this.#nextOpening(from);
    // Cost: a value may go on over such lines, but where that has often led nowhere it is no longer tried.
    const end = this.#strays > MANY ? this.#walkWithin(from, stop) : walkJson(this.#text, from, {});
    if (typeof end === 'number') {
      this.#whole(from, end);
      return end;
    }
    const array = this.#brokenArray(from, end);
    if (array !== undefined) return array;
    if (end.at >= stop) this.#strays += 1;
    this.#broken(from, stop, end.at < stop ? end : this.#walkWithin(from, stop));
    return stop;
  }

  /** Whatever is broken, a line that opens a document with its first letter begins something new. */
  #nextOpening(from: number): number {
    if (this.#opening <= from) {
      const opening = /\n(?=[{[])/g;
      opening.lastIndex = from;
      this.#opening = opening.test(this.#text) ? opening.lastIndex : this.#text.length;
    }
    return this.#opening;
  }

  /** An array with a fault in it: its elements before the fault are read, and those that stand like them behind it. */
  #brokenArray(from: number, fault: JsonFault): number | undefined {
    const open = firstLetter(this.#text, from);
    if (this.#text[open] !== '[') return undefined;
    const elements: JsonSpan[] = [];
    walkJson(this.#text, open, { value: (span) => span.depth === 1 && elements.push(span) });
    // Printed on lines of their own, elements begin alike; on one line nothing tells where the next one begins.
    const first = this.#text.indexOf('\n', open);
    const isOwnLine = first !== -1 && isBlank(this.#text, open + 1, first);
    const indent = !isOwnLine ? undefined : /^\n[ \t]*(?=\{)/.exec(this.#text.slice(first, first + 1000))?.[0];
    if (indent === undefined) return undefined;
    for (const { start, end } of elements) this.#whole(start, end);
    const behind = Math.max(fault.at, elements.at(-1)?.end ?? open);
    this.#broken(elements.at(-1)?.end ?? from, behind + 1, fault);
    const next = this.#text.indexOf(`${indent}{`, behind);
    this.#inArray = next !== -1;
    return next === -1 ? this.#text.length : next + indent.length;
  }

  /** A stretch that is known to be one JSON value, which counts only where its bytes are text. */
  #whole(start: number, end: number): void {
    const bad = this.#badWithin(start, end);
    if (bad !== undefined) this.handler.fault(bad);
    else if (!this.#value(start, end)) this.#fault('not-json', 'the JSON parser cannot read this value', start, end);
  }

  #walkWithin(from: number, stop: number): number | JsonFault {
    const end = walkJson(this.#text.slice(from, stop), 0, {});
    return typeof end === 'number' ? from + end : { ...end, at: from + end.at };
  }

  #broken(from: number, stop: number, fault: number | JsonFault): void {
    const bad = this.#badWithin(from, stop);
    const first = firstLetter(this.#text, from);
    if (bad !== undefined) this.handler.fault(bad);
    else if (this.#text[first] === '<') {
      const hint = 'perhaps a sign-in or error page was saved in its place';
      this.#fault('html', 'this is HTML or XML, not JSON', first, first + 1, hint);
    } else if (typeof fault !== 'number') {
      this.#fault('not-json', fault.message, fault.at, Math.min(fault.at + 1, this.#text.length));
    }
  }

  /** A stretch that is one JSON value; false where it is not. */
  #value(start: number, end: number): boolean {
    const { source } = this.decoded;
    const slice = source.text.slice(start, end);
    let json: Json;
    try {
      json = JSON.parse(slice) as Json;
    } catch {
      return false;
    }
    this.handler.value(json, slice, () => viewOf(source, start));
    return true;
  }

  /** The first line of bad bytes in a stretch; they are in order, so half of them can be left out at each look. */
  #badWithin(start: number, end: number): Finding | undefined {
    const { badLines } = this.decoded;
    let low = 0;
    for (let high = badLines.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (startOf(badLines[middle]) < start) low = middle + 1;
      else high = middle;
    }
    return startOf(badLines[low]) < end ? badLines[low] : undefined;
  }

  #fault(id: string, message: string, start: number, end: number, hint = this.handler.expected): void {
    this.handler.fault({ id, severity: 'error', message, hint, place: placeAt(this.decoded.source, '', start, end) });
  }
}

function startOf(finding: Finding | undefined): number {
  return finding?.place?.start ?? Number.POSITIVE_INFINITY;
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

function isBlank(text: string, start: number, end: number): boolean {
  return firstLetter(text, start, end) === end;
}

/** Where white space, controls and byte order marks end. */
function firstLetter(text: string, start: number, end = text.length): number {
  let at = start;
  while (at < end && (text.charCodeAt(at) <= 0x20 || text.charCodeAt(at) === 0xfeff)) at += 1;
  return at;
}
