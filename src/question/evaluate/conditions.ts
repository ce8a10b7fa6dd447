// Does a condition hold? Negation, IfExists, set operators, missing keys and several values, all in one place.

import { every, not, some, type Truth } from '../../glob/truth.js';
import type { Caveat } from '../../model/decision.js';
import {
  type ContextEntry,
  contextEntry,
  entryReader,
  type Invocation,
  type RequestValue,
} from '../../model/invocation.js';
import type { Condition } from '../../model/policy.js';
import { explainCondition, mendCondition } from './condition-reason.js';
import type { Predicate } from './operator.js';
import { type OperatorName, readOperatorName } from './operator-name.js';
import type { Requirement } from './requirement.js';
import type { ReadPattern } from './variables.js';

/** A condition made ready: its key in lower case, its values as predicates. */
interface Compiled {
  readonly name: OperatorName;
  readonly lowerKey: string;
  readonly condition: Condition;
  readonly predicates: readonly Predicate[];
}

export function conditionRequirement(condition: Condition, readPattern: ReadPattern): Requirement {
  const name = readOperatorName(condition.operator);
  const { operator } = name;
  const predicates =
    operator === undefined || operator === 'Null'
      ? []
      : condition.values.map((value) => operator.compile(value, readPattern));
  const compiled: Compiled = { name, lowerKey: condition.key.toLowerCase(), condition, predicates };
  return {
    element: 'Condition',
    subject: condition.key,
    key: JSON.stringify([condition.operator, compiled.lowerKey, condition.values]),
    ask: askerOf(compiled),
    explain: (invocation) => explainCondition(condition, name, contextEntry(invocation, compiled.lowerKey)),
    caveats: (invocation) => caveatsOf(compiled, contextEntry(invocation, compiled.lowerKey)),
    mend: (invocations) =>
      mendCondition(condition, name, invocations.map(entryReader(compiled.lowerKey)), (value, given) => {
        const [invocation] = invocations;
        if (typeof operator !== 'object' || invocation === undefined) return false;
        return operator.compile(value, readPattern)(given, invocation) === 'yes';
      }),
  };
}

/** Cost: most conditions are one plain positive operator with one value, on a key that is there. */
function askerOf(compiled: Compiled): (invocation: Invocation) => Truth {
  const { name, lowerKey, predicates } = compiled;
  const entryOf = entryReader(lowerKey);
  const [only, ...others] = predicates;
  const isPlain = only !== undefined && others.length === 0 && name.set === undefined && !name.isNegated;
  return (invocation) => {
    const entry = entryOf(invocation);
    if (!isPlain || entry.state !== 'present' || entry.isList) return holds(compiled, entry, invocation);
    const answer = only(entry.values[0] as RequestValue, invocation);
    return answer === 'malformed' ? 'no' : answer;
  };
}

function holds(compiled: Compiled, entry: ContextEntry, invocation: Invocation): Truth {
  const { operator } = compiled.name;
  if (operator === undefined) return 'unknown';
  if (operator === 'Null') return isNull(compiled.condition.values, entry);
  if (entry.state === 'absent') return whenAbsent(compiled);
  // AWS: IAM Access Analyzer, "Empty array condition": with no values in the policy, only an absent key ever matches.
  if (compiled.predicates.length === 0)
    return entry.state === 'present' || !mayMatchAbsent(compiled) ? 'no' : 'unknown';
  return entry.state === 'unknown' ? 'unknown' : whenPresent(compiled, entry.values, entry.isList, invocation);
}

// AWS: IAM guide, "Null condition operator". Recorded by AWS's simulator: an empty string counts as absent.
function isNull(values: readonly string[], entry: ContextEntry): Truth {
  if (entry.state === 'unknown') return values.length === 0 ? 'no' : 'unknown';
  const isAbsent = entry.state === 'absent' || entry.values.every((value) => value.text === '');
  return some(values, (value) => {
    const wanted = value.toLowerCase();
    // Nobody has told what any other word means here.
    if (wanted !== 'true' && wanted !== 'false') return 'unknown';
    return (wanted === 'true') === isAbsent ? 'yes' : 'no';
  });
}

// AWS: IAM guide, "Condition operators": a missing key fails a positive operator and satisfies a negated one or IfExists;
// "Set operators": ForAllValues holds of no values at all, ForAnyValue does not.
function whenAbsent(compiled: Compiled): Truth {
  const { name, predicates } = compiled;
  if (name.set === 'ForAllValues') return 'yes';
  // Observed with IfExists as well (AWS re:Post, and a recording of peers), which the page on IfExists would let hold.
  if (name.set === 'ForAnyValue') return 'no';
  if (name.ifExists) return 'yes';
  return name.isNegated && predicates.length > 0 ? 'yes' : 'no';
}

function mayMatchAbsent(compiled: Compiled): boolean {
  return whenAbsent(compiled) !== 'no';
}

function whenPresent(
  compiled: Compiled,
  values: readonly RequestValue[],
  isList: boolean,
  invocation: Invocation,
): Truth {
  const { set } = compiled.name;
  if (set === undefined) {
    // Observed: a multivalued key under a plain operator does not match, whichever operator it is.
    return isList ? 'no' : holdsOf(compiled, values[0] as RequestValue, invocation);
  }
  if (set === 'ForAnyValue') return some(values, (value) => holdsOf(compiled, value, invocation));
  // AWS: IAM guide, "Set operators": an empty string is a null data set, which ForAllValues lets pass.
  if (values.every((value) => value.text === '')) return 'yes';
  return every(values, (value) => holdsOf(compiled, value, invocation));
}

/** One value of the request against all of the policy's: one of them matches or, negated, none. */
function holdsOf(compiled: Compiled, value: RequestValue, invocation: Invocation): Truth {
  let matches: Truth = 'no';
  for (const predicate of compiled.predicates) {
    const answer = predicate(value, invocation);
    if (answer === 'malformed') {
      if (compiled.name.isNegated) return 'no';
    } else if (answer === 'yes') {
      return compiled.name.isNegated ? 'no' : 'yes';
    } else if (answer === 'unknown') {
      matches = 'unknown';
    }
  }
  return compiled.name.isNegated ? not(matches) : matches;
}

function caveatsOf({ name, condition }: Compiled, entry: ContextEntry): readonly Caveat[] {
  const caveats: Caveat[] = [];
  if (!name.isExact) {
    caveats.push({
      grade: '?',
      message: `whether AWS takes \`${condition.operator}\` in these letters' case is not known; it is read in any case`,
    });
  }
  if (entry.state === 'present' && entry.isList && name.set === undefined && name.operator !== 'Null') {
    caveats.push({
      grade: 'O',
      message: `\`${condition.key}\` has several values, which \`${condition.operator}\` never matches; use \`ForAnyValue:\` or \`ForAllValues:\``,
    });
  }
  if (entry.state === 'absent' && name.set === 'ForAnyValue' && name.ifExists) {
    caveats.push({
      grade: 'O',
      message: `\`${condition.operator}\` on an absent key does not hold, as those saw who tried it; IfExists is ignored there`,
    });
  }
  return caveats;
}
