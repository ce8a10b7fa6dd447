// Does the walk take the texts that `JSON.parse` takes, and say of others what is wrong?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type JsonSpan, MAX_DEPTH, walkJson } from '../../src/input/json.js';
import { marked } from './sample.js';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isBlank = (text: string) => /^[ \t\n\r]*$/.test(text);

/** What both must agree on: is it JSON, and where does the value end? */
function agrees(text: string): boolean {
  const end = walkJson(text, 0, {});
  if (typeof end !== 'number') return !parses(text) && end.at >= 0 && end.at <= text.length && end.message !== '';
  const isWhole = isBlank(text.slice(end)) === parses(text);
  return isWhole && parses(text.slice(0, end)) && !isBlank(text.slice(end - 1, end));
}

const letter = fc.constantFrom(...'{}[]:,"\\ntfu0159.eE+- \n\t\u0000\u0007\u007f\u00a0\u2028\ufeff\ud800é/*');
const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.json({ maxDepth: 4 }).map((text) => JSON.stringify(JSON.parse(text), null, 2)),
);

describe('like JSON.parse', () => {
  test.each([
    ...'0 -0 00 01 - -01 1. .5 1.5 1e5 1E+5 1e 1e+ +1 0x1 NaN Infinity'.split(' '),
    ...'true True truefalse true"x" null1 nul undefined 1,2'.split(' '),
    ...String.raw`"" " "\" "\u12" "\u12G4" "\u00e9" "\x41" "\'" 'a'`.split(' '),
    ...'[] [ ] [,] [1,] [1} [[] [[]] []] [1,[2]]'.split(' '),
    ...'{} { } {"a"} {"a":} {"a":1,} {,} {a:1} {"a":1] {"a":1,"a":2} {1:2} {"__proto__":1} {}{} [1][2]'.split(' '),
    ...['', ' ', '1 2', '[1 2]', '[ 1 , 2 ]', '{"a":1 "b":2}', '{"a" :1}', '/* */1', '1//', '\n\r\t {"a":\n1}\n'],
    ...['1\u00a0', '\u00a01', '\ufeff1', '"\t"', '"\u007f"', '"\u2028"', '"\ud800"'],
  ])('it judges %j', (text) => expect(agrees(text)).toBe(true));

  test('it judges random JSON', () => {
    fc.assert(fc.property(json, agrees), { numRuns: 2000 });
  });

  test('it judges JSON with a few letters put in, taken out or changed', () => {
    const change = fc.record({ at: fc.nat(), remove: fc.nat(2), insert: fc.string({ unit: letter, maxLength: 2 }) });
    fc.assert(
      fc.property(json, fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        return agrees(
          changes.reduce((now, { at, remove, insert }) => {
            const from = at % (now.length + 1);
            return now.slice(0, from) + insert + now.slice(from + remove);
          }, text),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test('it judges random letters', () => {
    fc.assert(fc.property(fc.string({ unit: letter, maxLength: 12 }), agrees), { numRuns: 5000 });
  });
});

test.each<[title: string, text: string, message: RegExp]>([
  ['nothing', ' ‸', /^expected a JSON value$/],
  ['a word', '‸nope', /^expected a JSON value, found `nope`$/],
  ['a long word, cut', `‸${'a'.repeat(50)}`, /^expected a JSON value, found `a{20}`$/],
  ['a number with a leading zero', '[‸01]', /^expected a JSON value, found `01`$/],
  ['a comma behind the last element', '[1,‸]', /^expected a JSON value, found `\]`$/],
  ['a comma behind the last member', '{"a": 1,‸}', /^expected a member name in double quotes, found `}`$/],
  ['a name without quotes', '{‸a: 1}', /^expected a member name in double quotes or `}`, found `a`$/],
  ['a missing colon', '{"a" ‸1}', /^expected `:` after the member name, found `1`$/],
  ['a missing comma in an object', '{"a": 1 ‸"b": 2}', /^expected `,` or `}`, found `"`$/],
  ['a missing comma in a list', '[1 ‸2]', /^expected `,` or `]`, found `2`$/],
  ['the wrong bracket', '{"a": 1‸]', /^expected `,` or `}`, found `]`$/],
  ['a string that does not end', '["a", ‸"b]', /^a string that is never closed$/],
  ['a line break in a string', '"a‸\nb"', /line break or control character/],
  ['an unknown escape', '"a‸\\x"', /^an escape that JSON does not have$/],
  ['an object that does not end', '‸{"a": 1', /^this `\{` is never closed$/],
  ['a list that does not end', '‸[1,', /^this `\[` is never closed$/],
])('of %s it says what and where', (_, text, message) => {
  const spot = marked(text);
  const lines = text.slice(0, text.indexOf('‸'));
  expect(walkJson(spot.text, 0, {})).toEqual({ at: lines.length, message: expect.stringMatching(message) });
});

test.each<[title: string, levels: number, isFine: boolean]>([
  ['as deep as it takes', MAX_DEPTH, true],
  ['one level deeper', MAX_DEPTH + 1, false],
  ['100,000 levels', 100_000, false],
])('%s', (_, levels, isFine) => {
  for (const text of ['['.repeat(levels) + ']'.repeat(levels), `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`]) {
    const end = walkJson(text, 0, {});
    if (isFine) expect(end).toBe(text.length);
    else expect(end).toMatchObject({ message: expect.stringContaining('nested deeper') });
  }
});

test('it begins where it is told, and shows each value when it ends', () => {
  const text = 'x {"a": [1, "b"], "c": {}} y';
  const spans: [number, string | number, string, string][] = [];
  const end = walkJson(text, 1, {
    value: ({ depth, step, start, end: close, keyStart, keyEnd }: JsonSpan) =>
      spans.push([depth, step, text.slice(start, close), text.slice(keyStart, keyEnd)]),
  });
  expect(end).toBe(text.length - 2);
  expect(spans).toEqual([
    [2, 0, '1', ''],
    [2, 1, '"b"', ''],
    [1, 'a', '[1, "b"]', '"a"'],
    [1, 'c', '{}', '"c"'],
    [0, '', text.slice(2, -2), ''],
  ]);
});

test('it shows a name that stands twice, its path, and the value it hides', () => {
  const text = '{"a": [{"b": 1, "\\u0062": [2], "b": 3}], "a": 4}';
  const found: unknown[] = [];
  walkJson(text, 0, { duplicate: (path, key, start, end) => found.push([path, key, text.slice(start, end)]) });
  expect(found).toEqual([
    ['/a/0', 'b', '1'],
    ['/a/0', 'b', '[2]'],
    ['', 'a', '[{"b": 1, "\\u0062": [2], "b": 3}]'],
  ]);
});
