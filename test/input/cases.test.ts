// Which cases does a file hold, and what is said of one that cannot be read?

import { expect, test } from '@jest/globals';
import { readCases } from '../../src/input/cases.js';
import { marked } from './sample.js';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const read = (text: string) => readCases('cases.json', Buffer.from(text)).entries;
const namesOf = (text: string) => read(text).map((entry) => ('case' in entry ? entry.case.name : `! ${entry.name}`));

test.each<[title: string, text: string, names: string[]]>([
  ['one case', '{"name": "a", "invocation": {}}', ['a']],
  ['a case without a name, by its number', '{"invocation": {}}', ['case 1']],
  ['an array', '[{"name": "a", "invocation": {}}, {"invocation": {}}]', ['a', 'case 2']],
  ['one a line, with CRLF', '{"name": "a", "invocation": {}}\r\n\r\n{"invocation": {}}\r\n', ['a', 'case 2']],
  [
    'printed pretty, one behind the other',
    '{\n "name": "a",\n "invocation": {}\n}\n{\n "invocation": {}\n}',
    ['a', 'case 2'],
  ],
  [
    'what is broken between them',
    '{"name": "a", "invocation": {}}\n{nope}\n[7, {"name": "b", "invocation": {}}]',
    ['a', '! case 2', '! case 3', 'b'],
  ],
  ['a bad case with its name', '{"name": "a", "invocation": 5}', ['! a']],
  ['nothing', '', ['! case 1']],
])('%s', (_, text, names) => expect(namesOf(text)).toEqual(names));

test('a case is read whole', () => {
  const byArn = {
    name: 'a',
    policy: { Statement: [] },
    invocation: {
      ...{ resource: FUNCTION, principal: '*', action: 'lambda:*', sourceArn: 'arn:aws:s3:::b', sourceAccount: null },
      ...{ context: { a: 'x', b: 1, c: true, d: ['y'] }, unknown: ['e'] },
    },
    expect: 'unknown',
  };
  const byCall = {
    name: 'b',
    policyFile: 'b.json',
    invocation: {
      function: FUNCTION,
      api: 'a1b2c3d4e5',
      type: 'rest',
      route: 'GET /',
      stage: 'prod',
      apiAccount: '111122223333',
    },
  };
  expect(read(JSON.stringify([byArn, byCall]))).toEqual([{ case: byArn }, { case: byCall }]);
});

test.each<[title: string, text: string, message: RegExp]>([
  ['is no object', '‸5', /expected object/],
  ['has no invocation', '‸{"name": "a"}', /`invocation`/],
  ['has a name that is no text', '{"name": ‸5, "invocation": {}}', /`name`/],
  ['has a member nobody knows', '{‸"expects": "allowed", "invocation": {}}', /`expects`/],
  ['expects what is no verdict', '{"invocation": {}, "expect": ‸"deny"}', /`implicitDeny`/],
  ['has a policy that is none', '{"invocation": {}, "policy": ‸5}', /`policy`/],
  ['has two policies', '‸{"invocation": {}, "policy": {}, "policyFile": "a.json"}', /both `policy` and `policyFile`/],
  ['has an invocation that is a list', '{"invocation":\n ‸[]}', /expected an object/],
  ['has a call of an unknown type', '{"invocation": {"api": "a", "type": ‸"soap"}}', /`rest`/],
  ['has a call without a type', '{"invocation": ‸{"api": "a"}}', /type`/],
  ['mixes a call with a source ARN', '{"invocation": {"api": "a", "type": "rest", ‸"sourceArn": "x"}}', /`sourceArn`/],
  ['has an account that is none', '{"invocation": {"sourceAccount": ‸"1"}}', /account id of 12 digits/],
  ['has null in its context', '{"invocation": {"context": {"a": ‸null}}}', /`invocation\/context\/a`/],
  ['names two functions', '{"invocation": ‸{"function": "a", "resource": "b"}}', /two functions/],
  ['is broken', '{"invocation": ‸nope}', /found `nope`/],
])('a case that %s is told with its place', (_, text, message) => {
  const spot = marked(text);
  const [entry, ...more] = read(spot.text);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    finding: {
      severity: 'error',
      message: expect.stringMatching(message),
      place: { source: 'cases.json', line: spot.line, column: spot.column },
    },
  });
});

test.each<[title: string, text: string]>([
  ['a case', '{"invocation": {}, "expect": "allowed", "expect": "unknown"}'],
  ['its invocation', '{"invocation": {"sourceArn": "a", "sourceArn": "b"}}'],
  ['its policy', '{"invocation": {}, "policy": {"Statement": [], "Statement": [{"Effect": "Deny"}]}}'],
])('a name that stands twice in %s is not passed over', (_, text) => {
  expect(read(text)).toMatchObject([
    { finding: { id: 'bad-case', severity: 'error', message: expect.stringContaining('stands twice') } },
  ]);
});

test('no message speaks in the words of a library', () => {
  const texts = [
    '{}',
    '{"invocation": null}',
    '{"invocation": {"unknown": "a"}}',
    '{"invocation": {}, "policy": 5}',
    '[[]]',
  ];
  for (const text of texts)
    expect(JSON.stringify(read(text))).not.toMatch(/nonoptional|undefined|"message":"[^"]*invalid input"/i);
});

test('unreadable lines between good ones cost no good one, and each is told where it stands', () => {
  const good = (name: string) => JSON.stringify({ name, invocation: {} });
  const lines = [good('a'), '{"name": "b", "invocation": {}', good('c'), 'nope', '7', good('d'), `${good('e')}}`];
  const told = read(lines.join('\n')).map((entry) =>
    'case' in entry ? entry.case.name : `line ${entry.finding.place?.line}`,
  );
  // A line that opens nothing belongs to the fault before it.
  expect(told).toEqual(['a', 'line 2', 'c', 'line 4', 'd', 'e', 'line 7']);
});

test.each<[title: string, text: string, message: RegExp]>([
  ['the case', '{"__proto__": {"expect": "allowed"}, "invocation": {}}', /`__proto__`/],
  ['the invocation', '{"invocation": {"__proto__": {"sourceArn": "a"}}}', /`__proto__`/],
])('`__proto__` in %s is a name like another that is none of ours', (_, text, message) => {
  expect(read(text)).toMatchObject([{ finding: { id: 'bad-case', message: expect.stringMatching(message) } }]);
});

test('`__proto__` and its like may be context keys, and hide nothing', () => {
  const text = '{"invocation": {"context": {"__proto__": "x", "constructor": ["y"], "toString": true}}}';
  const [entry] = read(text);
  if (entry === undefined || !('case' in entry)) throw new Error('the case was not read');
  const { context } = entry.case.invocation as { context: object };
  expect(Object.entries(context)).toEqual([
    ['__proto__', 'x'],
    ['constructor', ['y']],
    ['toString', true],
  ]);
  expect(Object.keys({})).toEqual([]);
});
