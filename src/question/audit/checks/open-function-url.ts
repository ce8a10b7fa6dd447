// May anybody call the function by its URL?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, allow, granting, policy } from '../example.js';
import { openUrlOf, strangerCalls } from '../public.js';
import type { AuditedStatement } from '../statement.js';
import { verdictOf } from '../witness.js';

const URL = { Action: 'lambda:InvokeFunctionUrl', Principal: '*' };

export const openFunctionUrl: Check = {
  id: 'open-function-url',
  group: 'too wide',
  severity: 'error',
  title: 'a function URL that is open to all',
  why: 'Whoever knows the URL may call the function, past API Gateway and whatever it checks: authorizers, keys, throttling.',
  source: 'Lambda guide, "Control access to Lambda function URLs"',
  bad: policy(allow({ ...URL, Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } })),
  good: granting(`${API}/*`),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  if (!audited.isAllow || !audited.isForEverybody) return NONE;
  // Who gets in without the URL is told as that.
  const isOpen = strangerCalls(audited).some((call) => verdictOf(audited.view, [audited], call) !== 'implicitDeny');
  const context = isOpen ? undefined : openUrlOf(audited);
  if (context === undefined) return NONE;
  const isSigned = context['lambda:FunctionUrlAuthType'] === 'AWS_IAM';
  const who = isSigned ? 'anybody with credentials of any AWS account' : 'anybody on the internet';
  return [
    {
      message: `${audited.title} lets ${who} call the function by its URL`,
      hint: 'if that is not meant, delete the URL, or name the principal and use the auth type `AWS_IAM`',
      at: audited.at('/Principal'),
    },
  ];
}
