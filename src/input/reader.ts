// What must a format of input bring to be read? One file in `readers/`, one line in its index.

import type { JsonObject } from '../model/policy.js';
import type { Spot } from './spot.js';

export interface Reader {
  /** The file's name. */
  readonly id: string;
  /** What it reads, as a noun phrase for messages. */
  readonly title: string;
  /** A document that this reader recognises and no other does. */
  readonly sample: string;
  /** A policy document, or one statement of it. */
  readonly holds: 'document' | 'statement';
  recognises(json: JsonObject): boolean;
  /** Where in the input the document stands: an object, or a string with the document inside. */
  document(input: Spot): Spot;
}
