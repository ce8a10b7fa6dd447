// Does the library export what it documents and nothing else, and does none of it throw, whatever strings it is given?

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as library from '../src/index.js';
import { project } from './support/world.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

const {
  compilePolicy,
  createInvocation,
  evaluate,
  parseArn,
  parsePolicy,
  parseSourceArn,
  presentedSourceArns,
  printArn,
  printPolicy,
} = library;

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
const orders = readFileSync(`${project}fixtures/policies/orders.json`, 'utf8');

test('the exports are those that are documented', () => {
  expect(Object.keys(library).sort()).toEqual([
    'Finished',
    'LambdaError',
    'PermissionApi',
    'audit',
    'compilePolicy',
    'createApi',
    'createEvent',
    'createInvocation',
    'createRequest',
    'evaluate',
    'grant',
    'matchRoute',
    'parseApi',
    'parseArn',
    'parsePolicy',
    'parseSourceArn',
    'presentedSourceArns',
    'printArn',
    'printGrant',
    'printPolicy',
    'roleGrant',
    'simulate',
    'toHttpResponse',
  ]);
});

describe('they fit together', () => {
  test('a policy is read once and asked often', () => {
    const compiled = compilePolicy(parsePolicy(orders).policies);
    const decide = (region: string) =>
      compiled.decide(
        createInvocation({
          resource: FUNCTION,
          sourceArn: `arn:aws:execute-api:${region}:111122223333:a1b2c3d4e5/prod/GET/orders`,
        }),
      );
    expect(['us-east-1', 'us-east-2', 'us-east-1'].map(decide)).toEqual(['allowed', 'implicitDeny', 'allowed']);
  });

  test('what `evaluate` says, `decide` says of the first candidate', () => {
    const call = { api: 'a1b2c3d4e5', type: 'rest', stage: 'prod', route: 'GET /orders', function: FUNCTION } as const;
    const [candidate] = presentedSourceArns(call).candidates;
    const invocation = createInvocation({ resource: FUNCTION, sourceArn: candidate?.sourceArn as string });
    const reading = parsePolicy(orders);
    expect(compilePolicy(reading.policies).decide(invocation)).toBe(evaluate(reading, call).verdict);
  });

  test('`evaluate` takes a policy, several, or all that was read', () => {
    const reading = parsePolicy(orders);
    const invocation = { resource: FUNCTION };
    const answers = [reading, reading.policies, reading.policies[0] as library.Policy].map((one) =>
      evaluate(one, invocation),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('what is read is printed back', () => {
    expect(JSON.parse(printPolicy(parsePolicy(orders).policies[0] as library.Policy))).toEqual(JSON.parse(orders));
    const arn = 'arn:aws:execute-api:*:111122223333:a1b2c3d4e5/*/GET/${a}?';
    expect(printArn(parseArn(arn) as library.Arn)).toBe(arn);
    expect(printArn(parseSourceArn(arn) as library.SourceArn)).toBe(arn);
  });

  test('what cannot be read leaves the verdict unknown, and the finding says why', () => {
    const { verdict, findings } = evaluate(parsePolicy('{nope'), { resource: FUNCTION });
    expect({ verdict, findings }).toMatchObject({
      verdict: 'unknown',
      findings: [{ severity: 'error', place: { line: 1 } }],
    });
  });

  test('a call that is none leaves the verdict unknown, and the finding says why', () => {
    const call = { api: 'a1b2c3d4e5', type: 'rest', function: 'orders', route: 'GET /', stage: 'prod' } as const;
    expect(evaluate(parsePolicy(orders), call)).toMatchObject({ verdict: 'unknown', findings: [{ id: 'bad-call' }] });
  });
});

describe('none throws on garbage', () => {
  const odd = fc.constantFrom(
    ...['', '*', '?', ':', '/', '${', '${}', "${a, 'b'}", 'arn:', 'arn:aws:lambda:::function:', '__proto__', '\ud800'],
    ...[
      '\0',
      '$default',
      'GET /',
      'ANY /{p+}',
      '{"Statement":',
      '[[[',
      '{"Policy":"{',
      '\ufeff',
      '1e999',
      'constructor',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    odd,
    fc.array(odd).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  const value = fc.oneof(text, fc.double(), fc.boolean(), fc.array(text));
  const json = fc.jsonValue();
  /** Objects with the names that policies have, and whatever beneath them. */
  const names = [
    'Version',
    'Statement',
    'Policy',
    'Effect',
    'Principal',
    'NotPrincipal',
    'Action',
    'Resource',
    'Condition',
    'Sid',
  ];
  const likePolicy = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      json,
      text,
      fc.array(tie('node')),
      fc.dictionary(fc.constantFrom(...names, 'ArnLike', 'AWS'), tie('node')),
    ),
  })).node;
  const input = fc.oneof(
    fc.record(
      {
        resource: text,
        principal: text,
        action: text,
        sourceArn: text,
        sourceAccount: fc.option(text),
        context: fc.dictionary(text, value),
        unknown: fc.array(text),
      },
      { requiredKeys: ['resource'] },
    ),
    fc.record(
      {
        api: text,
        type: fc.constantFrom('rest', 'http', 'websocket'),
        function: fc.oneof(text, fc.constant(FUNCTION)),
        route: text,
        authorizer: text,
        stage: text,
        method: text,
        testInvoke: fc.boolean(),
        apiRegion: text,
        apiAccount: text,
      },
      { requiredKeys: ['api', 'type', 'function'] },
    ),
  ) as fc.Arbitrary<library.EvaluateInput>;
  const runs = { numRuns: 500 };

  test('text', () => {
    fc.assert(
      fc.property(text, (garbage) => {
        for (const read of [parseArn, parseSourceArn]) {
          const arn = read(garbage);
          if (arn !== undefined) expect(printArn(arn)).toBe(garbage);
        }
        const { policies, findings } = parsePolicy(garbage);
        expect(policies.length + findings.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  test('a value in place of a policy', () => {
    fc.assert(
      fc.property(likePolicy, (garbage) => {
        const { policies, findings } = parsePolicy(garbage);
        expect(Array.isArray(garbage) || policies.length + findings.length > 0).toBe(true);
        for (const policy of policies) expect(() => JSON.parse(printPolicy(policy))).not.toThrow();
      }),
      runs,
    );
  });

  test.each<[what: string, garbage: unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a bigint', 1n],
    [
      'a circle',
      Object.assign(Object.create(null), {
        get self() {
          return this;
        },
      }),
    ],
    [
      'what throws when it is printed',
      {
        toJSON: () => {
          throw new Error('no');
        },
      },
    ],
    [
      'what throws nothing that is an error',
      {
        toJSON: () => {
          throw null;
        },
      },
    ],
  ])('%s in place of a policy is a finding', (_, garbage) => {
    expect(parsePolicy(garbage)).toMatchObject({ policies: [], findings: [{ severity: 'error' }] });
  });

  test('any question to any policy', () => {
    fc.assert(
      fc.property(likePolicy, input, fc.boolean(), (garbage, asked, strict) => {
        const answer = evaluate(parsePolicy(garbage), asked, { strict });
        expect(['allowed', 'explicitDeny', 'implicitDeny', 'unknown']).toContain(answer.verdict);
        expect(JSON.parse(JSON.stringify(answer)).verdict).toBe(answer.verdict);
        if ('resource' in asked) expect(createInvocation(asked).resource.text).toBe(asked.resource);
        else
          expect(presentedSourceArns(asked).candidates.length === 0).toBe(presentedSourceArns(asked).faults.length > 0);
      }),
      runs,
    );
  });
});

test('a policy that was not parsed is told as such, and not repeated', () => {
  const answer = library.evaluate('{"Statement": "secret"}' as never, { resource: 'x' });
  expect(answer.verdict).toBe('unknown');
  expect(JSON.stringify(answer.findings)).toMatch(/parsePolicy/);
  expect(JSON.stringify(answer)).not.toMatch(/secret/);
});
