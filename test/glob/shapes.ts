// What does a shape match, by trying every way? And which texts and shapes are there, if they are small?

import { type Part, type Pattern, parsePattern } from '../../src/glob/pattern.js';
import type { Shape } from '../../src/glob/relate.js';

type Item = Shape[number];

export const RUN: Item = { kind: 'run' };
export const ONE: Item = { kind: 'one' };
export const SEGMENT: Item = { kind: 'segment' };
export const within = (of: 'one' | 'run', separator = '/'): Item => ({ kind: 'bounded', of, separator });
export const text = (value: string): Item => ({ kind: 'text', text: value });
export const pattern = (written: string): Pattern => parsePattern(written, { wildcards: true, variables: false });

/** The pattern with a hole where `#` stands and another where `%` does, or with texts for them. */
export const holed = (written: string, values: Readonly<Record<string, string>> = {}): Pattern =>
  [...written].flatMap((letter): readonly Part[] => {
    if (letter !== '#' && letter !== '%') return pattern(letter);
    const value = values[letter];
    return [value === undefined ? { kind: 'hole', name: letter } : { kind: 'text', text: value }];
  });

/** The shape as a test shows it. */
export function nameOf(shape: Shape): string {
  const names = shape.map((item) =>
    item.kind === 'text' ? item.text : item.kind === 'bounded' ? `<${item.of} in ${item.separator}>` : `<${item.kind}>`,
  );
  return names.join('') || 'nothing';
}

/** Every text of at most so many letters, the shorter first. */
export function words(alphabet: readonly string[], length: number): string[] {
  return lists(alphabet, length).map((letters) => letters.join(''));
}

/** Every list of at most so many of the items, the shorter first. */
export function lists<T>(items: readonly T[], length: number): T[][] {
  if (length === 0) return [[]];
  const shorter = lists(items, length - 1);
  const longest = shorter.filter((list) => list.length === length - 1);
  return [...shorter, ...longest.flatMap((list) => items.map((item) => [...list, item]))];
}

/** Every choice of at most so many of the items, each at most once and in their order; the smaller first. */
export function choices<T>(items: readonly T[], size: number): T[][] {
  const choose = (from: number, left: number): T[][] =>
    left === 0
      ? [[]]
      : items.slice(from).flatMap((item, at) => choose(from + at + 1, left - 1).map((rest) => [item, ...rest]));
  return Array.from({ length: size + 1 }, (_, chosen) => choose(0, chosen)).flat();
}

/** The oracle: whether the shape matches, by every way to cut the text between its parts. No holes. */
export function isMatch(shape: Shape, given: string): boolean {
  const letters = [...given];
  const from = (part: number, at: number): boolean => {
    const item = shape[part];
    if (item === undefined) return at === letters.length;
    const ends = Array.from({ length: letters.length - at + 1 }, (_, taken) => at + taken);
    return ends.some((end) => fits(item, letters.slice(at, end)) && from(part + 1, end));
  };
  return from(0, 0);
}

function fits(item: Item, taken: readonly string[]): boolean {
  switch (item.kind) {
    case 'text':
      return taken.join('') === item.text;
    case 'one':
      return taken.length === 1;
    case 'segment':
      return taken.length > 0 && !taken.includes('/');
    case 'bounded':
      return (item.of === 'run' || taken.length === 1) && !taken.includes(item.separator);
    default:
      return item.kind === 'run';
  }
}
