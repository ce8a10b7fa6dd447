// Is every report a valid SARIF log, and does each result say what its finding says?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding, Rule } from '../../src/model/finding.js';
import { placeAt, type Source } from '../../src/model/place.js';
import type { Block, Report } from '../../src/model/report.js';
import { sarif } from '../../src/render/renderers/sarif.js';
import { inTime } from '../support/in-time.js';
import { drawSarif as draw, faultsOf, type Result, resultsOf } from '../support/sarif.js';
import { holds } from '../support/worlds.js';

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

function resultOf(over: Partial<Finding>): Result {
  return resultsOf(reportOf([{ ...finding, ...over }]))[0] as Result;
}

const uriOf = (result: Result) => result.locations?.[0]?.physicalLocation.artifactLocation.uri as string;

test('a whole log', () => {
  const rule: Rule = {
    id: 'some-id',
    severity: 'warning',
    title: 'Something is odd',
    why: 'Odd things fail.',
    source: 'a guide',
    page: '# some-id\n\nOdd.',
    group: 'never matches',
  };
  const fix = { message: 'write `two`', place, text: '"two"' };
  const region = { startLine: 2, startColumn: 10, endLine: 2, endColumn: 15, charOffset: 11, charLength: 5 };
  const artifactLocation = { uri: 'policies/a.json' };
  const report = reportOf([{ ...finding, fix, fingerprint: 'f1' }], { rules: [rule] });
  expect(JSON.parse(draw(report))).toEqual({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sourcearn',
            rules: [
              {
                id: 'some-id',
                name: 'SomeId',
                shortDescription: { text: 'Something is odd' },
                fullDescription: { text: 'Odd things fail.' },
                help: { text: 'Odd things fail.\n\nSource: a guide', markdown: '# some-id\n\nOdd.' },
                defaultConfiguration: { level: 'warning' },
                properties: { tags: ['security', 'aws', 'lambda', 'api-gateway'] },
              },
            ],
          },
        },
        invocations: [{ executionSuccessful: true }],
        columnKind: 'utf16CodeUnits',
        results: [
          {
            ruleId: 'some-id',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'it is `odd`\nhint: mend `it`' },
            locations: [
              { physicalLocation: { artifactLocation, region }, logicalLocations: [{ fullyQualifiedName: '/Sid' }] },
            ],
            partialFingerprints: { 'sourcearn/v1': 'f1' },
            fixes: [
              {
                description: { text: 'write `two`' },
                artifactChanges: [
                  { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: '"two"' } }] },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  expect(resultsOf(report)).toHaveLength(1);
  expect(draw(report)).toMatch(/^\{\n {2}"\$schema".*\n\}\n$/s);
});

describe('the schema refuses', () => {
  const whole = () => JSON.parse(draw(reportOf([{ ...finding, fix: { message: 'm', place, text: '' } }])));

  test.each<[what: string, breakIt: (log: ReturnType<typeof whole>) => void]>([
    ['a log without a version', (log) => delete log.version],
    ['another version', (log) => (log.version = '2.0.0')],
    ['a run without a tool', (log) => delete log.runs[0].tool],
    ['a tool without a name', (log) => delete log.runs[0].tool.driver.name],
    ['a member that it does not know', (log) => (log.runs[0].results[0].severity = 'error')],
    ['a level that is none', (log) => (log.runs[0].results[0].level = 'info')],
    ['a result without a message', (log) => delete log.runs[0].results[0].message],
    ['a line 0', (log) => (log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0)],
    [
      'an address that is none',
      (log) => (log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b'),
    ],
    ['a fix that changes nothing', (log) => (log.runs[0].results[0].fixes[0].artifactChanges = [])],
    ['a rule without an id', (log) => (log.runs[0].tool.driver.rules = [{ name: 'A' }])],
    ['a rule that is there twice', (log) => (log.runs[0].tool.driver.rules = [{ id: 'a' }, { id: 'a' }])],
  ])('%s', (_, breakIt) => {
    const log = whole();
    expect(faultsOf(log)).toEqual([]);
    breakIt(log);
    expect(faultsOf(log)).not.toEqual([]);
  });
});

test('the findings among the blocks come first, then the others; no other block is drawn', () => {
  const named = (id: string): Finding => ({ ...finding, id });
  const blocks: Block[] = [
    { kind: 'verdict', tone: 'bad', word: 'no', text: 'not clean' },
    { kind: 'finding', finding: named('first') },
    { kind: 'hint', text: 'do this' },
    { kind: 'finding', finding: named('second') },
    { kind: 'count', text: '2 findings' },
  ];
  const results = resultsOf(reportOf([named('third')], { blocks }));
  expect(results.map(({ ruleId }) => ruleId)).toEqual(['first', 'second', 'third']);
});

test('a report without findings is a log without results', () => {
  expect(resultsOf(reportOf([]))).toEqual([]);
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('what is %s to us is %s to SARIF', (severity, level) => {
  expect(resultOf({ severity }).level).toBe(level);
});

test.each<[what: string, isIncomplete: boolean | undefined, isSuccessful: boolean]>([
  ['a report that does not say', undefined, true],
  ['a whole report', false, true],
  ['a report on what could not be read', true, false],
])('%s is of a run whose success is told', (_, isIncomplete, executionSuccessful) => {
  const report = reportOf([finding], isIncomplete === undefined ? {} : { isIncomplete });
  expect(JSON.parse(draw(report)).runs[0].invocations).toEqual([{ executionSuccessful }]);
  expect(resultsOf(report)).toHaveLength(1);
});

test('the driver tells the program’s version, where it is known', () => {
  const log = JSON.parse(sarif.render(reportOf([finding]), { color: false, version: '1.2.3' }));
  expect(log.runs[0].tool.driver).toEqual({ name: 'sourcearn', version: '1.2.3', semanticVersion: '1.2.3', rules: [] });
  expect(faultsOf(log)).toEqual([]);
});

test('rules are all there, and a result points at its own', () => {
  const ruleOf = (id: string): Rule => ({
    ...{ id, severity: 'info', title: 't', why: 'w' },
    ...{ source: 's', page: 'p', group: 'too wide' },
  });
  const rules = ['a', 'missing-source-arn', 'b'].map(ruleOf);
  const findings = ['b', 'no-policy', 'a'].map((id) => ({ ...finding, id }));
  const report = reportOf(findings, { rules });
  expect(resultsOf(report).map(({ ruleIndex }) => ruleIndex)).toEqual([2, undefined, 0]);
  const names = JSON.parse(draw(report)).runs[0].tool.driver.rules.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['A', 'MissingSourceArn', 'B']);
});

test('what a finding lacks, its result lacks', () => {
  const bare: Finding = { id: 'a', severity: 'info', message: 'm' };
  expect(resultsOf(reportOf([bare]))).toEqual([{ ruleId: 'a', level: 'note', message: { text: 'm' } }]);
});

describe('a message is plain text', () => {
  test.each<[what: string, message: string, text: string]>([
    ['as it is', 'a `b` (c) #d *e*', 'a `b` (c) #d *e*'],
    ['not a link', '[here](https://evil.example)', '\\[here\\](https://evil.example)'],
    ['not a link, brackets behind backslashes', 'a\\[b\\\\](1)', 'a\\\\\\[b\\\\\\\\\\](1)'],
    ['with other backslashes as they are', 'C:\\a\\\\b', 'C:\\a\\\\b'],
    ['on one line', 'a\nb\r', 'a\\u000ab\\u000d'],
    ['without control characters', '\u001b[31mred\u202e', '\\u001b\\[31mred\\u202e'],
    ['without commands to pipelines', '##[error]x', '\\u0023#\\[error\\]x'],
    ['without half letters', 'a\ud83d', 'a\\ud83d'],
    ['not a placeholder', '{0} {{12}} {{{3}', '{{0}} {{{{12}}}} {{{{{{3}}'],
    ['with other braces as they are', '/pets/{petId} ${A} {{resolve:x}} {}', '/pets/{petId} ${A} {{resolve:x}} {}'],
  ])('%s', (_, message, text) => {
    expect(resultOf({ message, hint: message }).message.text).toBe(`${text}\nhint: ${text}`);
    expect(resultOf({ fix: { message, place, text: '' } }).fixes?.[0]?.description.text).toBe(text);
  });

  test('and long ones of nothing but marks do not take long', () => {
    const marks = ['\\', '{', '{1', '['].map((mark) => mark.repeat(100_000));
    for (const message of marks) inTime(() => draw(reportOf([{ ...finding, message }])));
  });
});

describe('the name of a file as an address', () => {
  test.each<[name: string, uri: string]>([
    ['a.json', 'a.json'],
    ['./policies/a.json', 'policies/a.json'],
    ['../a.json', '../a.json'],
    ['.hidden/..a', '.hidden/..a'],
    ['two words/50%.json', 'two%20words/50%25.json'],
    ['a#b?c&d=e.json', 'a%23b%3Fc%26d%3De.json'],
    ['a:b/c:d', 'a%3Ab/c%3Ad'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['C:a.json', 'C%3Aa.json'],
    ['<stdin>', '%3Cstdin%3E'],
    ['[a](b)', '%5Ba%5D(b)'],
    ['größe/世界🐕', 'gr%C3%B6%C3%9Fe/%E4%B8%96%E7%95%8C%F0%9F%90%95'],
    ['a\ud83d\udc15\ud83d', 'a%F0%9F%90%95%EF%BF%BD'],
    ['\udc15', '%EF%BF%BD'],
    ['a\u001b[31m\n', 'a%1B%5B31m%0A'],
    ['policies\\a.json', 'policies/a.json'],
    ['/srv/my policies/a.json', 'file:///srv/my%20policies/a.json'],
    ['/', 'file:///'],
    ['//etc//./passwd', 'file:///etc/passwd'],
    ['C:\\my policies\\a.json', 'file:///C:/my%20policies/a.json'],
    ['d:/a.json', 'file:///d:/a.json'],
    ['\\\\server\\share\\a b.json', 'file://server/share/a%20b.json'],
    ['\\\\?\\C:\\a.json', 'file:///%3F/C%3A/a.json'],
    ['', '.'],
    ['./', '.'],
  ])('%s is %s', (name, uri) => {
    const result = resultOf({ place: { ...place, source: name } });
    expect(uriOf(result)).toBe(uri);
    expect(new URL(uri, 'file:///here/').protocol).toBe('file:');
  });
});

test('every name of a file is an address of one', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const marks = [...'/\\.:%#?<', 'C:', '//', '..', '\ud83d'];
  holds([fc.string({ unit: fc.oneof(unit, fc.constantFrom(...marks)) })], (name) => {
    const uri = uriOf(resultOf({ place: { ...place, source: name } }));
    expect(uri).toMatch(
      /^(?:file:\/\/[\w.-]*\/(?:[A-Za-z]:\/)?)?(?:[\w.!~*'()/-]|%[\dA-F]{2})+$|^file:\/\/[\w.-]*\/(?:[A-Za-z]:\/)?$/,
    );
    expect(new URL(uri, 'file:///here/').protocol).toBe('file:');
  });
});
