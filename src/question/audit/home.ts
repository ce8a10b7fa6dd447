// Where does a policy's function live? As we are told, else as its Resources say.

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

/** What all of the functions have in common. */
export function commonHome(functions: readonly FunctionArn[]): Home {
  const [first, ...others] = functions;
  if (first === undefined) return {};
  const home = homeOfArn(first);
  // Cost: most often one ARN stands everywhere, and is read once.
  const homes = others.filter((other) => other !== first).map(homeOfArn);
  if (homes.length === 0) return home;
  const same = Object.entries(home).filter(([key, value]) => homes.every((one) => one[key as keyof Home] === value));
  return Object.fromEntries(same);
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
