// How does a response look on the wire? As HTTP text, and nothing else.

import { brief, briefFaults } from '../brief.js';
import { harmlessTabbed } from '../harmless.js';
import type { Renderer } from '../renderer.js';
import { text } from './text.js';

export const http: Renderer = {
  id: 'http',
  questions: ['simulate'],
  render: ({ http: message }) =>
    message === undefined ? '' : `${message.split('\n').map(harmlessTabbed).join('\n')}\n`,
  // A status does not say why; where there is no response, why is all there is to say.
  renderAside: (report, options) => {
    if (report.http === undefined) return text.render(report, options) + text.renderAside(report, options);
    const isGood = report.blocks.some((block) => block.kind === 'verdict' && block.tone === 'good');
    return isGood ? briefFaults(report) : brief(report);
  },
};
