// Does every check keep the rules of its socket: a file, a line, a page, and two policies that prove it?

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Json } from '../../../src/model/policy.js';
import { audit, CHECKS, SEVERITIES } from '../../../src/question/audit/audit.js';
import { type Check, GROUPS } from '../../../src/question/audit/check.js';
import * as registry from '../../../src/question/audit/checks/index.js';
import { READING_RULES } from '../../../src/question/audit/reading.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { allow, without } from '../../support/worlds.js';

const SRC = fileURLToPath(new URL('../../../src/', import.meta.url));
const FOLDER = `${SRC}question/audit/checks/`;
const FILES = readdirSync(FOLDER).filter((name) => name !== 'index.ts');
const INDEX = readFileSync(`${FOLDER}index.ts`, 'utf8');

const camel = (id: string) => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const textOf = (json: Json) => (typeof json === 'string' ? json : JSON.stringify(json, null, 2));
const each = (checks: readonly Check[] = CHECKS) => checks.map((check): [string, Check] => [check.id, check]);

/** What the audit of an example finds. */
function found({ told = {} }: Check, json: Json): readonly Finding[] {
  return audit(parsePolicy(textOf(json)), { home: told }).findings;
}

describe('files and the list', () => {
  test('every check is a file of its name, a line of the list, and its export', () => {
    expect(FILES.length).toBeGreaterThan(50);
    expect(Object.keys(registry).sort()).toEqual(FILES.map((name) => camel(name.replace(/\.ts$/, ''))).sort());
    for (const [name, { id }] of Object.entries(registry)) expect(name).toBe(camel(id));
    expect(CHECKS.map(({ id }) => `${id}.ts`).sort()).toEqual(FILES.sort());
  });

  test('the list is in order, one line each', () => {
    const lines = INDEX.trim().split('\n').slice(2);
    const ids = CHECKS.map(({ id }) => id);
    expect(lines).toEqual([...ids].sort().map((id) => `export { ${camel(id)} } from './${id}.js';`));
  });

  test('no id is one of the reader', () => {
    const ids = [...CHECKS, ...READING_RULES].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

const ONE_OF_TWO = ['find', 'findAcross'] as const;

describe('the page', () => {
  test.each(each())('of %s is whole', (id, check) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(GROUPS).toContain(check.group);
    expect(SEVERITIES).toContain(check.severity);
    expect(check.title).toMatch(/^\S.*[^.\s]$/);
    expect(check.why).toMatch(/^[A-Z`"].{20,}\.$/s);
    expect(check.source).toMatch(/^\S.{5,}[^.\s]$/);
    if (check.severities !== undefined) expect(check.severities).toMatch(/^\S.*[^.\s]$/);
    expect(ONE_OF_TWO.filter((name) => check[name] !== undefined)).toHaveLength(1);
    expect(check.group === 'across documents').toBe(check.findAcross !== undefined);
  });
});

/** What else is wrong with a bad example, at `warning` or worse, and why that may be. */
const BESIDE: Readonly<Record<string, readonly [id: string, why: string]>> = {
  'odd-partition': ['region-mismatch', 'the region is not the function’s either'],
  'odd-region': ['region-mismatch', 'what is no region is not the function’s'],
  'partition-mismatch': ['odd-partition', '`arn:aws:` does not go with the region either'],
  'wildcard-in-account': ['missing-source-account', 'whose API it is stays open'],
  'wrong-source-service': ['missing-source-account', 'an ARN under which an API is managed names no account'],
};

/** Where the example shows another severity than the page begins with. */
const MILDER: Readonly<Record<string, string>> = {};

describe('the examples', () => {
  test.each(each())('bad: %s is found, at its severity', (id, check) => {
    const own = found(check, check.bad).filter((finding) => finding.id === id);
    expect(own.length).toBeGreaterThan(0);
    const severity = MILDER[id] === undefined ? check.severity : 'warning';
    expect(own.map((finding) => finding.severity)).toContain(severity);
  });

  test.each(each())('bad: beside %s there is nothing else to fix', (id, check) => {
    const others = found(check, check.bad).filter((one) => one.severity !== 'info' && one.id !== id);
    const [beside] = BESIDE[id] ?? [];
    expect(others.map((one) => one.id).filter((one) => one !== beside)).toEqual([]);
  });

  test.each(each())('good: %s is not found, nor anything at warning', (id, check) => {
    const findings = found(check, check.good);
    expect(findings.filter((finding) => finding.id === id)).toEqual([]);
    expect(findings.filter(({ severity }) => severity !== 'info').map((finding) => finding.id)).toEqual([]);
  });

  test.each(each())('each finding of %s has a place, a sentence and a way out', (_, check) => {
    const text = textOf(check.bad);
    for (const { message, hint = '', place, fix, fingerprint } of found(check, check.bad)) {
      // AWS's own words keep their capitals.
      expect(message).toMatch(/^(API |Resource |[a-z\d`])/);
      expect(message).not.toMatch(/undefined|\[object|\bNaN\b|[.\s]$/);
      expect(hint).not.toMatch(/undefined|\[object|\bNaN\b|[.\s]$/);
      expect(hint).not.toBe('');
      expect(fingerprint).toMatch(/^[0-9a-f]{16}:\d+$/);
      if (place === undefined) throw new Error('no place');
      expect([place.start >= 0, place.start < place.end, place.end <= text.length]).toEqual([true, true, true]);
      if (fix !== undefined) expect(fix.message).toMatch(/^[a-z].*[^.]$/);
    }
  });
});

/** Why the policy of `bad` may allow a call that the one of `good` allows. */
const NO_PROOF: Readonly<Record<string, string>> = {
  'duplicate-sid': 'AWS refuses the document: each statement by itself is right',
  'wildcard-in-account': 'AddPermission refuses it; put by PutResourcePolicy it matches',
  'wildcard-in-partition': 'AddPermission refuses it; put by PutResourcePolicy it matches',
  'wildcard-in-region': 'AddPermission refuses it; put by PutResourcePolicy it matches',
};
/** Where one of two statements never matches: the calls that it is for. */
const ONLY: Readonly<Record<string, RegExp>> = {
  'other-function': /\/orders$/,
  'other-qualifier': /\/orders$/,
  'trailing-slash': /^prod\//,
};
/** AWS would refuse the document, so what it says is not known. */
const REFUSED = ['unknown-operator'];
/** What `${…}` stands for is not in the call, so nobody but the audit says that it stands for nothing. */
const UNFILLED = ['unresolved-reference'];

const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const PATHS = ['/', '/pets', '/pets/{petId}', '/pets/{petId}/toys', '/orders', '/{proxy+}', '/pets/'];
const KEYS = ['$default', '$connect', '$disconnect', 'sendmessage'];
const STAGES = ['prod', 'dev', '$default', 'test-invoke-stage'];
/** What API Gateway may present behind the API id. */
const PRESENTED = [
  ...STAGES.flatMap((stage) => [
    ...METHODS.flatMap((method) => PATHS.map((path) => `${stage}/${method}${path}`)),
    ...KEYS.map((key) => `${stage}/${key}`),
  ]),
  'authorizers/abc123',
];

const first = (pattern: RegExp, json: Json) => pattern.exec(textOf(json))?.[0] ?? '';

function callsFor({ id, good }: Check) {
  const api = first(/arn:[\w-]+:execute-api:[\w-]+:\d{12}:\w+(?=[/"])/, good);
  const resource = first(/arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+/, good);
  return PRESENTED.filter((suffix) => ONLY[id]?.test(suffix) ?? true).map((suffix) => ({
    resource,
    sourceArn: `${api}/${suffix}`,
  }));
}

describe('what never matches', () => {
  const proved = CHECKS.filter(({ id, group }) => group === 'never matches' && NO_PROOF[id] === undefined);
  const verdictOf = (json: Json, call: { resource: string; sourceArn: string }) =>
    evaluate(parsePolicy(textOf(json)), call).verdict;

  test('is told by most checks', () => {
    expect(proved.length).toBeGreaterThan(25);
    const never = CHECKS.filter(({ group }) => group === 'never matches').map(({ id }) => id);
    for (const id of [...Object.keys(NO_PROOF), ...Object.keys(ONLY), ...REFUSED, ...UNFILLED])
      expect(never).toContain(id);
  });

  test.each(each(proved))('%s: bad refuses every call that good allows', (id, check) => {
    const allowed = callsFor(check).filter((call) => verdictOf(check.good, call) === 'allowed');
    expect(allowed.length).toBeGreaterThan(0);
    const refusal = [...REFUSED, ...UNFILLED].includes(id) ? 'unknown' : 'implicitDeny';
    expect(allowed.filter((call) => verdictOf(check.bad, call) !== refusal)).toEqual([]);
  });

  test.each(
    each(CHECKS.filter(({ id }) => NO_PROOF[id]?.includes('put by'))),
  )('%s: put as a document, it matches', (_, check) => {
    const allowed = callsFor(check).filter((call) => verdictOf(check.good, call) === 'allowed');
    expect(allowed.filter((call) => verdictOf(check.bad, call) !== 'allowed')).toEqual([]);
  });
});

const GRANT = JSON.stringify(allow());
const one = (over: Record<string, Json>) => JSON.stringify({ Version: '2012-10-17', Statement: allow(over) });
const lacking = (element: string) => JSON.stringify({ Version: '2012-10-17', Statement: without(element) });
const failing = (code: string) => `An error occurred (${code}) when calling the GetPolicy operation: no.`;

/** An input for every id of the reader but that of files, which only the terminal opens. */
const READ: Readonly<Record<string, string | Uint8Array>> = {
  'action-not-a-string': one({ Action: 5 }),
  'contradicting-elements': one({ NotAction: 'lambda:GetFunction' }),
  'document-not-an-object': '{"Policy": "[1]"}',
  'duplicate-key': `{"Version": "2012-10-17", "Statement": ${GRANT}, "Statement": ${GRANT}}`,
  'id-not-a-string': `{"Version": "2012-10-17", "Id": 5, "Statement": ${GRANT}}`,
  'malformed-action': one({ Action: 'InvokeFunction' }),
  'malformed-condition': one({ Condition: 'aws:SourceArn' }),
  'malformed-principal': one({ Principal: 'apigateway.amazonaws.com' }),
  'missing-action': lacking('Action'),
  'missing-effect': lacking('Effect'),
  'missing-principal': lacking('Principal'),
  'missing-resource': lacking('Resource'),
  'missing-statement': '{"Version": "2012-10-17"}',
  'odd-sid': one({ Sid: 'get orders' }),
  'resource-not-a-string': one({ Resource: null }),
  'sid-not-a-string': one({ Sid: 1 }),
  'statement-not-an-object': '{"Version": "2012-10-17", "Statement": ["all"]}',
  'unknown-effect': one({ Effect: 'allow' }),
  'unknown-element': one({ Conditions: {} }),
  'unknown-principal-type': one({ Principal: { Services: 'apigateway.amazonaws.com' } }),
  'unknown-version': `{"Version": "2026-11-01", "Statement": ${GRANT}}`,
  'wildcard-in-principal': one({ Principal: { Service: '*.amazonaws.com' } }),
  'aws-error': failing('AccessDeniedException'),
  'empty-input': '',
  html: '<!doctype html><title>Sign in</title>',
  'no-policy': failing('ResourceNotFoundException'),
  'not-a-policy': '{"FunctionName": "orders"}',
  'not-json': '{"Version": "2012-10-17",',
  'not-text': Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d),
  'too-deep': '{"a":'.repeat(20_000) + '1'.padEnd(20_001, '}'),
};
const BY_TERMINAL = ['linked-folder', 'unplaced-file', 'unreadable-file'];

describe('the reader’s findings', () => {
  test('all have a rule, and no rule is without', () => {
    // What else is read holds no policy.
    const others = /^(?:cases|routes|definition|definition-reader|yaml|parse-api)\.ts$/;
    const files = readdirSync(`${SRC}input`).filter((name) => /\.ts$/.test(name) && !others.test(name));
    const text = files.map((name) => readFileSync(`${SRC}input/${name}`, 'utf8')).join('\n');
    const literal = [...text.matchAll(/(?:\bid: |#(?:refuse|note|fault|refusal)\([^`]*?)'([a-z]+(?:-[a-z]+)+|html)'/g)];
    const made = /`missing-\$\{/.test(text) ? ['missing-principal', 'missing-action', 'missing-resource'] : [];
    const listed = /`\$\{.*\}-not-a-string`/.test(text) ? ['action-not-a-string', 'resource-not-a-string'] : [];
    const given = new Set([...literal.map(([, id]) => id as string), ...made, ...listed, ...BY_TERMINAL]);
    expect([...given].sort()).toEqual(READING_RULES.map(({ id }) => id).sort());
    expect([...Object.keys(READ), ...BY_TERMINAL].sort()).toEqual(READING_RULES.map(({ id }) => id).sort());
  });

  test.each(READING_RULES.map((rule) => [rule.id, rule] as const))('the page of %s is whole', (_, rule) => {
    expect(rule.title).toMatch(/^\S.*[^.\s]$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.source).not.toBe('');
  });

  test.each(Object.entries(READ))('%s is told at its severity', (id, input) => {
    const rule = READING_RULES.find((one) => one.id === id);
    const { findings, verdict } = audit(parsePolicy(input));
    const own = findings.filter((finding) => finding.id === id);
    expect(own.map(({ severity }) => severity)).toEqual(own.map(() => rule?.severity));
    expect(own.length).toBeGreaterThan(0);
    const isUnread = rule?.group === 'not read' && rule.severity === 'error';
    expect(verdict).toBe(isUnread ? 'unreadable' : rule?.severity === 'error' ? 'failed' : 'passed');
  });
});
