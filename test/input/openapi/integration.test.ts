// Is every member of an integration read, and one that cannot be read told at its place?

import { expect, test } from '@jest/globals';
import { ask, httpOf, integrationOf, operation, PETS, proxy, restOf, uriOf } from './sample.js';

test('a proxy integration calls a function', () => {
  expect(integrationOf(proxy())).toEqual({
    integration: {
      type: 'AWS_PROXY',
      target: { kind: 'function', arn: PETS },
      region: 'us-east-2',
      httpMethod: 'POST',
    },
    told: [],
    messages: [],
  });
});

const streaming = `arn:aws:apigateway:us-east-2:lambda:path/2021-11-15/functions/${PETS}/response-streaming-invocations`;

test.each<[title: string, changes: object, read: object]>([
  [
    'a bare function names no region of its own',
    { uri: PETS, payloadFormatVersion: '2.0' },
    { region: undefined, target: { kind: 'function', arn: PETS } },
  ],
  ['its type is read in upper case', { type: 'AWS_PROXY' }, { type: 'AWS_PROXY' }],
  ['its type is read in mixed case', { type: 'Aws' }, { type: 'AWS' }],
  [
    'a role is kept',
    { credentials: 'arn:aws:iam::111122223333:role/a' },
    { credentials: 'arn:aws:iam::111122223333:role/a' },
  ],
  [
    'a role that a template fills in is kept as text',
    { credentials: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    { credentials: '{"Fn::GetAtt":["Role","Arn"]}' },
  ],
  ['an empty role is none', { credentials: '' }, { credentials: undefined }],
  ['the method is kept as it is written', { httpMethod: 'get' }, { httpMethod: 'get' }],
  ['a payload format as text', { payloadFormatVersion: '2.0' }, { payloadFormat: '2.0' }],
  ['a payload format that YAML made a number', { payloadFormatVersion: 1 }, { payloadFormat: '1.0' }],
  ['a timeout', { timeoutInMillis: 29000 }, { timeout: 29000 }],
  ['a streaming URI streams', { uri: streaming }, { isStreaming: true, target: { kind: 'function', arn: PETS } }],
  ['a mode streams', { responseTransferMode: 'STREAM' }, { isStreaming: true }],
  ['a buffered response does not stream', { responseTransferMode: 'BUFFERED' }, { isStreaming: undefined }],
  [
    'what passes through, in lower case',
    { passthroughBehavior: 'when_no_match' },
    { passthroughBehavior: 'WHEN_NO_MATCH' },
  ],
  ['what passes through, in upper case', { passthroughBehavior: 'NEVER' }, { passthroughBehavior: 'NEVER' }],
  ['templates', { requestTemplates: { 'text/plain': 'a' } }, { requestTemplates: { 'text/plain': 'a' } }],
  [
    'a template of AWS that passes the body on',
    { requestTemplates: { 'text/plain': '__passthrough__' } },
    { requestTemplates: { 'text/plain': '$input.body' } },
  ],
  ['parameters', { requestParameters: { a: "'b'" } }, { requestParameters: { a: "'b'" } }],
  ['a parameter that YAML made a number', { requestParameters: { a: 5 } }, { requestParameters: { a: '5' } }],
  [
    'what is null says as little as what is not there',
    { requestTemplates: null, credentials: null, timeoutInMillis: null },
    { requestTemplates: undefined },
  ],
  [
    'a URI of a stage variable',
    { uri: uriOf(`${PETS}:\${stageVariables.alias}`) },
    { target: { kind: 'variables', template: `${PETS}:\${stageVariables.alias}`, names: ['alias'] } },
  ],
  [
    'a URI that a template fills in',
    { uri: { 'Fn::Sub': 'arn:${AWS::Partition}:a' } },
    { target: { kind: 'hole', text: '{"Fn::Sub":"arn:${AWS::Partition}:a"}' } },
  ],
  [
    'a URI that is a reference of a template',
    { uri: { Ref: 'Fn' } },
    { target: { kind: 'hole', text: '{"Ref":"Fn"}' } },
  ],
  [
    'a URI of another service',
    { type: 'aws', uri: 'arn:aws:apigateway:us-east-2:sqs:path/q' },
    { target: { kind: 'none', reason: '`arn:aws:apigateway:us-east-2:sqs:path/q` is no Lambda function' } },
  ],
  [
    'a service of an HTTP API',
    { integrationSubtype: 'SQS-SendMessage', uri: undefined },
    { target: { kind: 'none', reason: '`SQS-SendMessage` calls another service of AWS' } },
  ],
  [
    'a mock',
    { type: 'mock', uri: undefined },
    { type: 'MOCK', target: { kind: 'none', reason: 'a mock, which calls nothing' } },
  ],
  [
    'an HTTP endpoint',
    { type: 'http', uri: 'https://example.com' },
    { type: 'HTTP', target: { kind: 'none', reason: 'it calls the HTTP endpoint `https://example.com`' } },
  ],
  [
    'an HTTP proxy',
    { type: 'http_proxy', uri: undefined },
    { type: 'HTTP_PROXY', target: { kind: 'none', reason: 'it calls an HTTP endpoint' } },
  ],
  [
    'responses in their order, the default without a pattern',
    {
      responses: {
        default: { statusCode: '200' },
        '.*no.*': { statusCode: 404, responseParameters: { a: "'b'" }, responseTemplates: { 'text/plain': 'x' } },
      },
    },
    {
      responses: [
        { statusCode: '200' },
        { selectionPattern: '.*no.*', statusCode: '404', parameters: { a: "'b'" }, templates: { 'text/plain': 'x' } },
      ],
    },
  ],
  [
    'a response template of AWS that passes the body on is none',
    { responses: { default: { statusCode: '200', responseTemplates: { 'text/plain': '__passthrough__' } } } },
    { responses: [{ statusCode: '200', templates: {} }] },
  ],
])('%s', (_, changes, read) => {
  const http = 'payloadFormatVersion' in changes || 'integrationSubtype' in changes;
  const document = (http ? httpOf : restOf)({ '/pets': { get: operation(proxy(changes)) } });
  const { api, told } = ask(document);
  expect(told).toEqual([]);
  const integration: object = api?.routes[0]?.integration ?? {};
  const members = Object.keys(read).map((name) => [name, (integration as Record<string, unknown>)[name]]);
  expect(Object.fromEntries(members)).toEqual(read);
});

test.each<[title: string, changes: object, at: string, message: string]>([
  ['a type that there is not', { type: 'lambda' }, '"lambda"', 'should be one of `AWS_PROXY`'],
  ['a type that is an object', { type: { toString: 1 } }, '{"toString":1}', 'found an object'],
  ['no type', { type: undefined }, '"x-amazon-apigateway-integration"', 'it has no `type`'],
  ['no URI', { uri: undefined }, '"x-amazon-apigateway-integration"', 'it has no `uri`'],
  ['a URI that is a number', { uri: 5 }, '5', '`uri` should be a text, found `5`'],
  ['a role that is a list', { credentials: ['a'] }, '["a"]', '`credentials` should be a text, found a list'],
  ['a timeout that is text', { timeoutInMillis: '5s' }, '"5s"', '`timeoutInMillis` should be a number'],
  ['an unknown behavior', { passthroughBehavior: 'always' }, '"always"', 'should be one of `WHEN_NO_MATCH`'],
  ['an unknown mode', { responseTransferMode: 'slow' }, '"slow"', 'should be one of `BUFFERED`, `STREAM`'],
  ['an unknown payload format', { payloadFormatVersion: '3.0' }, '"3.0"', 'should be `1.0` or `2.0`'],
  ['templates that are a list', { requestTemplates: ['a'] }, '["a"]', '`requestTemplates` should be an object'],
  ['a template that is an object', { requestTemplates: { a: { b: 1 } } }, '{"b":1}', '`a` should be a text'],
  ['responses that are text', { responses: 'a' }, '"a"', '`responses` should be an object'],
  ['a response that is text', { responses: { default: 'a' } }, '"a"', '`default` should be an object'],
  ['a response without a status', { responses: { default: {} } }, '"default"', 'it has no `statusCode`'],
  ['a status that is none', { responses: { default: { statusCode: 'ok' } } }, '"ok"', 'a status of three digits'],
])('%s is told, and the route is left without an integration', (_, changes, at, message) => {
  const document = ('payloadFormatVersion' in changes ? httpOf : restOf)({
    '/pets': { get: operation(proxy(changes)) },
  });
  const { api, told, messages } = ask(document);
  expect(api?.routes).toMatchObject([{ key: 'GET /pets' }]);
  expect(api?.routes[0]?.integration).toBeUndefined();
  expect(told).toContain(`error bad-integration ${at}`);
  expect(messages).toContainEqual(expect.stringContaining(message));
});

test.each([[['a']], ['a'], [5]])('an integration that is %j is told', (value) => {
  const { integration, told } = integrationOf(value);
  expect(integration).toBeUndefined();
  expect(told).toEqual([`error bad-integration ${JSON.stringify(value)}`]);
});

test('the other routes are read beside one that cannot be', () => {
  const { api, told } = ask(restOf({ '/a': { get: operation({}), post: operation() } }));
  expect(api?.routes.map(({ key, integration }) => [key, integration?.type])).toEqual([
    ['GET /a', undefined],
    ['POST /a', 'AWS_PROXY'],
  ]);
  expect(told).toEqual(['error bad-integration "x-amazon-apigateway-integration"']);
});

test('a region that is not the one of the function is told, and the integration is read', () => {
  const { integration, told, messages } = integrationOf(proxy({ uri: uriOf(PETS, 'eu-west-1') }));
  expect(integration).toMatchObject({ region: 'eu-west-1', target: { kind: 'function', arn: PETS } });
  expect(told[0]).toMatch(/^warning integration-region "arn:aws:apigateway:eu-west-1:lambda/);
  expect(messages).toEqual(['the URI names the region `eu-west-1`, and its function is in `us-east-2`']);
});

const named = `${PETS.replace('pets', '${stageVariables.fn}')}`;
const withoutEnd = uriOf().replace('/invocations', '');

test.each<[title: string, uri: string, message: string, whole: string]>([
  ['a bare function', PETS, `\`${PETS}\` is a function alone, which only HTTP APIs take`, uriOf()],
  ['a bare function of a stage variable', named, 'is a function alone', uriOf(named)],
  ['no end', withoutEnd, `\`${withoutEnd}\` does not end in \`/invocations\``, uriOf()],
])('a REST API does not take a URI that is %s', (_, uri, message, whole) => {
  const document = restOf({ '/pets': { get: operation(proxy({ uri })) } });
  const { api, told, messages, hints } = ask(document);
  expect(told).toEqual([`error integration-uri "${uri.slice(0, 79)}${uri.length > 78 ? '…' : '"'}`]);
  expect(messages[0]).toContain(message);
  expect(hints).toEqual([`write \`${whole}\``]);
  expect(api?.routes[0]?.integration).toMatchObject({
    type: 'AWS_PROXY',
    target: { kind: 'none', reason: messages[0] },
  });
});

test('an HTTP API takes a bare function, though not a URI without its end', () => {
  const of = (uri: string) => ask(httpOf({ '/pets': { get: operation(proxy({ uri })) } }));
  expect(of(PETS).told).toEqual([]);
  expect(of(withoutEnd).messages).toEqual([`\`${withoutEnd}\` does not end in \`/invocations\``]);
});
