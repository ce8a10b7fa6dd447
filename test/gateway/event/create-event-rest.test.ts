// Does the function get the event of a REST API, field by field?

import { describe, expect, test } from '@jest/globals';
import { createApi } from '../../../src/gateway/create-api.js';
import { FUNCTION } from '../calls.js';
import { eventOf, HOST, ID, LONG_ID, NOBODY, POST, rest, TIME, TRACE, UUID } from './events.js';

// Recorded: SEMANTICS, section 6, REST.
describe('the event of a REST API', () => {
  test('has every field', () => {
    expect(eventOf(rest, POST)).toEqual({
      resource: '/pets/{id}',
      path: '/pets/7',
      httpMethod: 'POST',
      headers: {
        'User-Agent': 'curl/8',
        'content-type': 'application/json',
        'X-Many': 'two',
        cookie: 'a=1; b=2',
        Host: HOST,
        'X-Amzn-Trace-Id': TRACE,
        'X-Forwarded-For': '198.51.100.7',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: {
        'User-Agent': ['curl/8'],
        'content-type': ['application/json'],
        'X-Many': ['one', 'two'],
        cookie: ['a=1; b=2'],
        Host: [HOST],
        'X-Amzn-Trace-Id': [TRACE],
        'X-Forwarded-For': ['198.51.100.7'],
        'X-Forwarded-Port': ['443'],
        'X-Forwarded-Proto': ['https'],
      },
      queryStringParameters: { color: 'blue', size: '1' },
      multiValueQueryStringParameters: { color: ['red', 'blue'], size: ['1'] },
      pathParameters: { id: '7' },
      stageVariables: null,
      requestContext: {
        accountId: '111122223333',
        apiId: ID,
        deploymentId: '000000',
        domainName: HOST,
        domainPrefix: ID,
        extendedRequestId: LONG_ID,
        httpMethod: 'POST',
        identity: { ...NOBODY, sourceIp: '198.51.100.7', userAgent: 'curl/8' },
        path: '/prod/pets/7',
        protocol: 'HTTP/1.1',
        requestId: UUID,
        requestTime: '09/Nov/2026:08:07:06 +0000',
        requestTimeEpoch: TIME,
        resourceId: '000000',
        resourcePath: '/pets/{id}',
        stage: 'prod',
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  test('says null where there is nothing', () => {
    const api = createApi({ type: 'rest', id: ID, stage: 'prod', routes: { 'GET /': FUNCTION } });
    expect(eventOf(api, '/')).toMatchObject({
      path: '/',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { path: '/prod/', identity: { ...NOBODY, sourceIp: '203.0.113.1', userAgent: null } },
    });
  });
});
