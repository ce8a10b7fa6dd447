// What comes of a grant? Its plan, its print, and the printed commands carried out by the permission API in process.

import { expect } from '@jest/globals';
import {
  type AddPermissionRequest,
  type FunctionGrant,
  type GrantInput,
  type Granting,
  grant,
  PermissionApi,
  parsePolicy,
  printGrant,
  type RemovePermissionRequest,
} from '../../src/index.js';
import type { JsonObject } from '../../src/model/policy.js';
import { ACCOUNT, type GrantWorld } from './grant-worlds.js';
import { FUNCTION } from './worlds.js';

/** A grant to vary: a route of a REST API, in one stage. */
export const INPUT: GrantInput = {
  function: FUNCTION,
  api: 'a1b2c3d4e5',
  type: 'rest',
  stage: 'prod',
  routes: ['GET /orders'],
};

/** What is printed; a form that cannot say it is an error here. */
export function printed(granting: Granting, as: string): string {
  const answer = printGrant(granting, as);
  if ('cannot' in answer) throw new Error(answer.cannot);
  return answer.output;
}

export function planned(input: GrantInput, document: JsonObject | null = null): Granting {
  return grant(input, document === null ? [] : parsePolicy(document));
}

/** The one function of a grant in which nothing is wrong. */
export function only({ functions, findings }: Granting): FunctionGrant {
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(functions).toHaveLength(1);
  return functions[0] as FunctionGrant;
}

/** The commands in a script, each as its words: spaces, single quotes and `\'` are all of a shell's language in it. */
export function commandsIn(script: string): string[][] {
  const lines = script.split(/(?: &&)?\n/).filter((line) => line !== '');
  return lines.map((line) => {
    const words = line.match(/(?:[^\s'\\]|'[^']*'|\\')+/g) ?? [];
    return words.map((word) => word.replace(/'([^']*)'|\\'/g, (_, quoted?: string) => quoted ?? "'"));
  });
}

/** Carries out the commands of a grant of this world's function. */
export function obey(api: PermissionApi, granting: Granting, { region }: GrantWorld): void {
  for (const [aws, lambda, operation, ...words] of commandsIn(printed(granting, 'command'))) {
    const members: Record<string, string> = {};
    for (let at = 0; at < words.length; at += 2) {
      const [flag = '', value = ''] = words.slice(at, at + 2);
      members[flag.replace(/-+([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
    }
    const { Region = region, ...request } = members;
    expect([aws, lambda, Region]).toEqual(['aws', 'lambda', region]);
    if (operation === 'add-permission') api.addPermission(request as unknown as AddPermissionRequest);
    else if (operation === 'remove-permission') api.removePermission(request as unknown as RemovePermissionRequest);
    else throw new Error(`no command of a grant: ${operation}`);
  }
}

export function apiWith({ fn, region, partition }: GrantWorld, document: JsonObject | null): PermissionApi {
  const api = new PermissionApi({ region, partition, account: ACCOUNT });
  if (document !== null) api.putResourcePolicy({ ResourceArn: fn, Policy: JSON.stringify(document) });
  return api;
}

/** Null where there is none. */
export function policyIn(api: PermissionApi, { fn }: GrantWorld): JsonObject | null {
  try {
    return JSON.parse(api.getResourcePolicy({ ResourceArn: fn }).Policy) as JsonObject;
  } catch {
    return null;
  }
}
