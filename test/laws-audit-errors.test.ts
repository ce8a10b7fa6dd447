// Does a statement that is said never to match match no call of API Gateway; and is there an answer to every document?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../src/input/parse-policy.js';
import { createInvocation } from '../src/model/invocation.js';
import type { Json, JsonObject } from '../src/model/policy.js';
import { type AuditAnswer, audit, CHECKS, SEVERITIES } from '../src/question/audit/audit.js';
import { allRules } from '../src/question/audit/page.js';
import { compilePolicy } from '../src/question/evaluate/decide.js';
import { API, allow, FUNCTION, holds, policies, policyOf } from './support/worlds.js';

/** Whose errors say that no call of API Gateway matches the statement. */
const ABSOLUTE = [
  ...['region-mismatch', 'partition-mismatch', 'contradicting-source-account', 'malformed-source-arn', 'absent-key'],
  ...['literal-wildcard', 'wrong-principal', 'wrong-source-service', 'wrong-action', 'contradicting-conditions'],
  ...['empty-list', 'odd-account', 'odd-region', 'odd-partition', 'odd-api-id', 'empty-stage', 'missing-suffix'],
  ...['odd-stage', 'odd-resource', 'stray-space', 'contradicting-caller', 'wrong-operator'],
];
const WEST = API.replace('us-east-2', 'us-west-1');
const ARNS: readonly string[] = [
  ...[`${API}/*`, `${API}/prod/GET/orders`, `${WEST}/*`, `${API.replace('aws', 'aws-cn')}/*`, API, 'arn:*', '*'],
  ...['arn:aws:execute-api:us-east-2:a1b2c3d4e5/*', 'arn:aws:s3:::photos', `${API.replace('111122223333', '1111')}/*`],
  ...[`${API.replace('us-east-2', 'ohio')}/*`, `${API.replace('a1b2c3d4e5', 'Orders')}/*`, `${API}//GET/orders`],
  ...[`${API.toUpperCase()}/PROD/GET/ORDERS`, `${API.replace('us-east-2', 'US-EAST-2')}/prod/GET/orders`],
  ...[`${API.replace('111122223333', '444455556666')}/*`, '${aws:SourceArn}', `${API}/\${*}`],
  ...[`${API}/{stage}/GET/a`, `${API}/prod/GET/orders `],
];
const forms = (name: string) => [name, `${name}IfExists`, `ForAllValues:${name}`, `ForAnyValue:${name}`];
const OPERATORS = ['ArnLike', 'ArnEquals', 'StringLike', 'StringEquals', 'StringEqualsIgnoreCase'].flatMap(forms);
const NEGATED = ['ArnNotLike', 'StringNotLike', 'StringNotEquals', 'StringNotEqualsIgnoreCase'].flatMap(forms);
const MORE: readonly JsonObject[] = [
  ...[['444455556666'], ['111122223333', '4444*'], ['4444*'], ['1111*'], []].flatMap((values) =>
    ['StringEquals', 'StringLike', 'NumericEquals', 'NumericLessThan', 'StringEqualsIfExists'].map((operator) => ({
      [operator]: { 'aws:SourceAccount': values },
    })),
  ),
  ...[...OPERATORS, ...NEGATED].map((operator) => ({ [operator]: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-*'] } })),
  ...[...OPERATORS, ...NEGATED].map((operator) => ({ [operator]: { 'AWS:SOURCEARN': [`${API}/prod/*`] } })),
  ...['aws:SourceArn', 'aws:PrincipalOrgID'].flatMap((key) =>
    ['true', 'false'].map((value) => ({ Null: { [key]: value } })),
  ),
  ...['Bool', 'BoolIfExists', 'StringNotEquals', 'ForAnyValue:StringEqualsIgnoreCase'].flatMap((operator) => [
    { [operator]: { 'aws:PrincipalIsAWSService': 'false' } },
    { [operator]: { 'aws:PrincipalServiceName': 'APIGATEWAY.amazonaws.com' } },
  ]),
  ...['aws:SourceAccount', 'aws:PrincipalOrgID', 'aws:SourceArn'].flatMap((key) =>
    ['ArnLike', 'BoolIfExists', 'NumericLessThan', 'ForAllValues:ArnEquals', 'ArnNotLike'].map((operator) => ({
      [operator]: { [key]: ['111122223333', ' 444455556666'] },
    })),
  ),
  ...[
    { StringEqualsIfExists: { 'x:a': 'a' }, StringNotEquals: { 'x:a': 'a' } },
    { StringLike: { 'lambda:FunctionUrlAuthType': '*' } },
  ],
];
const GATEWAY = 'apigateway.amazonaws.com';
const HEADS: readonly JsonObject[] = [
  ...['apigateway.amazonaws.com.cn', 'execute-api.amazonaws.com', 'events.amazonaws.com', [], GATEWAY].flatMap(
    (one) => [
      { Principal: { Service: one } },
      { Principal: { Service: [GATEWAY, ...[one].flat()] } },
      { Principal: { AWS: one, Service: GATEWAY } },
    ],
  ),
  ...[
    { Principal: '*' },
    { Principal: { AWS: GATEWAY } },
    { Action: 'lambda:Invoke' },
    { Action: [] },
    { Action: 'lambda:*' },
  ],
  ...[
    { Action: ['lambda:Invoke', 'lambda:InvokeFunction'] },
    { Action: ['s3:GetObject'] },
    { Action: ['s3:*', 'lambda:invokefunction'] },
  ],
  ...[
    { Resource: `${API}/*` },
    { Resource: [FUNCTION, `${API}/*`] },
    { Resource: '*' },
    { Resource: [] },
    { Resource: [FUNCTION, FUNCTION.replace('us-east-2', 'us-west-1')] },
  ],
];

const CALLS = ['111122223333', '444455556666'].flatMap((account) =>
  [
    'a1b2c3d4e5/prod/GET/orders',
    'a1b2c3d4e5/prod/GET/',
    'a1b2c3d4e5/dev/$connect',
    'z9y8x7w6v5/authorizers/abc123',
  ].map((resource) => ({ resource: FUNCTION, sourceArn: `arn:aws:execute-api:us-east-2:${account}:${resource}` })),
);
const INVOCATIONS = CALLS.map(createInvocation);

/** A negated value that never matches keeps nobody out, which is told as well. */
const isOfNegated = (pointer = '') => /\/Condition\/[^/]*Not/.test(pointer);

/** The errors of a statement that a call of API Gateway gives the lie, and how many there are at all. */
function falsehoods(statement: JsonObject) {
  const policy = policyOf([statement]);
  const { findings } = audit(policy, { isWanted: (id) => ABSOLUTE.includes(id) });
  const errors = findings.filter(
    ({ id, severity, place }) => severity === 'error' && ABSOLUTE.includes(id) && !isOfNegated(place?.pointer),
  );
  if (errors.length === 0) return { ids: [], wrong: [] };
  const { decide } = compilePolicy(policy);
  const at = INVOCATIONS.findIndex((invocation) => decide(invocation) === 'allowed');
  const ids = errors.map(({ id }) => id);
  return { ids, wrong: at === -1 ? [] : [`${ids}: ${JSON.stringify(statement)} lets in ${CALLS[at]?.sourceArn}`] };
}

describe('a statement that is said never to match matches no call of API Gateway', () => {
  const source = (operator: string, ...values: string[]): JsonObject => ({ [operator]: { 'aws:SourceArn': values } });
  const sources = [...OPERATORS, ...NEGATED].flatMap((operator) => [
    ...ARNS.map((one) => source(operator, one)),
    ...ARNS.slice(1).map((one) => source(operator, ARNS[0] as string, one)),
    ...ARNS.slice(2).map((one) => source(operator, one, `${WEST}/dev/*`)),
  ]);
  const worlds: readonly (readonly [what: string, statements: readonly JsonObject[], ids: readonly string[]])[] = [
    [
      'by its source ARN',
      sources.map((Condition) => allow({ Condition })),
      ['region-mismatch', 'odd-account', 'malformed-source-arn', 'literal-wildcard'],
    ],
    [
      'by another condition',
      MORE.flatMap((more) =>
        sources.filter((_, index) => index % 17 === 0).map((one) => allow({ Condition: { ...one, ...more } })),
      ),
      ['contradicting-source-account', 'contradicting-conditions', 'absent-key', 'empty-list'],
    ],
    [
      'by its head',
      HEADS.flatMap((head) =>
        [{}, source('ArnLike', ARNS[0] as string), source('StringLike', ARNS[2] as string)].map((Condition) =>
          allow({ ...head, Condition }),
        ),
      ),
      ['wrong-principal', 'wrong-action', 'empty-list'],
    ],
  ];

  test.each(worlds)('%s', (_, statements, expected) => {
    const found = statements.map(falsehoods);
    const ids = new Set(found.flatMap(({ ids }) => ids));
    // One example of each kind is enough to read.
    const wrong = new Map(found.flatMap((one) => one.wrong.map((text) => [String(one.ids), text])));
    expect([...wrong.values()]).toEqual([]);
    expect(expected.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('at random', () => {
    const conditions = fc
      .array(fc.constantFrom(...sources, ...MORE), { maxLength: 3 })
      .map((list) => Object.assign({}, ...list) as JsonObject);
    const statements = fc
      .tuple(fc.constantFrom(...HEADS, {}, {}), conditions)
      .map(([head, Condition]) => allow({ ...head, Condition }));
    holds([statements], (statement) => expect(falsehoods(statement).wrong).toEqual([]), 3000);
  });
});

const KNOWN = new Set([...allRules().map(({ id }) => id), 'not-parsed']);

/** Whether an answer keeps its promises, whatever was asked. */
function expectSound({ findings, counts, verdict, policies: count }: AuditAnswer) {
  for (const { id, message, severity } of findings) {
    expect([KNOWN.has(id) ? '' : id, message === '', SEVERITIES.includes(severity)]).toEqual(['', false, true]);
    expect(message).not.toMatch(/undefined|\[object|NaN/);
  }
  expect(counts.error + counts.warning + counts.info).toBe(findings.length);
  expect([count >= 0, ['passed', 'failed', 'unreadable']]).toEqual([true, expect.arrayContaining([verdict])]);
}

describe('every document has an answer', () => {
  const keys = fc.constantFrom(
    'Version',
    'Statement',
    'Effect',
    'Principal',
    'Action',
    'Resource',
    'Condition',
    'Sid',
    'Policy',
    'ArnLike',
    'aws:SourceArn',
    'AWS',
    'NotAction',
    '__proto__',
  );
  const texts = fc.oneof(
    fc.constantFrom('Allow', 'Deny', '2012-10-17', '*', GATEWAY, FUNCTION, ...ARNS),
    fc.string({ unit: 'binary' }),
  );
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      texts,
      fc.constantFrom(null, true, 1, -0),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(keys, tie('json'), { maxKeys: 6 }),
    ),
  }));
  /** A policy with one value somewhere replaced. */
  const mutants = fc.tuple(policies, fc.array(fc.tuple(fc.nat(), json), { maxLength: 3 })).map(([list, changes]) => {
    let text = JSON.stringify({ Version: '2012-10-17', Statement: list });
    for (const [at, value] of changes) {
      const values = [...text.matchAll(/"[^"]*"(?!:)|\[[^[\]]*\]|\{[^{}]*\}/g)];
      const hit = values[at % Math.max(1, values.length)];
      if (hit !== undefined)
        text = text.slice(0, hit.index) + JSON.stringify(value) + text.slice(hit.index + hit[0].length);
    }
    return text;
  });
  const homes = fc.record(
    { region: texts, account: texts, partition: texts, name: texts, qualifier: fc.option(texts) },
    { requiredKeys: [] },
  );

  test.each<[what: string, input: fc.Arbitrary<string>, runs: number]>([
    ['random JSON', json.map((value) => JSON.stringify(value)), 1500],
    ['random documents', json.map((Statement) => JSON.stringify({ Version: '2012-10-17', Statement })), 1500],
    ['policies with changes', mutants, 2000],
    ['random text', fc.string({ unit: 'binary', maxLength: 200 }), 1000],
  ])('%s', (_, input, runs) => {
    holds(
      [input, homes],
      (text, home) => {
        const reading = parsePolicy(text, { source: 'a.json' });
        const answer = audit(reading, { home });
        expectSound(answer);
        expect(audit(parsePolicy(text, { source: 'a.json' }), { home })).toEqual(answer);
      },
      runs,
    );
  });

  test('and the findings stand in the order of the text', () => {
    holds([mutants], (text) => {
      const [policy] = parsePolicy(text).policies;
      if (policy === undefined) return;
      const starts = audit(policy).findings.map(({ place, severity }) => [
        place?.start ?? 0,
        SEVERITIES.indexOf(severity),
      ]);
      expect(starts).toEqual(
        [...starts].sort((a, b) => (a[0] as number) - (b[0] as number) || (a[1] as number) - (b[1] as number)),
      );
    });
  });

  test('and those of some checks are the same as among all', () => {
    const wanted = fc.subarray(
      CHECKS.map(({ id }) => id),
      { minLength: 1 },
    );
    const sources = fc.array(fc.constantFrom(...ARNS), { minLength: 1, maxLength: 3 });
    const grants = fc.array(
      fc.tuple(fc.constantFrom(...HEADS, {}, {}), sources, fc.constantFrom(...OPERATORS, ...NEGATED)),
      { minLength: 1, maxLength: 4 },
    );
    const texts = grants.map((list) =>
      JSON.stringify({
        Statement: list.map(([head, values, operator]) =>
          allow({ ...head, Condition: { [operator]: { 'aws:SourceArn': values } } }),
        ),
      }),
    );
    holds([fc.oneof(mutants, texts), wanted], (text, ids) => {
      const reading = parsePolicy(text);
      const all = audit(reading).findings.filter(({ id }) => ids.includes(id));
      const some = audit(reading, { isWanted: (id) => ids.includes(id) }).findings.filter(({ id }) => ids.includes(id));
      expect(some).toEqual(all);
    });
  });
});
