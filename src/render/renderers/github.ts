// How does a report look to GitHub Actions? As workflow commands, one line and one annotation for each finding.

import type { Finding } from '../../model/finding.js';
import { lineAndColumn, type Place, type Source } from '../../model/place.js';
import type { Block } from '../../model/report.js';
import { harmless, harmlessLine } from '../harmless.js';
import type { Renderer } from '../renderer.js';

// GitHub: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
export const github: Renderer = {
  id: 'github',
  questions: ['audit'],
  render: ({ blocks, findings, sources }) =>
    [...blocks.flatMap((block) => linesOf(block, sources)), ...findings.map((finding) => commandOf(finding, sources))]
      .map((line) => `${line}\n`)
      .join(''),
  renderAside: () => '',
};

function linesOf(block: Block, sources: readonly Source[]): string[] {
  switch (block.kind) {
    case 'finding':
      return [commandOf(block.finding, sources)];
    case 'verdict':
      return [harmlessLine(`${block.word}: ${block.text}`)];
    case 'count':
      return [harmlessLine(block.text)];
    default:
      return [];
  }
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** `::error file=a.json,line=2,col=1,endColumn=3,title=sourcearn%3A id::message%0Ahint: …` */
function commandOf({ id, severity, message, hint, place }: Finding, sources: readonly Source[]): string {
  const properties = { ...(place && annotated(place, sources)), title: `sourcearn: ${id}` };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(harmless(`${value}`))}`);
  const text = harmless(message) + (hint === undefined ? '' : `\nhint: ${harmless(hint)}`);
  return `::${COMMANDS[severity]} ${written.join(',')}::${escapedData(text)}`;
}

/** Where to annotate. Standard input is no file, and without a file no line means anything. */
function annotated(place: Place, sources: readonly Source[]): Readonly<Record<string, string | number>> {
  const file = place.source.replace(/^(?:\.\/+)+/, '');
  if (file === '' || place.source === '<stdin>') return {};
  const { start, end, line, column: col } = place;
  const source = sources.find(({ name, text }) => name === place.source && end <= text.length);
  if (source === undefined) return { file, line, col };
  // Inferred: the end is the last letter, not the one behind it: it is the start where only that is given
  // (AnnotationProperties of @actions/core), as the last line is the first one.
  const { line: endLine, column: endColumn } = lineAndColumn(source, Math.max(start, end - 1));
  // GitHub: columns cannot be sent when the lines differ (AnnotationProperties; the runner drops them).
  return endLine === line ? { file, line, col, endColumn } : { file, line, endLine };
}

// GitHub: what the runner undoes, ActionCommand.cs of actions/runner; the percent sign first, since it marks the others.
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
