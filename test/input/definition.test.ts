// Is the API of each export read whole, the same from JSON and from YAML, and is what is none told at its place?

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { type DefinitionReading, readDefinition, readDefinitionText } from '../../src/input/definition.js';
import type { Api } from '../../src/model/api.js';
import { stretched } from './sample.js';

const bytesOf = (name: string) => readFileSync(new URL(`../../fixtures/apis/${name}`, import.meta.url));
const fixture = (name: string) => readDefinition(name, bytesOf(name));
const arn = (name: string) => `arn:aws:lambda:us-east-2:111122223333:function:${name}`;
const targetOf = (name: string) => ({ kind: 'function', arn: arn(name) });

/** The API without its places. */
const plain = ({ api }: DefinitionReading): Api | undefined =>
  api && { ...api, routes: api.routes.map(({ place, ...route }) => route) };
const told = ({ findings, source }: DefinitionReading) =>
  findings.map(({ severity, id, place }) => `${severity} ${id} ${source.text.slice(place?.start, place?.end)}`);

describe('pets-rest.json, of get-export', () => {
  const integration = {
    type: 'AWS_PROXY',
    region: 'us-east-2',
    httpMethod: 'POST',
    timeout: 29000,
    passthroughBehavior: 'WHEN_NO_MATCH',
    responses: [{ statusCode: '200' }],
  };

  test.each(['pets-rest.json', 'pets-rest.swagger.json'])('%s is read', (name) => {
    const reading = fixture(name);
    expect(reading.findings).toEqual([]);
    expect(plain(reading)).toEqual({
      type: 'rest',
      id: 'a1b2c3d4e5',
      region: 'us-east-2',
      name: 'pets',
      stages: [{ name: 'prod' }],
      routes: [
        { key: 'GET /pets', integration: { ...integration, target: targetOf('pets') } },
        { key: 'POST /pets', integration: { ...integration, target: targetOf('pets-writer') } },
        { key: 'GET /pets/{petId}', integration: { ...integration, target: targetOf('pets') } },
      ],
    });
  });
});

test('orders-http.yaml, of export-api, is read', () => {
  const reading = fixture('orders-http.yaml');
  const integrationOf = (name: string, payloadFormat = '2.0') => ({
    type: 'AWS_PROXY',
    target: targetOf(name),
    region: 'us-east-2',
    httpMethod: 'POST',
    payloadFormat,
    timeout: 30000,
  });
  expect(reading.findings).toEqual([]);
  expect(plain(reading)).toEqual({
    type: 'http',
    id: 'b2c3d4e5f6',
    region: 'us-east-2',
    name: 'orders',
    stages: [{ name: 'prod' }],
    routes: [
      { key: 'GET /orders', integration: integrationOf('orders'), authorizer: 'keeper' },
      { key: 'GET /orders/{orderId}', integration: integrationOf('orders'), authorizer: 'keeper' },
      { key: 'ANY /admin/{proxy+}', integration: integrationOf('orders-admin', '1.0') },
      { key: '$default', integration: integrationOf('orders-web') },
    ],
    authorizers: [
      {
        name: 'keeper',
        kind: 'request',
        target: targetOf('keeper'),
        identitySources: ['$request.header.Authorization'],
        payloadFormat: '2.0',
        hasSimpleResponses: true,
      },
    ],
    cors: {
      allowOrigins: ['https://example.com'],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['x-orders'],
      allowCredentials: false,
      maxAge: 300,
    },
  });
});

test('mixed-rest.json, with references and every kind of integration, is read', () => {
  const reading = fixture('mixed-rest.json');
  expect(told(reading)).toEqual([
    'info not-simulated "x-amazon-apigateway-request-validator"',
    'info not-simulated "api_key"',
    'info not-simulated "x-amazon-apigateway-gateway-responses"',
    'info not-simulated "x-amazon-apigateway-policy"',
  ]);
  expect(reading.api).toMatchObject({
    type: 'rest',
    stages: [{ name: 'beta' }],
    binaryMediaTypes: ['image/png', 'application/octet-stream'],
    authorizers: [
      {
        name: 'keeper',
        kind: 'token',
        target: targetOf('keeper'),
        credentials: 'arn:aws:iam::111122223333:role/keeper-caller',
        identitySources: ['method.request.header.X-Token'],
        identityValidationExpression: '^Bearer [-0-9a-zA-Z._]+$',
      },
    ],
  });
  const routes = reading.api?.routes.map(({ key, integration, authorizer }) => [key, integration?.target, authorizer]);
  const template = `${arn('')}\${stageVariables.fn}`;
  expect(routes).toEqual([
    ['GET /pets', targetOf('pets'), undefined],
    ['GET /pets/{petId}/photo', targetOf('photos:live'), 'keeper'],
    ['POST /orders', targetOf('orders'), 'keeper'],
    ['OPTIONS /orders', { kind: 'none', reason: 'a mock, which calls nothing' }, undefined],
    ['ANY /{proxy+}', { kind: 'variables', template, names: ['fn'] }, 'keeper'],
  ]);
  const [, photo, orders] = reading.api?.routes ?? [];
  expect(photo?.integration).toMatchObject({
    isStreaming: true,
    timeout: 900000,
    credentials: 'arn:aws:iam::111122223333:role/photo-caller',
  });
  expect(orders?.integration).toMatchObject({
    type: 'AWS',
    passthroughBehavior: 'NEVER',
    responses: [{ statusCode: '200' }, { selectionPattern: '.*not found.*' }, { selectionPattern: '(\\n|.)+' }],
  });
});

describe('JSON and YAML say the same', () => {
  test.each(['pets-rest.json', 'pets-rest.swagger.json', 'mixed-rest.json'])('%s', (name) => {
    const json = fixture(name);
    const yaml = readDefinitionText(`${name}.yaml`, stringify(JSON.parse(bytesOf(name).toString())));
    expect(plain(yaml)).toEqual(plain(json));
    expect(told(yaml).map((line) => line.replaceAll('"', ''))).toEqual(
      told(json).map((line) => line.replaceAll('"', '')),
    );
    const written = ({ api, source }: DefinitionReading) =>
      api?.routes.map(({ place }) => [place?.pointer, source.text.slice(place?.start, place?.end).replaceAll('"', '')]);
    expect(written(yaml)).toEqual(written(json));
  });

  test('tags of templates are holes', () => {
    const text = `openapi: 3.0.1
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: aws_proxy
        uri: !Sub arn:\${AWS::Partition}:lambda
        credentials: !GetAtt Role.Arn
`;
    const { api, findings } = readDefinitionText('a.yaml', text, { type: 'rest' });
    expect(findings).toEqual([]);
    expect(api?.routes[0]?.integration).toEqual({
      type: 'AWS_PROXY',
      target: { kind: 'hole', text: '!Sub arn:${AWS::Partition}:lambda' },
      credentials: '!GetAtt Role.Arn',
    });
  });

  test('versions without quotes are read', () => {
    const paths = 'paths: {/a: {get: {x-amazon-apigateway-integration: {type: http_proxy}}}}';
    expect(readDefinitionText('a.yaml', `swagger: 2.0\n${paths}`).api?.type).toBe('rest');
    expect(readDefinitionText('a.yaml', `openapi: 3.0\n${paths}`, { type: 'http' }).api?.type).toBe('http');
  });
});

const TEMPLATE = { Resources: { Fn: { Type: 'AWS::Lambda::Function' } } };

test.each<[title: string, name: string, text: string, id: string, message: string]>([
  ['nothing', 'a.json', '«» \n', 'empty-input', 'there is nothing in it'],
  ['a page', 'a.json', '«<»html></html>', 'html', 'this is HTML or XML'],
  [
    'what the AWS CLI says',
    'a.json',
    '\n«A»n error occurred (NotFoundException) when calling the GetExport operation: no',
    'aws-error',
    '`NotFoundException`',
  ],
  ['broken JSON', 'a.json', '{"openapi": «n»ope}', 'not-json', 'expected a JSON value, found `nope`'],
  ['JSON that ends too early', 'a.json', '«{»"openapi": "3.0.1"', 'not-json', 'this `{` is never closed'],
  ['two documents of JSON', 'a.json', '{} «{»}', 'not-json', 'something follows the end of the document'],
  ['broken YAML', 'a.yaml', 'openapi: «*a»', 'not-yaml', 'no anchor `&a`'],
  ['YAML that begins with a brace', 'a.yml', '{openapi: «*a»}', 'not-yaml', 'no anchor `&a`'],
  [
    'JSON that is too deep',
    'a.json',
    `${'['.repeat(200)}«[»${'['.repeat(99)}${']'.repeat(300)}`,
    'too-deep',
    'nested deeper than 200 levels, which no definition is',
  ],
  [
    'JSON that is too deep and never closed',
    'a.json',
    `${'['.repeat(200)}«[»${'['.repeat(99)}`,
    'too-deep',
    'which no definition is',
  ],
  ['a list', 'a.json', '«[]»', 'not-a-definition', 'a list that does not declare an API'],
  ['a text', 'a.yaml', '«hello»', 'not-a-definition', '`"hello"` that does not declare an API'],
  [
    'a policy',
    'a.json',
    '«{"Version": "2012-10-17", "Statement": []}»',
    'not-a-definition',
    'an object that does not declare an API',
  ],
  [
    'a template',
    'a.json',
    JSON.stringify(TEMPLATE).replace('"Resources"', '«"Resources"»'),
    'not-read-yet',
    'a CloudFormation template, which is not read yet',
  ],
  [
    'a template of YAML',
    'a.yaml',
    '«AWSTemplateFormatVersion»: 2010-09-09\nResources: {}',
    'not-read-yet',
    'a CloudFormation template',
  ],
  [
    'a SAM template',
    'a.yaml',
    '«Transform»: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::Serverless::Api}}',
    'not-read-yet',
    'a SAM template',
  ],
  [
    'a plan',
    'a.json',
    '{«"format_version"»: "1.2", "terraform_version": "1.9.0"}',
    'not-read-yet',
    'a Terraform plan, state or configuration',
  ],
  [
    'Terraform configuration',
    'main.tf',
    '«#» pets\nresource "aws_apigatewayv2_api" "pets" {\n}',
    'not-read-yet',
    'this is Terraform configuration',
  ],
  [
    'what get-export prints itself',
    'a.json',
    '{«"contentType"»: "application/octet-stream", "contentDisposition": "attachment"}',
    'not-read-yet',
    'what `get-export` prints',
  ],
])('%s is no definition', (_, name, marked, id, message) => {
  const { text, start, end } = stretched(marked);
  const { api, findings } = readDefinitionText(name, text);
  expect(api).toBeUndefined();
  expect(findings).toMatchObject([{ id, severity: 'error', message: expect.stringContaining(message), hint: /\S/ }]);
  expect(findings[0]?.place).toMatchObject({ start, end });
});

test('a name that stands twice is told, and the last one read', () => {
  const text =
    '{"swagger": "2.0", "paths": {"/a": {"get": {}, "get": {"x-amazon-apigateway-integration": {"type": "mock"}}}}}';
  const reading = readDefinitionText('a.json', text);
  expect(told(reading)).toEqual(['warning duplicate-key "get"']);
  expect(reading.findings[0]?.place?.start).toBe(text.lastIndexOf('"get"'));
  expect(reading.api?.routes).toMatchObject([{ key: 'GET /a', integration: { type: 'MOCK' } }]);
});

test('bytes that are no text are told, and the rest is read', () => {
  const bytes = Buffer.from(bytesOf('pets-rest.json').toString().replace('"title": "pets"', '"title": "p\u0001ts"'));
  bytes[bytes.indexOf(1)] = 0xff;
  const { api, findings } = readDefinition('a.json', bytes);
  expect(findings).toMatchObject([{ severity: 'error', place: { line: 4 } }]);
  expect(api?.routes).toHaveLength(3);
});

test.each<[fact: string, paths: object, isIncomplete: boolean | undefined]>([
  ['is read whole', {}, undefined],
  ['has a path that is none', { pets: {} }, true],
  ['has an integration that cannot be read', { '/b': { get: { 'x-amazon-apigateway-integration': 5 } } }, true],
  ['has an operation that is passed over with a warning', { '/b': { trace: {} } }, undefined],
])('whether routes may be missing: a document that %s', (_, more, isIncomplete) => {
  const integration = { type: 'mock' };
  const paths = { '/a': { get: { 'x-amazon-apigateway-integration': integration } }, ...more };
  const text = JSON.stringify({ openapi: '3.0.1', 'x-amazon-apigateway-api-key-source': 'HEADER', paths });
  expect(readDefinitionText('a.json', text).api?.isIncomplete).toBe(isIncomplete);
});
