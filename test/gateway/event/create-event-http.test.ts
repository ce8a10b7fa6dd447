// Does the function get the event of an HTTP API, in either format, field by field?

import { describe, expect, test } from '@jest/globals';
import { createApi } from '../../../src/gateway/create-api.js';
import type { RequestInput } from '../../../src/gateway/request.js';
import { FUNCTION } from '../calls.js';
import { eventOf, HOST, http, ID, LONG_ID, NOBODY, POST, TIME, TRACE } from './events.js';

// Recorded: SEMANTICS, section 6, HTTP 1.0.
test('the event of an HTTP API in format 1.0 has every field', () => {
  expect(eventOf(http('1.0'), POST)).toEqual({
    version: '1.0',
    resource: '/pets/{id}',
    path: '/prod/pets/7',
    httpMethod: 'POST',
    headers: {
      'User-Agent': 'curl/8',
      'Content-Type': 'application/json',
      'X-Many': 'two',
      Cookie: 'a=1; b=2',
      'Content-Length': '7',
      Host: HOST,
      'X-Amzn-Trace-Id': TRACE,
      'X-Forwarded-For': '198.51.100.7',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    },
    multiValueHeaders: {
      'User-Agent': ['curl/8'],
      'Content-Type': ['application/json'],
      'X-Many': ['one', 'two'],
      Cookie: ['a=1; b=2'],
      'Content-Length': ['7'],
      Host: [HOST],
      'X-Amzn-Trace-Id': [TRACE],
      'X-Forwarded-For': ['198.51.100.7'],
      'X-Forwarded-Port': ['443'],
      'X-Forwarded-Proto': ['https'],
    },
    queryStringParameters: { color: 'blue', size: '1' },
    multiValueQueryStringParameters: { color: ['red', 'blue'], size: ['1'] },
    requestContext: {
      accountId: '111122223333',
      apiId: ID,
      domainName: HOST,
      domainPrefix: ID,
      extendedRequestId: LONG_ID,
      httpMethod: 'POST',
      identity: { ...NOBODY, sourceIp: '198.51.100.7', userAgent: 'curl/8' },
      path: '/prod/pets/7',
      protocol: 'HTTP/1.1',
      requestId: LONG_ID,
      requestTime: '09/Nov/2026:08:07:06 +0000',
      requestTimeEpoch: TIME,
      resourceId: 'ANY /pets/{id}',
      resourcePath: '/pets/{id}',
      stage: 'prod',
    },
    pathParameters: { id: '7' },
    stageVariables: null,
    body: '{"a":1}',
    isBase64Encoded: false,
  });
});

test('of $default, format 1.0 says null where there is nothing', () => {
  expect(eventOf(http('1.0', '$default'), '/x')).toMatchObject({
    resource: '$default',
    path: '/x',
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { resourceId: '$default', resourcePath: '$default', stage: '$default', path: '/x' },
  });
});

// AWS: SEMANTICS, section 6, HTTP 2.0.
test.each([
  '1.0',
  '2.0',
] as const)('format %s says that there is no body, unless the client says a length', (format) => {
  const headersOf = (request: RequestInput) => (eventOf(http(format), request) as { headers: object }).headers;
  const name = format === '1.0' ? 'Content-Length' : 'content-length';
  expect(headersOf('GET /pets/7')).toHaveProperty(name, '0');
  expect(headersOf({ url: '/pets/7', headers: { 'content-length': '3' } })).toHaveProperty(name, '3');
  expect(headersOf({ url: '/pets/7', method: 'POST', body: 'hello' })).toHaveProperty(name, '5');
});

describe('the event of an HTTP API in format 2.0', () => {
  const context = (
    route: string,
    stage: string,
    method: string,
    path: string,
    userAgent: string,
    sourceIp: string,
  ) => ({
    accountId: '111122223333',
    apiId: ID,
    domainName: HOST,
    domainPrefix: ID,
    http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent },
    requestId: LONG_ID,
    routeKey: route,
    stage,
    time: '09/Nov/2026:08:07:06 +0000',
    timeEpoch: TIME,
  });

  test('has every field', () => {
    expect(eventOf(http('2.0'), POST)).toEqual({
      version: '2.0',
      routeKey: 'ANY /pets/{id}',
      rawPath: '/prod/pets/7',
      rawQueryString: 'color=red&color=blue&size=1',
      cookies: ['a=1', 'b=2'],
      headers: {
        'user-agent': 'curl/8',
        'content-type': 'application/json',
        'x-many': 'one,two',
        'content-length': '7',
        host: HOST,
        'x-amzn-trace-id': TRACE,
        'x-forwarded-for': '198.51.100.7',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { color: 'red,blue', size: '1' },
      requestContext: context('ANY /pets/{id}', 'prod', 'POST', '/prod/pets/7', 'curl/8', '198.51.100.7'),
      body: '{"a":1}',
      pathParameters: { id: '7' },
      isBase64Encoded: false,
    });
  });

  test('leaves out what there is not', () => {
    expect(eventOf(http('2.0', '$default'), '/x')).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/x',
      rawQueryString: '',
      headers: {
        host: HOST,
        // Observed: events of a plain GET of curl and of Firefox (2021 to 2023), which send no such header.
        'content-length': '0',
        'x-amzn-trace-id': TRACE,
        'x-forwarded-for': '203.0.113.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      requestContext: context('$default', '$default', 'GET', '/x', '', '203.0.113.1'),
      isBase64Encoded: false,
    });
  });

  test('is what an integration without a format gets', () => {
    const api = createApi({ type: 'http', id: ID, routes: { $default: FUNCTION } });
    expect(eventOf(api, '/')).toMatchObject({ version: '2.0' });
  });
});
