// Do the laws hold that speak of matching and deciding, over every small world and over random larger ones?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../src/input/parse-policy.js';
import type { Verdict } from '../src/model/decision.js';
import { type ContextValue, createInvocation } from '../src/model/invocation.js';
import type { Json, JsonObject } from '../src/model/policy.js';
import { compilePolicy } from '../src/question/evaluate/decide.js';
import { evaluate } from '../src/question/evaluate/evaluate.js';
import { oracle } from './support/oracle.js';
import {
  ARN_KEY,
  ARN_OPERATORS,
  allow,
  deny,
  FUNCTION,
  holds,
  inputOf,
  policies,
  policyOf,
  SOURCE_ARN,
  statements,
  TEXT_KEY,
  TEXT_OPERATORS,
  valuesFor,
  type World,
  worlds,
} from './support/worlds.js';

const decide = (list: readonly JsonObject[], world: World): Verdict =>
  compilePolicy(policyOf(list)).decide(createInvocation(inputOf(world)));
const answer = (list: readonly JsonObject[], world: World) => evaluate(policyOf(list), inputOf(world));

/** How far a verdict is towards yes. */
const permission = (verdict: Verdict): number =>
  ['implicitDeny', 'unknown', 'allowed'].indexOf(verdict.replace('explicit', 'implicit'));

const HERE = { principal: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction', resource: FUNCTION };

describe('every policy of up to three statements out of twelve, in every one of six worlds', () => {
  const BODIES: readonly JsonObject[] = [
    {},
    { Principal: '*', Resource: '*' },
    { Principal: { Service: 'events.amazonaws.com' } },
    { Condition: { ArnLike: { 'aws:SourceArn': SOURCE_ARN } } },
    { Condition: { StringNotEquals: { [TEXT_KEY]: 'a' } } },
    { NotAction: 'lambda:Get*', Condition: { 'ForAllValues:StringLike': { [TEXT_KEY]: ['a', 'b?'] } } },
  ];
  const STATEMENTS = BODIES.flatMap((body) => {
    const { Action: _, ...rest } = allow(body);
    const statement = 'NotAction' in body ? rest : allow(body);
    return [statement, { ...statement, Effect: 'Deny' }];
  });
  const CONTEXTS: readonly Pick<World, 'context' | 'unknown'>[] = [
    { context: {}, unknown: [] },
    { context: { [ARN_KEY]: SOURCE_ARN, [TEXT_KEY]: 'a' }, unknown: [] },
    { context: { [ARN_KEY]: SOURCE_ARN, [TEXT_KEY]: ['b1', 'a'] }, unknown: [] },
    { context: { [ARN_KEY]: SOURCE_ARN.replace('prod', 'dev'), [TEXT_KEY]: 'c' }, unknown: [] },
    { context: { [TEXT_KEY]: 'a' }, unknown: [ARN_KEY] },
    { context: {}, unknown: [ARN_KEY, TEXT_KEY] },
  ];
  const WORLDS = CONTEXTS.map((context): World => ({ ...HERE, ...context }));

  /** The verdicts of each list of statements in each world, by the statements' numbers. */
  const verdicts = new Map<string, readonly Verdict[]>();
  const lists = [0, 1, 2].reduce<(readonly number[])[]>(
    (known) => [[], ...known.flatMap((list) => STATEMENTS.map((_, index) => [...list, index]))],
    [[]],
  );
  for (const list of lists) {
    const compiled = compilePolicy(policyOf(list.map((index) => STATEMENTS[index] as JsonObject)));
    verdicts.set(
      String(list),
      WORLDS.map((world) => compiled.decide(createInvocation(inputOf(world)))),
    );
  }
  const of = (list: readonly number[]) => verdicts.get(String(list)) as readonly Verdict[];
  /** The lists, in whichever world, that break a law. */
  const breaking = (isBroken: (list: readonly number[], verdict: Verdict, world: number) => boolean) =>
    lists.filter((list) => of(list).some((verdict, world) => isBroken(list, verdict, world)));

  test('the world is as small as it says, and every verdict comes up', () => {
    expect(lists).toHaveLength(1 + 12 + 12 ** 2 + 12 ** 3);
    expect(new Set([...verdicts.values()].flat()).size).toBe(4);
  });

  test('the oracle agrees', () => {
    const asked = (list: readonly number[], world: number) =>
      oracle(
        list.map((index) => STATEMENTS[index]),
        WORLDS[world] as World,
      );
    expect(breaking((list, verdict, world) => asked(list, world) !== verdict)).toEqual([]);
  });

  test('a matching Deny trumps every Allow', () => {
    const denies = (list: readonly number[], world: number) =>
      list.some((index) => of([index])[world] === 'explicitDeny');
    expect(breaking((list, verdict, world) => denies(list, world) !== (verdict === 'explicitDeny'))).toEqual([]);
  });

  test('allowed only if something by itself allows', () => {
    const allows = (list: readonly number[], world: number) => list.some((index) => of([index])[world] === 'allowed');
    expect(breaking((list, verdict, world) => verdict === 'allowed' && !allows(list, world))).toEqual([]);
  });

  test('order and duplicates change nothing', () => {
    const sorted = (list: readonly number[]) => [...new Set(list)].sort((a, b) => a - b);
    expect(breaking((list, verdict, world) => of(sorted(list))[world] !== verdict)).toEqual([]);
  });

  test('a further Allow never takes away, a further Deny never gives', () => {
    const isBroken = (list: readonly number[], verdict: Verdict, world: number) => {
      if (list.length === 0) return false;
      const before = permission(of(list.slice(0, -1))[world] as Verdict);
      const isAllow = STATEMENTS[list.at(-1) as number]?.['Effect'] === 'Allow';
      return isAllow ? permission(verdict) < before : permission(verdict) > before;
    };
    expect(breaking(isBroken)).toEqual([]);
  });
});

describe('every form of every operator on strings and ARNs', () => {
  const lists = (texts: readonly string[]) => [[], ...texts.map((one) => [one]), ...texts.map((one) => [one, 'b'])];
  const ARNS = [SOURCE_ARN, SOURCE_ARN.toUpperCase(), `${FUNCTION}:live`, 'a:b', ''];

  test.each([
    ['string', [...TEXT_OPERATORS, 'Null'], ['a', 'a*', '?', '*', '', 'true', 'false'], ['a', 'b', 'ab', '*', '']],
    ['ARN', ARN_OPERATORS, [SOURCE_ARN, SOURCE_ARN.replace('prod', '*'), 'arn:*:*:*:*:*', 'arn:aws:*', '*'], ARNS],
  ])('the oracle agrees on every %s condition', (_, operators, wanted, given) => {
    const held: readonly ContextValue[] = [...given, ...lists(given)];
    const known = held.map((value) => ({ context: { [TEXT_KEY]: value }, unknown: [] }));
    const contexts = [...known, { context: {}, unknown: [] }, { context: {}, unknown: [TEXT_KEY] }];
    const differing = operators.flatMap((operator) =>
      lists(wanted).flatMap((values) => {
        const statement = allow({ Condition: { [operator]: { [TEXT_KEY]: values } } });
        const { decide: ask } = compilePolicy(policyOf(statement));
        return contexts
          .map((context): World => ({ ...HERE, ...context }))
          .filter((world) => ask(createInvocation(inputOf(world))) !== oracle([statement], world))
          .map((world) => [operator, values, world.context, world.unknown]);
      }),
    );
    expect(differing).toEqual([]);
  });
});

describe('random worlds', () => {
  test('the oracle agrees', () => {
    holds([policies, worlds], (list, world) => expect(decide(list, world)).toBe(oracle(list, world)), 10_000);
  });

  test('`evaluate` and `compilePolicy().decide` agree, and so do the statements of the answer', () => {
    holds([policies, worlds], (list, world) => {
      const { verdict, statements: told } = answer(list, world);
      const has = (effect: string, match: string) => told.some((one) => one.effect === effect && one.match === match);
      expect(verdict).toBe(decide(list, world));
      expect(verdict === 'explicitDeny').toBe(has('Deny', 'yes'));
      if (verdict === 'allowed') expect(has('Allow', 'yes') && !has('Deny', 'unknown')).toBe(true);
      if (verdict === 'implicitDeny') expect(has('Allow', 'yes') || has('Allow', 'unknown')).toBe(false);
      for (const { match, because } of told) expect(because === null ? 'yes' : because.truth).toBe(match);
    });
  });

  test('a policy compiled once answers each of several questions as if it were the only one', () => {
    holds([policies, fc.array(worlds, { minLength: 2, maxLength: 4 })], (list, several) => {
      const compiled = compilePolicy(policyOf(list));
      const all = several.map((world) => compiled.decide(createInvocation(inputOf(world))));
      expect(all).toEqual(several.map((world) => decide(list, world)));
    });
  });

  test('a matching Deny trumps every Allow', () => {
    holds([policies, worlds], (list, world) => {
      const everything = deny({ Principal: '*', Action: '*', Resource: '*' });
      expect(decide([...list, everything], world)).toBe('explicitDeny');
    });
  });

  test('what decides is told: an Allow for `allowed`, a Deny for `explicitDeny`, else nothing', () => {
    const wanted: Readonly<Record<Verdict, string | undefined>> = {
      allowed: 'Allow',
      explicitDeny: 'Deny',
      implicitDeny: undefined,
      unknown: undefined,
    };
    holds([policies, worlds], (list, world) => {
      const { verdict, decidedBy } = answer(list, world);
      expect(decidedBy === null ? undefined : list[decidedBy.index]?.['Effect']).toBe(wanted[verdict]);
    });
  });

  test('order and duplicates change nothing', () => {
    const shuffled = policies.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length })),
    );
    holds([shuffled, worlds], ([list, other], world) => expect(decide(other, world)).toBe(decide(list, world)));
  });

  test('several policies are as one of all their statements', () => {
    holds([policies, policies, worlds], (one, other, world) => {
      const invocation = createInvocation(inputOf(world));
      const both = compilePolicy([policyOf(one), policyOf(other)]);
      expect(both.decide(invocation)).toBe(decide([...one, ...other], world));
    });
  });

  test('a further Allow never takes away, a further Deny never gives', () => {
    holds(
      [policies, statements, worlds],
      (list, statement, world) => {
        const before = permission(decide(list, world));
        expect(permission(decide([...list, { ...statement, Effect: 'Allow' }], world))).toBeGreaterThanOrEqual(before);
        expect(permission(decide([...list, { ...statement, Effect: 'Deny' }], world))).toBeLessThanOrEqual(before);
      },
      2000,
    );
  });

  test('giving a value to an unknown key, or none, only turns `unknown` into something definite', () => {
    const keyAndValue = fc
      .constantFrom(TEXT_KEY, ARN_KEY)
      .chain((key) => fc.tuple(fc.constant(key), fc.oneof(valuesFor(key), fc.constant([]))));
    holds(
      [policies, worlds, keyAndValue],
      (list, world, [key, value]) => {
        const before = decide(list, { ...world, unknown: [...world.unknown, key] });
        const after = decide(list, {
          ...world,
          context: { ...world.context, [key]: value },
          unknown: world.unknown.filter((one) => one !== key),
        });
        // No Allow matches: a Deny that was not known may turn out to match as well, and it is no all the same.
        if (before === 'implicitDeny') expect(after).toMatch(/Deny$/);
        else if (before !== 'unknown') expect(after).toBe(before);
      },
      10_000,
    );
  });

  test('conditions that are definite while their keys are unknown are so whatever the keys hold', () => {
    holds([statements, worlds], (statement, world) => {
      const { Condition = {} } = statement as { Condition?: JsonObject };
      const probe = (context: World['context'], unknown: readonly string[]) =>
        decide([allow({ Principal: '*', Action: '*', Resource: '*', Condition: Condition as Json })], {
          ...world,
          context,
          unknown,
        });
      const unasked = probe({}, [TEXT_KEY, ARN_KEY]);
      if (unasked !== 'unknown') expect(probe(world.context, [])).toBe(unasked);
    });
  });

  test('writing a document as JSON text and as a value makes no difference', () => {
    holds([policies, worlds], (list, world) => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: list }, null, 2);
      expect(evaluate(parsePolicy(text), inputOf(world)).verdict).toBe(decide(list, world));
    });
  });
});
