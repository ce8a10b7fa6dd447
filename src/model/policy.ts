// What does a function policy say? As written: nothing filled in, order kept, duplicate keys kept.

import type { Finding } from './finding.js';
import { type Locate, pointerSteps } from './place.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The two versions of the policy language (IAM guide, "Version"). */
export const POLICY_VERSIONS = ['2008-10-17', '2012-10-17'] as const;

/** A policy document and where it came from. */
export interface Policy {
  /** As written; undefined where the document carries none. */
  readonly version?: string;
  /** The version whose rules are read by, where the document cannot carry one (`add-permission` output). */
  readonly readAs?: '2012-10-17';
  readonly id?: string;
  readonly statements: readonly Statement[];
  /** The whole document as written, the last of duplicate members. */
  readonly json: Json;
  /** Members that a later one of the same name hides: nothing is lost. */
  readonly duplicates: readonly Duplicate[];
  /** What AWS would refuse, or would not read as its author meant. */
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

export interface Duplicate {
  /** The object that has the name twice. */
  readonly pointer: string;
  readonly key: string;
  /** The value that the last one hides. */
  readonly value: Json;
}

export type Effect = 'Allow' | 'Deny';

/** A statement. What is undefined is not there, or is not what AWS would take: `flaws` tells. */
export interface Statement {
  /** From the document's root: `/Statement/0`. */
  readonly pointer: string;
  readonly sid?: string;
  readonly effect?: Effect;
  readonly principal?: readonly PrincipalEntry[];
  readonly notPrincipal?: readonly PrincipalEntry[];
  readonly action?: readonly string[];
  readonly notAction?: readonly string[];
  readonly resource?: readonly string[];
  readonly notResource?: readonly string[];
  readonly conditions: readonly Condition[];
  /** Elements that AWS would refuse or that are missing: what they mean, nobody can say. */
  readonly flaws: ReadonlySet<StatementElement>;
}

/** `Statement` stands for the statement as a whole. */
export const STATEMENT_ELEMENTS = ['Statement', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'] as const;
export type StatementElement = (typeof STATEMENT_ELEMENTS)[number];

export const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

/** One principal; `"*"` alone is `{"AWS": "*"}` (IAM guide, "Principal"). */
export interface PrincipalEntry {
  readonly type: PrincipalType;
  readonly value: string;
}

/** One condition key under one operator. */
export interface Condition {
  readonly pointer: string;
  /** As written: `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  /** As written; compared without regard to case. */
  readonly key: string;
  /** Scalars of JSON as text: `true` and `"true"` are one. */
  readonly values: readonly string[];
}

/** The version whose rules a policy is read by: a missing one is 2008-10-17 (IAM guide, "Version"). */
export function languageVersion(policy: Policy): string {
  return policy.version ?? policy.readAs ?? '2008-10-17';
}

/** The pointer of the `index`th value at `pointer`, which may hold a list or, as often, a lone value. */
export function pointerOfValue(policy: Policy, pointer: string, index: number): string {
  let json: Json | undefined = policy.json;
  for (const step of pointerSteps(pointer)) json = (json as Record<string, Json> | undefined)?.[step];
  return Array.isArray(json) ? `${pointer}/${index}` : pointer;
}

/** The document as JSON text, as written but for white space and hidden duplicates. */
export function printPolicy(policy: Policy, indent = 0): string {
  return JSON.stringify(policy.json, null, indent);
}

/** The policy with some of its statements only. */
export function withStatements(policy: Policy, statements: readonly Statement[]): Policy {
  const { version, readAs, id, json, duplicates, findings } = policy;
  return {
    ...(version === undefined ? {} : { version }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(id === undefined ? {} : { id }),
    statements,
    json,
    duplicates,
    findings,
    locate: (pointer, part) => policy.locate(pointer, part),
  };
}
