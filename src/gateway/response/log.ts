// What does API Gateway write to its log where a call goes wrong?

import type { Facts } from '../event/facts.js';

// Observed: execution logs, and AWS Knowledge Center, "How do I resolve HTTP 502 errors from API Gateway REST APIs with
// Lambda proxy integration?"
export const INVALID_PERMISSIONS =
  'Execution failed due to configuration error: Invalid permissions on Lambda function';
export const MALFORMED_RESPONSE = 'Execution failed due to configuration error: Malformed Lambda proxy response';
export const TIMED_OUT = 'Execution failed due to a timeout error';

// Observed: aws-lambda-go pull request 373; HTTP APIs say it in `$context.integrationErrorMessage`.
export const WRONG_BODY_TYPE =
  'The response from the Lambda function doesn\'t match the format that API Gateway expects. Lambda body contains the wrong type for field "body"';

/** Of a function that failed. */
export function functionErrorLine(errorMessage: string, { functionRequestId }: Facts): string {
  return `Lambda execution failed with status 200 due to customer function error: ${errorMessage}. Lambda request id: ${functionRequestId}`;
}
