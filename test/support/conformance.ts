// Where is the behaviour recorded on AWS? Beside the project where it is developed; elsewhere tests say that it is not there.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from '@jest/globals';

const folder = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));

export const hasConformance = existsSync(folder);

/** A suite over the recorded data; where it is not there, one skipped test that says so. */
export function describeRecorded(title: string, body: () => void): void {
  describe(title, hasConformance ? body : () => test.skip('the conformance data is not here', () => {}));
}

/** Reads one file of the conformance data as it is; see `fillPlaceholders`. */
export function conformance<T>(name: string): T {
  return JSON.parse(readFileSync(folder + name, 'utf8')) as T;
}

/** What two placeholders stand for in `pairs`, besides those that are known everywhere. */
export const IN_PAIRS: Readonly<Record<string, string>> = { 'resource:2': 'root', 'resource:3': 'test-bucket' };

/** Puts values for `<partition>`, `<resource:1>` and their like: known ones, else a valid name that is distinct for each. */
export function fillPlaceholders<T>(value: T, known: Readonly<Record<string, string>> = {}): T {
  const values: Record<string, string> = { partition: 'aws', region: 'us-east-1', ...known };
  const nameOf = (word: string) =>
    word.endsWith('_arn') ? `arn:aws:iam::111111111111:user/${word}` : word.replaceAll(':', '-');
  const text = JSON.stringify(value).replace(/<([\w:-]+)>/g, (_, word: string) => values[word] ?? nameOf(word));
  return JSON.parse(text) as T;
}

if (!hasConformance) console.info('conformance data is not here: the tests over it are skipped');
