// Where does a policy's function live? As we are told, else as its Resources say.

import { type FunctionArn, parseFunctionArn } from '../../model/function-arn.js';
import type { Policy, Statement } from '../../model/policy.js';

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

/** The function as the Resources of a policy have it: what all of them agree on. */
export function homeOfPolicy({ statements }: Policy): Home {
  return agreed(statements);
}

/** The same of one statement, which is about its own Resources whatever the others name. */
export function homeOfStatement(statement: Statement): Home {
  return agreed([statement]);
}

function agreed(statements: readonly Statement[]): Home {
  const homes = statements.flatMap(({ resource = [] }) =>
    resource.flatMap((text) => {
      const arn = parseFunctionArn(text);
      return arn === undefined ? [] : [homeOfArn(arn)];
    }),
  );
  const [first, ...others] = homes;
  if (first === undefined || others.length === 0) return first ?? {};
  const same = Object.entries(first).filter(([key, value]) => others.every((one) => one[key as keyof Home] === value));
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
