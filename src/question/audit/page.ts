// What does the page of a check say? Why it matters, how we know, and a policy with the fault and without; in Markdown.

import { harmlessJson } from '../../model/control.js';
import type { Rule } from '../../model/finding.js';
import type { Json } from '../../model/policy.js';
import { CHECKS } from './audit.js';
import type { Check } from './check.js';
import { READING_RULES, type ReadingRule } from './reading.js';

/** What every id stands for: checks first, then the reader's. */
export function allRules(): readonly Rule[] {
  return [
    ...CHECKS.map((check) => ({ ...ruleOf(check), page: checkPage(check) })),
    ...READING_RULES.map((rule) => ({ ...ruleOf(rule), page: readingPage(rule) })),
  ];
}

function ruleOf({ id, severity, title, why, source }: Omit<Rule, 'page'>): Omit<Rule, 'page'> {
  return { id, severity, title, why, source };
}

function checkPage({ id, title, severity, severities, group, why, source, bad, good }: Check): string {
  const how = severities === undefined ? `**${severity}**` : `**${severity}** (${severities})`;
  return [
    `## ${id}`,
    `${how}, ${group}: ${title}.`,
    why,
    `Source: ${source}.`,
    'With the fault:',
    jsonBlock(bad),
    'Without:',
    jsonBlock(good),
  ].join('\n\n');
}

function readingPage({ id, title, severity, why, source, group }: ReadingRule): string {
  return [`## ${id}`, `**${severity}**, ${group}: ${title}.`, why, `Source: ${source}.`].join('\n\n');
}

const MOST_LINES = 40;

function jsonBlock(json: Json): string {
  const lines = (typeof json === 'string' ? json : harmlessJson(json, 2)).split('\n');
  const shown =
    lines.length > MOST_LINES
      ? [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} lines more`]
      : lines;
  return ['```json', ...shown, '```'].join('\n');
}
