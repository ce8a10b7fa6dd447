// Which API do a few words describe: its type, its routes, and the function they call?

import { API_TYPES, type Api, type ApiRoute, type ApiType, PAYLOAD_FORMATS, type PayloadFormat } from '../model/api.js';
import { parseIntegrationUri } from './integration-uri.js';
import { parseRoute } from './route.js';

export interface ApiInput {
  readonly type: ApiType;
  readonly id?: string;
  /** Default: the function's. */
  readonly region?: string;
  readonly account?: string;
  /** Default: `$default` for HTTP APIs. */
  readonly stage?: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** Route key to the ARN of the function that it calls, with its version or alias. */
  readonly routes: Readonly<Record<string, string>>;
  /** HTTP APIs; default 2.0. */
  readonly payloadFormat?: PayloadFormat;
  readonly binaryMediaTypes?: readonly string[];
  /** WebSocket APIs: results are sent back as messages. */
  readonly hasResponses?: boolean;
  /** WebSocket APIs; default `$request.body.action`. */
  readonly routeSelectionExpression?: string;
}

/** An API whose routes all have proxy integrations. Throws a TypeError for a route key or a function that is none. */
export function createApi(input: ApiInput): Api {
  const {
    type,
    id,
    region,
    account,
    binaryMediaTypes,
    stageVariables,
    stage = type === 'http' ? '$default' : undefined,
  } = input;
  if (!API_TYPES.includes(type))
    throw new TypeError(`expected one of ${API_TYPES.join(', ')}, found \`${String(type)}\``);
  if (input.payloadFormat !== undefined && !PAYLOAD_FORMATS.includes(input.payloadFormat))
    throw new TypeError(`expected one of ${PAYLOAD_FORMATS.join(', ')}, found \`${String(input.payloadFormat)}\``);
  const routes = Object.entries(input.routes).map(([key, fn]) => routeOf(input, key, fn));
  const twice = routes.find(({ key }, index) => routes.findIndex((route) => route.key === key) !== index);
  if (twice !== undefined) throw new TypeError(`\`${twice.key}\` stands there twice`);
  const named =
    stage === undefined
      ? []
      : [{ name: stage, ...(stageVariables === undefined ? {} : { variables: stageVariables }) }];
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    stages: named,
    routes,
    ...(input.routeSelectionExpression === undefined
      ? {}
      : { routeSelectionExpression: input.routeSelectionExpression }),
    ...(binaryMediaTypes === undefined ? {} : { binaryMediaTypes }),
  };
}

function routeOf({ type, payloadFormat, hasResponses }: ApiInput, text: string, fn: string): ApiRoute {
  const route = parseRoute(type, text);
  if (typeof route === 'string') throw new TypeError(route);
  const { target } = parseIntegrationUri(fn);
  if (target.kind === 'none') throw new TypeError(`expected the ARN of a function, found \`${fn}\``);
  const format = type === 'http' && payloadFormat !== undefined ? { payloadFormat } : {};
  const key = route.kind === 'key' ? route.key : `${route.method} ${route.path}`;
  const hasResponse = type === 'websocket' && hasResponses === true ? { hasResponse: true } : {};
  return { key, integration: { type: 'AWS_PROXY', target, ...format }, ...hasResponse };
}
