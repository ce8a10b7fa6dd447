// What stands in for the function, and what becomes of calling it?

import { types } from 'node:util';
import { RESPONSE_TOO_LARGE } from '../../lambda/payload.js';
import type { Outcome } from '../../model/outcome.js';
import type { Json } from '../../model/policy.js';
import { sizeOverLimit, TooDeep } from './limits.js';

/** What is called. */
export interface Invoked {
  /** With its version or alias, as the integration names it. */
  readonly functionArn: string;
  /** Lambda's own id of the invocation, not that of the request. */
  readonly requestId: string;
  /** An authorizer, or the integration of the route. */
  readonly role: 'authorizer' | 'integration';
}

/**
 * Stands in for Lambda: gets the event, gives the function's result, or throws what the function throws.
 * What became of it may be given as it is, as a `Finished`.
 */
export type Invoke = (event: never, invoked: Invoked) => unknown;

/** What stands in for the functions that authorizers call, and for those of integrations; what is left out is not called. */
export interface StandIns {
  readonly authorizer?: Invoke | undefined;
  readonly integration?: Invoke | undefined;
}

/** Marks what `invoke` gives as an outcome rather than as a result. */
export class Finished {
  constructor(readonly outcome: Outcome) {}
}

/** Runs it; throws `TooDeep` alone. */
export async function outcomeOf(invoke: Invoke, event: unknown, invoked: Invoked): Promise<Outcome> {
  let result: unknown;
  try {
    // A handler may change what it is given.
    result = await invoke(copyOf(event) as never, invoked);
  } catch (error) {
    return errorOf(error);
  }
  if (result instanceof Finished) return finished(result);
  const json = asJson(result);
  if (json === undefined) return UNPRINTABLE;
  return sized(json);
}

/** JSON that is like another and is not it. */
function copyOf(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const name in json) {
    const value = copyOf((json as Record<string, unknown>)[name]);
    // A member of that name would set what the object is made of.
    if (name === '__proto__')
      Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true });
    else copy[name] = value;
  }
  return copy;
}

const UNPRINTABLE: Outcome = { kind: 'error', errorType: 'Error', errorMessage: 'Unable to stringify response body' };

function sized(result: Json): Outcome {
  if (sizeOverLimit(result) === undefined) return { kind: 'result', result };
  return RESPONSE_TOO_LARGE;
}

/** What somebody else says became of it. */
function finished({ outcome }: Finished): Outcome {
  if (outcome?.kind === 'error') return outcome;
  return outcome?.kind === 'result' ? sized(outcome.result) : UNPRINTABLE;
}

/** As Lambda's runtime writes a result: `undefined` is null; undefined for what has no JSON. */
function asJson(result: unknown): Json | undefined {
  try {
    if (isPlain(result, { left: MANY }, 0)) return result as Json;
    return JSON.parse(JSON.stringify(result) ?? 'null') as Json;
  } catch (error) {
    // A text that goes on and on is not followed; what goes in circles has no JSON.
    if (error instanceof RangeError) throw new TooDeep();
    return undefined;
  }
}

const MAX_PLAIN_DEPTH = 6;
const MANY = 10_000;

/** Cost: most results are JSON already, and are not copied; what is large or deep is not looked through. */
function isPlain(value: unknown, budget: { left: number }, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  budget.left -= 1;
  if (typeof value !== 'object' || depth > MAX_PLAIN_DEPTH || budget.left < 0 || types.isProxy(value)) return false;
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype) return false;
  if ('toJSON' in value) return false;
  // A getter may say something else each time.
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  return members.every(
    (member) => 'value' in member && (!member.enumerable || isPlain(member.value, budget, depth + 1)),
  );
}

const UNTOLD =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack';

/** As Lambda's runtime tells what was thrown. */
// Observed: aws-lambda-nodejs-runtime-interface-client, its errors.
function errorOf(error: unknown): Outcome {
  try {
    if (types.isNativeError(error) || looksLikeError(error)) {
      const { name, message, stack } = error as Error;
      return {
        kind: 'error',
        errorType: String(name),
        errorMessage: String(message),
        stackTrace: String(stack).split('\n'),
      };
    }
    return { kind: 'error', errorType: typeof error, errorMessage: (error as object).toString() };
  } catch {
    return { kind: 'error', errorType: 'handled', errorMessage: UNTOLD };
  }
}

function looksLikeError(error: unknown): boolean {
  const { name, message, stack } = (error ?? {}) as Record<string, unknown>;
  return typeof name === 'string' && typeof message === 'string' && typeof stack === 'string';
}
