// Which small definitions do the tests of this folder read, and what do they ask of what was read?

import { readDefinitionText } from '../../../src/input/definition.js';
import type { Api, ApiType } from '../../../src/model/api.js';

export const PETS = 'arn:aws:lambda:us-east-2:111122223333:function:pets';

export function uriOf(fn = PETS, region = 'us-east-2') {
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${fn}/invocations`;
}

export function proxy(changes: object = {}) {
  return { type: 'aws_proxy', httpMethod: 'POST', uri: uriOf(), ...changes };
}

export function operation(integration: unknown = proxy(), changes: object = {}) {
  return { 'x-amazon-apigateway-integration': integration, ...changes };
}

/** A REST API, whatever else it says. */
export function restOf(paths: unknown, changes: object = {}) {
  const info = { title: 'pets', version: '1' };
  return { openapi: '3.0.1', info, paths, 'x-amazon-apigateway-api-key-source': 'HEADER', ...changes };
}

export function httpOf(paths: unknown, changes: object = {}) {
  const info = { title: 'pets', version: '1' };
  return { openapi: '3.0.1', info, paths, 'x-amazon-apigateway-importexport-version': '1.0', ...changes };
}

export interface Asked {
  readonly api: Api | undefined;
  /** Severity and id of each finding, and the text at its place. */
  readonly told: readonly string[];
  readonly messages: readonly string[];
  readonly hints: readonly (string | undefined)[];
}

/** Reads a document from its JSON. */
export function ask(document: unknown, type?: ApiType): Asked {
  return askText('api.json', JSON.stringify(document), type);
}

export function askText(name: string, text: string, type?: ApiType): Asked {
  const { api, findings, source } = readDefinitionText(name, text, { type });
  const told = findings.map(({ severity, id, place }) => {
    const at = place === undefined ? 'nowhere' : source.text.slice(place.start, place.end);
    return `${severity} ${id} ${at.length > 80 ? `${at.slice(0, 80)}…` : at}`;
  });
  return { api, told, messages: findings.map(({ message }) => message), hints: findings.map(({ hint }) => hint) };
}

/** The integration of a document's only route. */
export function integrationOf(integration: unknown) {
  const { api, told, messages } = ask(restOf({ '/pets': { get: operation(integration) } }));
  return { integration: api?.routes[0]?.integration, told, messages };
}
