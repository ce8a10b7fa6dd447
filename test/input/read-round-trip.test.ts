// Are the statements that Lambda wrote read without a complaint, and printed back unchanged?

import { expect, test } from '@jest/globals';
import { readText } from '../../src/input/read.js';
import { printPolicy } from '../../src/model/policy.js';
import { conformance, describeRecorded, fillPlaceholders, IN_PAIRS } from '../support/conformance.js';
import { findingsOf } from './sample.js';

interface Permissions {
  readonly all_statements: readonly {
    readonly test: string;
    readonly path: string;
    readonly stmt: { readonly Sid: string };
  }[];
  readonly pairs: readonly { readonly test: string; readonly statement: { readonly Sid: string } }[];
}

interface Guide {
  readonly policy: { readonly Statement: readonly unknown[] };
  readonly addPermission: { readonly output: string };
}

/** Reads the text of one policy without a complaint; the policy. */
function readOne(text: string) {
  const reading = readText('aws.json', text);
  expect(findingsOf(reading)).toEqual([]);
  expect(reading.policies).toHaveLength(1);
  return reading.policies[0] as (typeof reading.policies)[number];
}

/** Every text in which one statement may come, and the document that is to be printed back. */
function textsOf(statement: object): [kind: string, text: string, printed: string][] {
  const lone = JSON.stringify(statement);
  const document = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: [statement] });
  return [
    ['a document', document, document],
    ['a document printed pretty', JSON.stringify(JSON.parse(document), null, 4), document],
    ['get-policy output', JSON.stringify({ Policy: document, RevisionId: '1' }, null, 4), document],
    ['get-policy output as an object', `{"Policy": ${document}}`, document],
    ['the string of --query Policy', JSON.stringify(document), document],
    ['add-permission output', JSON.stringify({ Statement: lone }, null, 4), lone],
    ['a lone statement', lone, lone],
  ];
}

function expectRoundTrip(statement: { readonly Sid: string }) {
  for (const [kind, text, printed] of textsOf(statement)) {
    const policy = readOne(text);
    expect([kind, printPolicy(policy)]).toEqual([kind, printed]);
    const [read] = policy.statements;
    expect(read?.sid).toBe(statement.Sid);
    expect(read?.flaws.size).toBe(0);
    expect(read && policy.locate(read.pointer).line).toBeGreaterThan(0);
  }
}

describeRecorded('recorded on AWS', recorded);

function recorded() {
  const { all_statements, pairs } = conformance<Permissions>('lambda-permissions.json');
  const statements = fillPlaceholders(all_statements);

  test('there are 62 statements, without a placeholder left', () => {
    expect(statements).toHaveLength(62);
    expect(JSON.stringify(statements)).not.toMatch(/[<>]/);
  });

  test.each(statements.map(({ test, path, stmt }) => [`${test}${path}`, stmt] as const))('%s', (_, stmt) =>
    expectRoundTrip(stmt));

  test.each(
    fillPlaceholders(pairs, IN_PAIRS).map(({ test, statement }) => [test, statement] as const),
  )('the pair %s', (_, statement) => expectRoundTrip(statement));

  test('all of them in one document, and one a line', () => {
    const all = { Version: '2012-10-17', Id: 'default', Statement: statements.map(({ stmt }) => stmt) };
    expect(printPolicy(readOne(JSON.stringify(all)))).toBe(JSON.stringify(all));
    const reading = readText('aws.ndjson', statements.map(({ stmt }) => JSON.stringify(stmt)).join('\n'));
    expect(findingsOf(reading)).toEqual([]);
    expect(reading.policies.map((policy) => JSON.parse(printPolicy(policy)))).toEqual(all.Statement);
  });

  test('the policy and the output of the Lambda guide', () => {
    const { policy, addPermission } = conformance<Guide>('lambda-guide.json');
    expect(printPolicy(readOne(JSON.stringify(policy)), 2)).toBe(JSON.stringify(policy, null, 2));
    expect(printPolicy(readOne(addPermission.output))).toBe(
      (JSON.parse(addPermission.output) as { Statement: string }).Statement,
    );
  });
}
