// Which security schemes are authorizers, and which of them does a route ask first?
// AWS: API Gateway guide, "x-amazon-apigateway-authorizer object".

import type { ApiType, Authorizer, Target } from '../../model/api.js';
import { isJsonObject } from '../../model/policy.js';
import type { Located, Telling } from '../definition-reader.js';
import { nameOf } from '../statement.js';
import { Fields, wordIn } from './fields.js';
import { said } from './integration.js';
import { follow } from './refs.js';

const EXTENSION = 'x-amazon-apigateway-authorizer';

/** What `x-amazon-apigateway-auth` means by `AWS_IAM`, which has no scheme. */
export const IAM: Authorizer = {
  name: 'AWS_IAM',
  kind: 'other',
  target: { kind: 'none', reason: 'callers sign their requests, and IAM decides' },
  identitySources: [],
};

/** What schemes may say alike, by reference. Cost: what it lists may be as long as the document. */
type Alike = Omit<Authorizer, 'name' | 'identitySources'> & Partial<Pick<Authorizer, 'identitySources'>>;
type Shared = Map<Located, Alike | undefined>;

/** A security scheme: what it is called, and what it is. */
export type Scheme =
  /** `read` needs to know the type of its API, which schemes tell of; it gives undefined for what cannot be read. */
  | {
      readonly kind: 'authorizer';
      readonly type?: string;
      readonly home: Located;
      read?(api: ApiType, shared: Shared): Authorizer | undefined;
    }
  | { readonly kind: 'api-key' }
  /** Nothing that API Gateway asks. */
  | { readonly kind: 'nothing' };

/** The schemes of a document by their names. */
export function readSchemes(home: Located | undefined, told: Telling): ReadonlyMap<string, Scheme> {
  return new Map(home?.members().map(([name, value]) => [name, readScheme(name, value, told)]));
}

/** The authorizers of an API; one that could not be read is not among them, though routes name it. */
export function authorizersOf(schemes: ReadonlyMap<string, Scheme>, api: ApiType): readonly Authorizer[] {
  const shared: Shared = new Map();
  return [...schemes.values()].flatMap((scheme) => (scheme.kind === 'authorizer' && scheme.read?.(api, shared)) || []);
}

function readScheme(name: string, value: Located, told: Telling): Scheme {
  const scheme = follow(value, told);
  if (scheme === undefined) return { kind: 'authorizer', home: value };
  if (!isJsonObject(scheme.json)) {
    const message = `the scheme \`${name}\` should be an object, found ${nameOf(scheme.json)}`;
    told.tell({ id: 'bad-scheme', severity: 'error', message, place: scheme.place() });
    return { kind: 'authorizer', home: scheme };
  }
  const extension = scheme.child(EXTENSION);
  if (extension !== undefined) {
    const home = follow(extension, told);
    if (home === undefined) return { kind: 'authorizer', home: extension };
    const type = wordIn(home.child('type')).toLowerCase();
    const read = (api: ApiType, shared: Shared) => {
      if (!shared.has(home)) shared.set(home, readAuthorizer(home, api, told));
      const alike = shared.get(home);
      const sources = alike?.identitySources ?? (alike?.kind === 'token' ? headerOf(scheme) : []);
      return alike && { ...alike, name, identitySources: sources };
    };
    return { kind: 'authorizer', home, type, read };
  }
  const authtype = wordIn(scheme.child('x-amazon-apigateway-authtype')).toLowerCase();
  // AWS: API Gateway guide, "x-amazon-apigateway-authtype property": `awsSigv4` is IAM.
  if (authtype === 'awssigv4') return { kind: 'authorizer', home: scheme, read: () => ({ ...IAM, name }) };
  // AWS: API Gateway guide, "API key source": callers send it as `x-api-key`.
  const header = wordIn(scheme.child('name')).toLowerCase();
  if (scheme.child('type')?.json === 'apiKey' && header === 'x-api-key') return { kind: 'api-key' };
  tellNothing(name, scheme, told);
  return { kind: 'nothing' };
}

function tellNothing(name: string, scheme: Located, told: Telling): void {
  told.tell({
    id: 'scheme-without-authorizer',
    severity: 'warning',
    message: `the scheme \`${name}\` says no authorizer, so nobody is asked for it`,
    hint: `exports say it only with \`--parameters extensions='apigateway'\``,
    place: scheme.place('key'),
  });
}

function readAuthorizer(home: Located, api: ApiType, told: Telling): Alike | undefined {
  const fields = new Fields(home, told, 'bad-authorizer');
  if (typeof home.json !== 'object' || home.json === null || Array.isArray(home.json))
    return fields.fault(home, EXTENSION, 'an object');
  const type =
    fields.at('type') === undefined
      ? fields.missing('type')
      : fields.word('type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS', 'JWT']);
  if (type === undefined) return undefined;
  const kind = type === 'TOKEN' ? 'token' : type === 'REQUEST' ? 'request' : 'other';
  const alike = {
    kind: kind as Authorizer['kind'],
    target: functionOf(type, api, fields),
    credentials: fields.textOrHole('authorizerCredentials'),
    identitySources: fields.list('identitySource'),
    identityValidationExpression: fields.text('identityValidationExpression') || undefined,
    payloadFormat: fields.payloadFormat('authorizerPayloadFormatVersion'),
    hasSimpleResponses: fields.flag('enableSimpleResponses'),
  };
  return fields.isBroken ? undefined : said(alike);
}

function functionOf(type: string, api: ApiType, fields: Fields): Target {
  if (type === 'JWT') return { kind: 'none', reason: 'API Gateway checks the JWT itself' };
  if (type === 'COGNITO_USER_POOLS') return { kind: 'none', reason: 'a Cognito user pool decides' };
  if (fields.at('authorizerUri') === undefined) fields.missing('authorizerUri');
  return fields.uri('authorizerUri', api)?.target ?? { kind: 'none', reason: 'it names no function' };
}

// AWS: API Gateway guide, "x-amazon-apigateway-authorizer object": the scheme's header is where the token stands.
function headerOf(scheme: Located): readonly string[] {
  const name = scheme.child('name')?.json;
  const isHeader = scheme.child('in')?.json === 'header' && typeof name === 'string' && name !== '';
  return isHeader ? [`method.request.header.${name}`] : [];
}
