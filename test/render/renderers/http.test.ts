// Is the answer as HTTP text the message and nothing else, and is why there is none said beside it?

import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../src/model/finding.js';
import type { Block, Report } from '../../../src/model/report.js';
import { http } from '../../../src/render/renderers/http.js';

const VERDICT: Block = { kind: 'verdict', tone: 'unsure', word: 'unknown', text: 'nobody knows' };
const HINT: Block = { kind: 'hint', text: 'say more' };
const OPTIONS = { color: false };

const reportOf = (message: string | undefined): Report => ({
  blocks: [VERDICT, HINT],
  findings: [{ id: 'some-id', severity: 'info', message: 'by the way' }],
  data: { schemaVersion: 1, question: 'simulate' },
  sources: [],
  ...(message === undefined ? {} : { http: message }),
});

test('draws answers of `simulate` only', () => {
  expect(http.questions).toEqual(['simulate']);
});

describe('a message', () => {
  test.each<[what: string, message: string, drawn: string]>([
    ['stands as it is', 'HTTP/1.1 200 OK\nA: b\n\nbody', 'HTTP/1.1 200 OK\nA: b\n\nbody\n'],
    ['without a body ends with an empty line', 'HTTP/1.1 204 No Content\n\n', 'HTTP/1.1 204 No Content\n\n\n'],
    ['keeps tabs and letters beyond ASCII', 'a\tö 🐈', 'a\tö 🐈\n'],
    ['keeps empty lines', 'a\n\n\nb\n', 'a\n\n\nb\n\n'],
    ['loses its power over a terminal', 'a\u001b[31mb\u009bc\r\nd\u202e', 'a\\u001b[31mb\\u009bc\\u000d\nd\\u202e\n'],
    ['loses its power over a pipeline', 'a ##[error]b\n##vso[c]', 'a \\u0023#[error]b\n\\u0023#vso[c]\n'],
    ['loses half letters', 'a\ud83d', 'a\\ud83d\n'],
    ['begins no line with a command', '::error::a\n  ::b', '\\u003a:error::a\n  \\u003a:b\n'],
    ['begins none behind tabs', '\t::error::a\n \t \t::b', '\t\\u003a:error::a\n \t \t\\u003a:b\n'],
    ['has none behind a tab', 'a\t##[error]b\t::c', 'a\t\\u0023#[error]b\t::c\n'],
  ])('%s', (_, message, drawn) => {
    expect(http.render(reportOf(message), OPTIONS)).toBe(drawn);
  });

  test('has nothing beside it where it is a good one', () => {
    expect(http.renderAside({ ...reportOf('a'), blocks: [{ ...VERDICT, tone: 'good' }, HINT] }, OPTIONS)).toBe('');
  });

  test('has beside it why it is none, and the way out', () => {
    expect(http.renderAside(reportOf('a'), { color: true })).toBe('unknown: nobody knows\n  hint: say more\n');
  });

  test('has beside it what is wrong with what was read, on a line each that nobody obeys', () => {
    const place = { source: '::a', pointer: '', start: 0, end: 0, line: 2, column: 3 };
    const findings: Finding[] = [
      { id: 'some-id', severity: 'error', message: 'a\n::b' },
      { id: 'placed', severity: 'error', message: 'c', place },
      { id: 'small', severity: 'warning', message: 'd' },
    ];
    const blocks: Block[] = [
      { ...VERDICT, text: 'a\n::b' },
      { kind: 'hint', text: '\u001b##[e]' },
    ];
    expect(http.renderAside({ ...reportOf('a'), blocks, findings }, OPTIONS)).toBe(
      [
        'unknown: a\\u000a::b\n  hint: \\u001b\\u0023#[e]\n',
        'error: a\\u000a::b [some-id]\n\\u003a:a:2:3: error: c [placed]\n',
      ].join(''),
    );
  });

  test('has no colours', () => {
    expect(http.render(reportOf('a `b`'), { color: true })).toBe('a `b`\n');
  });
});

describe('no message', () => {
  test('draws nothing', () => {
    expect(http.render(reportOf(undefined), OPTIONS)).toBe('');
  });

  test('has the whole story beside it, and what was found', () => {
    expect(http.renderAside(reportOf(undefined), OPTIONS)).toBe(
      'unknown: nobody knows\n\n  hint: say more\ninfo: by the way [some-id]\n',
    );
  });

  test('has colours beside it where they are wanted', () => {
    expect(http.renderAside(reportOf(undefined), { color: true })).toContain('\u001b[');
  });
});
