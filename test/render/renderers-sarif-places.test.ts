// Does a SARIF log point at what its findings are about, and does a fix do there what it is to do?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readText } from '../../src/input/read.js';
import type { Finding, Fix } from '../../src/model/finding.js';
import { type Place, placeAt, type Source } from '../../src/model/place.js';
import { harmless } from '../../src/render/harmless.js';
import { cut, type Region, type Result, regionOf, resultsOf } from '../support/sarif.js';
import { holds } from '../support/worlds.js';

const source: Source = { name: 'policies/a.json', text: '{\n  "Sid": "one",\n  "x": 1\n}\n' };
const place = placeAt(source, '/Sid', 11, 16);

function resultsIn(sources: readonly Source[], findings: readonly Finding[]): readonly Result[] {
  return resultsOf({ blocks: [], findings, data: { schemaVersion: 1, question: 'audit' }, sources });
}

function resultOf(over: Partial<Finding>, sources: readonly Source[] = [source]): Result {
  return resultsIn(sources, [{ id: 'some-id', severity: 'error', message: 'm', place, ...over }])[0] as Result;
}

const replacementOf = ({ fixes }: Result) =>
  fixes?.[0]?.artifactChanges[0]?.replacements[0] as { deletedRegion: Region; insertedContent: { text: string } };

/** The text after the fix, as a viewer makes it, and as its place has it. */
function mended(result: Result, { text }: Source): string {
  const { deletedRegion, insertedContent } = replacementOf(result);
  const deleted = cut(text, deletedRegion);
  const from = deletedRegion.charOffset;
  return text.slice(0, from) + insertedContent.text + text.slice(from + deleted.length);
}
const mendedBy = ({ place: { start, end }, text }: Fix, source: Source) =>
  source.text.slice(0, start) + text + source.text.slice(end);

describe('a region cuts out its place', () => {
  const odd = 'a\r\nb🐕\t"c\u2028d"\n\n\re\n';

  test.each<[what: string, text: string, start: number, end: number, region: Partial<Region>]>([
    ['on one line', odd, 3, 6, { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 }],
    ['over lines', odd, 5, 15, { startLine: 2, startColumn: 3, endLine: 4, endColumn: 2 }],
    ['that ends with the line', odd, 0, 3, { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 }],
    ['of no length', odd, 4, 4, { startLine: 2, startColumn: 2, endLine: 2, endColumn: 2 }],
    ['at the end', odd, odd.length, odd.length, { startLine: 5, startColumn: 1, endLine: 5, endColumn: 1 }],
    ['of the whole text', odd, 0, odd.length, { startLine: 1, startColumn: 1, endLine: 5, endColumn: 1 }],
    ['of an empty text', '', 0, 0, { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }],
  ])('%s', (_, text, start, end, region) => {
    const source = { name: 'a.json', text };
    const result = resultOf({ place: placeAt(source, '/a', start, end) }, [{ name: 'b.json', text: 'x' }, source]);
    expect(regionOf(result)).toMatchObject({ ...region, charOffset: start, charLength: end - start });
    expect(cut(text, regionOf(result))).toBe(text.slice(start, end));
  });

  test('in an embedded document', () => {
    const inside = { Version: '2012-10-17', Statement: [{ Sid: 'grüße "🐕"', Effect: 'Allow' }] };
    const { policies, source } = readText('a.json', JSON.stringify({ Policy: JSON.stringify(inside) }, null, 2));
    const place = policies[0]?.locate('/Statement/0/Sid', 'value') as Place;
    const result = resultOf({ place }, [source]);
    expect(cut(source.text, regionOf(result))).toBe('\\"grüße \\\\\\"🐕\\\\\\"\\"');
    expect(result.locations?.[0]?.logicalLocations).toEqual([{ fullyQualifiedName: '/Policy/Statement/0/Sid' }]);
  });

  test.each<[what: string, sources: Source[]]>([
    ['is not here', []],
    ['is here without what was read', [{ name: source.name, text: '' }]],
  ])('and says where it begins where the text %s; no fix is told then', (_, sources) => {
    const result = resultOf({ fix: { message: 'm', place, text: 'x' } }, sources);
    expect(regionOf(result)).toEqual({ startLine: 2, startColumn: 10 });
    expect(result.fixes).toBeUndefined();
  });
});

test.each<[what: string, start: number, end: number, text: string, after: string]>([
  ['another word', 12, 15, 'two', '{\n  "Sid": "two",\n  "x": 1\n}\n'],
  ['a member more', 1, 1, '\n  "y": "\\u001b",', '{\n  "y": "\\u001b",\n  "Sid": "one",\n  "x": 1\n}\n'],
  ['a member less, lines and all', 1, 17, '', '{\n  "x": 1\n}\n'],
  [
    'what a terminal would obey, to the letter',
    12,
    15,
    '\u001b##[x]\u202e',
    '{\n  "Sid": "\u001b##[x]\u202e",\n  "x": 1\n}\n',
  ],
])('a fix writes %s', (_, start, end, text, after) => {
  const fix = { message: 'm', place: placeAt(source, '/a', start, end), text };
  expect(mended(resultOf({ fix }), source)).toBe(after);
});

describe('of any findings', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const marks = [...'[](){}\\\n\r%:/#', '[a](1)', '{0}', '\ud83d', '\u001b[', '##[', '\u2028'];
  const text = fc.string({ unit: fc.oneof(unit, fc.constantFrom(...marks)) });
  const cutOut = fc.tuple(fc.nat(), fc.nat(), fc.string());
  const world = fc.record(
    {
      id: fc.constantFrom('region-mismatch', 'no-policy', 'x'),
      severity: fc.constantFrom('error', 'warning', 'info'),
      message: text,
      hint: text,
      place: cutOut,
      fix: fc.tuple(cutOut, text, text),
      fingerprint: text,
    },
    { requiredKeys: ['id', 'severity', 'message'] },
  );

  const placeIn = (source: Source, [a, b, pointer]: [number, number, string]): Place => {
    const [start, end] = [a, b].map((at) => at % (source.text.length + 1)).sort((x, y) => x - y) as [number, number];
    return placeAt(source, pointer, start, end);
  };

  /** As §3.11.5 and §3.11.6 have a viewer read it. */
  const shown = (text: string) =>
    text
      .replace(/(?<!\\)\\*[[\]]/g, (bracket) => bracket.replace(/\\(.)/g, '$1'))
      .replace(/(?<!\{)\{+\d+\}+/g, (braces) => braces.replace(/\{\{|\}\}/g, (two) => two.charAt(0)));

  test('the log is valid and says what they say; nothing in it is a link', () => {
    holds([text, text, fc.array(world)], (name, content, worlds) => {
      const source = { name, text: content };
      const findings = worlds.map(({ place, fix, ...rest }): Finding => {
        const at = place && { place: placeIn(source, place) };
        return {
          ...rest,
          ...at,
          ...(fix && { fix: { place: placeIn(source, fix[0]), message: fix[1], text: fix[2] } }),
        };
      });
      const results = resultsIn([source], findings);
      expect(results).toHaveLength(findings.length);
      for (const [index, { message, hint, place, fix, fingerprint }] of findings.entries()) {
        const result = results[index] as Result;
        const said = harmless(message) + (hint === undefined ? '' : `\nhint: ${harmless(hint)}`);
        expect(shown(result.message.text)).toBe(said);
        for (const written of [result.message.text, result.fixes?.[0]?.description.text ?? '']) {
          expect(written).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]/);
          expect(written.replace(/\{\{|\}\}/g, '')).not.toMatch(/\{\d+\}/);
        }
        expect(result.locations?.[0]?.logicalLocations[0]?.fullyQualifiedName).toBe(place?.pointer);
        if (place !== undefined) expect(cut(content, regionOf(result))).toBe(content.slice(place.start, place.end));
        if (fix !== undefined) expect(mended(result, source)).toBe(mendedBy(fix, source));
        expect(result.partialFingerprints?.['sourcearn/v1']).toBe(fingerprint);
      }
    });
  });
});
