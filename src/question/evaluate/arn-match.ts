// Does an ARN match an ARN pattern? Six components, each on its own.

import { compileMatcher } from '../../glob/match.js';
import { both, type Truth } from '../../glob/truth.js';
import type { Arn } from '../../model/arn.js';
import type { RequestValue } from '../../model/invocation.js';

/** `malformed`: the value is no ARN. */
export type ArnMatcher = (value: RequestValue) => Truth | 'malformed';

export function compileArnMatcher(arn: Arn): ArnMatcher {
  const [resource, region, account] = [
    compileMatcher(arn.resource),
    compileMatcher(arn.region),
    compileMatcher(arn.account),
  ];
  const [service, partition] = [compileMatcher(arn.service), compileMatcher(arn.partition)];
  return ({ arn: value }) => {
    if (value === null) return 'malformed';
    // Cost: the resource tells the ARNs in one function's policy apart, so it is asked first.
    const first = resource(value.resource);
    if (first === 'no') return 'no';
    return both(
      both(first, region(value.region)),
      both(account(value.account), both(service(value.service), partition(value.partition))),
    );
  };
}
