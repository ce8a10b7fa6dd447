// Which policies does a text hold? Each document is read; what cannot be is told, with its place, and the rest read on.

import type { Finding } from '../model/finding.js';
import { placeAt, type Source } from '../model/place.js';
import type { Policy } from '../model/policy.js';
import { type Decoded, decode, decodeText } from './bytes.js';
import { EXPECTED, readPolicies } from './policies.js';
import { readValues } from './values.js';

/** What a text holds. */
export interface Reading {
  readonly policies: readonly Policy[];
  /** What could not be read; what is wrong inside a policy that was read stands in the policy. */
  readonly findings: readonly Finding[];
  /** The text itself: what places in it are places of. */
  readonly source: Source;
}

/** Reads bytes: a file, or standard input. */
export function readBytes(name: string, bytes: Uint8Array): Reading {
  return read(decode(name, bytes));
}

/** Reads text: one document, an array of them, or several one behind the other (NDJSON). */
export function readText(name: string, text: string): Reading {
  return read(decodeText(name, text));
}

function read(decoded: Decoded): Reading {
  const { source } = decoded;
  const policies: Policy[] = [];
  const findings: Finding[] = [];
  readValues(decoded, {
    expected: EXPECTED,
    value: (json, text, view) => readPolicies(json, text, view, policies, findings),
    fault: (finding) => findings.push(finding),
    line: (start, end) => readAwsError(source, start, end, policies, findings),
  });
  return { policies, findings, source };
}

/** What the AWS CLI says in place of a policy; false where the line is something else. */
function readAwsError(source: Source, start: number, end: number, policies: Policy[], findings: Finding[]): boolean {
  const line = source.text.slice(start, Math.min(end, start + 1000));
  const error =
    /^\s*(?:aws: \[ERROR\]: )?An error occurred \((\w+)\) when calling the (\w+) operation/.exec(line) ??
    // As the SDKs and the console have it: nothing says which operation it was.
    /^\s*(ResourceNotFoundException)\b/.exec(line);
  if (error === null) return false;
  const [, code, operation = 'GetPolicy'] = error;
  const place = placeAt(source, '', start, end);
  if (code !== 'ResourceNotFoundException' || !/^Get(Resource)?Policy$/.test(operation)) {
    const message = `the AWS CLI failed with \`${code}\`, so there is no policy here`;
    findings.push({
      id: 'aws-error',
      severity: 'error',
      message,
      hint: 'run the command again once it may succeed',
      place,
    });
    return true;
  }
  // AWS: Lambda API reference, GetPolicy: ResourceNotFoundException where the function has no policy, or is not there.
  const finding: Finding = {
    id: 'no-policy',
    severity: 'info',
    message: 'AWS found no policy (`ResourceNotFoundException`), so this is read as an empty one',
    hint: 'AWS says the same of a function that does not exist: check name, qualifier and region',
    place,
  };
  policies.push({ statements: [], json: null, duplicates: [], findings: [finding], locate: () => place });
  return true;
}
