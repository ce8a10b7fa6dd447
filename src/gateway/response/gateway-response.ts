// What does API Gateway answer of its own accord, when no function's response reaches the caller?

import type { ApiType } from '../../model/api.js';
import type { HeaderLines, HttpResponse } from '../../model/http.js';
import type { Facts } from '../event/facts.js';
import { headOf } from './wire.js';

interface Answer {
  readonly status: number;
  readonly body: string;
  /** The value of `x-amzn-ErrorType`, which REST APIs send. */
  readonly errorType?: string;
  /** With one of its own it comes from before API Gateway's ids are given. */
  readonly contentType?: string;
}

const INTERNAL = '{"message": "Internal server error"}';

// Recorded: the response cases of REST APIs. Observed: authorizers and stages in use. AWS: API Gateway guide, "Gateway response types for API Gateway".
const REST = {
  // Recorded: no such resource or method.
  noRoute: {
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
    errorType: 'MissingAuthenticationTokenException',
  },
  // Observed: a stage that is not there.
  noStage: { status: 403, body: '{"message":"Forbidden"}', errorType: 'ForbiddenException' },
  // Recorded: 36 bytes, with the blank.
  configuration: { status: 500, body: INTERNAL, errorType: 'InternalServerErrorException' },
  functionFailed: { status: 502, body: INTERNAL, errorType: 'InternalServerErrorException' },
  timeout: {
    status: 504,
    body: '{"message": "Endpoint request timed out"}',
    errorType: 'InternalServerErrorException',
  },
  // Observed: koki-develop/lgtm-generator issue 10, both: more than Lambda takes, and more than API Gateway does.
  tooLong: { status: 413, body: '{"message": "Request Too Long"}', errorType: 'BadRequestException' },
  tooLongPayload: {
    status: 413,
    body: 'HTTP content length exceeded 10485760 bytes.',
    contentType: 'text; charset=utf-8',
  },
  unsupportedMediaType: {
    status: 415,
    body: '{"message": "Unsupported Media Type"}',
    errorType: 'UnsupportedMediaTypeException',
  },
  unauthorized: { status: 401, body: '{"message":"Unauthorized"}', errorType: 'UnauthorizedException' },
  accessDenied: {
    status: 403,
    body: '{"Message":"User is not authorized to access this resource"}',
    errorType: 'AccessDeniedException',
  },
  explicitDeny: {
    status: 403,
    body: '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    errorType: 'AccessDeniedException',
  },
  // Observed: auth0-samples/jwt-rsa-aws-custom-authorizer pull request 6, chalice issue 670.
  authorizerFailed: { status: 500, body: '{"message":null}', errorType: 'AuthorizerFailureException' },
  authorizerConfiguration: { status: 500, body: '{"message":null}', errorType: 'AuthorizerConfigurationException' },
} as const satisfies Record<string, Answer>;

export type GatewayAnswer = keyof typeof REST;

const HTTP_INTERNAL = { status: 500, body: '{"message":"Internal Server Error"}' };
const HTTP_FORBIDDEN = { status: 403, body: '{"message":"Forbidden"}' };
const NOT_FOUND = { status: 404, body: '{"message":"Not Found"}' };

// AWS: API Gateway guide, "Create routes for HTTP APIs" (404). Observed: the other bodies; 500 has 35 bytes.
const HTTP: Readonly<Record<GatewayAnswer, Answer>> = {
  noRoute: NOT_FOUND,
  noStage: NOT_FOUND,
  configuration: HTTP_INTERNAL,
  functionFailed: HTTP_INTERNAL,
  timeout: { status: 503, body: '{"message":"Service Unavailable"}' },
  tooLong: { status: 413, body: '{"message":"Request Entity Too Large"}' },
  tooLongPayload: { status: 413, body: '{"message":"Request Entity Too Large"}' },
  unsupportedMediaType: { status: 415, body: '{"message":"Unsupported Media Type"}' },
  unauthorized: { status: 401, body: '{"message":"Unauthorized"}' },
  accessDenied: HTTP_FORBIDDEN,
  explicitDeny: HTTP_FORBIDDEN,
  authorizerFailed: HTTP_INTERNAL,
  authorizerConfiguration: HTTP_INTERNAL,
};

// Inferred: the handshake of a WebSocket API is refused as a REST API refuses a request.
/** The response to a request, or to the handshake of a connection. */
export function gatewayResponse(
  type: ApiType,
  answer: GatewayAnswer,
  facts: Facts,
  request: { readonly headers: HeaderLines },
): HttpResponse {
  const { status, body, errorType, contentType } = (type === 'http' ? HTTP : REST)[answer] as Answer;
  const ids: HeaderLines =
    type === 'http'
      ? [['Apigw-Requestid', facts.extendedRequestId]]
      : [
          ['x-amzn-RequestId', facts.requestId],
          ...(errorType === undefined ? [] : [['x-amzn-ErrorType', errorType] as const]),
          ['x-amz-apigw-id', facts.extendedRequestId],
        ];
  const headers: HeaderLines = [
    ...headOf(
      [['Content-Type', contentType ?? 'application/json']],
      { text: body, isBase64: false },
      request.headers,
      facts,
    ),
    ...(contentType === undefined ? ids : []),
  ];
  return { status, headers, body, isBase64: false };
}

// AWS: API Gateway guide, "Set up route responses for a WebSocket API"; inferred: which message it is.
/** The frame that a client gets where its message leads to no function's response. */
export function gatewayFrame(answer: 'forbidden' | 'internal', facts: Facts): string {
  const message = answer === 'forbidden' ? 'Forbidden' : 'Internal server error';
  return JSON.stringify({ message, connectionId: facts.connectionId, requestId: facts.extendedRequestId });
}
