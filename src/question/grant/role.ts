// What does an integration need that calls with a role? A statement in the role's policy, and no permission of API Gateway's.

import { LambdaError } from '../../lambda/error.js';
import { PermissionApi } from '../../lambda/permission-api.js';
import type { AddPermissionRequest } from '../../lambda/request.js';
import { INVOKE_FUNCTION } from '../../model/aws.js';
import { parseCredentials } from '../../model/credentials.js';
import type { JsonObject } from '../../model/policy.js';
import { wordsFor } from './command-line.js';
import { untypedIn } from './faults.js';
import { functionsOf, type GrantedFunction } from './functions.js';
import type { AddStep } from './granting.js';
import type { Fault, GrantInput } from './input.js';
import { statementIdFor } from './statement-id.js';

export interface RoleGrant {
  /** For the policy of the role, or of whoever calls. */
  readonly statement: JsonObject;
  /** Sentences: why no permission of API Gateway's is needed, and what else is. */
  readonly notes: readonly string[];
  /** Where the role is of another account: the commands that let it in, as words. */
  readonly commands: readonly (readonly string[])[];
}

// AWS: Lambda guide, "Identity-based IAM policies for Lambda": lambda:InvokeFunction on the function's ARN.
// Inferred: with credentials no source ARN is sent and the permission of API Gateway is not consulted.
export function roleGrant(input: GrantInput, credentials: string): RoleGrant | Fault {
  const [untyped] = untypedIn(input);
  if (untyped !== undefined) return untyped;
  const functions = functionsOf(input);
  if ('message' in functions) return functions;
  const role = parseCredentials(credentials);
  if (role === undefined)
    return {
      message: `expected the ARN of a role, found \`${credentials}\``,
      hint: 'arn:aws:iam::111122223333:role/name, or arn:aws:iam::*:user/* for the caller',
    };
  const outside = functions.find(({ partition }) => partition !== role.partition);
  if (outside !== undefined)
    return { message: `a role of the partition \`${role.partition}\` cannot invoke \`${outside.arn}\`` };
  const foreign = functions.filter(({ account }) => role.kind === 'role' && account !== role.account);
  const resources = functions.map(({ arn }) => arn);
  const whose = role.kind === 'caller' ? 'whoever calls' : `the role \`${credentials}\``;
  const commands: (readonly string[])[] = [];
  for (const fn of foreign) {
    const step = permissionFor(credentials, fn);
    if ('message' in step) return step;
    commands.push(wordsFor(step) as readonly string[]);
  }
  return {
    statement: {
      Effect: 'Allow',
      Action: INVOKE_FUNCTION,
      Resource: resources.length === 1 ? (resources[0] as string) : resources,
    },
    notes: [
      `with credentials API Gateway calls as ${whose}: a permission for \`apigateway.amazonaws.com\` is neither needed nor asked for; this statement belongs in the policy of ${whose}`,
      ...(foreign.length === 0
        ? []
        : ["the role is of another account than the function, so the function's policy must let it in as well"]),
    ],
    commands,
  };
}

/** What lets a role of another account in; what Lambda would refuse is refused here first. */
function permissionFor(role: string, fn: GrantedFunction): Pick<AddStep, 'action' | 'request'> | Fault {
  const request: AddPermissionRequest = {
    FunctionName: fn.functionName,
    StatementId: '',
    Action: INVOKE_FUNCTION,
    Principal: role,
    ...(fn.qualifier === undefined ? {} : { Qualifier: fn.qualifier }),
  };
  const named = { ...request, StatementId: statementIdFor(request, fn.arn) };
  try {
    new PermissionApi(fn).addPermission(named);
  } catch (error) {
    if (!(error instanceof LambdaError)) throw error;
    return { message: `Lambda would refuse it: ${error.code}: ${error.message}` };
  }
  return { action: 'AddPermission', request: named };
}
