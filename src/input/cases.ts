// Which test cases for policies does a text hold? Our own format, so zod reads it; a bad case is told, and the rest read.

import { z } from 'zod';
import { API_TYPES } from '../model/api.js';
import { isAccountId } from '../model/aws.js';
import type { Verdict } from '../model/decision.js';
import type { Finding } from '../model/finding.js';
import { pointerStep, type Source } from '../model/place.js';
import type { Duplicate, Json } from '../model/policy.js';
import { decode } from './bytes.js';
import { byElement, duplicatesIn, mayHideMembers } from './duplicates.js';
import { lazily, Spot } from './spot.js';
import { readValues } from './values.js';

const VERDICTS = ['allowed', 'explicitDeny', 'implicitDeny', 'unknown'] as const satisfies readonly Verdict[];

const contextValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())], {
  error: 'expected a string, a number, a boolean or a list of strings',
});
const account = z.string().refine(isAccountId, 'expected an account id of 12 digits');

/** In both forms: the function, by Lambda's word or IAM's, and what further comes with the call. */
const asked = {
  function: z.string().optional(),
  resource: z.string().optional(),
  context: z.record(z.string(), contextValue).optional(),
  unknown: z.array(z.string()).optional(),
};

const byArn = z.strictObject({
  ...asked,
  principal: z.string().optional(),
  action: z.string().optional(),
  sourceArn: z.string().optional(),
  sourceAccount: account.nullable().optional(),
});

const byCall = z.strictObject({
  ...asked,
  api: z.string(),
  type: z.enum(API_TYPES),
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
  policy: z
    .union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())], { error: 'expected a policy' })
    .optional(),
  policyFile: z.string().optional(),
  invocation: z.record(z.string(), z.unknown(), { error: 'expected an object, by source ARN or a call' }),
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
    value(json, text, makeView) {
      const root = new Spot(json, lazily(makeView));
      const hidden = mayHideMembers(json, text) ? duplicatesIn(root.view) : [];
      const groups = byElement(hidden);
      if (!Array.isArray(json)) entries.push(readCase(root, nameNext(), hidden));
      else {
        for (const index of json.keys()) {
          const spot = root.child(index);
          entries.push(readCase(spot, nameNext(), groups.get(spot.pointer) ?? []));
        }
      }
    },
  });
  return { entries, source: decoded.source };
}

function readCase(spot: Spot, fallback: string, hidden: readonly Duplicate[]): CaseEntry {
  const named = nameIn(spot.json) ?? fallback;
  const bad = (message: string, pointer = '', part?: 'key') => ({
    name: named,
    finding: { id: 'bad-case', severity: 'error', message, place: spot.locate(pointer, part) } as const,
  });
  const [twice] = hidden;
  if (twice !== undefined) {
    return bad(
      `the name \`${twice.key}\` stands twice in one object`,
      twice.pointer.slice(spot.pointer.length) + pointerStep(twice.key),
      'key',
    );
  }
  const parsed = testCase.safeParse(spot.json);
  if (!parsed.success) return bad(...faultIn(parsed.error, ''));
  const { name = fallback, policy, policyFile, invocation, expect } = parsed.data;
  if (policy !== undefined && policyFile !== undefined)
    return bad('both `policy` and `policyFile`: a case has one of them');
  const written = (spot.json as { invocation: Json }).invocation;
  const stray = [spot.json, written].find((json) => Object.hasOwn(json as object, '__proto__'));
  if (stray !== undefined)
    return bad('there is no `__proto__` here', stray === written ? '/invocation/__proto__' : '/__proto__', 'key');
  const read = ('api' in invocation ? byCall : byArn).safeParse(invocation);
  if (!read.success) return bad(...faultIn(read.error, '/invocation'));
  const { function: fn, resource } = read.data;
  if (fn !== undefined && resource !== undefined && fn !== resource)
    return bad('`function` and `resource` name two functions', '/invocation');
  return {
    case: {
      name,
      ...(policy === undefined ? {} : { policy }),
      ...(policyFile === undefined ? {} : { policyFile }),
      invocation: withOwnContext(read.data, written),
      ...(expect === undefined ? {} : { expect }),
    },
  };
}

/** The context as it was written: the schema library leaves out a key `__proto__`, which is a name like any other. */
function withOwnContext(invocation: CaseInvocation, written: Json): CaseInvocation {
  if (invocation.context === undefined) return invocation;
  const { context } = written as { context: Record<string, Json> };
  return { ...invocation, context: context as CaseInvocation['context'] };
}

function nameIn(json: Json): string | undefined {
  const name = typeof json === 'object' && json !== null ? (json as Record<string, Json>)['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The first thing that is wrong, and where. */
function faultIn(error: z.ZodError, pointer: string): [message: string, pointer: string, part?: 'key'] {
  const [issue] = error.issues;
  const path = pointer + (issue?.path ?? []).map((step) => pointerStep(String(step))).join('');
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return [`there is no \`${key}\` here`, path + pointerStep(key), 'key'];
  }
  const what = path === '' ? '' : `\`${path.slice(1)}\`: `;
  return [`${what}${wordsOf(issue?.message ?? 'not a case')}`, path];
}

/** The schema library's words as ours: small letters, backticks. */
function wordsOf(message: string): string {
  const plain = message
    .replace(/^Invalid input: /, '')
    .replace(/, received undefined$/, ', found nothing')
    .replace('received', 'found')
    .replace(/^Invalid option: /, '');
  return plain.charAt(0).toLowerCase() + plain.slice(1).replaceAll('"', '`').replaceAll('|', ', ');
}
