// What became of an invocation of a function: its result, or its error?

import type { Json } from './policy.js';

/** As Lambda tells it to whoever invoked the function. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Json }
  | {
      readonly kind: 'error';
      /** Such as `Error`, `Sandbox.Timedout`, `Runtime.ExitError`. */
      readonly errorType: string;
      readonly errorMessage: string;
      readonly stackTrace?: readonly string[];
    };
