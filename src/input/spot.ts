// Where does a JSON value stand? Known at once by its pointer; its place in the text is looked for only when asked.

import { type Part, type Place, pointerStep } from '../model/place.js';
import type { Json } from '../model/policy.js';
import { embed, locate, type View } from './view.js';

export class Spot {
  constructor(
    readonly json: Json,
    /** Makes the view once, when first asked for; see `lazily`. */
    readonly makeView: () => View,
    /** From the view's root. */
    readonly pointer = '',
  ) {}

  get view(): View {
    return this.makeView();
  }

  child(step: string | number): Spot {
    const json = (this.json as Record<string | number, Json>)[step] as Json;
    return new Spot(json, this.makeView, this.pointer + pointerStep(step));
  }

  /** The document inside a string. Cost: holds on to neither the string nor what is around it; both can be read again. */
  inside(json: Json): Spot {
    const { makeView, pointer } = this;
    return new Spot(
      json,
      lazily(() => embed(makeView(), pointer)),
    );
  }

  /** The place of a pointer that begins here. */
  locate(pointer = '', part: Part = 'value'): Place {
    return locate(this.view, this.pointer + pointer, part);
  }
}

export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
