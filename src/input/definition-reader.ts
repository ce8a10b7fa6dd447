// What must a kind of document that declares an API bring to be read? One file in `definitions/`, one line in its index.

import type { Api, ApiType } from '../model/api.js';
import type { Finding } from '../model/finding.js';
import { type Locate, type Place, pointerStep } from '../model/place.js';
import { isJsonObject, type Json, type JsonObject } from '../model/policy.js';

export interface DefinitionReader {
  /** The file's name. */
  readonly id: string;
  /** What it reads, as a noun phrase for messages. */
  readonly title: string;
  /** A document that this reader recognises and no other does. */
  readonly sample: string;
  recognises(json: JsonObject): boolean;
  /** Undefined where nothing sensible is left; then something was told. */
  read(document: Located, told: Telling): Api | undefined;
}

/** What was asked with the document, and who hears what is wrong with it. */
export interface Telling {
  /** Which type of API it is to be, where somebody said so. */
  readonly type?: ApiType;
  /** The same thing about the same place is told once. */
  tell(finding: Finding): void;
}

/** A document as JSON, whatever it was written in. */
interface DocumentText {
  readonly json: Json;
  readonly locate: Locate;
}

/**
 * A value of a document, and where it stands.
 * Invariant: all that are reached from one root by the same steps are one object, so that work on them can be remembered.
 */
export class Located {
  readonly root: Located;
  #children: Map<string, Located> | undefined;
  #places: Map<'key' | 'value', Place> | undefined;

  constructor(
    readonly document: DocumentText,
    readonly json: Json = document.json,
    readonly pointer = '',
    root?: Located,
  ) {
    this.root = root ?? this;
  }

  /** A member, or an element of a list; undefined where there is none. */
  child(step: string | number): Located | undefined {
    const { json } = this;
    const name = String(step);
    const isThere = Array.isArray(json) ? /^\d+$/.test(name) : isJsonObject(json);
    if (!isThere || !Object.hasOwn(json as object, name)) return undefined;
    this.#children ??= new Map();
    let child = this.#children.get(name);
    if (child === undefined) {
      const value = (json as Record<string, Json>)[name] as Json;
      child = new Located(this.document, value, this.pointer + pointerStep(name), this.root);
      this.#children.set(name, child);
    }
    return child;
  }

  /** The members of an object, by name in the order of the document; of anything else none. */
  members(): readonly (readonly [name: string, value: Located])[] {
    if (!isJsonObject(this.json)) return [];
    return Object.keys(this.json).map((name) => [name, this.child(name) as Located]);
  }

  /** The elements of a list; of anything else none. */
  elements(): readonly Located[] {
    if (!Array.isArray(this.json)) return [];
    return [...this.json.keys()].map((index) => this.child(index) as Located);
  }

  /** Cost: looks through the text, once. */
  place(part: 'key' | 'value' = 'value'): Place {
    this.#places ??= new Map();
    let place = this.#places.get(part);
    if (place === undefined) {
      place = this.document.locate(this.pointer, part);
      this.#places.set(part, place);
    }
    return place;
  }
}
