// Which policies does this text, or this value, hold? The library's way in; it never throws.

import { type Reading, readText } from './read.js';

export interface PolicyText {
  /** What places call the text; default `policy`. */
  readonly source?: string;
}

/**
 * Reads policies: a document, `get-policy` or `add-permission` output, an array of these or several one behind the other.
 * A value that is not a string is read as the JSON it would print.
 */
export function parsePolicy(input: unknown, { source = 'policy' }: PolicyText = {}): Reading {
  if (typeof input === 'string') return readText(source, input);
  try {
    return readText(source, JSON.stringify(input) ?? '');
  } catch (error) {
    const message = `the value has no JSON: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    return {
      policies: [],
      findings: [{ id: 'not-json', severity: 'error', message }],
      source: { name: source, text: '' },
    };
  }
}
