// Do file name, id and list of the output formats agree, and does each draw every kind of block and finding?

import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.js';
import { placeAt } from '../../src/model/place.js';
import type { Block, Report } from '../../src/model/report.js';
import type { Renderer } from '../../src/render/renderer.js';
import * as registry from '../../src/render/renderers/index.js';
import { project } from '../support/world.js';

const renderers: readonly Renderer[] = Object.values(registry);
const source = { name: 'a.json', text: 'one\ntwo\n' };
const place = placeAt(source, '/a', 4, 7);
const finding: Finding = { id: 'some-id', severity: 'error', message: 'it is `odd`', hint: 'mend `it`', place };

const BLOCKS: readonly (readonly [what: string, block: Block, drawn: string])[] = [
  ['verdict', { kind: 'verdict', tone: 'good', word: 'allowed', text: 'it may' }, 'allowed: it may\n'],
  ['heading', { kind: 'heading', text: 'would match' }, '\nwould match\n'],
  ['fact', { kind: 'fact', name: 'api', text: '`a1`' }, '  api        `a1`\n'],
  ['fact with more', { kind: 'fact', name: 'api', text: 'a', more: ['b'] }, '  api        a\n             b\n'],
  ['remark', { kind: 'remark', tone: 'bad', text: 'no' }, '\n  no\n'],
  [
    'remark with a place and more',
    { kind: 'remark', tone: 'unsure', text: 'perhaps', place, more: ['why'] },
    '\n  perhaps\n     2 | two\n       | ^~~\n    why\n',
  ],
  ['count', { kind: 'count', text: '1 passed' }, '1 passed\n'],
  ['hint', { kind: 'hint', text: 'do `this`' }, '\n  hint: do `this`\n'],
  [
    'finding',
    { kind: 'finding', finding },
    '\na.json:2:1: error: it is `odd` [some-id]\n     2 | two\n       | ^~~\n  hint: mend `it`\n',
  ],
];

const reportOf = (blocks: readonly Block[], findings: readonly Finding[] = []): Report => ({
  blocks,
  findings,
  data: { schemaVersion: 1, question: 'evaluate' },
  sources: [source],
});

describe('the list of formats', () => {
  const files = readdirSync(`${project}src/render/renderers`).filter((name) => name !== 'index.ts');

  test('has each file once, under its name, which is its id', () => {
    expect(renderers.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
    expect(Object.entries(registry).filter(([name, { id }]) => name !== id)).toEqual([]);
  });
});

describe.each(renderers.map((renderer) => [renderer.id, renderer] as const))('%s', (_, renderer) => {
  const everything = reportOf(
    BLOCKS.map(([, block]) => block),
    [finding],
  );

  test.each([[false], [true]])('draws all there is and ends with a line break, colours: %s', (color) => {
    const aside = renderer.renderAside(everything, { color });
    // Where a report has no response, `http` draws all of it beside the answer.
    const [all, rest] = renderer.id === 'http' ? [aside, ''] : [renderer.render(everything, { color }), aside];
    expect(all).toMatch(/\S\n$/);
    expect(rest).toMatch(/^$|\S\n$/);
  });

  test('says nothing of findings where there are none', () => {
    expect(renderer.renderAside(reportOf([]), { color: true })).toBe('');
  });

  test('draws no colours where none are wanted', () => {
    const drawn = renderer.render(everything, { color: false }) + renderer.renderAside(everything, { color: false });
    expect(drawn).not.toContain('\u001b');
  });
});

describe('text', () => {
  const first: Block = { kind: 'count', text: 'first' };

  test.each(BLOCKS)('%s', (_, block, drawn) => {
    expect(registry.text.render(reportOf([first, block]), { color: false })).toBe(`first\n${drawn}`);
  });

  test.each(BLOCKS)('%s at the beginning has no empty line above it', (_, block, drawn) => {
    expect(registry.text.render(reportOf([block]), { color: false })).toBe(drawn.replace(/^\n/, ''));
  });

  test.each<[what: string, finding: Finding, drawn: string]>([
    ['without a place', { id: 'i', severity: 'warning', message: 'm' }, 'warning: m [i]\n'],
    [
      'without a hint',
      { id: 'i', severity: 'info', message: 'm', place },
      'a.json:2:1: info: m [i]\n     2 | two\n       | ^~~\n',
    ],
    [
      'in a text that is not here',
      { id: 'i', severity: 'error', message: 'm', place: { ...place, source: 'b.json' } },
      'b.json:2:1: error: m [i]\n',
    ],
  ])('a finding %s', (_, one, drawn) => {
    expect(registry.text.renderAside(reportOf([], [one]), { color: false })).toBe(drawn);
  });

  test('colours words in backticks, and leaves a lone one alone', () => {
    const draw = (text: string) => registry.text.render(reportOf([{ kind: 'hint', text }]), { color: true });
    expect(draw('a `b` c')).toContain('a \u001b[36m`b`\u001b[39m c');
    expect(draw('a ` b')).toContain('a ` b');
  });
});

test('JSON draws the data as it is, findings of the report or not', () => {
  const report = reportOf([BLOCKS[0]?.[1] as Block], [finding]);
  expect(JSON.parse(registry.json.render(report, { color: true }))).toEqual(report.data);
  expect(registry.json.renderAside(report, { color: true })).toBe('');
});
