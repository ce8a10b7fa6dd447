// Do the laws of grants hold? What is written is enough, lets in nothing else, has an id of its own, and no text makes it throw.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AddPermissionRequest,
  type Call,
  compilePolicy,
  createInvocation,
  evaluate,
  type GrantInput,
  type InvocationInput,
  parsePolicy,
  presentedSourceArns,
  printGrant,
} from '../src/index.js';
import { FORM_IDS } from '../src/question/grant/print.js';
import { commandsIn, only, planned, printed } from './support/grant-runs.js';
import { callsMeant, documentWith, type GrantWorld, grantWorlds, statementsBefore } from './support/grant-worlds.js';
import { holds } from './support/worlds.js';

const RUNS = 300;
const FOREIGN = '999988887777';

/** The source ARN of a call, and such as differ from it in one thing that the grant names. */
function sourceArnsOf(call: Call, { input: { stage = '*' }, partition }: GrantWorld) {
  const [{ sourceArn } = { sourceArn: '' }] = presentedSourceArns(call).candidates;
  const parts = sourceArn.split(':');
  const [api = '', ...suffix] = (parts[5] ?? '').split('/');
  const but = (index: number, other: string) => parts.map((part, at) => (at === index ? other : part)).join(':');
  const others = [
    but(1, partition === 'aws' ? 'aws-cn' : 'aws'),
    but(2, 'events'),
    but(3, 'sa-east-1'),
    but(4, FOREIGN),
    but(5, ['q1q1q1q1q1', ...suffix].join('/')),
    but(5, api),
    ...(stage === '*' || call.authorizer !== undefined ? [] : [but(5, [api, 'other', ...suffix.slice(1)].join('/'))]),
  ];
  return { sourceArn, others };
}

describe('what is granted', () => {
  test('is what was asked for: `evaluate` allows every call that was meant, by the policy that is printed', () => {
    holds(
      [grantWorlds],
      (world) => {
        const granting = planned(world.input);
        expect([granting.verdict, only(granting).function]).toEqual(['toWrite', world.fn]);
        const policy = parsePolicy(printed(granting, 'policy'));
        for (const call of callsMeant(world))
          expect([call, evaluate(policy, call, { strict: true }).verdict]).toEqual([call, 'allowed']);
      },
      RUNS,
    );
  });

  test('is nothing else: another region, account, partition, API, stage, function or qualifier is not let in', () => {
    holds(
      [grantWorlds],
      (world) => {
        const { decide } = compilePolicy(parsePolicy(printed(planned(world.input), 'policy')));
        const verdict = (over: Partial<InvocationInput>) => decide(createInvocation({ resource: world.fn, ...over }));
        const accounts = [undefined, null, FOREIGN, world.input.apiAccount].map((sourceAccount) =>
          sourceAccount === undefined ? {} : { sourceAccount },
        );
        const functions = [`${world.fn}x`, `${world.fn}:x`, world.fn.replace(/:[^:]*$/, ''), `${world.fn}:$LATEST`];
        for (const call of callsMeant(world)) {
          const { sourceArn, others } = sourceArnsOf(call, world);
          expect(verdict({ sourceArn })).toBe('allowed');
          const foreign = [
            ...others.flatMap((other) => accounts.map((account) => ({ sourceArn: other, ...account }))),
            ...functions.map((resource) => ({ sourceArn, resource })),
          ];
          expect(foreign.filter((over) => verdict(over) !== 'implicitDeny')).toEqual([]);
          const isNamed = world.input.sourceAccount !== null;
          expect(verdict({ sourceArn, sourceAccount: FOREIGN })).toBe(isNamed ? 'implicitDeny' : 'allowed');
        }
      },
      RUNS,
    );
  });

  test('is told truly: every example of what else is let in is let in', () => {
    holds(
      [grantWorlds],
      (world) => {
        for (const step of only(planned(world.input)).steps) {
          const { decide } = compilePolicy(parsePolicy(step.statement));
          const head = step.sourceArn?.split('/')[0];
          for (const { example } of step.widenings) {
            const sourceArn = `${head}/${example}`;
            const verdict = decide(createInvocation({ resource: world.fn, sourceArn }));
            expect([sourceArn, verdict]).toEqual([sourceArn, 'allowed']);
          }
        }
        const { stage = '*', authorizers = [], routes = [] } = world.input;
        if (stage === '*' && (routes.length > 0 || authorizers.length === 0))
          expect(only(planned(world.input)).steps.flatMap(({ widenings }) => widenings)).not.toEqual([]);
      },
      RUNS,
    );
  });
});

describe('statement ids', () => {
  test('are such as Lambda takes, the same for the same grant, another for another', () => {
    holds(
      [fc.array(grantWorlds, { minLength: 2, maxLength: 6 })],
      (several) => {
        const meanings = new Map<string, string>();
        const ids = new Map<string, string>();
        for (const { input, fn } of several) {
          for (const { request } of only(planned(input)).steps) {
            const { StatementId: id, SourceArn, SourceAccount = null } = request as AddPermissionRequest;
            const meaning = JSON.stringify([fn, SourceArn, SourceAccount]);
            expect(id).toMatch(/^[a-zA-Z0-9-_]{1,100}$/);
            expect([meanings.get(id) ?? meaning, ids.get(meaning) ?? id]).toEqual([meaning, id]);
            meanings.set(id, meaning);
            ids.set(meaning, id);
          }
        }
        expect(ids.size).toBeGreaterThan(0);
      },
      RUNS,
    );
  });
});

test('a real shell reads the commands as these tests do', () => {
  const worlds = fc.sample(grantWorlds, { numRuns: 100, seed: 20261101 });
  const script = worlds.map(({ input }) => printed(planned(input), 'command')).join('');
  const recorder = 'aws() { printf "%s\\n" aws "$@" END; }\n';
  const { stdout, status } = spawnSync('sh', ['-s'], { input: recorder + script, encoding: 'utf8' });
  const commands = stdout.split('\nEND\n').slice(0, -1);
  expect(status).toBe(0);
  expect(commands.length).toBeGreaterThan(100);
  expect(commands.map((one) => one.split('\n'))).toEqual(commandsIn(script));
});

describe('whatever texts are given', () => {
  const odd = ['', '*', '$LATEST', '${stageVariables.x}', '__proto__', 'a'.repeat(300), 'GET /a', "'\n::error::", '-x'];
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...odd));
  const members = fc.record(
    {
      ...{ function: text, region: text, account: text, partition: text, qualifier: text, api: text, stage: text },
      ...{ apiRegion: text, apiAccount: text, sourceAccount: text, statementId: text, revisionId: text },
      routes: fc.array(text, { maxLength: 3 }),
      authorizers: fc.array(text, { maxLength: 2 }),
      stageVariables: fc.dictionary(text, fc.array(text, { maxLength: 2 })),
      ...{ testInvoke: fc.boolean(), exact: fc.boolean(), revert: fc.boolean(), prune: fc.boolean() },
    },
    { requiredKeys: [] },
  );
  const worldAndStatements = grantWorlds.chain((world) =>
    fc.tuple(fc.constant(world), statementsBefore(world, { grants: true }), fc.nat({ max: 4 })),
  );

  test('nothing is thrown, a refusal says why, and no form throws what it cannot print', () => {
    holds(
      [worldAndStatements, members],
      ([world, statements, step], over) => {
        // Mostly a good grant with some of its members changed, which gets further than one of noise.
        const changed = Object.entries(over).filter((_, index) => step === 0 || index % (step + 1) === 0);
        const input = { ...world.input, ...Object.fromEntries(changed) } as GrantInput;
        const granting = planned(input, documentWith(statements));
        expect(granting.verdict).toMatch(/^(toWrite|nothingToWrite|refused|unknown)$/);
        if (granting.verdict === 'refused' && granting.functions.length === 0)
          expect(granting.findings).toContainEqual(expect.objectContaining({ id: 'bad-grant', severity: 'error' }));
        for (const as of FORM_IDS) {
          const answer = printGrant(granting, as);
          expect(typeof ('cannot' in answer ? answer.cannot : answer.output)).toBe('string');
        }
      },
      3000,
    );
  });
});
