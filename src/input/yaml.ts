// Which value does a YAML text hold, and where in it does everything stand? JSON out; it never throws.

import { Composer, type Document, isAlias, isMap, isPair, isScalar, isSeq, Lexer, type Node, Parser } from 'yaml';
import type { Finding } from '../model/finding.js';
import { type Locate, type Part, type Place, placeAt, pointerSteps, type Source } from '../model/place.js';
import type { Json } from '../model/policy.js';
import { MAX_DEPTH, tooDeep } from './json.js';

export interface YamlReading {
  /** Undefined where the text holds no value that can be trusted. */
  readonly json?: Json;
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/** Reads a text of one document. A value with a tag of its own, such as `!Sub a`, becomes `{"!Sub": "a"}`. */
export function readYaml(source: Source): YamlReading {
  return new YamlReader(source).read();
}

/** Enough to see what is wrong. */
const MANY = 20;
/** What aliases may stand for in all: more than people write, and little enough to walk through. */
const MAX_ALIASED = 200_000;
const HINT = 'expected one YAML document, or JSON';

type Token = Parameters<Composer['next']>[0];

/** A value, and how many values stand in it when every alias is written out. */
interface Converted {
  readonly json: Json;
  readonly size: number;
}

/** A member of a mapping as it is found from outside. */
interface Entry {
  /** Undefined for an element of a list. */
  readonly key?: Node;
  readonly value: Node | null;
}

class YamlReader {
  readonly #findings: Finding[] = [];
  /** What anchors stand for at the point that is read: one defined again is another from there on. */
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new Map<Node, Node>();
  readonly #done = new Map<Node, Converted>();
  readonly #entries = new Map<Node, ReadonlyMap<string, Entry>>();
  #root: Node | null = null;
  #aliased = 0;

  constructor(readonly source: Source) {}

  read(): YamlReading {
    const locate: Locate = (pointer, part) => this.#locate(pointer, part);
    const document = this.#document();
    if (document !== undefined) this.#root = document.contents as Node | null;
    const json = document === undefined ? undefined : this.#convert(this.#root, 0).json;
    const isBroken = this.#findings.some(({ severity }) => severity === 'error');
    return { ...(isBroken || json === undefined ? {} : { json }), findings: this.#findings, locate };
  }

  /** The only document of the text. */
  #document(): Document | undefined {
    const tokens = this.#tokens();
    if (tokens === undefined) return undefined;
    const composer = new Composer({ schema: 'core', uniqueKeys: false, keepSourceTokens: false });
    const composed = [...composer.compose(tokens, true, this.source.text.length)];
    const [first, second] = composed.filter(({ contents, errors }) => !isEmpty(contents) || errors.length > 0);
    const errors = composed.flatMap((document) => document.errors);
    for (const { message, pos } of errors.slice(0, MANY)) this.#fault('not-yaml', sentence(message), pos[0], pos[1]);
    if (second !== undefined && errors.length === 0) {
      const start = second.contents?.range[0] ?? 0;
      this.#fault('several-documents', 'a second document begins here', start, start + 1);
    }
    return errors.length > 0 || second !== undefined ? undefined : (first ?? composed[0]);
  }

  /**
   * The text as the library's tokens; undefined where it is nested too deep.
   * Invariant: what composes them recurses, and near the end of the stack V8 ends the process, so depth is bounded here.
   */
  #tokens(): Token[] | undefined {
    const parser = new Parser();
    const tokens: Token[] = [];
    for (const lexeme of new Lexer().lex(this.source.text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_DEPTH) {
        this.#tooDeep(parser.offset - lexeme.length, parser.offset);
        return undefined;
      }
    }
    return [...tokens, ...parser.end()];
  }

  #tooDeep(start: number, end: number): void {
    this.#fault('too-deep', tooDeep('definition'), start, end);
  }

  #convert(node: Node | null, depth: number): Converted {
    if (node === null) return { json: null, size: 1 };
    if (isAlias(node)) return this.#alias(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    const { json, size } = this.#plain(node, depth);
    const tag = node.tag?.startsWith('!') && node.tag.length > 1 ? node.tag : undefined;
    const converted = { json: tag === undefined ? json : { [tag]: json }, size };
    this.#done.set(node, converted);
    return converted;
  }

  #plain(node: Node, depth: number): Converted {
    if (depth > MAX_DEPTH) {
      this.#tooDeep(...this.#rangeOf(node));
      return { json: null, size: 1 };
    }
    if (isMap(node)) return this.#map(node, depth);
    if (!isSeq(node)) return { json: this.#scalar(node), size: 1 };
    const items = node.items.map((item) => (isPair(item) ? null : (item as Node | null)));
    this.#entries.set(node, new Map(items.map((value, index) => [String(index), { value }])));
    const converted = items.map((item) => this.#convert(item, depth + 1));
    return { json: converted.map(({ json }) => json), size: sizeOf(converted) };
  }

  #map(node: Node & { items: unknown[] }, depth: number): Converted {
    const own = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    const values = new Map<string, Converted>();
    this.#entries.set(node, own);
    for (const pair of node.items) {
      const { key, value } = pair as { key: Node; value: Node | null };
      const name = this.#nameOf(key);
      const converted = this.#convert(value, depth + 1);
      if (isMergeKey(key)) {
        this.#merge(value, merged);
        continue;
      }
      if (own.has(name)) this.#duplicate(name, key);
      own.set(name, { key, value });
      values.set(name, converted);
    }
    // YAML: "Merge Key Language-Independent Type": a mapping's own members go before what is merged into it.
    for (const [name, entry] of merged) {
      if (own.has(name)) continue;
      own.set(name, entry);
      values.set(name, this.#again(entry.value));
    }
    const json = Object.fromEntries([...values].map(([name, one]) => [name, one.json]));
    return { json, size: sizeOf([...values.values()]) };
  }

  /** Of several mappings the first goes before those behind it. */
  #merge(value: Node | null, merged: Map<string, Entry>): void {
    const node = this.#resolve(value);
    const sources = isSeq(node) ? node.items.map((item) => this.#resolve(item as Node)) : [node];
    for (const one of sources) {
      if (!isMap(one)) {
        this.#fault('not-yaml', 'only mappings can be merged with `<<`', ...this.#rangeOf(value));
        continue;
      }
      if (this.#aliased > MAX_ALIASED) return;
      for (const [name, entry] of this.#entries.get(one) ?? []) if (!merged.has(name)) merged.set(name, entry);
    }
  }

  #alias(node: Node & { source: string }): Converted {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      this.#fault('not-yaml', `no anchor \`&${node.source}\` stands before this alias`, ...this.#rangeOf(node));
      return { json: null, size: 1 };
    }
    if (!this.#done.has(target)) {
      this.#fault('not-yaml', `the alias \`*${node.source}\` stands in what it stands for`, ...this.#rangeOf(node));
      return { json: null, size: 1 };
    }
    this.#targets.set(node, target);
    return this.#again(target, node);
  }

  /** A value that is there a second time. Values are shared, but whoever reads them goes through each again. */
  #again(value: Node | null, from = value): Converted {
    const node = this.#resolve(value);
    // Once there are too many, what they stand for is not looked at any more.
    const isOver = this.#aliased > MAX_ALIASED;
    const converted = (!isOver && node && this.#done.get(node)) || { json: null, size: 1 };
    const before = this.#aliased;
    this.#aliased += converted.size;
    if (before <= MAX_ALIASED && this.#aliased > MAX_ALIASED) {
      this.#fault('too-many-aliases', 'its aliases stand for more than any definition holds', ...this.#rangeOf(from));
    }
    return converted;
  }

  #resolve(node: Node | null | undefined): Node | null {
    return node ? (this.#targets.get(node) ?? node) : null;
  }

  #scalar(node: Node): Json {
    const value = isScalar(node) ? node.value : null;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    // What JSON does not have stays as it is written.
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#written(node);
  }

  /** A key as text: `200` and `"200"` are one. */
  #nameOf(key: Node | null): string {
    const node = this.#resolve(isAlias(key) ? (this.#anchors.get(key.source) ?? key) : key);
    if (key?.anchor !== undefined) this.#anchors.set(key.anchor, key);
    if (key !== null && !this.#done.has(key)) this.#done.set(key, { json: this.#scalar(key), size: 1 });
    if (node !== null && !isScalar(node))
      this.#fault('not-yaml', 'a name is a text, not a list or a mapping', ...this.#rangeOf(key));
    if (!isScalar(node)) return '';
    return typeof node.value === 'string' ? node.value : (node.source ?? '');
  }

  #written(node: Node): string {
    return this.source.text.slice(...this.#rangeOf(node));
  }

  #rangeOf(node: Node | null): [start: number, end: number] {
    const [start, end] = node?.range ?? [0, 0];
    return [start, end];
  }

  #duplicate(name: string, key: Node): void {
    if (this.#findings.length >= MANY) return;
    const [start, end] = this.#rangeOf(key);
    this.#findings.push({
      id: 'duplicate-key',
      severity: 'warning',
      message: `the name \`${name}\` stands twice in one object`,
      hint: 'the last one is read; remove the others',
      place: placeAt(this.source, '', start, end),
    });
  }

  #fault(id: string, message: string, start: number, end: number): void {
    // Warnings stop at half of this, so there is an error among them.
    if (this.#findings.length >= 2 * MANY) return;
    const { source } = this;
    const place = placeAt(source, '', Math.min(start, source.text.length), Math.min(end, source.text.length));
    this.#findings.push({ id, severity: 'error', message, hint: HINT, place });
  }

  /** The place of a pointer, or of its nearest parent where it leads nowhere. */
  #locate(pointer: string, part: Part = 'value'): Place {
    let entry: Entry = { value: this.#root };
    for (const step of pointerSteps(pointer)) {
      const parent = this.#resolve(entry.value);
      const child = parent === null ? undefined : this.#entries.get(parent)?.get(step);
      if (child === undefined) break;
      entry = child;
    }
    const [start, end] = this.#rangeOf(entry.value);
    // A member without a value has its name only.
    if (entry.key !== undefined && (part === 'key' || start === end))
      return placeAt(this.source, pointer, ...this.#rangeOf(entry.key));
    const letters = typeof part === 'object' ? this.#letters(entry.value) : undefined;
    if (letters === undefined || typeof part === 'string') return placeAt(this.source, pointer, start, end);
    return placeAt(this.source, pointer, letters + part[0], letters + part[1]);
  }

  /** Where the letters of a text begin that is written as it reads. */
  #letters(value: Node | null): number | undefined {
    const node = this.#resolve(value);
    if (!isScalar(node) || typeof node.value !== 'string') return undefined;
    const at = this.#written(node).indexOf(node.value);
    return at === -1 ? undefined : this.#rangeOf(node)[0] + at;
  }
}

/** Whether nothing stands in a document. */
function isEmpty(contents: Document['contents']): boolean {
  return contents === null || (isScalar(contents) && contents.source === '' && contents.tag === undefined);
}

function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

function sizeOf(parts: readonly Converted[]): number {
  return parts.reduce((size, part) => size + part.size, 1);
}

/** A message of the library's as ours are: lower-case, without a full stop. */
function sentence(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
