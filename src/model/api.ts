// What is an API? Its stages, its routes, and the function that each of them calls.

import type { Place } from './place.js';

export const API_TYPES = ['rest', 'http', 'websocket'] as const;
export type ApiType = (typeof API_TYPES)[number];

export const API_TYPE_NAMES: Readonly<Record<ApiType, string>> = {
  rest: 'REST API',
  http: 'HTTP API',
  websocket: 'WebSocket API',
};

/** An API as it is deployed. What is undefined is not said, and nobody fills it in. */
export interface Api {
  readonly type: ApiType;
  readonly id?: string;
  readonly region?: string;
  readonly account?: string;
  readonly name?: string;
  readonly stages: readonly Stage[];
  readonly routes: readonly ApiRoute[];
  readonly authorizers?: readonly Authorizer[];
  /** Some of its document could not be read: there may be routes that are not here. */
  readonly isIncomplete?: boolean;
  /** What changes its answers and is not simulated, in words. */
  readonly unsimulated?: readonly string[];
  /** REST APIs: the content types whose bodies are bytes. */
  readonly binaryMediaTypes?: readonly string[];
  /** HTTP APIs: what preflight requests are answered with. */
  readonly cors?: Cors;
  /** WebSocket APIs: where a message names its route; default `$request.body.action`. */
  readonly routeSelectionExpression?: string;
}

export interface Stage {
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** The keys of the routes that are deployed to it; default: all of the API's. */
  readonly routes?: readonly string[];
}

export interface ApiRoute {
  /** A route key: `GET /pets/{petId}`, `ANY /{proxy+}`, `$default`, `$connect`. */
  readonly key: string;
  /** Undefined where the route has none, or none that could be read. */
  readonly integration?: Integration;
  /** The name of the authorizer that is asked first. */
  readonly authorizer?: string;
  /** As `unsimulated` of the API. */
  readonly unsimulated?: readonly string[];
  /** WebSocket APIs: the function's result is sent back as a message. */
  readonly hasResponse?: boolean;
  /** Where a document declares it. */
  readonly place?: Place;
}

/** The function that is called, with its version or alias, or why that is not known. */
export type Target =
  | { readonly kind: 'function'; readonly arn: string }
  /** `${stageVariables.name}` stands in it: known in a stage that has the variables. */
  | { readonly kind: 'variables'; readonly template: string; readonly names: readonly string[] }
  /** A value that a template fills in when it is deployed. */
  | { readonly kind: 'hole'; readonly text: string }
  /** No function at all. */
  | { readonly kind: 'none'; readonly reason: string };

// AWS: API Gateway API reference, Integration, `type`.
export const INTEGRATION_TYPES = ['AWS_PROXY', 'AWS', 'HTTP_PROXY', 'HTTP', 'MOCK'] as const;
export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

// AWS: API Gateway API reference, Integration, `passthroughBehavior`.
export const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
export type PassthroughBehavior = (typeof PASSTHROUGH_BEHAVIORS)[number];

export const PAYLOAD_FORMATS = ['1.0', '2.0'] as const;
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number];

export interface Integration {
  readonly type: IntegrationType;
  readonly target: Target;
  /** The role that API Gateway calls with; `arn:aws:iam::*:user/*` is the caller's own. */
  readonly credentials?: string;
  /** The region that its URI names, which has to be the function's. */
  readonly region?: string;
  /** The method of the integration request: Lambda takes POST only. */
  readonly httpMethod?: string;
  /** HTTP APIs: which event and which response. */
  readonly payloadFormat?: PayloadFormat;
  /** How long API Gateway waits, in milliseconds. */
  readonly timeout?: number;
  /** The response is streamed. */
  readonly isStreaming?: boolean;
  readonly passthroughBehavior?: PassthroughBehavior;
  /** Content type to mapping template. */
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly requestParameters?: Readonly<Record<string, string>>;
  readonly responses?: readonly IntegrationResponse[];
}

/** What becomes of a result that a REST API's custom integration selects. */
export interface IntegrationResponse {
  /** A regular expression of Java's for the whole error message; undefined for the default. */
  readonly selectionPattern?: string;
  readonly statusCode: string;
  /** `method.response.header.name` to a value in quotes, or to where it stands. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Content type to mapping template. */
  readonly templates?: Readonly<Record<string, string>>;
}

export interface Authorizer {
  readonly name: string;
  /** The id that its source ARN has; an exported document does not say it. */
  readonly id?: string;
  /** `other`: no Lambda function decides (JWT, Cognito, IAM). */
  readonly kind: 'token' | 'request' | 'other';
  readonly target: Target;
  readonly credentials?: string;
  /** Where the caller's identity stands: `method.request.header.Authorization`, `$request.header.Authorization`. */
  readonly identitySources: readonly string[];
  /** A regular expression of Java's for the whole token. */
  readonly identityValidationExpression?: string;
  /** HTTP APIs. */
  readonly payloadFormat?: PayloadFormat;
  /** HTTP APIs: the function answers `isAuthorized` rather than with a policy. */
  readonly hasSimpleResponses?: boolean;
}

// AWS: API Gateway v2 API reference, Cors.
export interface Cors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  /** In seconds. */
  readonly maxAge?: number;
}
