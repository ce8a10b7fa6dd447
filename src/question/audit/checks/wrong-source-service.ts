// Is API Gateway held to a source ARN that it does not present?

import { parsePattern } from '../../../glob/pattern.js';
import { overlaps } from '../../../glob/relate.js';
import { printComponent } from '../../../model/arn.js';
import { API_GATEWAY } from '../../../model/aws.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { SourceValue } from '../source-value.js';
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
  find: ofStatements((audited) => {
    if (audited.sources.every(mayBePresented) || !isForGatewayAlone(audited)) return NONE;
    return audited.sources.filter((value) => !mayBePresented(value)).map(problemOf);
  }),
};

function isForGatewayAlone({ services, isForServicesAlone }: AuditedStatement): boolean {
  return isForServicesAlone && services.every((service) => service === API_GATEWAY);
}

/** Also where it is a pattern of any service, `arn:aws:*:…`, or no ARN at all, which is told elsewhere. */
function mayBePresented({ arn, sourceArn, name }: SourceValue): boolean {
  // What excepts another service excepts nothing, and does no harm.
  if (name.isNegated) return true;
  return sourceArn !== undefined || arn === undefined || overlaps(arn.service, EXECUTE_API).truth !== 'no';
}

function problemOf(value: SourceValue): Problem {
  const service = value.arn === undefined ? '' : printComponent(value.arn.service);
  return {
    message: `source ARN is one of \`${service}\`, which API Gateway never presents`,
    hint: 'API Gateway presents `arn:aws:execute-api:<region>:<account>:<api id>/<stage>/<method>/<path>`',
    at: value.at(value.span('service')),
    value,
  };
}
