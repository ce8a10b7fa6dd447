// Are the answers of API Gateway's own those that AWS gives, byte for byte?

import { describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../src/gateway/event/facts.js';
import {
  doubtsAboutAnswer,
  type GatewayAnswer,
  gatewayFrame,
  gatewayResponse,
} from '../../../src/gateway/response/gateway-response.js';
import type { ApiType } from '../../../src/model/api.js';
import { headerValue } from '../../../src/model/http.js';
import { CLOCK } from '../../support/simulating.js';

const FACTS = factsOf(CLOCK);
const NOBODY = { headers: [] };

/** `errorType`: undefined where nothing is said of it. */
type Row = readonly [answer: GatewayAnswer, status: number, body: string, errorType: string | undefined];
type HttpRow = readonly [answer: GatewayAnswer, status: number, body: string];

const REST: readonly Row[] = [
  ['noRoute', 403, '{"message":"Missing Authentication Token"}', 'MissingAuthenticationTokenException'],
  ['noStage', 403, '{"message":"Forbidden"}', 'ForbiddenException'],
  ['configuration', 500, '{"message": "Internal server error"}', 'InternalServerErrorException'],
  ['functionFailed', 502, '{"message": "Internal server error"}', 'InternalServerErrorException'],
  ['timeout', 504, '{"message": "Endpoint request timed out"}', undefined],
  ['tooLong', 413, '{"message": "Request Too Long"}', 'BadRequestException'],
  ['tooLongPayload', 413, 'HTTP content length exceeded 10485760 bytes.', undefined],
  ['unsupportedMediaType', 415, '{"message": "Unsupported Media Type"}', 'UnsupportedMediaTypeException'],
  ['unauthorized', 401, '{"message":"Unauthorized"}', 'UnauthorizedException'],
  ['accessDenied', 403, '{"Message":"User is not authorized to access this resource"}', 'AccessDeniedException'],
  [
    'explicitDeny',
    403,
    '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    'AccessDeniedException',
  ],
  ['authorizerFailed', 500, '{"message":null}', 'AuthorizerFailureException'],
  ['authorizerConfiguration', 500, '{"message":null}', 'AuthorizerConfigurationException'],
];

const HTTP: readonly HttpRow[] = [
  ['noRoute', 404, '{"message":"Not Found"}'],
  ['noStage', 404, '{"message":"Not Found"}'],
  ['configuration', 500, '{"message":"Internal Server Error"}'],
  ['functionFailed', 500, '{"message":"Internal Server Error"}'],
  ['timeout', 503, '{"message":"Service Unavailable"}'],
  ['tooLong', 413, '{"message":"Request Entity Too Large"}'],
  ['tooLongPayload', 413, '{"message":"Request Entity Too Large"}'],
  ['unauthorized', 401, '{"message":"Unauthorized"}'],
  ['accessDenied', 403, '{"message":"Forbidden"}'],
  ['explicitDeny', 403, '{"message":"Forbidden"}'],
  ['authorizerFailed', 500, '{"message":"Internal Server Error"}'],
  ['authorizerConfiguration', 500, '{"message":"Internal Server Error"}'],
];

describe('REST APIs', () => {
  test.each(REST)('%s', (answer, status, body, errorType) => {
    const response = gatewayResponse('rest', answer, FACTS, NOBODY);
    expect(response).toMatchObject({ status, body, isBase64: false });
    expect(headerValue(response.headers, 'content-length')).toBe(String(body.length));
    if (errorType !== undefined) expect(headerValue(response.headers, 'x-amzn-errortype')).toBe(errorType);
  });

  test('the refused call has 36 bytes, and all its headers', () => {
    expect(gatewayResponse('rest', 'configuration', FACTS, NOBODY).headers).toEqual([
      ['Content-Type', 'application/json'],
      ['Content-Length', '36'],
      ['Connection', 'keep-alive'],
      ['Date', 'Sun, 01 Nov 2026 12:34:56 GMT'],
      ['x-amzn-RequestId', FACTS.requestId],
      ['x-amzn-ErrorType', 'InternalServerErrorException'],
      ['x-amz-apigw-id', FACTS.extendedRequestId],
    ]);
  });
});

describe('HTTP APIs', () => {
  test.each(HTTP)('%s', (answer, status, body) => {
    const response = gatewayResponse('http', answer, FACTS, NOBODY);
    expect(response).toMatchObject({ status, body, isBase64: false });
    expect(headerValue(response.headers, 'x-amzn-errortype')).toBeUndefined();
  });

  test('the refused call has 35 bytes, and all its headers', () => {
    expect(gatewayResponse('http', 'configuration', FACTS, NOBODY).headers).toEqual([
      ['Content-Type', 'application/json'],
      ['Content-Length', '35'],
      ['Connection', 'keep-alive'],
      ['Date', 'Sun, 01 Nov 2026 12:34:56 GMT'],
      ['Apigw-Requestid', FACTS.extendedRequestId],
    ]);
  });
});

describe('WebSocket APIs', () => {
  test.each<[answer: GatewayAnswer, status: number]>([
    ['noStage', 403],
    ['configuration', 500],
    ['functionFailed', 502],
    ['unauthorized', 401],
    ['accessDenied', 403],
    ['explicitDeny', 403],
  ])('a handshake is refused: %s', (answer, status) => {
    expect(gatewayResponse('websocket', answer, FACTS, NOBODY).status).toBe(status);
  });

  test.each([
    ['timeout', 504, 'Endpoint request timed out'],
    ['tooLong', 413, 'Request Too Long'],
  ] as const)('a handshake is refused with the words of a REST API: %s', (answer, status, message) => {
    const response = gatewayResponse('websocket', answer, FACTS, NOBODY);
    expect(response).toMatchObject({ status, body: `{"message": "${message}"}` });
  });

  // Observed: middyjs/middy issue 1219, byte for byte.
  test('a frame has a blank behind its message and its commas alone', () => {
    const facts = { ...FACTS, connectionId: 'ZmDx-dJ4FiACFkQ=', extendedRequestId: 'ZmDyDGyFliAFhVQ=' };
    expect(gatewayFrame('functionFailed', facts)).toBe(
      '{"message": "Internal server error", "connectionId":"ZmDx-dJ4FiACFkQ=", "requestId":"ZmDyDGyFliAFhVQ="}',
    );
  });

  test.each<[answer: GatewayAnswer, message: string]>([
    ['noRoute', 'Forbidden'],
    ['functionFailed', 'Internal server error'],
    ['configuration', 'Internal server error'],
    ['timeout', 'Endpoint request timed out'],
  ])('a frame: %s', (answer, message) => {
    const ids = `"connectionId":"${FACTS.connectionId}", "requestId":"${FACTS.extendedRequestId}"`;
    expect(gatewayFrame(answer, FACTS)).toBe(`{"message": "${message}", ${ids}}`);
  });
});

test('a client that wants the connection closed gets it closed', () => {
  const { headers } = gatewayResponse('rest', 'noRoute', FACTS, { headers: [['CONNECTION', 'close']] });
  expect(headerValue(headers, 'connection')).toBe('close');
});

describe('an answer that is only observed, or inferred, is told as such', () => {
  test.each<[type: ApiType, answer: GatewayAnswer, grades: string]>([
    ['rest', 'noRoute', ''],
    ['rest', 'configuration', ''],
    ['rest', 'functionFailed', ''],
    ['rest', 'timeout', ''],
    ['rest', 'noStage', 'O'],
    ['rest', 'tooLong', 'O'],
    ['rest', 'authorizerFailed', 'O'],
    ['http', 'noRoute', ''],
    ['http', 'unauthorized', ''],
    ['http', 'configuration', 'O'],
    ['http', 'functionFailed', 'O'],
    ['http', 'timeout', 'O'],
    ['http', 'tooLong', 'O'],
    ['websocket', 'unauthorized', ''],
    ['websocket', 'explicitDeny', ''],
    ['websocket', 'functionFailed', 'O'],
    ['websocket', 'timeout', 'I'],
    ['websocket', 'configuration', 'I'],
  ])('%s, %s: %j', (type, answer, grades) => {
    expect(
      doubtsAboutAnswer(type, answer)
        .map(({ grade }) => grade)
        .join(),
    ).toBe(grades);
  });
});
