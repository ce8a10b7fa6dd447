// Which authorizer does an operation ask?

import type { Authorizer } from '../../model/api.js';
import { isJsonObject } from '../../model/policy.js';
import type { Located, Telling } from '../definition-reader.js';
import { nameOf } from '../statement.js';
import { IAM, type Scheme } from './authorizers.js';
import { wordIn } from './fields.js';

export interface Security {
  /** The name of the authorizer that is asked first. */
  readonly authorizer?: string;
  /** Where a scheme of API keys is asked for. */
  readonly apiKey?: Located;
}

/** What the route of a requirement asks that cannot be read: an authorizer that no API has. */
const UNREADABLE = '(unreadable security)';

/** Reads what operations require; without a `security` of its own, one has that of the document. */
export class SecurityReader {
  readonly #read = new Map<Located, Security>();
  /** Whether an operation has IAM decide without a scheme that says so. */
  #usesIam = false;

  constructor(
    readonly document: Located,
    readonly schemes: ReadonlyMap<string, Scheme>,
    readonly told: Telling,
  ) {}

  of(operation: Located): Security {
    const auth = operation.child('x-amazon-apigateway-auth');
    // AWS: API Gateway guide, "x-amazon-apigateway-auth object": `NONE` or `AWS_IAM`, in any case.
    const type = wordIn(auth?.child('type')).toUpperCase();
    const security = operation.child('security') ?? this.document.child('security');
    const read: Security = security === undefined ? {} : this.#of(security);
    // The page's own example wants an API key beside `NONE`.
    if (type === 'NONE') return read.apiKey === undefined ? {} : { apiKey: read.apiKey };
    if (auth === undefined || read.authorizer !== undefined) return read;
    if (type !== IAM.name) {
      const message = '`x-amazon-apigateway-auth` should have the type `NONE` or `AWS_IAM`';
      return { ...read, authorizer: this.#unreadable(auth, message) };
    }
    this.#usesIam = true;
    return { ...read, authorizer: IAM.name };
  }

  /** With the one that needs no scheme, once every operation was read. */
  withIam(authorizers: readonly Authorizer[]): readonly Authorizer[] {
    return this.#usesIam && !this.schemes.has(IAM.name) ? [...authorizers, IAM] : authorizers;
  }

  /** Cost: many operations may share one by reference. */
  #of(security: Located): Security {
    const read = this.#read.get(security) ?? this.#fresh(security);
    this.#read.set(security, read);
    return read;
  }

  // Invariant: what cannot be read leaves no route open; an empty list, or an empty object in it, says that it is.
  #fresh(security: Located): Security {
    if (!Array.isArray(security.json)) {
      const message = `\`security\` should be a list, found ${nameOf(security.json)}`;
      return { authorizer: this.#unreadable(security, message) };
    }
    let found: Security = {};
    for (const requirement of security.elements()) {
      if (!isJsonObject(requirement.json)) {
        const message = `what \`security\` lists should be objects, found ${nameOf(requirement.json)}`;
        found = { authorizer: this.#unreadable(requirement, message), ...found };
      }
      for (const [name, value] of requirement.members()) {
        const scheme = this.schemes.get(name);
        if (scheme === undefined) this.#tellUnknown(name, value);
        if (scheme?.kind === 'api-key') found = { apiKey: value, ...found };
        else if (scheme?.kind !== 'nothing') found = { authorizer: name, ...found };
      }
    }
    return found;
  }

  #unreadable(value: Located, message: string): string {
    this.told.tell({ id: 'bad-security', severity: 'error', message, place: value.place() });
    return UNREADABLE;
  }

  #tellUnknown(name: string, value: Located): void {
    const message = `no security scheme is called \`${name}\``;
    this.told.tell({ id: 'unknown-scheme', severity: 'error', message, place: value.place('key') });
  }
}
