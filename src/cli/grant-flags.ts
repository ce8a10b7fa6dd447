// Which grant do the flags of `grant` ask for? What is missing is wrong usage, never invented.

import { parseFunctionName } from '../lambda/function-name.js';
import { API_TYPES, type ApiType } from '../model/api.js';
import type { GrantInput } from '../question/grant/input.js';
import { demandOneOf, UsageError } from './command.js';
import type { OutputOptions } from './output.js';

export interface GrantFlags extends OutputOptions {
  readonly definition?: string;
  readonly function?: string;
  readonly region?: string;
  readonly account?: string;
  readonly partition?: string;
  readonly qualifier?: string;
  readonly stageVariable?: readonly string[];
  readonly api?: string;
  readonly type?: string;
  readonly route?: readonly string[];
  readonly routes?: string;
  readonly authorizer?: readonly string[];
  readonly stage?: string;
  readonly testInvoke?: boolean;
  readonly apiRegion?: string;
  readonly apiAccount?: string;
  /** False for `--no-source-account`. */
  readonly sourceAccount?: string | false;
  readonly exact?: boolean;
  readonly statementId?: string;
  readonly credentials?: string;
  readonly policy?: readonly string[];
  readonly as?: string;
  readonly revert?: boolean;
  readonly prune?: boolean;
  readonly revisionId?: string;
  readonly rehearse?: boolean;
  readonly unknown?: string;
}

/** The type of the API, which routes are read by. */
export function apiTypeOf({ type }: GrantFlags): ApiType | undefined {
  const found = type?.toLowerCase();
  if (!API_TYPES.some((one) => one === found)) demandOneOf('--type', API_TYPES, type);
  return found as ApiType | undefined;
}

/** `routes`: those of `--route` and of the file together. */
export function grantInput(flags: GrantFlags, routes: readonly string[]): GrantInput {
  const { function: fn, api, sourceAccount, stageVariable, authorizer } = flags;
  const type = apiTypeOf(flags);
  // A role calls whatever the API: what is asked of it is nothing but the function.
  const isByRole = flags.credentials !== undefined;
  const missing = [
    ...(fn === undefined ? ['--function <name or ARN>'] : []),
    ...(api === undefined && !isByRole ? ['--api <id>'] : []),
    ...(type === undefined && !isByRole ? [`--type ${API_TYPES.join('|')}`] : []),
  ];
  // All that is missing at once: what a name leaves open as well.
  const called = fn === undefined || missing.length === 0 ? undefined : parseFunctionName(fn);
  if (called !== undefined && (called.region ?? flags.region) === undefined) missing.push('--region <region>');
  if (called !== undefined && (called.account ?? flags.account) === undefined) missing.push('--account <id>');
  if (fn === undefined || missing.length > 0)
    throw new UsageError('the grant is not complete', `add ${missing.join(', ')}`);
  return {
    function: fn,
    api: api ?? '',
    type: type ?? 'rest',
    ...given(flags, ['region', 'account', 'partition', 'qualifier', 'stage', 'apiRegion', 'apiAccount'] as const),
    ...given(flags, ['testInvoke', 'exact', 'revert', 'prune', 'statementId', 'revisionId'] as const),
    ...(routes.length === 0 ? {} : { routes }),
    ...(authorizer === undefined ? {} : { authorizers: authorizer }),
    ...(stageVariable === undefined ? {} : { stageVariables: valuesOf(stageVariable) }),
    ...(sourceAccount === undefined ? {} : { sourceAccount: sourceAccount === false ? null : sourceAccount }),
  };
}

/** The members that are there. */
function given<T, K extends keyof T>(flags: T, names: readonly K[]): { [N in K]?: NonNullable<T[N]> } {
  const entries = names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]);
  return Object.fromEntries(entries) as { [N in K]?: NonNullable<T[N]> };
}

/** `fn=orders`, `fn=billing`: every value of each variable. */
function valuesOf(pairs: readonly string[]): Record<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1 || equals === pair.length - 1)
      throw new UsageError(`expected name=value as --stage-variable, found \`${pair}\``);
    const name = pair.slice(0, equals);
    values.set(name, [...(values.get(name) ?? []), pair.slice(equals + 1)]);
  }
  return Object.fromEntries(values);
}
