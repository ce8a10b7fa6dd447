// Which policies does this text, or this value, hold? The library's way in; it never throws.

import { type Reading, readBytes, readText } from './read.js';

export interface PolicyText {
  /** What places call the text; default `policy`. */
  readonly source?: string;
}

/**
 * Reads policies: a document, `get-policy` or `add-permission` output, an array of these or several one behind the other.
 * Bytes are decoded; any other value is read as the JSON it would print.
 */
export function parsePolicy(input: unknown, { source = 'policy' }: PolicyText = {}): Reading {
  if (typeof input === 'string') return readText(source, input);
  if (input instanceof Uint8Array) return readBytes(source, input);
  let text: string | undefined;
  try {
    text = JSON.stringify(input);
  } catch {
    // Circles, big integers, a `toJSON` that throws.
    const message = 'the value has no JSON: it goes in circles, or holds what JSON does not have';
    return {
      policies: [],
      findings: [{ id: 'not-json', severity: 'error', message }],
      source: { name: source, text: '' },
    };
  }
  return readText(source, text ?? '');
}
