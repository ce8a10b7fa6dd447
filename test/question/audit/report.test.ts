// How is an audit told: the verdict first, findings below, and the pages behind their ids?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Finding, Rule } from '../../../src/model/finding.js';
import { type AuditAnswer, audit, CHECKS } from '../../../src/question/audit/audit.js';
import { allRules } from '../../../src/question/audit/page.js';
import { READING_RULES } from '../../../src/question/audit/reading.js';
import { auditReport, explanationReport } from '../../../src/question/audit/report.js';

const finding = (id: string, severity: Finding['severity']): Finding => ({ id, severity, message: `of ${id}` });

function answerOf(over: Partial<AuditAnswer> = {}): AuditAnswer {
  const { findings = [] } = over;
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  return {
    ...{ schemaVersion: 1, question: 'audit', verdict: 'passed', failOn: 'error', policies: 1, findings },
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    ...over,
  };
}

test.each<[says: string, tone: string, over: Partial<AuditAnswer>]>([
  ['passed: nothing wrong with 1 policy', 'good', {}],
  ['passed: nothing wrong with 2 policies', 'good', { policies: 2 }],
  ['passed: nothing wrong with 0 policies', 'good', { policies: 0 }],
  ['failed: 1 error in 1 policy', 'bad', { verdict: 'failed', findings: [finding('a', 'error')] }],
  [
    'failed: 2 errors in 1 policy',
    'bad',
    { verdict: 'failed', findings: [finding('a', 'error'), finding('b', 'error')] },
  ],
  ['passed: 1 warning in 3 policies', 'unsure', { policies: 3, findings: [finding('a', 'warning')] }],
  ['passed: 2 info in 1 policy', 'good', { findings: [finding('a', 'info'), finding('b', 'info')] }],
  [
    'failed: 1 error, 2 warnings, 1 info in 1 policy',
    'bad',
    {
      verdict: 'failed',
      findings: [finding('a', 'info'), finding('b', 'warning'), finding('c', 'error'), finding('d', 'warning')],
    },
  ],
  [
    'unreadable: 1 error in 0 policies',
    'unsure',
    { verdict: 'unreadable', policies: 0, findings: [finding('not-json', 'error')] },
  ],
])('%s', (says, tone, over) => {
  const [first] = auditReport(answerOf(over), []).blocks;
  expect(first).toMatchObject({ kind: 'verdict', tone });
  expect(first?.kind === 'verdict' && `${first.word}: ${first.text}`).toBe(says);
});

describe('below the verdict', () => {
  const findings = [finding('own', 'info'), finding('region-mismatch', 'error'), finding('any-api', 'warning')];

  test('stands each finding, in the order of the answer', () => {
    const { blocks } = auditReport(answerOf({ findings }), []);
    expect(blocks.flatMap((block) => (block.kind === 'finding' ? [block.finding] : []))).toEqual(findings);
  });

  test('the last word says where there is more, by an id that has a page', () => {
    const { blocks } = auditReport(answerOf({ findings }), []);
    expect(blocks.at(-1)).toMatchObject({
      kind: 'hint',
      text: expect.stringContaining('`sourcearn audit --explain region-mismatch`'),
    });
  });

  test.each<[what: string, findings: readonly Finding[]]>([
    ['no finding', []],
    ['no id with a page', [finding('not-parsed', 'error')]],
  ])('there is none of it for %s', (_, list) => {
    expect(auditReport(answerOf({ findings: list }), []).blocks.some(({ kind }) => kind === 'hint')).toBe(false);
  });

  test.each<[what: string, ids: readonly string[], rules: readonly string[]]>([
    ['none for no finding', [], []],
    ['none for an id without a page', ['own'], []],
    ['each once', ['any-api', 'any-api'], ['any-api']],
    ['of checks and of the reader', ['duplicate-key', 'any-api'], ['any-api', 'duplicate-key']],
  ])('rules are those of what is found: %s', (_, ids, wanted) => {
    const found = ids.map((id) => finding(id, 'error'));
    const { rules = [] } = auditReport(answerOf({ findings: found }), []);
    expect(rules.map(({ id }) => id)).toEqual(wanted);
    expect(rules.every((rule) => allRules().includes(rule))).toBe(true);
  });

  test.each<[verdict: AuditAnswer['verdict'], isIncomplete: boolean]>([
    ['passed', false],
    ['failed', false],
    ['unreadable', true],
  ])('%s: whether something is not known is %s', (verdict, isIncomplete) => {
    expect(auditReport(answerOf({ verdict }), []).isIncomplete).toBe(isIncomplete);
  });

  test('findings stand nowhere else, and the data is the answer', () => {
    const answer = answerOf({ findings });
    const sources = [{ name: 'a.json', text: '{}' }];
    expect(auditReport(answer, sources)).toMatchObject({ findings: [], data: answer, sources });
  });
});

describe('the rules', () => {
  const rules = allRules();

  test('have an id each', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules).toHaveLength(CHECKS.length + READING_RULES.length);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s has a page', (id, rule: Rule) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.page.startsWith(`## ${id}\n`)).toBe(true);
    expect([rule.title, rule.why, rule.source]).toEqual([
      expect.stringMatching(/[^.]$/),
      expect.stringMatching(/\.$/),
      expect.stringMatching(/[^.]$/),
    ]);
    expect(rule.page).toContain(rule.why);
    expect(rule.page).toContain(rule.source);
    // Markdown that ends as it begins.
    expect((rule.page.match(/^```/gm) ?? []).length % 2).toBe(0);
  });

  test('know every id that reading a text comes up with', () => {
    const texts = [
      '',
      '{',
      '[]',
      '{}',
      '1',
      '"',
      '<html>',
      '{"Statement": 1}',
      '{"Statement": [{"Effect": 1, "a": 2}, 3]}',
      'An error occurred (X) when calling the GetPolicy operation: a',
    ];
    const found = texts.flatMap((text) => audit(parsePolicy(text)).findings.map(({ id }) => id));
    expect(found.length).toBeGreaterThan(texts.length - 1);
    expect(found.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  });
});

describe('an explanation', () => {
  const [first, second] = allRules() as readonly [Rule, Rule];

  test('is the page', () => {
    expect(explanationReport([first])).toMatchObject({ blocks: [], output: `${first.page}\n`, findings: [] });
  });

  test('of several is their pages, one behind the other', () => {
    const { output = '' } = explanationReport([first, second]);
    expect(output.endsWith(`${first.page}\n\n${second.page}\n`)).toBe(true);
  });

  test('is data as well', () => {
    expect(explanationReport([first]).data).toEqual({
      schemaVersion: 1,
      question: 'audit',
      verdict: 'explained',
      rules: [first],
    });
  });
});
