// What is odd about a source ARN or a pattern for one, seen by itself?

import { type Pattern, printPattern, splitPattern } from '../../glob/pattern.js';
import { isAccountId, isApiId, isRegion, partitionOf } from '../../model/aws.js';
import type { SourceArn } from '../../model/execute-api.js';
import { type Oddity, odd, WILD } from './oddity.js';
import { suffixOddities } from './suffix-oddities.js';

export function odditiesOf(arn: SourceArn): readonly Oddity[] {
  return [...headOddities(arn), ...suffixOddities(arn)];
}

function headOddities(arn: SourceArn): Oddity[] {
  const found: Oddity[] = [];
  const known = (pattern: Pattern) => (mayBeFilled(pattern) ? undefined : printPattern(pattern));
  const [partition, region, account] = [known(arn.partition), known(arn.region), known(arn.account)];
  // AWS: Lambda API reference, AddPermission, the pattern of SourceArn: letters only in region, digits in account.
  for (const [name, value] of Object.entries({ partition, region, account })) {
    if (value !== undefined && WILD.test(value)) {
      found.push(
        odd(
          `wildcard-in-${name}`,
          'warning',
          `\`${value}\` as ${name}: AddPermission refuses a wildcard there`,
          `write the ${name} itself`,
        ),
      );
    }
  }
  if (region !== undefined && !WILD.test(region) && !isRegion(region))
    found.push(
      odd('odd-region', 'error', `\`${region}\` is not a region`, "write the function's region, such as `us-east-2`"),
    );
  else if (region !== undefined && partition !== undefined && isOtherPartition(region, partition)) {
    found.push(
      odd(
        'odd-partition',
        'error',
        `the region \`${region}\` is in the partition \`${partitionOf(region)}\`, not in \`${partition}\``,
        `write \`arn:${partitionOf(region)}:…\``,
      ),
    );
  }
  if (account !== undefined && !WILD.test(account) && !isAccountId(account))
    found.push(
      odd(
        'odd-account',
        'error',
        `\`${account}\` is not an account id of 12 digits`,
        'write the account that owns the API',
      ),
    );
  return [...found, ...apiOddities(arn)];
}

function isOtherPartition(region: string, partition: string): boolean {
  return !WILD.test(region + partition) && partitionOf(region) !== partition;
}

// AWS: IAM guide, "Policy variables": a condition key, which has a prefix and one colon. What else stands in braces is a
// reference of some template that nobody has resolved.
/** Whether a variable in it may be filled with whatever belongs there. */
function mayBeFilled(pattern: Pattern): boolean {
  return pattern.some((part) => part.kind === 'hole' || (part.kind === 'variable' && /^[\w.-]+:(?!:)/.test(part.key)));
}

function apiOddities(arn: SourceArn): Oddity[] {
  const found: Oddity[] = [];
  if (mayBeFilled(splitPattern(arn.resource, '/', 2)[0] ?? [])) return found;
  if (arn.api === '') {
    const hint = arn.suffixPattern === undefined ? 'write the API id' : 'leave out the slash in front of it';
    return [odd('odd-api-id', 'error', 'nothing stands where the API id belongs', hint)];
  }
  if (arn.api === '*')
    found.push(
      odd('any-api', 'warning', '`*` as API: every API of the account, those to come included', 'write the API id'),
    );
  else if (!WILD.test(arn.api) && !isApiId(arn.api)) {
    found.push(
      odd(
        'odd-api-id',
        // Observed: no id has ever held anything else; that they are ten is all the more a habit.
        /^[a-z0-9]*$/.test(arn.api) ? 'warning' : 'error',
        `\`${arn.api}\` does not look like an API id, which is ten of a–z and 0–9`,
        'a logical id or a name does not work here',
      ),
    );
  }
  return found;
}
