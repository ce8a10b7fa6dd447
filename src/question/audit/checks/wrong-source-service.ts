// Is API Gateway held to a source ARN that it does not present?

import { parsePattern } from '../../../glob/pattern.js';
import { overlaps } from '../../../glob/relate.js';
import { printComponent } from '../../../model/arn.js';
import { API_GATEWAY } from '../../../model/aws.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { AuditedStatement } from '../statement.js';

const EXECUTE_API = parsePattern('execute-api', { wildcards: false, variables: false });

export const wrongSourceService: Check = {
  id: 'wrong-source-service',
  group: 'never matches',
  severity: 'error',
  title: 'API Gateway with the source ARN of another service',
  why: 'API Gateway presents `arn:…:execute-api:…`. The ARN under which an API is managed (`arn:aws:apigateway:…::/restapis/…`), that of a function or of a bucket is never presented by it.',
  source: 'API Gateway guide, "API Gateway Amazon Resource Name (ARN) reference"',
  bad: granting('arn:aws:apigateway:us-east-2::/restapis/a1b2c3d4e5/stages/prod'),
  good: granting(`${API}/*`),
  find: ({ statements }) => statements.filter(isForGatewayAlone).flatMap(problemsOf),
};

function isForGatewayAlone({ services, statement }: AuditedStatement): boolean {
  return services.length === statement.principal?.length && services.every((service) => service === API_GATEWAY);
}

function problemsOf({ sources }: AuditedStatement): Problem[] {
  return sources.flatMap((value): Problem[] => {
    const { arn, sourceArn } = value;
    if (sourceArn !== undefined || arn === undefined) return [];
    // A pattern of any service: `arn:aws:*:…`.
    if (overlaps(arn.service, EXECUTE_API).truth !== 'no') return [];
    return [
      {
        message: `source ARN is one of \`${printComponent(arn.service)}\`, which API Gateway never presents`,
        hint: 'API Gateway presents `arn:aws:execute-api:<region>:<account>:<api id>/<stage>/<method>/<path>`',
        at: value.at(value.span('service')),
        value,
      },
    ];
  });
}
