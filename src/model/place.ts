// Where in a text did something stand? A source, a JSON pointer, and lines and columns derived when asked for.

/** A stretch of a text. Offsets are UTF-16 code units from 0, lines and columns count from 1. */
export interface Place {
  /** The name of the text: a file, `<stdin>`, or what the caller called it. */
  readonly source: string;
  /** RFC 6901; crosses into an embedded document as if it stood there itself. Empty: the whole document. */
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** A text with a name: what snippets are cut from. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Of what stands at a pointer: the member's name, its value, or letters inside a string (as it reads, not as it is written). */
export type Part = 'key' | 'value' | readonly [start: number, end: number];

/** Finds the place of a JSON pointer; costs nothing until called. */
export type Locate = (pointer: string, part?: Part) => Place;

const lineStarts = new WeakMap<Source, readonly number[]>();

/** Where each line of a source begins; worked out once. */
function lineStartsOf(source: Source): readonly number[] {
  let starts = lineStarts.get(source);
  if (starts === undefined) {
    const found = [0];
    for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) found.push(at + 1);
    lineStarts.set(source, found);
    starts = found;
  }
  return starts;
}

/** Line and column of an offset, both from 1. */
export function lineAndColumn(source: Source, offset: number): { line: number; column: number } {
  const starts = lineStartsOf(source);
  let low = 0;
  for (let high = starts.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

export function placeAt(source: Source, pointer: string, start: number, end: number): Place {
  return { source: source.name, pointer, start, end, ...lineAndColumn(source, start) };
}

/** One step of a JSON pointer, escaped as RFC 6901 wants it. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The steps of a JSON pointer, unescaped. */
export function pointerSteps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
