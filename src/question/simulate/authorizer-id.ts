// Which ids stand for those that an authorizer may have, where nobody says its id?

import { match } from '../../glob/match.js';
import { type Pattern, parsePattern } from '../../glob/pattern.js';
import { covers, overlaps } from '../../glob/relate.js';
import type { Condition, Policy } from '../../model/policy.js';

export interface LikelyIds {
  /** One that is named nowhere, then one for each value that names some of them. */
  readonly ids: readonly string[];
  /** Whether an id may meet several conditions at once, which one for each does not show. */
  readonly isTangled: boolean;
}

/** Some ids, and what names them. */
interface Named {
  readonly pattern: Pattern;
  readonly id: string;
}

/** `prefix`: the source ARN of an authorizer of this API, up to its id. */
export function likelyIds(policies: readonly Policy[], prefix: string): LikelyIds {
  const named: Named[] = [];
  let isTangled = false;
  for (const { conditions } of policies.flatMap(({ statements }) => statements)) {
    const found = conditions.map((condition) => namedIn(condition, prefix));
    if (found.includes('any') || found.filter((some) => some.length > 0).length > 1) isTangled = true;
    named.push(...found.flatMap((some) => (some === 'any' ? [] : some)));
  }
  const unnamed = UNNAMED.find((id) => !named.some(({ pattern }) => match(pattern, `${prefix}${id}`) !== 'no'));
  if (unnamed === undefined) isTangled = true;
  return { ids: [unnamed ?? '<id>', ...new Set(named.map(({ id }) => id))], isTangled };
}

/** No real id has such letters; one of them is of another length than a value with `?` names. */
const UNNAMED = ['<id>', '<authorizer id>', '<the id of the authorizer>'];

/** An id for each value that names some of the ids, not all and not none; `any` where that cannot be told. */
function namedIn({ key, operator, values }: Condition, prefix: string): readonly Named[] | 'any' {
  if (key.toLowerCase() !== 'aws:sourcearn') return [];
  const isCaseless = /IgnoreCase/i.test(operator);
  const start = isCaseless ? prefix.toLowerCase() : prefix;
  const every = [...parsePattern(start, { wildcards: false, variables: false }), ...ANYTHING];
  const named: Named[] = [];
  for (const value of values) {
    const pattern = parsePattern(isCaseless ? value.toLowerCase() : value, { wildcards: true, variables: true });
    if (covers(pattern, every).truth === 'yes') continue;
    const overlap = overlaps(pattern, every);
    if (overlap.truth === 'unknown') return 'any';
    if (overlap.truth === 'yes') named.push({ pattern, id: overlap.witness.slice(start.length) });
  }
  // AWS: API Gateway guide, "API Gateway ARN format reference": the id is the last segment.
  return named.filter(({ id }) => id !== '' && !id.includes('/'));
}

const ANYTHING = parsePattern('*', { wildcards: true, variables: false });
