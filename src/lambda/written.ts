// Which statement does Lambda write for the parameters of AddPermission?

import { splitArn } from '../model/arn.js';
import { isAccountId } from '../model/aws.js';
import type { Json, JsonObject } from '../model/policy.js';
import { invalid } from './error.js';
import type { AddPermissionRequest } from './request.js';

/**
 * The statement, its members in Lambda's order. `resource`: the ARN of the function, with its version or alias.
 * Throws a LambdaError on a principal that AWS does not know.
 */
export function statementWritten(request: AddPermissionRequest, resource: string): JsonObject {
  const condition = conditionWritten(request);
  return {
    // Recorded: Sid, Effect, Principal, Action, Resource, Condition.
    Sid: request.StatementId,
    Effect: 'Allow',
    Principal: principalWritten(request.Principal, splitArn(resource)?.partition ?? 'aws'),
    Action: request.Action,
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

// Recorded: `"*"` as it is, a service, the root of an account, an ARN; and what is none of these is refused.
function principalWritten(principal: string, partition: string): Json {
  if (principal === '*') return principal;
  if (isAccountId(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` };
  const arn = splitArn(principal);
  const isIdentity = arn !== undefined && ['iam', 'sts'].includes(arn.service) && isAccountId(arn.account);
  // AWS: IAM guide, "Principal": of the same partition, and without wildcards.
  if (isIdentity && arn.partition === partition && /^[^*?]+$/.test(arn.resource)) return { AWS: principal };
  if (isService(principal)) return { Service: principal };
  throw invalid('The provided principal was invalid. Please check the principal and try again.', 'R');
}

// AWS: IAM guide, "AWS service principals". Whether such a service is there, only AWS knows.
// Observed: `apigateway.amazonaws.com.cn` is refused, in every partition.
function isService(principal: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*\.(?:amazonaws|amazon)\.com$/.test(principal);
}

// Recorded: `StringEquals` before `ArnLike`; within it source account, auth type, organisation; the spelling of each key.
// AWS: Lambda guide, "Control access to Lambda function URLs", for `lambda:InvokedViaFunctionUrl`.
function conditionWritten(request: AddPermissionRequest): JsonObject {
  const { SourceArn, SourceAccount, FunctionUrlAuthType, PrincipalOrgID, EventSourceToken } = request;
  const equals = present({
    'AWS:SourceAccount': SourceAccount,
    'lambda:FunctionUrlAuthType': FunctionUrlAuthType,
    'aws:PrincipalOrgID': PrincipalOrgID,
    'lambda:EventSourceToken': EventSourceToken,
  });
  const via = request.InvokedViaFunctionUrl;
  return present({
    StringEquals: Object.keys(equals).length === 0 ? undefined : equals,
    ArnLike: SourceArn === undefined ? undefined : { 'AWS:SourceArn': SourceArn },
    Bool: via === undefined ? undefined : { 'lambda:InvokedViaFunctionUrl': String(via) },
  });
}

function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
