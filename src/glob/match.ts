// Does a pattern match a text? In linear time in practice, text × pattern at worst; no RegExp is built from either.

import { isOpen, type Part, type Pattern, printPattern } from './pattern.js';
import type { Truth } from './truth.js';

export type Matcher = (text: string) => Truth;

const ONE = -1;
const RUN = -2;

/** A function that answers whether the whole text matches. What meets a hole or an unfilled variable is `unknown`. */
export function compileMatcher(pattern: Pattern): Matcher {
  // A hole may stand for any text: where even a star in its place fails, no value helps; else the value decides.
  const match: Truth = isOpen(pattern) ? 'unknown' : 'yes';
  if (pattern.length === 1 && pattern[0]?.kind === 'run') return () => 'yes';
  const isPlain = pattern.every((part) => part.kind !== 'one' && !(part.kind === 'text' && hasSurrogate(part.text)));
  return isPlain ? matchPieces(piecesOf(pattern), match) : matchTokens(tokensOf(pattern), match);
}

/** Whether the whole text matches the pattern; see `compileMatcher` for many texts. */
export function match(pattern: Pattern, text: string): Truth {
  return compileMatcher(pattern)(text);
}

/**
 * How many letters of the pattern, as it prints, some beginning of the text still follows: where a mismatch is to be shown.
 * Cost: text × pattern; for reports only.
 */
export function agreement(pattern: Pattern, text: string): number {
  const tokens = pattern.flatMap((part) =>
    part.kind === 'text'
      ? Array.from(part.text, (letter) => ({ letter, width: letter.length }))
      : [{ letter: part.kind, width: printPattern([part]).length }],
  );
  const isRun = (index: number) =>
    tokens[index] !== undefined && tokens[index]?.letter.length !== 1 && tokens[index]?.letter !== 'one';
  let states = new Set([0]);
  let furthest = 0;
  for (const letter of [...text, '']) {
    const next = new Set<number>();
    // A set is walked in the order it grows: a run may be left at once, and the state behind it is looked at too.
    for (const state of states) {
      furthest = Math.max(furthest, state);
      if (isRun(state)) {
        states.add(state + 1);
        next.add(state);
      } else if (tokens[state]?.letter === letter || (tokens[state]?.letter === 'one' && letter !== ''))
        next.add(state + 1);
    }
    states = next;
  }
  return tokens.slice(0, furthest).reduce((sum, token) => sum + token.width, 0);
}

/** The literal texts between stars: `a*b*` is `a`, `b`, and nothing. */
function piecesOf(pattern: Pattern): string[] {
  const pieces = [''];
  for (const part of pattern) {
    if (part.kind === 'text') pieces[pieces.length - 1] += part.text;
    else pieces.push('');
  }
  return pieces;
}

// Without `?` and surrogates, code units are as good as code points, and the engine's own search is fast.
function matchPieces(pieces: readonly string[], match: Truth): Matcher {
  const first = pieces[0] as string;
  const last = pieces.at(-1) as string;
  if (pieces.length === 1) return (text) => (text === first ? match : 'no');
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  const least = first.length + last.length + middle.reduce((sum, piece) => sum + piece.length, 0);
  if (middle.length === 0) {
    return (text) => (text.length >= least && text.endsWith(last) && text.startsWith(first) ? match : 'no');
  }
  return (text) => {
    if (text.length < least || !text.endsWith(last) || !text.startsWith(first)) return 'no';
    const end = text.length - last.length;
    let at = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found === -1 || found + piece.length > end) return 'no';
      at = found + piece.length;
    }
    return match;
  };
}

function tokensOf(pattern: Pattern): number[] {
  return pattern.flatMap((part: Part) => {
    if (part.kind === 'text') return codePoints(part.text);
    return part.kind === 'one' ? [ONE] : [RUN];
  });
}

function matchTokens(tokens: readonly number[], match: Truth): Matcher {
  return (text) => {
    const letters = codePoints(text);
    let at = 0;
    let token = 0;
    // The last star seen, and how far its text reaches: only that star ever needs to give more.
    let star = -1;
    let starEnd = 0;
    while (at < letters.length) {
      const wanted = tokens[token];
      if (wanted === RUN) {
        star = token++;
        starEnd = at;
      } else if (wanted !== undefined && (wanted === ONE || wanted === letters[at])) {
        token++;
        at++;
      } else if (star !== -1) {
        token = star + 1;
        at = ++starEnd;
      } else {
        return 'no';
      }
    }
    while (tokens[token] === RUN) token++;
    return token === tokens.length ? match : 'no';
  };
}

function hasSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

function codePoints(text: string): number[] {
  return Array.from(text, (letter) => letter.codePointAt(0) as number);
}
