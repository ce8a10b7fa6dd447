// What is a grant to let in, which pattern says so, and what else does that pattern let in?

import { type Part, type Pattern, printPattern } from '../../glob/pattern.js';
import { API_TYPE_NAMES, type ApiType } from '../../model/api.js';
import { TEST_INVOKE_STAGE } from '../../model/aws.js';
import { isSegment } from '../api-name.js';
import { isMethod, parseRoute, withoutLastSlashes } from '../route.js';
import type { Call } from './presented.js';

/** What is to be let in: a route, a method (`GET /*`), a resource (`* /pets`), an authorizer; with neither, the whole API or stage. */
export interface ScopeInput {
  readonly type: ApiType;
  readonly route?: string;
  /** The id of a Lambda authorizer, or `*` for all of them. */
  readonly authorizer?: string;
  /** Default: every stage. */
  readonly stage?: string;
  /** Path parameters stay as they are declared; otherwise each becomes `*`. */
  readonly exact?: boolean;
}

export interface Scope {
  /** In words: `GET /pets/{petId}` in stage `prod`. */
  readonly text: string;
  /** What follows the API id and its slash. */
  readonly suffix: Pattern;
  /** What it lets in beside what was asked for. */
  readonly widenings: readonly Widening[];
  /** Calls that it is for; of what has no end, such as every stage, some of each kind. */
  readonly calls: readonly ScopeCall[];
  /** Whether these are all the calls there are. */
  readonly isComplete: boolean;
}

/** A call but for its API and function. */
export type ScopeCall = Pick<Call, 'type' | 'route' | 'authorizer' | 'stage' | 'testInvoke'>;

export interface Widening {
  readonly message: string;
  /** A suffix that is let in as well: `prod/GET/pets/a/b`. */
  readonly example: string;
}

const RUN: Part = { kind: 'run' };
const text = (value: string): Part => ({ kind: 'text', text: value });

/** Works out a scope; a sentence where there is none such. */
export function scopeOf(input: ScopeInput): Scope | string {
  const { type, route, authorizer, stage = '*' } = input;
  if (authorizer !== undefined && route !== undefined)
    return 'a grant is for a route or for an authorizer, not for both';
  if (authorizer !== undefined) return authorizerScope(type, authorizer);
  if (stage !== '*' && !isSegment(stage)) return `expected the name of a stage, found \`${stage}\``;
  // AWS: API Gateway guide, "Stages for HTTP APIs": only they have the stage `$default`.
  if (stage === '$default' && type !== 'http') return `a ${API_TYPE_NAMES[type]} has no stage \`$default\``;
  if (type === 'websocket' || (type === 'http' && (route ?? '$default').trim() === '$default'))
    return keyScope(type, route?.trim(), stage);
  return methodScope(input, stage);
}

// AWS: API Gateway guide, "Use API Gateway Lambda authorizers": `authorizers/` and the id, without a stage.
function authorizerScope(type: ApiType, id: string): Scope | string {
  if (id !== '*' && !isSegment(id)) return `expected the id of an authorizer, or \`*\`, found \`${id}\``;
  const isEvery = id === '*';
  return {
    text: isEvery ? 'every authorizer' : `authorizer \`${id}\``,
    suffix: [text('authorizers/'), isEvery ? RUN : text(id)],
    widenings: isEvery ? [{ message: 'an authorizer that is added later', example: 'authorizers/abc123' }] : [],
    calls: [{ type, authorizer: isEvery ? 'abc123' : id }],
    isComplete: !isEvery,
  };
}

/** A route key: one segment behind the stage, without a method; or, without a route, all that the API has. */
function keyScope(type: 'http' | 'websocket', route: string | undefined, stage: string): Scope | string {
  const isAll = route === undefined || route === '*';
  const parsed = isAll ? undefined : parseRoute(type, route);
  if (typeof parsed === 'string') return parsed;
  const key = parsed?.kind === 'key' ? parsed.key : '*';
  const sample = isAll ? (type === 'http' ? 'GET/pets' : 'sendmessage') : key;
  const routes = isAll ? SAMPLES[type] : [key];
  return {
    text: isAll ? wholeText(type, stage) : `\`${key}\`${stageText(stage)}`,
    suffix: [...stagePart(stage), text('/'), ...(isAll ? [RUN] : [text(key)])],
    widenings: [
      ...(isAll ? [laterWidening(sample, stage)] : []),
      ...(isAll && stage === '*' ? [AUTHORIZERS] : []),
      ...stageWidenings(type, stage, sample, isAll),
    ],
    calls: stagesOf(type, stage).flatMap((one) => routes.map((each): ScopeCall => ({ type, route: each, ...one }))),
    isComplete: !isAll && stage !== '*',
  };
}

const SAMPLES = {
  http: ['$default', 'GET /pets', 'ANY /pets'],
  rest: ['GET /', 'GET /pets', 'ANY /pets'],
  websocket: ['$connect', '$disconnect', '$default', 'sendmessage'],
} as const;

function methodScope(input: ScopeInput, stage: string): Scope | string {
  const { type, route = '* /*', exact = false } = input;
  const read = parseScopeRoute(type, route);
  if (typeof read === 'string') return read;
  const { method, path } = read;
  const isAnyMethod = method === 'ANY' || method === '*';
  // The Test button presents the verb.
  const isTest = type === 'rest' && stage === TEST_INVOKE_STAGE;
  const parameters = exact ? [] : parametersOf(path);
  const shown = type === 'rest' ? withoutLastSlashes(path) : path;
  const isEveryPath = /^\/\*+$/.test(shown);
  const isWhole = isAnyMethod && isEveryPath;
  const sample = `${isAnyMethod ? 'GET' : method}${shown.replaceAll('*', 'a')}`;
  return {
    text: input.route === undefined ? wholeText(type, stage) : `\`${method} ${path}\`${stageText(stage)}`,
    suffix: [...stagePart(stage), text('/'), isAnyMethod ? RUN : text(method), ...pathPattern(shown, exact)],
    widenings: [
      ...(isWhole ? [laterWidening(sample, stage)] : []),
      ...(method === 'ANY' && !isWhole && !isTest ? [anyWidening(stage, shown)] : []),
      ...(isAnyMethod && !isWhole ? [methodWidening(stage, shown)] : []),
      ...(parameters.length === 0 ? [] : [parameterWidening(parameters, stage, isAnyMethod ? 'GET' : method, shown)]),
      ...stageWidenings(type, stage, sample, isWhole),
    ],
    calls: stagesOf(type, stage).flatMap((one) =>
      callsOf(type, method, path, isEveryPath).map((each): ScopeCall => ({ type, route: each, ...one })),
    ),
    isComplete: stage !== '*' && method !== '*' && !path.includes('*'),
  };
}

interface ScopeRoute {
  /** A verb, `ANY` (what a route says) or `*` (every method). */
  readonly method: string;
  readonly path: string;
}

/** A route, with `*` for every method and stars in its path. */
function parseScopeRoute(type: ApiType, route: string): ScopeRoute | string {
  const written = route.trim();
  const parts = /^(\S+)\s+(\/.*)$/s.exec(written);
  const [, method = '', path = ''] = parts ?? [];
  if (/\s/.test(path.trim())) return `a path has no spaces, found \`${path}\``;
  if (path.includes('?')) return `a route is written as it is declared, without a query, found \`${path}\``;
  if (/[{}]/.test(path.replace(PARAMETER, ''))) return `braces that name no parameter, in \`${path}\``;
  const isStarred = parts !== null && (method === '*' || path.includes('*'));
  if (isStarred && (method === '*' || isMethod(method.toUpperCase())))
    return { method: method.toUpperCase(), path: path.trim() };
  const parsed = parseRoute(type, written);
  if (typeof parsed !== 'string') return parsed.kind === 'method' ? parsed : `\`${written}\` is no route with a method`;
  return /^([A-Za-z]+|\*)$/.test(written) ? `${parsed}; for every path write \`${written} /*\`` : parsed;
}

const PARAMETER = /\{[^{}/]*\}/g;

/** Parameters as they are declared: `{petId}`, `{proxy+}`. */
function parametersOf(path: string): readonly string[] {
  return path.match(PARAMETER) ?? [];
}

/** The path, each parameter a star (what the console, SAM and the CDK write), and each star one too. */
function pathPattern(path: string, exact: boolean): Pattern {
  const pieces = path.split(exact ? /(\*)/ : /(\*|\{[^{}/]*\})/);
  const parts = pieces.flatMap((piece, index) => (index % 2 === 1 ? [RUN] : piece === '' ? [] : [text(piece)]));
  // Two stars in a row mean what one means.
  return parts.filter((part, index) => part !== RUN || parts[index - 1] !== RUN);
}

function stagePart(stage: string): Pattern {
  return [stage === '*' ? RUN : text(stage)];
}

function stageText(stage: string): string {
  return stage === '*' ? ' in every stage' : ` in stage \`${stage}\``;
}

function wholeText(type: ApiType, stage: string): string {
  return stage === '*' ? `the whole ${API_TYPE_NAMES[type]}` : `the whole stage \`${stage}\``;
}

/** The stages whose calls stand for all: with a star, one of each kind. */
function stagesOf(type: ApiType, stage: string): readonly Pick<ScopeCall, 'stage' | 'testInvoke'>[] {
  if (stage === TEST_INVOKE_STAGE && type === 'rest') return [{ testInvoke: true }];
  if (stage !== '*') return [{ stage }];
  return type === 'http' ? [{ stage: '$default' }, { stage: 'prod' }] : [{ stage: 'prod' }];
}

function callsOf(type: ApiType, method: string, path: string, isEveryPath: boolean): readonly string[] {
  const isAny = method === 'ANY' || method === '*';
  if (isAny && isEveryPath) return type === 'http' ? SAMPLES.http.slice(1) : SAMPLES.rest;
  const paths = isEveryPath ? ['/', '/pets'] : [path.replace(/\*+/g, 'a')];
  const methods = method === '*' ? ['ANY', 'GET', 'POST'] : [method];
  return methods.flatMap((verb) => paths.map((one) => `${verb} ${one}`));
}

const stageSample = (stage: string) => (stage === '*' ? 'prod' : stage);

function laterWidening(sample: string, stage: string): Widening {
  return { message: 'a route that is added later', example: `${stageSample(stage)}/${sample}` };
}

const AUTHORIZERS: Widening = { message: 'a Lambda authorizer', example: 'authorizers/abc123' };

// Conflict: whether the word `ANY` or the verb is presented; a star matches either (SAM issues 59 and 296).
function anyWidening(stage: string, path: string): Widening {
  const example = `${stageSample(stage)}/DELETE${path.replaceAll('*', 'a')}`;
  return {
    message: '`ANY` becomes `*`: whether the word or the verb is presented is not certain',
    example,
  };
}

function methodWidening(stage: string, path: string): Widening {
  const example = `${stageSample(stage)}/GET/a${path.replaceAll('*', 'a')}`;
  return { message: 'the `*` for the method crosses `/`', example };
}

function parameterWidening(parameters: readonly string[], stage: string, method: string, path: string): Widening {
  const [first = ''] = parameters;
  const example = `${stageSample(stage)}/${method}${path.replace(first, 'a/b').replaceAll('*', 'a')}`;
  const which = parameters.map((one) => `\`${one}\``).join(', ');
  return { message: `${which} become${parameters.length === 1 ? 's' : ''} \`*\`, which crosses \`/\``, example };
}

/** With every stage come the Test button's and, as the star crosses slashes, routes whose paths end alike. */
function stageWidenings(type: ApiType, stage: string, sample: string, isWhole: boolean): readonly Widening[] {
  if (stage !== '*') return [];
  const every: Widening = {
    message: 'any stage; --stage names one',
    example: type === 'rest' ? `${TEST_INVOKE_STAGE}/${sample}` : `dev/${sample}`,
  };
  if (type === 'websocket' || isWhole) return [every];
  return [every, { message: 'the `*` for the stage crosses `/`', example: `prod/POST/a/${sample}` }];
}

/** A scope's suffix as it stands in a source ARN. */
export function printSuffix({ suffix }: Scope): string {
  return printPattern(suffix);
}
