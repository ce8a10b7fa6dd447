// What of a document would AWS refuse, and which of its names stand twice?

import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import { type Json, printPolicy, STATEMENT_ELEMENTS } from '../../src/model/policy.js';
import { evaluate } from '../../src/question/evaluate/evaluate.js';
import { findingsOf, statementNamed, stretched, textAt } from './sample.js';

const statement = JSON.stringify(statementNamed('pets'));

test.each<[title: string, text: string, id: string]>([
  ['a Version nobody knows', '{"Version": «"2012-10-18"», "Statement": []}', 'unknown-version'],
  ['a number as Version', '{"Version": «2012», "Statement": []}', 'unknown-version'],
  ['null as Version', '{"Version": «null», "Statement": []}', 'unknown-version'],
  ['no Statement', '«{"Version": "2012-10-17"}»', 'missing-statement'],
  ['null as Statement', '{"Statement": «null»}', 'statement-not-an-object'],
  ['a number as Statement', '{"Statement": «5»}', 'statement-not-an-object'],
  ['an element nobody knows', '{«"Comment"»: "mine", "Statement": []}', 'unknown-element'],
  ['an element in the wrong case', '{«"id"»: "default", "Statement": []}', 'unknown-element'],
  ['a number as Id', '{"Id": «5», "Statement": []}', 'id-not-a-string'],
  ['null as Policy', '{"Policy": «null»}', 'document-not-an-object'],
  ['a number as Policy', '{"Policy": «5»}', 'document-not-an-object'],
  ['a list as Policy', '{"Policy": «[]»}', 'document-not-an-object'],
])('%s is a finding with its place', (_, text, id) => {
  const spot = stretched(text);
  const reading = readText('a.json', spot.text);
  expect(findingsOf(reading)).toMatchObject([{ id, severity: 'error', place: { start: spot.start, end: spot.end } }]);
  expect(findingsOf(reading)[0]?.message).toMatch(/\S/);
});

test.each<[title: string, inside: string, id: string]>([
  ['a Version nobody knows', '{"Version": «"2012"», "Statement": []}', 'unknown-version'],
  ['no Statement', '«{"Version": "2012-10-17"}»', 'missing-statement'],
  ['a list', '«[{"Statement": []}]»', 'document-not-an-object'],
  ['null', '«null»', 'document-not-an-object'],
  ['a string in the string', '«"{}"»', 'document-not-an-object'],
])('%s inside a string is a finding with its place in the file', (_, inside, id) => {
  const reading = readText('a.json', JSON.stringify({ Policy: stretched(inside).text }));
  const [finding] = findingsOf(reading);
  expect(finding).toMatchObject({ id, severity: 'error', place: { pointer: expect.stringMatching(/^\/Policy/) } });
  const raw = textAt(reading, finding?.place as { start: number; end: number });
  expect(`«${JSON.parse(`"${raw}"`)}»`).toBe(inside.replace(/^.*?«|».*$/g, (mark) => (mark.includes('«') ? '«' : '»')));
});

describe('a name that stands twice', () => {
  // Without its Condition, which the rows put in themselves.
  const bare = JSON.stringify(statementNamed('pets', { Condition: undefined }));

  test.each<[title: string, text: string, pointer: string, hidden: Json, flaws: readonly string[]]>([
    [
      'in a document',
      `{"Version": "2008-10-17", «"Version"»: "2012-10-17", "Statement": [${statement}]}`,
      '',
      '2008-10-17',
      STATEMENT_ELEMENTS,
    ],
    ['Statement itself', `{"Statement": [], «"Statement"»: [${statement}]}`, '', [], STATEMENT_ELEMENTS],
    [
      'in a statement',
      `{"Statement": [${statement.replace('{', '{"Effect": "Deny", ').replace('"Effect":"', '«"Effect"»:"')}]}`,
      '/Statement/0',
      'Deny',
      ['Effect'],
    ],
    [
      'a negated element',
      `{"Statement": [${statement.replace('{', '{"Action": "*", ').replace('"Action":"', '«"Action"»:"')}]}`,
      '/Statement/0',
      '*',
      ['Action'],
    ],
    [
      'Condition',
      `{"Statement": ${bare.replace('{', '{"Condition": {}, «"Condition"»: {"Bool": {"a": true}}, ')}}`,
      '/Statement',
      {},
      ['Condition'],
    ],
    [
      'an operator',
      `{"Statement": ${statement.replace('"ArnLike"', '"ArnLike": {}, «"ArnLike"»')}}`,
      '/Statement/Condition',
      {},
      ['Condition'],
    ],
    [
      'a condition key',
      `{"Statement": ${statement.replace('"AWS:SourceArn"', '"AWS:SourceArn": "*", «"AWS:SourceArn"»')}}`,
      '/Statement/Condition/ArnLike',
      '*',
      ['Condition'],
    ],
    [
      'a type of principal',
      `{"Statement": ${statement.replace('"Service"', '"Service": "*", «"Service"»')}}`,
      '/Statement/Principal',
      '*',
      ['Principal'],
    ],
    ['a lone statement', statement.replace('"Resource"', '"Resource": "*", «"Resource"»'), '', '*', ['Resource']],
    [
      'the Effect of a lone statement',
      statement.replace('{', '{"Effect": "Deny", ').replace('"Effect":"', '«"Effect"»:"'),
      '',
      'Deny',
      ['Effect'],
    ],
    [
      'around get-policy output',
      `{"RevisionId": "1", «"RevisionId"»: "2", "Policy": {"Statement": ${statement}}}`,
      '',
      '1',
      [],
    ],
    [
      'Policy itself',
      `{"Policy": "{}", «"Policy"»: ${JSON.stringify(`{"Statement": ${statement}}`)}}`,
      '',
      '{}',
      STATEMENT_ELEMENTS,
    ],
    [
      'Statement of add-permission output',
      `{"Statement": "{}", «"Statement"»: ${JSON.stringify(statement)}}`,
      '',
      '{}',
      STATEMENT_ELEMENTS,
    ],
    [
      'of an object in an array',
      `[{"Policy": {}, «"Policy"»: {"Statement": ${statement}}}]`,
      '/0',
      {},
      STATEMENT_ELEMENTS,
    ],
    [
      'written with an escape',
      `{"\\u0056ersion": "2008-10-17", «"Version"»: "2012-10-17", "Statement": []}`,
      '',
      '2008-10-17',
      STATEMENT_ELEMENTS,
    ],
    [
      'that ends in a backslash',
      `{"Statement": ${statement.replace('"AWS:SourceArn"', '"a\\\\": 1, «"a\\\\"»')}}`,
      '/Statement/Condition/ArnLike',
      1,
      ['Condition'],
    ],
    [
      'that is empty',
      `{"Statement": ${statement.replace('"AWS:SourceArn"', '"": 1, «""»')}}`,
      '/Statement/Condition/ArnLike',
      1,
      ['Condition'],
    ],
    [
      'with spaces before its colon',
      `{"Version"  : "2008-10-17", «"Version"» \n\t: "2012-10-17", "Statement": []}`,
      '',
      '2008-10-17',
      STATEMENT_ELEMENTS,
    ],
  ])('%s: told, kept, and the statement is not certain', (_, text, pointer, hidden, flaws) => {
    const spot = stretched(text);
    const reading = readText('a.json', spot.text);
    const [finding, ...more] = findingsOf(reading);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      id: 'duplicate-key',
      severity: 'error',
      place: { start: spot.start, end: spot.end },
    });
    const [policy] = reading.policies;
    expect(policy?.duplicates).toEqual([
      { pointer, key: JSON.parse(spot.text.slice(spot.start, spot.end)), value: hidden },
    ]);
    expect([...(policy?.statements[0]?.flaws ?? [])].sort()).toEqual([...flaws].sort());
  });

  test('inside a document that is a string: at its place in the file', () => {
    const inside = `{"Statement": [${statement.replace('"ArnLike"', '"ArnLike": {"x": 1}, "ArnLike"')}]}`;
    const reading = readText('a.json', JSON.stringify({ Policy: inside }));
    const [finding] = findingsOf(reading);
    expect(finding).toMatchObject({ id: 'duplicate-key', place: { pointer: '/Policy/Statement/0/Condition/ArnLike' } });
    expect(textAt(reading, finding?.place as { start: number; end: number })).toBe('\\"ArnLike\\"');
    expect(reading.policies[0]?.duplicates[0]?.value).toEqual({ x: 1 });
    expect([...(reading.policies[0]?.statements[0]?.flaws ?? [])]).toEqual(['Condition']);
  });

  test('three times: each hidden value is kept', () => {
    const [policy] = readText('a.json', '{"Id": "a", "Id": "b", "Id": "c", "Statement": []}').policies;
    expect(policy?.duplicates.map(({ value }) => value)).toEqual(['a', 'b']);
    expect(policy && printPolicy(policy)).toBe('{"Id":"c","Statement":[]}');
  });

  test('touches only its own policy and its own statement', () => {
    const twice = statement.replace('{', '{"Effect": "Deny", ');
    const { policies } = readText('a.json', `[{"Statement": [${statement}, ${twice}]}, {"Statement": [${statement}]}]`);
    expect(policies.map(({ findings }) => findings.length)).toEqual([1, 0]);
    expect(policies.flatMap(({ statements }) => statements.map(({ flaws }) => flaws.size))).toEqual([0, 1, 0]);
  });
});

test.each<[title: string, version: string]>([
  ['nobody knows', '"Version": "2012"'],
  ['is no text', '"Version": 2012'],
  ['stands twice', '"Version": "2008-10-17", "Version": "2012-10-17"'],
  ['stands twice the other way', '"Version": "2012-10-17", "Version": "2008-10-17"'],
])('where the Version %s and a variable hangs on it, no verdict is certain', (_, version) => {
  const sourceArn = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets';
  const Condition = { ArnLike: { 'aws:SourceArn': sourceArn.replace('111122223333', '${aws:SourceAccount}') } };
  const policies = ['Allow', 'Deny'].map((Effect) => {
    const list = [statementNamed('all', { Condition: {} }), statementNamed('pets', { Effect, Condition })];
    return readText('a.json', `{${version}, "Statement": ${JSON.stringify(Effect === 'Deny' ? list : list.slice(1))}}`);
  });
  const input = { resource: statementNamed('').Resource, sourceArn };
  expect(policies.map((policy) => evaluate(policy, input).verdict)).toEqual(['unknown', 'unknown']);
});

test('statements beside a member `Policy` are not passed over in silence', () => {
  const beside = JSON.stringify({ Statement: [statementNamed('deny', { Effect: 'Deny' })], Policy: { Statement: [] } });
  expect(findingsOf(readText('a.json', beside))).toMatchObject([{ severity: 'error', place: { line: 1 } }]);
});
