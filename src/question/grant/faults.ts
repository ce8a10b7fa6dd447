// What is wrong with what is asked for, before anything is planned?

import { apiFaults } from '../../gateway/api-name.js';
import { API_TYPES } from '../../model/api.js';
import { isAccountId, partitionOf } from '../../model/aws.js';
import type { GrantedFunction } from './functions.js';
import type { Fault, GrantInput } from './input.js';

const TEXTS = [
  ...(['function', 'region', 'account', 'partition', 'qualifier', 'api', 'type', 'stage'] as const),
  ...(['apiRegion', 'apiAccount', 'sourceAccount', 'statementId', 'revisionId'] as const),
];
const TRUTHS = ['testInvoke', 'exact', 'revert', 'prune'] as const;
const NEEDED: readonly string[] = ['function', 'api', 'type'];

/** Members that no types keep from being something else. */
export function untypedIn(input: GrantInput): Fault[] {
  if (typeof input !== 'object' || input === null) return [{ message: 'a grant is asked for by an object' }];
  const isText = (value: unknown) => typeof value === 'string';
  const isGiven = (name: keyof GrantInput) =>
    NEEDED.includes(name) || (input[name] !== undefined && !(name === 'sourceAccount' && input[name] === null));
  const { stageVariables = {}, routes = [], authorizers = [], type } = input;
  const areLists = (lists: readonly unknown[]) =>
    lists.every((list) => Array.isArray(list) && Array.from(list as unknown[]).every(isText));
  const isRecord = typeof stageVariables === 'object' && stageVariables !== null;
  return [
    ...TEXTS.filter((name) => isGiven(name) && !isText(input[name])).map((name) => ({
      message: `\`${name}\` is a string`,
    })),
    ...TRUTHS.filter((name) => isGiven(name) && typeof input[name] !== 'boolean').map((name) => ({
      message: `\`${name}\` is true or false`,
    })),
    ...(areLists([routes, authorizers, ...(isRecord ? Object.values(stageVariables) : [null])])
      ? []
      : [{ message: 'routes, authorizers and the values of a stage variable are lists of strings' }]),
    ...(isText(type) && !API_TYPES.includes(type)
      ? [{ message: `expected one of ${API_TYPES.join(', ')} as the type, found \`${type}\`` }]
      : []),
  ];
}

/** What is wrong with the input whatever the function. */
export function faultsIn(input: GrantInput): readonly Fault[] {
  const untyped = untypedIn(input);
  return untyped.length > 0 ? untyped : valueFaults(input);
}

function valueFaults(input: GrantInput): Fault[] {
  const { prune, revert, stage, revisionId } = input;
  const faults: Fault[] = apiFaults(input).map((message) => ({ message }));
  const fail = (message: string, hint?: string) => faults.push(hint === undefined ? { message } : { message, hint });
  if (prune === true && revert === true) fail('a plan prunes or reverts, not both', 'leave out --prune or --revert');
  // The AWS CLI would read `file://…` from a file.
  if (revisionId !== undefined && !/^[\w-]+$/.test(revisionId))
    fail(`expected a revision id as get-policy prints it, found \`${revisionId}\``);
  if (stage === '') fail('expected the name of a stage, found nothing', 'leave out --stage for every stage');
  return faults;
}

/** What is wrong with where API and functions are. */
export function placeFaults(
  { apiRegion, apiAccount, sourceAccount, stageVariables, revisionId }: GrantInput,
  functions: readonly GrantedFunction[],
): Fault[] {
  const faults: Fault[] = [];
  for (const { partition, account, arn } of functions) {
    if (apiRegion !== undefined && partitionOf(apiRegion) !== partition)
      faults.push({ message: `an API in \`${apiRegion}\` cannot invoke \`${arn}\`: partitions are worlds apart` });
    if (sourceAccount && isAccountId(sourceAccount) && sourceAccount !== (apiAccount ?? account))
      faults.push({
        message: `the source account of a call is the API's account, \`${apiAccount ?? account}\`, never \`${sourceAccount}\``,
        hint:
          apiAccount === undefined
            ? `leave out --source-account, or add --api-account ${sourceAccount} if the API is of that account`
            : 'leave out --source-account, or mend --api-account',
      });
    // AWS: API Gateway guide, "Set up stage variables": a function that a stage variable names is of the API's account.
    if (stageVariables !== undefined && Object.keys(stageVariables).length > 0 && (apiAccount ?? account) !== account)
      faults.push({
        message: 'a stage variable names only functions of the account that owns the API',
        hint: 'write the function itself in the integration',
      });
  }
  if (revisionId !== undefined && functions.length > 1)
    faults.push({
      message: 'a revision is that of one policy, and several functions are meant',
      hint: 'grant one function at a time',
    });
  return faults;
}
