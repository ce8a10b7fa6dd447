// Does a definition fill in for `evaluate` and `grant` what the flags would have said, and is what it leaves open told?

import { describe, expect, test } from '@jest/globals';
import { run, runInProject } from '../support/world.js';

const APIS = 'fixtures/apis';
const PETS = ['--definition', `${APIS}/pets-rest.json`];
const SWAGGER = ['--definition', `${APIS}/pets-rest.swagger.json`];
const MIXED = ['--definition', `${APIS}/mixed-rest.json`];
const ORDERS = ['--definition', `${APIS}/orders-http.yaml`];
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function';
const EVALUATE = ['evaluate', 'fixtures/policies/pets.json'];
const PETS_FLAGS = ['--api', 'a1b2c3d4e5', '--type', 'rest', '--function', `${FUNCTION}:pets`];
const ORDERS_FLAGS = ['--api', 'b2c3d4e5f6', '--type', 'http'];
const MIXED_FLAGS = ['--api', 'c3d4e5f6a7', '--type', 'rest'];
const ROLE = 'arn:aws:iam::111122223333:role/x';

describe('`evaluate` answers as with the flags spelled out', () => {
  test.each<[what: string, definition: string[], asked: string[], flags: string[]]>([
    ['a route', PETS, ['--route', 'GET /pets'], [...PETS_FLAGS, '--stage', 'prod']],
    ['a route with a parameter', PETS, ['--route', 'GET /pets/{petId}'], [...PETS_FLAGS, '--stage', 'prod']],
    ['a verb in small letters', PETS, ['--route', 'get /pets'], [...PETS_FLAGS, '--stage', 'prod']],
    ['Swagger 2', SWAGGER, ['--route', 'GET /pets'], [...PETS_FLAGS, '--stage', 'prod']],
    ['another stage than the document’s', PETS, ['--route', 'GET /pets', '--stage', 'beta'], PETS_FLAGS],
    ['what the flags repeat', PETS, ['--route', 'GET /pets', ...PETS_FLAGS], ['--stage', 'prod']],
    [
      'another function',
      PETS,
      ['--route', 'POST /pets'],
      [...PETS_FLAGS.with(-1, `${FUNCTION}:pets-writer`), '--stage', 'prod'],
    ],
    [
      'an HTTP API in YAML',
      ORDERS,
      ['--route', 'GET /orders/{orderId}'],
      [...ORDERS_FLAGS, '--function', `${FUNCTION}:orders`, '--stage', 'prod'],
    ],
    [
      'the catch-all',
      ORDERS,
      ['--route', '$default'],
      [...ORDERS_FLAGS, '--function', `${FUNCTION}:orders-web`, '--stage', 'prod'],
    ],
    ['an authorizer', ORDERS, ['--authorizer', 'abc123'], [...ORDERS_FLAGS, '--function', `${FUNCTION}:keeper`]],
    [
      'a function that depends on the stage, said',
      MIXED,
      ['--route', 'ANY /{proxy+}', '--function', `${FUNCTION}:pets`],
      [...MIXED_FLAGS, '--stage', 'beta'],
    ],
  ])('%s', async (_, definition, asked, flags) => {
    for (const format of ['text', 'json']) {
      const filled = await runInProject([...EVALUATE, ...definition, ...asked, '--format', format]);
      const region = ['--api-region', 'us-east-2'];
      expect(filled).toEqual(await runInProject([...EVALUATE, ...asked, ...flags, ...region, '--format', format]));
      expect(filled.stdout).not.toBe('');
    }
  });
});

describe('`grant` writes what it writes with the flags spelled out', () => {
  test.each<[what: string, definition: string[], asked: string[], flags: string[]]>([
    ['a route, in every stage', PETS, ['--route', 'GET /pets'], PETS_FLAGS],
    ['a route, in one stage', PETS, ['--route', 'GET /pets', '--stage', 'prod'], PETS_FLAGS],
    ['two routes of one function', PETS, ['--route', 'GET /pets', '--route', 'GET /pets/{petId}'], PETS_FLAGS],
    ['Swagger 2', SWAGGER, ['--route', 'GET /pets'], PETS_FLAGS],
    ['the catch-all', ORDERS, ['--route', '$default'], [...ORDERS_FLAGS, '--function', `${FUNCTION}:orders-web`]],
    ['an authorizer', ORDERS, ['--authorizer', 'abc123'], [...ORDERS_FLAGS, '--function', `${FUNCTION}:keeper`]],
    [
      'a function that a stage variable names',
      MIXED,
      ['--route', 'ANY /{proxy+}', '--stage-variable', 'fn=pets', '--stage-variable', 'fn=cats'],
      [...MIXED_FLAGS, '--function', `${FUNCTION}:\${stageVariables.fn}`],
    ],
    [
      'a role',
      MIXED,
      ['--route', 'GET /pets', '--credentials', ROLE],
      ['--function', `${FUNCTION}:pets`, ...MIXED_FLAGS],
    ],
    ['as Terraform', PETS, ['--route', 'GET /pets', '--as', 'terraform'], PETS_FLAGS],
  ])('%s', async (_, definition, asked, flags) => {
    const filled = await runInProject(['grant', ...definition, ...asked]);
    expect(filled).toEqual(await runInProject(['grant', ...asked, ...flags]));
    expect(filled).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('lambda') });
  });
});

const at = (path: string, integration: object | undefined) => ({
  [path]: { get: integration === undefined ? {} : { 'x-amazon-apigateway-integration': integration } },
});
const lambda = (fn: string) => ({
  type: 'aws_proxy',
  httpMethod: 'POST',
  payloadFormatVersion: '2.0',
  uri: `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/${fn}/invocations`,
});
const many = Array.from({ length: 23 }, (_, index) => at(`/r${index}`, lambda(`${FUNCTION}:pets`)));
const documentOf = (...paths: object[]) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'a', version: '1' },
    'x-amazon-apigateway-importexport-version': '1.0',
    paths: Object.assign({}, ...paths),
  });
const files = {
  'hole.json': documentOf(at('/a', lambda('${Function.Arn}'))),
  'bare.json': documentOf(at('/a', lambda(`${FUNCTION}:pets`))),
  'none.json': documentOf(at('/a', undefined), at('/b', lambda(`${FUNCTION}:pets`))),
  'many.json': documentOf(...many),
};
const SAID = (asked: string) => [...EVALUATE, '--definition', asked, '--type', 'http', '--api', 'x1'];

describe('what the document does not say', () => {
  test.each<[what: string, argv: string[], stdout: RegExp]>([
    [
      'a function that is only known when it is deployed',
      [...SAID('hole.json'), '--function', `${FUNCTION}:pets`],
      /`x1`/,
    ],
    ['the API', SAID('bare.json'), /:pets`/],
  ])('%s, the flags say', async (_, argv, stdout) => {
    const outcome = await runInProject([...argv, '--route', 'GET /a'], { files });
    expect(outcome).toMatchObject({ exitCode: 1, stderr: '', stdout: expect.stringMatching(stdout) });
  });
});

describe('a definition on standard input', () => {
  test.each([
    [['evaluate', 'fixtures/policies/pets.json', '--route', 'GET /a', '--api', 'x1']],
    [['grant', '--route', 'GET /a', '--api', 'x1']],
    [['simulate', 'GET /a', '--api', 'x1', '--no-policy']],
  ])('%j', async (argv) => {
    const outcome = await runInProject([...argv, '--definition', '-', '--type', 'http'], { stdin: files['bare.json'] });
    expect(outcome.exitCode).toBeLessThan(2);
    expect(outcome.stdout).toContain('x1');
  });
});

describe('wrong usage', () => {
  const GRANT = ['grant'];
  const said = (flag: string, one: string, other: string) =>
    new RegExp(
      `^error: the definition says \`${one}\`, and ${flag} says \`${other}\`\n  leave out the flag, or correct it\n$`,
    );

  test.each<[what: string, argv: string[], message: RegExp]>([
    [
      'neither route nor authorizer',
      [...EVALUATE, ...PETS],
      /^error: which call of the API\?\n {2}add --route <key> or --authorizer <id>\n$/,
    ],
    [
      'the name of an authorizer for its id',
      ['grant', ...ORDERS, '--authorizer', 'keeper'],
      /^error: `keeper` is what the definition calls the authorizer: .* which no export says\n {2}write the id: `aws apigatewayv2 get-authorizers --api-id b2c3d4e5f6` prints it\n$/,
    ],
    [
      'cases beside it',
      ['evaluate', 'fixtures/policies/pets.json', ...PETS, '--cases', 'fixtures/cases/pets.ndjson'],
      /^error: the invocation stands in the cases\n/,
    ],
    [
      'a route and an authorizer',
      [...EVALUATE, ...PETS, '--route', 'GET /pets', '--authorizer', 'a'],
      /^error: the definition has no Lambda authorizer\n$/,
    ],
    [
      'a route that is not there',
      [...EVALUATE, ...PETS, '--route', 'GET /cats'],
      /^error: the definition has no route `GET \/cats`\n {2}expected one of:\n {4}GET \/pets\n {4}POST \/pets\n {4}GET \/pets\/\{petId\}\n$/,
    ],
    [
      'a route with another parameter',
      [...EVALUATE, ...PETS, '--route', 'GET /pets/{id}'],
      /has no route `GET \/pets\/\{id\}`/,
    ],
    ['a text that is no route', [...EVALUATE, ...PETS, '--route', 'pets'], /has no route `pets`/],
    [
      'a route that is not there, to grant',
      [...GRANT, ...PETS, '--route', 'GET /cats'],
      /has no route `GET \/cats`\n {2}expected/,
    ],
    [
      'a route that is not there among many',
      [...GRANT, '--definition', 'many.json', '--type', 'http', '--route', 'GET /x'],
      /GET \/r19\n {4}and 3 more\n$/,
    ],
    ['another API', [...EVALUATE, ...PETS, '--route', 'GET /pets', '--api', 'x1'], said('--api', 'a1b2c3d4e5', 'x1')],
    [
      'another API to grant',
      [...GRANT, ...PETS, '--route', 'GET /pets', '--api', 'x1'],
      said('--api', 'a1b2c3d4e5', 'x1'),
    ],
    [
      'another region',
      [...EVALUATE, ...PETS, '--route', 'GET /pets', '--api-region', 'eu-west-1'],
      said('--api-region', 'us-east-2', 'eu-west-1'),
    ],
    [
      'another function',
      [...EVALUATE, ...PETS, '--route', 'GET /pets', '--function', `${FUNCTION}:a`],
      said('--function', `${FUNCTION}:pets`, `${FUNCTION}:a`),
    ],
    [
      'another version',
      [...EVALUATE, ...PETS, '--route', 'GET /pets', '--function', `${FUNCTION}:pets:1`],
      said('--function', `${FUNCTION}:pets`, `${FUNCTION}:pets:1`),
    ],
    [
      'a type that is none',
      [...EVALUATE, ...PETS, '--route', 'GET /pets', '--type', 'soap'],
      /^error: expected one of rest, http, websocket as --type/,
    ],
    ['no API at all', [...EVALUATE, '--definition', 'bare.json', '--type', 'http', '--route', 'GET /a'], /add --api/],
    [
      'no API at all, to grant',
      [...GRANT, '--definition', 'bare.json', '--type', 'http', '--route', 'GET /a'],
      /add --api/,
    ],
    [
      'a mock',
      [...EVALUATE, ...MIXED, '--route', 'OPTIONS /orders'],
      /^error: `OPTIONS \/orders` calls no Lambda function: a mock/,
    ],
    ['a mock to grant', [...GRANT, ...MIXED, '--route', 'OPTIONS /orders'], /calls no Lambda function: a mock/],
    [
      'a role',
      [...EVALUATE, ...MIXED, '--route', 'GET /pets/{petId}/photo'],
      /calls with the role `.*photo-caller`, so the function's policy is not asked\n {2}.*--credentials/,
    ],
    [
      'a stage variable',
      [...EVALUATE, ...MIXED, '--route', 'ANY /{proxy+}'],
      /depends on its stage: `.*\$\{stageVariables\.fn\}`\n {2}say it: --function <arn>\n$/,
    ],
    [
      'a stage variable without a value, to grant',
      [...GRANT, ...MIXED, '--route', 'ANY /{proxy+}'],
      /add --stage-variable fn=<value>/,
    ],
    [
      'a hole',
      [...SAID('hole.json'), '--route', 'GET /a'],
      /only known when it is deployed: `.*\$\{Function\.Arn\}.*`\n {2}say it: --function <arn>\n$/,
    ],
    [
      'a route without an integration',
      [...SAID('none.json'), '--route', 'GET /a'],
      /^error: the integration of `GET \/a` is not there, or could not be read\n$/,
    ],
    [
      'routes of several functions',
      [...GRANT, ...PETS, '--route', 'GET /pets', '--route', 'POST /pets'],
      /several functions: ask about one at a time\n {4}GET \/pets calls .*:pets\n {4}POST \/pets calls .*:pets-writer\n$/,
    ],
    ['an API of several functions', [...GRANT, ...PETS], /several functions/],
    [
      'routes of a file beside it',
      [...GRANT, ...PETS, '--routes', 'routes.txt'],
      /^error: the routes stand in the definition\n {2}leave out --routes/,
    ],
  ])('%s', async (_, argv, message) => {
    const outcome = await runInProject(argv, { files });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('a definition that cannot be read', () => {
  const bad = {
    'broken.json': '{"openapi": ',
    'policy.json': '{"Version": "2012-10-17", "Statement": []}',
    'locked.json': new Error('EACCES'),
  };
  test.each<[file: string, id: string]>([
    ['nowhere.json', 'unreadable-file'],
    ['locked.json', 'unreadable-file'],
    ['broken.json', 'not-json'],
    ['policy.json', 'not-a-definition'],
  ])('%s is said, as data too', async (file, id) => {
    for (const command of [['evaluate', 'p.json'], ['grant']]) {
      const argv = [...command, '--route', 'GET /a', '--definition', file];
      const setting = { files: { ...bad, 'p.json': '{}' } };
      expect(await run(argv, setting)).toMatchObject({
        exitCode: 3,
        stdout: '',
        stderr: expect.stringContaining(`[${id}]`),
      });
      const { stdout, stderr, exitCode } = await run([...argv, '--format', 'json'], setting);
      expect([JSON.parse(stdout), stderr, exitCode]).toMatchObject([
        { question: command[0], verdict: 'unreadable', findings: [{ id }] },
        '',
        3,
      ]);
    }
  });
});
