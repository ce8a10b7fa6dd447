// Is what stands in each printed form, read again by another reader, exactly the grant that was planned?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grant } from '../../../src/question/grant/grant.js';
import type { Granting } from '../../../src/question/grant/granting.js';
import type { GrantInput } from '../../../src/question/grant/input.js';
import { FORM_IDS, printGrant } from '../../../src/question/grant/print.js';
import {
  commandsIn,
  inCdk,
  inJson,
  inPolicies,
  inPowerShell,
  inTerraform,
  inYaml,
  optionsOf,
  planned,
  type Told,
} from '../../support/form-readers.js';
import { holds } from '../../support/worlds.js';

const ORDERS = 'arn:aws:lambda:us-east-2:111122223333:function:orders';
const REST: GrantInput = { function: ORDERS, api: 'a1b2c3d4e5', type: 'rest' };
const HTTP: GrantInput = { ...REST, type: 'http' };
const WEBSOCKET: GrantInput = { ...REST, type: 'websocket', stage: 'prod' };

const GRANTS: readonly (readonly [what: string, input: GrantInput, steps: number])[] = [
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
  ['letters that are not ASCII', { ...HTTP, routes: ['GET /größe/日本/😀', 'GET /\u00a0\ufffd'] }, 2],
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
const path = fc.array(fc.oneof(word, fc.constantFrom('{id}', '{proxy+}', 'pets')), { maxLength: 3 });
const method = fc.constantFrom('GET', 'POST', 'ANY', '*');
const route = fc.tuple(method, path).map(([verb, segments]) => `${verb} /${segments.join('/')}`);
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
const grants = fc
  .record({
    type: fc.constantFrom('rest', 'http', 'websocket'),
    function: functions,
    routes: fc.array(route, { maxLength: 3 }),
    keys: fc.array(keys, { minLength: 1, maxLength: 3 }),
    authorizers: fc.array(word, { maxLength: 1 }),
    stage: fc.option(fc.oneof(fc.constantFrom('prod', '$default', '-'), word), { nil: undefined }),
    hasAccount: fc.boolean(),
    statementId: fc.constantFrom(undefined, undefined, undefined, '-', '0', 'mine'),
  })
  .map((one): GrantInput => {
    const { stage, hasAccount, statementId, keys: own, routes, ...rest } = one;
    return {
      ...{ ...rest, api: 'a1b2c3d4e5', routes: one.type === 'websocket' ? own : routes },
      ...(one.function.startsWith('arn:') ? {} : { region: 'eu-west-1' }),
      ...(one.function === 'orders' ? { account: '111122223333' } : {}),
      ...(one.function.includes('$') ? { stageVariables: { v: ['blue', 'green'] } } : {}),
      ...(stage === undefined ? {} : { stage }),
      ...(hasAccount ? {} : { sourceAccount: null }),
      ...(statementId === undefined ? {} : { statementId }),
    };
  });

interface Reading {
  read(output: string, granting: Granting): unknown;
  /** What is to be read; default: all that the plan says. */
  wanted?(granting: Granting): unknown;
  /** Which texts the form may refuse; default: none. */
  readonly mayRefuse?: RegExp;
}

/** Without what a template calls as it likes. */
const unnamed = ({ name: _, statementId: __, ...told }: Told) => told;
const requestsIn = ({ functions }: Granting) => functions.flatMap(({ steps }) => steps.map(({ request }) => request));
const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|##(vso)?\[/u;
const template = (parse: (text: string) => readonly Told[]): Reading => ({
  read: (output) => parse(output).map(unnamed),
  wanted: (granting) => planned(granting).map(unnamed),
});

/** `--function-name` as `FunctionName`; the region is that of an ARN. */
function requestOf(words: readonly string[]) {
  const { region, ...options } = optionsOf(words, 'lambda', 'add-permission');
  const [, own] = /^arn:[^:]+:lambda:([^:]+):/.exec(options['function-name'] ?? '') ?? [];
  expect(region).toBe(own);
  const nameOf = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [nameOf(name), value]));
}

const READINGS: Readonly<Record<string, Reading>> = {
  cdk: template(inCdk),
  'cli-input-json': {
    read: (output) =>
      output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    wanted: requestsIn,
  },
  cloudformation: template(inYaml),
  'cloudformation-json': template(inJson),
  command: { read: (output) => commandsIn(output).map(requestOf), wanted: requestsIn, mayRefuse: CONTROLS },
  policy: { read: inPolicies },
  // What PowerShell cannot hand to a program is told in its source.
  powershell: { read: (output) => inPowerShell(output).map(requestOf), wanted: requestsIn, mayRefuse: /["\\]|\p{C}/u },
  'put-resource-policy': {
    read: (output, { functions }) =>
      commandsIn(output).flatMap((words, index) => {
        const { policy = '', ...options } = optionsOf(words, 'lambda', 'put-resource-policy');
        const { function: arn, region, after } = functions[index] as Granting['functions'][number];
        expect(options).toEqual({ 'resource-arn': arn, region });
        expect(JSON.parse(policy)).toEqual(after);
        return inPolicies(policy);
      }),
  },
  sam: {
    ...template(inYaml),
    read(output) {
      const transform = 'Transform: "AWS::Serverless-2016-10-31"\n';
      expect(output.slice(0, transform.length)).toBe(transform);
      return inYaml(output).map(unnamed);
    },
  },
  statement: { read: inPolicies },
  // HCL makes letters in two parts one.
  terraform: {
    read: (output) => inTerraform(output).map(({ name: _, ...told }) => told),
    mayRefuse: /\p{M}|[\u1100-\u11ff]|\p{Cs}/u,
  },
};

/** What a form says of a grant, read again, and what is to be read; `false` where the form may refuse it and does. */
function readBack(id: string, granting: Granting): boolean {
  const { read, wanted = planned, mayRefuse } = READINGS[id] as Reading;
  const printed = printGrant(granting, id);
  if ('cannot' in printed) {
    const arns = requestsIn(granting).map((request) => ('SourceArn' in request ? request.SourceArn : ''));
    expect([printed, arns.some((arn) => mayRefuse?.test(arn ?? ''))]).toEqual([printed, true]);
    return false;
  }
  // Terraform has its resources by their labels, in no order.
  const sorted = (told: unknown) => (id === 'terraform' ? (told as Told[]).toSorted(byArn) : told);
  expect(sorted(read(printed.output, granting))).toEqual(sorted(wanted(granting)));
  return true;
}

const byArn = (a: Told, b: Told) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

test('every form has its reader', () => {
  expect(Object.keys(READINGS).toSorted()).toEqual(FORM_IDS.toSorted());
});

describe.each(FORM_IDS)('%s', (id) => {
  test.each(GRANTS)('%s', (_, input, steps) => {
    const granting = grant(input);
    expect([granting.verdict, requestsIn(granting).length]).toEqual(['toWrite', steps]);
    readBack(id, granting);
  });

  test('whatever is granted', () => {
    let count = 0;
    holds(
      [grants],
      (input) => {
        const granting = grant(input);
        fc.pre(granting.verdict === 'toWrite');
        if (readBack(id, granting)) count += 1;
      },
      200,
    );
    expect(count).toBeGreaterThan(20);
  });
});

test('what is granted already leaves nothing to paste, in any form', () => {
  const granting = grant({ ...REST, revert: true, routes: ['GET /'] }, []);
  const nothing = { ...granting, functions: granting.functions.map((fn) => ({ ...fn, steps: [], after: null })) };
  for (const id of FORM_IDS) expect([id, printGrant(nothing, id)]).toEqual([id, { output: '', warnings: [] }]);
});
