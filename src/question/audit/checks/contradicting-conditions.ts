// Do two conditions of a statement rule each other out?

import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { isContradiction } from '../condition-cover.js';
import { API, granting } from '../example.js';
import type { AuditedStatement } from '../statement.js';

export const contradictingConditions: Check = {
  id: 'contradicting-conditions',
  group: 'never matches',
  severity: 'error',
  title: 'conditions that no call satisfies together',
  why: 'All conditions of a statement must hold at once. Two that want different values of one key leave nothing that satisfies both.',
  source: 'IAM guide, "Conditions with multiple context keys or values"',
  bad: granting('', {
    Condition: {
      ArnLike: { 'AWS:SourceArn': `${API}/prod/GET/*` },
      StringLike: { 'aws:SourceArn': `${API}/*/POST/*` },
      ArnNotLike: { 'aws:SourceArn': `${API}/prod/*` },
    },
  }),
  good: granting('', {
    Condition: { ArnLike: { 'AWS:SourceArn': `${API}/*/GET/*` }, ArnNotLike: { 'aws:SourceArn': `${API}/dev/*` } },
  }),
  find: ofStatements(problemsOf),
};

/** More than anybody writes. */
const MOST_CONDITIONS = 100;

function problemsOf(audited: AuditedStatement): readonly Problem[] {
  const { conditions, view } = audited;
  // Cost: each is held against each.
  if (conditions.length < 2 || conditions.length > MOST_CONDITIONS) return NONE;
  return conditions.flatMap((condition, index) => {
    const other = conditions.slice(0, index).find((earlier) => isContradiction(view, earlier, condition));
    if (other === undefined) return [];
    return [
      {
        message: `\`${condition.condition.operator}\` and \`${other.condition.operator}\` on \`${condition.condition.key}\` never hold together, so ${audited.title} can never match`,
        hint: 'write several values into one condition where any of them may match',
        at: audited.atKey(condition),
      },
    ];
  });
}
