// Are the answers of API Gateway's own those that AWS gives, byte for byte?

import { describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../src/gateway/event/facts.js';
import { type GatewayAnswer, gatewayFrame, gatewayResponse } from '../../../src/gateway/response/gateway-response.js';
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

  test.each(['forbidden', 'internal'] as const)('a frame: %s', (answer) => {
    const message = answer === 'forbidden' ? 'Forbidden' : 'Internal server error';
    const ids = `"connectionId":"${FACTS.connectionId}","requestId":"${FACTS.extendedRequestId}"`;
    expect(gatewayFrame(answer, FACTS)).toBe(`{"message":"${message}",${ids}}`);
  });
});

test('a client that wants the connection closed gets it closed', () => {
  const { headers } = gatewayResponse('rest', 'noRoute', FACTS, { headers: [['CONNECTION', 'close']] });
  expect(headerValue(headers, 'connection')).toBe('close');
});
