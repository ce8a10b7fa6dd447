// Is a log valid SARIF, and what does one of its regions hold? Both apart from the program that wrote it.

import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { sarif } from '../../src/render/renderers/sarif.js';

// What `toBeValidSarifLog` does, with formats to the letter: the package's main file needs tslib, which it does not bring.
const require = createRequire(import.meta.url);
const ofJestSarif = createRequire(require.resolve('@microsoft/jest-sarif/package.json'));
const Ajv = ofJestSarif('ajv');
const ajv = new Ajv({ schemaId: 'auto', validateSchema: false, format: 'full' });
ajv.addMetaSchema(ofJestSarif('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(ofJestSarif('./lib/schemas/sarif-2.1.0-rtm.5.json'));

/** What is wrong with a log, by the official schema. */
export function faultsOf(log: unknown): readonly { dataPath: string; message: string }[] {
  return validate(log) ? [] : validate.errors;
}

export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

/** What the tests look at. */
export interface Result {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly artifactLocation: { readonly uri: string };
      readonly replacements: readonly { deletedRegion: Region; insertedContent: { text: string } }[];
    }[];
  }[];
}

export function drawSarif(report: Report): string {
  return sarif.render(report, { color: true });
}

/** The results of a report, once the log is found valid. */
export function resultsOf(report: Report): readonly Result[] {
  const log = JSON.parse(drawSarif(report));
  expect(faultsOf(log)).toEqual([]);
  return log.runs[0].results;
}

export function regionOf({ locations }: Result): Region {
  return locations?.[0]?.physicalLocation.region as Region;
}

/** What a region holds: by its lines, which `\n` ends, and by its offset. Both must be the same (§3.30.2). */
export function cut(text: string, region: Region): string {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) as number) + line.length + 1);
  const at = (line: number, column: number) => (starts[line - 1] as number) + column - 1;
  const byLine = text.slice(at(region.startLine, region.startColumn), at(region.endLine, region.endColumn));
  const byOffset = text.slice(region.charOffset, region.charOffset + region.charLength);
  expect(byLine).toBe(byOffset);
  expect(at(region.startLine, region.startColumn)).toBe(region.charOffset);
  return byOffset;
}
