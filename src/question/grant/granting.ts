// What is the answer to a grant? For each function the steps, what needs none, and the policy as it will stand.

import type { AddPermissionRequest, RemovePermissionRequest } from '../../lambda/request.js';
import type { Caveat, Grade, Verdict } from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/policy.js';

/** `unknown`: whether the calls are allowed afterwards, nobody knows, so that nothing is written unless it is asked for. */
export type GrantVerdict = 'toWrite' | 'nothingToWrite' | 'refused' | 'unknown';

export interface Granting {
  readonly schemaVersion: 1;
  readonly question: 'grant';
  readonly verdict: GrantVerdict;
  readonly functions: readonly FunctionGrant[];
  /** The revision that the policy must still have; null where none is asked for. */
  readonly revisionId: string | null;
  /** What is worth knowing about where API and function are. */
  readonly notes: readonly string[];
  /** Facts of weak evidence that the proof leans on. */
  readonly caveats: readonly Caveat[];
  /** What is wrong with what was asked (`bad-grant`), and what is odd about it. */
  readonly findings: readonly Finding[];
}

export interface FunctionGrant {
  /** Its ARN, with the version or alias. */
  readonly function: string;
  readonly region: string;
  /** In the order in which they are to be done. */
  readonly steps: readonly GrantStep[];
  readonly settled: readonly SettledScope[];
  /** Statements that let the API in and stay, although nothing wanted needs them. */
  readonly left: readonly { readonly sid: string | null; readonly why: string }[];
  /** The policy as it stands; null where there is none, or none was given. */
  readonly before: JsonObject | null;
  /** The policy after all steps; null where there is none. */
  readonly after: JsonObject | null;
  /** Of `after`, in bytes; AWS takes `limit`. */
  readonly size: number;
  readonly limit: number;
  /** The step that Lambda would refuse, and in which words. */
  readonly refusal: Refusal | null;
  /** The first call that would not be allowed after all steps. */
  readonly denial: Denial | null;
  /** Whether every call was asked; of what has no end, such as every stage, some of each kind were. */
  readonly isExhaustive: boolean;
  /** Sids of statements that deny some of what was not asked. */
  readonly denies: readonly string[];
}

export type GrantStep = AddStep | RemoveStep;

export interface AddStep extends StepScope {
  readonly action: 'AddPermission';
  readonly request: AddPermissionRequest;
}

export interface RemoveStep extends StepScope {
  readonly action: 'RemovePermission';
  readonly request: RemovePermissionRequest;
}

interface StepScope {
  /** What it is for, in words; null for a statement that nothing wanted needs. */
  readonly for: string | null;
  readonly sourceArn: string | null;
  /** The statement that Lambda writes, or that goes. */
  readonly statement: JsonObject;
  /** What it lets in, or what goes with it, beside what was asked for. */
  readonly widenings: readonly { readonly message: string; readonly example: string }[];
}

/** What is wanted and needs no step. */
export interface SettledScope {
  readonly for: string;
  readonly sourceArn: string;
  /** The Sid of the statement that does it; null where several do together, or it has none. */
  readonly by: string | null;
  /**
   * Granted already, or covered by another that is wanted. For a removal: not there; there under another id than `grant`
   * gives; let in by a statement that lets in more, or whose Sid another has; or by several together, or one that says it in
   * another way; or the id that is named is another's.
   */
  readonly why: 'granted' | 'covered' | 'notThere' | 'otherId' | 'wider' | 'shared' | 'together' | 'another';
}

export interface Refusal {
  readonly statementId: string;
  readonly code: string;
  readonly message: string;
  /** The evidence for the words. */
  readonly grade: Grade;
}

export interface Denial {
  readonly for: string;
  readonly verdict: Verdict;
  readonly reason: string;
}
