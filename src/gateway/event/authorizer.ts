// Which event does a Lambda authorizer get, and who does the request say it is?

import type { Authorizer, PayloadFormat } from '../../model/api.js';
import { partitionOf } from '../../model/aws.js';
import { headerValue, isSocketEvent } from '../../model/http.js';
import type { EventInput, SocketInput } from './event-input.js';
import { handshakeHeaders } from './headers.js';
import { httpContext, httpEvent1, httpEvent2 } from './http.js';
import { queryOf, splitTarget } from './query.js';
import { restEvent } from './rest.js';
import { handshakeOf, socketContext } from './websocket.js';

/** The method or route that the authorizer is asked about, as an ARN with the path as it was sent. */
// AWS: API Gateway guide, "Input to an API Gateway Lambda authorizer": `methodArn`, and `routeArn` of HTTP APIs.
export function methodArnOf({ home, match, request }: EventInput | SocketInput): string {
  const prefix = `arn:${partitionOf(home.region)}:execute-api:${home.region}:${home.account}:${home.id}/${match.stage.name}`;
  return isSocketEvent(request) ? `${prefix}/${match.route.key}` : `${prefix}/${request.method}${match.path}`;
}

/** The value of each identity source: undefined where the request has none, null where it is not read here. */
export function identitiesOf(
  authorizer: Authorizer,
  input: EventInput | SocketInput,
): readonly (string | undefined | null)[] {
  const { request, match } = input;
  const rawQuery = isSocketEvent(request) ? (request.query ?? '') : splitTarget(request.target).rawQuery;
  return authorizer.identitySources.map((source) => {
    // AWS: API Gateway guide, "x-amazon-apigateway-authorizer object", and "Control access to HTTP APIs with Lambda authorizers".
    const [, kind, name = ''] =
      /^\$?(?:(?:method|route)\.)?(?:request\.)?(header|querystring|stageVariables|context)\.(.+)$/i.exec(
        source.trim(),
      ) ?? [];
    if (kind === undefined) return null;
    if (kind.toLowerCase() === 'context') return contextVariable(name, input);
    const value =
      kind.toLowerCase() === 'header'
        ? headerValue(request.headers, name)
        : kind.toLowerCase() === 'querystring'
          ? queryOf(rawQuery).find(([key]) => key === name)?.[1]
          : ownOf(match.stage.variables, name);
    return value === '' ? undefined : value;
  });
}

// AWS: API Gateway guide, "Variables for data transformations for API Gateway".
/** Those of `$context` that a request says; null where it is another. */
function contextVariable(name: string, { arrival, home, match, request }: EventInput | SocketInput): string | null {
  const known: Readonly<Record<string, string | undefined>> = {
    'identity.sourceIp': arrival.sourceIp,
    'identity.userAgent': headerValue(arrival.headers, 'user-agent'),
    httpMethod: isSocketEvent(request) ? undefined : request.method,
    accountId: home.account,
    apiId: home.id,
    stage: match.stage.name,
    routeKey: match.route.key,
  };
  return ownOf(known, name) ?? null;
}

function ownOf(record: Readonly<Record<string, string | undefined>> = {}, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The event of an authorizer of a REST or an HTTP API. */
export function authorizerEvent(authorizer: Authorizer, input: EventInput, identities: readonly string[]) {
  if (input.api.type === 'http') return httpAuthorizerEvent(authorizer.payloadFormat ?? '2.0', input, identities);
  const methodArn = methodArnOf(input);
  if (authorizer.kind === 'token')
    return { type: 'TOKEN' as const, methodArn, authorizationToken: identities[0] ?? '' };
  const { body: _body, isBase64Encoded: _isBase64Encoded, requestContext, ...event } = restEvent(input);
  return {
    type: 'REQUEST' as const,
    methodArn,
    ...event,
    // AWS: the same page's example: maps are there, though nothing is in them.
    queryStringParameters: event.queryStringParameters ?? {},
    multiValueQueryStringParameters: event.multiValueQueryStringParameters ?? {},
    pathParameters: event.pathParameters ?? {},
    stageVariables: event.stageVariables ?? {},
    requestContext: withoutAuthorizer(requestContext),
  };
}

/** Nothing has been handed on yet. */
function withoutAuthorizer<T extends { authorizer: unknown }>(context: T) {
  return context as Omit<T, 'authorizer'> & { authorizer: undefined };
}

function httpAuthorizerEvent(format: PayloadFormat, input: EventInput, identities: readonly string[]) {
  const arn = methodArnOf(input);
  if (format === '2.0') {
    const { body: _body, isBase64Encoded: _isBase64Encoded, version, ...event } = httpEvent2(input);
    return {
      version,
      type: 'REQUEST' as const,
      routeArn: arn,
      identitySource: [...identities],
      ...event,
      requestContext: httpContext(input),
    };
  }
  const { body: _body, isBase64Encoded: _isBase64Encoded, version, requestContext, ...event } = httpEvent1(input);
  const token = identities.join(',');
  return {
    version,
    type: 'REQUEST' as const,
    methodArn: arn,
    identitySource: token,
    authorizationToken: token,
    ...event,
    requestContext: withoutAuthorizer(requestContext),
  };
}

// AWS: API Gateway guide, "Create a REQUEST Lambda authorizer" for WebSocket APIs: asked when a client connects.
export function socketAuthorizerEvent(input: SocketInput) {
  const {
    queryStringParameters = {},
    multiValueQueryStringParameters = {},
    ...headers
  } = handshakeOf(input, handshakeHeaders(input.arrival)) as Handshake;
  return {
    type: 'REQUEST' as const,
    methodArn: methodArnOf(input),
    ...headers,
    queryStringParameters,
    multiValueQueryStringParameters,
    stageVariables: input.match.stage.variables ?? {},
    requestContext: socketContext(input),
  };
}

interface Handshake {
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
}
