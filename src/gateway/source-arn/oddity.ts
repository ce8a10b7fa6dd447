// What is an oddity of a source ARN?

import type { Severity } from '../../model/finding.js';

/** Something odd: `error` where API Gateway never presents such an ARN. */
export interface Oddity {
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  /** What will have been meant in place of what follows the account, where that is clear. */
  readonly to?: string;
}

export function odd(id: string, severity: Severity, message: string, hint: string): Oddity {
  return { id, severity, message, hint };
}

/** One that is mended by another resource. */
export function mendable(id: string, severity: Severity, message: string, to: string, purpose = ''): Oddity {
  return { ...odd(id, severity, message, `write \`${to}\`${purpose}`), to };
}

/** Whether a text is a pattern rather than a name. */
export const WILD = /[*?]/;
