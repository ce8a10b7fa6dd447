// What does a REST API's custom integration send to a function?

import type { Integration } from '../../model/api.js';
import { type HttpRequest, headerValue } from '../../model/http.js';
import type { Json } from '../../model/policy.js';
import { bareType } from './body.js';

export type CustomEvent =
  | { readonly event: Json; readonly why: string }
  /** 415. */
  | { readonly isUnsupported: true; readonly why: string }
  | { readonly unknown: string };

// AWS: API Gateway guide, "Method request behavior for payloads without mapping templates for REST APIs".
export function customEvent(integration: Integration, { headers, body }: HttpRequest): CustomEvent {
  const invocation = invocationType(integration);
  if (invocation !== undefined) return { unknown: invocation };
  const { requestTemplates: templates = {}, passthroughBehavior = 'WHEN_NO_MATCH' } = integration;
  const types = Object.keys(templates);
  const type = bareType(headerValue(headers, 'content-type') ?? 'application/json');
  const matching = types.find((one) => one.toLowerCase() === type);
  if (matching !== undefined) {
    const template = templates[matching] as string;
    if (isWholePayload(template)) return fromBody(body, `the mapping template for \`${type}\` takes the whole body`);
    return fromTemplate(template, type);
  }
  const isPassed =
    passthroughBehavior === 'WHEN_NO_MATCH' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && types.length === 0);
  if (!isPassed)
    return {
      isUnsupported: true,
      why: `no mapping template is for \`${type}\`, and ${passthroughBehavior} lets no other pass`,
    };
  return fromBody(body, 'no mapping template matches');
}

// AWS: API Gateway guide, "Set up asynchronous invocation of the backend Lambda function".
/** Why it is no plain invocation. */
function invocationType({ requestParameters = {} }: Integration): string | undefined {
  const found = Object.entries(requestParameters).find(([name]) =>
    /^integration\.request\.header\.(?:x-amz-)?invocation-?type$/i.test(name),
  );
  if (found === undefined || found[1] === "'RequestResponse'") return undefined;
  return `the integration sets \`${found[0]}\` to \`${found[1]}\`, and asynchronous calls are not simulated`;
}

function fromBody(body: Uint8Array | undefined, because: string): CustomEvent {
  const text = body === undefined ? '' : new TextDecoder().decode(body);
  // Observed: a function gets `{}` where there is no body.
  if (text.trim() === '') return { event: {}, why: `${because}, and there is no body to pass on` };
  try {
    return { event: JSON.parse(text) as Json, why: `${because}, so the body is passed on as it is` };
  } catch {
    return { unknown: 'the body is passed on as it is, and is not JSON: what Lambda says to it is not simulated' };
  }
}

// AWS: API Gateway guide, "API Gateway mapping template and access logging variable reference": the whole payload.
const WHOLE_PAYLOAD = new Set(['$input.body', "$input.json('$')", '$input.json("$")']);

/** Whether a template hands on the payload as it is. */
export function isWholePayload(template: string): boolean {
  return WHOLE_PAYLOAD.has(template.trim());
}

function fromTemplate(template: string, type: string): CustomEvent {
  const text = staticText(template);
  if (text === undefined) return { unknown: needsVelocity('request', type) };
  try {
    return { event: JSON.parse(text) as Json, why: `the mapping template for \`${type}\` says it word for word` };
  } catch {
    return { unknown: `the mapping template for \`${type}\` makes no JSON: what Lambda says to it is not simulated` };
  }
}

/** What a template without variables and directives makes, which is itself. */
export function staticText(template: string): string | undefined {
  return /[$#]/.test(template) ? undefined : template;
}

export function needsVelocity(which: 'request' | 'response', type: string): string {
  return `this route has a ${which} mapping template for \`${type}\` in the Velocity Template Language, which is not simulated`;
}

// Recorded: a mapping onto one of these makes every call fail.
const FORBIDDEN = [
  'authorization',
  'connection',
  'content-length',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
];

/** The header that `requestParameters` must not set; undefined where there is none. */
export function forbiddenMapping({ requestParameters = {} }: Integration): string | undefined {
  const prefix = 'integration.request.header.';
  return Object.keys(requestParameters)
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .find((name) => FORBIDDEN.includes(name.toLowerCase()));
}
