// What does Lambda say when it refuses a request? A code, its words, and how well we know them.

import type { Grade } from '../model/decision.js';

/** A refusal as Lambda's API words it. */
export class LambdaError extends Error {
  override readonly name = 'LambdaError';

  constructor(
    /** The exception, such as `ResourceConflictException`. */
    readonly code: string,
    message: string,
    /** The HTTP status. */
    readonly status: number,
    /** The evidence for the words; that the request is refused is documented where the words are only inferred. */
    readonly grade: Grade,
  ) {
    super(message);
  }
}

export const invalid = (message: string, grade: Grade) =>
  new LambdaError('InvalidParameterValueException', message, 400, grade);

export const notFound = (message: string, grade: Grade) =>
  new LambdaError('ResourceNotFoundException', message, 404, grade);
