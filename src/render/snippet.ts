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
  const start = Math.min(place.start, lineEnd);
  const end = Math.max(start, Math.min(place.end, lineEnd));

  // The window holds the place whole where it fits, else its beginning, with as much on its left as is left over.
  const spare = Math.max(0, WIDTH - (end - start));
  const isShort = lineEnd - lineStart <= WIDTH;
  const from = isShort ? lineStart : Math.max(lineStart, Math.min(start - Math.min(30, spare), lineEnd - WIDTH));
  const to = Math.min(lineEnd, from + WIDTH);

  const window = text.slice(from, to).replaceAll('\t', ' ');
  const shown = harmless(window);
  // What is behind an offset reads the same with or without what is in front of it; not the other way round.
  const columnOf = (offset: number) => Math.max(0, shown.length - harmless(window.slice(offset - from)).length);
  const lead = from > lineStart ? '…' : '';
  const [markStart, markEnd] = [columnOf(start), columnOf(Math.min(end, to))];
  const gutter = `${String(place.line).padStart(4)} | `;
  return {
    gutter,
    line: `${lead}${shown}${to < lineEnd ? '…' : ''}`,
    blank: `${' '.repeat(gutter.length - 2)}| `,
    marks: `${' '.repeat(lead.length + markStart)}^${'~'.repeat(Math.max(0, markEnd - markStart - 1))}`,
  };
}
