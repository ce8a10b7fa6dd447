// What stands in for the function, and what becomes of calling it?

import { types } from 'node:util';
import type { Outcome } from '../../model/outcome.js';
import type { Json } from '../../model/policy.js';
import { sizeOverLimit, TOO_LARGE } from './limits.js';

/** What is called. */
export interface Invoked {
  /** With its version or alias, as the integration names it. */
  readonly functionArn: string;
  readonly requestId: string;
  /** An authorizer, or the integration of the route. */
  readonly role: 'authorizer' | 'integration';
}

/**
 * Stands in for Lambda: gets the event, gives the function's result, or throws what the function throws.
 * An `Outcome` may be given as it is (see `outcomeOf`).
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

/** Runs it; never throws. */
export async function outcomeOf(invoke: Invoke, event: unknown, invoked: Invoked): Promise<Outcome> {
  let result: unknown;
  try {
    result = await invoke(event as never, invoked);
  } catch (error) {
    return errorOf(error);
  }
  if (result instanceof Finished) return result.outcome;
  const json = asJson(result);
  if (json === undefined)
    return { kind: 'error', errorType: 'Error', errorMessage: 'Unable to stringify response body' };
  if (sizeOverLimit(json) === undefined) return { kind: 'result', result: json };
  return { kind: 'error', errorType: 'Function.ResponseSizeTooLarge', errorMessage: TOO_LARGE };
}

/** As Lambda's runtime writes a result: `undefined` is null; undefined for what has no JSON. */
function asJson(result: unknown): Json | undefined {
  try {
    if (isPlain(result, 0)) return result as Json;
    return JSON.parse(JSON.stringify(result) ?? 'null') as Json;
  } catch {
    return undefined;
  }
}

const MAX_PLAIN_DEPTH = 6;

/** Cost: most results are JSON already, and are not copied. */
function isPlain(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_PLAIN_DEPTH || types.isProxy(value)) return false;
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype) return false;
  if ('toJSON' in value) return false;
  // A getter may say something else each time.
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  return members.every((member) => 'value' in member && (!member.enumerable || isPlain(member.value, depth + 1)));
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
