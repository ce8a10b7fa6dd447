// Which policies do the checks show? One function and one API, and statements to vary.

import { API_GATEWAY, INVOKE_FUNCTION } from '../../model/aws.js';
import type { Json, JsonObject } from '../../model/policy.js';

export const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
/** The API, without what follows its id. */
export const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';

/** A statement that lets API Gateway invoke the function, but for what `over` says. */
export function allow(over: JsonObject = {}): JsonObject {
  return { Effect: 'Allow', Principal: { Service: API_GATEWAY }, Action: INVOKE_FUNCTION, Resource: FUNCTION, ...over };
}

/** One for a source ARN. */
export function grant(sourceArn: Json, over: JsonObject = {}): JsonObject {
  return allow({ Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } }, ...over });
}

export function policy(...statements: readonly Json[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

/** A policy with one statement, for a source ARN. */
export function granting(sourceArn: Json, over: JsonObject = {}): JsonObject {
  return policy(grant(sourceArn, over));
}
