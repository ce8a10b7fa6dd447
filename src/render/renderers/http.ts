// How does a response look on the wire? As HTTP text, and nothing else.

import { harmless } from '../harmless.js';
import type { Renderer } from '../renderer.js';
import { text } from './text.js';

export const http: Renderer = {
  id: 'http',
  questions: ['simulate'],
  render: ({ http: message }) => (message === undefined ? '' : `${message.replace(/[^\n\t]+/g, harmless)}\n`),
  // Where there is no response, why is all there is to say.
  renderAside: (report, options) => {
    const { blocks, ...rest } = report;
    return report.http === undefined
      ? text.render({ ...rest, blocks }, options) + text.renderAside(report, options)
      : '';
  },
};
