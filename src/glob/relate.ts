// Is there a text that two patterns both match?

import type { Part, Pattern } from './pattern.js';

/** A pattern that may also ask for a segment: one letter or more, none of them a slash. */
export type Shape = readonly (Part | { readonly kind: 'segment' })[];

interface Token {
  /** May repeat, and may be left out. */
  readonly isRun: boolean;
  /** One letter, any letter, or any but a slash. */
  readonly letter: string | 'any' | 'inside';
}

/** Whether some text matches both. Cost: the product of their lengths. */
export function overlaps(a: Pattern | Shape, b: Pattern | Shape): boolean {
  const [left, right] = [tokensOf(a), tokensOf(b)];
  const width = right.length + 1;
  const seen = new Set<number>([0]);
  const visit = (i: number, j: number) => void seen.add(i * width + j);
  // A set is walked in the order it grows.
  for (const state of seen) {
    const [i, j] = [Math.floor(state / width), state % width];
    const [one, other] = [left[i], right[j]];
    if (one === undefined && other === undefined) return true;
    if (one?.isRun) visit(i + 1, j);
    if (other?.isRun) visit(i, j + 1);
    if (one && other && share(one.letter, other.letter)) visit(one.isRun ? i : i + 1, other.isRun ? j : j + 1);
  }
  return false;
}

function share(a: Token['letter'], b: Token['letter']): boolean {
  if (a === 'any' || b === 'any' || a === b) return true;
  return (a === 'inside' && b !== '/') || (b === 'inside' && a !== '/');
}

function tokensOf(shape: Shape): Token[] {
  return shape.flatMap((part): Token[] => {
    switch (part.kind) {
      case 'text':
        return Array.from(part.text, (letter) => ({ isRun: false, letter }));
      case 'one':
        return [{ isRun: false, letter: 'any' }];
      case 'segment':
        return [
          { isRun: false, letter: 'inside' },
          { isRun: true, letter: 'inside' },
        ];
      default:
        // A hole or a variable may stand for any text.
        return [{ isRun: true, letter: 'any' }];
    }
  });
}
