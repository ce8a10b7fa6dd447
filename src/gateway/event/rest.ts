// Which event does a REST API send to a function?

import { headerValue } from '../../model/http.js';
import { restBody } from './body.js';
import type { AuthorizerContext, EventInput } from './event-input.js';
import { clfTime } from './facts.js';
import { restHeaders } from './headers.js';
import { grouped, last, queryOf, single, splitTarget } from './query.js';

const orNull = <T>(value: T | undefined) => value ?? null;

// Recorded: every member of it, and that what is absent is null.
export function restEvent(input: EventInput) {
  const { api, match, request, home } = input;
  const { target, method, headers, body } = request;
  const multiValueHeaders = grouped(restHeaders(input.arrival));
  const query = grouped(queryOf(splitTarget(target).rawQuery));
  const { body: text, isBase64Encoded } = restBody(body, headers, api.binaryMediaTypes);
  return {
    resource: resourceOf(match.route.key),
    path: match.path,
    httpMethod: method,
    // Never null: the host is always there.
    headers: single(multiValueHeaders, last) ?? {},
    multiValueHeaders: multiValueHeaders ?? {},
    queryStringParameters: orNull(single(query, last)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: isEmpty(match.parameters) ? null : match.parameters,
    stageVariables: orNull(match.stage.variables),
    requestContext: {
      resourceId: input.facts.resourceId,
      ...authorizerOf(input),
      resourcePath: resourceOf(match.route.key),
      httpMethod: method,
      extendedRequestId: input.facts.extendedRequestId,
      requestTime: clfTime(input.facts.time),
      path: splitTarget(target).path,
      accountId: home.account,
      protocol: 'HTTP/1.1',
      stage: match.stage.name,
      domainPrefix: home.id,
      requestTimeEpoch: input.facts.time,
      requestId: input.facts.requestId,
      identity: identityOf(input.arrival.sourceIp, headerValue(headers, 'user-agent')),
      domainName: home.host,
      deploymentId: input.facts.deploymentId,
      apiId: home.id,
    },
    body: orNull(text),
    isBase64Encoded,
  };
}

/** What an authorizer handed on; the member is not there where none was asked. */
export function authorizerOf({ authorizer }: EventInput) {
  return (authorizer === undefined ? {} : { authorizer }) as { authorizer: AuthorizerContext | undefined };
}

/** `/pets/{petId}` of `GET /pets/{petId}`. */
export function resourceOf(routeKey: string): string {
  const space = routeKey.indexOf(' ');
  return space === -1 ? routeKey : routeKey.slice(space).trim();
}

/** `requestContext.identity`, as `@types/aws-lambda` names it; recorded events lack the three members about API keys. */
export interface Identity {
  apiKey: string | null;
  apiKeyId: string | null;
  clientCert: null;
  cognitoIdentityPoolId: null;
  accountId: null;
  cognitoIdentityId: null;
  caller: null;
  sourceIp: string;
  principalOrgId: null;
  accessKey: null;
  cognitoAuthenticationType: null;
  cognitoAuthenticationProvider: null;
  userArn: null;
  userAgent: string | null;
  user: null;
}

export function identityOf(sourceIp: string, userAgent: string | undefined): Identity {
  const recorded: Omit<Identity, 'apiKey' | 'apiKeyId' | 'clientCert'> = {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: orNull(userAgent),
    user: null,
  };
  return recorded as Identity;
}

export function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false;
  return true;
}
