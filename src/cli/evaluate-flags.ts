// Which invocation do the flags of `evaluate` describe? What is missing is wrong usage, never invented.

import { type Call, faultOfSourceArn, presentedSourceArns } from '../gateway/source-arn/presented.js';
import { API_TYPE_NAMES, API_TYPES, type ApiType } from '../model/api.js';
import { isAccountId } from '../model/aws.js';
import type { ContextValue, InvocationInput } from '../model/invocation.js';
import { flagOf, UsageError } from './command.js';
import type { OutputOptions } from './output.js';

export interface EvaluateFlags extends OutputOptions {
  readonly definition?: string;
  readonly function?: string;
  readonly api?: string;
  readonly type?: string;
  readonly route?: string;
  readonly authorizer?: string;
  readonly stage?: string;
  readonly method?: string;
  readonly testInvoke?: boolean;
  readonly apiRegion?: string;
  readonly apiAccount?: string;
  readonly sourceArn?: string;
  /** False for `--no-source-account`. */
  readonly sourceAccount?: string | false;
  readonly principal?: string;
  readonly action?: string;
  readonly context?: readonly string[];
  readonly unknownKey?: readonly string[];
  readonly cases?: string;
  readonly strict?: boolean;
  readonly unknown?: string;
}

const CALL_FLAGS = [
  'api',
  'type',
  'route',
  'authorizer',
  'stage',
  'method',
  'testInvoke',
  'apiRegion',
  'apiAccount',
] as const;
const ARN_FLAGS = ['sourceArn', 'sourceAccount', 'principal', 'action'] as const;
const BOTH_FLAGS = ['context', 'unknownKey'] as const;

/** Whether the flags describe an invocation at all. */
export function hasQuestion(flags: EvaluateFlags): boolean {
  return [...CALL_FLAGS, ...ARN_FLAGS, ...BOTH_FLAGS].some((name) => flags[name] !== undefined);
}

/** The invocation of a function that the flags describe. */
export function inputFor(flags: EvaluateFlags, fn: string): InvocationInput | Call {
  const isCall = CALL_FLAGS.some((name) => flags[name] !== undefined);
  const byArn = ARN_FLAGS.filter((name) => flags[name] !== undefined);
  if (!hasQuestion(flags)) {
    throw new UsageError(
      'no invocation to evaluate',
      'add --api, --type and --route (a call), or --source-arn, or --cases',
    );
  }
  if (isCall && byArn.length > 0) {
    throw new UsageError(
      `a call in API terms leaves no room for ${byArn.map(flagOf).join(', ')}`,
      'describe the invocation either as a call or by its source ARN',
    );
  }
  return isCall ? callFor(flags, fn) : invocationFor(flags, fn);
}

function callFor(flags: EvaluateFlags, fn: string): Call {
  const { api, type, route, authorizer } = flags;
  const missing = [
    ...(api === undefined ? ['--api <id>'] : []),
    ...(type === undefined ? [`--type ${API_TYPES.join('|')}`] : []),
    ...((route ?? authorizer) !== undefined ? [] : ['--route <key> or --authorizer <id>']),
  ];
  if (api === undefined || type === undefined || missing.length > 0)
    throw new UsageError('the call is not complete', `add ${missing.join(', ')}`);
  const options = Object.fromEntries(
    CALL_FLAGS.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]),
  );
  const call: Call = { ...options, ...contextFor(flags), api, type: type.toLowerCase() as ApiType, function: fn };
  const [fault] = presentedSourceArns(call).faults;
  if (fault !== undefined) throw new UsageError(fault, fault.endsWith('which one?') ? 'add --stage <name>' : undefined);
  return call;
}

function invocationFor(flags: EvaluateFlags, resource: string): InvocationInput {
  const { sourceArn, sourceAccount, principal, action } = flags;
  const fault = sourceArn === undefined ? undefined : faultOfSourceArn(sourceArn);
  if (fault !== undefined)
    throw new UsageError(fault, 'write the stage, the method and the path themselves as --source-arn');
  if (typeof sourceAccount === 'string' && !isAccountId(sourceAccount))
    throw new UsageError(`expected an account id of 12 digits as --source-account, found \`${sourceAccount}\``);
  return {
    resource,
    ...(principal === undefined ? {} : { principal }),
    ...(action === undefined ? {} : { action }),
    ...(sourceArn === undefined ? {} : { sourceArn }),
    ...(sourceAccount === undefined ? {} : { sourceAccount: sourceAccount === false ? null : sourceAccount }),
    ...contextFor(flags),
  };
}

function contextFor({ context = [], unknownKey = [] }: EvaluateFlags) {
  return { context: contextOf(context), unknown: unknownKey };
}

function contextOf(pairs: readonly string[]): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = Object.create(null) as Record<string, ContextValue>;
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UsageError(`expected key=value as --context, found \`${pair}\``);
    const key = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    const known = Object.keys(context).find((other) => other.toLowerCase() === key.toLowerCase());
    if (known === undefined) context[key] = value;
    else context[known] = [context[known] as ContextValue].flat().map(String).concat(value);
  }
  return context;
}

/** The call in words; undefined for an invocation by ARN. */
export function askedOf({
  api,
  type,
  route,
  method,
  authorizer,
  stage,
  testInvoke,
}: EvaluateFlags): string | undefined {
  if (api === undefined || type === undefined) return undefined;
  const verb = method === undefined ? '' : ` called with \`${method}\``;
  const what = route === undefined ? `authorizer \`${authorizer}\`` : `\`${route}\`${verb}`;
  const where = testInvoke ? " from the console's Test button" : stage === undefined ? '' : ` in stage \`${stage}\``;
  return `${what} of ${API_TYPE_NAMES[type.toLowerCase() as ApiType]} \`${api}\`${where}`;
}
