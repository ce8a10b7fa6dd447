// Is it a REST API or an HTTP API? Documents do not say; they hold what only one of them has.

import { API_TYPE_NAMES, type ApiType } from '../../model/api.js';
import type { Finding } from '../../model/finding.js';
import type { Place } from '../../model/place.js';
import type { Located, Telling } from '../definition-reader.js';
import type { Scheme } from './authorizers.js';
import { wordIn } from './fields.js';
import { isDefaultRoute, type Operation } from './operations.js';

/** Something that only one type of API has. */
export interface Evidence {
  readonly type: 'rest' | 'http';
  /** What it is, as a noun phrase. */
  readonly what: string;
  /** Something that the import into the other type passes over: it counts where nothing else is found. */
  readonly isWeak?: true;
  place(): Place;
}

// AWS: API Gateway guide, "OpenAPI extensions for API Gateway": which of them are for which type.
const AT_ROOT: Readonly<Record<string, 'rest' | 'http'>> = {
  'x-amazon-apigateway-importexport-version': 'http',
  'x-amazon-apigateway-cors': 'http',
  'x-amazon-apigateway-binary-media-types': 'rest',
  'x-amazon-apigateway-policy': 'rest',
  'x-amazon-apigateway-request-validators': 'rest',
  'x-amazon-apigateway-gateway-responses': 'rest',
  'x-amazon-apigateway-api-key-source': 'rest',
};
// AWS: API Gateway guide, "x-amazon-apigateway-integration object": supported for HTTP APIs only.
const HTTP_MEMBERS = ['payloadFormatVersion', 'integrationSubtype'];
// Observed: HTTP APIs are imported with these as well, so they do not prove a REST API.
const REST_MEMBERS = ['passthroughBehavior', 'responses', 'cacheNamespace', 'contentHandling'];
// AWS: API Gateway guide, "Use OpenAPI definitions for HTTP APIs": they have proxy integrations only; others are warned of.
const REST_TYPES = ['aws', 'mock', 'http'];

/** What a document tells of its type. */
export function evidenceIn(
  document: Located,
  operations: readonly Operation[],
  schemes: ReadonlyMap<string, Scheme>,
): readonly Evidence[] {
  const found: Evidence[] = [];
  const member = (type: 'rest' | 'http', what: string, value: Located, isWeak = false) =>
    found.push({ type, what, place: () => value.place('key'), ...(isWeak ? { isWeak: true as const } : {}) });
  for (const [name, type] of Object.entries(AT_ROOT)) {
    const value = document.child(name);
    if (value !== undefined) member(type, `\`${name}\``, value);
  }
  for (const operation of operations) {
    const { integration } = operation;
    if (isDefaultRoute(operation)) member('http', 'the route `$default`', operation.declared);
    const type = integration?.child('type');
    if (type !== undefined && REST_TYPES.includes(wordIn(type).toLowerCase()))
      member('rest', `the integration type \`${wordIn(type)}\``, type, true);
    for (const name of HTTP_MEMBERS) {
      const value = integration?.child(name);
      if (value !== undefined) member('http', `\`${name}\``, value);
    }
    for (const name of REST_MEMBERS) {
      const value = integration?.child(name);
      if (value !== undefined) member('rest', `\`${name}\``, value, true);
    }
  }
  for (const scheme of schemes.values()) if (scheme.kind === 'authorizer') evidenceOfScheme(scheme, member);
  return found;
}

// AWS: API Gateway guide, "x-amazon-apigateway-authorizer object": which of its members are for which type.
function evidenceOfScheme(
  { home, type = '' }: Scheme & { kind: 'authorizer' },
  member: (type: 'rest' | 'http', what: string, value: Located) => void,
): void {
  const typed = home.child('type');
  if (typed !== undefined && (type === 'token' || type === 'cognito_user_pools'))
    member('rest', `an authorizer of type \`${type}\``, typed);
  if (typed !== undefined && type === 'jwt') member('http', 'an authorizer of type `jwt`', typed);
  for (const name of ['enableSimpleResponses', 'authorizerPayloadFormatVersion']) {
    const value = home.child(name);
    if (value !== undefined) member('http', `\`${name}\``, value);
  }
}

/** The type that the evidence and what was asked agree on; where there is none, why is told. */
export function typeOf(evidence: readonly Evidence[], document: Located, told: Telling): 'rest' | 'http' | undefined {
  const asked = told.type;
  const strong = evidence.filter(({ isWeak }) => !isWeak);
  const shown = strong.length > 0 ? strong : evidence;
  const rest = shown.find(({ type }) => type === 'rest');
  const http = shown.find(({ type }) => type === 'http');
  if (asked !== undefined && asked !== 'rest' && asked !== 'http') return fail(told, notExported(asked, document));
  if (rest !== undefined && http !== undefined && asked === undefined) return fail(told, contradicting(rest, http));
  const [seen] = [rest, http].filter((one) => one !== undefined && one.type !== asked);
  if (asked === undefined) return seen?.type ?? fail(told, unknown(document));
  const agrees = asked === 'rest' ? rest : http;
  return seen === undefined || agrees !== undefined ? asked : fail(told, otherType(seen, asked));
}

function fail(told: Telling, finding: Finding): undefined {
  told.tell(finding);
}

const HINT = 'say which it is: --type rest or --type http';

function unknown(document: Located): Finding {
  const message = 'nothing in it tells whether this is a REST API or an HTTP API';
  return { id: 'unknown-api-type', severity: 'error', message, hint: HINT, place: nameOf(document) };
}

function contradicting(rest: Evidence, http: Evidence): Finding {
  const message = `a REST API has ${rest.what} and an HTTP API has ${http.what}, and this document has both`;
  return { id: 'unknown-api-type', severity: 'error', message, hint: HINT, place: http.place() };
}

function otherType(seen: Evidence, asked: ApiType): Finding {
  return {
    id: 'other-api-type',
    severity: 'error',
    message: `this is to be ${named(asked)}, but only ${named(seen.type)} has ${seen.what}`,
    hint: `leave out --type ${asked}, or write --type ${seen.type}`,
    place: seen.place(),
  };
}

const named = (type: ApiType) => `${type === 'http' ? 'an' : 'a'} ${API_TYPE_NAMES[type]}`;

// AWS: API Gateway guide, "Export a REST API" and "Export HTTP APIs": there is no export of a WebSocket API.
function notExported(asked: string, document: Located): Finding {
  const message =
    asked === 'websocket'
      ? 'no OpenAPI or Swagger document declares a WebSocket API'
      : `there is no type of API \`${asked}\` that such a document declares`;
  return { id: 'other-api-type', severity: 'error', message, hint: HINT, place: nameOf(document) };
}

/** The member that says what kind of document it is. */
function nameOf(document: Located): Place {
  return (document.child('openapi') ?? document.child('swagger') ?? document).place('key');
}
