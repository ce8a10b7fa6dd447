// Does the source ARN name another partition than the function's?

import { match } from '../../../glob/match.js';
import { printComponent } from '../../../model/arn.js';
import { ofSourceArns } from '../asking.js';
import type { Check } from '../check.js';
import { FUNCTION, granting } from '../example.js';

const CHINA = FUNCTION.replace('aws', 'aws-cn').replace('us-east-2', 'cn-north-1');
const SUFFIX = 'execute-api:cn-north-1:111122223333:a1b2c3d4e5/*/GET/pets';

export const partitionMismatch: Check = {
  id: 'partition-mismatch',
  group: 'never matches',
  severity: 'error',
  title: "the source ARN names another partition than the function's",
  why: 'A call never leaves its partition: in China, GovCloud and the isolated regions ARNs do not begin with `arn:aws:`. A hard-coded `arn:aws:` matches nothing there.',
  source: 'AWS Fault Isolation Boundaries, "Partitions"; IAM guide, "Amazon Resource Names"',
  bad: granting(`arn:aws:${SUFFIX}`, { Resource: CHINA }),
  good: granting(`arn:aws-cn:${SUFFIX}`, { Resource: CHINA }),
  find: ofSourceArns((value, { home: { partition } }) => {
    const pattern = value.sourceArn.partition;
    if (partition === undefined || match(pattern, partition) !== 'no') return undefined;
    const at = value.at(value.span('partition'));
    return {
      message: `source ARN names partition \`${printComponent(pattern)}\` but the function is in \`${partition}\`, ${value.consequence}`,
      hint: `write \`arn:${partition}:…\``,
      at,
      fix: { message: `write \`${partition}\``, at, text: partition },
    };
  }),
};
