// Which grants do the tests of the forms print? A table of plain and odd ones, and a generator of odder ones.

import fc from 'fast-check';
import type { GrantInput } from '../../src/question/grant/input.js';

export const ORDERS = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
export const REST: GrantInput = { function: ORDERS, api: 'a1b2c3d4e5', type: 'rest' };
const HTTP: GrantInput = { ...REST, type: 'http' };
export const WEBSOCKET: GrantInput = { ...REST, type: 'websocket', stage: 'prod' };

export const GRANTS: readonly (readonly [what: string, input: GrantInput, steps: number])[] = [
  ['one route', { ...REST, routes: ['GET /orders/{orderId}'], stage: 'prod' }, 1],
  ['several routes', { ...REST, routes: ['GET /pets', 'POST /pets', 'ANY /orders/{proxy+}'] }, 3],
  ['the whole API', REST, 1],
  ['the Test button as well', { ...REST, routes: ['GET /pets'], stage: 'prod', testInvoke: true }, 2],
  ['an alias', { ...REST, routes: ['GET /pets'], qualifier: 'live' }, 1],
  ['a version in the ARN', { ...REST, function: `${ORDERS}:42`, routes: ['GET /pets'] }, 1],
  ['a name', { ...REST, function: 'orders', region: 'eu-west-1', account: '999900001111', routes: ['GET /'] }, 1],
  ['a partial ARN', { ...REST, function: '111122223333:function:orders', region: 'us-east-2', routes: ['GET /'] }, 1],
  ['another partition', { ...REST, function: ORDERS.replace('aws:lambda:us-east-2', 'aws-cn:lambda:cn-north-1') }, 1],
  [
    'a stage variable with two functions',
    {
      ...REST,
      function: `${ORDERS}-\${stageVariables.v}`,
      stageVariables: { v: ['blue', 'green'] },
      routes: ['GET /'],
    },
    2,
  ],
  [
    'a stage variable with two aliases',
    {
      ...REST,
      function: `${ORDERS}:\${stageVariables.v}`,
      stageVariables: { v: ['blue', 'green'] },
      routes: ['GET /'],
    },
    2,
  ],
  [
    'two functions and an id of one’s own',
    { ...REST, function: `${ORDERS}-\${stageVariables.v}`, stageVariables: { v: ['a', 'b'] }, statementId: '0-mine' },
    2,
  ],
  ['authorizers', { ...REST, authorizers: ['abc123', 'def456'] }, 2],
  ['every authorizer', { ...HTTP, authorizers: ['*'] }, 1],
  ['no source account', { ...REST, routes: ['GET /pets'], sourceAccount: null }, 1],
  ['the API of another account', { ...REST, routes: ['GET /pets'], apiAccount: '999900001111' }, 1],
  ['ids that begin with a digit, and with a dash', { ...REST, routes: ['GET /'], statementId: '-1' }, 1],
  ['the catch-all of an HTTP API', { ...HTTP, routes: ['$default'], stage: '$default' }, 1],
  ['the root', { ...HTTP, routes: ['GET /'] }, 1],
  ['quotes', { ...HTTP, routes: [`GET /it's/"so"/\u2018typographic\u2019/\`id\`/'`] }, 1],
  ['backslashes', { ...WEBSOCKET, routes: ['\\', 'a\\', '\\\\n', '\\u0041', '\\"'] }, 5],
  ['what Terraform would put a value for', { ...WEBSOCKET, routes: ['${x}', '%{y}', 'a${', 'a%{', '$%{a', '%${a'] }, 6],
  ['the same behind its own escape', { ...WEBSOCKET, routes: ['$${x}', '$$${', '%%{y}', '%%%{'] }, 4],
  ['what a shell would put a value for', { ...WEBSOCKET, routes: ['$HOME', '$(id)', '`id`', '!!', '~', '%PATH%'] }, 6],
  ['what ends a command', { ...WEBSOCKET, routes: ['a; id', 'a && id', 'a | id', 'a > id', '# a', '-a', '--a b'] }, 7],
  [
    'what YAML would take for something else',
    { ...WEBSOCKET, routes: ['no', '1e3', '&a', '!Ref a', '- a', 'a: b #c'] },
    6,
  ],
  ['CloudFormation’s own marks', { ...WEBSOCKET, routes: ['${AWS::Region}', '{{resolve:ssm:a}}', 'Fn::Sub'] }, 3],
  ['letters that are not ASCII', { ...HTTP, routes: ['GET /größe/日本/😀', 'GET /\ufffd'] }, 2],
  ['letters in two parts', { ...HTTP, routes: ['GET /cafe\u0301', 'GET /\u1112\u1161\u11ab'] }, 2],
  [
    'letters that turn the direction',
    { ...WEBSOCKET, routes: ['a\u202eb', '\u2066a', 'a\u200bb', 'a\u200f', '\ufeffa\ufeffb'] },
    5,
  ],
  ['letters that move the cursor', { ...WEBSOCKET, routes: ['a\u001b[2Jb', 'a\u0000b', 'a\u007fb', 'a\u009bb'] }, 4],
  ['letters with an escape of their own', { ...WEBSOCKET, routes: ['a\tb', 'a\bb', 'a\fb', 'a\vb', 'a\u0007b'] }, 5],
  ['what logs of pipelines obey', { ...WEBSOCKET, routes: ['##[group]a', '::error::a', '##vso[a]'] }, 3],
  ['half a letter', { ...WEBSOCKET, routes: ['a\ud83d', '\ude00a'] }, 2],
];

/** Letters and more than letters, which one or the other language has a mind of its own about. */
const PIECES = fc.constantFrom(
  ...[
    "'",
    '"',
    '`',
    '\\',
    '$',
    '%',
    '{',
    '}',
    '${',
    '%{',
    '{{',
    '$(',
    ')',
    '#',
    '##[',
    '!',
    '&',
    '|',
    ';',
    '<',
    '>',
    ',',
  ],
  ...[
    '=',
    '~',
    '^',
    '[',
    ']',
    '-',
    '--',
    '_',
    '.',
    '@',
    '+',
    'a',
    'GET',
    '0',
    'é',
    '日',
    '😀',
    '\u00a0',
    '\u2018',
    '\u201b',
  ],
  ...['e\u0301', '\u202e', '\u2066', '\u200b', '\ufeff', '\u0000', '\u0007', '\b', '\u001b[2J', '\u007f', '\u0085'],
);
const joined = (constraints: fc.ArrayConstraints) => fc.array(PIECES, constraints).map((pieces) => pieces.join(''));
const word = joined({ minLength: 1, maxLength: 5 });
/** Without white space, which only a key has. */
const solid = word.map((text) => text.replace(/\s/g, '')).filter((text) => text !== '');
const path = fc.array(fc.oneof(solid, fc.constantFrom('{id}', '{proxy+}', 'pets')), { maxLength: 3 });
const method = fc.constantFrom('GET', 'POST', 'ANY', '*');
/** Without the braces that have no other half, which no path has. */
const paired = (text: string) => text.replace(/(\{[^{}/]*\})|[{}]/g, '$1');
const route = fc.tuple(method, path).map(([verb, segments]) => `${verb} /${paired(segments.join('/'))}`);
const functions = fc.constantFrom(
  ORDERS,
  `${ORDERS}:live`,
  `${ORDERS}-\${stageVariables.v}`,
  'orders',
  '111122223333:function:o',
);
const keys = fc.oneof(
  word,
  fc.constant('$default'),
  fc.tuple(word, word).map(([a, b]) => `${a} : ${b}`),
);
export const grants = fc
  .record({
    type: fc.constantFrom('rest', 'http', 'websocket'),
    function: functions,
    routes: fc.array(route, { maxLength: 3 }),
    keys: fc.array(keys, { minLength: 1, maxLength: 3 }),
    authorizers: fc.array(solid, { maxLength: 1 }),
    stage: fc.option(fc.oneof(fc.constantFrom('prod', '$default', '-'), solid), { nil: undefined }),
    hasAccount: fc.boolean(),
    statementId: fc.constantFrom(undefined, undefined, undefined, '-', '0', 'mine'),
  })
  .map((one): GrantInput => {
    const { stage: named, hasAccount, statementId: id, keys: own, routes: others, ...rest } = one;
    const routes = one.type === 'websocket' ? own : others;
    const scopes = routes.length + one.authorizers.length;
    // Only HTTP APIs have the stage `$default`; an authorizer by itself has none.
    const isStaged = (one.type === 'http' || named !== '$default') && (routes.length > 0 || scopes === 0);
    const stage = isStaged ? named : undefined;
    const statementId = scopes < 2 ? id : undefined;
    return {
      ...{ ...rest, api: 'a1b2c3d4e5', routes },
      ...(one.function.startsWith('arn:') ? {} : { region: 'eu-west-1' }),
      ...(one.function === 'orders' ? { account: '111122223333' } : {}),
      ...(one.function.includes('$') ? { stageVariables: { v: ['blue', 'green'] } } : {}),
      ...(stage === undefined ? {} : { stage }),
      ...(hasAccount ? {} : { sourceAccount: null }),
      ...(statementId === undefined ? {} : { statementId }),
    };
  });
