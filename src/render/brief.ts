// What of a report fits beside an answer that is for a program? The verdict, the way out and what is broken, a line each.

import type { Report } from '../model/report.js';
import { harmlessLine } from './harmless.js';

/** Ends with a line break where there is anything to say. */
export function brief({ blocks, findings }: Report): string {
  const told = blocks.flatMap((block) => {
    if (block.kind === 'verdict') return [`${block.word}: ${block.text}`];
    return block.kind === 'hint' ? [`  hint: ${block.text}`] : [];
  });
  return linesOf([...told, ...faultsOf(findings)]);
}

/** What is broken alone. */
export function briefFaults({ findings }: Report): string {
  return linesOf(faultsOf(findings));
}

function faultsOf(findings: Report['findings']): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ id, message, place }) => {
      const where = place === undefined ? '' : `${place.source}:${place.line}:${place.column}: `;
      return `${where}error: ${message} [${id}]`;
    });
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${harmlessLine(line)}\n`).join('');
}
