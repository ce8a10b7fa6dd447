// Which JSON values does a text hold, one behind the other, and what stands between them that is none?

import type { Finding } from '../model/finding.js';
import { placeAt } from '../model/place.js';
import type { Json } from '../model/policy.js';
import type { Decoded } from './bytes.js';
import { walkJson } from './json.js';
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

class ValueReader {
  constructor(
    readonly decoded: Decoded,
    readonly handler: ValueHandler,
  ) {}

  read(): void {
    const { text } = this.decoded.source;
    if (isBlank(text, 0, text.length)) {
      this.#fault(
        'empty-input',
        'there is nothing in it',
        0,
        0,
        'if a command was to print into it, look at what that wrote to standard error',
      );
    } else if (this.decoded.badLines.length > 0 || !this.#value(0, text.length)) {
      for (let at = 0; at < text.length; ) at = this.#next(at);
    }
  }

  /** Reads what begins at `at`, most often a line of its own; where to go on. */
  #next(at: number): number {
    const { text } = this.decoded.source;
    const end = endOfLine(text, at);
    if (isBlank(text, at, end)) return end + 1;
    if (this.#badWithin(at, end) === undefined && (this.handler.line?.(at, end) || this.#value(at, end)))
      return end + 1;
    return this.#spread(at);
  }

  /** A value that ends before its line does or goes on over several, or something that is none. */
  #spread(from: number): number {
    const { text } = this.decoded.source;
    const end = walkJson(text, from, {});
    const bad = this.#badWithin(from, typeof end === 'number' ? end : end.at + 1);
    if (bad !== undefined) this.handler.fault(bad);
    if (typeof end === 'number') {
      if (bad === undefined && !this.#value(from, end))
        this.#fault('not-json', 'the JSON parser cannot read this value', from, end);
      return end;
    }
    if (bad === undefined && /^\s*</.test(text.slice(from, from + 200))) {
      const hint = 'perhaps a sign-in or error page was saved in its place';
      this.#fault('html', 'this is HTML or XML, not JSON', from, from + 1, hint);
    } else if (bad === undefined) this.#fault('not-json', end.message, end.at, Math.min(end.at + 1, text.length));
    // Whatever is broken, a line that opens a document with its first letter begins something new.
    const again = /\n(?=[{[])/g;
    again.lastIndex = Math.max(from, end.at - 1);
    return again.test(text) ? again.lastIndex : text.length;
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

  #badWithin(start: number, end: number): Finding | undefined {
    return this.decoded.badLines.find(({ place }) => place !== undefined && place.start >= start && place.start < end);
  }

  #fault(id: string, message: string, start: number, end: number, hint = this.handler.expected): void {
    this.handler.fault({ id, severity: 'error', message, hint, place: placeAt(this.decoded.source, '', start, end) });
  }
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}
