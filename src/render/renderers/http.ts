// How does a response look on the wire? As HTTP text, and nothing else.

import { harmless, harmlessLine } from '../harmless.js';
import type { Renderer } from '../renderer.js';
import { text } from './text.js';

/** Tabs do no harm, and bodies have them. */
function lineOf(line: string): string {
  const [first = '', ...others] = line.split('\t');
  return [harmlessLine(first), ...others.map(harmless)].join('\t');
}

export const http: Renderer = {
  id: 'http',
  questions: ['simulate'],
  render: ({ http: message }) => (message === undefined ? '' : `${message.split('\n').map(lineOf).join('\n')}\n`),
  // Where there is no response, why is all there is to say.
  renderAside: (report, options) => {
    const { blocks, ...rest } = report;
    return report.http === undefined
      ? text.render({ ...rest, blocks }, options) + text.renderAside(report, options)
      : '';
  },
};
