// What does the definition of an API say of the route that is asked about, so that no flag has to?

import { parseRoute } from '../gateway/route.js';
import type { Api, ApiRoute, Target } from '../model/api.js';
import type { Finding } from '../model/finding.js';
import type { Source } from '../model/place.js';
import { harmless } from '../render/harmless.js';
import { readDefinitionFile } from './api-flags.js';
import { type Io, UsageError } from './command.js';

/** The flags that a definition can fill in. */
export interface DefinedFlags {
  readonly function?: string;
  readonly api?: string;
  readonly type?: string;
  readonly stage?: string;
  readonly apiRegion?: string;
  readonly apiAccount?: string;
}

/** What is asked about: the keys of routes, or else the ids of authorizers. */
export interface AskedOf {
  readonly routes: readonly string[];
  readonly authorizers: readonly string[];
  /** Whether a function with stage variables in it is an answer. */
  readonly takesVariables: boolean;
  /** Whether it is the role that is asked about, where one calls. */
  readonly isOfRole?: boolean;
}

/** The flags with what the document says. */
export interface Filled<F> {
  /** Undefined where it cannot be asked: then `findings` say why. */
  readonly flags?: F;
  /** The routes that are asked about, or all that ask a function's policy. */
  readonly routes: readonly string[];
  /** What is wrong with the document. */
  readonly findings: readonly Finding[];
  readonly sources: readonly Source[];
}

/** `definition`: the file that says it. */
export async function fillFlags<F extends DefinedFlags>(
  definition: string,
  flags: F,
  asked: AskedOf,
  io: Io,
): Promise<Filled<F>> {
  const { api, findings: all, source } = await readDefinitionFile(definition, flags.type, io);
  // What is not simulated makes no difference here.
  const findings = all.filter(({ severity }) => severity !== 'info');
  const isAll = asked.routes.length + asked.authorizers.length === 0;
  if (api === undefined || (isAll && api.isIncomplete)) return { routes: [], findings, sources: [source] };
  const fn = functionFor(api, flags.function, asked);
  // An authorizer is presented without a stage.
  const only = asked.authorizers.length > 0 || api.stages.length !== 1 ? undefined : api.stages[0]?.name;
  const stage = flags.stage ?? only;
  const said = {
    function: fn,
    api: agreed('--api', api.id, flags.api),
    type: api.type,
    stage,
    apiRegion: agreed('--api-region', api.region, flags.apiRegion),
    apiAccount: agreed('--api-account', api.account, flags.apiAccount),
  };
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const routes = isAll ? targetsOfAll(api).map(({ name }) => name) : asked.routes;
  return { flags: { ...flags, ...known }, routes, findings, sources: [source] };
}

/** The one thing that document and flag say. */
function agreed(flag: string, inDocument: string | undefined, inFlags: string | undefined): string | undefined {
  if (inDocument === undefined || inFlags === undefined || inDocument === inFlags) return inFlags ?? inDocument;
  throw new UsageError(
    `the definition says \`${inDocument}\`, and ${flag} says \`${inFlags}\``,
    'leave out the flag, or correct it',
  );
}

/** The function that all of it calls. */
function functionFor(api: Api, given: string | undefined, asked: AskedOf): string | undefined {
  const found =
    asked.authorizers.length > 0
      ? targetsOfAuthorizers(api, asked.authorizers)
      : asked.routes.length > 0
        ? asked.routes.map((key) => targetOf(api, key, asked.isOfRole === true))
        : targetsOfAll(api);
  const called = new Map<string, string>();
  for (const { name, target } of found) {
    if (target.kind === 'none') throw new UsageError(`\`${name}\` calls no Lambda function: ${target.reason}`);
    if (target.kind === 'hole' && given === undefined)
      throw new UsageError(
        `which function \`${name}\` calls is only known when it is deployed: \`${target.text}\``,
        'say it: --function <arn>',
      );
    if (target.kind === 'variables' && !asked.takesVariables && given === undefined)
      throw new UsageError(
        `which function \`${name}\` calls depends on its stage: \`${target.template}\``,
        'say it: --function <arn>',
      );
    const text =
      target.kind === 'function'
        ? target.arn
        : target.kind === 'variables' && asked.takesVariables
          ? target.template
          : given;
    if (text !== undefined && !called.has(text)) called.set(text, name);
  }
  const [only, ...others] = called.keys();
  if (others.length > 0) {
    const lines = [...called].slice(0, 20).map(([fn, name]) => `  ${harmless(name)} calls ${harmless(fn)}`);
    throw new UsageError('they call several functions: ask about one at a time', lines.join('\n'));
  }
  return agreed('--function', only, given);
}

interface Named {
  readonly name: string;
  readonly target: Target;
}

function targetOf(api: Api, key: string, isOfRole: boolean): Named {
  const route = routeCalled(api, key);
  if (route === undefined) {
    const keys = api.routes.slice(0, 20).map((one) => `  ${harmless(one.key)}`);
    const more = api.routes.length > 20 ? [`  and ${api.routes.length - 20} more`] : [];
    throw new UsageError(`the definition has no route \`${key}\``, ['expected one of:', ...keys, ...more].join('\n'));
  }
  const { integration } = route;
  if (integration === undefined)
    throw new UsageError(`the integration of \`${route.key}\` is not there, or could not be read`);
  if (integration.credentials !== undefined && !isOfRole)
    throw new UsageError(
      `\`${route.key}\` calls with the role \`${integration.credentials}\`, so the function's policy is not asked`,
      'what the role itself needs, `sourcearn grant --credentials` writes',
    );
  return { name: route.key, target: integration.target };
}

/** The route of that key, however its method is spelled. */
function routeCalled(api: Api, text: string): ApiRoute | undefined {
  const route = parseRoute(api.type, text);
  const key = typeof route === 'string' ? text : route.kind === 'key' ? route.key : `${route.method} ${route.path}`;
  return api.routes.find((one) => one.key === key);
}

/** Those that ask a function's policy. */
function targetsOfAll({ routes }: Api): readonly Named[] {
  return routes.flatMap(({ key, integration }) =>
    integration === undefined || integration.credentials !== undefined || integration.target.kind === 'none'
      ? []
      : [{ name: key, target: integration.target }],
  );
}

function targetsOfAuthorizers(
  { authorizers = [], type, id = '<id>' }: Api,
  asked: readonly string[],
): readonly Named[] {
  const named = authorizers.find(({ name }) => asked.includes(name));
  if (named !== undefined)
    throw new UsageError(
      `\`${named.name}\` is what the definition calls the authorizer: API Gateway presents its id, which no export says`,
      `write the id: \`aws ${type === 'http' ? `apigatewayv2 get-authorizers --api-id ${id}` : `apigateway get-authorizers --rest-api-id ${id}`}\` prints it`,
    );
  if (!authorizers.some(({ kind }) => kind !== 'other'))
    throw new UsageError('the definition has no Lambda authorizer');
  return authorizers.filter(({ kind }) => kind !== 'other').map(({ name, target }) => ({ name, target }));
}
