// Which source ARNs may API Gateway present when it serves a route, and how do we know?

import { API_TYPE_NAMES, API_TYPES, type ApiType } from '../../model/api.js';
import { printComponent, splitArn } from '../../model/arn.js';
import { HTTP_VERBS, TEST_INVOKE_STAGE } from '../../model/aws.js';
import { type Caveat, GRADES, type Grade } from '../../model/decision.js';
import { parseSourceArn } from '../../model/execute-api.js';
import { type FunctionArn, parseFunctionArn } from '../../model/function-arn.js';
import type { InvocationInput } from '../../model/invocation.js';
import { apiFaults, isSegment } from '../api-name.js';
import { isVerb, parseRoute, type Route, withoutLastSlashes } from '../route.js';
import { odditiesOf } from './oddities.js';

/** A call in API terms. */
export interface Call {
  readonly api: string;
  readonly type: ApiType;
  /** A route key: `GET /pets/{petId}`, `$default`, `$connect`; or else `authorizer`. */
  readonly route?: string;
  /** The id of a Lambda authorizer. */
  readonly authorizer?: string;
  /** Default: `$default` for HTTP APIs; the console's stage where `testInvoke`. */
  readonly stage?: string;
  /** One verb of an `ANY` route. */
  readonly method?: string;
  /** The console's Test button, or TestInvokeMethod. */
  readonly testInvoke?: boolean;
  /** The ARN of the function, with its version or alias if the integration names one. */
  readonly function: string;
  /** Where the API is, if not where the function is. */
  readonly apiRegion?: string;
  readonly apiAccount?: string;
  /** Further condition keys that come with it, and keys that nobody knows; see InvocationInput. */
  readonly context?: InvocationInput['context'];
  readonly unknown?: readonly string[];
}

/** A source ARN that may be presented. */
export interface Candidate {
  readonly sourceArn: string;
  readonly grade: Grade;
  readonly evidence: string;
  /** False for one that only shows where sources disagree. */
  readonly decides: boolean;
}

export interface Presented {
  /** Those that decide come first; they differ only where nobody knows which is sent. */
  readonly candidates: readonly Candidate[];
  readonly caveats: readonly Caveat[];
  /** Why there are no candidates. */
  readonly faults: readonly string[];
}

/** What follows the API id, and the facts by which we know. */
interface Suffix {
  readonly suffix: string;
  readonly facts: readonly Fact[];
  /** See Candidate. */
  readonly decides: boolean;
}

interface Fact {
  readonly grade: Grade;
  readonly evidence: string;
}

const TEXTS = ['api', 'type', 'route', 'authorizer', 'stage', 'method', 'function', 'apiRegion', 'apiAccount'] as const;

/** Works out every source ARN that API Gateway may present for a call. */
export function presentedSourceArns(call: Call): Presented {
  const untyped = TEXTS.filter((name) => call[name] !== undefined && typeof call[name] !== 'string');
  if (untyped.length > 0)
    return { candidates: [], caveats: [], faults: untyped.map((name) => `\`${name}\` is a string`) };
  const { api = '', function: fn = '' } = call;
  const arn = parseFunctionArn(fn);
  const faults: string[] = [];
  if (arn === undefined) faults.push(`expected the ARN of a function, found \`${fn}\``);
  const suffixes = (API_TYPES as readonly string[]).includes(call.type)
    ? suffixesOf(call)
    : `expected one of ${API_TYPES.join(', ')}, found \`${call.type}\``;
  if (typeof suffixes === 'string') faults.push(suffixes);
  faults.push(...apiFaults({ ...call, api }));
  if (arn === undefined || typeof suffixes === 'string' || faults.length > 0)
    return { candidates: [], caveats: [], faults };
  return {
    candidates: suffixes.map((suffix) => candidateOf(suffix, call, arn)),
    caveats: [...weakFacts(suffixes), ...caveatsOf(call, arn)],
    faults,
  };
}

// AWS: Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint": the region is the function's.
// Inferred across accounts: the account is the API owner's.
function candidateOf({ suffix, facts, decides }: Suffix, call: Call, arn: FunctionArn): Candidate {
  const account = call.apiAccount ?? arn.account;
  return {
    sourceArn: `arn:${arn.partition}:execute-api:${arn.region}:${account}:${call.api}/${suffix}`,
    ...weakest(facts),
    decides,
  };
}

function suffixesOf(call: Call): readonly Suffix[] | string {
  if (call.authorizer !== undefined) {
    if (call.route !== undefined) return 'a call is that of a route or of an authorizer, not of both';
    if (call.testInvoke || call.method !== undefined)
      return 'an authorizer is presented without stage and method: leave out what names them';
    if (!isSegment(call.authorizer)) return `expected the id of an authorizer, found \`${call.authorizer}\``;
    return [{ suffix: `authorizers/${call.authorizer}`, facts: [AUTHORIZER], decides: true }];
  }
  if (call.route === undefined) return 'a call needs a route or an authorizer';
  const route = parseRoute(call.type, call.route);
  if (typeof route === 'string') return route;
  if (call.testInvoke && call.stage !== undefined && call.stage !== TEST_INVOKE_STAGE) {
    return `the Test button calls the stage \`${TEST_INVOKE_STAGE}\`, not \`${call.stage}\`: leave out one of them`;
  }
  if (call.testInvoke && call.type !== 'rest')
    return `only REST APIs have a Test button, and this is a ${API_TYPE_NAMES[call.type]}`;
  const method = call.method?.toUpperCase();
  if (method !== undefined && !isVerb(method))
    return `expected one of ${HTTP_VERBS.join(', ')} as the method, found \`${call.method}\``;
  if (method !== undefined && (route.kind === 'key' || (route.method !== 'ANY' && route.method !== method))) {
    return `the route \`${call.route}\` is not called with the method \`${call.method}\`: only an ANY route is narrowed to one verb`;
  }
  const stage = stageOf(call);
  if (stage === undefined) return `a ${API_TYPE_NAMES[call.type]} is called in a stage: which one?`;
  if (!isSegment(stage)) return `expected the name of a stage, found \`${stage}\``;
  if (route.kind === 'key') return [{ suffix: `${stage}/${route.key}`, facts: [ROUTE_KEY], decides: true }];
  return call.type === 'rest' ? restRoute(call, stage, route, method) : httpRoute(stage, route, method);
}

function stageOf(call: Call): string | undefined {
  if (call.testInvoke) return TEST_INVOKE_STAGE;
  return call.stage ?? (call.type === 'http' ? '$default' : undefined);
}

type MethodRoute = Extract<Route, { kind: 'method' }>;

// AWS: API Gateway guide, "Use API Gateway Lambda authorizers", the permission it shows.
const AUTHORIZER: Fact = {
  grade: 'D',
  evidence: 'an authorizer is presented by its id alone, without stage or method',
};
// AWS: API Gateway guide, "API Gateway ARN format reference": stage/route-key. Observed: SAM issue 1860 for `$default`.
const ROUTE_KEY: Fact = { grade: 'D', evidence: 'a route key is one segment behind the stage, without a method' };
// AWS: API Gateway guide, "API Gateway ARN format reference": stage/METHOD/path; Lambda guide's policy: `…/*/GET/` for the root.
const REST_METHOD: Fact = { grade: 'D', evidence: 'a REST API presents stage, method and resource path' };
const REST_ROOT: Fact = { grade: 'D', evidence: 'the root resource is presented with its slash' };
// Observed: execution logs of 2017 and 2025, SAM issue 540 (SAM issue 110 disagrees and is outweighed).
const TEMPLATE: Fact = {
  grade: 'O',
  evidence: 'a path parameter is presented as it is declared, not with the value it was called with',
};
// Observed: SAM issue 665.
const TRAILING_SLASH: Fact = {
  grade: 'O',
  evidence: 'a REST resource that is declared with a trailing slash is presented without it',
};
// Observed: execution logs of the console.
const TEST_INVOKE: Fact = {
  grade: 'O',
  evidence: `the console's Test button presents the stage \`${TEST_INVOKE_STAGE}\` and the actual verb`,
};
// Conflict: the Lambda guide's `prod/ANY/user` and a log of 2017 against later notes that the verb is sent.
const REST_ANY: Fact = {
  grade: 'C',
  evidence: 'a REST method ANY is documented to be presented as the word `ANY`; some report the actual verb',
};
// Observed: the CDK grants the literal route path to everyone.
const HTTP_METHOD: Fact = { grade: 'D', evidence: 'an HTTP API presents stage, method and route path' };
const HTTP_TEMPLATE: Fact = { grade: 'O', evidence: 'a path parameter of an HTTP API is presented as it is declared' };
const HTTP_ROOT: Fact = {
  grade: 'I',
  evidence: 'that the root of an HTTP API is presented with its slash is inferred from REST APIs',
};
const HTTP_ANY: Fact = { grade: '?', evidence: 'whether an HTTP API presents `ANY` or the actual verb is not known' };

/** Whether a caveat is about how path parameters are presented: where each is a star, nothing leans on it. */
export function isAboutParameters({ message }: Caveat): boolean {
  return message === TEMPLATE.evidence || message === HTTP_TEMPLATE.evidence;
}

function restRoute(
  call: Call,
  stage: string,
  { method, path }: MethodRoute,
  verb: string | undefined,
): readonly Suffix[] {
  const shown = withoutLastSlashes(path);
  const facts = [
    shown === '/' ? REST_ROOT : REST_METHOD,
    ...(hasParameter(path) ? [TEMPLATE] : []),
    ...(shown === path ? [] : [TRAILING_SLASH]),
    ...(call.testInvoke ? [TEST_INVOKE] : []),
  ];
  const suffix = (word: string, more: readonly Fact[], decides: boolean): Suffix => ({
    suffix: `${stage}/${word}${shown}`,
    facts: [...facts, ...more],
    decides,
  });
  if (method !== 'ANY') return [suffix(method, [], true)];
  const verbs = verb === undefined ? HTTP_VERBS : [verb];
  if (call.testInvoke) return verbs.map((word) => suffix(word, [], true));
  return [suffix('ANY', [REST_ANY], true), ...verbs.map((word) => suffix(word, [REST_ANY], false))];
}

function httpRoute(stage: string, { method, path }: MethodRoute, verb: string | undefined): readonly Suffix[] {
  const facts = [path === '/' ? HTTP_ROOT : HTTP_METHOD, ...(hasParameter(path) ? [HTTP_TEMPLATE] : [])];
  const suffix = (word: string, more: readonly Fact[]): Suffix => ({
    suffix: `${stage}/${word}${path}`,
    facts: [...facts, ...more],
    decides: true,
  });
  if (method !== 'ANY') return [suffix(method, [])];
  return ['ANY', ...(verb === undefined ? HTTP_VERBS : [verb])].map((word) => suffix(word, [HTTP_ANY]));
}

function hasParameter(path: string): boolean {
  return path.split('/').some((segment) => segment.includes('{') && segment.includes('}', segment.indexOf('{')));
}

/** The strongest first. */
const STRENGTH = Object.keys(GRADES) as readonly Grade[];

/** Several facts are together as good as the weakest. */
function weakest(facts: readonly Fact[]): Fact {
  return facts.reduce((worst, fact) => (STRENGTH.indexOf(fact.grade) > STRENGTH.indexOf(worst.grade) ? fact : worst));
}

/** What is only observed or inferred, whatever the verdict; of conflicts and the unknown it depends on the policy. */
function weakFacts([first]: readonly Suffix[]): readonly Caveat[] {
  const weak = (first?.facts ?? []).filter(({ grade }) => grade === 'O' || grade === 'I');
  return weak.map(({ grade, evidence }) => ({ grade, message: evidence }));
}

function caveatsOf(call: Call, arn: FunctionArn): readonly Caveat[] {
  const caveats: Caveat[] = [];
  const { apiRegion, apiAccount } = call;
  if (apiRegion !== undefined && apiRegion !== arn.region) {
    const region = `the API is in \`${apiRegion}\`, the function in \`${arn.region}\`: the source ARN has the function's region`;
    // AWS: Lambda guide, cross-region REST integrations. Inferred: WebSocket APIs as well. HTTP APIs: nobody knows.
    if (call.type === 'http')
      caveats.push({
        grade: '?',
        message: `${region}; whether HTTP APIs have cross-region integrations at all is not known`,
      });
    if (call.type === 'websocket')
      caveats.push({
        grade: 'I',
        message: `${region}; that WebSocket APIs have cross-region integrations is inferred`,
      });
  }
  if (apiAccount !== undefined && apiAccount !== arn.account) {
    caveats.push({
      grade: 'I',
      message: `that the account in the source ARN is the API owner's (\`${apiAccount}\`) is documented by example and inferred across accounts`,
    });
  }
  return caveats;
}

/** Why API Gateway would hardly present this source ARN when it invokes that function. */
export function doubtsAbout(sourceArn: string, functionArn: string): readonly string[] {
  const presented = parseSourceArn(sourceArn);
  const fn = parseFunctionArn(functionArn);
  if (presented === undefined) return [];
  const never = odditiesOf(presented).filter(({ severity }) => severity === 'error');
  const doubts = never.map(({ message }) => `API Gateway hardly presents such an ARN: ${message}`);
  const region = printComponent(presented.region);
  if (fn === undefined || region === fn.region) return doubts;
  return [...doubts, `API Gateway presents the function's region, \`${fn.region}\`, not \`${region}\``];
}

/** Why a text cannot be a source ARN that is presented; undefined where it can. */
export function faultOfSourceArn(text: string): string | undefined {
  if (splitArn(text) === undefined) return `expected an ARN as the source ARN, found \`${text}\``;
  return /[*?]/.test(text) ? `a source ARN that is presented has no wildcards, found \`${text}\`` : undefined;
}
