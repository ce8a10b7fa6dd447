// Which policies and invocations do the tests speak of? One of each to vary, and generators for worlds small and large.

import fc from 'fast-check';
import { parsePolicy } from '../../src/input/parse-policy.js';
import type { Answer, Change, Verdict } from '../../src/model/decision.js';
import type { ContextValue, InvocationInput } from '../../src/model/invocation.js';
import { pointerSteps } from '../../src/model/place.js';
import type { Json, JsonObject, Policy } from '../../src/model/policy.js';
import type { EvaluateOptions } from '../../src/question/evaluate/evaluate.js';
import { evaluate } from '../../src/question/evaluate/evaluate.js';

export const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
export const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
export const SOURCE_ARN = `${API}/prod/GET/orders`;
export const INVOCATION: InvocationInput = { resource: FUNCTION, sourceArn: SOURCE_ARN };

/** A statement that allows every invocation of the function by API Gateway, but for what `over` says. */
export function allow(over: JsonObject = {}): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: FUNCTION,
    ...over,
  };
}

export function deny(over: JsonObject = {}): JsonObject {
  return allow({ Effect: 'Deny', ...over });
}

/** The statement without one element. */
export function without(element: string, statement = allow()): JsonObject {
  return Object.fromEntries(Object.entries(statement).filter(([name]) => name !== element));
}

export function policyOf(statement: Json, version: string | null = '2012-10-17'): Policy {
  const document = { ...(version === null ? {} : { Version: version }), Statement: statement };
  const [policy] = parsePolicy(document).policies;
  if (policy === undefined) throw new Error('the reader found no policy');
  return policy;
}

/** The answer of a policy of these statements. */
export function answerOf(statement: Json, over: Partial<InvocationInput> = {}, options?: EvaluateOptions): Answer {
  return evaluate(policyOf(statement), { ...INVOCATION, ...over }, options);
}

export function verdictOf(statement: Json, over: Partial<InvocationInput> = {}, options?: EvaluateOptions): Verdict {
  return answerOf(statement, over, options).verdict;
}

/** The document after the changes of a near miss: values replaced, members left out. */
export function applyChanges(document: Json, changes: readonly Change[]): Json {
  const copy = structuredClone(document) as Record<string, Json>;
  for (const { pointer, to } of changes) {
    const steps = pointerSteps(pointer);
    const last = steps.pop() as string;
    const parent = steps.reduce((json, step) => json[step] as Record<string, Json>, copy);
    if (to === null) delete parent[last];
    else parent[last] = to;
  }
  return copy;
}

/** Holds a law over random worlds: the same ones every time, unless the environment has a `SEED`. */
export function holds<T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  law: (...world: T) => void,
  numRuns = 1000,
): void {
  const seed = Number(process.env['SEED'] ?? 20261101);
  fc.assert(fc.property<T>(...arbitraries, law), { numRuns, seed });
}

/** A call, and the keys that nobody knows. `context` holds every key that is present but for what API Gateway sends. */
export interface World {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly unknown: readonly string[];
}

export const ROLE = 'arn:aws:iam::111122223333:role/deploy';
export const SESSION = 'arn:aws:sts::111122223333:assumed-role/deploy/me';
const PRINCIPALS = ['apigateway.amazonaws.com', 'events.amazonaws.com', ROLE, SESSION, '444455556666', '*'];
const FUNCTIONS = [FUNCTION, `${FUNCTION}:live`, FUNCTION.replace('us-east-2', 'us-west-1')];
const ARNS = [SOURCE_ARN, `${API}/prod/GET/`, `${API}/dev/$connect`, SOURCE_ARN.replace('us-east-2', 'us-east-1')];
export const TEXT_KEY = 'x:text';
export const ARN_KEY = 'aws:SourceArn';
const KEYS = [TEXT_KEY, ARN_KEY];

/** Mostly the first, so that enough statements match. */
const mostly = <T>(likely: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(likely) }, { weight: 1, arbitrary: other });

const texts = fc.constantFrom('a', 'b', 'ab', '');
const arns = fc.constantFrom(...ARNS);
/** What a context key may hold; empty: it is absent. */
const held = (one: fc.Arbitrary<string>): fc.Arbitrary<ContextValue> =>
  fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 2 }) });

export const valuesFor = (key: string): fc.Arbitrary<ContextValue> =>
  held(key === TEXT_KEY ? texts : fc.oneof({ weight: 5, arbitrary: arns }, { weight: 1, arbitrary: texts }));

export const worlds: fc.Arbitrary<World> = fc.record({
  principal: mostly('apigateway.amazonaws.com', fc.constantFrom(...PRINCIPALS)),
  action: mostly('lambda:InvokeFunction', fc.constantFrom('lambda:invokefunction', 'lambda:GetFunction')),
  resource: mostly(FUNCTION, fc.constantFrom(...FUNCTIONS)),
  context: fc.record({ [TEXT_KEY]: valuesFor(TEXT_KEY), [ARN_KEY]: valuesFor(ARN_KEY) }, { requiredKeys: [] }),
  unknown: fc.subarray(KEYS).chain((keys) => fc.constantFrom(keys, [], [])),
});

/** The world as `evaluate` takes it. */
export function inputOf(world: World): InvocationInput {
  return { ...world, sourceAccount: null };
}

/** One value or a list of them, as policies have both. */
const some = (one: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 2 }) });

const principal = mostly<Json>(
  { Service: 'apigateway.amazonaws.com' },
  fc.oneof(
    fc.record({ Service: some(fc.constantFrom('apigateway.amazonaws.com', 'events.amazonaws.com')) }),
    fc.record({ AWS: some(fc.constantFrom(ROLE, SESSION, '111122223333', 'arn:aws:iam::444455556666:root', '*')) }),
    fc.constant('*'),
  ),
);
const action = mostly<Json>(
  'lambda:InvokeFunction',
  some(fc.constantFrom('LAMBDA:invoke*', 'lambda:Get?unction', 'lambda:*', '*')),
);
const resource = mostly<Json>(
  FUNCTION,
  some(
    fc.constantFrom(
      ...FUNCTIONS,
      '*',
      `${FUNCTION}*`,
      'arn:aws:lambda:*:111122223333:function:*',
      'arn:aws:lambda:*:live',
    ),
  ),
);

/** The element, or now and then its negation. */
const named = (name: string, value: fc.Arbitrary<Json>) =>
  fc.tuple(mostly(name, fc.constantFrom(name, name, `Not${name}`)), value);

/** Every form of an operator. */
function forms(name: string, negation: string): string[] {
  return ['', 'ForAllValues:', 'ForAnyValue:'].flatMap((set) =>
    [name, negation].flatMap((base) => ['', 'IfExists'].map((suffix) => set + base + suffix)),
  );
}

export const TEXT_OPERATORS = [...forms('StringEquals', 'StringNotEquals'), ...forms('StringLike', 'StringNotLike')];
export const ARN_OPERATORS = [...forms('ArnLike', 'ArnNotLike'), ...forms('ArnEquals', 'ArnNotEquals')];
const textPatterns = fc.constantFrom('a', 'a*', '*b', '?', '', '*');
const arnPatterns = fc.constantFrom(
  ...ARNS,
  `${API}/*`,
  `${API}/*/*`,
  'arn:aws:execute-api:*:*:*',
  `${API}/*/???/*`,
  '*',
  'arn:*',
);

const condition: fc.Arbitrary<JsonObject> = fc.oneof(
  block(TEXT_OPERATORS, TEXT_KEY, textPatterns),
  block(ARN_OPERATORS, ARN_KEY, arnPatterns),
  block(TEXT_OPERATORS, ARN_KEY, arnPatterns),
  block(['Null'], TEXT_KEY, fc.constantFrom('true', 'false')),
  block(['Null'], ARN_KEY, fc.constantFrom('true', 'false')),
);

function block(operators: readonly string[], key: string, values: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.constantFrom(...operators), fc.constantFrom(key, key.toUpperCase()), some(values))
    .map(([operator, name, value]) => ({ [operator]: { [name]: value } }));
}

/** Statements that AWS takes, in the language that the oracle reads. */
export const statements: fc.Arbitrary<JsonObject> = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    principal: named('Principal', principal),
    action: named('Action', action),
    resource: named('Resource', resource),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ Effect, conditions, ...elements }) => ({
    Effect,
    ...Object.fromEntries(Object.values(elements)),
    ...(conditions.length === 0 ? {} : { Condition: Object.assign({}, ...conditions) as JsonObject }),
  }));

export const policies: fc.Arbitrary<readonly JsonObject[]> = fc.array(statements, { maxLength: 4 });
