// Does a statement for API Gateway speak of another action than invoking?

import { API_GATEWAY, INVOKE_FUNCTION } from '../../../model/aws.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { AuditedStatement } from '../statement.js';
import { isInvoking } from '../witness.js';

export const wrongAction: Check = {
  id: 'wrong-action',
  group: 'never matches',
  severity: 'error',
  title: 'an action that is not the one API Gateway asks for',
  why: 'To call a function API Gateway asks for `lambda:InvokeFunction`. `lambda:Invoke`, `execute-api:Invoke` and the like are other actions, or none.',
  source: 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"',
  bad: granting(`${API}/*/GET/pets`, { Action: 'lambda:Invoke' }),
  good: granting(`${API}/*/GET/pets`),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  const { action } = audited.statement;
  // What is denied beside is nobody's grant.
  if (!audited.isAllow || action === undefined || action.length === 0 || action[0] === INVOKE_FUNCTION) return NONE;
  const isForeign = action.every((one) => one !== '*' && !/^[^:]*[*?]|^lambda:/i.test(one));
  const isGateway = audited.isForApiGateway && audited.isForServicesAlone;
  if (!(isForeign || isGateway) || action.some(isInvoking)) return NONE;
  const at = audited.atValue('/Action', 0);
  const said = action.map((one) => `\`${one}\``).join(', ');
  const [from = ''] = action;
  const isFixable = action.length === 1 && isGateway && /^[\w:*?-]+$/.test(from);
  return [
    {
      message: isGateway
        ? `the action is ${said}, and \`${API_GATEWAY}\` asks for \`${INVOKE_FUNCTION}\``
        : `the action is ${said}, and a function knows no other than Lambda's`,
      hint: `write \`${INVOKE_FUNCTION}\``,
      at,
      ...(isFixable ? { fix: { message: `write \`${INVOKE_FUNCTION}\``, at, from, text: INVOKE_FUNCTION } } : {}),
    },
  ];
}
