// Does the source ARN leave open whose it is?

import { hasWildcard } from '../../../glob/pattern.js';
import { API_GATEWAY } from '../../../model/aws.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { granting } from '../example.js';
import type { AuditedStatement } from '../statement.js';

const BUCKET = { 'AWS:SourceArn': 'arn:aws:s3:::photos' };
const BY_S3 = { Principal: { Service: 's3.amazonaws.com' } };

export const missingSourceAccount: Check = {
  id: 'missing-source-account',
  group: 'useless or risky',
  severity: 'warning',
  title: 'a source ARN without an account, and no source account',
  why: "The ARN of a bucket does not say whose it is. When yours is deleted, somebody else may create one of that name, and that one's events invoke the function.",
  source: 'Lambda guide, "Process Amazon S3 event notifications with Lambda"; IAM guide, "The confused deputy problem"',
  bad: granting('', { ...BY_S3, Condition: { ArnLike: BUCKET } }),
  good: granting('', {
    ...BY_S3,
    Condition: { ArnLike: BUCKET, StringEquals: { 'AWS:SourceAccount': '111122223333' } },
  }),
  find: ofStatements(problemsOf),
};

// AWS: IAM guide, "AWS global condition context keys": what tells whose a source is.
const OWNERS = ['aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

function problemsOf({ isAllow, services, sources, conditions }: AuditedStatement): readonly Problem[] {
  // What API Gateway presents names the account.
  const isOther = services.some((service) => service !== API_GATEWAY);
  if (!isAllow || !isOther || conditions.some(({ lowerKey }) => OWNERS.includes(lowerKey))) return NONE;
  // Of API Gateway's, whose ARNs name the account, `wildcard-in-account` tells.
  const open = sources.find(
    ({ arn, sourceArn, name }) =>
      arn !== undefined && sourceArn === undefined && !name.isNegated && isAnybodys(arn.account),
  );
  if (open === undefined) return NONE;
  return [
    {
      message: `source ARN \`${open.text}\` does not say whose it is`,
      hint: 'add `"StringEquals": {"aws:SourceAccount": "<account>"}`',
      at: open.at(),
    },
  ];
}

function isAnybodys(account: NonNullable<AuditedStatement['sources'][number]['arn']>['account']): boolean {
  return account.length === 0 || hasWildcard(account);
}
