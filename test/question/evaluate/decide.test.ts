// Which verdict follows from what the statements say? Deny before Allow, and unknown only where it could matter.

import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../../src/model/decision.js';
import type { Json, JsonObject } from '../../../src/model/policy.js';
import { type PolicyInput, policySetOf } from '../../../src/question/evaluate/decide.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { allow, deny, INVOCATION, policyOf, verdictOf, without } from '../../support/worlds.js';

const CONDITIONS = {
  yes: {},
  no: { Condition: { StringEquals: { 'x:absent': 'a' } } },
  unknown: { Condition: { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } },
} as const;
type Match = keyof typeof CONDITIONS;
/** `broken`: its Effect is none that AWS knows. */
const EFFECTS = ['Allow', 'Deny', 'broken'] as const;
type Effect = (typeof EFFECTS)[number];
type Kind = readonly [Effect, Match];

const KINDS: readonly Kind[] = EFFECTS.flatMap((effect) =>
  (['yes', 'no', 'unknown'] as const).map((match) => [effect, match] as const),
);
const statementOf = ([effect, match]: Kind): JsonObject => allow({ Effect: effect, ...CONDITIONS[match] });

/** What may come out, once all is known. */
function outcomes([first, ...rest]: readonly Kind[], allows = false, denies = false): Set<Verdict> {
  if (first === undefined) return new Set([denies ? 'explicitDeny' : allows ? 'allowed' : 'implicitDeny']);
  const [effect, match] = first;
  const effects = effect === 'broken' ? (['Allow', 'Deny'] as const) : [effect];
  const matches = match === 'unknown' ? [true, false] : [match === 'yes'];
  return new Set(
    effects.flatMap((one) =>
      matches.flatMap((is) => [...outcomes(rest, allows || (is && one === 'Allow'), denies || (is && one === 'Deny'))]),
    ),
  );
}

/** One verdict where all outcomes agree; where all are no, but not for the same reason, the weaker. */
function expected(kinds: readonly Kind[]): Verdict {
  const possible = outcomes(kinds);
  if (possible.size === 1) return [...possible][0] as Verdict;
  return possible.has('allowed') ? 'unknown' : 'implicitDeny';
}

describe('every list of up to three statements that allow, deny, or have no known effect, and match, do not, or may', () => {
  const lists = [0, 1, 2].reduce<(readonly Kind[])[]>(
    (known) => [[], ...known.flatMap((list) => KINDS.map((kind) => [...list, kind]))],
    [[]],
  );

  test('has the one verdict that all outcomes share, or is unknown', () => {
    const differing = lists.filter((list) => verdictOf(list.map(statementOf)) !== expected(list));
    expect(lists).toHaveLength(1 + 9 + 81 + 729);
    expect(differing).toEqual([]);
  });
});

describe('by example', () => {
  test.each<[string, readonly Kind[], Verdict]>([
    ['nothing allows', [], 'implicitDeny'],
    ['an Allow matches', [['Allow', 'yes']], 'allowed'],
    ['an Allow does not match', [['Allow', 'no']], 'implicitDeny'],
    [
      'a Deny trumps an Allow before it',
      [
        ['Allow', 'yes'],
        ['Deny', 'yes'],
      ],
      'explicitDeny',
    ],
    [
      'a Deny trumps an Allow behind it',
      [
        ['Deny', 'yes'],
        ['Allow', 'yes'],
      ],
      'explicitDeny',
    ],
    [
      'a Deny that does not match is nothing',
      [
        ['Deny', 'no'],
        ['Allow', 'yes'],
      ],
      'allowed',
    ],
    ['an Allow may match', [['Allow', 'unknown']], 'unknown'],
    [
      'one Allow may match, another does',
      [
        ['Allow', 'unknown'],
        ['Allow', 'yes'],
      ],
      'allowed',
    ],
    [
      'an Allow matches, a Deny may',
      [
        ['Allow', 'yes'],
        ['Deny', 'unknown'],
      ],
      'unknown',
    ],
    [
      'no Allow matches, a Deny may',
      [
        ['Allow', 'no'],
        ['Deny', 'unknown'],
      ],
      'implicitDeny',
    ],
    [
      'one Deny may match, another does',
      [
        ['Deny', 'unknown'],
        ['Deny', 'yes'],
        ['Allow', 'unknown'],
      ],
      'explicitDeny',
    ],
    ['an effect that is none may allow', [['broken', 'yes']], 'unknown'],
    [
      'an effect that is none may deny',
      [
        ['Allow', 'yes'],
        ['broken', 'yes'],
      ],
      'unknown',
    ],
    [
      'an effect that is none, on a statement that does not match',
      [
        ['Allow', 'yes'],
        ['broken', 'no'],
      ],
      'allowed',
    ],
  ])('%s', (_, kinds, verdict) => {
    expect(verdictOf(kinds.map(statementOf))).toBe(verdict);
  });
});

describe('a statement that AWS would refuse', () => {
  const REFUSED: readonly (readonly [string, JsonObject])[] = [
    ['without Principal', without('Principal')],
    ['without Action', without('Action')],
    ['without Resource', without('Resource')],
    ['without Effect', without('Effect')],
    ['with an Effect in lower case', allow({ Effect: 'allow' })],
    ['with Action and NotAction', allow({ NotAction: 's3:*' })],
    ['with Principal and NotPrincipal', allow({ NotPrincipal: '*' })],
    ['with Resource and NotResource', allow({ NotResource: 'arn:aws:s3:::b' })],
    ['with an element that there is not', allow({ Conditions: {} })],
    ['with an element in lower case', { ...without('Action'), action: 'lambda:InvokeFunction' }],
    ['with a condition that is a list', allow({ Condition: [] })],
    ['with a condition value that is an object', allow({ Condition: { StringEquals: { 'aws:SourceArn': {} } } })],
    ['with a condition value that is null', allow({ Condition: { Null: { 'aws:Nothing': null } } })],
    ['with a Sid that is a number', allow({ Sid: 7 })],
    ['with an Action that is a number', allow({ Action: 7 })],
    ['with a Resource that is null', allow({ Resource: null })],
    ['with a Principal that is a list', allow({ Principal: ['*'] })],
  ];
  const elsewhere = 'arn:aws:lambda:us-east-2:111122223333:function:other';

  test.each(REFUSED)('%s: an error with its place', (_, statement) => {
    const findings = policyOf([statement]).findings.filter(({ severity }) => severity === 'error');
    expect(findings).not.toEqual([]);
    for (const { place } of findings) expect(place?.pointer).toMatch(/^\/Statement\/0/);
  });

  test.each(REFUSED)('%s: alone it is unknown, whichever its effect', (_, statement) => {
    expect(verdictOf([statement])).toBe('unknown');
    const isDeny = 'Effect' in statement && statement['Effect'] === 'Allow';
    expect(verdictOf([allow(), isDeny ? { ...statement, Effect: 'Deny' } : statement])).toBe('unknown');
  });

  test.each(REFUSED)('%s: it changes nothing beside a Deny that matches', (_, statement) => {
    expect(verdictOf([statement, deny()])).toBe('explicitDeny');
  });

  test.each(
    REFUSED.filter(([, { Effect }]) => Effect === 'Allow'),
  )('%s: an Allow changes nothing beside an Allow that matches', (_, statement) => {
    expect(verdictOf([statement, allow()])).toBe('allowed');
  });

  test.each(
    REFUSED.filter(([, statement]) => typeof statement['Resource'] === 'string' && !('NotResource' in statement)),
  )('%s: it changes nothing where a sound element says no', (_, statement) => {
    expect(verdictOf([{ ...statement, Resource: elsewhere }])).toBe('implicitDeny');
  });

  test.each<[string, Json]>([
    ['a text', 'Allow'],
    ['null', null],
    ['a list', [[]]],
    ['a number', 7],
  ])('that is %s and no object is unknown', (_, statement) => {
    expect(verdictOf([statement])).toBe('unknown');
    expect(verdictOf([allow(), statement])).toBe('unknown');
  });
});

test('conditions whose operator and key run together into the same letters are two', () => {
  const known = allow({ Condition: { StringEquals: { 'a\nb': 'x' } } });
  const strange = allow({ Condition: { 'StringEquals\na': { b: 'x' } } });
  expect(verdictOf([known, strange])).toBe('unknown');
  expect(verdictOf([strange, known])).toBe('unknown');
});

describe('what is given as a policy', () => {
  const POLICY = policyOf([allow()]);
  const FINDING = { id: 'mine', severity: 'info', message: 'told before' } as const;
  const told = [{ id: 'not-parsed', severity: 'error', message: 'a policy is to be read by `parsePolicy` first' }];

  test.each<[string, PolicyInput, { policies: number; findings: readonly object[] }]>([
    ['a policy', POLICY, { policies: 1, findings: [] }],
    ['a list of policies', [POLICY, POLICY], { policies: 2, findings: [] }],
    ['an empty list', [], { policies: 0, findings: [] }],
    ['a set', { policies: [POLICY], findings: [FINDING] }, { policies: 1, findings: [FINDING] }],
    ['an empty set', { policies: [], findings: [] }, { policies: 0, findings: [] }],
    ['a set without findings', { policies: [POLICY] } as never, { policies: 1, findings: [] }],
  ])('may be %s', (_, input, { policies, findings }) => {
    expect(policySetOf(input)).toEqual({ policies: Array.from({ length: policies }, () => POLICY), findings });
  });

  const document = { Version: '2012-10-17', Statement: [allow()] };
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', JSON.stringify(document)],
    ['a number', 7],
    ['an empty object', {}],
    ['a document that nobody has read', document],
    ['a list of documents', [document]],
    ['a list with a document among policies', [POLICY, document]],
    ['a list of nothing', [null, undefined]],
    ['a list with a hole', Object.assign([POLICY], { length: 2 })],
    ['a list of lists', [[POLICY]]],
    ['a list of texts', ['{}']],
    ['a set without policies', { policies: null, findings: [FINDING] }],
    ['a set whose policies are a text', { policies: 'a', findings: [] }],
    ['a set whose policies are one', { policies: POLICY, findings: [] }],
    ['a set of a document', { policies: [document], findings: [] }],
    ['a function', () => POLICY],
  ])('is told to be none, without a throw, and decides nothing: %s', (_, input) => {
    expect(policySetOf(input as PolicyInput)).toEqual({ policies: [], findings: told });
    const { verdict, findings } = evaluate(input as PolicyInput, INVOCATION);
    expect([verdict, findings]).toEqual(['unknown', told]);
  });
});
