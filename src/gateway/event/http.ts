// Which event does an HTTP API send to a function, in payload format 1.0 and 2.0?

import { type HeaderLines, headerValue } from '../../model/http.js';
import { httpBody } from './body.js';
import type { EventInput } from './event-input.js';
import { clfTime } from './facts.js';
import { lowerCaseHeaders, pascalCased } from './headers.js';
import { grouped, last, percentDecoded, queryOf, single, splitTarget } from './query.js';
import { authorizerOf, identityOf, isEmpty, resourceOf } from './rest.js';

const joined = (values: readonly string[]) => values.join(',');

// AWS: API Gateway guide, "Create AWS Lambda proxy integrations for HTTP APIs", payload format 1.0. Recorded: `resourceId`
// is the route key, names of headers are Pascal-cased.
export function httpEvent1(input: EventInput) {
  const { match, request, home, facts } = input;
  const { path, rawQuery } = splitTarget(request.target);
  const multiValueHeaders = grouped(
    withLength(lowerCaseHeaders(input.arrival)).map(([name, value]) => [pascalCased(name), value]),
  );
  const query = grouped(queryOf(rawQuery));
  const { body = null, isBase64Encoded } = httpBody(request.body, request.headers);
  return {
    version: '1.0',
    resource: resourceOf(match.route.key),
    path,
    httpMethod: request.method,
    headers: single(multiValueHeaders, last) ?? {},
    multiValueHeaders: multiValueHeaders ?? {},
    queryStringParameters: single(query, last) ?? null,
    multiValueQueryStringParameters: query ?? null,
    requestContext: {
      accountId: home.account,
      apiId: home.id,
      ...authorizerOf(input),
      domainName: home.host,
      domainPrefix: home.id,
      extendedRequestId: facts.extendedRequestId,
      httpMethod: request.method,
      identity: identityOf(input.arrival.sourceIp, headerValue(request.headers, 'user-agent')),
      path: percentDecoded(path),
      protocol: 'HTTP/1.1',
      requestId: facts.extendedRequestId,
      requestTime: clfTime(facts.time),
      requestTimeEpoch: facts.time,
      resourceId: match.route.key,
      resourcePath: resourceOf(match.route.key),
      stage: match.stage.name,
    },
    pathParameters: isEmpty(match.parameters) ? null : match.parameters,
    stageVariables: match.stage.variables ?? null,
    body,
    isBase64Encoded,
  };
}

// AWS: API Gateway guide, "Create AWS Lambda proxy integrations for HTTP APIs", payload format 2.0: what is absent is left out.
export function httpEvent2(input: EventInput) {
  const { match, request } = input;
  const { path, rawQuery } = splitTarget(request.target);
  const headers = withLength(lowerCaseHeaders(input.arrival));
  const cookies = headers.flatMap(([name, value]) => (name === 'cookie' ? value.split(/;\s*/).filter(Boolean) : []));
  const query = single(grouped(queryOf(rawQuery)), joined);
  const { body, isBase64Encoded } = httpBody(request.body, request.headers);
  return {
    version: '2.0',
    routeKey: match.route.key,
    // The stage stands in it where it stands in the URL: `$default` does not.
    rawPath: percentDecoded(path),
    rawQueryString: rawQuery,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: single(grouped(headers.filter(([name]) => name !== 'cookie')), joined) ?? {},
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: httpContext(input),
    ...(body === undefined ? {} : { body }),
    ...(isEmpty(match.parameters) ? {} : { pathParameters: match.parameters }),
    isBase64Encoded,
    ...(match.stage.variables === undefined ? {} : { stageVariables: match.stage.variables }),
  };
}

// Observed: `content-length: 0` stands in events of requests that had no body and said nothing of its length.
function withLength(headers: HeaderLines): HeaderLines {
  return headers.some(([name]) => name === 'content-length') ? headers : [...headers, ['content-length', '0']];
}

/** `requestContext` of payload format 2.0, also of an authorizer's. */
export function httpContext({ match, request, home, facts, arrival, authorizer }: EventInput) {
  return {
    accountId: home.account,
    apiId: home.id,
    ...(authorizer === undefined ? {} : { authorizer }),
    domainName: home.host,
    domainPrefix: home.id,
    http: {
      method: request.method,
      path: percentDecoded(splitTarget(request.target).path),
      protocol: 'HTTP/1.1',
      sourceIp: arrival.sourceIp,
      userAgent: headerValue(request.headers, 'user-agent') ?? '',
    },
    requestId: facts.extendedRequestId,
    routeKey: match.route.key,
    stage: match.stage.name,
    time: clfTime(facts.time),
    timeEpoch: facts.time,
  };
}
