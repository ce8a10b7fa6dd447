// Which function does an integration URI name?

import type { ApiType, Target } from '../model/api.js';
import { parseFunctionArn } from '../model/function-arn.js';

export interface IntegrationUri {
  /** Of no kind but `none` where API Gateway would not take the URI. */
  readonly target: Target;
  /** The region that the URI itself names, which has to be the function's. */
  readonly region?: string;
  readonly isStreaming: boolean;
  /** How to write it, where it names a function and API Gateway would not take it. */
  readonly hint?: string;
}

// AWS: API Gateway guide, "x-amazon-apigateway-integration object", `uri`; response streaming has a path of its own.
const LAMBDA_PATH =
  /^arn:[^:]*:apigateway:([^:]*):(?:[^:]*\.)?lambda:path\/+(2015-03-31|2021-11-15)\/functions\/(.*?)(?:\/(invocations|response-streaming-invocations))?\/?$/s;
// AWS: API Gateway guide, "Use stage variables": letters, digits, `-`, `.`, `_`; WebSocket and HTTP APIs write the same.
const STAGE_VARIABLE = /\$\{stageVariables\.([\w.-]+)\}/g;

// AWS: API Gateway API reference, PutIntegration, `uri`: the ARN of a function alone is none for REST APIs.
/** Reads the URI of a Lambda integration, or of a Lambda authorizer; `type`: of the API, where it makes a difference. */
export function parseIntegrationUri(uri: string, type?: ApiType): IntegrationUri {
  const [match, region = '', version, path = '', kind] = LAMBDA_PATH.exec(uri) ?? [];
  const isStreaming = kind === 'response-streaming-invocations';
  if (match === undefined) {
    const target = targetOf(uri, false, uri);
    return isNamed(target) && type === 'rest' && !/^arn:[^:]*:apigateway:/.test(uri)
      ? { ...refused(`\`${uri}\` is a function alone, which only HTTP APIs take`, wholeUri(uri)), isStreaming }
      : { target, isStreaming };
  }
  const target = targetOf(path, true, uri);
  if (kind === undefined && isNamed(target)) {
    const end = version === '2015-03-31' ? '/invocations' : '/response-streaming-invocations';
    const whole = `${uri.endsWith('/') ? uri.slice(0, -1) : uri}${end}`;
    return { ...refused(`\`${uri}\` does not end in \`${end}\``, whole), region, isStreaming };
  }
  return { target, region, isStreaming };
}

function isNamed({ kind }: Target): boolean {
  return kind === 'function' || kind === 'variables';
}

function refused(reason: string, whole: string): Pick<IntegrationUri, 'target' | 'hint'> {
  return { target: { kind: 'none', reason }, hint: `write \`${whole}\`` };
}

/** The URI that calls a function, whose ARN says what else stands in it. */
function wholeUri(fn: string): string {
  const [arn, partition = '', , region = ''] = fn.split(':');
  const [where, which] = arn === 'arn' ? [region, partition] : ['<region>', '<partition>'];
  return `arn:${which}:apigateway:${where}:lambda:path/2015-03-31/functions/${fn}/invocations`;
}

function targetOf(fn: string, isLambda: boolean, uri: string): Target {
  const arn = parseFunctionArn(fn);
  if (arn !== undefined) return { kind: 'function', arn: fn };
  if (hasPlaceholder(fn)) return { kind: 'hole', text: uri };
  const names = [...new Set([...fn.matchAll(STAGE_VARIABLE)].map(([, name]) => name as string))];
  // A variable may stand for the whole ARN, or for anything in it.
  if (names.length > 0 && (isLambda || fn.includes(':lambda:') || fn.startsWith('${stageVariables.')))
    return { kind: 'variables', template: fn, names };
  return {
    kind: 'none',
    reason: isLambda ? `\`${fn}\` is not the ARN of a function` : `\`${uri}\` is no Lambda function`,
  };
}

/** Whether a template is to put something in: `${…}` or `{{…}}`. Cost: linear, whatever stands there. */
function hasPlaceholder(text: string): boolean {
  if (text.includes('{{') && text.indexOf('}}', text.indexOf('{{')) !== -1) return true;
  const lastBrace = text.lastIndexOf('}');
  for (let at = text.indexOf('${'); at !== -1 && at < lastBrace; at = text.indexOf('${', at + 2))
    if (!text.startsWith('${stageVariables.', at)) return true;
  return false;
}

/** The function that a target names in a stage with these variables; a sentence where it names none. */
export function resolveTarget(
  target: Target,
  variables: Readonly<Record<string, string>> = {},
): { readonly arn: string } | { readonly reason: string } {
  if (target.kind === 'function') return { arn: target.arn };
  if (target.kind === 'none') return { reason: target.reason };
  if (target.kind === 'hole')
    return { reason: `\`${target.text}\` holds a value that is only known when it is deployed` };
  const missing = target.names.filter((name) => !Object.hasOwn(variables, name));
  if (missing.length > 0)
    return { reason: `the stage variable ${missing.map((name) => `\`${name}\``).join(', ')} is not known` };
  const arn = target.template.replaceAll(STAGE_VARIABLE, (_, name: string) => variables[name] as string);
  return parseFunctionArn(arn) === undefined
    ? { reason: `with its stage variables it is \`${arn}\`, which is not the ARN of a function` }
    : { arn };
}
