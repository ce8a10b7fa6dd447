// Which authorizer does an operation ask?

import type { Authorizer } from '../../model/api.js';
import type { Located, Telling } from '../definition-reader.js';
import { IAM, type Scheme } from './authorizers.js';
import { wordIn } from './fields.js';

export interface Security {
  /** The name of the authorizer that is asked first. */
  readonly authorizer?: string;
  /** Where a scheme of API keys is asked for. */
  readonly apiKey?: Located;
}

/** Reads what operations require; without a `security` of its own, one has that of the document. */
export class SecurityReader {
  readonly #read = new Map<string, Security>();
  /** Whether an operation has IAM decide without a scheme that says so. */
  usesIam = false;

  constructor(
    readonly document: Located,
    readonly schemes: ReadonlyMap<string, Scheme>,
    readonly told: Telling,
  ) {}

  of(operation: Located): Security {
    // AWS: API Gateway guide, "x-amazon-apigateway-auth object": `NONE` or `AWS_IAM`, in any case.
    const auth = wordIn(operation.child('x-amazon-apigateway-auth')?.child('type')).toUpperCase();
    if (auth === 'NONE') return {};
    const security = operation.child('security') ?? this.document.child('security');
    const read = security === undefined ? {} : this.#of(security);
    if (auth !== IAM.name || read.authorizer !== undefined) return read;
    this.usesIam = true;
    return { ...read, authorizer: IAM.name };
  }

  /** Cost: many operations may share one by reference. */
  #of(security: Located): Security {
    let read = this.#read.get(security.pointer);
    if (read === undefined) {
      read = this.#fresh(security);
      this.#read.set(security.pointer, read);
    }
    return read;
  }

  #fresh(security: Located): Security {
    let found: Security = {};
    for (const requirement of security.elements()) {
      for (const [name, value] of requirement.members()) {
        const scheme = this.schemes.get(name);
        if (scheme === undefined) this.#tellUnknown(name, value);
        else if (scheme.kind === 'api-key') found = { apiKey: value, ...found };
        else if (scheme.kind === 'authorizer') found = { authorizer: name, ...found };
      }
    }
    return found;
  }

  #tellUnknown(name: string, value: Located): void {
    const message = `no security scheme is called \`${name}\``;
    this.told.tell({ id: 'unknown-scheme', severity: 'error', message, place: value.place('key') });
  }
}

/** The authorizers of an API; one that could not be read is not among them, though routes name it. */
export function authorizersOf(schemes: ReadonlyMap<string, Scheme>, security: SecurityReader): readonly Authorizer[] {
  const read = [...schemes.values()].flatMap((scheme) =>
    scheme.kind === 'authorizer' && scheme.authorizer !== undefined ? [scheme.authorizer] : [],
  );
  return security.usesIam && !schemes.has(IAM.name) ? [...read, IAM] : read;
}
