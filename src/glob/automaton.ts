// Which texts do several patterns match together, letter by letter? Their positions as one automaton, walked only as far as asked.

import type { Part, Pattern } from './pattern.js';

/**
 * A pattern that may also ask for a segment (one letter or more, none of them a slash), or for a wildcard that stays
 * on its side of a separator.
 */
export type Shape = readonly (
  | Part
  | { readonly kind: 'segment' }
  | { readonly kind: 'bounded'; readonly of: 'one' | 'run'; readonly separator: string }
)[];

/** One letter, or any but some. */
type Letter = string | { readonly except: string };

interface Token {
  /** May repeat, and may be left out. */
  readonly isRun: boolean;
  readonly letter: Letter;
}

/** Where a pattern ends: whoever is there has matched. */
const END = null;

const ANY: Letter = { except: '' };
const ANY_RUN: Token = { isRun: true, letter: ANY };

/** The positions of all patterns, one behind the other; a text is read by many of them at once. */
export class Automaton {
  readonly #tokens: readonly (Token | typeof END)[];
  /** Where reading may begin: one for each pattern. */
  readonly starts: readonly number[];
  /** Letters that a token names, or a wildcard leaves out. */
  readonly named: ReadonlySet<string>;
  /** Whether every wildcard is `*` as IAM has it. */
  readonly isPlain: boolean;

  constructor(shapes: readonly Shape[]) {
    const lists = shapes.map((shape) => [...tokensOf(shape), END]);
    let start = 0;
    this.starts = lists.map((list) => {
      start += list.length;
      return start - list.length;
    });
    const tokens = lists.flat();
    this.#tokens = tokens;
    this.named = new Set(tokens.flatMap((token) => (token === END ? [] : [...lettersOf(token.letter)])));
    this.isPlain = tokens.every((token) => token === END || typeof token.letter === 'string' || isAnyRun(token));
  }

  isEnd(state: number): boolean {
    return this.#tokens[state] === END;
  }

  isRun(state: number): boolean {
    return this.#tokens[state]?.isRun === true;
  }

  /** Whether every text that goes on from here is matched. */
  isEverything(state: number): boolean {
    const token = this.#tokens[state];
    return token != null && isAnyRun(token) && this.isEnd(state + 1);
  }

  /** The state behind the letter; undefined where it is not taken. A run stays where it is. */
  after(state: number, letter: string): number | undefined {
    const token = this.#tokens[state];
    if (token == null || !takes(token.letter, letter)) return undefined;
    return token.isRun ? state : state + 1;
  }

  /** The letters that make a difference to a state, and whether it takes any other. */
  lettersAt(state: number): { readonly named: readonly string[]; readonly isWild: boolean } {
    const token = this.#tokens[state];
    if (token == null) return { named: [], isWild: false };
    return { named: [...lettersOf(token.letter)], isWild: typeof token.letter !== 'string' };
  }

  /** The states, and those that are reached from them without a letter, in order. */
  closure(states: readonly number[]): readonly number[] {
    const closed = new Set(states);
    // A set is walked in the order it grows.
    for (const state of closed) if (this.isRun(state)) closed.add(state + 1);
    return [...closed].sort((one, other) => one - other);
  }

  /** The closed states behind a letter. */
  step(states: readonly number[], letter: string): readonly number[] {
    return this.closure(states.flatMap((state) => this.after(state, letter) ?? []));
  }

  matches(text: string): boolean {
    let states = this.closure(this.starts);
    for (const letter of text) states = this.step(states, letter);
    return states.some((state) => this.isEnd(state));
  }
}

/** A letter that none of them names: the most readable there is. */
export function otherLetter(...automata: readonly Automaton[]): string {
  const isNamed = (letter: string) => automata.some(({ named }) => named.has(letter));
  const readable = [...'xyzabcdefghijklmnopqrstuvw'].find((letter) => !isNamed(letter));
  if (readable !== undefined) return readable;
  let code = 'à'.codePointAt(0) as number;
  while (isNamed(String.fromCodePoint(code))) code += 1;
  return String.fromCodePoint(code);
}

/** The text of a shape with every letter that is asked for, and every run, as that one. */
export function filledWith(shape: Shape, letter: string, run = letter): string {
  return tokensOf(shape)
    .map((token) => (token.isRun ? run : typeof token.letter === 'string' ? token.letter : letter))
    .join('');
}

/** Whether a shape has no part that only shapes have. */
export function isPattern(shape: Shape): shape is Pattern {
  return shape.every(({ kind }) => kind !== 'segment' && kind !== 'bounded');
}

function isAnyRun({ isRun, letter }: Token): boolean {
  return isRun && typeof letter !== 'string' && letter.except === '';
}

function takes(wanted: Letter, letter: string): boolean {
  return typeof wanted === 'string' ? wanted === letter : !wanted.except.includes(letter);
}

function lettersOf(letter: Letter): string {
  return typeof letter === 'string' ? letter : letter.except;
}

function tokensOf(shape: Shape): readonly Token[] {
  const tokens = shape.flatMap((part): readonly Token[] => {
    switch (part.kind) {
      case 'text':
        return Array.from(part.text, (letter) => ({ isRun: false, letter }));
      case 'one':
        return [{ isRun: false, letter: ANY }];
      case 'segment':
        return [
          { isRun: false, letter: { except: '/' } },
          { isRun: true, letter: { except: '/' } },
        ];
      case 'bounded':
        return [{ isRun: part.of === 'run', letter: { except: part.separator } }];
      default:
        // A hole or a variable may stand for any text.
        return [ANY_RUN];
    }
  });
  // Cost: two runs of any text mean what one means.
  return tokens.filter((token, index) => token !== ANY_RUN || tokens[index - 1] !== ANY_RUN);
}
