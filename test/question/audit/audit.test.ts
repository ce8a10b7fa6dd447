// Which severity, which order, which fingerprint and which verdict has a finding?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Finding, Severity } from '../../../src/model/finding.js';
import type { Json, JsonObject, Policy } from '../../../src/model/policy.js';
import { type AuditOptions, audit, CHECKS, SEVERITIES } from '../../../src/question/audit/audit.js';
import type { Home } from '../../../src/question/audit/home.js';
import { API, allow, deny, FUNCTION, policyOf } from '../../support/worlds.js';

const WEST = API.replace('us-east-2', 'us-west-1');
const source = (operator: string, ...values: readonly string[]): JsonObject =>
  allow({ Condition: { [operator]: { 'aws:SourceArn': values } } });
const grant = (resource: string, over: JsonObject = {}) => ({ ...source('ArnLike', `${API}${resource}`), ...over });
const textOf = (statements: Json, indent = 0) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, indent);
const only = (...ids: readonly string[]): AuditOptions => ({ isWanted: (id) => ids.includes(id) });
const told = (statements: Json, options: AuditOptions = {}) =>
  audit(policyOf(statements), options).findings.map(({ id, severity }) => `${severity} ${id}`);

describe('a value that never matches', () => {
  test.each<[what: string, statement: JsonObject, ids: readonly string[], told: readonly string[]]>([
    ['alone is an error', source('ArnLike', `${WEST}/*`), ['region-mismatch'], ['error region-mismatch']],
    [
      'beside a live one is a warning',
      source('ArnLike', `${API}/*`, `${WEST}/*`),
      ['region-mismatch'],
      ['warning region-mismatch'],
    ],
    [
      'beside a dead one is an error',
      source('ArnLike', `${WEST}/a*`, `${WEST}/b*`),
      ['region-mismatch'],
      ['error region-mismatch', 'error region-mismatch'],
    ],
    [
      'beside one dead of another fault is an error',
      source('ArnLike', `${WEST}/*`, 'arn:aws:s3:::photos'),
      ['region-mismatch', 'wrong-source-service'],
      ['error region-mismatch', 'error wrong-source-service'],
    ],
    [
      'beside one dead of another fault is an error, also where that is not asked for',
      source('ArnLike', `${WEST}/*`, 'arn:aws:s3:::photos'),
      ['region-mismatch'],
      ['error region-mismatch'],
    ],
    [
      'under `StringEquals`, each with a star, is an error',
      source('StringEquals', `${API}/*`, `${API}/prod/*`),
      ['literal-wildcard'],
      ['error literal-wildcard', 'error literal-wildcard'],
    ],
    [
      'under `StringEquals`, beside one without a star, is a warning',
      source('StringEquals', `${API}/*`, `${API}/prod/GET/`),
      ['literal-wildcard'],
      ['warning literal-wildcard'],
    ],
    [
      'under `StringEquals`, two beside one without a star, are warnings',
      source('StringEquals', `${API}/*`, `${API}/prod/GET/`, `${API}/pr?d/GET/`),
      ['literal-wildcard'],
      ['warning literal-wildcard', 'warning literal-wildcard'],
    ],
    [
      'under `StringEquals`, beside one dead of another fault, is an error',
      source('StringEquals', `${API}/*`, `${API}/prod/GET/ `),
      ['literal-wildcard', 'stray-letter'],
      ['error literal-wildcard', 'error stray-letter'],
    ],
    [
      'of stray letters beside a live one is a warning',
      source('ArnLike', `${API}/*`, `${API}/prod/GET/ `),
      ['stray-letter'],
      ['warning stray-letter'],
    ],
    [
      'of another key beside a live one is a warning',
      allow({ Condition: { StringEquals: { 'aws:SourceAccount': ['111122223333', '4444*'] } } }),
      ['literal-wildcard'],
      ['warning literal-wildcard'],
    ],
    [
      'of a principal beside a live one is a warning',
      allow({ Principal: { Service: ['apigateway.amazonaws.com', 'execute-api.amazonaws.com'] } }),
      ['wrong-principal'],
      ['warning wrong-principal'],
    ],
    [
      'of a principal alone is an error',
      allow({ Principal: { Service: 'execute-api.amazonaws.com' } }),
      ['wrong-principal'],
      ['error wrong-principal'],
    ],
    [
      'in one of two conditions is an error all the same',
      allow({ Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, StringLike: { 'aws:SourceArn': `${WEST}/*` } } }),
      ['region-mismatch'],
      ['error region-mismatch'],
    ],
  ])('%s', (_, statement, ids, expected) => {
    expect(told([statement], only(...ids))).toEqual(expected);
  });
});

describe('the order', () => {
  const starts = (findings: readonly Finding[]) => findings.map(({ place }) => place?.start ?? 0);

  test('is that of the text, whatever the order of the checks', () => {
    const { findings } = audit(
      policyOf([grant('/prod'), source('ArnLike', `${WEST}/*`), deny({ Action: [] }), allow()]),
    );
    expect(findings.length).toBeGreaterThan(4);
    expect(starts(findings)).toEqual([...starts(findings)].sort((a, b) => a - b));
  });

  test('at one place is the worst first, then by id', () => {
    const { findings } = audit(policyOf([source('ArnLike', `${API.replace('a1b2c3d4e5', '*')}/prod/get/a/`)]));
    const same = findings.filter(({ place }) => place?.start === findings[0]?.place?.start);
    const ranks = same.map(({ severity, id }) => `${SEVERITIES.indexOf(severity)} ${id}`);
    expect(same.length).toBeGreaterThan(1);
    expect(ranks).toEqual([...ranks].sort());
  });

  test('of policies is as they are given', () => {
    const [a, b] = ['a.json', 'b.json'].map(
      (name) => parsePolicy(textOf(allow()), { source: name }).policies[0] as Policy,
    );
    const sources = (list: readonly Policy[]) => new Set(audit(list).findings.map(({ place }) => place?.source));
    expect([...sources([b as Policy, a as Policy])]).toEqual(['b.json', 'a.json']);
  });

  test('begins with what could not be read', () => {
    const reading = parsePolicy(`${textOf(allow())}\n{"a": 1}\n`);
    const [first] = audit(reading).findings;
    expect([reading.findings.length > 0, first?.id]).toEqual([true, reading.findings[0]?.id]);
  });
});

describe('the fingerprint', () => {
  const FAULTS: readonly JsonObject[] = [
    ...[
      grant('/prod'),
      source('ArnLike', `${WEST}/*`),
      source('StringEquals', `${API}/*/GET/a`),
      allow({ Action: 'lambda:Invoke' }),
    ],
    ...[allow({ Principal: '*' }), grant('/*', { Sid: 'wide' }), grant('/prod/*', { Sid: 'narrow' })],
  ];
  const prints = (text: string, options: AuditOptions = {}) =>
    audit(parsePolicy(text, { source: 'a.json' }), options).findings.map(
      ({ id, fingerprint }) => `${id} ${fingerprint}`,
    );
  const sorted = (list: readonly string[]) => [...list].sort();

  test('is there, and of its own for each finding', () => {
    const found = prints(textOf([...FAULTS, ...FAULTS]));
    expect(found.length).toBeGreaterThan(10);
    expect(new Set(found).size).toBe(found.length);
    for (const one of found) expect(one).toMatch(/^[a-z-]+ [0-9a-f]{16}:\d+$/);
  });

  test.each<[what: string, text: string]>([
    ['white space', textOf(FAULTS, 4)],
    ['tabs and Windows line breaks', textOf(FAULTS, 2).replaceAll('\n', '\r\n\t')],
    [
      'a statement before, with which nothing is wrong',
      textOf([deny({ Sid: 'new', Principal: { Service: 'events.amazonaws.com' } }), ...FAULTS]),
    ],
  ])('stays through %s', (_, text) => {
    expect(sorted(prints(text))).toEqual(sorted(prints(textOf(FAULTS))));
  });

  test('stays when statements change their order', () => {
    // Which of them is told of may depend on the order, but never by these.
    const some = only('region-mismatch', 'missing-route', 'literal-wildcard', 'wrong-action', 'public-principal');
    expect(sorted(prints(textOf([...FAULTS].reverse()), some))).toEqual(sorted(prints(textOf(FAULTS), some)));
  });

  test('stays when line breaks move what a finding across documents points to', () => {
    const two = [
      source('ArnLike', `${API}/*`),
      { ...source('ArnLike', `${WEST}/*`), Resource: FUNCTION.replace('us-east-2', 'us-west-1') },
    ];
    const some = only('api-in-two-regions');
    expect(prints(textOf(two), some)).toHaveLength(1);
    expect(prints(textOf(two, 2), some)).toEqual(prints(textOf(two), some));
  });

  test('stays whatever else is asked', () => {
    const all = prints(textOf(FAULTS));
    for (const { id } of CHECKS) expect(all).toEqual(expect.arrayContaining(prints(textOf(FAULTS), only(id))));
  });

  test('is another in another file', () => {
    const inFile = (name: string) =>
      audit(parsePolicy(textOf([allow()]), { source: name }).policies).findings.map(({ fingerprint }) => fingerprint);
    expect(inFile('a.json')).not.toEqual(inFile('b.json'));
  });
});

describe('the verdict', () => {
  const ERROR = source('ArnLike', `${WEST}/*`);
  const WARNING = grant('/*', { Resource: '*', Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } });
  const CLEAN = grant('/*');

  test.each<[what: string, statement: JsonObject, verdicts: readonly string[]]>([
    // For --fail-on error, warning, info, never.
    ['an error', ERROR, ['failed', 'failed', 'failed', 'passed']],
    ['a warning', WARNING, ['passed', 'failed', 'failed', 'passed']],
    ['nothing', CLEAN, ['passed', 'passed', 'passed', 'passed']],
    ['info', grant('/*/GET/pets'), ['passed', 'passed', 'failed', 'passed']],
  ])('of %s', (_, statement, expected) => {
    const failOns: readonly (Severity | 'never')[] = [...SEVERITIES, 'never'];
    expect(failOns.map((failOn) => audit(policyOf([statement]), { failOn }).verdict)).toEqual(expected);
  });

  test('of what cannot be read is `unreadable`, whatever is asked', () => {
    const reading = parsePolicy('{nope');
    const answer = audit(reading, { failOn: 'never', isWanted: () => false });
    expect([answer.verdict, answer.policies, answer.counts.error]).toEqual(['unreadable', 0, 1]);
  });

  test('of a function without a policy is `passed`', () => {
    const reading = parsePolicy(
      'An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: The resource you requested does not exist.',
    );
    expect(audit(reading)).toMatchObject({
      verdict: 'passed',
      policies: 1,
      findings: [{ id: 'no-policy', severity: 'info' }],
    });
  });

  test('of what AWS would refuse is `failed`, and not where that is left out', () => {
    const policy = policyOf([grant('/*', { Effect: 'Perhaps' })]);
    expect(audit(policy)).toMatchObject({ verdict: 'failed', findings: [{ id: 'unknown-effect', severity: 'error' }] });
    expect(audit(policy, { isWanted: (id) => id !== 'unknown-effect' }).verdict).toBe('passed');
  });

  test('of something that was not read by `parsePolicy` says so', () => {
    const answer = audit({ Version: '2012-10-17', Statement: [] } as unknown as Policy);
    expect(answer).toMatchObject({ verdict: 'failed', policies: 0, findings: [{ id: 'not-parsed' }] });
  });

  const SEVERAL = [ERROR, WARNING, grant('/*/GET/pets')];

  test.each<[minSeverity: Severity, told: readonly Severity[]]>([
    ['error', ['error']],
    ['warning', ['error', 'warning']],
    ['info', ['error', 'warning', 'info']],
  ])('is the same, and so are the counts, where what is at least %s is told', (minSeverity, severities) => {
    const all = audit(policyOf(SEVERAL), { failOn: 'info' });
    const { findings, ...rest } = audit(policyOf(SEVERAL), { failOn: 'info', minSeverity });
    expect(findings).toEqual(all.findings.filter(({ severity }) => severities.includes(severity)));
    expect({ ...rest, findings: all.findings }).toEqual(all);
    expect(Object.values(all.counts).every((count) => count > 0)).toBe(true);
  });

  test('counts what is told, and nothing else', () => {
    const { counts, findings, policies } = audit([policyOf([ERROR, WARNING]), policyOf([grant('/*/GET/pets')])]);
    const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
    expect(policies).toBe(2);
    expect(counts).toEqual({ error: count('error'), warning: count('warning'), info: count('info') });
  });
});

test('homes may be one for all, or one for each policy', () => {
  const [one, other] = [policyOf([grant('/*', { Resource: '*' })]), policyOf([grant('/*', { Resource: '*' })])];
  const homes = new Map<Policy, Home>([[other, { region: 'eu-west-1' }]]);
  const count = (home: AuditOptions['home']) =>
    audit([one, other], { ...only('region-mismatch'), ...(home ? { home } : {}) }).findings.length;
  expect([count(undefined), count({ region: 'eu-west-1' }), count((policy) => homes.get(policy) ?? {})]).toEqual([
    0, 2, 1,
  ]);
});
