// What in a document changes what API Gateway answers, and is not in the model of an API?

import type { Located, Telling } from '../definition-reader.js';
import { wordIn } from './fields.js';

const VALIDATOR = 'x-amazon-apigateway-request-validator';

/** At the root of the document, and in words. */
const AT_ROOT: Readonly<Record<string, string>> = {
  'x-amazon-apigateway-gateway-responses': 'gateway responses of its own',
  'x-amazon-apigateway-policy': 'a resource policy, which may refuse callers',
  'x-amazon-apigateway-endpoint-configuration': 'an endpoint configuration, which may refuse callers',
  'x-amazon-apigateway-minimum-compression-size': 'a compression size, from which on bodies are compressed',
  [VALIDATOR]: 'a request validator, which may refuse requests',
};

/** In an integration, and in words. */
const IN_INTEGRATION: Readonly<Record<string, string>> = {
  cacheKeyParameters: 'may be answered from a cache',
};

// Inferred: of REST APIs, headers and path parameters of the call have no effect on the event; its query names the qualifier.
const OF_QUERY = /^integration\.request\.querystring\./i;

/** Of HTTP APIs alone. */
const IN_HTTP_INTEGRATION: Readonly<Record<string, string>> = {
  requestParameters: 'maps parameters of its requests (`requestParameters`)',
  responseParameters: 'maps parameters of its responses (`responseParameters`)',
};

/** What is known of the routes that were looked at before. */
export interface Known {
  readonly told: Set<string>;
  /** Cost: many routes may share an integration by reference. */
  readonly integrations: Map<Located, readonly Noted[]>;
}

/** What is not simulated, in words, and where it stands. */
type Noted = readonly [what: string, value: Located];

/** Tells of what is at the root, each once; in words. */
export function unsimulatedIn(document: Located, told: Telling): readonly string[] {
  return Object.entries(AT_ROOT).flatMap(([name, what]) => {
    const value = document.child(name);
    if (value === undefined) return [];
    tell(`the API has ${what}`, value, told);
    return [`the API has ${what}`];
  });
}

/** Tells of what one route has; in words. */
export function unsimulatedOf(
  operation: Located,
  integration: Located | undefined,
  apiKey: Located | undefined,
  type: 'rest' | 'http',
  told: Telling,
  /** What was told of another route is not told again. */
  known: Known,
): readonly string[] {
  const found: string[] = [];
  const note = (what: string, value: Located) => {
    if (!known.told.has(what)) tell(what, value, told);
    known.told.add(what);
    found.push(what);
  };
  const validator = operation.child(VALIDATOR);
  if (validator !== undefined) note('the route has a request validator, which may refuse requests', validator);
  if (apiKey !== undefined) note('the route wants an API key', apiKey);
  for (const [what, value] of integration === undefined ? [] : knownOf(integration, type, known)) note(what, value);
  return found;
}

function knownOf(integration: Located, type: 'rest' | 'http', { integrations }: Known): readonly Noted[] {
  const noted = integrations.get(integration) ?? ofIntegration(integration, type);
  integrations.set(integration, noted);
  return noted;
}

function ofIntegration(integration: Located, type: 'rest' | 'http'): readonly Noted[] {
  const noted: Noted[] = [];
  // Observed: the console writes it into proxy integrations, where it changes nothing.
  const isProxy = /^(?:aws|http)_proxy$/i.test(wordIn(integration.child('type')));
  const handling = isProxy ? undefined : handlingIn(integration);
  if (handling !== undefined) noted.push(['the integration converts payloads (`contentHandling`)', handling]);
  const mappings = type === 'rest' ? integration.child('requestParameters') : undefined;
  const ofQuery = mappings?.members().find(([name]) => OF_QUERY.test(name))?.[1];
  if (ofQuery !== undefined)
    noted.push([
      'the integration maps parameters onto the query of its call, which may name another qualifier',
      ofQuery,
    ]);
  const members = type === 'http' ? { ...IN_INTEGRATION, ...IN_HTTP_INTEGRATION } : IN_INTEGRATION;
  for (const [name, what] of Object.entries(members)) {
    const value = integration.child(name);
    if (value !== undefined && Object.keys((value.json ?? {}) as object).length > 0)
      noted.push([`the integration ${what}`, value]);
  }
  return noted;
}

/** Where an integration, or a response of it, says how payloads are converted. */
function handlingIn(integration: Located): Located | undefined {
  const responses = integration.child('responses')?.members() ?? [];
  const homes = [integration, ...responses.map(([, response]) => response)];
  return homes.map((home) => home.child('contentHandling')).find((value) => value !== undefined);
}

function tell(what: string, value: Located, told: Telling): void {
  told.tell({
    id: 'not-simulated',
    severity: 'info',
    message: `${what}: that is not simulated`,
    place: value.place('key'),
  });
}
