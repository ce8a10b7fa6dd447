// Which HTTP response does a REST API's custom integration make of what became of the function?

import type { Integration, IntegrationResponse } from '../../model/api.js';
import type { Caveat } from '../../model/decision.js';
import type { HttpRequest } from '../../model/http.js';
import type { Outcome } from '../../model/outcome.js';
import { isJsonObject, type Json } from '../../model/policy.js';
import { isWholePayload, needsVelocity, staticText } from '../event/custom.js';
import type { Facts } from '../event/facts.js';
import { doubtsAboutHeaders } from './function-result.js';
import { ADDED_BY_REST, assembled, type Made } from './rest.js';

/** Whether the whole text is of a pattern of Java's; undefined where that is not known. */
export type MatchesWhole = (pattern: string, text: string) => boolean | undefined;

export type CustomResult = Made | { readonly noResponse: string } | { readonly unknown: string };

// AWS: API Gateway guide, "Set up an integration response in API Gateway".
export function customResponse(
  { responses = [] }: Integration,
  outcome: Outcome,
  request: HttpRequest,
  facts: Facts,
  matches: MatchesWhole,
): CustomResult {
  const chosen = chosenResponse(responses, outcome, matches);
  if ('unknown' in chosen || 'noResponse' in chosen) return chosen;
  const payload = payloadOf(outcome);
  const templates = Object.keys(chosen.templates ?? {});
  const template = chosen.templates?.['application/json'];
  if (templates.length > 0 && template === undefined)
    return { unknown: `which of the response templates (${templates.join(', ')}) is taken is not known` };
  const isTemplate = template !== undefined && template !== '' && !isWholePayload(template);
  const text = isTemplate ? staticText(template) : JSON.stringify(payload);
  if (text === undefined) return { unknown: needsVelocity('response', 'application/json') };
  const doubts: Caveat[] = [];
  const headers = Object.entries(chosen.parameters ?? {}).flatMap(([name, source]) => {
    const header = /^method\.response\.header\.(.+)$/i.exec(name)?.[1];
    const value = mapped(source, payload);
    if (value === undefined)
      doubts.push({
        grade: '?',
        message: `what the response header \`${header ?? name}\` is made of (\`${source}\`) is not simulated`,
      });
    return header === undefined || value === undefined ? [] : [[header, value] as const];
  });
  const status = Number(chosen.statusCode);
  return {
    response: assembled(Number.isInteger(status) ? status : 200, headers, { text, isBase64: false }, request, facts),
    doubts: [...doubts, ...doubtsAboutHeaders(headers, ADDED_BY_REST)],
  };
}

// Recorded: a pattern is held against the whole `errorMessage` of an error; where there is only a default, an error is
// delivered by it. Inferred: of several that match, the first.
function chosenResponse(
  responses: readonly IntegrationResponse[],
  outcome: Outcome,
  matches: MatchesWhole,
): IntegrationResponse | { readonly noResponse: string } | { readonly unknown: string } {
  if (outcome.kind === 'error') {
    for (const response of responses) {
      if (isDefault(response)) continue;
      const isMatch = matches(response.selectionPattern as string, outcome.errorMessage);
      if (isMatch === undefined)
        return {
          unknown: `the selection pattern \`${response.selectionPattern}\` is a regular expression that is not read here`,
        };
      if (isMatch) return response;
    }
  }
  const fallback = responses.find(isDefault);
  return fallback ?? { noResponse: 'no integration response matches, and there is no default' };
}

// Observed: an empty pattern is none, as the console writes it.
function isDefault({ selectionPattern = '' }: IntegrationResponse): boolean {
  return selectionPattern === '';
}

/** As Lambda puts it into the payload of its answer. */
function payloadOf(outcome: Outcome): Json {
  if (outcome.kind === 'result') return outcome.result;
  const { errorType, errorMessage, stackTrace } = outcome;
  return { errorType, errorMessage, ...(stackTrace === undefined ? {} : { trace: stackTrace }) };
}

// AWS: API Gateway guide, "API Gateway API request and response data mapping reference".
/** A value in quotes, or a member of the body; undefined for what is not read here. */
function mapped(source: string, payload: Json): string | undefined {
  const quoted = /^'(.*)'$/s.exec(source)?.[1];
  if (quoted !== undefined) return quoted;
  const path = /^integration\.response\.body(?:\.([\w.-]+))?$/.exec(source);
  if (path === null) return undefined;
  let value: Json | undefined = payload;
  for (const step of path[1]?.split('.') ?? [])
    value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}
