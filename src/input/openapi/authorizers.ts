// Which security schemes are authorizers, and which of them does a route ask first?
// AWS: API Gateway guide, "x-amazon-apigateway-authorizer object".

import type { Authorizer, Target } from '../../model/api.js';
import type { Located, Telling } from '../definition-reader.js';
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

/** A security scheme: what it is called, and what it is. */
export type Scheme =
  /** `authorizer` is undefined where it is one and could not be read. */
  | { readonly kind: 'authorizer'; readonly authorizer?: Authorizer; readonly type?: string; readonly home: Located }
  | { readonly kind: 'api-key' }
  /** Nothing that API Gateway asks. */
  | { readonly kind: 'nothing' };

/** The schemes of a document by their names. */
export function readSchemes(home: Located | undefined, told: Telling): ReadonlyMap<string, Scheme> {
  return new Map(home?.members().map(([name, value]) => [name, readScheme(name, value, told)]));
}

function readScheme(name: string, value: Located, told: Telling): Scheme {
  const scheme = follow(value, told);
  if (scheme === undefined) return { kind: 'authorizer', home: value };
  const extension = scheme.child(EXTENSION);
  if (extension !== undefined) {
    const home = follow(extension, told);
    if (home === undefined) return { kind: 'authorizer', home: extension };
    const type = wordIn(home.child('type')).toLowerCase();
    const authorizer = readAuthorizer(name, home, scheme, told);
    return { kind: 'authorizer', home, type, ...(authorizer === undefined ? {} : { authorizer }) };
  }
  const authtype = wordIn(scheme.child('x-amazon-apigateway-authtype')).toLowerCase();
  // AWS: API Gateway guide, "x-amazon-apigateway-authtype property": `awsSigv4` is IAM.
  if (authtype === 'awssigv4') return { kind: 'authorizer', home: scheme, authorizer: { ...IAM, name } };
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

function readAuthorizer(name: string, home: Located, scheme: Located, told: Telling): Authorizer | undefined {
  const fields = new Fields(home, told, 'bad-authorizer');
  if (typeof home.json !== 'object' || home.json === null || Array.isArray(home.json))
    return fields.fault(home, EXTENSION, 'an object');
  const type =
    fields.at('type') === undefined
      ? fields.missing('type')
      : fields.word('type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS', 'JWT']);
  if (type === undefined) return undefined;
  const kind = type === 'TOKEN' ? 'token' : type === 'REQUEST' ? 'request' : 'other';
  const authorizer = {
    name,
    kind: kind as Authorizer['kind'],
    target: functionOf(type, fields),
    credentials: fields.textOrHole('authorizerCredentials'),
    identitySources: fields.list('identitySource') ?? (kind === 'token' ? headerOf(scheme) : []),
    identityValidationExpression: fields.text('identityValidationExpression') || undefined,
    payloadFormat: fields.payloadFormat('authorizerPayloadFormatVersion'),
    hasSimpleResponses: fields.flag('enableSimpleResponses'),
  };
  return fields.isBroken ? undefined : said(authorizer);
}

function functionOf(type: string, fields: Fields): Target {
  if (type === 'JWT') return { kind: 'none', reason: 'API Gateway checks the JWT itself' };
  if (type === 'COGNITO_USER_POOLS') return { kind: 'none', reason: 'a Cognito user pool decides' };
  if (fields.at('authorizerUri') === undefined) fields.missing('authorizerUri');
  return fields.uri('authorizerUri')?.target ?? { kind: 'none', reason: 'it names no function' };
}

// AWS: API Gateway guide, "x-amazon-apigateway-authorizer object": the scheme's header is where the token stands.
function headerOf(scheme: Located): readonly string[] {
  const name = scheme.child('name')?.json;
  const isHeader = scheme.child('in')?.json === 'header' && typeof name === 'string' && name !== '';
  return isHeader ? [`method.request.header.${name}`] : [];
}
