// Does GitHub read back from each line what its finding says, and no command that a policy wrote?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.js';
import { type Place, placeAt, type Source } from '../../src/model/place.js';
import type { Block, Report } from '../../src/model/report.js';
import { harmless } from '../../src/render/harmless.js';
import { github } from '../../src/render/renderers/github.js';
import { holds } from '../support/worlds.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Reads a line as the runner does (ActionCommand.cs of actions/runner): `::name a=b,c=d::message`, behind blanks or not.
 * Written apart from the program.
 */
function commandIn(line: string): Command | undefined {
  const [, name, , written = '', message] = /^\s*::([^: ]+)( (.*?))?::(.*)$/s.exec(line) ?? [];
  if (name === undefined || message === undefined) return undefined;
  const pairs = written.split(',').filter((pair) => pair !== '');
  const properties = pairs.map((pair) => {
    const equals = pair.indexOf('=');
    const value = pair
      .slice(equals + 1)
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',');
    return [pair.slice(0, equals), unescaped(value)];
  });
  return { name, properties: Object.fromEntries(properties), message: unescaped(message) };
}

const unescaped = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

const source: Source = { name: 'policies/a.json', text: '{\n  "Sid": "one",\n  "x": 1\n}\n' };
const place = placeAt(source, '/Sid', 11, 16);
const finding: Finding = { id: 'some-id', severity: 'error', message: 'it is `odd`', hint: 'mend `it`', place };
const reportOf = (findings: readonly Finding[], over: Partial<Report> = {}): Report => ({
  blocks: [],
  findings,
  data: { schemaVersion: 1, question: 'audit' },
  sources: [source],
  ...over,
});

const draw = (report: Report) => github.render(report, { color: true });
const drawn = (over: Partial<Finding>, sources = [source]) => draw(reportOf([{ ...finding, ...over }], { sources }));
const read = (over: Partial<Finding>, sources = [source]) => commandIn(drawn(over, sources).slice(0, -1)) as Command;
const drawnBlocks = (...blocks: Block[]) => draw(reportOf([], { blocks }));

test('a whole line', () => {
  const where = 'file=policies/a.json,line=2,col=10,endColumn=14,title=sourcearn%3A some-id';
  expect(drawn({})).toBe(`::error ${where}::it is \`odd\`%0Ahint: mend \`it\`\n`);
});

test('the blocks come first, in their order, then the other findings; what is only for people is left out', () => {
  const named = (id: string): Finding => ({ id, severity: 'info', message: 'm' });
  const blocks: Block[] = [
    { kind: 'verdict', tone: 'bad', word: 'findings', text: '2 in `a.json`' },
    { kind: 'heading', text: 'a heading' },
    { kind: 'finding', finding: named('first') },
    { kind: 'fact', name: 'a fact', text: 'b' },
    { kind: 'remark', tone: 'bad', text: 'a remark', place },
    { kind: 'hint', text: 'a hint' },
    { kind: 'finding', finding: named('second') },
    { kind: 'count', text: '1 file read' },
  ];
  expect(draw(reportOf([named('third')], { blocks })).split('\n')).toEqual([
    'findings: 2 in `a.json`',
    '::notice title=sourcearn%3A first::m',
    '::notice title=sourcearn%3A second::m',
    '1 file read',
    '::notice title=sourcearn%3A third::m',
    '',
  ]);
});

test('a report of nothing is nothing', () => {
  expect(draw(reportOf([]))).toBe('');
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'notice'],
] as const)('what is %s to us is %s to GitHub', (severity, name) => {
  expect(read({ severity }).name).toBe(name);
});

describe('what is written', () => {
  test.each<[what: string, text: string, data: string, property: string]>([
    ['letters', 'a b=c', 'a b=c', 'a b=c'],
    ['a percent sign', '50%', '50%25', '50%25'],
    ['an escape', '%0A%3A', '%250A%253A', '%250A%253A'],
    ['a colon', 'a:b', 'a:b', 'a%3Ab'],
    ['a comma', 'a,b', 'a,b', 'a%2Cb'],
    ['two colons', '::error::x', '::error::x', '%3A%3Aerror%3A%3Ax'],
    ['a line break', 'a\nb', 'a\\u000ab', 'a\\u000ab'],
    ['a carriage return', 'a\rb', 'a\\u000db', 'a\\u000db'],
    ['a colour', '\u001b[31m', '\\u001b[31m', '\\u001b[31m'],
    ['an old command', '##[error]x', '\\u0023#[error]x', '\\u0023#[error]x'],
    ['half a letter', 'a\ud83d', 'a\\ud83d', 'a\\ud83d'],
  ])('of %s', (_, text, data, property) => {
    const line = drawn({ message: text, hint: text, id: text, place: { ...place, source: text } });
    expect(line).toMatch(/^::error file=[^\n]*\n$/);
    expect(line).toContain(`::error file=${property},line=2,`);
    expect(line.slice(0, -1).endsWith(`,title=sourcearn%3A ${property}::${data}%0Ahint: ${data}`)).toBe(true);
  });
});

describe('where it is', () => {
  const odd = 'a\r\nb🐕\t"c"\n\n\re\n';

  test.each<[what: string, start: number, end: number, where: string]>([
    ['on one line', 3, 6, 'line=2,col=1,endColumn=3'],
    ['of one letter', 3, 4, 'line=2,col=1,endColumn=1'],
    ['of no letter', 3, 3, 'line=2,col=1,endColumn=1'],
    ['up to the end of its line', 7, 11, 'line=2,col=5,endColumn=8'],
    ['over lines, without columns', 3, 14, 'line=2,endLine=4'],
    ['at the end', odd.length, odd.length, 'line=5,col=1,endColumn=1'],
  ])('%s', (_, start, end, where) => {
    const source = { name: 'a.json', text: odd };
    const sources = [{ name: 'b.json', text: '' }, source];
    expect(drawn({ place: placeAt(source, '', start, end) }, sources)).toContain(`::error file=a.json,${where},title=`);
  });

  test.each<[what: string, sources: Source[]]>([
    ['is not here', []],
    ['is here without what was read', [{ name: source.name, text: '' }]],
  ])('begins, where the text %s', (_, sources) => {
    expect(drawn({}, sources)).toContain('::error file=policies/a.json,line=2,col=10,title=');
  });

  test.each<[name: string, file: string | undefined]>([
    ['a.json', 'a.json'],
    ['./a.json', 'a.json'],
    ['./a.json', 'a.json'],
    ['../a.json', '../a.json'],
    ['.a/./b', '.a/./b'],
    ['/srv/a.json', '/srv/a.json'],
    ['C:\\a, b.json', 'C:\\a, b.json'],
    ['<stdin>', undefined],
    ['./<stdin>', '<stdin>'],
    ['./', undefined],
    ['', undefined],
  ])('in `%s`', (name, file) => {
    const { properties } = read({ place: { ...place, source: name } }, [{ ...source, name }]);
    const title = 'sourcearn: some-id';
    expect(properties).toEqual(file === undefined ? { title } : { file, line: '2', col: '10', endColumn: '14', title });
  });
});

/** What is no command and would be one where it stood at the beginning of a line, or anywhere. */
const HOSTILE = [
  '::error::owned',
  ' \t::set-output name=a::b',
  'x\n::error file=a,line=1::owned\n',
  'x\r::add-mask::owned',
  '%0A::add-mask::owned',
  ',title=x::owned',
  '::stop-commands::x',
  '##[add-mask]owned',
  '##vso[task.setvariable variable=a]b',
  'x\u2028::error::owned',
  '\u0085::error::owned',
  '\ufeff::error::owned',
  '\n::error::\u001b]0;x\u0007\u202e##[error]\ud800',
];

/** The commands of an output; the old kind, which counts anywhere in a line, is none of ours. */
function commandsIn(output: string): readonly Command[] {
  expect(output).not.toMatch(/##(?:vso)?\[/);
  return output.split(/[\n\r\u0085\u2028\u2029]/).flatMap((line) => commandIn(line) ?? []);
}

describe.each(HOSTILE)('%j', (x) => {
  test('in a finding is read back and is no second command', () => {
    const output = drawn({ message: x, hint: x, id: x, place: { ...place, source: x } });
    const [command, ...others] = commandsIn(output);
    expect(others).toEqual([]);
    expect(command).toMatchObject({
      name: 'error',
      properties: { file: harmless(x), line: '2', title: harmless(`sourcearn: ${x}`) },
      message: `${harmless(x)}\nhint: ${harmless(x)}`,
    });
  });

  test('in what is said is no command', () => {
    const output = drawnBlocks({ kind: 'verdict', tone: 'bad', word: x, text: x }, { kind: 'count', text: x });
    expect(commandsIn(output)).toEqual([]);
    expect(output.split('\n')).toHaveLength(3);
  });
});

describe('of any findings', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const marks = ['::', ':', ',', '%', '%0A', '%25', '\n', '\r', '=', ' ', './', '##[', '::error::', '\ud83d', '\u2028'];
  const text = fc.string({ unit: fc.oneof(unit, fc.constantFrom(...marks)) });
  const severity = fc.constantFrom('error', 'warning', 'info');
  const world = fc.record(
    { id: text, severity, message: text, hint: text, place: fc.tuple(fc.nat(), fc.nat()) },
    { requiredKeys: ['id', 'severity', 'message'] },
  );
  const placeIn = (source: Source, ends: readonly number[]): Place => {
    const [start, end] = ends.map((at) => at % (source.text.length + 1)).sort((a, b) => a - b) as [number, number];
    return placeAt(source, '', start, end);
  };

  /** What GitHub is to read of a finding. */
  function readOf({ id, severity, message, hint, place }: Finding): object {
    const file = place?.source.replace(/^(?:\.\/+)+/, '');
    const isInFile = file !== undefined && file !== '' && place?.source !== '<stdin>';
    return {
      name: { error: 'error', warning: 'warning', info: 'notice' }[severity],
      file: isInFile ? harmless(file) : undefined,
      line: isInFile ? String(place?.line) : undefined,
      title: harmless(`sourcearn: ${id}`),
      message: harmless(message) + (hint === undefined ? '' : `\nhint: ${harmless(hint)}`),
    };
  }

  test('each is one line that says what it says, columns on one line only, and nothing else is a command', () => {
    holds([text, text, fc.array(world), text, text], (name, content, worlds, word, said) => {
      const source = { name, text: content };
      const findings = worlds.map(
        ({ place, ...rest }): Finding => ({ ...rest, ...(place && { place: placeIn(source, place) }) }),
      );
      const blocks: Block[] = [
        { kind: 'verdict', tone: 'bad', word, text: said },
        { kind: 'count', text: said },
      ];
      const output = draw(reportOf(findings, { blocks, sources: [source] }));
      expect(output.split('\n')).toHaveLength(findings.length + 3);
      const commands = commandsIn(output);
      expect(
        commands.map(({ name, properties: { file, line, title }, message }) => ({ name, file, line, title, message })),
      ).toEqual(findings.map(readOf));
      for (const { properties } of commands) {
        const { line, col, endLine = line, endColumn } = properties;
        expect(Number(endLine ?? 0)).toBeGreaterThanOrEqual(Number(line ?? 0));
        expect(Number(endColumn ?? 0)).toBeGreaterThanOrEqual(Number(col ?? 0));
        if (endLine !== line) expect([col, endColumn]).toEqual([undefined, undefined]);
      }
    });
  });
});
