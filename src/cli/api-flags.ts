// Which API do the flags describe: that of a document, or one put together of routes and a function?

import { isSegment } from '../gateway/api-name.js';
import { createApi } from '../gateway/create-api.js';
import { parseInvokeUrl, stageOfUrl } from '../gateway/request.js';
import type { DefinitionReading } from '../input/definition.js';
import {
  API_TYPES,
  type Api,
  type ApiType,
  type Authorizer,
  PAYLOAD_FORMATS,
  type PayloadFormat,
  type Stage,
} from '../model/api.js';
import { isAccountId, isRegion } from '../model/aws.js';
import { demandOneOf, type Io, UsageError } from './command.js';
import { bytesOf, STDIN } from './inputs.js';
import { pairsOf } from './pairs.js';

export interface ApiFlags {
  readonly definition?: string;
  readonly type?: string;
  readonly route?: readonly string[];
  readonly function?: string;
  readonly api?: string;
  readonly apiRegion?: string;
  readonly apiAccount?: string;
  readonly stage?: string;
  readonly payload?: string;
  readonly binaryMediaType?: readonly string[];
  readonly stageVariable?: readonly string[];
  readonly authorizerId?: readonly string[];
  readonly routeResponse?: boolean;
  readonly routeSelection?: string;
}

/** Reads a document; `apiType`: what it is, where it may leave that open. */
export async function readDefinitionFile(
  path: string,
  apiType: string | undefined,
  io: Io,
): Promise<DefinitionReading> {
  const type = typeOf(apiType);
  const found = await bytesOf(path, io);
  const name = path === '-' ? STDIN : path;
  if (!(found instanceof Uint8Array)) return { findings: [found], source: { name, text: '' } };
  const { readDefinition } = await import('../input/definition.js');
  return readDefinition(name, found, { type });
}

export function typeOf(text: string | undefined): ApiType | undefined {
  const found = text?.toLowerCase();
  if (!API_TYPES.some((one) => one === found)) demandOneOf('--type', API_TYPES, text);
  return found as ApiType | undefined;
}

/** The API of the flags alone. `url`: what the request may say of it. */
export function apiOfFlags(flags: ApiFlags, url: string): Api {
  const { route = [], function: fn } = flags;
  const type = typeOf(flags.type);
  const missing = [
    ...(type === undefined ? [`--type ${API_TYPES.join('|')}`] : []),
    ...(route.length === 0 ? ['--route <key>'] : []),
    ...(fn === undefined ? ['--function <arn>'] : []),
  ];
  if (type === undefined || fn === undefined || missing.length > 0)
    throw new UsageError('the API is not described', `add ${missing.join(', ')}, or --definition <file>`);
  return withFlags(created(type, route, fn, flags), flags, url);
}

function created(type: ApiType, keys: readonly string[], fn: string, flags: ApiFlags): Api {
  const { routeResponse: hasResponses, routeSelection: routeSelectionExpression } = flags;
  try {
    return createApi({
      type,
      routes: Object.fromEntries(keys.map((key) => [key, fn])),
      ...(hasResponses === undefined ? {} : { hasResponses }),
      ...(routeSelectionExpression === undefined ? {} : { routeSelectionExpression }),
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

const ONLY_WITHOUT = ['route', 'function'] as const;

/** The API of a document, with what it does not say from the flags. */
export function withDefinition(api: Api, flags: ApiFlags, url: string): Api {
  const idle = ONLY_WITHOUT.filter((name) => flags[name] !== undefined).map((name) => `--${name}`);
  if (idle.length > 0) throw new UsageError(`the definition says what ${idle.join(' and ')} would`, 'leave out either');
  const { stages } = api;
  if (flags.stage !== undefined && stages.length > 0 && !stages.some(({ name }) => name === flags.stage))
    throw new UsageError(
      `there is no stage \`${flags.stage}\` in the definition, only ${stages.map(({ name }) => `\`${name}\``).join(', ')}`,
      'leave out --stage, or give the definition of that stage',
    );
  return withFlags(api, flags, url);
}

function withFlags(api: Api, flags: ApiFlags, url: string): Api {
  demandFormed(flags, api.type);
  const whole = parseInvokeUrl(url);
  if (whole !== undefined && 'fault' in whole) throw new UsageError(whole.fault, whole.hint);
  const id = one('--api', flags.api, api.id, whole?.api.id);
  const region = one('--api-region', flags.apiRegion, api.region, whole?.api.region);
  const account = one('--api-account', flags.apiAccount, api.account);
  const { binaryMediaType } = flags;
  return {
    ...api,
    ...(id === undefined ? {} : { id }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    stages: stagesOf(api, flags, url),
    routes: routesOf(api, flags.payload as PayloadFormat | undefined),
    ...authorizersOf(api, flags),
    ...(binaryMediaType === undefined
      ? {}
      : { binaryMediaTypes: [...(api.binaryMediaTypes ?? []), ...binaryMediaType] }),
  };
}

function demandFormed({ payload, apiRegion, apiAccount, stage, api }: ApiFlags, type: ApiType): void {
  demandOneOf('--payload', PAYLOAD_FORMATS, payload);
  if (payload !== undefined && type !== 'http')
    throw new UsageError('only HTTP APIs have a payload format', 'leave out --payload');
  if (apiRegion !== undefined && !isRegion(apiRegion))
    throw new UsageError(`expected a region such as us-east-2 as --api-region, found \`${apiRegion}\``);
  if (apiAccount !== undefined && !isAccountId(apiAccount))
    throw new UsageError(`expected an account id of 12 digits as --api-account, found \`${apiAccount}\``);
  if (stage !== undefined && !isSegment(stage))
    throw new UsageError(`expected the name of a stage as --stage, found \`${stage}\``);
  if (api !== undefined && !isSegment(api))
    throw new UsageError(`expected an API id such as \`a1b2c3d4e5\` as --api, found \`${api}\``);
}

/** The one thing that flag, document and URL say. */
function one(flag: string, given: string | undefined, ...said: readonly (string | undefined)[]): string | undefined {
  const known = [...new Set([given, ...said].filter((text) => text !== undefined))];
  if (known.length <= 1) return known[0];
  const hint =
    given === undefined ? 'the definition and the URL do not belong together' : `leave out ${flag}, or correct it`;
  throw new UsageError(`${known.map((text) => `\`${text}\``).join(' or ')}? both are said`, hint);
}

/** Those of the API, the one that is asked for among them, with the variables that the flags give it. */
function stagesOf(api: Api, { stage, stageVariable }: ApiFlags, url: string): readonly Stage[] {
  const { stages } = api;
  const wanted = stageOfUrl(api, url, stage);
  if (wanted === undefined) return stages;
  const variables = pairsOf('--stage-variable', stageVariable);
  const known = stages.find(({ name }) => name === wanted);
  const all = { ...known?.variables, ...variables };
  const chosen: Stage = { ...known, name: wanted, ...(Object.keys(all).length === 0 ? {} : { variables: all }) };
  // A stage that a flag names is there, unless a document says which there are; one that a URL names may not be.
  return known === undefined && stage === undefined && stages.length > 0
    ? stages
    : [chosen, ...stages.filter((one) => one !== known)];
}

function routesOf({ routes }: Api, payloadFormat: PayloadFormat | undefined): Api['routes'] {
  if (payloadFormat === undefined) return routes;
  return routes.map((route) =>
    route.integration === undefined ? route : { ...route, integration: { ...route.integration, payloadFormat } },
  );
}

/** With the ids that no exported document says: `name=id`, or an id alone where there is one authorizer. */
function authorizersOf({ authorizers = [] }: Api, { authorizerId = [] }: ApiFlags): Pick<Api, 'authorizers'> {
  if (authorizers.length === 0 && authorizerId.length > 0)
    throw new UsageError('the API has no authorizers', 'leave out --authorizer-id');
  const [only, another] = authorizers;
  const texts = authorizerId.map((text) =>
    text.includes('=') || only === undefined || another !== undefined ? text : `${only.name}=${text}`,
  );
  const ids = pairsOf('--authorizer-id', texts);
  const stranger = Object.keys(ids).find((name) => !authorizers.some((one) => one.name === name));
  if (stranger !== undefined)
    throw new UsageError(
      `there is no authorizer \`${stranger}\``,
      `expected one of ${authorizers.map(({ name }) => name).join(', ')}`,
    );
  if (authorizers.length === 0) return {};
  const known = authorizers.map((authorizer): Authorizer => {
    const id = Object.hasOwn(ids, authorizer.name) ? ids[authorizer.name] : undefined;
    return id === undefined ? authorizer : { ...authorizer, id };
  });
  return { authorizers: known };
}
