// Which test cases for policies does a text hold? Our own format, so zod reads it; a bad case is told, and the rest read.

import { z } from 'zod';
import type { Verdict } from '../model/decision.js';
import type { Finding } from '../model/finding.js';
import { pointerStep, type Source } from '../model/place.js';
import type { Json } from '../model/policy.js';
import { decode } from './bytes.js';
import { readValues } from './values.js';
import { locate, type View } from './view.js';

const VERDICTS = ['allowed', 'explicitDeny', 'implicitDeny', 'unknown'] as const satisfies readonly Verdict[];

const contextValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const account = z.string().regex(/^\d{12}$/, 'expected an account id of 12 digits');

/** The function, as `--function` has it; Lambda's word and IAM's both do. */
const asked = { function: z.string().optional(), resource: z.string().optional() };

const byArn = z.strictObject({
  ...asked,
  principal: z.string().optional(),
  action: z.string().optional(),
  sourceArn: z.string().optional(),
  sourceAccount: z.union([account, z.null()]).optional(),
  context: z.record(z.string(), contextValue).optional(),
  unknown: z.array(z.string()).optional(),
});

const byCall = z.strictObject({
  ...asked,
  api: z.string(),
  type: z.enum(['rest', 'http', 'websocket']),
  route: z.string().optional(),
  authorizer: z.string().optional(),
  stage: z.string().optional(),
  method: z.string().optional(),
  testInvoke: z.boolean().optional(),
  apiRegion: z.string().optional(),
  apiAccount: account.optional(),
});

const testCase = z.strictObject({
  name: z.string().optional(),
  /** A policy in any form that is read, as JSON or as text. */
  policy: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
  policyFile: z.string().optional(),
  invocation: z.unknown(),
  expect: z.enum(VERDICTS).optional(),
});

export type CaseInvocation = z.infer<typeof byArn> | z.infer<typeof byCall>;

export interface TestCase {
  readonly name: string;
  readonly policy?: unknown;
  readonly policyFile?: string;
  readonly invocation: CaseInvocation;
  readonly expect?: Verdict;
}

/** A case, or what was to be one and cannot be read. */
export type CaseEntry = { readonly case: TestCase } | { readonly name: string; readonly finding: Finding };

export interface CaseReading {
  readonly entries: readonly CaseEntry[];
  readonly source: Source;
}

/** Reads a file of cases: an array, or one case a line. */
export function readCases(name: string, bytes: Uint8Array): CaseReading {
  const decoded = decode(name, bytes);
  const entries: CaseEntry[] = [];
  const nameNext = () => `case ${entries.length + 1}`;
  readValues(decoded, {
    expected: 'expected cases such as `{"name": "…", "invocation": {…}, "expect": "allowed"}`, an array or one a line',
    fault: (finding) => entries.push({ name: nameNext(), finding }),
    value(json, _text, makeView) {
      let view: View | undefined;
      const viewed = () => (view ??= makeView());
      const list = Array.isArray(json) ? (json as readonly Json[]) : [json];
      for (const [index, one] of list.entries())
        entries.push(readCase(one, Array.isArray(json) ? `/${index}` : '', nameNext(), viewed));
    },
  });
  return { entries, source: decoded.source };
}

function readCase(json: Json, pointer: string, fallback: string, view: () => View): CaseEntry {
  const parsed = testCase.safeParse(json);
  const named = nameIn(json) ?? fallback;
  if (!parsed.success) return { name: named, finding: findingOf(parsed.error, pointer, view) };
  const { name, policy, policyFile, invocation, expect } = parsed.data;
  if (policy !== undefined && policyFile !== undefined)
    return { name: named, finding: finding('both `policy` and `policyFile`: a case has one of them', pointer, view) };
  const isCall = typeof invocation === 'object' && invocation !== null && 'api' in invocation;
  const read = (isCall ? byCall : byArn).safeParse(invocation);
  if (!read.success) return { name: named, finding: findingOf(read.error, `${pointer}/invocation`, view) };
  const { function: fn, resource } = read.data;
  if (fn !== undefined && resource !== undefined && fn !== resource)
    return { name: named, finding: finding('`function` and `resource` name two functions', pointer, view) };
  return {
    case: {
      name: name ?? fallback,
      ...(policy === undefined ? {} : { policy }),
      ...(policyFile === undefined ? {} : { policyFile }),
      invocation: read.data,
      ...(expect === undefined ? {} : { expect }),
    },
  };
}

function nameIn(json: Json): string | undefined {
  const name = typeof json === 'object' && json !== null ? (json as Record<string, Json>)['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function findingOf(error: z.ZodError, pointer: string, view: () => View): Finding {
  const [issue] = error.issues;
  const path = issue?.path.map((step) => pointerStep(String(step))).join('') ?? '';
  const what = path === '' ? '' : `\`${path.slice(1)}\`: `;
  return finding(`${what}${lowerFirst(issue?.message ?? 'not a case')}`, pointer + path, view);
}

function finding(message: string, pointer: string, view: () => View): Finding {
  return { id: 'bad-case', severity: 'error', message, place: locate(view(), pointer) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replaceAll('"', '`');
}
