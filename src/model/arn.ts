// What are the six components of an ARN, as text and as a pattern?

import {
  literalOf,
  type Pattern,
  parsePattern,
  printPattern,
  type Syntax,
  sampleOf,
  splitPattern,
} from '../glob/pattern.js';

/** The names of the six components, as the IAM guide's page on ARNs has them; `arn` is the first. */
export const ARN_COMPONENTS = ['arn', 'partition', 'service', 'region', 'account', 'resource'] as const;
export type ArnComponent = (typeof ARN_COMPONENTS)[number];

/** An ARN that may hold wildcards, variables or holes: six patterns, split at the first five colons. */
export interface Arn {
  readonly partition: Pattern;
  readonly service: Pattern;
  readonly region: Pattern;
  readonly account: Pattern;
  readonly resource: Pattern;
}

/** A concrete ARN: six texts. */
export interface ArnText {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** How a text failed to be an ARN: how many components it has, and whether the first is `arn`. */
export interface NotAnArn {
  readonly parts: number;
  readonly isArn: boolean;
}

const SYNTAX: Syntax = { wildcards: true, variables: true };

// AWS: IAM guide, "Condition operators", ARN operators: six components delimited by colons, each matched on its own.
/** Splits a pattern at its first five colons; undefined with fewer, or where it does not begin `arn:`. */
export function arnOfPattern(pattern: Pattern): Arn | undefined {
  const [arn, partition, service, region, account, resource] = splitPattern(pattern, ':', 6);
  if (arn === undefined || literalOf(arn) !== 'arn') return undefined;
  if (!partition || !service || !region || !account || !resource) return undefined;
  return { partition, service, region, account, resource };
}

/** Reads an ARN that may hold `*`, `?` and policy variables. */
export function parseArn(text: string): Arn | undefined {
  return arnOfPattern(parsePattern(text, SYNTAX));
}

/** Splits a concrete ARN; undefined where it is none. */
export function splitArn(text: string): ArnText | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const service = text.indexOf(':', 4) + 1;
  const region = service > 0 ? text.indexOf(':', service) + 1 : 0;
  const account = region > 0 ? text.indexOf(':', region) + 1 : 0;
  const resource = account > 0 ? text.indexOf(':', account) + 1 : 0;
  if (resource === 0) return undefined;
  return {
    partition: text.slice(4, service - 1),
    service: text.slice(service, region - 1),
    region: text.slice(region, account - 1),
    account: text.slice(account, resource - 1),
    resource: text.slice(resource),
  };
}

/** Which letters of an ARN's text are a component; colons inside `${…}` separate nothing. */
export function componentSpan(text: string, name: Exclude<ArnComponent, 'arn'>): readonly [start: number, end: number] {
  const colons: number[] = [];
  // Cost: behind the last brace nothing is closed, and nothing need be looked for.
  const last = text.lastIndexOf('}');
  for (let at = 0; at < text.length && colons.length < 5; at++) {
    if (at < last && text.startsWith('${', at)) at = text.indexOf('}', at);
    else if (text[at] === ':') colons.push(at);
  }
  const index = ARN_COMPONENTS.indexOf(name);
  const start = (colons[index - 1] ?? text.length - 1) + 1;
  return [start, name === 'resource' ? text.length : (colons[index] ?? text.length)];
}

/** Why `splitArn` and `parseArn` said no. */
export function notAnArn(text: string): NotAnArn {
  return { parts: Math.min(6, text.split(':').length), isArn: text.startsWith('arn:') };
}

export function printArn(arn: Arn | ArnText): string {
  const { partition, service, region, account, resource } = arn;
  return ['arn', ...[partition, service, region, account, resource].map(printComponent)].join(':');
}

/** A shortest ARN that the pattern matches; one without holes. */
export function sampleArn({ partition, service, region, account, resource }: Arn): string {
  return ['arn', ...[partition, service, region, account, resource].map((component) => sampleOf(component))].join(':');
}

/** A component as text, whichever kind of ARN it comes from. */
export function printComponent(component: Pattern | string): string {
  return typeof component === 'string' ? component : printPattern(component);
}

/** The ARN with each component made into another; undefined where one of them is. */
export function mapArn(arn: Arn, map: (component: Pattern) => Pattern | undefined): Arn | undefined {
  const [partition, service, region, account, resource] = [
    arn.partition,
    arn.service,
    arn.region,
    arn.account,
    arn.resource,
  ].map(map);
  if (!partition || !service || !region || !account || !resource) return undefined;
  return { partition, service, region, account, resource };
}
