// Which operations does a document declare, whatever type its API has?

import { HTTP_VERBS } from '../../model/aws.js';
import type { Place } from '../../model/place.js';
import { isJsonObject } from '../../model/policy.js';
import type { Located, Telling } from '../definition-reader.js';
import { follow } from './refs.js';

export interface Operation {
  readonly method: string;
  readonly path: string;
  /** What it says, its references followed; undefined where that cannot be read. */
  readonly home?: Located;
  /** Where its method stands, or a reference to it. */
  readonly declared: Located;
  /** Its references followed; undefined where it has none, or none that can be found. */
  readonly integration?: Located;
  /** Whether it says that it has an integration; undefined where nobody knows. */
  readonly hasIntegration?: boolean;
}

// AWS: API Gateway guide, "x-amazon-apigateway-any-method object".
const ANY = 'x-amazon-apigateway-any-method';
const EXTENSION = 'x-amazon-apigateway-integration';
// OpenAPI: "Path Item Object": what stands beside operations.
const BESIDE = ['$ref', 'summary', 'description', 'servers', 'parameters'];

/** The operations of `paths`, in the order of the document. */
export function readOperations(paths: Located, told: Telling): readonly Operation[] {
  const items: Items = new Map();
  return paths.members().flatMap(([path, item]) => {
    if (path.startsWith('x-')) return [];
    if (path.startsWith('/')) return operationsAt(path, item, items, told);
    const message = `a path begins with \`/\`, found \`${path}\``;
    told.tell({ id: 'bad-path', severity: 'error', message, place: item.place('key') });
    return [];
  });
}

/** The methods of a path item and where they stand. Cost: many paths may refer to one item, and it may hold much else. */
type Items = Map<Located, ReadonlyMap<string, Located>>;

function operationsAt(path: string, item: Located, items: Items, told: Telling): readonly Operation[] {
  const found = new Map<string, Operation>();
  const referred = follow(item, told);
  // What stands beside a reference goes before what it leads to.
  for (const home of referred === undefined || referred === item ? [item] : [item, referred]) {
    if (!isJsonObject(home.json)) tellNoObject(home, `the path \`${path}\``, told);
    for (const [method, declared] of methodsOf(home, items, told))
      if (!found.has(method)) found.set(method, operationOf(method, path, declared, told));
  }
  if (isJsonObject(referred?.json)) return [...found.values()];
  // What cannot be read may take any method, and a verb goes before ANY: both lead to what nobody knows.
  const hidden = found.has('ANY') ? HTTP_VERBS.filter((verb) => !found.has(verb)) : ['ANY'];
  return [...found.values(), ...hidden.map((method) => ({ method, path, declared: item }))];
}

function methodsOf(item: Located, items: Items, told: Telling): ReadonlyMap<string, Located> {
  let methods = items.get(item);
  if (methods === undefined) {
    const named = item.members().map(([name, declared]) => [methodOf(name, declared, told), declared] as const);
    methods = new Map(named.filter((one): one is [string, Located] => one[0] !== undefined));
    items.set(item, methods);
  }
  return methods;
}

function operationOf(method: string, path: string, declared: Located, told: Telling): Operation {
  const home = follow(declared, told);
  if (home === undefined) return { method, path, declared };
  if (!isJsonObject(home.json)) {
    tellNoObject(home, `the operation \`${method} ${path}\``, told);
    return { method, path, declared };
  }
  const extension = home.child(EXTENSION);
  const integration = extension && follow(extension, told);
  return {
    method,
    path,
    home,
    declared,
    hasIntegration: extension !== undefined,
    ...(integration === undefined ? {} : { integration }),
  };
}

/** `GET` for `get`; undefined for what is no operation, and for methods that API Gateway does not have. */
function methodOf(name: string, declared: Located, told: Telling): string | undefined {
  if (name === ANY) return 'ANY';
  if (name.startsWith('x-') || BESIDE.includes(name)) return undefined;
  const method = HTTP_VERBS.find((verb) => verb.toLowerCase() === name);
  if (method !== undefined) return method;
  told.tell({
    id: 'unknown-method',
    severity: 'warning',
    message: `API Gateway has no method \`${name}\`, so this operation is passed over`,
    hint: `methods are ${HTTP_VERBS.map((verb) => `\`${verb.toLowerCase()}\``).join(', ')} and \`${ANY}\``,
    place: declared.place('key'),
  });
  return undefined;
}

function tellNoObject(home: Located, what: string, told: Telling): void {
  told.tell({ id: 'not-an-object', severity: 'error', message: `${what} should be an object`, place: home.place() });
}

/** Where the route stands that an operation declares. */
export function placeOf(operation: Operation): Place {
  return operation.declared.place('key');
}

// AWS: API Gateway guide, "x-amazon-apigateway-any-method object", `isDefaultRoute`; HTTP APIs export it as `/$default`.
export function isDefaultRoute({ method, path, home }: Operation): boolean {
  return method === 'ANY' && (path === '/$default' || home?.child('isDefaultRoute')?.json === true);
}
