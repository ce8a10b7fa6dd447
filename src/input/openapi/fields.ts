// Which members does an object of API Gateway's have, and which are not what they should be?

import { type IntegrationUri, parseIntegrationUri } from '../../gateway/integration-uri.js';
import type { ApiType, PayloadFormat } from '../../model/api.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import type { Located, Telling } from '../definition-reader.js';
import { nameOf } from '../statement.js';
import { holeIn } from './hole.js';

/** A text or a number as text; anything else, which has members of its own, is no word. */
export function wordIn(value: Located | undefined): string {
  return typeof value?.json === 'string' || typeof value?.json === 'number' ? String(value.json) : '';
}

/** Reads the members of one object. A member that is there and cannot be read makes the whole untrustworthy. */
export class Fields {
  isBroken = false;

  constructor(
    readonly home: Located,
    readonly told: Telling,
    /** The id of what is told: `bad-integration`. */
    readonly id: string,
  ) {}

  /** A member; `null` says as little as none. */
  at(name: string): Located | undefined {
    const value = this.home.child(name);
    return value?.json === null ? undefined : value;
  }

  text(name: string): string | undefined {
    const value = this.at(name);
    if (value === undefined || typeof value.json === 'string') return value?.json as string | undefined;
    return this.fault(value, name, 'a text');
  }

  /** A text, or what a template will make one; an empty one says as little as none. */
  textOrHole(name: string): string | undefined {
    const value = this.at(name);
    return (value && holeIn(value.json)) ?? (this.text(name) || undefined);
  }

  /** One of some words, in upper case; AWS prints some of them in lower case. */
  word<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.at(name);
    if (value === undefined) return undefined;
    const word = words.find((one) => one === wordIn(value).toUpperCase());
    return word ?? this.fault(value, name, `one of ${words.map((one) => `\`${one}\``).join(', ')}`);
  }

  number(name: string): number | undefined {
    const value = this.at(name);
    if (value === undefined || typeof value.json === 'number') return value?.json as number | undefined;
    return this.fault(value, name, 'a number');
  }

  flag(name: string): boolean | undefined {
    const value = this.at(name);
    if (value === undefined || typeof value.json === 'boolean') return value?.json as boolean | undefined;
    return this.fault(value, name, '`true` or `false`');
  }

  /** YAML without quotes has it as a number. */
  payloadFormat(name: string): PayloadFormat | undefined {
    const value = this.at(name);
    if (value === undefined) return undefined;
    if (value.json === '1.0' || value.json === 1) return '1.0';
    if (value.json === '2.0' || value.json === 2) return '2.0';
    return this.fault(value, name, '`1.0` or `2.0`');
  }

  /** Texts by name. */
  texts(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.at(name);
    if (value === undefined) return undefined;
    if (typeof value.json !== 'object' || Array.isArray(value.json)) return this.fault(value, name, 'an object');
    const texts: [string, string][] = [];
    for (const [key, { json }] of value.members()) {
      if (json === null) continue;
      if (typeof json === 'object') return this.fault(value.child(key) as Located, key, 'a text');
      texts.push([key, String(json)]);
    }
    return Object.fromEntries(texts);
  }

  /** A list of texts, or one text with commas. */
  list(name: string): readonly string[] | undefined {
    const value = this.at(name);
    if (value === undefined) return undefined;
    if (typeof value.json === 'string')
      return value.json
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    const parts = value.elements();
    const odd = Array.isArray(value.json) ? parts.find(({ json }) => typeof json !== 'string') : value;
    return odd === undefined ? parts.map(({ json }) => json as string) : this.fault(odd, name, 'a list of texts');
  }

  /** The URI of a function; what is wrong with it is told. */
  uri(name: string, type: ApiType): IntegrationUri | undefined {
    const value = this.at(name);
    if (value === undefined) return undefined;
    const hole = holeIn(value.json);
    if (hole !== undefined) return { target: { kind: 'hole', text: hole }, isStreaming: false };
    const text = this.text(name);
    if (text === undefined) return undefined;
    const uri = parseIntegrationUri(text, type);
    if (uri.target.kind === 'none' && uri.hint !== undefined) this.#refused(value, uri.target.reason, uri.hint);
    const region = uri.target.kind === 'function' ? parseFunctionArn(uri.target.arn)?.region : undefined;
    if (uri.region !== undefined && region !== undefined && uri.region !== region)
      this.#otherRegion(value, uri.region, region);
    return uri;
  }

  #refused(value: Located, message: string, hint: string): void {
    this.told.tell({ id: 'integration-uri', severity: 'error', message, hint, place: value.place() });
  }

  #otherRegion(value: Located, named: string, region: string): void {
    // AWS: API Gateway API reference, PutIntegration, `uri`: its region is that of the function. Observed: such calls fail.
    this.told.tell({
      id: 'integration-region',
      severity: 'warning',
      message: `the URI names the region \`${named}\`, and its function is in \`${region}\``,
      hint: `write \`${region}\` in both places: API Gateway looks for the function in the region that the URI names`,
      place: value.place(),
    });
  }

  fault(value: Located, name: string, wanted: string): undefined {
    this.isBroken = true;
    const message = `\`${name}\` should be ${wanted}, found ${nameOf(value.json)}`;
    this.told.tell({ id: this.id, severity: 'error', message, place: value.place() });
  }

  missing(name: string): undefined {
    this.isBroken = true;
    const message = `it has no \`${name}\``;
    this.told.tell({ id: this.id, severity: 'error', message, place: this.home.place('key') });
  }
}
