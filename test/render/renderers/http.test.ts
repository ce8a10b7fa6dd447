// Is the answer as HTTP text the message and nothing else, and is why there is none said beside it?

import { describe, expect, test } from '@jest/globals';
import type { Block, Report } from '../../../src/model/report.js';
import { http } from '../../../src/render/renderers/http.js';

const VERDICT: Block = { kind: 'verdict', tone: 'unsure', word: 'unknown', text: 'nobody knows' };
const OPTIONS = { color: false };

const reportOf = (message: string | undefined): Report => ({
  blocks: [VERDICT, { kind: 'hint', text: 'say more' }],
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
  ])('%s', (_, message, drawn) => {
    expect(http.render(reportOf(message), OPTIONS)).toBe(drawn);
  });

  test('has nothing beside it', () => {
    expect(http.renderAside(reportOf('a'), OPTIONS)).toBe('');
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
