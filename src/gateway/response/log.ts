// What does API Gateway write to its log where a call goes wrong?

// Observed: execution logs, and AWS Knowledge Center, "How do I resolve HTTP 502 errors from API Gateway REST APIs with
// Lambda proxy integration?"
export const INVALID_PERMISSIONS =
  'Execution failed due to configuration error: Invalid permissions on Lambda function';
export const MALFORMED_RESPONSE = 'Execution failed due to configuration error: Malformed Lambda proxy response';
export const TIMED_OUT = 'Execution failed due to a timeout error';

/** Of a function that failed. */
export function functionErrorLine(errorMessage: string, requestId: string): string {
  return `Lambda execution failed with status 200 due to customer function error: ${errorMessage}. Lambda request id: ${requestId}`;
}
