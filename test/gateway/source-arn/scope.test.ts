// Which pattern says what is to be let in, and in which words is refused what cannot be?

import { describe, expect, test } from '@jest/globals';
import { printSuffix, type Scope, type ScopeInput, scopeOf } from '../../../src/gateway/source-arn/scope.js';
import type { ApiType } from '../../../src/model/api.js';

type Partly = Omit<ScopeInput, 'type'>;

function scope(type: ApiType, input: Partly): Scope {
  const found = scopeOf({ type, ...input });
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const suffix = (type: ApiType, input: Partly): string => printSuffix(scope(type, input));

type Row = readonly [what: string, input: Partly, suffix: string];

describe('a REST API', () => {
  test.each<Row>([
    ['the whole API', {}, '*/*/*'],
    ['the whole API, every stage said', { stage: '*' }, '*/*/*'],
    ['a stage', { stage: 'prod' }, 'prod/*/*'],
    ['a method', { route: 'GET /*' }, '*/GET/*'],
    ['a method in a stage', { route: 'GET /*', stage: 'prod' }, 'prod/GET/*'],
    ['a resource', { route: '* /pets' }, '*/*/pets'],
    ['what lies under a resource', { route: '* /pets/*' }, '*/*/pets/*'],
    ['every route', { route: '* /*' }, '*/*/*'],
    ['every route, with a star too many', { route: '* /**' }, '*/*/*'],
    ['every route, with a slash at the end', { route: '* /*/', stage: 'prod' }, 'prod/*/*'],
    ['stars side by side, which mean what one means', { route: 'GET /a**/***b' }, '*/GET/a*/*b'],
    ['parameters side by side, which become one star', { route: 'GET /{a}{b}*' }, '*/GET/*'],
    ['a route', { route: 'GET /pets' }, '*/GET/pets'],
    ['a route in a stage', { route: 'GET /pets', stage: 'prod' }, 'prod/GET/pets'],
    ['a verb in small letters', { route: 'get /pets' }, '*/GET/pets'],
    ['spaces around', { route: '  GET   /pets ' }, '*/GET/pets'],
    ['the root', { route: 'GET /', stage: 'prod' }, 'prod/GET/'],
    ['a slash at the end, which is not presented', { route: 'GET /pets/' }, '*/GET/pets'],
    ['slashes at the end', { route: 'GET /pets//' }, '*/GET/pets'],
    ['a parameter', { route: 'GET /pets/{petId}' }, '*/GET/pets/*'],
    ['a parameter in the middle', { route: 'GET /pets/{petId}/toys/{toyId}' }, '*/GET/pets/*/toys/*'],
    ['a parameter before a slash at the end', { route: 'GET /pets/{petId}/' }, '*/GET/pets/*'],
    ['a greedy parameter', { route: 'ANY /{proxy+}' }, '*/*/*'],
    ['a parameter as it is declared', { route: 'GET /pets/{petId}', exact: true }, '*/GET/pets/{petId}'],
    ['a greedy parameter as it is declared', { route: 'ANY /{proxy+}', exact: true }, '*/*/{proxy+}'],
    ['a star beside what is declared', { route: 'GET /a/*/{id}', exact: true }, '*/GET/a/*/{id}'],
    ['ANY', { route: 'ANY /pets', stage: 'prod' }, 'prod/*/pets'],
    ['the Test button', { route: 'GET /pets', stage: 'test-invoke-stage' }, 'test-invoke-stage/GET/pets'],
    ['an authorizer', { authorizer: 'abc123' }, 'authorizers/abc123'],
    ['every authorizer', { authorizer: '*' }, 'authorizers/*'],
    ['a letter that a shell minds', { route: "GET /it's", exact: true }, "*/GET/it's"],
  ])('%s', (_, input, printed) => {
    expect(suffix('rest', input)).toBe(printed);
  });
});

describe('an HTTP API', () => {
  test.each<Row>([
    ['the whole API, its catch-all and its authorizers with it', {}, '*/*'],
    ['a stage', { stage: 'prod' }, 'prod/*'],
    ['the stage $default', { stage: '$default' }, '$default/*'],
    ['every route with a method', { route: 'ANY /*' }, '*/*/*'],
    ['every route with a method, with a star too many', { route: '* /**' }, '*/*/*'],
    ['every route with a slash at the end, which is presented', { route: '* /*/' }, '*/*/*/'],
    ['a method', { route: 'GET /*' }, '*/GET/*'],
    ['a resource', { route: '* /pets' }, '*/*/pets'],
    ['a route', { route: 'GET /pets', stage: '$default' }, '$default/GET/pets'],
    ['the root', { route: 'GET /' }, '*/GET/'],
    ['a slash at the end, which is presented', { route: 'GET /pets/' }, '*/GET/pets/'],
    ['a parameter', { route: 'GET /pets/{petId}' }, '*/GET/pets/*'],
    ['a parameter as it is declared', { route: 'GET /pets/{petId}', exact: true }, '*/GET/pets/{petId}'],
    ['a greedy parameter', { route: 'ANY /{proxy+}' }, '*/*/*'],
    ['ANY', { route: 'ANY /pets' }, '*/*/pets'],
    ['the catch-all, one segment and no method', { route: '$default' }, '*/$default'],
    ['the catch-all in a stage', { route: ' $default ', stage: 'prod' }, 'prod/$default'],
    ['an authorizer', { authorizer: 'abc123' }, 'authorizers/abc123'],
  ])('%s', (_, input, printed) => {
    expect(suffix('http', input)).toBe(printed);
  });
});

describe('a WebSocket API', () => {
  test.each<Row>([
    ['the whole API', {}, '*/*'],
    ['the whole API, every route said', { route: '*' }, '*/*'],
    ['a stage', { stage: 'dev' }, 'dev/*'],
    ['$connect', { route: '$connect' }, '*/$connect'],
    ['$disconnect in a stage', { route: '$disconnect', stage: 'dev' }, 'dev/$disconnect'],
    ['$default', { route: '$default' }, '*/$default'],
    ['a key of one’s own', { route: 'sendmessage', stage: 'dev' }, 'dev/sendmessage'],
    ['a key with a space', { route: 'send message' }, '*/send message'],
    ['a key with a star, which is a letter', { route: 'send*' }, '*/send${*}'],
    ['a key with a question mark, which is a letter', { route: 'why?' }, '*/why${?}'],
    ['a key like a parameter', { route: '{proxy+}' }, '*/{proxy+}'],
    ['a key like a variable', { route: '${x}' }, '*/${$}{x}'],
    ['a key with a brace that nothing closes', { route: 'a${b' }, '*/a${b'],
    ['a key with a brace that closes nothing', { route: 'a}b$' }, '*/a}b$'],
    ['an authorizer', { authorizer: 'abc123' }, 'authorizers/abc123'],
  ])('%s', (_, input, printed) => {
    expect(suffix('websocket', input)).toBe(printed);
  });
});

describe('letters that a policy would read as something else', () => {
  test.each<Row>([
    ['a variable in a path', { route: 'GET /${x}/{y}', exact: true }, '*/GET/${$}{x}/{y}'],
    ['a variable in a stage', { route: 'GET /', stage: '${x}' }, '${$}{x}/GET/'],
    ['a variable in the id of an authorizer', { authorizer: '${x}' }, 'authorizers/${$}{x}'],
    ['a dollar before a parameter', { route: 'GET /${x}' }, '*/GET/$*'],
    ['dollars around a parameter', { route: 'GET /$${x}$' }, '*/GET/$$*$'],
    ['a key of IAM', { route: 'GET /${aws:username}', exact: true }, '*/GET/${$}{aws:username}'],
  ])('%s', (_, input, printed) => {
    expect(suffix('rest', input)).toBe(printed);
  });
});

describe('in words, and whether that is every call', () => {
  test.each<[type: ApiType, input: Partly, words: string, isComplete: boolean]>([
    ['rest', {}, 'the whole REST API', false],
    ['http', {}, 'the whole HTTP API', false],
    ['websocket', {}, 'the whole WebSocket API', false],
    ['http', { stage: '$default' }, 'the whole stage `$default`', false],
    ['websocket', { route: '*', stage: 'dev' }, 'the whole stage `dev`', false],
    ['rest', { route: 'GET /pets' }, '`GET /pets` in every stage', false],
    ['rest', { route: ' get \t /pets  ' }, '`GET /pets` in every stage', false],
    ['http', { route: 'any  /Pets/{petId}/' }, '`ANY /Pets/{petId}/` in every stage', false],
    ['http', { route: 'post   /*', stage: 'prod' }, '`POST /*` in stage `prod`', false],
    ['rest', { route: '*   /pets', stage: 'prod' }, '`* /pets` in stage `prod`', false],
    ['websocket', { route: '  send  message ', stage: 'dev' }, '`send  message` in stage `dev`', true],
    ['rest', { route: 'GET /pets', stage: 'prod' }, '`GET /pets` in stage `prod`', true],
    ['rest', { route: 'GET /*', stage: 'prod' }, '`GET /*` in stage `prod`', false],
    ['rest', { route: '* /pets', stage: 'prod' }, '`* /pets` in stage `prod`', false],
    ['rest', { route: 'ANY /pets', stage: 'prod' }, '`ANY /pets` in stage `prod`', true],
    ['websocket', { route: '$connect', stage: 'dev' }, '`$connect` in stage `dev`', true],
    ['http', { route: '$default' }, '`$default` in every stage', false],
    ['http', { authorizer: 'abc123' }, 'authorizer `abc123`', true],
    ['http', { authorizer: '*' }, 'every authorizer', false],
  ])('%s %j: %s', (type, input, words, isComplete) => {
    const { text, isComplete: told } = scope(type, input);
    expect([text, told]).toEqual([words, isComplete]);
  });
});

describe('the calls that stand for all', () => {
  const HTTP = ['$default', 'GET /pets', 'ANY /pets'];
  const REST = ['GET /', 'GET /pets', 'ANY /pets'];
  const KEYS = ['$connect', '$disconnect', '$default', 'sendmessage'];
  const EVERY = [{ stage: '$default' }, { stage: 'prod' }];
  const TEST = [{ testInvoke: true }];

  type Sampled = readonly [type: ApiType, input: Partly, stages: readonly object[], routes: readonly string[]];
  test.each<Sampled>([
    ['rest', {}, [{ stage: 'prod' }], REST],
    ['rest', { route: '* /*' }, [{ stage: 'prod' }], REST],
    ['rest', { route: '* /**' }, [{ stage: 'prod' }], REST],
    ['rest', { route: 'any /*/' }, [{ stage: 'prod' }], REST],
    ['rest', { stage: 'dev' }, [{ stage: 'dev' }], REST],
    ['rest', { stage: 'test-invoke-stage' }, TEST, REST],
    ['rest', { route: '* /pets' }, [{ stage: 'prod' }], ['ANY /pets', 'GET /pets', 'POST /pets']],
    ['rest', { route: 'ANY /pets', stage: 'test-invoke-stage' }, TEST, ['ANY /pets']],
    ['rest', { route: 'GET /*' }, [{ stage: 'prod' }], ['GET /', 'GET /pets']],
    ['rest', { route: 'GET /a**b' }, [{ stage: 'prod' }], ['GET /aab']],
    ['http', {}, EVERY, HTTP],
    ['http', { route: '* /*' }, EVERY, HTTP.slice(1)],
    ['http', { route: '* /*/' }, EVERY, ['ANY /a/', 'GET /a/', 'POST /a/']],
    ['http', { route: '$default' }, EVERY, ['$default']],
    ['http', { stage: '$default' }, [{ stage: '$default' }], HTTP],
    ['http', { stage: 'test-invoke-stage' }, [{ stage: 'test-invoke-stage' }], HTTP],
    ['websocket', {}, [{ stage: 'prod' }], KEYS],
    ['websocket', { route: '$default', stage: 'dev' }, [{ stage: 'dev' }], ['$default']],
  ])('of %s %j', (type, input, stages, routes) => {
    expect(scope(type, input).calls).toEqual(
      stages.flatMap((stage) => routes.map((route) => ({ type, route, ...stage }))),
    );
  });
});

const METHODS = 'expected one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';

describe('what is refused', () => {
  test.each<[what: string, type: ApiType, input: Partly, fault: string]>([
    ['a path with a space', 'rest', { route: 'GET /my pets' }, 'a path has no spaces, found `/my pets`'],
    ['a starred path with a space', 'http', { route: '* /my pets' }, 'a path has no spaces, found `/my pets`'],
    [
      'a query',
      'rest',
      { route: 'GET /pets?limit=1' },
      'a route is written as it is declared, without a query, found `/pets?limit=1`',
    ],
    [
      'a question mark behind a star',
      'http',
      { route: '* /*?' },
      'a route is written as it is declared, without a query, found `/*?`',
    ],
    ['a brace that nothing closes', 'rest', { route: 'GET /a${b' }, 'braces that name no parameter, in `/a${b`'],
    ['a brace that closes nothing', 'http', { route: 'GET /id}' }, 'braces that name no parameter, in `/id}`'],
    ['braces in braces', 'rest', { route: 'ANY /{{id}}' }, 'braces that name no parameter, in `/{{id}}`'],
    ['braces turned round', 'http', { route: 'GET /}a{' }, 'braces that name no parameter, in `/}a{`'],
    ['braces around a slash', 'rest', { route: '* /{a/b}' }, 'braces that name no parameter, in `/{a/b}`'],
    [
      'an open brace in a path as it is declared',
      'rest',
      { route: 'GET /{id', exact: true },
      'braces that name no parameter, in `/{id`',
    ],
    ['the stage $default of REST', 'rest', { stage: '$default' }, 'a REST API has no stage `$default`'],
    [
      'the stage $default of WebSocket',
      'websocket',
      { route: '$default', stage: '$default' },
      'a WebSocket API has no stage `$default`',
    ],
    ['no verb of HTTP', 'rest', { route: 'FETCH /pets' }, `${METHODS}, found \`FETCH\``],
    ['no verb of HTTP for every path', 'http', { route: 'FETCH /*' }, `${METHODS}, found \`FETCH\``],
    [
      'a verb alone',
      'rest',
      { route: 'GET' },
      'expected a method, a space and a path such as `GET /pets/{petId}`, found `GET`; for every path write `GET /*`',
    ],
    [
      'a star alone',
      'rest',
      { route: '*' },
      'expected a method, a space and a path such as `GET /pets/{petId}`, found `*`; for every path write `* /*`',
    ],
    [
      'a path alone',
      'rest',
      { route: '/pets' },
      'expected a method, a space and a path such as `GET /pets/{petId}`, found `/pets`',
    ],
    [
      'a WebSocket key for REST',
      'rest',
      { route: '$connect' },
      'expected a method, a space and a path such as `GET /pets/{petId}`, found `$connect`',
    ],
    [
      'the catch-all for REST, which has none',
      'rest',
      { route: '$default' },
      'expected a method, a space and a path such as `GET /pets/{petId}`, found `$default`',
    ],
    [
      'a WebSocket key for HTTP',
      'http',
      { route: '$connect' },
      'expected a method, a space and a path such as `GET /pets/{petId}` or `$default`, found `$connect`',
    ],
    [
      'a method and path for WebSocket',
      'websocket',
      { route: 'GET /pets' },
      'a WebSocket API has route keys such as `$connect` or `sendmessage`, not `GET /pets`',
    ],
    [
      'what a shell left of $connect',
      'websocket',
      { route: '' },
      'a route key is not empty; in double quotes a shell takes `$connect` for a variable of its own',
    ],
    ['nothing', 'rest', { route: ' ' }, 'expected a method, a space and a path such as `GET /pets/{petId}`, found ``'],
    ['a stage with a slash', 'rest', { stage: 'prod/v1' }, 'expected the name of a stage, found `prod/v1`'],
    ['a stage with a star', 'http', { stage: 'prod*' }, 'expected the name of a stage, found `prod*`'],
    ['a stage with a space', 'websocket', { stage: 'my prod' }, 'expected the name of a stage, found `my prod`'],
    ['an empty stage', 'rest', { stage: '', route: 'GET /' }, 'expected the name of a stage, found ``'],
    [
      'an authorizer with a slash',
      'rest',
      { authorizer: 'a/b' },
      'expected the id of an authorizer, or `*`, found `a/b`',
    ],
    ['an authorizer with a star', 'http', { authorizer: 'a*' }, 'expected the id of an authorizer, or `*`, found `a*`'],
    ['an empty authorizer', 'rest', { authorizer: '' }, 'expected the id of an authorizer, or `*`, found ``'],
    [
      'a route and an authorizer',
      'rest',
      { route: 'GET /', authorizer: 'abc123' },
      'a grant is for a route or for an authorizer, not for both',
    ],
  ])('%s', (_, type, input, fault) => {
    expect(scopeOf({ type, ...input })).toBe(fault);
  });
});
