// Which cases does a file hold, and which policies are they asked of?

import { dirname, isAbsolute, join } from 'node:path';
import { type CaseEntry, readCases, type TestCase } from '../input/cases.js';
import { parsePolicy } from '../input/parse-policy.js';
import type { Reading } from '../input/read.js';
import type { Source } from '../model/place.js';
import { answerCase, type Case, type CaseResult, casesReport, failedCase } from '../question/evaluate/cases.js';
import { type ExitCode, InputError, type Io, UsageError } from './command.js';
import type { EvaluateFlags } from './evaluate-flags.js';
import { readInput, readInputs, STDIN } from './inputs.js';
import { write } from './output.js';

/** Runs the cases of a file on their own policies or on those of the command line. */
export async function runCases(file: string, args: readonly string[], flags: EvaluateFlags, io: Io): Promise<ExitCode> {
  if (file === '-' && args.includes('-')) throw new UsageError('standard input is either the cases or a policy');
  if (flags.unknown !== undefined) {
    throw new UsageError('a case says itself what it expects', 'leave out --unknown, or write `"expect": "unknown"`');
  }
  const { entries, source } = readCases(file === '-' ? STDIN : file, await bytesOf(file, io));
  if (entries.length === 0) throw new UsageError(`there are no cases in \`${file}\``);
  const shared = await readInputs(args, io);
  const sources: Source[] = [source, ...shared.map((reading) => reading.source)];
  const setting = { folder: file === '-' ? '.' : dirname(file), shared, flags, io, sources };
  const results: CaseResult[] = [];
  for (const entry of entries) results.push(await runCase(entry, setting));
  write(casesReport(results, sources), flags, io);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

async function bytesOf(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return await io.files.read(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`the cases in \`${file}\` cannot be read: ${reason}`);
  }
}

interface Setting {
  readonly folder: string;
  readonly shared: readonly Reading[];
  readonly flags: EvaluateFlags;
  readonly io: Io;
  /** Grows by the policies that cases bring along. */
  readonly sources: Source[];
}

async function runCase(entry: CaseEntry, setting: Setting): Promise<CaseResult> {
  if ('finding' in entry) return failedCase(entry.name, entry.finding.message, [entry.finding]);
  const { case: test } = entry;
  const readings = await policiesFor(test, setting);
  if (readings.length === 0) {
    const fault = 'it has no policy: add `policy` or `policyFile`, or name a policy on the command line';
    return failedCase(test.name, fault, [], test.expect);
  }
  const set = {
    policies: readings.flatMap(({ policies }) => policies),
    findings: readings.flatMap(({ findings }) => findings),
  };
  // The schema's types let members be undefined, which JSON cannot.
  return answerCase(test as Case, set, setting.flags.function, { strict: setting.flags.strict === true });
}

async function policiesFor(test: TestCase, { folder, shared, io, sources }: Setting): Promise<readonly Reading[]> {
  const { policy, policyFile, name } = test;
  if (policy === undefined && policyFile === undefined) return shared;
  const reading =
    policyFile === undefined
      ? parsePolicy(policy, { source: `policy of ${name}` })
      : await readInput(isAbsolute(policyFile) ? policyFile : join(folder, policyFile), io);
  sources.push(reading.source);
  return [reading];
}
