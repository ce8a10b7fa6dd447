// What does a REST API's custom integration send to a function?

import { describe, expect, test } from '@jest/globals';
import { customEvent, forbiddenMapping, needsVelocity, staticText } from '../../../src/gateway/event/custom.js';
import type { Integration, PassthroughBehavior } from '../../../src/model/api.js';
import type { HttpRequest } from '../../../src/model/http.js';

const integrationOf = (
  requestTemplates?: Readonly<Record<string, string>>,
  passthroughBehavior?: PassthroughBehavior,
): Integration => ({
  type: 'AWS',
  target: { kind: 'hole', text: '${Fn}' },
  ...(requestTemplates === undefined ? {} : { requestTemplates }),
  ...(passthroughBehavior === undefined ? {} : { passthroughBehavior }),
});
const requestOf = (body?: string, type?: string): HttpRequest => ({
  method: 'POST',
  target: '/prod/',
  headers: type === undefined ? [] : [['Content-Type', type]],
  ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
});

const JSON_TYPE = 'application/json';
type Kind = 'template' | 'body' | 'unsupported' | 'unknown';
function kindOf(integration: Integration, request: HttpRequest): Kind {
  const made = customEvent(integration, request);
  if ('isUnsupported' in made) return 'unsupported';
  if ('unknown' in made) return 'unknown';
  return JSON.stringify(made.event) === '"template"' ? 'template' : 'body';
}

// AWS: API Gateway guide, "Method request behavior for payloads without mapping templates for REST APIs".
describe.each<[behavior: PassthroughBehavior | undefined, none: Kind, matching: Kind, other: Kind]>([
  ['WHEN_NO_MATCH', 'body', 'template', 'body'],
  ['WHEN_NO_TEMPLATES', 'body', 'template', 'unsupported'],
  ['NEVER', 'unsupported', 'template', 'unsupported'],
  [undefined, 'body', 'template', 'body'],
])('%s', (behavior, none, matching, other) => {
  test.each<[templates: string, type: string | undefined, Kind, Readonly<Record<string, string>> | undefined]>([
    ['no templates', JSON_TYPE, none, undefined],
    ['no template among none', JSON_TYPE, none, {}],
    ['one that matches', JSON_TYPE, matching, { [JSON_TYPE]: '"template"' }],
    ['one that matches, with parameters', `${JSON_TYPE}; charset=utf-8`, matching, { [JSON_TYPE]: '"template"' }],
    ['one that matches in another case', 'Application/JSON', matching, { 'application/Json': '"template"' }],
    ['one that matches what has no type', undefined, matching, { [JSON_TYPE]: '"template"' }],
    ['one for another type', JSON_TYPE, other, { 'text/xml': '"template"' }],
  ])('%s', (_, type, kind, templates) => {
    expect(kindOf(integrationOf(templates, behavior), requestOf('{"a":1}', type))).toBe(kind);
  });
});

describe('the body that is passed on', () => {
  test.each([
    ['JSON', '{"a":[1]}', { a: [1] }],
    ['a text of JSON', '"x"', 'x'],
    ['nothing', undefined, {}],
    ['blanks', ' \n', {}],
  ])('%s', (_, body, event) => {
    expect(customEvent(integrationOf(), requestOf(body))).toMatchObject({ event });
  });

  test.each([
    ['no JSON', customEvent(integrationOf(), requestOf('a=1'))],
    ['a template that makes none', customEvent(integrationOf({ [JSON_TYPE]: 'a=1' }), requestOf('{}'))],
    ['a template with a variable', customEvent(integrationOf({ [JSON_TYPE]: '{"a":$input.body}' }), requestOf('{}'))],
    ['a template with a directive', customEvent(integrationOf({ [JSON_TYPE]: '#set(x=1){}' }), requestOf('{}'))],
  ])('what becomes of it is not known: %s', (_, made) => {
    expect(made).toEqual({ unknown: expect.stringMatching(/not simulated$/) });
  });
});

test('a template without variables and directives is its own text', () => {
  expect(['{"a":1}', '', '$x', '#if(1)'].map(staticText)).toEqual(['{"a":1}', '', undefined, undefined]);
  expect(needsVelocity('response', 'text/xml')).toBe(
    'this route has a response mapping template for `text/xml` in the Velocity Template Language, which is not simulated',
  );
});

// Recorded: SEMANTICS, section 7: mapping a forbidden header is a 500.
test.each([
  ['none', undefined, undefined],
  ['another header', { 'integration.request.header.X-A': "'1'" }, undefined],
  ['Authorization', { 'integration.request.header.Authorization': "'1'" }, 'Authorization'],
  ['in any case', { 'Integration.Request.Header.tE': "'1'" }, 'tE'],
  ['a parameter of that name is none', { 'integration.request.querystring.te': "'1'" }, undefined],
  ['the first of two', { 'integration.request.header.te': '1', 'integration.request.header.expect': '1' }, 'te'],
])('a forbidden mapping: %s', (_, requestParameters, name) => {
  expect(forbiddenMapping({ ...integrationOf(), ...(requestParameters && { requestParameters }) })).toBe(name);
});
