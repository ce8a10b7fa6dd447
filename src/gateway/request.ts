// What is sent, in the words of whoever asks, and as it goes over the wire?

import type { Api, Stage } from '../model/api.js';
import { type ApiRequest, type HeaderLines, headerValue } from '../model/http.js';
import { parseExecuteApiHost } from './api-home.js';
import { percentDecoded } from './event/query.js';

/** A request as one writes it down: `"GET /pets/7?color=red"`, or its parts. */
export type RequestInput = string | HttpRequestInput | SocketEventInput;

export interface HttpRequestInput {
  /** Default `GET`. */
  readonly method?: string;
  /** A path relative to the stage, with its query, or the whole URL. */
  readonly url: string;
  /** Of a path; default: the API's only stage, `$default` of an HTTP API. */
  readonly stage?: string;
  readonly headers?: HeadersInput;
  readonly body?: string | Uint8Array;
  readonly sourceIp?: string;
}

export interface SocketEventInput {
  readonly event: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  /** Of what is connected to: a query, or the whole `wss:` URL. */
  readonly url?: string;
  readonly stage?: string;
  readonly headers?: HeadersInput;
  /** The message. */
  readonly body?: string;
  readonly sourceIp?: string;
}

export type HeadersInput = HeaderLines | Readonly<Record<string, string | readonly string[]>>;

/** Why there is nothing to send. */
export interface RequestFault {
  readonly fault: string;
  readonly hint?: string;
  /** Several stages may be meant, or none is known: somebody has to say it. */
  readonly isStageOpen?: true;
}

/** The request as it goes over the wire to this API; never throws. */
export function createRequest(api: Api, input: RequestInput): ApiRequest | RequestFault {
  try {
    return requestOf(api, input);
  } catch {
    return { fault: 'the request cannot be read', hint: 'write a line such as `GET /pets`, or an object with `url`' };
  }
}

function requestOf(api: Api, input: RequestInput): ApiRequest | RequestFault {
  const parts: HttpRequestInput | SocketEventInput = typeof input === 'string' ? requestLine(input) : input;
  const headers = headerLines(parts.headers ?? []);
  if ('fault' in headers) return headers;
  if ('event' in parts && api.type !== 'websocket')
    return { fault: 'only the clients of a WebSocket API connect and send messages' };
  const located = locate(api, String(parts.url ?? ''), parts.stage);
  if ('fault' in located) return located;
  const from = {
    ...(parts.sourceIp === undefined ? {} : { sourceIp: String(parts.sourceIp) }),
    ...(located.api === undefined ? {} : { api: located.api }),
  };
  if ('event' in parts) {
    const { event, body } = parts;
    const text = body === undefined ? {} : { body: String(body) };
    return { event, stage: located.stage, query: located.query, headers: headers.lines, ...text, ...from };
  }
  if (api.type === 'websocket')
    return {
      fault: 'a WebSocket API takes connections and messages, not requests',
      hint: 'say `connect`, `message` or `disconnect`',
    };
  if (
    parts.body !== undefined &&
    parts.body !== null &&
    typeof parts.body !== 'string' &&
    !(parts.body instanceof Uint8Array)
  )
    return { fault: 'a body is text or bytes', hint: 'write an object as its text: `JSON.stringify(body)`' };
  const method = String(parts.method ?? 'GET').toUpperCase();
  // AWS: RFC 9110, section 9.1: a token.
  if (!TOKEN.test(method)) return { fault: `expected a method such as GET, found \`${method}\`` };
  return {
    method,
    target: located.target,
    headers: withLength(headers.lines, parts.body),
    ...bodyOf(parts.body),
    ...from,
  };
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Method and URL of `GET /pets`, of `/pets` and of a URL alone; what a request line says of its protocol is left out. */
export function requestLine(text: string): { readonly method?: string; readonly url: string } {
  const line = text.trim();
  const space = line.search(/\s/);
  const first = space === -1 ? line : line.slice(0, space);
  // A first word with a slash is no method.
  if (space === -1 || first.includes('/')) return { url: line };
  const last = line.slice(line.lastIndexOf(' ') + 1);
  const url = /^HTTP\/\d(?:\.\d)?$/.test(last) ? line.slice(space, line.lastIndexOf(' ')) : line.slice(space);
  return { method: first, url: url.trim() };
}

function bodyOf(body: string | Uint8Array | undefined): { body?: Uint8Array } {
  if (body === undefined || body === null) return {};
  return { body: typeof body === 'string' ? new TextEncoder().encode(body) : body };
}

/** Every client says how long its body is. */
function withLength(headers: HeaderLines, body: string | Uint8Array | undefined): HeaderLines {
  const isSaid =
    headerValue(headers, 'content-length') !== undefined || headerValue(headers, 'transfer-encoding') !== undefined;
  if (body === undefined || body === null || isSaid) return headers;
  return [...headers, ['Content-Length', String(typeof body === 'string' ? Buffer.byteLength(body) : body.length)]];
}

function headerLines(input: HeadersInput): { readonly lines: HeaderLines } | RequestFault {
  const entries = Array.isArray(input)
    ? (input as HeaderLines)
    : Object.entries(input).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  const lines = entries.map(([name, value]) => [String(name), String(value).trim()] as const);
  for (const [name, value] of lines) {
    if (!TOKEN.test(name)) return { fault: `expected the name of a header, found \`${name}\`` };
    // AWS: RFC 9110, section 5.5: a line break would begin another header.
    if (/[\0\r\n]/.test(value)) return { fault: `the header \`${name}\` has a line break in its value` };
  }
  return { lines };
}

interface Located {
  readonly stage: string;
  /** Of requests: what follows the host. */
  readonly target: string;
  readonly query: string;
  /** That a whole URL names. */
  readonly api?: { readonly id: string; readonly region: string };
}

function locate(api: Api, url: string, stage: string | undefined): Located | RequestFault {
  const whole = parseInvokeUrl(url);
  if (whole !== undefined) return 'fault' in whole ? whole : locateWhole(api, whole, stage);
  const name = stage ?? onlyStage(api);
  if (name === undefined)
    return {
      fault: `a request goes to a stage${namesOf(api)}: which one?`,
      hint: 'say the stage, or the whole URL',
      isStageOpen: true,
    };
  const { path, query } = splitUrl(url);
  if (api.type !== 'websocket' && !path.startsWith('/'))
    return { fault: `expected a path such as \`/pets\`, or a URL, found \`${url}\`` };
  const isDefault = api.type === 'http' && name === '$default';
  return { stage: name, target: `${isDefault ? '' : `/${name}`}${path}${query === '' ? '' : `?${query}`}`, query };
}

/** The API that a whole URL names has to be this one. */
function locateWhole(
  api: Api,
  { api: home, path, query }: InvokeUrl,
  stage: string | undefined,
): Located | RequestFault {
  if (api.id !== undefined && api.id !== home.id)
    return { fault: `the URL is that of the API \`${home.id}\`, not of \`${api.id}\`` };
  if (api.region !== undefined && api.region !== home.region)
    return { fault: `the URL is of an API in \`${home.region}\`, and this one is in \`${api.region}\`` };
  const target = `${path}${query === '' ? '' : `?${query}`}`;
  const named = stageOfPath(api, path);
  if (stage !== undefined && named !== undefined && named !== stage)
    return { fault: `the URL is of the stage \`${named}\`, not of \`${stage}\`` };
  return { stage: named ?? onlyStage(api) ?? '', target, query, api: home };
}

/** The stage that a request goes to; undefined where nobody knows. `stage`: what is said beside the URL. */
export function stageOfUrl(api: Api, url: string, stage?: string): string | undefined {
  if (stage !== undefined) return stage;
  const whole = parseInvokeUrl(url);
  const only = onlyStage(api);
  if (whole !== undefined) return 'fault' in whole ? only : (stageOfPath(api, whole.path) ?? only);
  // Of an HTTP API, what is behind the base of the URL may name another stage.
  return only === '$default' ? (stageOfPath(api, splitUrl(url).path) ?? only) : only;
}

// AWS: API Gateway guide, "Create routes for HTTP APIs": first the stage that the path names, else `$default`.
/** The stage that the path of a whole URL says; undefined where it says none. */
function stageOfPath({ type, stages }: Api, path: string): string | undefined {
  const first = path.split('/', 2)[1] || undefined;
  if (type !== 'http') return first;
  const name = first === undefined ? undefined : percentDecoded(first);
  return (stages.find((one) => one.name === name) ?? stages.find(isDefaultStage))?.name;
}

function isDefaultStage({ name }: Stage): boolean {
  return name === '$default';
}

/** Where nobody says another. */
function onlyStage({ type, stages }: Api): string | undefined {
  const [only, another] = stages;
  if (only !== undefined && another === undefined) return only.name;
  const hasDefault = stages.length === 0 || stages.some(isDefaultStage);
  return type === 'http' && hasDefault ? '$default' : undefined;
}

function namesOf({ stages }: Api): string {
  return stages.length === 0 ? '' : ` (${stages.map(({ name }) => `\`${name}\``).join(', ')})`;
}

/** Path and query as a client sends them: percent-encoded where they have to be, without a fragment. */
function splitUrl(url: string): { readonly path: string; readonly query: string } {
  const [sent = ''] = url.split('#');
  const mark = sent.indexOf('?');
  const path = mark === -1 ? sent : sent.slice(0, mark);
  return { path: encoded(path), query: mark === -1 ? '' : encoded(sent.slice(mark + 1)) };
}

// AWS: RFC 3986, section 2: what is no printable letter of ASCII is never sent as it is.
function encoded(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

/** A whole URL of an API. */
export interface InvokeUrl {
  readonly api: { readonly id: string; readonly region: string };
  /** With its stage, as sent. */
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
}

/** What a whole URL says, or what is wrong with it; undefined where the text is a path. */
export function parseInvokeUrl(url: string): InvokeUrl | RequestFault | undefined {
  const [, scheme, host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (scheme === undefined) return undefined;
  if (!SCHEMES.includes(scheme.toLowerCase()))
    return { fault: `expected a URL that begins with https: or wss:, found \`${url}\`` };
  const api = parseExecuteApiHost(host.replace(/:443$/, ''));
  if (api === undefined)
    return {
      fault: `\`${host}\` is no execute-api host`,
      hint: 'of a custom domain, write the path as it is behind its base path, relative to the stage',
    };
  return { api, ...splitUrl(rest.startsWith('/') ? rest : `/${rest}`) };
}

/** The encrypted ones are all that API Gateway serves; who leaves the s out means them. */
const SCHEMES = ['https', 'http', 'wss', 'ws'];
