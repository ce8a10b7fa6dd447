// Which call would a stranger make, whom the policy does not name?

import type { InvocationInput } from '../../model/invocation.js';
import type { AuditedStatement } from './statement.js';
import { actionOf, functionOf, strangerTo, verdictOf } from './witness.js';

export type StrangerCall = InvocationInput & { readonly principal: string; readonly action: string };

/** A role of another account, over TLS, with nothing that would narrow it down. */
export function strangerCall(audited: AuditedStatement, context: InvocationInput['context'] = {}): StrangerCall {
  const { partition = 'aws' } = audited.home;
  return {
    principal: `arn:${partition}:iam::${strangerTo(audited.view)}:role/anybody`,
    action: actionOf(audited),
    resource: functionOf(audited),
    context: { 'aws:SecureTransport': 'true', ...context },
  };
}

// AWS: Lambda guide, "Control access to Lambda function URLs".
const BY_URL = [
  { 'lambda:FunctionUrlAuthType': 'NONE', 'lambda:InvokedViaFunctionUrl': 'true' },
  { 'lambda:FunctionUrlAuthType': 'AWS_IAM', 'lambda:InvokedViaFunctionUrl': 'true' },
] as const;

/** What comes with a call by which a stranger gets in at the function's URL; undefined where none does. */
export function openUrlOf(audited: AuditedStatement): (typeof BY_URL)[number] | undefined {
  if (!isFunctionUrl(audited)) return undefined;
  return BY_URL.find((context) => {
    const call = strangerCall(audited, context);
    return verdictOf(audited.view, [audited], call) !== 'implicitDeny';
  });
}

/** Whether a statement is for function URLs alone. */
export function isFunctionUrl({ conditions, statement: { action = [] } }: AuditedStatement): boolean {
  const isUrlKey = (key: string) => key === 'lambda:functionurlauthtype' || key === 'lambda:invokedviafunctionurl';
  const isUrlAction = action.length > 0 && action.every((one) => /^lambda:invokefunctionurl$/i.test(one));
  return isUrlAction || conditions.some(({ lowerKey }) => isUrlKey(lowerKey));
}
