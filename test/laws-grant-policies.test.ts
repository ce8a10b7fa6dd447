// Do the laws hold of grants that meet a policy? The commands do what is foretold, nobody else's statement is touched, and all can be taken back.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate, parsePolicy, printGrant } from '../src/index.js';
import type { JsonObject } from '../src/model/policy.js';
import { apiWith, obey, only, planned, policyIn, printed } from './support/grant-runs.js';
import { callsMeant, documentWith, type GrantWorld, grantWorlds, statementsBefore } from './support/grant-worlds.js';
import { holds } from './support/worlds.js';

const RUNS = 300;

/** A world, and the statements of its function's policy. `isTaking`: with the Sids that would be given. */
const worldsWith = (grants: boolean, isTaking = false) =>
  grantWorlds.chain((world) => {
    const taken = isTaking ? only(planned(world.input)).steps.map(({ request }) => request.StatementId) : [];
    return fc.tuple(fc.constant(world), statementsBefore(world, { grants, taken }));
  });

const statementsIn = (document: JsonObject | null) => (document?.['Statement'] ?? []) as readonly JsonObject[];

function expectAllowed(document: JsonObject | null, world: GrantWorld): void {
  const policy = parsePolicy(document);
  for (const call of callsMeant(world)) expect([call, evaluate(policy, call).verdict]).toEqual([call, 'allowed']);
}

describe('from whatever policy there is', () => {
  test.each([
    {},
    { revert: true },
    { prune: true },
  ])('the commands do what is foretold, and `--as policy` prints it: %j', (mode) => {
    holds(
      [worldsWith(true)],
      ([world, statements]) => {
        const document = documentWith(statements);
        const granting = planned({ ...world.input, ...mode }, document);
        // Without a policy to look at, a removal is foretold of what the grant alone would have written.
        const isBlind = 'revert' in mode && document === null;
        const api = apiWith(world, isBlind ? only(planned(world.input)).after : document);
        obey(api, granting, world);
        const { after } = only(granting);
        expect(after).toEqual(policyIn(api, world));
        const text = isBlind ? '' : printed(granting, 'policy');
        expect(text === '' ? null : JSON.parse(text)).toEqual(after);
      },
      RUNS,
    );
  });

  test('every call that was meant is then allowed, and granting again writes nothing', () => {
    holds(
      [worldsWith(true, true)],
      ([world, statements]) => {
        const granting = planned(world.input, documentWith(statements));
        expect(granting.verdict).toMatch(/^(toWrite|nothingToWrite)$/);
        const { after } = only(granting);
        expectAllowed(after, world);
        const again = planned(world.input, after);
        expect([again.verdict, only(again).steps, printed(again, 'command')]).toEqual(['nothingToWrite', [], '']);
      },
      RUNS,
    );
  });

  test('what is there already stays as it is, in its order, and what is new comes behind it', () => {
    holds(
      [worldsWith(true, true)],
      ([world, statements]) => {
        const { after, steps } = only(planned(world.input, documentWith(statements)));
        expect(statementsIn(after)).toEqual([...statements, ...steps.map(({ statement }) => statement)]);
      },
      RUNS,
    );
  });
});

describe('pruned', () => {
  test('the calls are allowed, and only plain Allows of this API have gone, after what replaces them', () => {
    holds(
      [worldsWith(true, true)],
      ([world, statements]) => {
        const { after, steps } = only(planned({ ...world.input, prune: true }, documentWith(statements)));
        expectAllowed(after, world);
        const actions = steps.map(({ action }) => action);
        expect(actions).toEqual(actions.toSorted());
        const sids = statementsIn(after).map(({ Sid }) => Sid);
        const gone = statements.filter(({ Sid }) => !sids.includes(Sid));
        for (const { Effect, Principal, Condition } of gone) {
          expect([Effect, Principal]).toEqual(['Allow', { Service: 'apigateway.amazonaws.com' }]);
          expect(JSON.stringify(Condition)).toContain(`:${world.input.api}/`);
        }
        const added = steps.flatMap(({ action, statement }) => (action === 'AddPermission' ? statement : []));
        const stayed = statements.filter(({ Sid }) => sids.includes(Sid));
        expect(statementsIn(after)).toEqual([...stayed, ...added]);
      },
      RUNS,
    );
  });

  test('twice, the second time does nothing', () => {
    holds(
      [worldsWith(true, true)],
      ([world, statements]) => {
        const input = { ...world.input, prune: true };
        const { after } = only(planned(input, documentWith(statements)));
        expect(only(planned(input, after)).steps).toEqual([]);
      },
      RUNS,
    );
  });
});

describe('a grant that is reverted was never there', () => {
  test('given the policy, also where ids were taken', () => {
    holds(
      [worldsWith(false, true)],
      ([world, statements]) => {
        const document = documentWith(statements);
        const { after, steps } = only(planned(world.input, document));
        expect(steps.length).toBeGreaterThan(0);
        const reverted = only(planned({ ...world.input, revert: true }, after));
        expect([reverted.after, reverted.steps.length]).toEqual([document, steps.length]);
      },
      RUNS,
    );
  });

  test('by commands that were printed without a look at the policy', () => {
    holds(
      [worldsWith(true)],
      ([world, statements]) => {
        const document = documentWith(statements);
        const api = apiWith(world, document);
        obey(api, planned(world.input), world);
        expect(policyIn(api, world)).not.toEqual(document);
        obey(api, planned({ ...world.input, revert: true }), world);
        expect(policyIn(api, world)).toEqual(document);
      },
      RUNS,
    );
  });

  test('and a policy that nobody has looked at is not foretold', () => {
    holds(
      [grantWorlds],
      ({ input }) => expect(printGrant(planned({ ...input, revert: true }), 'policy')).toHaveProperty('cannot'),
      RUNS,
    );
  });
});
