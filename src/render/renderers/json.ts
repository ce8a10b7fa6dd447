// How does a report look to a program? As its data, and nothing else.

import { harmlessJson } from '../../model/control.js';
import type { Renderer } from '../renderer.js';

export const json: Renderer = {
  id: 'json',
  render: ({ data }) => `${harmlessJson(data, 2)}\n`,
  renderAside: () => '',
};
