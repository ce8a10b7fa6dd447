// Which documents does a text hold? Each is read; what cannot be is told, with its place, and the rest read on.

import type { Finding } from '../model/finding.js';
import { placeAt, type Source } from '../model/place.js';
import type { Json, Policy } from '../model/policy.js';
import { type Decoded, decode } from './bytes.js';
import { walkJson } from './json.js';
import { EXPECTED, readPolicies } from './policies.js';
import { viewOf } from './view.js';

/** What a text holds. */
export interface Reading {
  readonly policies: readonly Policy[];
  /** What could not be read; what is wrong inside a policy that was read stands in the policy. */
  readonly findings: readonly Finding[];
  /** The text itself: what places in it are places of. */
  readonly source: Source;
}

/** Reads bytes: a file, or standard input. */
export function readBytes(name: string, bytes: Uint8Array): Reading {
  return new TextReader(decode(name, bytes)).read();
}

/** Reads text: one document, an array of them, or several one behind the other (NDJSON). */
export function readText(name: string, text: string): Reading {
  return new TextReader({
    source: { name, text: text.startsWith('\ufeff') ? text.slice(1) : text },
    badLines: [],
  }).read();
}

class TextReader {
  readonly #source: Source;
  readonly #badLines: Decoded['badLines'];
  readonly #policies: Policy[] = [];
  readonly #findings: Finding[] = [];

  constructor(decoded: Decoded) {
    this.#source = decoded.source;
    this.#badLines = decoded.badLines;
  }

  read(): Reading {
    const { text } = this.#source;
    if (isBlank(text, 0, text.length)) {
      this.#fail(
        'empty-input',
        'there is nothing in it',
        0,
        0,
        'if `get-policy` printed nothing, look at what it wrote to standard error',
      );
    } else if (this.#badLines.length > 0 || !this.#value(0, text.length)) {
      for (let at = 0; at < text.length; ) at = this.#next(at);
    }
    return { policies: this.#policies, findings: this.#findings, source: this.#source };
  }

  /** Reads what begins at `at`, most often a line of its own; where to go on. */
  #next(at: number): number {
    const { text } = this.#source;
    const end = endOfLine(text, at);
    if (isBlank(text, at, end)) return end + 1;
    const bad = this.#badWithin(at, end);
    if (bad === undefined && (this.#awsError(at, end) || this.#value(at, end))) return end + 1;
    return this.#spread(at);
  }

  /** A value that ends before its line does or goes on over several, or something that is none. */
  #spread(from: number): number {
    const { text } = this.#source;
    const end = walkJson(text, from, {});
    if (typeof end === 'number') {
      const bad = this.#badWithin(from, end);
      if (bad !== undefined) this.#findings.push(bad);
      else if (!this.#value(from, end)) this.#fail('not-json', 'the JSON parser cannot read this value', from, end);
      return end;
    }
    if (/^\s*</.test(text.slice(from, from + 200))) {
      this.#fail(
        'html',
        'this is HTML or XML, not JSON',
        from,
        from + 1,
        'perhaps a sign-in or error page was saved in place of the policy',
      );
      return text.length;
    }
    const bad = this.#badWithin(from, end.at + 1);
    if (bad !== undefined) this.#findings.push(bad);
    else this.#fail('not-json', end.message, end.at, Math.min(end.at + 1, text.length));
    // Whatever is broken, a line that opens a document with its first letter begins something new.
    const again = /\n(?=[{[])/g;
    again.lastIndex = Math.max(from, end.at - 1);
    return again.test(text) ? again.lastIndex : text.length;
  }

  /** A stretch that is one JSON value; false where it is not. */
  #value(start: number, end: number): boolean {
    const { text } = this.#source;
    const slice = text.slice(start, end);
    let json: Json;
    try {
      json = JSON.parse(slice) as Json;
    } catch {
      return false;
    }
    readPolicies(json, slice, () => viewOf(this.#source, start), this.#policies, this.#findings);
    return true;
  }

  #badWithin(start: number, end: number): Finding | undefined {
    return this.#badLines.find(({ place }) => place !== undefined && place.start >= start && place.start < end);
  }

  /** What the AWS CLI says in place of a policy. */
  #awsError(start: number, end: number): boolean {
    const line = this.#source.text.slice(start, Math.min(end, start + 1000));
    const error = /^\s*(?:aws: \[ERROR\]: )?An error occurred \((\w+)\) when calling the \w+ operation/.exec(line)?.[1];
    if (error === undefined) return false;
    const place = placeAt(this.#source, '', start, end);
    if (error === 'ResourceNotFoundException') this.#policies.push(missingPolicy(place));
    else
      this.#fail(
        'aws-error',
        `the AWS CLI failed with \`${error}\`, so there is no policy here`,
        start,
        end,
        'run the command again once it may succeed',
      );
    return true;
  }

  #fail(id: string, message: string, start: number, end: number, hint = EXPECTED): void {
    this.#findings.push({ id, severity: 'error', message, hint, place: placeAt(this.#source, '', start, end) });
  }
}

// AWS: Lambda API reference, GetPolicy: ResourceNotFoundException where the function has no policy, or is not there.
function missingPolicy(place: ReturnType<typeof placeAt>): Policy {
  const finding: Finding = {
    id: 'no-policy',
    severity: 'info',
    message: 'AWS found no policy (`ResourceNotFoundException`), so this is read as an empty one',
    hint: 'AWS says the same of a function that does not exist: check name, qualifier and region',
    place,
  };
  return { statements: [], json: null, duplicates: [], findings: [finding], locate: () => place };
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}
