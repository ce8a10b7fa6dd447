// What does one say to ask for a grant?

import type { ApiType } from '../../model/api.js';

export interface GrantInput {
  /** A name, a partial ARN or an ARN, with or without a version or alias; `${stageVariables.x}` may stand in it. */
  readonly function: string;
  /** The function's, where `function` does not say it. */
  readonly region?: string;
  readonly account?: string;
  /** Default: that of the region. */
  readonly partition?: string;
  /** A version or an alias. */
  readonly qualifier?: string;
  readonly api: string;
  readonly type: ApiType;
  /** Route keys; `GET /*` is a method, `* /pets` a resource. Without routes and authorizers the whole API or stage is meant. */
  readonly routes?: readonly string[];
  /** Ids of Lambda authorizers. */
  readonly authorizers?: readonly string[];
  /** Default: every stage. */
  readonly stage?: string;
  /** The console's Test button as well. */
  readonly testInvoke?: boolean;
  /** Where the API is, if not where the function is. */
  readonly apiRegion?: string;
  readonly apiAccount?: string;
  /** The values that each stage variable in `function` has. */
  readonly stageVariables?: Readonly<Record<string, readonly string[]>>;
  /** Default: the API's account. `null`: none is written. */
  readonly sourceAccount?: string | null;
  /** Path parameters stay as they are declared. */
  readonly exact?: boolean;
  /** Default: made from the grant, the same for the same grant. */
  readonly statementId?: string;
  /** Remove what `grant` writes. */
  readonly revert?: boolean;
  /** Remove the API's other statements, too. */
  readonly prune?: boolean;
  /** The revision of the present policy: change it only if it is still that one. */
  readonly revisionId?: string;
}

/** Why there is nothing to plan: what is wrong, and what to add. */
export interface Fault {
  readonly message: string;
  readonly hint?: string;
}
