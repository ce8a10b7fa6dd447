// What does a source ARN say? The API, then stage/method/path, or stage/route key, or an authorizer.

import { literalOf, type Pattern, printPattern, splitPattern } from '../glob/pattern.js';
import { type Arn, parseArn } from './arn.js';

/** The reading of an execute-api ARN's resource, segment by segment, as its author will have meant it. */
export type Suffix =
  /** Nothing after the API id: `a1b2c3d4e5`. */
  | { readonly kind: 'none' }
  /** One segment: `a1b2c3d4e5/prod`, `a1b2c3d4e5/*`. */
  | { readonly kind: 'stage'; readonly stage: string }
  /** Two: a WebSocket route key, `$default` of an HTTP API, or a method without path: `prod/$connect`. */
  | { readonly kind: 'routeKey'; readonly stage: string; readonly routeKey: string }
  /** Three or more: `prod/GET/pets/{petId}`; the path begins with its slash. */
  | { readonly kind: 'method'; readonly stage: string; readonly method: string; readonly path: string }
  | { readonly kind: 'authorizer'; readonly authorizer: string };

export interface SourceArn extends Arn {
  readonly api: string;
  /** What stands behind the API id and its slash; undefined where there is no slash. */
  readonly suffixPattern: Pattern | undefined;
  readonly suffix: Suffix;
}

// AWS: API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference", API execution.
/** Reads an execute-api ARN or pattern; undefined where it is none. */
export function parseSourceArn(text: string): SourceArn | undefined {
  const arn = parseArn(text);
  return arn === undefined ? undefined : sourceArnOf(arn);
}

/** The execute-api reading of an ARN; undefined for other services. */
export function sourceArnOf(arn: Arn): SourceArn | undefined {
  if (literalOf(arn.service) !== 'execute-api') return undefined;
  const [api, suffixPattern] = splitPattern(arn.resource, '/', 2);
  const { partition, service, region, account, resource } = arn;
  return {
    partition,
    service,
    region,
    account,
    resource,
    api: printPattern(api ?? []),
    suffixPattern,
    suffix: suffixPattern === undefined ? { kind: 'none' } : suffixOf(suffixPattern),
  };
}

function suffixOf(pattern: Pattern): Suffix {
  const [stage = '', second, ...path] = splitPattern(pattern, '/').map(printPattern);
  if (second === undefined) return { kind: 'stage', stage };
  if (path.length > 0) return { kind: 'method', stage, method: second, path: `/${path.join('/')}` };
  if (stage === 'authorizers') return { kind: 'authorizer', authorizer: second };
  return { kind: 'routeKey', stage, routeKey: second };
}
