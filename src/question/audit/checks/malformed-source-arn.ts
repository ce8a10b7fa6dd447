// Has the source ARN fewer than six components?

import { parsePattern } from '../../../glob/pattern.js';
import { overlaps } from '../../../glob/relate.js';
import { notAnArn } from '../../../model/arn.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';
import type { SourceValue } from '../source-value.js';

const ANY_ARN = parsePattern('arn:*:*:*:*:*', { wildcards: true, variables: false });

export const malformedSourceArn: Check = {
  id: 'malformed-source-arn',
  group: 'never matches',
  severity: 'error',
  title: 'the source ARN has not six components',
  why: 'ARNs are compared component by component, six of them between colons, and a star does not reach across a colon but in the last. A pattern with fewer matches no ARN.',
  source: 'IAM guide, "Condition operators", Amazon Resource Name (ARN) condition operators',
  bad: granting('arn:aws:execute-api:*:a1b2c3d4e5/*'),
  good: granting(`${API}/*`),
  find: ofStatements(({ sources }) => (sources.some(isMalformed) ? sources.filter(isMalformed).map(problemOf) : NONE)),
};

function problemOf(value: SourceValue): Problem {
  const { parts, isArn } = notAnArn(value.text);
  const what = isArn ? `has ${parts} component${parts === 1 ? '' : 's'}, not 6` : 'does not begin with `arn:`';
  return {
    message: `source ARN \`${value.text}\` ${what}, ${value.consequence}`,
    hint: 'write `arn:aws:execute-api:<region>:<account>:<api id>/<stage>/<method>/<path>`',
    at: value.at(),
    value,
  };
}

/** Text operators take the whole: there it is enough that some ARN may match. */
function isMalformed({ arn, isOpen, isArnOperator, base, pattern }: SourceValue): boolean {
  if (arn !== undefined || isOpen) return false;
  return isArnOperator || (base.startsWith('String') && overlaps(pattern, ANY_ARN).truth === 'no');
}
