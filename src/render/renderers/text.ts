// How does a report look to a person? Verdict first, reasons under it, the way out last.

import { Chalk, type ChalkInstance } from 'chalk';
import type { Finding } from '../../model/finding.js';
import type { Place, Source } from '../../model/place.js';
import type { Block, Tone } from '../../model/report.js';
import { harmless, harmlessLine } from '../harmless.js';
import type { Renderer, RenderOptions } from '../renderer.js';
import { snippetOf } from '../snippet.js';

export const text: Renderer = {
  id: 'text',
  render: (report, options) => report.output ?? new TextRenderer(report.sources, options).blocks(report.blocks),
  renderAside: (report, options) => {
    const renderer = new TextRenderer(report.sources, options);
    return (report.output === undefined ? '' : renderer.blocks(report.blocks)) + renderer.findings(report.findings);
  },
};

class TextRenderer {
  readonly #chalk: ChalkInstance;
  readonly #sources: readonly Source[];

  constructor(sources: readonly Source[], { color }: RenderOptions) {
    this.#chalk = new Chalk({ level: color ? 1 : 0 });
    this.#sources = sources;
  }

  blocks(blocks: readonly Block[]): string {
    return blocks
      .map((block) => `${this.#block(block).join('\n')}\n`)
      .join('')
      .replace(/^\n/, '');
  }

  findings(findings: readonly Finding[]): string {
    return findings.map((finding) => `${this.#finding(finding).join('\n')}\n`).join('');
  }

  #block(block: Block): string[] {
    switch (block.kind) {
      case 'verdict':
        return [`${this.#tone(block.tone).bold(harmless(block.word))}: ${this.#words(block.text)}`];
      case 'heading':
        return ['', this.#chalk.bold(this.#words(block.text))];
      case 'fact':
        return [
          `  ${this.#chalk.dim(block.name.padEnd(10))} ${this.#words(block.text)}`,
          ...this.#more(block.more, 13),
        ];
      case 'remark':
        return [
          '',
          `  ${this.#tone(block.tone)(this.#words(block.text))}`,
          ...this.#snippet(block.place),
          ...this.#more(block.more, 4),
        ];
      case 'finding':
        return ['', ...this.#finding(block.finding)];
      case 'lines':
        return block.lines.map((line) => `  ${harmlessLine(line)}`);
      case 'count':
        return [harmless(block.text)];
      case 'hint':
        return ['', `  ${this.#chalk.cyan('hint:')} ${this.#words(block.text)}`];
    }
  }

  #more(lines: readonly string[] = [], indent: number): string[] {
    return lines.map((line) => ' '.repeat(indent) + this.#words(line));
  }

  /** `file:line:col: severity: message [id]`, the snippet, the hint. */
  #finding({ id, severity, message, hint, place }: Finding): string[] {
    const where = place === undefined ? '' : `${fileName(place.source)}:${place.line}:${place.column}: `;
    const tone = severity === 'error' ? 'bad' : severity === 'warning' ? 'unsure' : 'plain';
    const head = `${this.#chalk.bold(where)}${this.#tone(tone).bold(`${severity}:`)} ${this.#words(message)} ${this.#chalk.dim(`[${id}]`)}`;
    return [
      head,
      ...this.#snippet(place),
      ...(hint === undefined ? [] : [`  ${this.#chalk.cyan('hint:')} ${this.#words(hint)}`]),
    ];
  }

  #snippet(place: Place | undefined): string[] {
    const source = this.#sources.find(({ name }) => name === place?.source);
    if (place === undefined || source === undefined || source.text === '') return [];
    const { gutter, line, blank, marks } = snippetOf(place, source);
    return [`  ${this.#chalk.dim(gutter)}${line}`, `  ${this.#chalk.dim(blank)}${this.#chalk.red(marks)}`];
  }

  /** Text whose `quoted` parts stand out. */
  #words(value: string): string {
    return harmless(value).replace(/`[^`]*`/g, (quoted) => this.#chalk.cyan(quoted));
  }

  #tone(tone: Tone): ChalkInstance {
    const { green, red, yellow, reset } = this.#chalk;
    return { good: green, bad: red, unsure: yellow, plain: reset }[tone];
  }
}

/** A name at the beginning of a line, where `::` would be a command to the logs of pipelines. */
function fileName(name: string): string {
  return harmless(/^\s*::/.test(name) ? `./${name}` : name);
}
