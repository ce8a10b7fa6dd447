// Does the matcher answer as a slow, obvious one does, and does nothing make it hang?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileMatcher, match } from '../../src/glob/match.js';
import { type Part, type Pattern, parsePattern } from '../../src/glob/pattern.js';
import { inTime } from '../support/in-time.js';

const literal = (text: string): Pattern => parsePattern(text, { wildcards: false, variables: false });

const WILD = { wildcards: true, variables: false };
const read = (text: string) => parsePattern(text, WILD);

/** The oracle: letter by letter, a star tried both ways. */
function accepts([first, ...pattern]: readonly string[], text: readonly string[]): boolean {
  if (first === undefined) return text.length === 0;
  if (first === '*') return accepts(pattern, text) || (text.length > 0 && accepts([first, ...pattern], text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && accepts(pattern, text.slice(1));
}

/** Every text of up to `length` letters. */
function texts(letters: readonly string[], length: number): string[] {
  if (length === 0) return [''];
  const shorter = texts(letters, length - 1);
  return ['', ...shorter.flatMap((text) => letters.map((letter) => letter + text))];
}

describe('the small world', () => {
  const patterns = texts(['a', '/', '*', '?'], 5);
  const candidates = texts(['a', '/', 'b'], 5);

  test('every pattern of up to 5 letters answers every text of up to 5 as the oracle does', () => {
    const spread = candidates.map((text) => [text, [...text]] as const);
    const differing = patterns.flatMap((pattern) => {
      const matches = compileMatcher(read(pattern));
      const letters = [...pattern];
      return spread
        .filter(([text, units]) => (matches(text) === 'yes') !== accepts(letters, units))
        .map(([text]) => `${pattern} on ${text}`);
    });
    expect(patterns.length * candidates.length).toBeGreaterThan(400_000);
    expect(differing).toEqual([]);
  });
});

describe('beyond it', () => {
  const letter = fc.constantFrom('a', 'b', '/', 'é', '😀', '\u{1f601}', '\ud83d', '\ude00');
  const text = fc.string({ unit: letter, maxLength: 10 });
  const pattern = fc.string({ unit: fc.oneof(letter, fc.constantFrom('*', '?')), maxLength: 8 });

  test('code points, lone surrogates too, count as the oracle counts them', () => {
    fc.assert(
      fc.property(pattern, text, (wanted, given) => {
        expect(match(read(wanted), given)).toBe(accepts([...wanted], [...given]) ? 'yes' : 'no');
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });

  test('a text matches itself, and with any stretch of it starred', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (given, a, b) => {
        const points = [...given];
        const [from = 0, to = 0] = [a, b].map((at) => at % (points.length + 1)).sort((x, y) => x - y);
        const [head, tail] = [points.slice(0, from).join(''), points.slice(to).join('')];
        expect(match(literal(given), given)).toBe('yes');
        expect(match([...literal(head), { kind: 'run' }, ...literal(tail)], given)).toBe('yes');
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  test.each([
    ['`?` is one code point', '?', '😀', 'yes'],
    ['two of them are not', '??', '😀', 'no'],
    ['a lone surrogate is one too', '?', '\ud83d', 'yes'],
    ['half a code point is not the whole', '\ud83d*', '😀', 'no'],
    ['nor its other half', '*\ude00', '😀', 'no'],
    ['case counts', 'A*', 'ab', 'no'],
    ['a star crosses slashes and colons', 'a*z', 'a/b:c/z', 'yes'],
    ['nothing is normalised', '\u00e9', 'e\u0301', 'no'],
    ['a line break is a letter like any other', 'a?b*', 'a\nb\n', 'yes'],
    ['beginning and end may not share letters', 'ab*ba', 'aba', 'no'],
  ])('%s', (_, wanted, given, answer) => {
    expect(match(read(wanted), given)).toBe(answer);
  });
});

describe('holes and unfilled variables', () => {
  const HOLE: Part = { kind: 'hole', name: 'Api' };
  const VARIABLE: Part = { kind: 'variable', key: 'aws:username' };
  const open = (pattern: string, stand: Part): Pattern =>
    pattern.split('#').flatMap((piece, index) => [...(index === 0 ? [] : [stand]), ...read(piece)]);
  const patterns = texts(['a', '*', '?', '#'], 4).filter((pattern) => pattern.includes('#'));
  const candidates = texts(['a', 'b'], 4);

  test.each([
    ['a hole', HOLE],
    ['a variable', VARIABLE],
  ] as const)('%s answers unknown, unless even a star in its place fails', (_, stand) => {
    const differing = patterns.flatMap((pattern) =>
      candidates.filter((text) => {
        const mayMatch = accepts([...pattern.replaceAll('#', '*')], [...text]);
        return match(open(pattern, stand), text) !== (mayMatch ? 'unknown' : 'no');
      }),
    );
    expect(differing).toEqual([]);
  });

  test('where it answers no, no value would help', () => {
    const helped = patterns.flatMap((pattern) =>
      candidates
        .filter((text) => match(open(pattern, HOLE), text) === 'no')
        .filter((text) =>
          candidates.some((value) => match(open(pattern, { kind: 'text', text: value }), text) === 'yes'),
        ),
    );
    expect(helped).toEqual([]);
  });
});

describe('an adversary', () => {
  const LETTERS = 'a'.repeat(10_000);

  test.each([
    ['50 stars, and an end that is not there', '*a'.repeat(50).concat('*b'), LETTERS, 'no'],
    ['50 stars, and a middle that is not there', '*a'.repeat(25).concat('*b', '*a'.repeat(25), '*'), LETTERS, 'no'],
    ['50 stars that match', '*a'.repeat(50), LETTERS, 'yes'],
    ['50 stars with question marks', '*?a'.repeat(50).concat('b'), LETTERS, 'no'],
    ['50 stars between astral letters', '*😀'.repeat(50).concat('*b'), '😀'.repeat(10_000), 'no'],
    ['one star before 5,000 letters of which the last differs', `*?${'a'.repeat(5000)}b`, LETTERS, 'no'],
    ['10,000 stars', '*'.repeat(10_000), LETTERS, 'yes'],
    ['10,000 question marks', '?'.repeat(10_000), LETTERS, 'yes'],
  ])('%s: answered in time', (_, wanted, given, answer) => {
    expect(inTime(() => match(read(wanted), given))).toBe(answer);
  });
});
