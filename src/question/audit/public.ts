// Which call would a stranger make, whom the policy does not name?

import { API_GATEWAY } from '../../model/aws.js';
import type { InvocationInput } from '../../model/invocation.js';
import type { AuditedStatement } from './statement.js';
import { actionOf, foreignCall, functionOf, strangerTo, verdictOf } from './witness.js';

export type StrangerCall = InvocationInput & { readonly principal: string; readonly action: string };

/** A role of another account, over TLS, with whatever comes with a call that is not by the function's URL. */
export function strangerCall(audited: AuditedStatement, context: InvocationInput['context'] = {}): StrangerCall {
  const { partition = 'aws' } = audited.home;
  return {
    principal: `arn:${partition}:iam::${strangerTo(audited.view)}:role/anybody`,
    action: actionOf(audited),
    resource: functionOf(audited),
    context: { 'aws:SecureTransport': 'true', ...context },
  };
}

// AWS: IAM guide, "AWS global condition context keys": what a stranger's call may bring, of the stranger's own.
const OWN = {
  'aws:PrincipalOrgID': 'o-zzzzzzzzzz',
  'aws:PrincipalOrgPaths': ['o-zzzzzzzzzz/r-zzzz/ou-zzzz-zzzzzzzz/'],
  'aws:SourceIp': '203.0.113.9',
  'aws:userid': 'AROAZZZZZZZZZZZZZZZZZ:anybody',
  'aws:PrincipalType': 'AssumedRole',
  'lambda:InvokedViaFunctionUrl': 'false',
} as const;

/** Calls that strangers may make: a bare role, one with all that it may bring, and one through an API of their own. */
export function strangerCalls(audited: AuditedStatement): readonly StrangerCall[] {
  const bare = strangerCall(audited);
  const foreign = foreignCall(audited, strangerTo(audited.view));
  return [
    bare,
    strangerCall(audited, OWN),
    { ...foreign, principal: API_GATEWAY, action: bare.action, context: { 'aws:SecureTransport': 'true' } },
  ];
}

// AWS: Lambda guide, "Control access to Lambda function URLs".
const BY_URL = [
  { 'lambda:FunctionUrlAuthType': 'NONE', 'lambda:InvokedViaFunctionUrl': 'true' },
  { 'lambda:FunctionUrlAuthType': 'AWS_IAM', 'lambda:InvokedViaFunctionUrl': 'true' },
] as const;

/** What comes with a call by which a stranger gets in at the function's URL; undefined where none does. */
export function openUrlOf(audited: AuditedStatement): (typeof BY_URL)[number] | undefined {
  return BY_URL.find((context) => {
    const call = strangerCall(audited, context);
    return verdictOf(audited.view, [audited], call) !== 'implicitDeny';
  });
}
