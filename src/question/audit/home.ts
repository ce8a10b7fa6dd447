// Where does a policy's function live? As we are told, else as its Resources say.

import { splitArn } from '../../model/arn.js';
import type { FunctionArn } from '../../model/function-arn.js';

/** What is known of a function; what is undefined is not known. */
export interface Home {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
  readonly name?: string;
  /** The version or alias; null for the unqualified function. */
  readonly qualifier?: string | null;
}

export function homeOfArn({ partition, region, account, name, qualifier }: FunctionArn): Home {
  return { partition, region, account, name, qualifier: qualifier ?? null };
}

/** What a Resource says of the function, wildcards and all; nothing where it is none of Lambda's. */
export function homeOfResource(text: string): Home {
  const arn = splitArn(text);
  if (arn?.service !== 'lambda') return {};
  const { partition, region, account, resource } = arn;
  const [, name] = /^function:([\w-]+)(?::[^:]*)?$/.exec(resource) ?? [];
  const parts = { partition, region, account, ...(name === undefined ? {} : { name }) };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => /^[\w-]+$/.test(value)));
}

const PARTS = ['partition', 'region', 'account', 'name', 'qualifier'] as const;

/** What all of the homes agree on; those that name a function say more than patterns do. */
export function commonHome(homes: readonly Home[]): Home {
  const named = homes.filter(({ name }) => name !== undefined);
  // Cost: most often one Resource stands everywhere, and is read once.
  const [first, ...others] = new Set(named.length > 0 ? named : homes);
  if (first === undefined || others.length === 0) return first ?? {};
  const entries = PARTS.map((part) => [part, first[part]] as const);
  return Object.fromEntries(
    entries.filter(([part, value]) => value !== undefined && others.every((other) => other[part] === value)),
  );
}

/** One home over another: what the first does not know, the second may. */
export function homeOver(told: Home, read: Home): Home {
  return { ...read, ...told };
}

/** The ARN of the function, where enough is known. */
export function arnOfHome({ partition, region, account, name, qualifier }: Home): string | undefined {
  if (!partition || !region || !account || !name) return undefined;
  const suffix = qualifier === null || qualifier === undefined ? '' : `:${qualifier}`;
  return `arn:${partition}:lambda:${region}:${account}:function:${name}${suffix}`;
}
