// How is an audit told? What came of it, then finding by finding, then where to read more.

import type { Rule } from '../../model/finding.js';
import type { Source } from '../../model/place.js';
import type { Block, Report } from '../../model/report.js';
import type { AuditAnswer } from './audit.js';
import { allRules, indexOf } from './page.js';

export function auditReport(answer: AuditAnswer, sources: readonly Source[]): Report {
  const { findings } = answer;
  const found = new Set(findings.map(({ id }) => id));
  const rules = allRules().filter(({ id }) => found.has(id));
  const [first] = findings.filter(({ id }) => rules.some((rule) => rule.id === id));
  const more: Block[] =
    first === undefined
      ? []
      : [
          {
            kind: 'hint',
            text: `\`sourcearn audit --explain ${first.id}\` says more, and so for every id in brackets`,
          },
        ];
  return {
    blocks: [verdictBlock(answer), ...findings.map((finding): Block => ({ kind: 'finding', finding })), ...more],
    findings: [],
    data: answer,
    sources,
    rules,
    isIncomplete: answer.verdict === 'unreadable',
  };
}

function verdictBlock({ verdict, counts, policies }: AuditAnswer): Block {
  const tone = verdict === 'failed' ? 'bad' : verdict === 'passed' && counts.warning === 0 ? 'good' : 'unsure';
  const told = Object.entries(counts).flatMap(([severity, count]) =>
    count === 0 ? [] : `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`,
  );
  const where = `${policies} polic${policies === 1 ? 'y' : 'ies'}`;
  const what = told.length === 0 ? `nothing wrong with ${where}` : `${told.join(', ')} in ${where}`;
  return { kind: 'verdict', tone, word: verdict, text: what };
}

/** The pages behind some ids. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly question: 'audit';
  readonly verdict: 'explained';
  readonly rules: readonly Rule[];
}

export function explanationReport(rules: readonly Rule[]): Report {
  const pages = [...(rules.length > 1 ? [indexOf(rules)] : []), ...rules.map(({ page }) => page)];
  const data: Explanation = { schemaVersion: 1, question: 'audit', verdict: 'explained', rules };
  return {
    blocks: [],
    output: `${pages.join('\n\n')}\n`,
    findings: [],
    data,
    sources: [],
    rules,
  };
}
