// Does a case come out as it expects? An answer held against an expectation, and how many of them are told.

import { type Call, faultOfSourceArn } from '../../gateway/source-arn/presented.js';
import type { Answer, Verdict } from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import type { InvocationInput } from '../../model/invocation.js';
import type { Source } from '../../model/place.js';
import type { Block, Report } from '../../model/report.js';
import type { PolicySet } from './decide.js';
import { type EvaluateInput, type EvaluateOptions, evaluate } from './evaluate.js';
import { VERDICT_WORDS } from './report.js';
import { selectFunction } from './select.js';

/** The function, by Lambda's word or IAM's; it may be left out where the policies name just one. */
interface Asked {
  readonly function?: string | undefined;
  readonly resource?: string | undefined;
}

/** An invocation by its source ARN, or a call, of a function that is yet to be found. */
export type CaseInvocation = Asked & (Omit<InvocationInput, 'resource'> | Omit<Call, 'function'>);

export interface Case {
  readonly name: string;
  readonly invocation: CaseInvocation;
  readonly expect?: Verdict;
}

/** What became of one case, as it stands in the JSON output. */
export type CaseResult = {
  readonly name: string;
  readonly passed: boolean;
  readonly expect: Verdict | null;
  /** Why there is no answer; null where there is one. */
  readonly fault: string | null;
} & (Answer | { readonly verdict: null; readonly findings: readonly Finding[] });

/** The answer to a list of cases. */
export interface CasesAnswer {
  readonly schemaVersion: 1;
  readonly question: 'evaluate';
  readonly verdict: 'passed' | 'failed';
  readonly passed: number;
  readonly failed: number;
  readonly results: readonly CaseResult[];
}

/** A case that cannot be asked. */
export function failedCase(
  name: string,
  fault: string,
  findings: readonly Finding[] = [],
  expect?: Verdict,
): CaseResult {
  return { name, passed: false, expect: expect ?? null, fault, verdict: null, findings };
}

/** Asks a case of policies; `wanted` is the function where the case names none. */
export function answerCase(
  test: Case,
  set: PolicySet,
  wanted: string | undefined,
  options: EvaluateOptions,
): CaseResult {
  const { name, invocation, expect } = test;
  const failed = (fault: string, findings: readonly Finding[] = []) => failedCase(name, fault, findings, expect);
  const unread = set.findings.find(({ severity }) => severity === 'error');
  if (unread !== undefined) return failed(`its policy cannot be read: ${unread.message}`, set.findings);
  const sourceArn = 'sourceArn' in invocation ? invocation.sourceArn : undefined;
  const badArn = sourceArn === undefined ? undefined : faultOfSourceArn(sourceArn);
  if (badArn !== undefined) return failed(badArn);
  const selected = selectFunction(set.policies, invocation.function ?? invocation.resource ?? wanted);
  if ('fault' in selected) return failed(`${selected.fault} (\`function\`)`);
  const answer = evaluate({ ...set, policies: selected.policies }, inputOf(invocation, selected.function), options);
  const fault = answer.findings.find(({ id }) => id === 'bad-call');
  if (fault !== undefined) return failed(fault.message);
  return {
    name,
    passed: expect === undefined || expect === answer.verdict,
    expect: expect ?? null,
    fault: null,
    ...answer,
  };
}

function inputOf(invocation: CaseInvocation, fn: string): EvaluateInput {
  const { function: _function, resource: _resource, ...rest } = invocation;
  return 'api' in rest ? { ...rest, function: fn } : { ...rest, resource: fn };
}

/** A line a case, and the count. */
export function casesReport(results: readonly CaseResult[], sources: readonly Source[]): Report {
  const passed = results.filter((result) => result.passed).length;
  const failed = results.length - passed;
  const data: CasesAnswer = {
    schemaVersion: 1,
    question: 'evaluate',
    verdict: failed === 0 ? 'passed' : 'failed',
    passed,
    failed,
    results,
  };
  return {
    blocks: [...results.flatMap(blocksOf), { kind: 'count', text: `${passed} passed, ${failed} failed` }],
    // Cases that share a policy share what is to be said of it.
    findings: [...new Set(results.flatMap(({ findings }) => findings))],
    data,
    sources,
  };
}

function blocksOf(result: CaseResult): Block[] {
  const { name, passed, expect, fault, verdict } = result;
  const found = verdict === null ? `${fault}` : VERDICT_WORDS[verdict];
  if (passed) return [{ kind: 'verdict', tone: 'good', word: 'ok', text: `${name}: ${found}` }];
  const wanted = expect === null || verdict === null ? '' : `expected ${VERDICT_WORDS[expect]}, found `;
  const head: Block = { kind: 'verdict', tone: 'bad', word: 'FAILED', text: `${name}: ${wanted}${found}` };
  if (!('nearMiss' in result) || result.nearMiss === null) return [head];
  return [head, { kind: 'fact', name: '', text: `${result.nearMiss.message}; ${result.nearMiss.hint}` }];
}
