// How is a pattern read and printed, cut, joined and filled?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from '../../src/glob/match.js';
import {
  type Filling,
  fillPattern,
  hasVariable,
  hasWildcard,
  isOpen,
  literalOf,
  type Part,
  type Pattern,
  parsePattern,
  printPattern,
  sampleOf,
  splitPattern,
} from '../../src/glob/pattern.js';

const FULL = { wildcards: true, variables: true };
const WILD = { wildcards: true, variables: false };
const NONE = { wildcards: false, variables: false };
const VARIABLES = { wildcards: false, variables: true };
const PLAIN = { wildcards: false, variables: false };

const text = (value: string): Part => ({ kind: 'text', text: value });
const variable = (key: string): Part => ({ kind: 'variable', key });
const run: Part = { kind: 'run' };
const one: Part = { kind: 'one' };
const hole: Part = { kind: 'hole', name: 'Api' };

describe('reading', () => {
  test.each<[string, string, typeof FULL, Pattern]>([
    ['nothing is no part at all', '', FULL, []],
    ['letters are one text', 'a:b/c', FULL, [text('a:b/c')]],
    ['a star is a run', 'a*', FULL, [text('a'), run]],
    ['a question mark is one letter', '?b', FULL, [one, text('b')]],
    ['stars in a row are one star', 'a***b', FULL, [text('a'), run, text('b')]],
    ['stars with a letter between stay two', '*?*', FULL, [run, one, run]],
    ['without wildcards, star and question mark are letters', 'a*?', PLAIN, [text('a*?')]],
    ['brackets, braces and exclamation marks are letters', '[a]{b,c}!#', FULL, [text('[a]{b,c}!#')]],
    ['a backslash escapes nothing', '\\*', FULL, [text('\\'), run]],
    ['a variable', 'a${aws:username}b', FULL, [text('a'), variable('aws:username'), text('b')]],
    ['a variable without wildcards', '${k}*', VARIABLES, [variable('k'), text('*')]],
    ['two variables in a row', '${a}${b}', FULL, [variable('a'), variable('b')]],
    ['blanks around a key do not count', '${ k }', FULL, [variable('k')]],
    ['a default in single quotes', "${k, 'v w'}", FULL, [{ kind: 'variable', key: 'k', fallback: 'v w' }]],
    ['a default that is empty', "${k,''}", FULL, [{ kind: 'variable', key: 'k', fallback: '' }]],
    ['a star in a default is no wildcard', "${k, '*'}", FULL, [{ kind: 'variable', key: 'k', fallback: '*' }]],
    ['a default without quotes is part of the key', '${k, v}', FULL, [variable('k, v')]],
    ['${*}, ${?} and ${$} are the letters themselves', 'a${*}${?}${$}b', FULL, [text('a*?$b')]],
    ['${$} before a brace opens nothing', '${$}{k}', FULL, [text('${k}')]],
    ['an unclosed ${ is text', 'a${b', FULL, [text('a${b')]],
    ['a star behind an unclosed ${ is still a star', '${*', FULL, [text('${'), run]],
    ['`$default` is plain text', '*/$default', FULL, [run, text('/$default')]],
    ['a dollar at the end is plain text', 'a$', FULL, [text('a$')]],
    ['a path parameter is plain text', '/{proxy+}', FULL, [text('/{proxy+}')]],
    ['without variables, ${ is plain text and a star in it a star', '${*}', WILD, [text('${'), run, text('}')]],
    ['without either, everything is one text', '${k}*', PLAIN, [text('${k}*')]],
  ])('%s', (_, written, syntax, parts) => {
    expect(parsePattern(written, syntax)).toEqual(parts);
  });
});

describe('printing', () => {
  test.each<[string, Pattern, string]>([
    ['a star that is a letter is escaped', [text('a*?')], 'a${*}${?}'],
    ['a ${ that is text is escaped', [text('${k}')], '${$}{k}'],
    ['a lone dollar is not', [text('$default')], '$default'],
    ['a variable with a default', [{ kind: 'variable', key: 'k', fallback: 'v' }], "${k, 'v'}"],
    ['a hole shows its name', [hole, run], '<Api>*'],
  ])('%s', (_, pattern, printed) => {
    expect(printPattern(pattern)).toBe(printed);
  });

  const piece = fc.constantFrom(
    'a',
    ':',
    '/',
    '*',
    '?',
    '$',
    '{',
    '}',
    '${',
    '${k}',
    "${k, 'v'}",
    '${*}',
    '${$}',
    '😀',
  );
  const written = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

  test('what is printed reads back equal', () => {
    fc.assert(
      fc.property(written, (one) => {
        const pattern = parsePattern(one, FULL);
        expect(parsePattern(printPattern(pattern), FULL)).toEqual(pattern);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  test('any text, made a pattern and printed, reads back as that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(parsePattern(printPattern(parsePattern(any, NONE)), FULL)).toEqual(parsePattern(any, NONE));
      }),
      { seed: 7 },
    );
  });

  test('a key with blanks around an escape reads back equal', () => {
    const pattern = parsePattern('${ * }', FULL);
    expect(parsePattern(printPattern(pattern), FULL)).toEqual(pattern);
  });
});

describe('cutting', () => {
  test.each<[string, Pattern, string, number | undefined, Pattern[]]>([
    ['nothing is one empty piece', [], ':', undefined, [[]]],
    ['at every separator', [text('a:b')], ':', undefined, [[text('a')], [text('b')]]],
    ['empty pieces are kept', [text(':a::')], ':', undefined, [[], [text('a')], [], []]],
    ['the last piece keeps the rest', [text('a:b:c')], ':', 2, [[text('a')], [text('b:c')]]],
    ['a star is never cut', [text('a'), run, text(':b')], ':', undefined, [[text('a'), run], [text('b')]]],
    [
      'nor is a variable with a colon',
      [variable('aws:x'), text(':b')],
      ':',
      undefined,
      [[variable('aws:x')], [text('b')]],
    ],
    ['nor is a hole', [hole, text(':')], ':', undefined, [[hole], []]],
  ])('%s', (_, pattern, separator, limit, pieces) => {
    expect(splitPattern(pattern, separator, limit)).toEqual(pieces);
  });

  test('pieces joined again are the pattern', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ':', '*', '?', '${k}') }),
        fc.integer({ min: 1, max: 7 }),
        (any, limit) => {
          const pattern = parsePattern(any, FULL);
          const pieces = splitPattern(pattern, ':', limit);
          expect(pieces.length).toBeLessThanOrEqual(limit);
          expect(pieces.map(printPattern).join(':')).toBe(printPattern(pattern));
        },
      ),
      { seed: 7 },
    );
  });
});

describe('filling', () => {
  const values: Readonly<Record<string, Filling>> = {
    k: { text: 'x*' },
    unknown: { hole: 'unknown' },
    empty: { text: '' },
  };
  const fill = (written: string) => fillPattern(parsePattern(written, FULL), (key) => values[key] ?? null);

  test.each<[string, string, Pattern | undefined]>([
    ['a value comes in as text, its star a letter', '${k}*', [text('x*'), run]],
    ['a value that is empty is a value', "${empty, 'd'}", [text('')]],
    ['a value that is not known is a hole', '${unknown}', [{ kind: 'hole', name: 'unknown' }]],
    ['a default stands in for a missing value', "${none, 'd?'}", [text('d?')]],
    ['a value goes before a default', "${k, 'd'}", [text('x*')]],
    ['without value and default there is no pattern', 'a${none}', undefined],
    ['without variables nothing changes', 'a*', [text('a'), run]],
  ])('%s', (_, written, filled) => {
    expect(fill(written)).toEqual(filled);
  });
});

describe('what is in a pattern', () => {
  test.each<[Pattern, { literal?: string; wildcard?: true; variable?: true; open?: true }]>([
    [[], { literal: '' }],
    [[text('a')], { literal: 'a' }],
    [[text('a'), one], { wildcard: true }],
    [[run], { wildcard: true }],
    [[variable('k')], { variable: true, open: true }],
    [[text('a'), hole], { open: true }],
  ])('%j', (pattern, { literal, wildcard = false, variable: has = false, open = false }) => {
    expect(literalOf(pattern)).toBe(literal);
    expect(hasWildcard(pattern)).toBe(wildcard);
    expect(hasVariable(pattern)).toBe(has);
    expect(isOpen(pattern)).toBe(open);
  });
});

describe('a shortest text', () => {
  test.each<[string, Pattern, string]>([
    ['of nothing is empty', [], ''],
    ['of text is that text', [text('a*?')], 'a*?'],
    ['has nothing for a star', [run, text('/GET/'), run], '/GET/'],
    ['has a letter for each question mark', [one, text('a'), one, one], 'xaxx'],
    ['has both', [text('a'), one, run, one], 'axx'],
  ])('%s', (_, pattern, sample) => {
    expect(sampleOf(pattern)).toBe(sample);
  });

  test('has the letter that is asked for', () => {
    expect(sampleOf([text('x'), one, one], 'é')).toBe('xéé');
  });

  test('is matched, and no shorter one is', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', '/', '*', '?', '😀'), maxLength: 8 });
    fc.assert(
      fc.property(letters, (written) => {
        const pattern = parsePattern(written, WILD);
        const sample = sampleOf(pattern);
        expect(match(pattern, sample)).toBe('yes');
        expect([...sample]).toHaveLength([...written.replaceAll('*', '')].length);
        const shorter = [...sample].map((_, at, all) => all.toSpliced(at, 1).join(''));
        expect(shorter.filter((one) => match(pattern, one) === 'yes')).toEqual([]);
      }),
      { seed: 7 },
    );
  });
});
