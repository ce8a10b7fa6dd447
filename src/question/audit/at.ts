// Where in a policy is something?

import type { Part } from '../../model/place.js';

/** A JSON pointer, and what of it. */
export interface At {
  readonly pointer: string;
  readonly part?: Part;
}
