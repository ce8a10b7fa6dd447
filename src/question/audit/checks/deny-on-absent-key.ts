// Does a Deny refuse API Gateway, because a key is missing from its calls?

import type { Check, Problem } from '../check.js';
import { API, grant, policy } from '../example.js';
import { type Surprise, surprisesIn } from '../surprise.js';

const DENY = { Effect: 'Deny', Principal: '*', Action: 'lambda:InvokeFunction' };
const RESOURCE = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const OUTSIDE = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

export const denyOnAbsentKey: Check = {
  id: 'deny-on-absent-key',
  group: 'denies by surprise',
  severity: 'error',
  title: 'a Deny that refuses API Gateway by surprise',
  why: 'A negated operator holds where its key is missing, and so does `ForAllValues:`. A Deny for everybody outside the organisation refuses API Gateway too, whose calls bring no organisation of a principal.',
  source: 'IAM guide, "Condition operators" and "Set operators for multivalued context keys"',
  bad: policy(grant(`${API}/*`), { ...DENY, Resource: RESOURCE, Condition: OUTSIDE }),
  good: policy(grant(`${API}/*`), {
    ...DENY,
    Resource: RESOURCE,
    Condition: { ...OUTSIDE, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  }),
  find: (subject) => surprisesIn(subject).map(problemOf),
};

function problemOf({ deny, trap, sourceArn }: Surprise): Problem {
  if (trap === undefined)
    return {
      message: `${deny.title} denies everybody it does not list, API Gateway among them: \`${sourceArn}\` is refused, though a statement allows it`,
      hint: 'list `{"Service": "apigateway.amazonaws.com"}` too, or use conditions instead of `NotPrincipal`',
      at: deny.at('/NotPrincipal', 'key'),
    };
  const { operator, key } = trap.condition;
  return {
    message: `\`${operator}\` holds of a call without \`${key}\`, and API Gateway's have none: \`${sourceArn}\` is refused, though a statement allows it`,
    hint: 'add `"Bool": {"aws:PrincipalIsAWSService": "false"}` to the Deny',
    at: deny.atKey(trap),
  };
}
