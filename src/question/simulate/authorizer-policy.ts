// What does an authorizer's answer say: may the caller go on, and what is handed to the function?

import type { AuthorizerContext } from '../../gateway/event/event-input.js';
import type { ApiType, Authorizer, PayloadFormat } from '../../model/api.js';
import { createInvocation } from '../../model/invocation.js';
import { pointerStep } from '../../model/place.js';
import {
  type Condition,
  type Effect,
  isJsonObject,
  type Json,
  type JsonObject,
  type Policy,
  type Statement,
  type StatementElement,
} from '../../model/policy.js';
import { compilePolicy } from '../evaluate/decide.js';

export type AuthorizerAnswer =
  | { readonly kind: 'passed'; readonly context: AuthorizerContext }
  | { readonly kind: 'denied'; readonly isExplicit: boolean; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string }
  /** No answer that API Gateway takes. */
  | { readonly kind: 'broken'; readonly why: string };

export interface AuthorizerQuestion {
  /** What it was asked about. */
  readonly methodArn: string;
  /** Of the event that its context goes into. */
  readonly format: PayloadFormat;
  /** Condition keys that come with the request. */
  readonly context: Readonly<Record<string, string>>;
}

/** Reads an authorizer's result. */
export function readAuthorizer(
  type: ApiType,
  { hasSimpleResponses }: Authorizer,
  result: Json,
  { methodArn, format, context }: AuthorizerQuestion,
): AuthorizerAnswer {
  if (!isJsonObject(result)) return { kind: 'broken', why: 'the authorizer has to answer with an object' };
  const handed = contextOf(type, result['context']);
  if (typeof handed === 'string') return { kind: 'broken', why: handed };
  // AWS: API Gateway guide, "Control access to HTTP APIs with AWS Lambda authorizers", response formats.
  if (type === 'http' && hasSimpleResponses === true) {
    if (typeof result['isAuthorized'] !== 'boolean')
      return { kind: 'broken', why: 'a simple response says `isAuthorized` with true or false' };
    if (!result['isAuthorized']) return { kind: 'denied', isExplicit: false, why: '`isAuthorized` is false' };
    return { kind: 'passed', context: inHttpEvent(format, handed) };
  }
  const { principalId, policyDocument } = result;
  if (type !== 'http' && (typeof principalId !== 'string' || principalId === ''))
    return { kind: 'broken', why: 'the answer has no `principalId`' };
  const policy = isJsonObject(policyDocument) ? policyOf(policyDocument) : undefined;
  if (policy === undefined) return { kind: 'broken', why: 'the answer has no `policyDocument` that can be read' };
  // What comes with a request is known of two keys; of others that the policy asks for nobody knows.
  const known = ['aws:sourceip', 'aws:useragent'];
  const asked = policy.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  const invocation = createInvocation({
    principal: '*',
    action: 'execute-api:Invoke',
    resource: methodArn,
    context,
    unknown: asked.filter((key) => !known.includes(key.toLowerCase())),
  });
  const verdict = compilePolicy(policy).decide(invocation);
  if (verdict === 'unknown') return { kind: 'unknown', why: `whether its policy allows \`${methodArn}\` is not known` };
  if (verdict !== 'allowed') {
    const isExplicit = verdict === 'explicitDeny';
    return {
      kind: 'denied',
      isExplicit,
      why: `its policy ${isExplicit ? 'denies' : 'does not allow'} \`${methodArn}\``,
    };
  }
  if (type === 'http') return { kind: 'passed', context: inHttpEvent(format, handed) };
  // AWS: API Gateway guide, "Output from an API Gateway Lambda authorizer": every value of the context as text.
  const texts = Object.fromEntries(Object.entries(handed).map(([key, value]) => [key, String(value)]));
  return { kind: 'passed', context: { ...texts, principalId, integrationLatency: 0 } };
}

// AWS: API Gateway guide, payload format 2.0: `authorizer.lambda`. Inferred: 1.0 has it as REST APIs do.
function inHttpEvent(format: PayloadFormat, context: JsonObject): AuthorizerContext {
  return format === '2.0' ? { lambda: context } : { ...context };
}

// AWS: the same page: strings, numbers and booleans; objects and lists are not valid in REST and WebSocket APIs.
function contextOf(type: ApiType, json: Json | undefined): JsonObject | string {
  if (json === undefined || json === null) return {};
  if (!isJsonObject(json)) return '`context` has to be an object';
  const odd = Object.entries(json).find(([, value]) => typeof value === 'object' && value !== null);
  if (type === 'http' || odd === undefined) return json;
  return `\`context.${odd[0]}\` has to be a string, a number or a boolean`;
}

const NOWHERE = { source: 'authorizer', pointer: '', start: 0, end: 0, line: 1, column: 1 };

/** The policy as one of everybody's: an authorizer's statements name no principal. Undefined where AWS would refuse it. */
function policyOf(json: JsonObject): Policy | undefined {
  const { Version: version, Statement } = json;
  const list = Array.isArray(Statement) ? (Statement as readonly Json[]) : [Statement as Json];
  const statements = list.map((one, index) => statementOf(one, `/Statement/${index}`));
  if (!statements.every((one) => one !== undefined)) return undefined;
  return {
    ...(typeof version === 'string' ? { version } : {}),
    statements,
    json,
    duplicates: [],
    findings: [],
    locate: (pointer) => ({ ...NOWHERE, pointer }),
  };
}

function statementOf(json: Json, pointer: string): Statement | undefined {
  if (!isJsonObject(json)) return undefined;
  const { Effect: effect } = json;
  const [action, notAction, resource, notResource] = ['Action', 'NotAction', 'Resource', 'NotResource'].map((name) =>
    textsOf(json[name]),
  );
  const conditions = conditionsOf(json['Condition'], pointer);
  if ((effect !== 'Allow' && effect !== 'Deny') || conditions === undefined) return undefined;
  if ((action === undefined) === (notAction === undefined) || (resource === undefined) === (notResource === undefined))
    return undefined;
  return {
    pointer,
    effect: effect satisfies Effect,
    principal: [{ type: 'AWS', value: '*' }],
    ...(action === undefined ? {} : { action }),
    ...(notAction === undefined ? {} : { notAction }),
    ...(resource === undefined ? {} : { resource }),
    ...(notResource === undefined ? {} : { notResource }),
    conditions,
    flaws: new Set<StatementElement>(),
  };
}

function textsOf(json: Json | undefined): readonly string[] | undefined {
  const list = Array.isArray(json) ? (json as readonly Json[]) : json === undefined ? [] : [json];
  return list.length > 0 && list.every((one) => typeof one === 'string') ? list : undefined;
}

function conditionsOf(json: Json | undefined, pointer: string): readonly Condition[] | undefined {
  if (json === undefined || json === null) return [];
  if (!isJsonObject(json)) return undefined;
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(json)) {
    if (!isJsonObject(keys)) return undefined;
    for (const [key, value] of Object.entries(keys)) {
      const values = (Array.isArray(value) ? (value as readonly Json[]) : [value]).map(String);
      conditions.push({
        pointer: `${pointer}/Condition${pointerStep(operator)}${pointerStep(key)}`,
        operator,
        key,
        values,
      });
    }
  }
  return conditions;
}
