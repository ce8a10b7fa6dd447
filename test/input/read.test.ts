// Which documents does a text hold, of every kind that people have?

import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import { languageVersion, printPolicy } from '../../src/model/policy.js';
import { documentOf, findingsOf, getPolicyOf, line, sidsOf, statementNamed, textAt } from './sample.js';

const pretty = (json: unknown) => JSON.stringify(json, null, 2);
const addPermissionOf = (sid: string) => ({ Statement: JSON.stringify(statementNamed(sid)) });
const [pets, orders] = [documentOf('pets'), documentOf('orders', 'items')];

test.each<[title: string, text: string, sids: string[]]>([
  ['a bare document', line('pets'), ['pets']],
  [
    'a document with a lone statement in place of a list',
    JSON.stringify({ Statement: statementNamed('pets') }),
    ['pets'],
  ],
  ['a document without statements', '{"Version": "2012-10-17", "Statement": []}', ['']],
  ['get-policy output', pretty(getPolicyOf(orders)), ['orders items']],
  ['get-policy output with the document as an object', pretty({ Policy: orders, RevisionId: '1' }), ['orders items']],
  ['add-permission output', pretty(addPermissionOf('pets')), ['pets']],
  ['a lone statement', pretty(statementNamed('pets')), ['pets']],
  ['the JSON string that --query Policy prints', JSON.stringify(JSON.stringify(orders)), ['orders items']],
  [
    'an array of every kind',
    JSON.stringify([
      pets,
      getPolicyOf(orders),
      { Policy: pets },
      addPermissionOf('a'),
      statementNamed('b'),
      JSON.stringify(pets),
    ]),
    ['pets', 'orders items', 'pets', 'a', 'b', 'pets'],
  ],
  [
    'a line of each kind',
    [pets, getPolicyOf(orders), addPermissionOf('a'), statementNamed('b'), JSON.stringify(pets), [pets, orders]]
      .map((one) => JSON.stringify(one))
      .join('\n'),
    ['pets', 'orders items', 'a', 'b', 'pets', 'pets', 'orders items'],
  ],
  ['lines with blank ones between', `\n${line('a')}\n\n  \n${line('b')}\n\n`, ['a', 'b']],
  ['lines that end with CRLF', `${line('a')}\r\n${line('b')}\r\n`, ['a', 'b']],
  [
    'documents printed pretty, one behind the other',
    `${pretty(pets)}\n${pretty(getPolicyOf(orders))}\n`,
    ['pets', 'orders items'],
  ],
  [
    'documents printed pretty with CRLF',
    `${pretty(pets)}\n${pretty(orders)}\n`.replaceAll('\n', '\r\n'),
    ['pets', 'orders items'],
  ],
  ['documents on one line', `${line('a')} ${line('b')}${line('c')}`, ['a', 'b', 'c']],
  ['a document behind a byte order mark', `\ufeff${line('pets')}`, ['pets']],
  ['files put together that begin with byte order marks', `\ufeff${line('a')}\n\ufeff${line('b')}\n`, ['a', 'b']],
])('reads %s, without a complaint', (_, text, sids) => {
  const reading = readText('a.json', text);
  expect(findingsOf(reading)).toEqual([]);
  expect(sidsOf(reading)).toEqual(sids);
});

test.each<[title: string, json: unknown, version: string]>([
  ['a document of 2012', pets, '2012-10-17'],
  ['a document of 2008', { ...pets, Version: '2008-10-17' }, '2008-10-17'],
  ['a document without a Version, as of 2008', { Statement: [] }, '2008-10-17'],
  ['a document without a Version in get-policy output, as of 2008', getPolicyOf({ Statement: [] }), '2008-10-17'],
  ['add-permission output, which carries no Version, as of 2012', addPermissionOf('pets'), '2012-10-17'],
  ['a lone statement, which carries no Version, as of 2012', statementNamed('pets'), '2012-10-17'],
])('reads %s', (_, json, version) => {
  const [policy] = readText('a.json', JSON.stringify(json)).policies;
  expect(policy && languageVersion(policy)).toBe(version);
});

test.each<[title: string, json: unknown]>([
  ['a document', pets],
  ['a document inside a string', getPolicyOf(pets)],
  ['a statement', statementNamed('pets')],
  ['a statement inside a string', addPermissionOf('pets')],
  ['a document that is a string', JSON.stringify(pets)],
])('knows where the statement of %s stands, line by line', (_, json) => {
  const reading = readText('a.ndjson', `\n${line('first')}\n${JSON.stringify(json)}\n`);
  const policy = reading.policies[1];
  const [statement] = policy?.statements ?? [];
  const place = policy?.locate(statement?.pointer as string);
  expect(place?.line).toBe(3);
  const raw = textAt(reading, place as { start: number; end: number });
  const decoded = raw.startsWith('{\\"') ? (JSON.parse(`"${raw}"`) as string) : raw;
  expect(JSON.parse(decoded)).toEqual(statementNamed('pets'));
});

describe('a member named like what every object has', () => {
  const condition = '{"StringEquals": {"__proto__": "a", "constructor": "b"}}';
  const document = (statement: string) => `{"Version": "2012-10-17", "Statement": [${statement}]}`;
  const statement = JSON.stringify(statementNamed('pets'));

  test.each<[title: string, text: string, ids: string[]]>([
    ['in a document', document(statement).replace('{', '{"__proto__": {"Statement": []}, '), ['unknown-element']],
    [
      'in a document, in place of Statement',
      '{"Version": "2012-10-17", "__proto__": {"Statement": []}}',
      ['unknown-element', 'missing-statement'],
    ],
    ['in a statement', document(statement.replace('{', '{"__proto__": {"Effect": "Deny"}, ')), ['unknown-element']],
    [
      'in a statement, twice',
      document(statement.replace('{', '{"constructor": 1, "constructor": 2, ')),
      ['unknown-element', 'duplicate-key'],
    ],
    ['among principals', document(statement.replace('"Service"', '"__proto__"')), ['unknown-principal-type']],
    ['as operator', document(statement.replace('"ArnLike"', '"__proto__"')), []],
    ['as condition key', document(statement.replace(/\{"ArnLike.*?\}\}/, condition)), []],
    ['around get-policy output', `{"__proto__": 1, "Policy": ${JSON.stringify(document(statement))}}`, []],
    ['around nothing', '{"__proto__": {"Policy": "{}", "Statement": [], "Effect": "Allow"}}', ['not-a-policy']],
  ])('%s is kept and changes nothing else', (_, text, ids) => {
    const reading = readText('a.json', text);
    const json = JSON.parse(text);
    const written: unknown = json.Policy;
    expect(findingsOf(reading).map(({ id }) => id)).toEqual(ids);
    for (const policy of reading.policies) {
      expect(printPolicy(policy)).toBe(JSON.stringify(typeof written === 'string' ? JSON.parse(written) : json));
      for (const { flaws } of policy.statements) for (const flaw of flaws) expect(typeof flaw).toBe('string');
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['Statement']).toBeUndefined();
  });

  test('is a condition key like any other', () => {
    const [policy] = readText('a.json', document(statement.replace(/\{"ArnLike.*?\}\}/, condition))).policies;
    expect(policy?.statements[0]?.conditions).toMatchObject([
      { operator: 'StringEquals', key: '__proto__', values: ['a'] },
      { operator: 'StringEquals', key: 'constructor', values: ['b'] },
    ]);
  });
});
