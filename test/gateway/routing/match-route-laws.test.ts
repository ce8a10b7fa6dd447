// Does the table of routes find what reading every route, one after the other, would find?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { percentDecoded } from '../../../src/gateway/event/query.js';
import { matchRoute, type RouteMatch } from '../../../src/gateway/routing/match-route.js';
import type { Api } from '../../../src/model/api.js';
import { HTTP_VERBS } from '../../../src/model/aws.js';
import { holds } from '../../support/worlds.js';

interface Written {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
}

const isGreedy = (segment: string) => segment.endsWith('+}');
const isParameter = (segment: string) => segment.startsWith('{');
/** The less, the better: literal, parameter, greedy. */
const rank = (segment: string) => (isGreedy(segment) ? 2 : isParameter(segment) ? 1 : 0);

/** Whether a template takes the segments of a path. */
function takes({ segments }: Written, sent: readonly string[]): boolean {
  const last = segments.at(-1);
  if (last !== undefined && isGreedy(last)) {
    const [rest, before] = [sent.slice(segments.length - 1), segments.slice(0, -1)];
    return rest.length > 0 && equal(before, sent.slice(0, before.length));
  }
  return equal(segments, sent);
}

const equal = (segments: readonly string[], sent: readonly string[]) =>
  segments.length === sent.length &&
  segments.every((segment, at) => (isParameter(segment) ? sent[at] !== '' : segment === sent[at]));

const ofVerb = (method: string, verb: string) =>
  method === verb || (method === 'ANY' && (HTTP_VERBS as readonly string[]).includes(verb));

/** Which of two is more specific: segment by segment from the left, then the verb before ANY. */
function bySpecificity(one: Written, other: Written): number {
  for (let at = 0; at < Math.min(one.segments.length, other.segments.length); at++) {
    const difference = rank(one.segments[at] as string) - rank(other.segments[at] as string);
    if (difference !== 0) return difference;
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY');
}

// Recorded: SEMANTICS, section 5, REST.
function restOracle(routes: readonly Written[], verb: string, path: string): string {
  const within = `/${path.replace(/^\/+/, '')}`;
  const sent = within === '/' ? [] : within.slice(1).replace(/\/$/, '').split('/');
  const [best] = routes.filter((route) => ofVerb(route.method, verb) && takes(route, sent)).sort(bySpecificity);
  return best?.key ?? 'noRoute';
}

// AWS: SEMANTICS, section 5, HTTP API.
function httpOracle(routes: readonly Written[], verb: string, path: string): string {
  // Observed: the root, and a slash at the end, are an empty segment, which a greedy variable takes.
  const sent = path.slice(1).split('/').map(percentDecoded);
  const known = routes.map((route) => (route.segments.length === 0 ? { ...route, segments: [''] } : route));
  const taking = known.filter((route) => ofVerb(route.method, verb) && takes(route, sent)).sort(bySpecificity);
  const full = taking.filter(({ segments }) => !segments.some(isGreedy));
  const [best, ...others] = full.length > 0 ? full : taking;
  if (best === undefined) return '$default';
  const rival = best.method === 'ANY' && others.find(({ method }) => method !== 'ANY');
  return rival ? `? ${best.key} or ${rival.key}` : best.key;
}

const found = (match: RouteMatch) =>
  match.kind === 'matched'
    ? match.route.key
    : match.kind === 'unknown'
      ? `? ${match.candidates.map(({ key }) => key).join(' or ')}`
      : match.kind;

const literal = fc.constantFrom('a', 'b', 'c');
const template = fc
  .tuple(fc.array(fc.oneof({ weight: 2, arbitrary: literal }, fc.constant('{}')), { maxLength: 3 }), fc.boolean())
  .map(([segments, greedy]) => {
    const own = segments.slice(0, greedy ? 2 : 3);
    // One name a place: two resources that differ in a parameter's name alone are one, and AWS refuses the second.
    return [...own.map((segment, at) => (segment === '{}' ? `{p${at}}` : segment)), ...(greedy ? ['{rest+}'] : [])];
  });
const method = fc.constantFrom('GET', 'POST', 'ANY');
const written = fc.tuple(method, template).map(([verb, segments]): Written => {
  return { method: verb, segments, key: `${verb} /${segments.join('/')}` };
});
const routes = fc.uniqueArray(written, { maxLength: 12, selector: ({ key }) => key });
const verb = fc.constantFrom('GET', 'GET', 'POST', 'PUT', 'PURGE');
const segment = fc.oneof({ weight: 6, arbitrary: literal }, fc.constantFrom('7', 'a%2Fb', '%61', ''));
const path = fc
  .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom('', '', '/'))
  .map(([segments, end]) => `/${segments.join('/')}${segments.at(-1) ? end : ''}`)
  .filter((text) => !/.\/\/$/.test(text));

const apiOf = (type: 'rest' | 'http', written: readonly { readonly key: string }[]): Api => ({
  type,
  stages: [{ name: type === 'rest' ? 'prod' : '$default' }],
  routes: [...written.map(({ key }) => ({ key })), ...(type === 'http' ? [{ key: '$default' }] : [])],
});
const ask = (type: 'rest' | 'http', written: readonly Written[], verbSent: string, sent: string) =>
  matchRoute(apiOf(type, written), {
    method: verbSent,
    target: type === 'rest' ? `/prod${sent}` : sent,
    headers: [],
  });

describe.each([
  ['REST', 'rest', restOracle],
  ['HTTP', 'http', httpOracle],
] as const)('%s', (_, type, oracle) => {
  test('the slow way finds the same, and every kind of answer comes up', () => {
    const seen = new Map<string, number>();
    holds(
      [routes, verb, path],
      (known, sentVerb, sent) => {
        const answer = found(ask(type, known, sentVerb, sent));
        expect(answer).toBe(oracle(known, sentVerb, sent));
        const kind = answer.startsWith('?') ? '?' : (/\+|ANY|\{|noRoute|\$default/.exec(answer)?.[0] ?? 'plain');
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      },
      6000,
    );
    for (const kind of ['plain', 'ANY', '{', type === 'rest' ? 'noRoute' : '$default'])
      expect([kind, (seen.get(kind) ?? 0) > 20]).toEqual([kind, true]);
    expect((seen.get('?') ?? 0) > 20).toBe(type === 'http');
  });

  test('the order of the routes changes nothing', () => {
    const shuffled = routes.chain((known) =>
      fc.tuple(fc.constant(known), fc.shuffledSubarray(known, { minLength: known.length })),
    );
    holds(
      [shuffled, verb, path],
      ([known, other], sentVerb, sent) => {
        expect(found(ask(type, other, sentVerb, sent))).toBe(found(ask(type, known, sentVerb, sent)));
      },
      2000,
    );
  });

  test('the template takes the path, and with its parameters it is the path', () => {
    let matched = 0;
    holds(
      [routes, verb, path],
      (known, sentVerb, sent) => {
        const match = ask(type, known, sentVerb, sent);
        if (match.kind !== 'matched' || match.route.key === '$default') return;
        matched += 1;
        const [ownMethod, ownPath = ''] = match.route.key.split(' ');
        expect(['ANY', sentVerb]).toContain(ownMethod);
        const names = [...ownPath.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name as string);
        expect(Object.keys(match.parameters).sort()).toEqual(names.toSorted());
        const rebuilt = ownPath.replace(/\{(\w+)\+?\}/g, (_, name: string) => match.parameters[name] as string);
        const meant = type === 'http' ? percentDecoded(sent) : `/${sent.replace(/^\/+/, '')}`.replace(/(?<=.)\/$/, '');
        expect(rebuilt).toBe(meant);
      },
      4000,
    );
    expect(matched).toBeGreaterThan(500);
  });

  test('another query, or a route of another path, changes nothing', () => {
    holds(
      [routes, verb, path, fc.string({ maxLength: 8 })],
      (known, sentVerb, sent, query) => {
        const far = { method: 'GET', segments: ['z', '{p1}'], key: 'GET /z/{p1}' };
        const answer = found(ask(type, [...known, far], sentVerb, `${sent}?${query}`));
        expect(answer).toBe(found(ask(type, known, sentVerb, sent)));
      },
      1000,
    );
  });
});

test('REST: a slash at the end changes nothing but a greedy path', () => {
  holds([routes, verb, path.filter((text) => !text.endsWith('/'))], (known, sentVerb, sent) => {
    const [plain, slashed] = [sent, `${sent}/`].map((one) => ask('rest', known, sentVerb, one)) as [
      RouteMatch,
      RouteMatch,
    ];
    expect(found(slashed)).toBe(found(plain));
    if (plain.kind === 'matched') expect(slashed).toMatchObject({ parameters: plain.parameters });
  });
});
