// Is every call that is wanted allowed by a policy? `evaluate` is asked of each.

import { isAboutParameters } from '../../gateway/presented.js';
import type { Answer, Caveat } from '../../model/decision.js';
import { languageVersion, type Policy } from '../../model/policy.js';
import { answersTo } from './calls.js';
import type { GrantedFunction } from './functions.js';
import type { Denial } from './granting.js';
import type { GrantInput } from './input.js';
import { policyWritten, withStatements } from './present.js';
import type { Step } from './step.js';
import type { Wanted } from './wanted.js';

export interface Proof {
  /** The first call that is not allowed; null: all are. */
  readonly denial: Denial | null;
  /** Facts of weak evidence that the proof leans on. */
  readonly caveats: readonly Caveat[];
}

export function prove(
  wanted: readonly Wanted[],
  policies: readonly Policy[],
  fn: GrantedFunction,
  input: GrantInput,
): Proof {
  const caveats: Caveat[] = [];
  const isDeclared = policies.some(({ statements }) =>
    statements.some(({ conditions }) => conditions.some(({ values }) => values.some((value) => /\{\w/.test(value)))),
  );
  for (const one of wanted) {
    for (const answer of answersTo(policies, one, fn, input)) {
      if (answer.verdict !== 'allowed') return { denial: denialOf(answer, one), caveats };
      // A parameter that is a star everywhere matches however it is presented.
      const leant = answer.caveats.filter((caveat) => isDeclared || !isAboutParameters(caveat));
      caveats.push(...leant.filter(({ message }) => caveats.every((known) => known.message !== message)));
    }
  }
  return { denial: null, caveats };
}

function denialOf({ verdict, findings, statements }: Answer, { scope }: Wanted): Denial {
  const [reason = 'no statement allows it'] = [
    ...findings.filter(({ id }) => id === 'bad-call').map(({ message }) => message),
    ...statements.flatMap(({ effect, match, sid }) => {
      if (effect !== 'Deny' || match === 'no') return [];
      return `statement \`${sid ?? 'without Sid'}\` ${match === 'yes' ? 'denies' : 'may deny'} it, and a Deny wins`;
    }),
  ];
  return { for: scope.text, verdict, reason };
}

/** The policy as it stands after the steps, to be asked. */
export function policyAfter(policy: Policy | undefined, steps: readonly Step[]): readonly Policy[] {
  const removed = new Set(
    steps.flatMap(({ action, request }) => (action === 'RemovePermission' ? request.StatementId : [])),
  );
  const written = steps.flatMap(({ action, statement }) => (action === 'AddPermission' ? [statement] : []));
  const stays = policy?.statements.filter(({ sid }) => sid === undefined || !removed.has(sid)) ?? [];
  return [
    ...(policy === undefined ? [] : [withStatements(policy, stays)]),
    policyWritten(written, policy && languageVersion(policy)),
  ];
}
