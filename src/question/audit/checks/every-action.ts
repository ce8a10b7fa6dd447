// Does a statement allow more than invoking the function?

import { INVOKE_FUNCTION } from '../../../model/aws.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import { isInvoking } from '../witness.js';

export const everyAction: Check = {
  id: 'every-action',
  group: 'too wide',
  severity: 'info',
  title: 'more actions than invoking',
  why: 'With `lambda:*` the principal may also read, change and delete the function as far as its policy can say so. API Gateway needs `lambda:InvokeFunction` and nothing else.',
  source: 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"',
  bad: granting(`${API}/*`, { Action: 'lambda:*' }),
  good: granting(`${API}/*`),
  find: ofStatements((audited) => {
    const { action } = audited.statement;
    if (!audited.isAllow || !action?.some(isWide)) return NONE;
    return action.flatMap((one, index): readonly Problem[] => {
      if (!isWide(one)) return NONE;
      return [
        {
          message: `${audited.title} allows \`${one}\`, which is more than \`${INVOKE_FUNCTION}\``,
          hint: `write \`${INVOKE_FUNCTION}\``,
          at: audited.atValue('/Action', index),
        },
      ];
    });
  }),
};

function isWide(action: string): boolean {
  return /[*?]/.test(action) && isInvoking(action);
}
