// Is every call that is wanted allowed by a policy? `evaluate` is asked of each.

import { isAboutParameters } from '../../gateway/source-arn/presented.js';
import type { Answer, Caveat } from '../../model/decision.js';
import { languageVersion, type Policy, withStatements } from '../../model/policy.js';
import { evaluate } from '../evaluate/evaluate.js';
import { answersTo } from './calls.js';
import type { GrantedFunction } from './functions.js';
import type { Denial } from './granting.js';
import type { GrantInput } from './input.js';
import { policyWritten } from './present.js';
import { mayReach } from './reach.js';
import type { Step } from './step.js';
import type { Wanted } from './wanted.js';

export interface Proof {
  /** The first call that is not allowed; null: all are. */
  readonly denial: Denial | null;
  /** Facts of weak evidence that the proof leans on. */
  readonly caveats: readonly Caveat[];
  /** The Sid of the one statement that allows all of it; null where several do, or it has none. */
  readonly by: string | null;
}

export function prove(
  wanted: readonly Wanted[],
  policies: readonly Policy[],
  fn: GrantedFunction,
  input: GrantInput,
): Proof {
  const caveats: Caveat[] = [];
  const deciding = new Set<string | null>();
  const isDeclared = policies.some(({ statements }) =>
    statements.some(({ conditions }) => conditions.some(({ values }) => values.some((value) => /\{\w/.test(value)))),
  );
  for (const one of wanted) {
    for (const answer of answersTo(policies, one, fn, input)) {
      if (answer.verdict !== 'allowed') return { denial: denialOf(answer, one, policies), caveats, by: null };
      // Of several source ARNs that may be presented, others may be let in by other statements.
      deciding.add(answer.candidates.length === 1 ? (answer.decidedBy?.sid ?? null) : null);
      // A parameter that is a star everywhere matches however it is presented.
      const leant = answer.caveats.filter((caveat) => isDeclared || !isAboutParameters(caveat));
      caveats.push(...leant.filter(({ message }) => caveats.every((known) => known.message !== message)));
    }
  }
  const [by = null, another] = deciding;
  return { denial: null, caveats, by: another === undefined ? by : null };
}

function denialOf(answer: Answer, { scope }: Wanted, policies: readonly Policy[]): Denial {
  // Of several source ARNs that may be presented, the statements are told of the first: the culprit may be another.
  const culprit = answer.candidates.find(({ decides, verdict }) => decides && verdict !== 'allowed');
  const { resource } = answer.invocation;
  const { statements } =
    culprit === undefined ? answer : evaluate(policies, { resource, sourceArn: culprit.sourceArn });
  const [reason = 'no statement allows it'] = [
    ...answer.findings.filter(({ id }) => id === 'bad-call').map(({ message }) => message),
    ...statements.flatMap(({ effect, match, sid }) => {
      if (effect === 'Allow' || match === 'no') return [];
      return `statement \`${sid ?? 'without Sid'}\` ${match === 'yes' && effect === 'Deny' ? 'denies' : 'may deny'} it, and a Deny wins`;
    }),
  ];
  return { for: scope.text, verdict: answer.verdict, reason };
}

/**
 * The Sids of statements that may deny some of the calls of what is wanted, where there is no end of them, so that not
 * all could be asked.
 */
export function partlyDenied(
  wanted: readonly Wanted[],
  policies: readonly Policy[],
  functionArn: string,
): readonly string[] {
  const endless = wanted.filter(({ scope }) => !scope.isComplete);
  const denying = policies.flatMap((policy) =>
    policy.statements
      .filter(({ effect }) => effect !== 'Allow')
      .filter((statement) => endless.some(({ pattern }) => mayReach(policy, statement, pattern, functionArn)))
      .map(({ sid }) => sid ?? 'without Sid'),
  );
  return [...new Set(denying)];
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
