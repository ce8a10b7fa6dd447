// Do the laws hold that speak of an audit: what is told of a policy is so of every call of a small world, and of random ones?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createInvocation, type Invocation, type InvocationInput } from '../src/model/invocation.js';
import type { JsonObject } from '../src/model/policy.js';
import { alike } from '../src/question/audit/alike.js';
import { audit } from '../src/question/audit/audit.js';
import { coveredIn } from '../src/question/audit/checks/covered-statement.js';
import { coversStatement } from '../src/question/audit/cover.js';
import { subjectOf } from '../src/question/audit/subject.js';
import { compilePolicy } from '../src/question/evaluate/decide.js';
import { API, allow, deny, FUNCTION, holds, policies, policyOf, SOURCE_ARN, TEXT_KEY } from './support/worlds.js';

const GATEWAY = { Service: 'apigateway.amazonaws.com' };
const BOTH = { Service: ['apigateway.amazonaws.com', 'events.amazonaws.com'] };
const ROLE = 'arn:aws:iam::444455556666:role/caller';
const WEST = API.replace('us-east-2', 'us-west-1');

const VALUES: readonly (readonly string[])[] = [
  ...[[`${API}/*`], [`${API}/*/GET/*`], [`${API}/prod/GET/orders`], [`${API}/???d/?ET/orders`], [`${API}/*/*/orders`]],
  ...[['arn:aws:execute-api:*:*:*'], [`${WEST}/*`], [`${API}/prod/*`, `${API}/dev/*`], ['arn:*'], ['*'], []],
  ...[['arn:aws:execute-api:us-east-2:*:*'], ['arn:aws:s3:::photos'], [`${API}/prod/GET/*`, `${WEST}/*`, 'arn:a*']],
];
const NAMES = [
  ...[
    'ArnLike',
    'ArnNotLike',
    'StringLike',
    'StringNotLike',
    'StringEquals',
    'ArnLikeIfExists',
    'ArnNotEqualsIfExists',
  ],
  ...['ForAllValues:ArnLike', 'ForAnyValue:StringLike', 'ForAllValues:StringNotEquals'],
];
const on = (operator: string, values: readonly string[], key = 'aws:SourceArn'): JsonObject => ({
  Condition: { [operator]: { [key]: values } },
});
const TOGETHER: readonly JsonObject[] = [
  { Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, StringEquals: { 'aws:SourceAccount': '111122223333' } } },
  { Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, StringLike: { 'AWS:SourceArn': '*/GET/*' } } },
  { Condition: { ArnLike: { 'aws:SourceArn': `${API}/*` }, ArnNotLike: { 'aws:sourcearn': `${API}/dev/*` } } },
  { Condition: { Null: { 'aws:SourceArn': 'false' }, StringEqualsIfExists: { [TEXT_KEY]: ['a', 'b'] } } },
];
const HEADS: readonly JsonObject[] = [
  ...[
    {},
    { Principal: '*' },
    { Principal: BOTH },
    { Principal: { AWS: ROLE } },
    { Principal: { ...GATEWAY, AWS: '*' } },
  ],
  ...[{ Action: 'lambda:*' }, { Action: ['LAMBDA:invokefunction', 'lambda:GetFunction'] }, { Action: 'lambda:Get*' }],
  ...[{ Resource: '*' }, { Resource: `${FUNCTION}*` }, { Resource: [FUNCTION, `${FUNCTION}:live`] }],
  { Resource: 'arn:aws:lambda:us-????-?:*:function:orders' },
];
const STATEMENTS: readonly JsonObject[] = [
  ...NAMES.flatMap((name) => VALUES.map((values) => allow(on(name, values)))),
  ...[...TOGETHER, on('Null', ['true']), on('StringEquals', ['111122223333', '444455556666'], 'aws:SourceAccount')].map(
    allow,
  ),
  ...HEADS.flatMap((head) =>
    [{}, on('ArnLike', [`${API}/prod/*`]), on('ArnLike', [`${API}/*`])].map((more) => allow({ ...head, ...more })),
  ),
];

/** ARNs that each pattern matches, one for each way to fill it, and some beside them. */
const WITNESSES = new Set(
  VALUES.flat().flatMap((pattern) =>
    ['x', '', 'prod/GET/a', 'dev'].map((fill) => pattern.replaceAll('*', fill).replaceAll('?', 'p')),
  ),
);
const CALLS: readonly InvocationInput[] = [
  ...[...WITNESSES].flatMap((sourceArn) => [{ sourceArn }, { sourceArn, sourceAccount: '444455556666' }]),
  ...[{}, { context: { 'aws:SourceArn': [SOURCE_ARN] } }, { context: { 'aws:SourceArn': [SOURCE_ARN, `${WEST}/a`] } }],
  ...[{ unknown: ['aws:SourceArn'] }, { sourceArn: SOURCE_ARN, context: { [TEXT_KEY]: 'c' } }],
  ...['events.amazonaws.com', ROLE, '*'].map((principal) => ({ principal, sourceArn: SOURCE_ARN })),
  ...['lambda:GetFunction', 'lambda:Other'].map((action) => ({ action, sourceArn: SOURCE_ARN })),
  ...[`${FUNCTION}:live`, FUNCTION.replace('us-east-2', 'us-west-1')].map((resource) => ({
    resource,
    sourceArn: SOURCE_ARN,
  })),
].map((call) => ({ resource: FUNCTION, ...call }));
const INVOCATIONS: readonly Invocation[] = CALLS.map(createInvocation);

const verdicts = (list: readonly JsonObject[]): readonly string[] => {
  const { decide } = compilePolicy(policyOf(list));
  return INVOCATIONS.map((invocation) => decide(invocation));
};
const subjectFor = (list: readonly JsonObject[]) => subjectOf(policyOf(list));
const without = (list: readonly JsonObject[], indexes: readonly number[]) =>
  list.filter((_, index) => !indexes.includes(index));
const indexOf = (pointer: string) => Number(pointer.split('/')[2]);

/** The numbers of the statements that the others cover, and of those that repeat one. */
function needless(list: readonly JsonObject[]) {
  const subject = subjectFor(list);
  const covered = coveredIn(subject).map(({ audited }) => indexOf(audited.statement.pointer));
  const repeated = alike(subject).flatMap(([, ...others]) => others.map(({ statement }) => indexOf(statement.pointer)));
  return { covered, repeated };
}

/** The first call that another policy decides otherwise, and how both do; what is not known may become known. */
function difference(before: readonly JsonObject[], after: readonly JsonObject[], isUnknownOpen = false) {
  const [one, other] = [verdicts(before), verdicts(after)];
  const at = one.findIndex((verdict, index) => verdict !== other[index] && !(isUnknownOpen && verdict === 'unknown'));
  return at === -1 ? undefined : { before, after, call: CALLS[at], verdicts: [one[at], other[at]] };
}

function expectNeedless(list: readonly JsonObject[]): number {
  const { covered, repeated } = needless(list);
  const alone = [...covered, ...repeated].map((one) => [one]);
  for (const gone of [covered, repeated, [...covered, ...repeated], ...alone])
    if (gone.length > 0) expect(difference(list, without(list, gone))).toBeUndefined();
  return covered.length;
}

describe('what may be removed, removed', () => {
  test('no statement is said to cover another that matches a call which it does not', () => {
    const { statements } = subjectFor(STATEMENTS);
    const matched = STATEMENTS.map((statement) => verdicts([statement]));
    const wrong: string[] = [];
    let count = 0;
    for (const [i, a] of statements.entries()) {
      for (const [j, b] of statements.entries()) {
        if (!coversStatement(a, b)) continue;
        count++;
        const witness = matched[j]?.findIndex(
          (verdict, at) => verdict !== 'implicitDeny' && matched[i]?.[at] === 'implicitDeny',
        );
        if (witness !== -1)
          wrong.push(JSON.stringify([STATEMENTS[i]?.['Condition'], STATEMENTS[j]?.['Condition'], CALLS[witness ?? 0]]));
      }
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(count).toBeGreaterThan(3 * STATEMENTS.length);
  });

  test('changes no verdict of any pair, Allow and Deny alike', () => {
    const few = STATEMENTS.filter((_, index) => index % 4 === 0);
    let count = 0;
    for (const one of few) {
      for (const other of few) count += expectNeedless([one, { ...other, Sid: 'other' }, deny(TOGETHER[0])]);
    }
    expect(count).toBeGreaterThan(few.length);
  });

  test('changes no verdict where several cover one together', () => {
    const texts = VALUES.flatMap((values) => (values.length === 1 ? values : []));
    const plain = [...texts, `${API}/?*`, `${API}/?/*`, `${API}/??*`, `${API}/?`].map((text) =>
      allow(on('ArnLike', [text])),
    );
    let count = 0;
    for (const a of plain)
      for (const b of plain) count += expectNeedless([a, b, plain.at(-4) as JsonObject, plain[2] as JsonObject]);
    expect(count).toBeGreaterThan(100);
  });

  test('changes no verdict of the whole world at once', () => {
    expect(expectNeedless([...STATEMENTS, ...STATEMENTS.slice(0, 9)])).toBeGreaterThan(100);
  });

  const random = fc.array(
    fc.tuple(
      fc.constantFrom(...STATEMENTS),
      fc.constantFrom(...HEADS, {}, {}),
      fc.constantFrom('Allow', 'Allow', 'Deny'),
    ),
    { minLength: 2, maxLength: 6 },
  );

  test('changes no verdict of random policies', () => {
    holds(
      [random],
      (list) => void expectNeedless(list.map(([one, head, Effect]) => ({ ...one, ...head, Effect }))),
      1500,
    );
    holds([policies], (list) => void expectNeedless(list), 1000);
  });

  test('an Allow that a Deny shadows is never missed', () => {
    let count = 0;
    holds(
      [random],
      (drawn) => {
        const list = drawn.map(([one, head, Effect]): JsonObject => ({ ...one, ...head, Effect }));
        const { findings } = audit(policyOf(list), { isWanted: (id) => id === 'shadowed-by-deny' });
        const gone = findings.map(({ place }) => indexOf(place?.pointer ?? ''));
        count += gone.length;
        for (const index of gone) {
          expect(list[index]?.['Effect']).toBe('Allow');
          expect(difference(list, without(list, [index]), true)).toBeUndefined();
        }
      },
      1500,
    );
    expect(count).toBeGreaterThan(50);
  });
});

describe('a call that a finding names', () => {
  const verdictOf = (list: readonly JsonObject[], call: InvocationInput) =>
    compilePolicy(policyOf(list)).decide(createInvocation(call));
  const quoted = (message: string) => [...message.matchAll(/`([^`]*)`/g)].map(([, text]) => text as string);
  const told = (list: readonly JsonObject[], id: string) =>
    audit(policyOf(list), { isWanted: (one) => one === id }).findings.map(({ message, place }) => ({
      words: quoted(message),
      message,
      index: indexOf(place?.pointer ?? ''),
    }));
  const TRAPS: readonly JsonObject[] = ['aws:PrincipalOrgID', 'aws:SourceVpc', TEXT_KEY, 'aws:PrincipalArn'].flatMap(
    (key) =>
      ['StringNotEquals', 'StringNotLike', 'StringEqualsIfExists', 'ForAllValues:StringLike', 'ArnNotLike', 'Null'].map(
        (operator): JsonObject => ({
          Principal: '*',
          ...on(operator, operator === 'Null' ? ['true'] : ['arn:aws:iam::1:x'], key),
        }),
      ),
  );
  const DENIES: readonly JsonObject[] = [
    ...TRAPS,
    ...TRAPS.map((trap) => ({ ...trap, ...on('Bool', ['false'], 'aws:PrincipalIsAWSService') })),
    ...[{ AWS: ROLE }, GATEWAY, BOTH, '*'].map((NotPrincipal) => ({ NotPrincipal })),
    ...[on('ArnNotLike', [`${API}/prod/*`]), on('StringNotEquals', ['111122223333'], 'aws:SourceAccount')],
  ].map((over) => {
    const { Principal, ...rest } = deny(over);
    return 'NotPrincipal' in over ? rest : { ...rest, Principal: Principal as JsonObject };
  });

  test('that a Deny refuses by surprise is allowed without it, and explicitly denied with it', () => {
    let count = 0;
    for (const statement of STATEMENTS) {
      for (const refusal of DENIES) {
        for (const { words } of told([statement, refusal], 'deny-on-absent-key')) {
          const sourceArn = words.find((word) => word.includes(':execute-api:'));
          const call = { resource: FUNCTION, ...(sourceArn === undefined ? {} : { sourceArn }) };
          expect([statement, call, verdictOf([statement], call)]).toEqual([statement, call, 'allowed']);
          expect([refusal, call, verdictOf([statement, refusal], call)]).toEqual([refusal, call, 'explicitDeny']);
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(200);
  });

  const LISTS = [...STATEMENTS, ...TRAPS.map(allow), ...TRAPS.map((trap) => allow({ ...trap, Principal: GATEWAY }))];

  test.each<[id: string, callOf: (words: readonly string[], statement: JsonObject) => InvocationInput]>([
    [
      'public-principal',
      (words) => {
        const who = words.at(-1) as string;
        const call = { action: words.at(-2) as string, resource: FUNCTION, context: { 'aws:SecureTransport': 'true' } };
        // A role, or API Gateway for an API of the stranger's.
        return who.includes(':execute-api:') ? { ...call, sourceArn: who } : { ...call, principal: who };
      },
    ],
    ['account-wide', (words) => ({ sourceArn: words.at(-1) as string, resource: FUNCTION })],
    [
      'missing-source-arn',
      (words) => {
        const isGateway = (words.at(-1) as string).startsWith('arn:');
        const principal = isGateway ? 'apigateway.amazonaws.com' : (words.at(-1) as string);
        const foreign = 'arn:aws:execute-api:us-east-2:999999999999:z9y8x7w6v5/prod/GET/';
        return { principal, sourceArn: isGateway ? (words.at(-1) as string) : foreign, resource: FUNCTION };
      },
    ],
  ])('of %s is allowed', (id, callOf) => {
    let count = 0;
    for (const statement of LISTS.filter(
      ({ Resource, Action }) => Resource === FUNCTION && Action === 'lambda:InvokeFunction',
    )) {
      for (const { words, message } of told([statement], id)) {
        if (message.includes('perhaps')) continue;
        expect([statement, message, verdictOf([statement], callOf(words, statement))]).toEqual([
          statement,
          message,
          'allowed',
        ]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(0);
  });

  test('of a stranger’s API is never allowed without a word', () => {
    const call = { resource: FUNCTION, sourceArn: 'arn:aws:execute-api:us-east-2:999999999999:z9y8x7w6v5/prod/GET/' };
    const open = STATEMENTS.filter(
      (statement) => verdictOf([statement], call) === 'allowed' && statement['Resource'] === FUNCTION,
    );
    const silent = open.filter(
      (statement) =>
        told([statement], 'missing-source-arn').length + told([statement], 'public-principal').length === 0,
    );
    expect(open.length).toBeGreaterThan(10);
    expect(silent).toEqual([]);
  });
});
