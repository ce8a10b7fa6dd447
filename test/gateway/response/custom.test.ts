// Do the custom integrations of REST APIs send and answer what AWS documents?

import { describe, expect, test } from '@jest/globals';
import type { Integration, IntegrationResponse } from '../../../src/model/api.js';
import type { HeaderLines } from '../../../src/model/http.js';
import type { Outcome } from '../../../src/model/outcome.js';
import { Finished, type Invoke } from '../../../src/question/simulate/invoke.js';
import { apiOf, giving, ownHeaders, routeTo, sent } from '../../support/simulating.js';

const DEFAULT: IntegrationResponse = { statusCode: '200' };

function asked(
  integration: Partial<Integration>,
  { body, type, invoke }: { body?: string; type?: string; invoke?: Invoke } = {},
) {
  const api = apiOf('rest', { routes: [routeTo('POST /pets', { type: 'AWS', responses: [DEFAULT], ...integration })] });
  const headers: HeaderLines = type === undefined ? [] : [['Content-Type', type]];
  const request = { method: 'POST', url: '/pets', headers, ...(body === undefined ? {} : { body }) };
  return sent(api, { request, invoke: invoke ?? giving('ok') });
}

const JSON_TEMPLATE = { 'application/json': '{"from": "template"}' };
const XML_TEMPLATE = { 'application/xml': '{"from": "xml"}' };
const FROM_TEMPLATE = { from: 'template' };
const FROM_BODY = { from: 'body' };
const BODY = JSON.stringify(FROM_BODY);

describe('what is sent: passthrough, content type and templates', () => {
  test.each<[fact: string, integration: Partial<Integration>, type: string | undefined, event: object]>([
    ['no template, no type', {}, undefined, FROM_BODY],
    ['no template, any type', {}, 'image/png', FROM_BODY],
    ['WHEN_NO_MATCH: no template', { passthroughBehavior: 'WHEN_NO_MATCH' }, 'text/plain', FROM_BODY],
    ['WHEN_NO_TEMPLATES: no template', { passthroughBehavior: 'WHEN_NO_TEMPLATES' }, 'text/plain', FROM_BODY],
    ['a template that matches', { requestTemplates: JSON_TEMPLATE }, 'application/json', FROM_TEMPLATE],
    ['without a type it is application/json', { requestTemplates: JSON_TEMPLATE }, undefined, FROM_TEMPLATE],
    [
      'parameters of the type do not count',
      { requestTemplates: JSON_TEMPLATE },
      'application/json; charset=utf-8',
      FROM_TEMPLATE,
    ],
    ['nor does its case', { requestTemplates: JSON_TEMPLATE }, 'Application/JSON', FROM_TEMPLATE],
    ['one of several', { requestTemplates: { ...XML_TEMPLATE, ...JSON_TEMPLATE } }, 'application/json', FROM_TEMPLATE],
    [
      'WHEN_NO_MATCH: another type',
      { requestTemplates: JSON_TEMPLATE, passthroughBehavior: 'WHEN_NO_MATCH' },
      'text/plain',
      FROM_BODY,
    ],
    ['the default is WHEN_NO_MATCH', { requestTemplates: JSON_TEMPLATE }, 'text/plain', FROM_BODY],
    [
      'NEVER: a template that matches',
      { requestTemplates: JSON_TEMPLATE, passthroughBehavior: 'NEVER' },
      'application/json',
      FROM_TEMPLATE,
    ],
  ])('%s', async (_, integration, type, event) => {
    const told = await asked(integration, { body: BODY, ...(type === undefined ? {} : { type }) });
    expect([told.event, told.verdict]).toEqual([event, 'functionResponse']);
  });

  test.each<[fact: string, integration: Partial<Integration>]>([
    ['WHEN_NO_TEMPLATES, another type', { requestTemplates: JSON_TEMPLATE, passthroughBehavior: 'WHEN_NO_TEMPLATES' }],
    ['NEVER, another type', { requestTemplates: JSON_TEMPLATE, passthroughBehavior: 'NEVER' }],
    ['NEVER, no template', { passthroughBehavior: 'NEVER' }],
  ])('%s: 415, and the function is not called', async (_, integration) => {
    const told = await asked(integration, { body: BODY, type: 'text/plain' });
    expect(told).toMatchObject({ verdict: 'gatewayResponse', stoppedAt: 'integration', event: null, outcome: null });
    expect(told.response).toMatchObject({ status: 415, body: '{"message": "Unsupported Media Type"}' });
  });

  test.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['a body of blanks', ' \n'],
  ])('%s is sent as {}', async (_, body) => {
    expect((await asked({}, body === undefined ? {} : { body })).event).toEqual({});
  });

  test.each<[fact: string, integration: Partial<Integration>, body: string, reason: RegExp]>([
    ['a body that is no JSON', {}, 'a=b', /the body .* is not JSON/],
    ['a template that makes no JSON', { requestTemplates: { 'application/json': 'no' } }, BODY, /makes no JSON/],
    [
      'a template with a variable',
      { requestTemplates: { 'application/json': '{"id": "$input.params(\'id\')"}' } },
      BODY,
      /request mapping template for `application\/json` in the Velocity Template Language, which is not simulated/,
    ],
    [
      'a template with a directive',
      { requestTemplates: { 'application/json': '#if(true){}#end' } },
      BODY,
      /Velocity Template Language/,
    ],
  ])('%s: nobody knows', async (_, integration, body, reason) => {
    const told = await asked(integration, { body });
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'integration', response: null, event: null });
    expect(told.reason).toMatch(reason);
  });
});

const failing = (errorMessage: string): Invoke =>
  giving(new Finished({ kind: 'error', errorType: 'Error', errorMessage }));
const on = (selectionPattern: string, statusCode: string): IntegrationResponse => ({ selectionPattern, statusCode });

test('a template of the whole body passes it on', async () => {
  const told = await asked({ requestTemplates: { 'application/json': "$input.json('$')" } }, { body: BODY });
  expect([told.event, told.verdict]).toEqual([FROM_BODY, 'functionResponse']);
});

describe('which response is chosen', () => {
  test.each<[fact: string, responses: readonly IntegrationResponse[], errorMessage: string, status: number]>([
    ['a pattern that matches', [DEFAULT, on('Bad.*', '400')], 'Bad request', 400],
    ['it has to match the whole message', [DEFAULT, on('Bad', '400')], 'Bad request', 200],
    ['the case counts', [DEFAULT, on('bad.*', '400')], 'Bad request', 200],
    ['the first of several that match', [on('.*', '500'), on('Bad.*', '400'), DEFAULT], 'Bad request', 500],
    ['the one of several that matches', [on('Not.*', '404'), on('Bad.*', '400'), DEFAULT], 'Bad request', 400],
    ['none matches, and there is a default', [on('Not.*', '404'), DEFAULT], 'Bad request', 200],
    ['only a default: an error is delivered as 200', [DEFAULT], 'Bad request', 200],
    ['a message of several lines', [DEFAULT, on('(?s)Bad.*', '400')], 'Bad\nrequest', 400],
    ['a dot takes no line break', [DEFAULT, on('Bad.*', '400')], 'Bad\nrequest', 200],
  ])('%s', async (_, responses, errorMessage, status) => {
    const told = await asked({ responses }, { invoke: failing(errorMessage) });
    expect([told.verdict, told.response?.status]).toEqual(['functionResponse', status]);
    expect(JSON.parse(told.response?.body ?? '')).toEqual({ errorType: 'Error', errorMessage });
  });

  test('patterns are not held against a result', async () => {
    const told = await asked({ responses: [on('.*', '400'), DEFAULT] }, { invoke: giving({ errorMessage: 'x' }) });
    expect(told.response).toMatchObject({ status: 200, body: '{"errorMessage":"x"}' });
  });

  test.each<[fact: string, responses: readonly IntegrationResponse[], invoke: Invoke]>([
    ['an error that none matches, without a default', [on('Bad.*', '400')], failing('Other')],
    ['a result, without a default', [on('Bad.*', '400')], giving('ok')],
    ['no responses at all', [], giving('ok')],
  ])('%s: 500', async (_, responses, invoke) => {
    const told = await asked({ responses }, { invoke });
    expect(told.verdict).toBe('gatewayResponse');
    expect(told.response).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
    expect(told.log).toEqual([
      'Execution failed due to configuration error: No match for output mapping and no default endpoint configured',
    ]);
  });

  test('a pattern that is not read here: nobody knows', async () => {
    const told = await asked({ responses: [on('(?!Bad).*', '400'), DEFAULT] }, { invoke: failing('Bad') });
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'function', response: null });
    expect(told.reason).toContain('`(?!Bad).*`');
  });

  test('the stack of an error is its `trace`', async () => {
    const outcome: Outcome = { kind: 'error', errorType: 'Error', errorMessage: 'x', stackTrace: ['Error: x', 'at y'] };
    const told = await asked({}, { invoke: giving(new Finished(outcome)) });
    expect(told.response?.body).toBe('{"errorType":"Error","errorMessage":"x","trace":["Error: x","at y"]}');
  });
});

describe('what is delivered', () => {
  test.each<[fact: string, result: unknown, body: string]>([
    ['an object as JSON', { a: 1 }, '{"a":1}'],
    ['a string as JSON', 'ok', '"ok"'],
    ['nothing as null', undefined, 'null'],
    [
      'what looks like a proxy response is one no more than another',
      { statusCode: 404, body: 'x' },
      '{"statusCode":404,"body":"x"}',
    ],
  ])('%s', async (_, result, body) => {
    const { response } = await asked({}, { invoke: giving(result) });
    expect(response).toMatchObject({ status: 200, body, isBase64: false });
    expect(response && ownHeaders(response)).toEqual([['Content-Type', 'application/json']]);
  });

  const templated = (text: string): Partial<Integration> => ({
    responses: [{ statusCode: '201', templates: { 'application/json': text } }],
  });

  test.each<[fact: string, template: string, body: string]>([
    ['a template without variables is the body', '{"made": true}', '{"made": true}'],
    ['an empty template passes the result on', '', '"ok"'],
    ['a template of the whole result passes it on', "$input.json('$')", '"ok"'],
    ['also as its body', ' $input.body ', '"ok"'],
  ])('%s', async (_, template, body) => {
    expect((await asked(templated(template))).response).toMatchObject({ status: 201, body });
  });

  test('a template with variables: nobody knows', async () => {
    const told = await asked(templated("$input.json('$.id')"));
    expect(told).toMatchObject({ verdict: 'unknown', stoppedAt: 'response', response: null });
    expect(told.reason).toMatch(/response mapping template for `application\/json` in the Velocity Template Language/);
  });

  test.each<[fact: string, source: string, header: readonly [string, string] | undefined]>([
    ['a text in quotes', "'a b'", ['X-A', 'a b']],
    ['an empty text', "''", ['X-A', '']],
    ['the whole result', 'integration.response.body', ['X-A', '{"id":7,"owner":{"name":"Ann"}}']],
    ['a member of it', 'integration.response.body.id', ['X-A', '7']],
    ['a member of a member', 'integration.response.body.owner.name', ['X-A', 'Ann']],
    ['an object', 'integration.response.body.owner', ['X-A', '{"name":"Ann"}']],
    ['a member that is not there', 'integration.response.body.nothing', undefined],
    ['a member that every object has', 'integration.response.body.constructor', undefined],
    ['a header, which is not simulated', 'integration.response.header.x-a', undefined],
  ])('a response header of %s', async (_, source, header) => {
    const responses = [{ statusCode: '200', parameters: { 'method.response.header.X-A': source } }];
    const told = await asked({ responses }, { invoke: giving({ id: 7, owner: { name: 'Ann' } }) });
    expect(told.response && ownHeaders(told.response).slice(1)).toEqual(header === undefined ? [] : [header]);
    expect(told.caveats.some(({ message }) => message.includes('`X-A`'))).toBe(header === undefined);
  });
});

test.each<[fact: string, result: unknown, says: string]>([
  ['a line break', { a: 'b\r\nc' }, 'what becomes of a line break in the header `X-A` is not known'],
])('nobody knows what becomes of a member that is no value of a header: %s', async (_, result, says) => {
  const parameters = { 'method.response.header.X-A': 'integration.response.body.a' };
  const told = await asked({ responses: [{ statusCode: '200', parameters }] }, { invoke: giving(result) });
  expect(told.caveats).toEqual([{ grade: '?', message: says }]);
});

describe('a streamed response', () => {
  test.each<[fact: string, invoke: Invoke]>([
    ['a result', giving({ statusCode: 200 })],
    ['an error', failing('x')],
  ])('is not known: %s', async (_, invoke) => {
    const told = await asked({ type: 'AWS_PROXY', isStreaming: true }, { invoke });
    expect(told).toMatchObject({ verdict: 'unknown', response: null });
    expect(told.reason).toMatch(/stream/);
  });
});
