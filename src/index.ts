// What may be imported from `sourcearn`? This, and nothing else.

export { type ApiInput, createApi } from './gateway/create-api.js';
export { type CreatedEvent, type CreateEventOptions, createEvent } from './gateway/event/create-event.js';
export type { AuthorizerContext } from './gateway/event/event-input.js';
export type { Clock } from './gateway/event/facts.js';
export {
  createRequest,
  type HeadersInput,
  type HttpRequestInput,
  type RequestFault,
  type RequestInput,
  type SocketEventInput,
} from './gateway/request.js';
export {
  type ToHttpResponse,
  type ToHttpResponseOptions,
  toHttpResponse,
} from './gateway/response/to-http-response.js';
export { type MatchedRoute, matchRoute, type RouteMatch } from './gateway/routing/match-route.js';
export { type Call, type Candidate, type Presented, presentedSourceArns } from './gateway/source-arn/presented.js';
export type { DefinitionReading } from './input/definition.js';
export { type ApiText, parseApi } from './input/parse-api.js';
export { type PolicyText, parsePolicy } from './input/parse-policy.js';
export type { Reading } from './input/read.js';
export { LambdaError } from './lambda/error.js';
export { PermissionApi, type PermissionApiOptions } from './lambda/permission-api.js';
export type {
  AddPermissionRequest,
  DeleteResourcePolicyRequest,
  GetPolicyRequest,
  PolicyAnswer,
  PutResourcePolicyRequest,
  RemovePermissionRequest,
} from './lambda/request.js';
export type {
  Api,
  ApiRoute,
  ApiType,
  Authorizer,
  Cors,
  Integration,
  IntegrationResponse,
  Stage,
  Target,
} from './model/api.js';
export { type Arn, parseArn, printArn } from './model/arn.js';
export type {
  Answer,
  CandidateAnswer,
  Caveat,
  Change,
  Grade,
  NearMiss,
  Reason,
  StatementAnswer,
  Verdict,
} from './model/decision.js';
export { parseSourceArn, type SourceArn, type Suffix } from './model/execute-api.js';
export type { Finding, Fix, Severity } from './model/finding.js';
export type { ApiRequest, HeaderLines, HttpRequest, HttpResponse, SocketEvent } from './model/http.js';
export { type ContextValue, createInvocation, type Invocation, type InvocationInput } from './model/invocation.js';
export type { Outcome } from './model/outcome.js';
export type { Place } from './model/place.js';
export { type Condition, type Policy, type PrincipalEntry, printPolicy, type Statement } from './model/policy.js';
export { type AuditAnswer, type AuditOptions, audit } from './question/audit/audit.js';
export type { Home } from './question/audit/home.js';
export type { CaseResult, CasesAnswer } from './question/evaluate/cases.js';
export {
  type CompiledPolicy,
  compilePolicy,
  type PolicyInput,
  type PolicySet,
} from './question/evaluate/decide.js';
export { type EvaluateInput, type EvaluateOptions, evaluate } from './question/evaluate/evaluate.js';
export type { Unsayable } from './question/grant/form.js';
export { grant } from './question/grant/grant.js';
export type { FunctionGrant, Granting, GrantStep, GrantVerdict } from './question/grant/granting.js';
export type { GrantInput } from './question/grant/input.js';
export { printGrant } from './question/grant/print.js';
export { type RoleGrant, roleGrant } from './question/grant/role.js';
export type { ParsedArn, ParsedStatement, Parsing } from './question/parse/parse.js';
export { Finished, type Invoke, type Invoked, type StandIns } from './question/simulate/invoke.js';
export { type SimulateOptions, simulate } from './question/simulate/simulate.js';
export type {
  AuthorizerStep,
  IntegrationStep,
  PermissionStep,
  RouteStep,
  Simulation,
  SimulationVerdict,
  Stop,
} from './question/simulate/simulation.js';
