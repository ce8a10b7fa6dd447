// Does a scope let in every call that it is for, and does it tell what else it lets in?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { presentedSourceArns } from '../../../src/gateway/source-arn/presented.js';
import { printSuffix, type Scope, type ScopeInput, scopeOf } from '../../../src/gateway/source-arn/scope.js';
import { match } from '../../../src/glob/match.js';
import { hasVariable, literalOf, type Pattern, parsePattern } from '../../../src/glob/pattern.js';
import { API_TYPES, type ApiType } from '../../../src/model/api.js';
import { holds } from '../../support/worlds.js';
import { FUNCTION, HEAD } from '../calls.js';

const ROUTES: Readonly<Record<ApiType, readonly string[]>> = {
  rest: [
    ...['GET /', 'GET /pets', 'GET /pets/', 'GET /pets/{petId}', 'POST /pets/{petId}/toys/{toyId}', 'ANY /pets'],
    ...['ANY /{proxy+}', 'GET /*', 'ANY /*', '* /*', '* /pets', '* /a/*/b', 'PUT /${x}/{y}', 'GET /a$b', 'get /x:y'],
    ...['* /**', 'ANY /*/', 'GET /**', 'POST /{a}{b}'],
  ],
  http: [
    '$default',
    'GET /',
    'GET /pets/',
    'GET /pets/{petId}',
    'ANY /pets',
    'ANY /{proxy+}',
    'GET /*',
    '* /*',
    '* /a',
  ],
  websocket: ['$connect', '$disconnect', '$default', 'sendmessage', '*', 'a*b', 'why?', '${x}', 'a b', '{proxy+}'],
};
const STAGES = [undefined, '*', 'prod', '$default', 'test-invoke-stage', '${x}', '-'];

/** Every scope of the tables; what no such API has is left out. */
const SCOPES: readonly (readonly [ScopeInput, Scope])[] = API_TYPES.flatMap((type) => {
  const named = [undefined, ...ROUTES[type]].flatMap((route) =>
    STAGES.flatMap((stage) =>
      [false, true].map((exact) => ({
        ...{ type, exact },
        ...(route === undefined ? {} : { route }),
        ...(stage === undefined ? {} : { stage }),
      })),
    ),
  );
  const authorizers = ['abc123', '*', '${x}'].map((authorizer) => ({ type, authorizer }));
  return [...named, ...authorizers].flatMap((input): [ScopeInput, Scope][] => {
    const scope = scopeOf(input);
    return typeof scope === 'string' ? [] : [[input, scope]];
  });
});

/** The suffix as AWS will read it. */
const written = (scope: Scope): Pattern => parsePattern(printSuffix(scope), { wildcards: true, variables: true });

/** What each call of the scope may be presented as, the likeliest first. */
function presented({ calls }: Scope): string[][] {
  return calls.map((call) => {
    const { candidates, faults } = presentedSourceArns({ ...call, api: 'a1b2c3d4e5', function: FUNCTION });
    expect(faults).toEqual([]);
    return candidates.map(({ sourceArn }) => sourceArn.slice(HEAD.length));
  });
}

function expectToLetIn(scope: Scope): void {
  const arns = presented(scope);
  expect(arns.length).toBeGreaterThan(0);
  const pattern = written(scope);
  expect(hasVariable(pattern)).toBe(false);
  expect(arns.flat().filter((arn) => match(pattern, arn) !== 'yes')).toEqual([]);
  for (const call of arns) expect(call.length).toBeGreaterThan(0);
}

const name = ({ type, route, authorizer, stage, exact }: ScopeInput) =>
  [type, route ?? authorizer ?? 'all', `in ${stage ?? 'every stage'}`, exact ? 'exactly' : ''].join(' ').trim();

const LATER = 'a route that is added later';

/** Whether nothing in it was asked for by a star. */
const isNamed = ({ route, authorizer, stage }: ScopeInput) =>
  stage !== undefined && ![route ?? authorizer ?? '*', stage].some((text) => text.includes('*'));

test('the tables hold enough, and only what there is: the stage `$default` of HTTP APIs alone', () => {
  expect(SCOPES.length).toBe(2 * ((STAGES.length - 1) * (20 + 11) + STAGES.length * 10) + 9);
  const types = SCOPES.flatMap(([{ type, stage }]) => (stage === '$default' ? [type] : []));
  expect([...new Set(types)]).toEqual(['http']);
});

describe('every scope of the tables', () => {
  test.each(SCOPES.map(([input, scope]) => [name(input), scope] as const))('%s lets in its calls', (_, scope) => {
    expectToLetIn(scope);
  });

  test('what it lets in beside is let in', () => {
    const wrong = SCOPES.flatMap(([input, scope]) =>
      scope.widenings
        .filter(({ example }) => match(written(scope), example) !== 'yes')
        .map(({ example }) => `${name(input)}: ${example}`),
    );
    expect(wrong).toEqual([]);
    expect(SCOPES.flatMap(([, { widenings }]) => widenings).length).toBeGreaterThan(300);
  });

  test('and is not what the route that was asked for is presented as', () => {
    const named = SCOPES.filter(
      ([{ route, authorizer, stage }]) =>
        ![route ?? authorizer ?? '*'].some((text) => text.includes('*')) && stage !== 'test-invoke-stage',
    );
    const wrong = named.flatMap(([input, scope]) => {
      const own = presented(scope).map(([first]) => first);
      return scope.widenings.filter(({ example }) => own.includes(example)).map(() => name(input));
    });
    expect(named.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  test('one that names everything and tells of nothing else has no wildcard', () => {
    const plain = SCOPES.filter(([input, { widenings }]) => isNamed(input) && widenings.length === 0);
    expect(plain.length).toBeGreaterThan(50);
    expect(plain.filter(([, { suffix }]) => suffix.some(({ kind }) => kind !== 'text'))).toEqual([]);
  });

  test('one that names everything is complete, and no other is', () => {
    const wrong = SCOPES.filter(([input, { isComplete }]) => {
      const isEveryKey = input.type === 'websocket' && input.route !== undefined && input.route !== '*';
      const isAll = isEveryKey ? input.stage !== undefined && input.stage !== '*' : isNamed(input);
      return isComplete !== (input.authorizer === undefined ? isAll : input.authorizer !== '*');
    });
    expect(wrong.map(([input]) => name(input))).toEqual([]);
  });
});

test.each<[what: string, input: ScopeInput, examples: readonly string[]]>([
  ['a route in a stage: nothing', { type: 'rest', route: 'GET /pets', stage: 'prod' }, []],
  ['a declared path: nothing', { type: 'http', route: 'GET /{id}', stage: 'prod', exact: true }, []],
  ['a parameter', { type: 'rest', route: 'GET /{id}/a', stage: 'prod' }, ['prod/GET/a/b/a']],
  ['ANY', { type: 'rest', route: 'ANY /pets', stage: 'prod' }, ['prod/DELETE/pets', 'prod/GET/a/pets']],
  ['every method of a resource', { type: 'rest', route: '* /pets', stage: 'prod' }, ['prod/GET/a/pets']],
  ['the Test button, where the verb is certain', { type: 'rest', route: 'GET /a', stage: 'test-invoke-stage' }, []],
  [
    'every stage: the Test button’s, and a path that ends alike',
    { type: 'rest', route: 'GET /pets' },
    ['test-invoke-stage/GET/pets', 'prod/POST/a/GET/pets'],
  ],
  ['every stage of a WebSocket key', { type: 'websocket', route: '$connect' }, ['dev/$connect']],
  ['every authorizer', { type: 'http', authorizer: '*' }, ['authorizers/abc123']],
  ['one authorizer: nothing', { type: 'http', authorizer: 'abc123' }, []],
])('what is let in beside: %s', (_, input, examples) => {
  const scope = scopeOf(input) as Scope;
  expect(scope.widenings.map(({ example }) => example)).toEqual(examples);
});

test.each<[what: string, input: ScopeInput, messages: readonly string[]]>([
  ['a route in a stage: nothing', { type: 'rest', route: 'GET /pets', stage: 'prod' }, []],
  [
    'ANY: the verb is not certain, and the star crosses',
    { type: 'http', route: 'ANY /pets', stage: 'prod' },
    [
      '`ANY` becomes `*`: whether the word or the verb is presented is not certain',
      'the `*` for the method crosses `/`',
    ],
  ],
  [
    'every method: the star crosses',
    { type: 'rest', route: '* /', stage: 'prod' },
    ['the `*` for the method crosses `/`'],
  ],
  ['every method of every path: later routes', { type: 'rest', route: '* /*/', stage: 'prod' }, [LATER]],
  ['the whole stage: later routes', { type: 'websocket', stage: 'prod' }, [LATER]],
  ['the whole API: any stage as well', { type: 'rest' }, [LATER, 'any stage; --stage names one']],
  [
    'parameters: both, in one',
    { type: 'http', route: 'GET /{a}/{b+}', stage: 'prod' },
    ['`{a}`, `{b+}` become `*`, which crosses `/`'],
  ],
])('in words: %s', (_, input, messages) => {
  expect((scopeOf(input) as Scope).widenings.map(({ message }) => message)).toEqual(messages);
});

test('the Test button sends the verb, so ANY in its stage leaves nothing uncertain', () => {
  const { widenings } = scopeOf({ type: 'rest', route: 'ANY /pets', stage: 'test-invoke-stage' }) as Scope;
  expect(widenings.filter(({ message }) => /not certain/.test(message))).toEqual([]);
});

test('a whole HTTP or WebSocket API in every stage tells of its authorizers; a REST API or a stage lets in none', () => {
  const told = (input: ScopeInput) =>
    (scopeOf(input) as Scope).widenings.some(({ example }) => example.startsWith('authorizers/'));
  const letsIn = (input: ScopeInput) => match(written(scopeOf(input) as Scope), 'authorizers/abc123') === 'yes';
  const inputs = API_TYPES.flatMap((type): ScopeInput[] => [{ type }, { type, stage: 'prod' }]);
  expect(inputs.filter(told)).toEqual([{ type: 'http' }, { type: 'websocket' }]);
  expect(inputs.filter(letsIn)).toEqual(inputs.filter(told));
});

describe('beyond the tables', () => {
  const letter = fc.constantFrom(...'aZ09$%{}+-_.~!@&=\'"`\\,;()[]|<>#^é日😀:');
  const segment = fc.oneof(
    fc.string({ unit: letter, maxLength: 6 }),
    fc.constantFrom('{id}', '{proxy+}', '${x}', '*', 'pets', '', '${', '$', '{$'),
  );
  const anyPath = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);
  /** Without the braces that have no other half. */
  const path = anyPath.map((text) => text.replace(/(\{[^{}/]*\})|[{}]/g, '$1'));
  const route = fc
    .tuple(fc.constantFrom('GET', 'delete', 'ANY', '*'), path)
    .map(([method, where]) => `${method} ${where}`);
  const key = fc
    .string({ unit: fc.oneof(letter, fc.constantFrom('*', '?', '/', ' ')), minLength: 1, maxLength: 8 })
    .filter((text) => text.trim() !== '' && !/^[A-Za-z]+\s+\//.test(text.trim()));
  const stage = fc.option(
    fc.oneof(
      fc.constantFrom('*', 'prod', '$default', 'test-invoke-stage'),
      fc.string({ unit: letter, minLength: 1, maxLength: 5 }).map((text) => text.replaceAll(':', '-')),
    ),
    { nil: undefined },
  );
  const scopes = fc
    .record({ type: fc.constantFrom(...API_TYPES), route, key, stage, exact: fc.boolean(), isWhole: fc.nat(9) })
    .map(
      ({ type, route: own, key: ownKey, stage: where, exact, isWhole }): ScopeInput => ({
        ...{ type, exact },
        ...(isWhole === 0 ? {} : { route: type === 'websocket' ? ownKey : own }),
        ...(where === undefined ? {} : { stage: where }),
      }),
    )
    .filter(({ type, stage: where }) => type === 'http' || where !== '$default');

  test('every scope lets in its calls and what it tells of', () => {
    holds(
      [scopes],
      (input) => {
        const scope = scopeOf(input);
        if (typeof scope === 'string') throw new Error(`${name(input)}: ${scope}`);
        expectToLetIn(scope);
        expect(scope.widenings.filter(({ example }) => match(written(scope), example) !== 'yes')).toEqual([]);
      },
      3000,
    );
  });

  /** By counting: none opens within a pair, none closes outside of one, and a pair ends in its segment. */
  function isPaired(segmentText: string): boolean {
    let isOpen = false;
    for (const brace of segmentText.replace(/[^{}]/g, '')) {
      if (isOpen === (brace === '{')) return false;
      isOpen = brace === '{';
    }
    return !isOpen;
  }

  test('a path is refused exactly where a brace has no other half in its segment', () => {
    const seen = { paired: 0, broken: 0 };
    holds([anyPath, fc.constantFrom('get', 'ANY', '*'), fc.boolean()], (text, method, exact) => {
      const answer = scopeOf({ type: 'http', route: `${method} ${text}`, exact });
      const isWhole = text.split('/').every(isPaired);
      seen[isWhole ? 'paired' : 'broken'] += 1;
      if (isWhole) expect(typeof answer).toBe('object');
      else expect(answer).toBe(`braces that name no parameter, in \`${text}\``);
    });
    expect(Math.min(seen.paired, seen.broken)).toBeGreaterThan(200);
  });

  test('a path as it is declared comes out letter by letter', () => {
    const plain = path.filter((text) => !text.includes('*'));
    holds([plain, fc.constantFrom('http' as const, 'rest' as const)], (text, type) => {
      const scope = scopeOf({ type, route: `GET ${text}`, stage: 'prod', exact: true }) as Scope;
      const shown = type === 'rest' ? text.replace(/(?<=.)\/+$/, '') : text;
      expect(literalOf(written(scope))).toBe(`prod/GET${shown}`);
    });
  });
});
