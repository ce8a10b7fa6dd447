// What must an output format bring? One file in `renderers/`, one line in its index.

import type { Report } from '../model/report.js';

export interface RenderOptions {
  readonly color: boolean;
  /** The program's version, where formats want to tell. */
  readonly version?: string;
}

export interface Renderer {
  /** The file's name, and the value of `--format`. */
  readonly id: string;
  /** The questions whose reports it draws; without them, those of every question. */
  readonly questions?: readonly string[];
  /** The answer, for standard output; ends with a line break. */
  render(report: Report, options: RenderOptions): string;
  /** What is said beside the answer, for standard error; empty where the answer holds it already. */
  renderAside(report: Report, options: RenderOptions): string;
}
