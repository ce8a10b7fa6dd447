// Who asks to do what to which function, and what comes with the call?

import { type ArnText, splitArn } from './arn.js';
import { API_GATEWAY, INVOKE_FUNCTION, isAccountId, UNKNOWN_UNTIL_GIVEN } from './aws.js';

/** A list means a multivalued key; a scalar a single-valued one. */
export type ContextValue = string | number | boolean | readonly string[];

/** An invocation as one writes it down. */
export interface InvocationInput {
  /** A service (`apigateway.amazonaws.com`, the default), an account id, an IAM or STS ARN, or `*` for anybody. */
  readonly principal?: string;
  /** Default `lambda:InvokeFunction`. */
  readonly action?: string;
  /** The function asked for: an ARN, qualified or not. */
  readonly resource: string;
  readonly sourceArn?: string;
  /** Default: the account in the source ARN, if it names one. `null`: none is sent. */
  readonly sourceAccount?: string | null;
  /** Further condition keys; case does not matter. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** Condition keys whose presence and value nobody knows. */
  readonly unknown?: readonly string[];
}

/** One value of a condition key, as text; read as an ARN once, when first asked for. */
export class RequestValue {
  #arn: ArnText | null | undefined;

  constructor(readonly text: string) {}

  /** Null where the text is no ARN. */
  get arn(): ArnText | null {
    if (this.#arn === undefined) this.#arn = splitArn(this.text) ?? null;
    return this.#arn;
  }
}

/** A condition key in a request is present, absent or unknown. */
export type ContextEntry =
  | {
      readonly state: 'present';
      readonly name: string;
      readonly values: readonly RequestValue[];
      readonly isList: boolean;
    }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly name: string };

export type Caller =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'aws'; readonly arn: string; readonly account: string }
  | { readonly kind: 'anybody' }
  /** Neither a service, nor an ARN, nor an account: compared as it is. */
  | { readonly kind: 'other'; readonly name: string };

/** An invocation made ready to be asked about: keys in lower case, defaults filled in. */
export interface Invocation {
  readonly caller: Caller;
  readonly principal: string;
  readonly action: string;
  readonly resource: RequestValue;
  /** Present and unknown keys, by lower-case name; every other key is absent. */
  readonly context: ReadonlyMap<string, ContextEntry>;
  /** The entry of `aws:SourceArn`. */
  readonly sourceArn: ContextEntry;
  /** What was filled in and what is odd, in sentences. */
  readonly notes: readonly string[];
}

const SOURCE_ACCOUNT = 'aws:sourceaccount';
const SOURCE_ARN = 'aws:sourcearn';
const ABSENT: ContextEntry = { state: 'absent' };

export function contextEntry(invocation: Invocation, lowerKey: string): ContextEntry {
  return invocation.context.get(lowerKey) ?? ABSENT;
}

/** Reads one key of many invocations. Cost: the key that tells statements apart needs no look-up. */
export function entryReader(lowerKey: string): (invocation: Invocation) => ContextEntry {
  if (lowerKey === SOURCE_ARN) return (invocation) => invocation.sourceArn;
  return (invocation) => contextEntry(invocation, lowerKey);
}

/** Makes an invocation ready: fills in what API Gateway sends, and says which keys nobody knows. */
export function createInvocation(input: InvocationInput): Invocation {
  const principal = String(input.principal ?? API_GATEWAY);
  const caller = callerOf(principal);
  const notes: string[] = [];
  const context = new Map<string, ContextEntry>();
  const put = (key: string, value: ContextValue) => context.set(key.toLowerCase(), entryOf(key, value));

  for (const key of UNKNOWN_UNTIL_GIVEN) context.set(key.toLowerCase(), { state: 'unknown', name: key });
  for (const [key, value] of contextOfCaller(caller)) put(key, value);
  if (input.sourceArn !== undefined) put('aws:SourceArn', String(input.sourceArn));
  const account = sourceAccountOf(input);
  if (account !== undefined) put('aws:SourceAccount', account);
  const assumed = account !== undefined && input.sourceAccount === undefined ? context.get(SOURCE_ACCOUNT) : undefined;
  for (const [key, value] of Object.entries(input.context ?? {})) put(key, value);
  for (const key of [input.unknown ?? []].flat().map(String)) {
    context.set(key.toLowerCase(), { state: 'unknown', name: key });
  }
  if (assumed !== undefined && context.get(SOURCE_ACCOUNT) === assumed) {
    notes.push(`source account \`${account}\` is taken from the source ARN`);
  }
  return {
    caller,
    principal,
    action: String(input.action ?? INVOKE_FUNCTION),
    resource: new RequestValue(String(input.resource ?? '')),
    context,
    sourceArn: context.get(SOURCE_ARN) ?? ABSENT,
    notes,
  };
}

// AWS: IAM guide, "AWS global condition context keys": SourceAccount is the account of the resource that made the call.
function sourceAccountOf(input: InvocationInput): string | undefined {
  if (input.sourceAccount !== undefined) return input.sourceAccount ?? undefined;
  const account = input.sourceArn === undefined ? undefined : splitArn(String(input.sourceArn))?.account;
  return account === undefined || account === '' ? undefined : account;
}

// AWS: IAM guide, "AWS global condition context keys": PrincipalIsAWSService, PrincipalServiceName; PrincipalArn, PrincipalAccount.
function contextOfCaller(caller: Caller): [string, ContextValue][] {
  if (caller.kind === 'service') {
    return [
      ['aws:PrincipalIsAWSService', true],
      ['aws:PrincipalServiceName', caller.name],
    ];
  }
  if (caller.kind !== 'aws') return [];
  return [
    ['aws:PrincipalIsAWSService', false],
    ['aws:PrincipalArn', roleOfSession(caller.arn) ?? caller.arn],
    ['aws:PrincipalAccount', caller.account],
  ];
}

/** The role behind an assumed-role session, as if it had no path: STS does not tell it. */
export function roleOfSession(arn: string): string | undefined {
  const session = splitArn(arn);
  if (session?.service !== 'sts') return undefined;
  const [kind, role] = session.resource.split('/');
  if (kind !== 'assumed-role' || !role) return undefined;
  return `arn:${session.partition}:iam::${session.account}:role/${role}`;
}

function callerOf(principal: string): Caller {
  if (principal === '*') return { kind: 'anybody' };
  if (isAccountId(principal)) return { kind: 'aws', arn: `arn:aws:iam::${principal}:root`, account: principal };
  const arn = splitArn(principal);
  if (arn !== undefined) return { kind: 'aws', arn: principal, account: arn.account };
  // AWS: IAM guide, "AWS service principals": host names, of the partition's domain or (rarely) another of AWS's.
  return /^[\w-]+(\.[\w-]+)+$/.test(principal)
    ? { kind: 'service', name: principal }
    : { kind: 'other', name: principal };
}

function entryOf(name: string, value: ContextValue): ContextEntry {
  const isList = Array.isArray(value);
  const values = (isList ? (value as readonly string[]) : [value]).map((one) => new RequestValue(String(one)));
  // AWS: IAM guide, "Set operators": no values at all is as if the key were not there.
  return values.length === 0 ? ABSENT : { state: 'present', name, values, isList };
}
