// What does the page of a check say? Why it matters, how we know, and a policy with the fault and without; in Markdown.

import { harmlessJson } from '../../model/control.js';
import type { Rule } from '../../model/finding.js';
import type { Json } from '../../model/policy.js';
import { CHECKS } from './audit.js';
import { type Check, GROUPS } from './check.js';
import { READING_RULES, type ReadingRule } from './reading.js';

/** What every id stands for: checks first, then the reader's. */
export function allRules(): readonly Rule[] {
  rules ??= [
    ...CHECKS.map((check) => ({ ...ruleOf(check), page: checkPage(check) })),
    ...READING_RULES.map((rule) => ({ ...ruleOf(rule), page: readingPage(rule) })),
  ];
  return rules;
}

let rules: readonly Rule[] | undefined;

function ruleOf({ id, group, severity, title, why, source }: Omit<Rule, 'page'>): Omit<Rule, 'page'> {
  return { id, group, severity, title, why, source };
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

const MOST_LINES = 30;

function jsonBlock(json: Json): string {
  const lines = compact(json, '').split('\n');
  const more = lines.length - MOST_LINES;
  const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} lines more`] : lines;
  return ['```json', ...shown, '```'].join('\n');
}

const WIDTH = 120;

/** What fits on a line stands on one. */
function compact(json: Json, indent: string): string {
  const line = harmlessJson(json).replace(/("(?:[^"\\]|\\.)*")|([:,])/g, (_, text, mark) => text ?? `${mark} `);
  if (typeof json !== 'object' || json === null || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(json);
  const members = Object.entries(json).map(([key, value]) => {
    const name = isList ? '' : `${JSON.stringify(key)}: `;
    return inner + name + compact(value as Json, inner);
  });
  return [isList ? '[' : '{', members.join(',\n'), indent + (isList ? ']' : '}')].join('\n');
}

/** Every id with its title, group by group, for those who look for one. */
export function indexOf(rules: readonly Rule[]): string {
  const groups: readonly string[] = [...GROUPS, 'refused', 'not read'];
  const rows = groups.flatMap((group) =>
    rules
      .filter((rule) => rule.group === group)
      .map(({ id, severity, title }) => `| [${id}](#${id}) | ${group} | ${severity} | ${title} |`),
  );
  return ['| id | | | |', '|-|-|-|-|', ...rows].join('\n');
}
