// Which route does a request reach, in which stage, and what do its parameters say?

import { describe, expect, test } from '@jest/globals';
import { createRequest, type RequestInput } from '../../../src/gateway/request.js';
import { matchRoute, type RouteMatch } from '../../../src/gateway/routing/match-route.js';
import type { Api, Stage } from '../../../src/model/api.js';

const apiOf = (type: Api['type'], keys: readonly string[], stages: readonly Stage[]): Api => ({
  type,
  stages,
  routes: keys.map((key) => ({ key })),
});
const rest = (...keys: string[]): Api => apiOf('rest', keys, [{ name: 'prod' }]);
const http = (...keys: string[]): Api => apiOf('http', keys, [{ name: '$default' }]);

/** What is sent after the host. */
function sent(api: Api, line: string): RouteMatch {
  const [method = '', target = ''] = line.split(' ');
  return matchRoute(api, { method, target, headers: [] });
}

/** What was found, in one text: a route key, several with a question mark, or what is missing. */
function found(match: RouteMatch): string {
  if (match.kind === 'matched') return match.route.key;
  return match.kind === 'unknown' ? `? ${match.candidates.map(({ key }) => key).join(' or ')}`.trim() : match.kind;
}

const parametersOf = (match: RouteMatch) => (match.kind === 'matched' ? match.parameters : undefined);

type Row = readonly [behaviour: string, routes: readonly string[], request: string, reached: string];

// AWS: API Gateway guide, "Create routes for HTTP APIs", "Routing API requests".
describe("the guide's example of an HTTP API", () => {
  const routes = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];
  const orders = [routes, routes.toReversed(), [...routes.slice(2), ...routes.slice(0, 2)]];
  test.each([
    ['a full match of a static route', 'GET /pets/dog/1', 'GET /pets/dog/1', {}],
    ['a full match of a route with a variable', 'GET /pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['no full match: a greedy variable with the method', 'GET /pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['ANY takes the methods that no route has', 'POST /test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['a greedy route comes before $default', 'GET /test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
  ])('%s: %s', (_, request, key, parameters) => {
    for (const order of orders) {
      const match = sent(http(...order), request);
      expect([found(match), parametersOf(match)]).toEqual([key, parameters]);
    }
  });
});

describe('the stage', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  const REST = ['GET /pets', 'GET /'];
  const HTTP = ['GET /pets', 'GET /prod/pets', 'GET /'];
  test.each<
    [
      behaviour: string,
      type: 'rest' | 'http',
      stages: readonly Stage[],
      target: string,
      stage: string,
      path: string,
      isInPath: boolean,
    ]
  >([
    ['REST: the first segment', 'rest', named('prod'), '/prod/pets', 'prod', '/pets', true],
    ['REST: that of several', 'rest', named('dev', 'prod'), '/prod/pets', 'prod', '/pets', true],
    ['REST: alone, it is the root', 'rest', named('prod'), '/prod', 'prod', '/', true],
    ['REST: with a slash, too', 'rest', named('prod'), '/prod/', 'prod', '/', true],
    ['REST: alone with a query', 'rest', named('prod'), '/prod?a=/b', 'prod', '/', true],
    ['REST: any where nobody says which there are', 'rest', [], '/any/pets', 'any', '/pets', true],
    ['HTTP: the first segment names one', 'http', named('prod', '$default'), '/prod/pets', 'prod', '/pets', true],
    ['HTTP: a named one alone', 'http', named('prod'), '/prod/pets', 'prod', '/pets', true],
    ['HTTP: alone, it is the root', 'http', named('prod', '$default'), '/prod', 'prod', '/', true],
    ['HTTP: with a slash, too', 'http', named('prod', '$default'), '/prod/', 'prod', '/', true],
    ['HTTP: else $default, whole', 'http', named('dev', '$default'), '/prod/pets', '$default', '/prod/pets', false],
    ['HTTP: $default alone', 'http', named('$default'), '/pets', '$default', '/pets', false],
    ['HTTP: $default where nobody says which', 'http', [], '/pets', '$default', '/pets', false],
    [
      'HTTP: a name that begins alike is another',
      'http',
      named('pet', '$default'),
      '/pets',
      '$default',
      '/pets',
      false,
    ],
  ])('%s', (_, type, stages, target, stage, path, isStageInPath) => {
    const api = apiOf(type, type === 'rest' ? REST : HTTP, stages);
    expect(sent(api, `GET ${target}`)).toMatchObject({ kind: 'matched', stage: { name: stage }, path, isStageInPath });
  });

  test.each<[behaviour: string, type: 'rest' | 'http', stages: readonly Stage[], target: string, says: string]>([
    ['REST: no such stage', 'rest', named('prod'), '/dev/pets', 'there is no stage `dev`, only `prod`'],
    ['REST: names mind their case', 'rest', named('prod'), '/Prod/pets', 'there is no stage `Prod`, only `prod`'],
    ['REST: no path', 'rest', named('dev', 'prod'), '/', 'no stage is named: there are `dev`, `prod`'],
    ['REST: no path and no stages', 'rest', [], '/', 'no stage is named'],
    ['REST: there is no $default', 'rest', named('prod'), '/pets', 'there is no stage `pets`, only `prod`'],
    ['HTTP: neither named nor $default', 'http', named('prod'), '/pets', 'there is no stage `pets`, only `prod`'],
    ['HTTP: the root of none', 'http', named('prod'), '/', 'no stage is named: there are `prod`'],
  ])('none: %s', (_, type, stages, target, says) => {
    expect(sent(apiOf(type, ['GET /pets', 'GET /'], stages), `GET ${target}`)).toEqual({ kind: 'noStage', why: says });
  });

  test('a named stage that has no such route does not fall back on $default', () => {
    const api = apiOf('http', ['GET /prod/cats'], named('prod', '$default'));
    expect(sent(api, 'GET /prod/cats')).toMatchObject({ kind: 'noRoute', stage: { name: 'prod' } });
  });

  test.each<[behaviour: string, type: 'rest' | 'http', request: string, reached: string]>([
    ['REST: a route of the stage', 'rest', 'GET /dev/new', 'GET /new'],
    ['REST: a route that is not deployed to it', 'rest', 'GET /prod/new', 'noRoute'],
    ['REST: a stage that does not say', 'rest', 'GET /all/new', 'GET /new'],
    ['HTTP: a route of the stage', 'http', 'GET /dev/new', 'GET /new'],
    ['HTTP: another takes what is not deployed', 'http', 'GET /prod/new', 'ANY /{proxy+}'],
    ['REST: a stage of nothing', 'rest', 'GET /none/new', 'noRoute'],
  ])('its own routes: %s', (_, type, request, reached) => {
    const keys = type === 'rest' ? ['GET /new', 'GET /old'] : ['GET /new', 'ANY /{proxy+}'];
    const stages = [
      { name: 'dev', routes: keys },
      { name: 'prod', routes: keys.slice(1) },
      { name: 'none', routes: [] },
      { name: 'all' },
    ];
    expect(found(sent(apiOf(type, keys, stages), request))).toBe(reached);
  });

  test('what is remembered of one stage is not used for another', () => {
    const api = apiOf('rest', ['GET /a', 'GET /b'], [{ name: 'x', routes: ['GET /a'] }, { name: 'y' }]);
    const asked = ['/x/a', '/y/a', '/x/b', '/y/b', '/x/b'].map((target) => found(sent(api, `GET ${target}`)));
    expect(asked).toEqual(['GET /a', 'GET /a', 'noRoute', 'GET /b', 'noRoute']);
  });

  test('a stage keeps its variables', () => {
    const stage = { name: 'prod', variables: { color: 'red' } };
    expect(sent(apiOf('rest', ['GET /'], [stage]), 'GET /prod')).toMatchObject({ kind: 'matched', stage });
  });
});

// Recorded: SEMANTICS, section 5: pairs of resource and verb, with backtracking.
describe('a REST API', () => {
  test.each<Row>([
    ['the path itself', ['GET /pets'], 'GET /prod/pets', 'GET /pets'],
    ['the root', ['GET /'], 'GET /prod', 'GET /'],
    ['a literal before a parameter', ['GET /{a}', 'GET /pets'], 'GET /prod/pets', 'GET /pets'],
    ['a parameter before a greedy one', ['GET /{proxy+}', 'GET /{a}'], 'GET /prod/pets', 'GET /{a}'],
    ['the verb before ANY', ['ANY /pets', 'GET /pets'], 'GET /prod/pets', 'GET /pets'],
    ['ANY for any other verb', ['ANY /pets', 'GET /pets'], 'PUT /prod/pets', 'ANY /pets'],
    ['the path before the verb', ['GET /{a}', 'ANY /pets'], 'GET /prod/pets', 'ANY /pets'],
    ['a literal without the verb: a parameter', ['POST /pets', 'GET /{a}'], 'GET /prod/pets', 'GET /{a}'],
    ['a literal without the verb: the greedy one', ['POST /pets', 'ANY /{p+}'], 'GET /prod/pets', 'ANY /{p+}'],
    ['back from a dead end', ['GET /a/b/c', 'GET /a/{x+}'], 'GET /prod/a/b/d', 'GET /a/{x+}'],
    ['back over two levels', ['GET /a/{b}/c', 'GET /{x}/b/d'], 'GET /prod/a/b/d', 'GET /{x}/b/d'],
    ['back to the root’s greedy one', ['GET /a/{b}/c', 'GET /{p+}'], 'GET /prod/a/b/d', 'GET /{p+}'],
    ['the deepest greedy one', ['GET /{p+}', 'GET /a/{p+}'], 'GET /prod/a/b', 'GET /a/{p+}'],
    ['greedy needs one segment: the root', ['ANY /{p+}'], 'GET /prod/', 'noRoute'],
    ['greedy needs one segment: a resource', ['ANY /pets/{p+}'], 'GET /prod/pets', 'noRoute'],
    ['a slash at the end is no segment', ['ANY /pets/{p+}'], 'GET /prod/pets/', 'noRoute'],
    ['a slash at the end reaches the resource', ['GET /pets'], 'GET /prod/pets/', 'GET /pets'],
    ['a resource declared with one does, too', ['GET /pets/'], 'GET /prod/pets', 'GET /pets/'],
    ['slashes behind the stage are one', ['GET /hardcoded'], 'GET /prod//hardcoded', 'GET /hardcoded'],
    ['a parameter is never empty', ['GET /a/{x}/b'], 'GET /prod/a//b', 'noRoute'],
    ['a wrong verb', ['GET /pets'], 'PUT /prod/pets', 'noRoute'],
    ['a longer path', ['GET /pets'], 'GET /prod/pets/1', 'noRoute'],
    ['a shorter path', ['GET /pets/{id}'], 'GET /prod/pets', 'noRoute'],
    ['a path minds its case', ['GET /pets'], 'GET /prod/Pets', 'noRoute'],
    ['a verb nobody knows is not ANY', ['ANY /pets'], 'PURGE /prod/pets', 'noRoute'],
    ['the word ANY is no verb', ['GET /pets'], 'ANY /prod/pets', 'noRoute'],
    ['an encoded slash parts nothing', ['GET /{a}', 'GET /a/b'], 'GET /prod/a%2Fb', 'GET /{a}'],
    ['the query is no path', ['GET /pets'], 'GET /prod/pets?a=/b', 'GET /pets'],
    ['slashes before the stage: nobody knows', ['GET /pets'], 'GET //prod/pets', '?'],
  ])('%s', (_, routes, request, reached) => {
    expect(found(sent(rest(...routes), request))).toBe(reached);
  });

  test.each<[behaviour: string, route: string, path: string, parameters: Record<string, string>]>([
    ['none', 'GET /pets', '/pets', {}],
    ['one', 'GET /pets/{id}', '/pets/7', { id: '7' }],
    ['several', 'GET /{a}/x/{b}', '/1/x/2', { a: '1', b: '2' }],
    ['as it was sent', 'GET /{a}', '/a%2Fb%20c+%C3%A9%', { a: 'a%2Fb%20c+%C3%A9%' }],
    ['greedy: the rest', 'GET /{p+}', '/a/b%2Fc', { p: 'a/b%2Fc' }],
    ['greedy: without the last slash', 'GET /{p+}', '/a/b/', { p: 'a/b' }],
    ['greedy: slashes within it stay', 'GET /{p+}', '/a//b', { p: 'a//b' }],
    ['one and greedy', 'GET /{a}/{p+}', '/1/2/3', { a: '1', p: '2/3' }],
    ['names of any kind', 'GET /{a.b-c_d}', '/1', { 'a.b-c_d': '1' }],
  ])('parameters: %s', (_, route, path, parameters) => {
    expect(parametersOf(sent(rest(route), `GET /prod${path}`))).toEqual(parameters);
  });

  test('the path keeps its last slash', () => {
    expect(sent(rest('GET /{p+}'), 'GET /prod/a/b/')).toMatchObject({ path: '/a/b/' });
  });
});

// AWS: API Gateway guide, "Create routes for HTTP APIs". Observed: a slash at the end counts.
describe('an HTTP API', () => {
  test.each<Row>([
    ['the path itself', ['GET /pets'], 'GET /pets', 'GET /pets'],
    ['a literal before a parameter', ['GET /{a}', 'GET /pets'], 'GET /pets', 'GET /pets'],
    ['a full match before a greedy one, however deep', ['GET /{a}/{b}', 'GET /a/{p+}'], 'GET /a/b', 'GET /{a}/{b}'],
    ['the verb before ANY', ['ANY /pets', 'GET /pets'], 'GET /pets', 'GET /pets'],
    ['the verb before ANY, both greedy', ['ANY /{p+}', 'POST /{p+}'], 'POST /a', 'POST /{p+}'],
    ['the deepest greedy one', ['GET /{p+}', 'GET /a/{p+}'], 'GET /a/b', 'GET /a/{p+}'],
    ['a slash at the end counts', ['GET /pets', '$default'], 'GET /pets/', '$default'],
    ['one that is declared counts as well', ['GET /pets/', '$default'], 'GET /pets', '$default'],
    ['with it, it matches', ['GET /pets/'], 'GET /pets/', 'GET /pets/'],
    ['two of them are two routes', ['GET /pets/', 'GET /pets'], 'GET /pets', 'GET /pets'],
    ['greedy takes a slash at the end', ['GET /{p+}'], 'GET /a/', 'GET /{p+}'],
    // Observed: an event of `ANY /{proxy+}` for `/` (2023-02-28), whose `proxy` is empty; storacha/w3infra pull request
    // 166 for a slash at the end; so does AWS's own test tool of aws-lambda-dotnet.
    ['greedy takes the root', ['ANY /{p+}', '$default'], 'GET /', 'ANY /{p+}'],
    ['greedy takes nothing behind a slash', ['GET /a/{p+}', '$default'], 'GET /a/', 'GET /a/{p+}'],
    ['the root itself comes first', ['ANY /{p+}', 'GET /'], 'GET /', 'GET /'],
    ['greedy takes nothing without that slash', ['GET /a/{p+}', '$default'], 'GET /a', '$default'],
    ['a parameter is never empty', ['GET /pets/{id}', '$default'], 'GET /pets/', '$default'],
    ['double slashes are not one', ['GET /pets', '$default'], 'GET //pets', '$default'],
    ['back from a dead end', ['GET /a/b/c', 'GET /{x}/b/d'], 'GET /a/b/d', 'GET /{x}/b/d'],
    ['a literal without the verb: a parameter', ['POST /pets', 'GET /{a}'], 'GET /pets', 'GET /{a}'],
    ['a literal is matched as it is decoded', ['GET /caf\u00e9'], 'GET /caf%C3%A9', 'GET /caf\u00e9'],
    ['an encoded slash parts nothing', ['GET /{a}', 'GET /a/b'], 'GET /a%2Fb', 'GET /{a}'],
    ['$default takes a verb nobody knows', ['ANY /pets', '$default'], 'PURGE /pets', '$default'],
    ['no route', ['GET /pets'], 'GET /cats', 'noRoute'],
    ['a wrong verb', ['GET /pets'], 'PUT /pets', 'noRoute'],
    // Nobody knows which of the two it is.
    ['ANY of the path and the verb of a parameter', ['ANY /a', 'GET /{x}'], 'GET /a', '? ANY /a or GET /{x}'],
    ['no rival with another verb', ['ANY /a', 'GET /{x}'], 'PUT /a', 'ANY /a'],
    ['no rival of the verb of the path', ['GET /a', 'ANY /{x}'], 'GET /a', 'GET /a'],
    ['no greedy rival of a full match', ['ANY /a', 'GET /{p+}'], 'GET /a', 'ANY /a'],
    ['no rival with ANY as well', ['ANY /a', 'ANY /{x}'], 'GET /a', 'ANY /a'],
    ['two greedy ones', ['ANY /a/{p+}', 'GET /{p+}', '$default'], 'GET /a/b', '? ANY /a/{p+} or GET /{p+}'],
  ])('%s', (_, routes, request, reached) => {
    expect(found(sent(http(...routes), request))).toBe(reached);
  });

  test.each<[behaviour: string, route: string, path: string, parameters: Record<string, string>]>([
    ['one', 'GET /pets/{id}', '/pets/7', { id: '7' }],
    ['decoded', 'GET /{a}', '/a%2Fb%20c%2B+%C3%A9', { a: 'a/b c++\u00e9' }],
    ['what is no encoding stays', 'GET /{a}', '/%zz%', { a: '%zz%' }],
    ['greedy: decoded, with its last slash', 'GET /{p+}', '/a%2Fb/c/', { p: 'a/b/c/' }],
    ['greedy: nothing', 'GET /{p+}', '/', { p: '' }],
    ['$default: none', '$default', '/a/b', {}],
  ])('parameters: %s', (_, route, path, parameters) => {
    expect(parametersOf(sent(http(route), `GET ${path}`))).toEqual(parameters);
  });
});

test.each<[behaviour: string, api: Api, request: RequestInput, why: string]>([
  ['the path itself', rest('GET /a'), 'GET /a', 'it is the path itself, with its method'],
  ['by ANY', rest('ANY /a'), 'GET /a', 'it is the path itself, with any method'],
  [
    'a parameter',
    http('GET /{a}'),
    'GET /a',
    'no literal path takes it, and this one matches segment by segment, with its method',
  ],
  [
    'a greedy one',
    http('ANY /{a+}'),
    'GET /a',
    'no more specific route takes it, and this one takes the rest of the path, with any method',
  ],
  ['$default', http('$default'), 'GET /a', 'no other route matches, and `$default` catches the rest'],
  ['REST: no route', rest('GET /a'), 'PUT /b', 'no resource takes `PUT /b`'],
  ['HTTP: no route', http('GET /a'), 'PUT /b', 'no route takes `PUT /b`'],
  [
    'rivals',
    http('ANY /a', 'GET /{x}'),
    'GET /a',
    'both `ANY /a` and `GET /{x}` match, and which of them wins is not known',
  ],
])('why, in words: %s', (_, api, request, why) => {
  const made = createRequest(api, request);
  if ('fault' in made) throw new Error(made.fault);
  expect(matchRoute(api, made).why).toBe(why);
});
