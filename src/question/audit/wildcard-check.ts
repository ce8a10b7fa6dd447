// Which component of a source ARN holds a wildcard that AddPermission would refuse?

import { hasWildcard } from '../../glob/pattern.js';
import { printComponent } from '../../model/arn.js';
import { NONE, ofSourceArns } from './asking.js';
import type { Check } from './check.js';
import { API, grant, granting } from './example.js';

/** One check for each component that takes none. */
export function ofWildcardIn(component: 'partition' | 'region' | 'account', own: string, why: string): Check {
  const id = `wildcard-in-${component}`;
  const find = ofWildcards(component);
  return {
    id,
    group: 'never matches',
    severity: 'error',
    severities: 'warning in a whole document, which PutResourcePolicy may have written',
    title: `a wildcard in the ${component} of the source ARN`,
    why,
    source: 'Lambda API reference, AddPermission, the pattern of SourceArn; terraform-provider-aws issue 9972',
    bad: grant(`${API.replace(own, '*')}/*/GET/pets`),
    good: granting(`${API}/*/GET/pets`),
    find: (subject) => (subject.oddities.has(id) ? find(subject) : NONE),
  };
}

function ofWildcards(component: 'partition' | 'region' | 'account') {
  return ofSourceArns((value, { home, policy, isAllow }) => {
    const pattern = value.sourceArn[component];
    // What denies is never written by AddPermission.
    if (!isAllow || !hasWildcard(pattern)) return undefined;
    const known = home[component];
    return {
      message: `source ARN has \`${printComponent(pattern)}\` as ${component}, which AddPermission refuses`,
      hint: `write ${known === undefined ? `the ${component} itself` : `\`${known}\``}`,
      at: value.at(value.span(component)),
      // What `add-permission` prints it has written, and this it never writes.
      severity: policy.readAs === undefined ? 'warning' : 'error',
    };
  });
}
