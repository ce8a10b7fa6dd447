// Do routes stand where a path finds them in as many steps as it has segments?

import { describe, expect, test } from '@jest/globals';
import { matchHttp } from '../../../src/gateway/routing/http.js';
import { matchRoute } from '../../../src/gateway/routing/match-route.js';
import { matchRest } from '../../../src/gateway/routing/rest.js';
import {
  isGreedy,
  isParameter,
  parametersOf,
  type RouteNode,
  type RouteTable,
  routeTable,
  segmentsOf,
} from '../../../src/gateway/routing/route-table.js';
import type { Api } from '../../../src/model/api.js';
import { inTime } from '../../support/in-time.js';

test.each<[behaviour: string, path: string, segments: readonly string[]]>([
  ['the root', '/', []],
  ['one', '/a', ['a']],
  ['several', '/a/{b}/{c+}', ['a', '{b}', '{c+}']],
  ['a slash at the end is an empty one', '/a/', ['a', '']],
  ['two slashes as well', '/a//b', ['a', '', 'b']],
  ['the root twice', '//', ['', '']],
])('segments: %s', (_, path, segments) => {
  expect(segmentsOf(path)).toEqual(segments);
});

test.each([
  ['a', false, false],
  ['{a}', true, false],
  ['{a+}', true, true],
  ['a+', false, false],
  ['{a', false, false],
  ['a}', false, false],
  ['', false, false],
])('`%s` is a parameter: %s, a greedy one: %s', (segment, parameter, greedy) => {
  expect([isParameter(segment), isGreedy(segment)]).toEqual([parameter, greedy]);
});

describe('parameters', () => {
  const declared = (path: string) => ({ route: { key: path }, method: 'GET', path, segments: segmentsOf(path) });
  test.each<[behaviour: string, path: string, sent: readonly string[], values: readonly (readonly string[])[]]>([
    ['none', '/a', ['a'], []],
    [
      'each by its name',
      '/{a}/x/{b}',
      ['1', 'x', '2'],
      [
        ['a', '<1>'],
        ['b', '<2>'],
      ],
    ],
    ['the rest of the path', '/a/{b+}', ['a', '1', '2'], [['b', '<1/2>']]],
    ['a name that every object has', '/{__proto__}', ['1'], [['__proto__', '<1>']]],
  ])('%s', (_, path, sent, values) => {
    expect(Object.entries(parametersOf(declared(path), sent, (text) => `<${text}>`))).toEqual(values);
  });
});

test.each<[behaviour: string, keys: readonly string[], path: string, key: string]>([
  ['a slash at the end is dropped where it does not count', ['GET /a/'], '/a', 'GET /a/'],
  ['of two routes of one path, the first is kept', ['GET /a', 'GET /a/'], '/a', 'GET /a'],
  ['a method is read in capitals', ['get /a'], '/a', 'get /a'],
  ['the root keeps its slash', ['GET /'], '/', 'GET /'],
])('%s', (_, keys, path, key) => {
  const table = routeTable(
    keys.map((one) => ({ key: one })),
    'rest',
  );
  expect(matchRest(table, 'GET', path)?.declared.route.key).toBe(key);
});

test('of two keys that are the same, the first is kept', () => {
  const [first, second] = [
    { key: '$default', authorizer: 'one' },
    { key: '$default', authorizer: 'two' },
  ];
  expect(routeTable([first, second], 'http').keys.get('$default')).toBe(first);
});

describe('what it costs', () => {
  const WORDS = 17;
  /** Routes of three segments: 4,913 literal ones and as many with parameters as there is room for. */
  const many = (words: number) => {
    const names = Array.from({ length: words }, (_, index) => `w${index}`);
    const literal = names.flatMap((a) => names.flatMap((b) => names.map((c) => `POST /${a}/${b}/${c}`)));
    const mixed = names.flatMap((a) => [`POST /${a}/{b}/${a}`, `POST /{a}/${a}/{c}`, `POST /{a}/{b}/${a}`]);
    return [...literal, ...mixed, 'POST /{a}/{b}/{c}', 'POST /w0/{b}/{c}', 'POST /w0/w0/{c}', 'GET /{rest+}'];
  };
  const keys = (words: number) => many(words).map((key) => ({ key }));

  /** Counts every node whose children are asked for. */
  function counted(table: RouteTable): { visits: number } {
    const count = { visits: 0 };
    const watch = (node: RouteNode) => {
      const { literals } = node;
      const get = literals.get.bind(literals);
      for (const child of literals.values()) watch(child);
      literals.get = (name) => {
        count.visits += 1;
        return get(name);
      };
      if (node.parameter !== undefined) watch(node.parameter);
    };
    watch(table.root);
    return count;
  }

  test.each([
    ['REST', false, matchRest],
    ['HTTP', true, matchHttp],
  ] as const)('%s: the nodes that a path of three segments visits do not grow with the routes', (_, isHttp, match) => {
    const visitsOf = (words: number) => {
      const table = routeTable(keys(words), isHttp ? 'http' : 'rest');
      const count = counted(table);
      // Nothing takes it but the greedy route at the root: every branch is tried.
      expect(match(table, 'GET', '/w0/w0/w0')?.declared?.path).toBe('/{rest+}');
      return count.visits;
    };
    expect(many(WORDS).length).toBeGreaterThan(4900);
    expect(visitsOf(WORDS)).toBe(visitsOf(2));
    expect(visitsOf(WORDS)).toBeLessThanOrEqual(1 + 2 + 4);
  });

  test.each(['rest', 'http'] as const)('%s: 5,000 routes are matched 20,000 times in time', (type) => {
    const api: Api = { type, stages: [{ name: 'prod' }], routes: keys(WORDS) };
    inTime(() => {
      for (let index = 0; index < 20_000; index++) {
        const target = `/prod/w${index % WORDS}/w${(index * 7) % WORDS}/x${index}`;
        expect(matchRoute(api, { method: 'POST', target, headers: [] }).kind).toBe('matched');
      }
    });
  });

  test('a path of many segments costs its length', () => {
    const deep = `/${Array.from({ length: 2000 }, () => 'a').join('/')}`;
    const table = routeTable([{ key: `GET ${deep}` }, { key: 'GET /{rest+}' }], 'rest');
    expect(matchRest(table, 'GET', `${deep}/b`)?.declared.path).toBe('/{rest+}');
  });
});
