// Does every case of a file come out as it expects? A line each, a count at the end.

import { dirname, isAbsolute, join } from 'node:path';
import { faultOfSourceArn } from '../gateway/presented.js';
import { type CaseEntry, type CaseInvocation, readCases, type TestCase } from '../input/cases.js';
import { parsePolicy } from '../input/parse-policy.js';
import type { Reading } from '../input/read.js';
import type { Answer, Verdict } from '../model/decision.js';
import type { Finding } from '../model/finding.js';
import type { Source } from '../model/place.js';
import type { Block, Report } from '../model/report.js';
import { type EvaluateInput, evaluate } from '../question/evaluate/evaluate.js';
import { VERDICT_WORDS } from '../question/evaluate/report.js';
import { selectFunction } from '../question/evaluate/select.js';
import { type ExitCode, InputError, type Io, UsageError } from './command.js';
import type { EvaluateFlags } from './evaluate-flags.js';
import { readInput, readInputs, STDIN } from './inputs.js';
import { write } from './output.js';

interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  readonly expect: Verdict | null;
  /** Why there is no answer. */
  readonly fault: string | null;
  readonly answer: Answer | null;
  readonly findings: readonly Finding[];
}

/** Runs the cases of a file on their own policies or on those of the command line. */
export async function runCases(file: string, args: readonly string[], flags: EvaluateFlags, io: Io): Promise<ExitCode> {
  if (file === '-' && args.includes('-')) throw new UsageError('standard input is either the cases or a policy');
  const { entries, source } = readCases(file === '-' ? STDIN : file, await bytesOf(file, io));
  if (flags.unknown !== undefined)
    throw new UsageError('a case says itself what it expects', 'leave out --unknown, or write `"expect": "unknown"`');
  if (entries.length === 0) throw new UsageError(`there are no cases in \`${file}\``);
  const shared = await readInputs(args, io);
  const sources: Source[] = [source, ...shared.map((reading) => reading.source)];
  const results: CaseResult[] = [];
  for (const entry of entries)
    results.push(await runCase(entry, { folder: file === '-' ? '.' : dirname(file), shared, flags, io, sources }));
  write(reportOf(results, sources), flags, io);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

async function bytesOf(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return await io.files.read(file);
  } catch (error) {
    throw new InputError(
      `the cases in \`${file}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

interface Setting {
  readonly folder: string;
  readonly shared: readonly Reading[];
  readonly flags: EvaluateFlags;
  readonly io: Io;
  readonly sources: Source[];
}

async function runCase(entry: CaseEntry, setting: Setting): Promise<CaseResult> {
  if ('finding' in entry)
    return {
      name: entry.name,
      passed: false,
      expect: null,
      fault: entry.finding.message,
      answer: null,
      findings: [entry.finding],
    };
  const { case: test } = entry;
  const failed = (fault: string, findings: readonly Finding[] = []): CaseResult => ({
    name: test.name,
    passed: false,
    expect: test.expect ?? null,
    fault,
    answer: null,
    findings,
  });
  const readings = await policiesFor(test, setting);
  if (readings.length === 0)
    return failed('it has no policy: add `policy` or `policyFile`, or name a policy on the command line');
  const findings = readings.flatMap((reading) => reading.findings);
  const unread = findings.find(({ severity }) => severity === 'error');
  if (unread !== undefined) return failed(`its policy cannot be read: ${unread.message}`, findings);
  const wanted = test.invocation.function ?? test.invocation.resource ?? setting.flags.function;
  const { invocation } = test;
  const badArn =
    'sourceArn' in invocation && invocation.sourceArn !== undefined
      ? faultOfSourceArn(invocation.sourceArn)
      : undefined;
  if (badArn !== undefined) return failed(badArn);
  const selected = selectFunction(
    readings.flatMap((reading) => reading.policies),
    wanted,
  );
  if ('fault' in selected) return failed(`${selected.fault} (\`function\`)`);
  const answer = evaluate({ policies: selected.policies, findings }, inputOf(test.invocation, selected.function), {
    strict: setting.flags.strict === true,
  });
  const fault = answer.findings.find(({ id }) => id === 'bad-call');
  if (fault !== undefined) return failed(fault.message);
  return {
    name: test.name,
    passed: test.expect === undefined || test.expect === answer.verdict,
    expect: test.expect ?? null,
    fault: null,
    answer,
    findings: answer.findings,
  };
}

async function policiesFor(test: TestCase, { folder, shared, io, sources }: Setting): Promise<readonly Reading[]> {
  if (test.policy === undefined && test.policyFile === undefined) return shared;
  const reading =
    test.policyFile === undefined
      ? parsePolicy(test.policy, { source: `policy of ${test.name}` })
      : await readInput(isAbsolute(test.policyFile) ? test.policyFile : join(folder, test.policyFile), io);
  sources.push(reading.source);
  return [reading];
}

function inputOf(invocation: CaseInvocation, fn: string): EvaluateInput {
  const { function: _function, resource: _resource, ...rest } = invocation;
  return 'api' in rest ? ({ ...rest, function: fn } as EvaluateInput) : ({ ...rest, resource: fn } as EvaluateInput);
}

function reportOf(results: readonly CaseResult[], sources: readonly Source[]): Report {
  const failed = results.filter(({ passed }) => !passed).length;
  const passed = results.length - failed;
  const lines = results.flatMap(blocksOf);
  const data = {
    schemaVersion: 1 as const,
    question: 'evaluate',
    verdict: failed === 0 ? 'passed' : 'failed',
    passed,
    failed,
    results: results.map(({ name, passed: isMet, expect, fault, answer, findings }) => ({
      name,
      passed: isMet,
      expect,
      fault,
      ...(answer ?? { verdict: null }),
      ...(answer === null ? { findings } : {}),
    })),
  };
  return {
    blocks: [...lines, { kind: 'count', text: `${passed} passed, ${failed} failed` }],
    findings: [...new Set(results.flatMap((result) => result.findings))],
    data,
    sources,
  };
}

function blocksOf({ name, passed, expect, fault, answer }: CaseResult): Block[] {
  const verdict = answer === null ? (fault as string) : VERDICT_WORDS[answer.verdict];
  if (passed) return [{ kind: 'verdict', tone: 'good', word: 'ok', text: `${name}: ${verdict}` }];
  const wanted = expect === null ? '' : `expected ${VERDICT_WORDS[expect]}, found `;
  const way = answer?.nearMiss ? [`${answer.nearMiss.message}; ${answer.nearMiss.hint}`] : [];
  return [
    { kind: 'verdict', tone: 'bad', word: 'FAILED', text: `${name}: ${answer === null ? verdict : wanted + verdict}` },
    ...way.map((text): Block => ({ kind: 'fact', name: '', text })),
  ];
}
