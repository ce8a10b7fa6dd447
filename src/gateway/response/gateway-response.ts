// What does API Gateway answer of its own accord, when no function's response reaches the caller?

import type { ApiType } from '../../model/api.js';
import type { Caveat } from '../../model/decision.js';
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
  /** Users saw it, and no page or recording has it. */
  readonly isOnlySeen?: true;
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
  noStage: { status: 403, body: '{"message":"Forbidden"}', errorType: 'ForbiddenException', isOnlySeen: true },
  // Recorded: 36 bytes, with the blank.
  configuration: { status: 500, body: INTERNAL, errorType: 'InternalServerErrorException' },
  functionFailed: { status: 502, body: INTERNAL, errorType: 'InternalServerErrorException' },
  timeout: {
    status: 504,
    body: '{"message": "Endpoint request timed out"}',
    errorType: 'InternalServerErrorException',
  },
  // Observed: koki-develop/lgtm-generator issue 10, both: more than Lambda takes, and more than API Gateway does.
  tooLong: {
    status: 413,
    body: '{"message": "Request Too Long"}',
    errorType: 'BadRequestException',
    isOnlySeen: true,
  },
  tooLongPayload: {
    status: 413,
    body: 'HTTP content length exceeded 10485760 bytes.',
    contentType: 'text; charset=utf-8',
    isOnlySeen: true,
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
  authorizerFailed: {
    status: 500,
    body: '{"message":null}',
    errorType: 'AuthorizerFailureException',
    isOnlySeen: true,
  },
  authorizerConfiguration: {
    status: 500,
    body: '{"message":null}',
    errorType: 'AuthorizerConfigurationException',
    isOnlySeen: true,
  },
} as const satisfies Record<string, Answer>;

export type GatewayAnswer = keyof typeof REST;

const HTTP_INTERNAL: Answer = { status: 500, body: '{"message":"Internal Server Error"}', isOnlySeen: true };
const HTTP_FORBIDDEN = { status: 403, body: '{"message":"Forbidden"}' };
const NOT_FOUND = { status: 404, body: '{"message":"Not Found"}' };
const TOO_LARGE: Answer = { status: 413, body: '{"message":"Request Entity Too Large"}', isOnlySeen: true };

// AWS: API Gateway guide, "Create routes for HTTP APIs" (404), "Control access to HTTP APIs with AWS Lambda authorizers"
// (that there are 401 and 403). Observed: the bodies; 500 has 35 bytes.
const HTTP: Readonly<Record<GatewayAnswer, Answer>> = {
  noRoute: NOT_FOUND,
  noStage: NOT_FOUND,
  configuration: HTTP_INTERNAL,
  functionFailed: HTTP_INTERNAL,
  timeout: { status: 503, body: '{"message":"Service Unavailable"}', isOnlySeen: true },
  tooLong: TOO_LARGE,
  tooLongPayload: TOO_LARGE,
  unsupportedMediaType: { status: 415, body: '{"message":"Unsupported Media Type"}' },
  unauthorized: { status: 401, body: '{"message":"Unauthorized"}' },
  accessDenied: HTTP_FORBIDDEN,
  explicitDeny: HTTP_FORBIDDEN,
  authorizerFailed: HTTP_INTERNAL,
  authorizerConfiguration: HTTP_INTERNAL,
};

/** What such an answer leans on. */
export function doubtsAboutAnswer(type: ApiType, answer: GatewayAnswer): readonly Caveat[] {
  if (type === 'websocket') return doubtsAboutHandshake(answer);
  const { isOnlySeen } = (type === 'http' ? HTTP : REST)[answer] as Answer;
  return isOnlySeen === true ? [{ grade: 'O', message: "this answer of API Gateway's own is not documented" }] : [];
}

// AWS: API Gateway guide, "The $connect route": 401 and 403 where authorization fails.
const DOCUMENTED_REFUSALS: readonly GatewayAnswer[] = ['unauthorized', 'accessDenied', 'explicitDeny'];

// Observed: serverless-websockets-plugin issue 13: 502 of a function that fails.
function doubtsAboutHandshake(answer: GatewayAnswer): readonly Caveat[] {
  if (DOCUMENTED_REFUSALS.includes(answer)) return [];
  if (answer === 'functionFailed')
    return [{ grade: 'O', message: 'that the handshake is refused with 502 is not documented' }];
  return [{ grade: 'I', message: 'that a handshake is refused as a REST API refuses a request is inferred' }];
}

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

// Observed: middyjs/middy issue 1219, nearst/laconia issue 41, aws-samples/simple-websockets-chat-app issue 42: blanks and
// all. Inferred: that of a timeout, from REST APIs.
/** The frame that a client gets where its message leads to no function's response. */
export function gatewayFrame(answer: GatewayAnswer, { connectionId, extendedRequestId }: Facts): string {
  const message =
    answer === 'noRoute' ? 'Forbidden' : answer === 'timeout' ? 'Endpoint request timed out' : 'Internal server error';
  return `{"message": "${message}", "connectionId":"${connectionId}", "requestId":"${extendedRequestId}"}`;
}

/** What the words of such a frame lean on. */
export function doubtsAboutFrame(answer: GatewayAnswer): readonly Caveat[] {
  return answer === 'timeout'
    ? [{ grade: 'I', message: 'that a timeout is told in such a message is inferred' }]
    : [{ grade: 'O', message: 'that a failure is told in such a message is not documented' }];
}
