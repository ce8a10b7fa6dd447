// What does an `x-amazon-apigateway-integration` say: which function is called, and what becomes of its answer?
// AWS: API Gateway guide, "x-amazon-apigateway-integration object".

import {
  type ApiType,
  INTEGRATION_TYPES,
  type Integration,
  type IntegrationResponse,
  type IntegrationType,
  PASSTHROUGH_BEHAVIORS,
  type Target,
} from '../../model/api.js';
import type { Located, Telling } from '../definition-reader.js';
import { Fields, wordIn } from './fields.js';

/** Undefined where something in it cannot be read: then what it does nobody can say. */
export function readIntegration(home: Located, api: ApiType, told: Telling): Integration | undefined {
  const fields = new Fields(home, told, 'bad-integration');
  if (typeof home.json !== 'object' || home.json === null || Array.isArray(home.json))
    return fields.fault(home, 'x-amazon-apigateway-integration', 'an object');
  const type = fields.at('type') === undefined ? fields.missing('type') : fields.word('type', INTEGRATION_TYPES);
  if (type === undefined) return undefined;
  const { target, region, isStreaming } = targetOf(type, api, fields);
  const integration = {
    type,
    target,
    region,
    credentials: fields.textOrHole('credentials'),
    httpMethod: fields.text('httpMethod') || undefined,
    payloadFormat: fields.payloadFormat('payloadFormatVersion'),
    timeout: fields.number('timeoutInMillis'),
    // AWS: API Gateway guide, "Set up response streaming": the mode, and a URI of its own.
    isStreaming: fields.word('responseTransferMode', ['BUFFERED', 'STREAM']) === 'STREAM' || isStreaming || undefined,
    passthroughBehavior: fields.word('passthroughBehavior', PASSTHROUGH_BEHAVIORS),
    requestTemplates: withRequestPassthrough(fields.texts('requestTemplates')),
    requestParameters: fields.texts('requestParameters'),
    responses: responsesOf(fields),
  };
  return fields.isBroken ? undefined : said(integration);
}

interface Called {
  readonly target: Target;
  readonly region?: string;
  readonly isStreaming: boolean;
}

function targetOf(type: IntegrationType, api: ApiType, fields: Fields): Called {
  const nothing = (reason: string): Called => ({ target: { kind: 'none', reason }, isStreaming: false });
  if (type === 'MOCK') return nothing('a mock, which calls nothing');
  const subtype = fields.text('integrationSubtype');
  if (subtype !== undefined) return nothing(`\`${subtype}\` calls another service of AWS`);
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    const uri = fields.textOrHole('uri');
    return nothing(uri === undefined ? 'it calls an HTTP endpoint' : `it calls the HTTP endpoint \`${uri}\``);
  }
  if (fields.at('uri') === undefined) fields.missing('uri');
  return fields.uri('uri', api) ?? nothing('it names no function');
}

// Observed: exports write `__passthrough__` for a template that is null: the body goes through as it is.
const PASSTHROUGH = '__passthrough__';

type Texts = Readonly<Record<string, string>>;

// AWS: API Gateway guide, "Mapping template reference": `$input.body` is the payload as it came.
function withRequestPassthrough(templates: Texts | undefined): Texts | undefined {
  if (templates === undefined) return undefined;
  const all = Object.entries(templates).map(([type, text]) => [type, text === PASSTHROUGH ? '$input.body' : text]);
  return Object.fromEntries(all);
}

function responsesOf(fields: Fields): readonly IntegrationResponse[] | undefined {
  const home = fields.at('responses');
  if (home === undefined) return undefined;
  if (typeof home.json !== 'object' || Array.isArray(home.json)) return fields.fault(home, 'responses', 'an object');
  return home.members().map(([pattern, one]) => responseOf(pattern, one, fields));
}

/** A response; one that cannot be read breaks the integration. */
function responseOf(pattern: string, home: Located, outer: Fields): IntegrationResponse {
  const fields = new Fields(home, outer.told, outer.id);
  if (typeof home.json !== 'object' || home.json === null || Array.isArray(home.json))
    fields.fault(home, pattern, 'an object');
  const status = fields.at('statusCode');
  if (status === undefined && !fields.isBroken) fields.missing('statusCode');
  else if (status !== undefined && !/^\d{3}$/.test(wordIn(status)))
    fields.fault(status, 'statusCode', 'a status of three digits');
  const response = {
    // AWS: API Gateway guide, "x-amazon-apigateway-integration.responses object": `default` is for what no pattern matches.
    selectionPattern: pattern === 'default' ? undefined : pattern,
    statusCode: wordIn(status),
    parameters: fields.texts('responseParameters'),
    templates: withoutPassthrough(fields.texts('responseTemplates')),
  };
  if (fields.isBroken) outer.isBroken = true;
  return said(response);
}

/** Without a template the answer goes through as it is. */
function withoutPassthrough(templates: Texts | undefined): Texts | undefined {
  if (templates === undefined) return undefined;
  return Object.fromEntries(Object.entries(templates).filter(([, text]) => text !== PASSTHROUGH));
}

type Said<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** An object without the members that nobody said. */
export function said<T extends object>(object: T): Said<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Said<T>;
}
