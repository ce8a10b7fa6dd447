// Which API does an OpenAPI or Swagger document declare? The parts of both versions that mean the same, put together.

import { parseRoute } from '../../gateway/route.js';
import type { Api, ApiRoute, Cors, Integration } from '../../model/api.js';
import { isJsonObject } from '../../model/policy.js';
import type { Located, Telling } from '../definition-reader.js';
import { authorizersOf, readSchemes } from './authorizers.js';
import { type Evidence, evidenceIn, typeOf } from './evidence.js';
import { Fields } from './fields.js';
import { readIntegration, said } from './integration.js';
import { isDefaultRoute, type Operation, placeOf, readOperations } from './operations.js';
import { SecurityReader } from './security.js';
import { homeOf } from './servers.js';
import { type Known, unsimulatedIn, unsimulatedOf } from './unsimulated.js';

/** Where the versions keep what they say differently. */
export interface Layout {
  readonly schemes: Located | undefined;
  readonly urls: readonly string[];
  /** What the version itself tells of the API's type. */
  readonly evidence: readonly Evidence[];
}

export function readDocument(document: Located, layout: Layout, told: Telling): Api | undefined {
  const paths = document.child('paths');
  if (paths === undefined || !isJsonObject(paths.json)) {
    const message = paths === undefined ? 'it has no `paths`' : '`paths` should be an object';
    told.tell({ id: 'bad-paths', severity: 'error', message, place: (paths ?? document).place() });
    return undefined;
  }
  const operations = readOperations(paths, told);
  const schemes = readSchemes(layout.schemes, told);
  const type = typeOf([...layout.evidence, ...evidenceIn(document, operations, schemes)], document, told);
  if (type === undefined) return undefined;
  const authorizers = authorizersOf(schemes, type);
  const security = new SecurityReader(document, schemes, told);
  const routes = routesOf(type, operations, security, told);
  tellIntegrations(type, paths, operations, told);
  const { id, region, stages } = homeOf(layout.urls, type);
  const title = document.child('info')?.child('title')?.json;
  return said({
    type,
    id,
    region,
    name: typeof title === 'string' ? title : undefined,
    stages: stages.map((name) => ({ name })),
    routes,
    authorizers: someOf(security.withIam(authorizers)),
    binaryMediaTypes: type === 'rest' ? mediaTypesOf(document, told) : undefined,
    cors: type === 'http' ? corsOf(document, told) : undefined,
    unsimulated: someOf(unsimulatedIn(document, told)),
  });
}

function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function routesOf(
  type: 'rest' | 'http',
  operations: readonly Operation[],
  security: SecurityReader,
  told: Telling,
): readonly ApiRoute[] {
  // Cost: many operations may share an integration by reference.
  const integrations = new Map<Located, Integration | undefined>();
  const known: Known = { told: new Set(), integrations: new Map() };
  return operations.flatMap((operation) => {
    const { method, path, home, integration } = operation;
    const key = type === 'http' && isDefaultRoute(operation) ? '$default' : `${method} ${path}`;
    const place = placeOf(operation);
    const route = parseRoute(type, key);
    if (typeof route === 'string') {
      told.tell({ id: 'bad-route', severity: 'error', message: route, place });
      return [];
    }
    // A route that may be there: what serves its requests is not known.
    if (home === undefined) return [{ key, place }];
    if (integration !== undefined && !integrations.has(integration))
      integrations.set(integration, readIntegration(integration, type, told));
    const { authorizer, apiKey } = security.of(home);
    const unsimulated = someOf(unsimulatedOf(home, integration, apiKey, type, told, known));
    const read = integration && integrations.get(integration);
    return [said({ key, integration: read, authorizer, unsimulated, place })];
  });
}

/** Where nothing says what is called, the document says nothing worth asking. */
function tellIntegrations(
  type: 'rest' | 'http',
  paths: Located,
  operations: readonly Operation[],
  told: Telling,
): void {
  if (operations.length === 0) {
    told.tell({ id: 'no-routes', severity: 'warning', message: 'it declares no route', place: paths.place('key') });
    return;
  }
  const without = operations.filter(({ hasIntegration }) => hasIntegration === false);
  const known = operations.filter(({ hasIntegration }) => hasIntegration !== undefined);
  if (without.length === known.length && known.length > 0) {
    told.tell({
      id: 'no-integrations',
      severity: 'error',
      message: 'no route says what it calls',
      // AWS: API Gateway API reference, GetExport, `parameters`; the ExportApi reference, `includeExtensions`.
      hint:
        type === 'rest'
          ? "export it with `--parameters extensions='apigateway'`"
          : 'export it with `--include-extensions`, or without `--no-include-extensions`',
      place: paths.place('key'),
    });
    return;
  }
  for (const operation of without) {
    const message = `\`${operation.method} ${operation.path}\` has no integration`;
    told.tell({ id: 'missing-integration', severity: 'warning', message, place: placeOf(operation) });
  }
}

function mediaTypesOf(document: Located, told: Telling): readonly string[] | undefined {
  return new Fields(document, told, 'bad-media-types').list('x-amazon-apigateway-binary-media-types');
}

// AWS: API Gateway guide, "x-amazon-apigateway-cors object".
function corsOf(document: Located, told: Telling): Cors | undefined {
  const name = 'x-amazon-apigateway-cors';
  const home = document.child(name);
  if (home === undefined || home.json === null) return undefined;
  const fields = new Fields(home, told, 'bad-cors');
  if (!isJsonObject(home.json)) return fields.fault(home, name, 'an object');
  const cors = {
    allowOrigins: fields.list('allowOrigins') ?? [],
    allowMethods: fields.list('allowMethods') ?? [],
    allowHeaders: fields.list('allowHeaders') ?? [],
    exposeHeaders: fields.list('exposeHeaders') ?? [],
    allowCredentials: fields.flag('allowCredentials') ?? false,
    maxAge: fields.number('maxAge'),
  };
  return fields.isBroken ? undefined : said(cors);
}
