// What stands in for the function, and what becomes of calling it?

import type { Outcome } from '../../model/outcome.js';
import type { Json } from '../../model/policy.js';

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

/** Marks what `invoke` gives as an outcome rather than as a result. */
export class Finished {
  constructor(readonly outcome: Outcome) {}
}

/** Runs it; never throws. */
export async function outcomeOf(invoke: Invoke, event: unknown, invoked: Invoked): Promise<Outcome> {
  try {
    const result = await invoke(event as never, invoked);
    if (result instanceof Finished) return result.outcome;
    return tooLarge(result) ?? { kind: 'result', result: asJson(result) };
  } catch (error) {
    return errorOf(error);
  }
}

// AWS: Lambda guide, "Lambda quotas": 6 MB of response. Observed: the words, and the number.
const MAX_RESPONSE = 6_291_556;

/** Cost: only a body can be so large, short of trying to; it is looked at, and nothing printed. */
function tooLarge(result: unknown): Outcome | undefined {
  const body = (result as { body?: unknown } | null | undefined)?.body ?? result;
  if (typeof body !== 'string' || body.length * 3 < MAX_RESPONSE || Buffer.byteLength(body) <= MAX_RESPONSE)
    return undefined;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE} bytes).`;
  return { kind: 'error', errorType: 'Function.ResponseSizeTooLarge', errorMessage };
}

/** As Lambda's runtime writes a result: `undefined` is null; throws for what has no JSON. */
function asJson(result: unknown): Json {
  if (result === undefined) return null;
  if (isPlain(result, 0)) return result as Json;
  const text = JSON.stringify(result);
  return text === undefined ? null : (JSON.parse(text) as Json);
}

const MAX_PLAIN_DEPTH = 6;

/** Cost: most results are JSON already, and are not copied. */
function isPlain(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_PLAIN_DEPTH) return false;
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype) return false;
  if ('toJSON' in value) return false;
  return (isList ? value : Object.values(value)).every((one: unknown) => isPlain(one, depth + 1));
}

/** As Lambda's runtime tells what was thrown. */
function errorOf(error: unknown): Outcome {
  try {
    if (error instanceof Error) {
      const { name, message, stack = '' } = error;
      const stackTrace = String(stack).split('\n');
      return { kind: 'error', errorType: String(name), errorMessage: String(message), stackTrace };
    }
    // Observed: the Node.js runtime says what kind of value it was.
    return { kind: 'error', errorType: typeof error, errorMessage: String(error) };
  } catch {
    return { kind: 'error', errorType: 'Error', errorMessage: 'what was thrown cannot be told' };
  }
}
