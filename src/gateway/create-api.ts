// Which API do a few words describe: its type, its routes, and the function they call?

import { API_TYPES, type Api, type ApiRoute, type ApiType, type PayloadFormat } from '../model/api.js';
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
    routes: Object.entries(input.routes).map(([key, fn]) => routeOf(type, key, fn, input.payloadFormat)),
    ...(binaryMediaTypes === undefined ? {} : { binaryMediaTypes }),
  };
}

function routeOf(type: ApiType, text: string, fn: string, payloadFormat: PayloadFormat | undefined): ApiRoute {
  const route = parseRoute(type, text);
  if (typeof route === 'string') throw new TypeError(route);
  const { target } = parseIntegrationUri(fn);
  if (target.kind === 'none') throw new TypeError(target.reason);
  const format = type === 'http' && payloadFormat !== undefined ? { payloadFormat } : {};
  const key = route.kind === 'key' ? route.key : `${route.method} ${route.path}`;
  return { key, integration: { type: 'AWS_PROXY', target, ...format } };
}
