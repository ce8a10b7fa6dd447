// Which request do the flags of `simulate` send, and what stands in for the function?

import { isIP } from 'node:net';
import type { HttpRequestInput, RequestInput, requestLine, SocketEventInput } from '../gateway/request.js';
import type { ApiFlags } from './api-flags.js';
import { InputError, type Io, UsageError } from './command.js';
import { bytesOf } from './inputs.js';
import type { OutputOptions } from './output.js';

export interface SimulateFlags extends OutputOptions, ApiFlags {
  /** False for `--no-policy`. */
  readonly policy?: readonly string[] | false;
  readonly header?: readonly string[];
  readonly data?: string;
  readonly sourceIp?: string;
  readonly connect?: boolean;
  readonly message?: string;
  readonly disconnect?: boolean;
  readonly handler?: string;
  readonly response?: string;
  readonly error?: string;
  readonly authorizerHandler?: string;
  readonly authorizerResponse?: string;
  readonly env?: readonly string[];
  readonly timeout?: string;
  readonly memory?: string;
  readonly event?: boolean;
  readonly strict?: boolean;
  readonly unknown?: string;
  readonly now?: string;
}

/** What the argument says. */
export type RequestLine = ReturnType<typeof requestLine>;

const SOCKET_FLAGS = ['connect', 'message', 'disconnect'] as const;

/** Whether it is a connection's event that is simulated. */
export function isSocket(flags: SimulateFlags): boolean {
  return SOCKET_FLAGS.some((name) => flags[name] !== undefined);
}

export async function requestInput(line: RequestLine, flags: SimulateFlags, io: Io): Promise<RequestInput> {
  const given = SOCKET_FLAGS.filter((name) => flags[name] !== undefined);
  if (given.length > 1)
    throw new UsageError(`only one of ${given.map((name) => `--${name}`).join(', ')} happens at a time`);
  const headers = headersOf(flags.header);
  if (flags.sourceIp !== undefined && isIP(flags.sourceIp) === 0)
    throw new UsageError(`expected an IP address as --source-ip, found \`${flags.sourceIp}\``);
  const shared = {
    ...(flags.stage === undefined ? {} : { stage: flags.stage }),
    ...(flags.sourceIp === undefined ? {} : { sourceIp: flags.sourceIp }),
    headers,
  };
  if (given.length === 1) return socketInput(line, flags, shared, io);
  const { data } = flags;
  const body = data === undefined ? undefined : await bodyOf(data, io);
  const method = line.method ?? (body === undefined ? 'GET' : 'POST');
  return { ...shared, method, url: line.url, ...(body === undefined ? {} : { body }) };
}

async function socketInput(
  line: RequestLine,
  flags: SimulateFlags,
  shared: Omit<HttpRequestInput, 'url'>,
  io: Io,
): Promise<SocketEventInput> {
  if (line.method !== undefined)
    throw new UsageError('a connection has no method', 'write its URL, or its query, alone');
  if (flags.data !== undefined) throw new UsageError('a message is given with --message', 'leave out --data');
  const event = flags.connect === true ? 'CONNECT' : flags.disconnect === true ? 'DISCONNECT' : 'MESSAGE';
  const { stage, sourceIp, headers } = shared;
  const message = flags.message === undefined ? undefined : textOf(await bodyOf(flags.message, io), flags.message);
  return {
    event,
    url: line.url,
    ...(stage === undefined ? {} : { stage }),
    ...(sourceIp === undefined ? {} : { sourceIp }),
    ...(headers === undefined ? {} : { headers }),
    ...(message === undefined ? {} : { body: message }),
  };
}

/** What every client sends, unless it is said otherwise; a name without a value leaves it out. */
const DEFAULTS = [
  ['Accept', '*/*'],
  ['User-Agent', 'sourcearn'],
] as const;

function headersOf(texts: readonly string[] = []): readonly (readonly [string, string])[] {
  const own = texts.map((text): readonly [string, string] => {
    const colon = text.indexOf(':');
    if (colon < 1) throw new UsageError(`expected "Name: value" as --header, found \`${text}\``);
    const name = text.slice(0, colon).trim();
    if (name.toLowerCase() === 'host')
      throw new UsageError('the host is that of the API', 'leave out the header `Host`');
    return [name, text.slice(colon + 1).trim()];
  });
  const isSaid = (name: string) => own.some(([known]) => known.toLowerCase() === name.toLowerCase());
  return [...DEFAULTS.filter(([name]) => !isSaid(name)), ...own.filter(([, value]) => value !== '')];
}

/** Text, or the bytes of a file behind an `@`. */
async function bodyOf(data: string, io: Io): Promise<string | Uint8Array> {
  if (!data.startsWith('@')) return data;
  const found = await bytesOf(data.slice(1), io);
  if (found instanceof Uint8Array) return found;
  throw new InputError(`the body in \`${data.slice(1)}\` cannot be sent: ${found.message}`);
}

/** A message is text: bytes that are none cannot be one. */
function textOf(body: string | Uint8Array, path: string): string {
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new InputError(`the message in \`${path.slice(1)}\` cannot be sent: it is not UTF-8, and messages are text`);
  }
}

/** Milliseconds since 1970 of `--now`. */
export function timeOf(now: string | undefined): number | undefined {
  if (now === undefined) return undefined;
  const time = Date.parse(now);
  if (Number.isNaN(time) || time < 0)
    throw new UsageError(`expected a time such as 2026-11-23T12:00:00Z as --now, found \`${now}\``);
  return time;
}

export function numberOf(flag: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`expected a number from ${least} to ${most} as ${flag}, found \`${text}\``);
}
