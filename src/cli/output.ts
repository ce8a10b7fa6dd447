// How does an answer leave the program? In the format that is asked for, with colours where they are welcome.

import type { Finding } from '../model/finding.js';
import type { Source } from '../model/place.js';
import type { Report } from '../model/report.js';
import type { Renderer, RenderOptions } from '../render/renderer.js';
import * as renderers from '../render/renderers/index.js';
import { demandOneOf, type ExitCode, type Io } from './command.js';

/** The version in package.json, put in by the build. */
declare const SOURCEARN_VERSION: string;

/** What every command's options hold. */
export interface OutputOptions {
  readonly format: string;
  readonly color: boolean;
}

/** The formats in which a question's answer is written. */
export function formatsOf(question: string): readonly string[] {
  return renderersOf(question).map(({ id }) => id);
}

function renderersOf(question: string): readonly Renderer[] {
  // The default comes first.
  const { text, ...others } = renderers;
  const all: readonly Renderer[] = [text, ...Object.values(others)];
  return all.filter(({ questions }) => questions === undefined || questions.includes(question));
}

export function rendererFor({ format }: OutputOptions, question: string): Renderer {
  const known = renderersOf(question);
  demandOneOf(
    '--format',
    known.map(({ id }) => id),
    format,
  );
  return known.find(({ id }) => id === format) as Renderer;
}

/** The answer on standard output, what else there is to say on standard error. */
export function write(report: Report, options: OutputOptions, io: Io): void {
  const renderer = rendererFor(options, report.data.question);
  const aside = renderer.renderAside(report, styleOf(options, io, io.isErrorTerminal));
  // The verdict comes first: what is to be pasted stands below it.
  const isAsideFirst = report.output !== undefined;
  if (isAsideFirst && aside !== '') io.stderr(aside);
  io.stdout(renderer.render(report, { ...styleOf(options, io, io.isTerminal), version: SOURCEARN_VERSION }));
  if (!isAsideFirst && aside !== '') io.stderr(aside);
}

/** What could not be read, and nothing else: no answer. */
export function writeUnreadable(
  question: string,
  findings: readonly Finding[],
  sources: readonly Source[],
  options: OutputOptions,
  io: Io,
): ExitCode {
  const data = { schemaVersion: 1, question, verdict: 'unreadable', findings } as const;
  write({ blocks: [], findings, data, sources }, options, io);
  return 3;
}

// NO_COLOR and FORCE_COLOR as no-color.org and force-color.org have them.
function styleOf({ color }: OutputOptions, { env }: Io, isTerminal: boolean): RenderOptions {
  if (!color || (env['NO_COLOR'] ?? '') !== '') return { color: false };
  const forced = env['FORCE_COLOR'];
  return { color: forced === undefined || forced === '' ? isTerminal : forced !== '0' && forced !== 'false' };
}
