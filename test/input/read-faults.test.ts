// What is said of a text that cannot be read, where, and is the rest read all the same?

import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import { line, marked, sidsOf } from './sample.js';

/** Text with `‸` at the fault; what else is read. */
type Case = [title: string, text: string, id: string, sids: string[]];

function expectFault(text: string, id: string, sids: string[], pointer: string) {
  const spot = marked(text);
  const reading = readText('a.json', spot.text);
  const [finding, ...more] = reading.findings;
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    id,
    severity: 'error',
    place: { source: 'a.json', line: spot.line, column: spot.column },
  });
  expect(finding?.message).toMatch(/\S/);
  expect(finding?.message).not.toMatch(/[A-Z]\w*Error|Unexpected token|\.$/);
  expect(finding?.place?.pointer).toBe(pointer);
  expect(sidsOf(reading)).toEqual(sids);
}

test.each<Case>([
  ['an empty file', '‸', 'empty-input', []],
  ['a blank file', '‸ \r\n\t\n', 'empty-input', []],
  ['an empty list', '‸[]', 'empty-input', []],
  ['a word', '‸policy', 'not-json', []],
  ['a word behind blank lines', '\n\n  ‸policy', 'not-json', []],
  ['a letter that is not in quotes', '{\n  "Version": ‸nope\n}', 'not-json', []],
  ['a comma too many', '{"Statement": [],‸}', 'not-json', []],
  ['a comma too few', '{"Statement": []\n ‸"Version": ""}', 'not-json', []],
  ['a comment', '{\n  ‸// grants\n  "Statement": []}', 'not-json', []],
  ['single quotes', "{‸'Statement': []}", 'not-json', []],
  ['a line break in a string', '{"Id": "a‸\nb", "Statement": []}', 'not-json', []],
  ['a Windows path in a string', '{"Id": "C:‸\\Users", "Statement": []}', 'not-json', []],
  ['a document that is cut off', '{"Version": "2012-10-17", "Statement": [‸{"Sid"', 'not-json', []],
  ['a document that is cut off inside a string', '{"Version": ‸"2012-10', 'not-json', []],
  ['rubbish behind a document', `${line('a')} ‸trailing`, 'not-json', ['a']],
  ['a bracket too many', `${line('a')}‸}`, 'not-json', ['a']],
  ['rubbish behind a document, and another', `${line('a')} ‸trailing\n${line('b')}`, 'not-json', ['a', 'b']],
  ['a broken line', `${line('a')}\n{"Statement": ‸nope}\n${line('b')}\n`, 'not-json', ['a', 'b']],
  ['a broken line with CRLF', `${line('a')}\r\n{"Statement": ‸nope}\r\n${line('b')}\r\n`, 'not-json', ['a', 'b']],
  ['a word on a line', `${line('a')}\n‸nothing\n${line('b')}\n`, 'not-json', ['a', 'b']],
  ['a line cut off inside a string', `${line('a')}\n{"Policy": "{\\"Vers‸\n${line('b')}`, 'not-json', ['a', 'b']],
  [
    'a line cut off inside a list',
    `${line('a')}\n{"Statement": ‸[\n${line('b')}\n${line('c')}`,
    'not-json',
    ['a', 'b', 'c'],
  ],
  ['a line cut off behind a colon', `${line('a')}\n‸{"Statement":\n${line('b')}`, 'not-json', ['a', 'b']],
  ['a pretty document that is cut off', `{\n  "Statement": [\n    ‸{\n${line('b')}`, 'not-json', ['b']],
  [
    'an element of an array',
    `[\n  ${line('a')},\n  {"a":‸},\n  ${line('b')},\n  ${line('c')}\n]`,
    'not-json',
    ['a', 'b', 'c'],
  ],
  [
    'an element of an array printed over lines',
    `[\n  ${line('a')},\n  {\n    "a":‸}\n  },\n  ${line('b')}\n]\n`,
    'not-json',
    ['a', 'b'],
  ],
  ['an array cut off behind an element', `‸[\n  ${line('a')},\n  ${line('b')},\n`, 'not-json', ['a', 'b']],
  ['HTML', '‸<!DOCTYPE html>\n<html>{"Statement": []}</html>', 'html', []],
  ['HTML behind blank lines', '\n  ‸<html></html>', 'html', []],
  ['XML', '‸<?xml version="1.0"?>\n<Error>\n<Code>AccessDenied</Code></Error>', 'html', []],
  ['HTML between documents', `${line('a')}\n‸<html>\n<p>no</p></html>\n${line('b')}`, 'html', ['a', 'b']],
])('%s is told with its place, and the rest is read', (_, text, id, sids) => expectFault(text, id, sids, ''));

test.each<Case>([
  ['a number', '‸12', 'not-a-policy', []],
  ['null', '‸null', 'not-a-policy', []],
  ['an object of something else', '‸{"name": "sourcearn", "version": "1"}', 'not-a-policy', []],
  [
    'an object of something else on a line',
    `${line('a')}\n‸{"FunctionName": "pets"}\n${line('b')}`,
    'not-a-policy',
    ['a', 'b'],
  ],
])('%s is no policy, and the rest is read', (_, text, id, sids) => expectFault(text, id, sids, ''));

test.each<[...Case, pointer: string]>([
  ['something else in an array', `[${line('a')}, ‸7, ${line('b')}]`, 'not-a-policy', ['a', 'b'], '/1'],
  ['a list in an array', `[${line('a')}, ‸[${line('b')}]]`, 'not-a-policy', ['a'], '/1'],
  ['a broken document inside a string', `{"Policy": "{\\"Version\\": ‸nope}"}`, 'not-json', [], '/Policy'],
  [
    '… behind escapes of letters',
    `{"Policy": "{\\u0022Version\\u0022: \\t\\"\\\\n\\/\\u00e9\\", ‸nope}"}`,
    'not-json',
    [],
    '/Policy',
  ],
  [
    '… whose fault is itself escaped',
    `{"Policy": "{\\"Statement\\": [] ‸\\"Version\\": 1}"}`,
    'not-json',
    [],
    '/Policy',
  ],
  ['… whose fault is an escaped line break', `{"Policy": "{\\"Id\\": \\"a‸\\n\\"}"}`, 'not-json', [], '/Policy'],
  [
    '… printed over lines',
    `{\n  "RevisionId": "1",\n  "Policy": "{\\n  \\"Version\\": ‸nope}"\n}`,
    'not-json',
    [],
    '/Policy',
  ],
  ['… that is cut off', `{"Policy": "‸{\\"Version\\": \\"2012-10-17\\""}`, 'not-json', [], '/Policy'],
  ['… that is empty', `{"Policy": "‸"}`, 'not-json', [], '/Policy'],
  ['… with rubbish behind it', `{"Policy": "{\\"Statement\\": []} ‸x"}`, 'not-json', [], '/Policy'],
  ['… with a second document behind it', `{"Policy": "{\\"Statement\\": []}‸{}"}`, 'not-json', [], '/Policy'],
  ['a broken statement inside a string', `{"Statement": "{\\"Sid\\": ‸nope}"}`, 'not-json', [], '/Statement'],
  ['a broken document that is a string', `"{\\"Version\\": ‸nope}"`, 'not-json', [], ''],
  ['a string that holds no document', `"‸hello"`, 'not-json', [], ''],
  ['one of an array', `[${line('a')},\n {"Policy": "{‸nope}"},\n ${line('b')}]`, 'not-json', ['a', 'b'], '/1/Policy'],
  ['one on a line', `${line('a')}\n{"Policy": "{‸nope}"}\n${line('b')}`, 'not-json', ['a', 'b'], '/Policy'],
])('%s: its place is that in the file', (_, text, id, sids, pointer) => expectFault(text, id, sids, pointer));

describe('what the AWS CLI says in place of a policy', () => {
  const notFound =
    'An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: The resource you requested does not exist.';

  test.each<[title: string, text: string, sids: string[], line: number]>([
    ['as version 1 of the CLI prints it', `\n${notFound}\n`, [''], 2],
    ['as version 2 prints it', `\naws: [ERROR]: ${notFound}\n`, [''], 2],
    ['with CRLF', `\r\n${notFound}\r\n`, [''], 2],
    ['alone', notFound, [''], 1],
    ['between documents', `${line('a')}\n\n${notFound}\n${line('b')}`, ['a', '', 'b'], 3],
  ])('a missing policy %s is an empty one, and is told', (_, text, sids, at) => {
    const reading = readText('a.txt', text);
    expect(reading.findings).toEqual([]);
    expect(sidsOf(reading)).toEqual(sids);
    const [finding, ...more] = reading.policies.flatMap(({ findings }) => findings);
    expect(finding).toMatchObject({ id: 'no-policy', severity: 'info', place: { line: at, column: 1 } });
    expect(finding?.message).toContain('ResourceNotFoundException');
    expect(more).toEqual([]);
  });

  test.each<Case>([
    [
      'no access',
      '‸An error occurred (AccessDeniedException) when calling the GetPolicy operation: User: x',
      'aws-error',
      [],
    ],
    [
      'an expired token',
      '\n‸aws: [ERROR]: An error occurred (ExpiredTokenException) when calling the GetPolicy operation: The',
      'aws-error',
      [],
    ],
    [
      'too many requests',
      `${line('a')}\n‸An error occurred (TooManyRequestsException) when calling the GetPolicy operation (reached max retries: 4): Rate\n${line('b')}`,
      'aws-error',
      ['a', 'b'],
    ],
    [
      'no credentials',
      '\n‸Unable to locate credentials. You can configure credentials by running "aws configure".',
      'not-json',
      [],
    ],
    [
      'a missing function, asked of another operation',
      '‸An error occurred (ResourceNotFoundException) when calling the AddPermission operation: Function not found: x',
      'aws-error',
      [],
    ],
  ])('%s is told, and the rest is read', (_, text, id, sids) => expectFault(text, id, sids, ''));
});
