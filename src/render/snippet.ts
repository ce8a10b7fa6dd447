// What stands at a place? Its line, cut to a window, with the place marked underneath.

import type { Place, Source } from '../model/place.js';
import { harmless } from './harmless.js';

export interface Snippet {
  /** The gutter with the line's number: `  7 | `. */
  readonly gutter: string;
  readonly line: string;
  readonly blank: string;
  readonly marks: string;
}

const WIDTH = 100;

/** Cuts the line of a place to a window; a place that goes on over lines is marked on its first. */
export function snippetOf(place: Place, { text }: Source): Snippet {
  const lineStart = place.start - (place.column - 1);
  const newline = text.indexOf('\n', lineStart);
  const lineEnd = (newline === -1 ? text.length : newline) - (text[newline - 1] === '\r' ? 1 : 0);
  const end = Math.max(place.start, Math.min(place.end, lineEnd));

  // The window holds the place whole where it fits, else its beginning, with as much on its left as is left over.
  const spare = Math.max(0, WIDTH - (end - place.start));
  const from =
    lineEnd - lineStart <= WIDTH
      ? lineStart
      : Math.max(lineStart, Math.min(place.start - Math.min(30, spare), lineEnd - WIDTH));
  const to = Math.min(lineEnd, from + WIDTH);

  const lead = from > lineStart ? '…' : '';
  const trail = to < lineEnd ? '…' : '';
  const before = harmless(text.slice(from, place.start).replaceAll('\t', ' '));
  const marked = harmless(text.slice(place.start, Math.min(end, to)).replaceAll('\t', ' '));
  const after = harmless(text.slice(Math.min(end, to), to).replaceAll('\t', ' '));
  const gutter = `${String(place.line).padStart(4)} | `;
  return {
    gutter,
    line: `${lead}${before}${marked}${after}${trail}`,
    blank: `${' '.repeat(gutter.length - 2)}| `,
    marks: `${' '.repeat(lead.length + before.length)}^${'~'.repeat(Math.max(0, marked.length - 1))}`,
  };
}
