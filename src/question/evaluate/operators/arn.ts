// Does the value's ARN match this one, component by component?

import { hasVariable, isOpen } from '../../../glob/pattern.js';
import { arnOfPattern, mapArn } from '../../../model/arn.js';
import { compileArnMatcher } from '../arn-match.js';
import type { Operator, OperatorFamily, Predicate } from '../operator.js';
import { fillFrom } from '../variables.js';

// AWS: IAM guide, "Condition operators", ARN condition operators: ArnEquals and ArnLike behave the same.
export const arn: OperatorFamily = {
  id: 'arn',
  operators: [operator('ArnEquals', 'ArnNotEquals'), operator('ArnLike', 'ArnNotLike')],
  cases: [
    ['ArnLike', 'arn:aws:s3:::b', 'arn:aws:s3:::b', 'yes'],
    ['ArnEquals', 'arn:aws:s3:::b*', 'arn:aws:s3:::bucket/key', 'yes'],
    ['ArnLike', 'arn:aws:sns:*:111122223333:t', 'arn:aws:sns:us-east-2:111122223333:t', 'yes'],
    ['ArnLike', 'arn:aws:sns:us-east-?:111122223333:t', 'arn:aws:sns:us-east-2:111122223333:t', 'yes'],
    [
      'ArnLike',
      'arn:aws:execute-api:us-east-2:111122223333:a/*/GET/',
      'arn:aws:execute-api:us-east-2:111122223333:a/prod/GET/',
      'yes',
    ],
    [
      'ArnLike',
      'arn:aws:execute-api:us-east-2:111122223333:a/*',
      'arn:aws:execute-api:us-east-2:111122223333:a/b/c:d',
      'yes',
    ],
    ['ArnLike', 'ARN:aws:s3:::b', 'arn:aws:s3:::b', 'no'],
    ['ArnLike', 'arn:aws:s3:::B', 'arn:aws:s3:::b', 'no'],
    // A star stays inside its component: only the sixth may hold colons.
    ['ArnLike', 'arn:aws:s3:*', 'arn:aws:s3:::b', 'no'],
    ['ArnLike', 'arn:*:111122223333:t', 'arn:aws:sns:us-east-2:111122223333:t', 'no'],
    ['ArnLike', '*', 'arn:aws:s3:::b', 'no'],
    ['ArnLike', '*:aws:s3:::b', 'arn:aws:s3:::b', 'no'],
    ['ArnLike', 'arn:aws:s3:::b', 'bucket', 'malformed'],
  ],
};

function operator(name: string, negation: string): Operator {
  return {
    name,
    negation,
    compile(value, readPattern): Predicate {
      const pattern = readPattern(value, true);
      const wanted = arnOfPattern(pattern);
      if (wanted === undefined) {
        // A variable may bring the colons that are missing, and nobody has told whether AWS then counts them.
        const truth = isOpen(pattern) ? 'unknown' : 'no';
        return (request) => (request.arn === null ? 'malformed' : truth);
      }
      // Recorded from AWS's simulator: a request value that is no ARN is malformed, and fails ArnNotLike as well.
      if (!hasVariable(pattern)) return compileArnMatcher(wanted);
      return (request, invocation) => {
        if (request.arn === null) return 'malformed';
        // Filled in after the split: a colon in the value of a variable separates nothing.
        const filled = mapArn(wanted, (component) => fillFrom(component, invocation));
        return filled === undefined ? 'no' : compileArnMatcher(filled)(request);
      };
    },
  };
}
