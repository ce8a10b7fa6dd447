// Is the principal misspelt, or none that presents the source ARN?

import { API_GATEWAY } from '../../../model/aws.js';
import type { PrincipalEntry } from '../../../model/policy.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { AuditedStatement } from '../statement.js';

export const wrongPrincipal: Check = {
  id: 'wrong-principal',
  group: 'never matches',
  severity: 'error',
  title: 'a principal that is not API Gateway, but was to be',
  why: 'API Gateway calls as `apigateway.amazonaws.com`, in China too, and service principals are compared letter by letter. Other spellings, `execute-api`, or the name under `AWS` match nobody.',
  source:
    'API Gateway guide, "How Amazon API Gateway works with IAM"; AddPermission refuses `apigateway.amazonaws.com.cn`',
  bad: granting(`${API}/*/GET/pets`, { Principal: { Service: 'apigateway.amazonaws.com.cn' } }),
  good: granting(`${API}/*/GET/pets`),
  find: ofStatements(problemsOf),
};

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  const { principal = [] } = audited.statement;
  // Cost: nearly every statement names it right.
  if (principal.length === 1 && principal[0]?.type === 'Service' && principal[0].value === API_GATEWAY) return NONE;
  const misspelt = principal.filter(isMisspelt);
  // Beside a right one it is dead weight, and no more.
  const severity = misspelt.length < principal.length ? 'warning' : 'error';
  const told = misspelt.map((entry): Problem => ({ ...misspeltProblem(audited, entry), severity }));
  return told.length > 0 ? told : strangeProblem(audited);
}

// Observed: names that people wrote for it.
const MEANT = /^(api-?gateway|execute-api|apigatewayv2)$/;

function isMisspelt({ type, value }: PrincipalEntry): boolean {
  if (value === API_GATEWAY) return type !== 'Service';
  const [label = '', ...rest] = value.toLowerCase().split('.');
  return MEANT.test(label) && /amazon|aws/.test(rest.join('.'));
}

function misspeltProblem(audited: AuditedStatement, { type, value }: PrincipalEntry): Problem {
  const at = audited.atPrincipal(type, value);
  if (type !== 'Service')
    return {
      message: `\`${value}\` stands under \`${type}\`, where no service is found`,
      hint: `write \`{"Service": "${API_GATEWAY}"}\``,
      at,
    };
  return {
    message: `no service calls itself \`${value}\`, so ${audited.title} can never match`,
    hint: `API Gateway is \`${API_GATEWAY}\`, in every partition and region`,
    at,
    ...(/^[\w.-]+$/.test(value)
      ? { fix: { message: `write \`${API_GATEWAY}\``, at, from: value, text: API_GATEWAY } }
      : {}),
  };
}

/** Only API Gateway presents what begins `execute-api`. */
function strangeProblem(audited: AuditedStatement): Problem[] {
  const { services, sources } = audited;
  const [service] = services;
  const isPlain = sources.length > 0 && sources.every(({ sourceArn, name }) => sourceArn && !name.isNegated);
  if (service === undefined || !audited.isForServicesAlone) return [];
  if (!isPlain || services.includes(API_GATEWAY)) return [];
  return [
    {
      message: `the principal is \`${service}\`, but only \`${API_GATEWAY}\` presents the source ARN of an API`,
      hint: `write \`{"Service": "${API_GATEWAY}"}\``,
      at: audited.atPrincipal('Service', service),
    },
  ];
}
