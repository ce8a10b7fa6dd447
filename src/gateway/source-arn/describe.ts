// What would a source ARN pattern match, said in a sentence for each kind of API?

import { match } from '../../glob/match.js';
import { type Pattern, parsePattern } from '../../glob/pattern.js';
import { overlaps, type Shape, type Union } from '../../glob/relate.js';
import { HTTP_VERBS } from '../../model/aws.js';
import type { SourceArn, Suffix } from '../../model/execute-api.js';

export interface Description {
  readonly rest: string;
  readonly http: string;
  readonly websocket: string;
  readonly authorizer: string;
  /** What it matches beside what it looks like, because `*` crosses `/`. */
  readonly also?: string;
}

const METHODS = ['ANY', ...HTTP_VERBS];
const SEGMENT = { kind: 'segment' } as const;
const RUN = { kind: 'run' } as const;
const text = (value: string) => ({ kind: 'text', text: value }) as const;

// AWS: API Gateway guide, "API Gateway ARN format reference".
const METHOD_SHAPES = METHODS.map((method): Shape => [SEGMENT, text(`/${method}/`), RUN]);
const KEY_SHAPE: Shape = [SEGMENT, text('/'), SEGMENT];
const DEFAULT_SHAPE: Shape = [SEGMENT, text('/$default')];
const AUTHORIZER_SHAPE: Shape = [text('authorizers/'), SEGMENT];

export function describeSourceArn(arn: SourceArn): Description {
  const { suffix, suffixPattern } = arn;
  // `a1b2c3d4e5*` has no slash, but its star may bring one.
  const pattern = suffixPattern ?? (arn.api.endsWith('*') ? [RUN] : undefined);
  const meant: Suffix = suffixPattern === undefined && pattern !== undefined ? { kind: 'stage', stage: '*' } : suffix;
  if (pattern === undefined) {
    const nothing = 'nothing: the API id is always followed by a slash and more';
    return { rest: nothing, http: nothing, websocket: nothing, authorizer: nothing };
  }
  const hasMethod = mayBe(pattern, { anyOf: METHOD_SHAPES });
  const also = crossing(pattern, meant);
  return {
    rest: hasMethod ? methodSentence(meant) : 'nothing: a REST API presents stage, method and path',
    http: httpSentence(pattern, meant, hasMethod),
    websocket: mayBe(pattern, KEY_SHAPE)
      ? keySentence(meant)
      : 'nothing: a WebSocket API presents stage and route key, two segments',
    authorizer: mayBe(pattern, AUTHORIZER_SHAPE)
      ? authorizerSentence(meant)
      : 'nothing: an authorizer is presented as `authorizers/` and its id',
    ...(also === undefined ? {} : { also }),
  };
}

/** Whether some of what the shape stands for may match the pattern. */
function mayBe(pattern: Pattern, shape: Shape | Union): boolean {
  return overlaps(pattern, shape).truth !== 'no';
}

function httpSentence(pattern: Pattern, suffix: Suffix, hasMethod: boolean): string {
  const hasDefault = mayBe(pattern, DEFAULT_SHAPE);
  if (!hasMethod && !hasDefault) return 'nothing: an HTTP API presents stage, method and path, or stage and `$default`';
  const ofDefault = `the \`$default\` route${'stage' in suffix ? ` in ${stageText(suffix.stage)}` : ''}`;
  if (!hasMethod || (suffix.kind === 'routeKey' && suffix.routeKey === '$default')) return ofDefault;
  return `${methodSentence(suffix)}${hasDefault ? ', the `$default` route included' : ''}`;
}

function methodSentence(suffix: Suffix): string {
  switch (suffix.kind) {
    case 'method':
      if (!isWild(suffix.method) && !METHODS.includes(suffix.method))
        return onlyPaths(`/${suffix.method}${suffix.path}`);
      return `${methodText(suffix.method)} on ${pathText(suffix.path)} in ${stageText(suffix.stage)}`;
    case 'routeKey':
      if (suffix.routeKey === '*') return `every method and path in ${stageText(suffix.stage)}`;
      if (isWild(suffix.routeKey)) return `methods and paths like \`${suffix.routeKey}\` in ${stageText(suffix.stage)}`;
      return onlyPaths(`/${suffix.routeKey}`);
    case 'stage':
      return suffix.stage === '*' ? 'every method and path in every stage' : `whatever looks like \`${suffix.stage}\``;
    default:
      return 'only routes of a stage called `authorizers`';
  }
}

function onlyPaths(end: string): string {
  const such = isWild(end) ? `look like \`*${end}\`` : `end in \`${end}\``;
  return `only paths that ${such}, because \`*\` crosses \`/\``;
}

function keySentence(suffix: Suffix): string {
  switch (suffix.kind) {
    case 'routeKey':
      return `${keyText(suffix.routeKey)} in ${stageText(suffix.stage)}`;
    case 'stage':
      return suffix.stage === '*' ? 'every route in every stage' : `stages and routes like \`${suffix.stage}\``;
    default:
      return 'only routes of a stage called `authorizers`';
  }
}

function keyText(key: string): string {
  if (key === '*') return 'every route';
  return isWild(key) ? `routes like \`${key}\`` : `the route \`${key}\``;
}

function authorizerSentence(suffix: Suffix): string {
  const id = suffix.kind === 'authorizer' ? suffix.authorizer : suffix.kind === 'routeKey' ? suffix.routeKey : '*';
  if (suffix.kind === 'stage' && suffix.stage !== '*') return `authorizers like \`${suffix.stage}\``;
  if (id === '*') return 'every authorizer of the API';
  return isWild(id) ? `authorizers with ids like \`${id}\`` : `the authorizer \`${id}\``;
}

function stageText(stage: string): string {
  if (stage === '*') return 'every stage';
  return isWild(stage) ? `stages like \`${stage}\`` : `the stage \`${stage}\``;
}

function methodText(method: string): string {
  if (method === '*') return 'every method';
  return isWild(method) ? `methods like \`${method}\`` : `\`${method}\``;
}

function pathText(path: string): string {
  if (path === '/') return 'the root resource';
  if (path === '/*') return 'every path';
  return isWild(path) ? `paths like \`${path}\`` : `\`${path}\``;
}

function isWild(value: string): boolean {
  return /[*?]/.test(value);
}

/** An example of what a star in front takes in by crossing a slash. */
export function crossing(pattern: Pattern, suffix: Suffix): string | undefined {
  if (suffix.kind !== 'method' || !(isWild(suffix.stage) || isWild(suffix.method)) || endsWild(suffix.path))
    return undefined;
  const fill = (value: string, star: string) => value.replaceAll('*', star).replaceAll('?', 'x');
  const { stage, method, path } = suffix;
  const tail = `${fill(method, 'GET')}${fill(path, 'a')}`;
  const examples = [
    `${fill(stage, 'prod/POST/foo')}/${tail}`,
    `${fill(stage, 'prod')}/${fill(method, 'POST/foo')}${fill(path, 'a')}`,
  ];
  const plain = `${fill(stage, 'prod')}/${tail}`;
  return examples.find(
    (example) =>
      example !== plain && example.split('/').length > plain.split('/').length && match(pattern, example) === 'yes',
  );
}

/** A path that ends with a star takes in everything below it anyhow. */
function endsWild(path: string): boolean {
  return parsePattern(path, { wildcards: true, variables: false }).at(-1)?.kind === 'run';
}
