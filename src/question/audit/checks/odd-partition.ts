// Is the region in another partition?

import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { ofOddity } from '../oddity-check.js';

export const oddPartition: Check = ofOddity(
  {
    id: 'odd-partition',
    group: 'never matches',
    severity: 'error',
    title: 'a region in a partition that it is not in',
    why: 'Each region belongs to one partition: `cn-north-1` to `aws-cn`, `us-gov-west-1` to `aws-us-gov`. An ARN that joins others names nothing.',
    source: 'AWS Fault Isolation Boundaries, "Partitions"',
    bad: granting(`${API.replace('us-east-2', 'cn-north-1')}/*`, { Resource: '*' }),
    good: granting(`${API}/*`),
  },
  // Where the function is known, `partition-mismatch` tells.
  { isMeant: ({ home }) => home.partition === undefined },
);
