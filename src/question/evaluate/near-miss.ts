// Which statement came nearest to allowing it, and what would make it?

import type { Change, NearMiss } from '../../model/decision.js';
import type { Invocation } from '../../model/invocation.js';
import type { CompiledStatement } from './decide.js';
import type { Mending } from './requirement.js';
import { type PlacedRequirement, pointerOfRequired } from './statement.js';

interface Mended {
  readonly compiled: CompiledStatement;
  readonly mendings: readonly (readonly [PlacedRequirement, Mending])[];
}

/** For invocations that differ in their source ARN alone: the Allow statement that fewest and smallest changes would make match; null where none comes near. */
export function nearMissOf(
  statements: readonly CompiledStatement[],
  invocations: readonly Invocation[],
): NearMiss | null {
  const mended = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((compiled) => mendedOf(compiled, invocations) ?? []);
  const far = ({ mendings }: Mended) => mendings.reduce((sum, [, mending]) => sum + 1 + mending.distance, 0);
  const nearest = mended.sort((a, b) => far(a) - far(b))[0];
  return nearest === undefined ? null : describe(nearest);
}

function mendedOf(compiled: CompiledStatement, invocations: readonly Invocation[]): Mended | undefined {
  const mendings: [PlacedRequirement, Mending][] = [];
  for (const placed of compiled.requirements) {
    if (invocations.every((invocation) => placed.requirement.ask(invocation) !== 'no')) continue;
    const mending = placed.requirement.mend?.(invocations);
    if (mending === undefined) return undefined;
    mendings.push([placed, mending]);
  }
  return mendings.length === 0 ? undefined : { compiled, mendings };
}

function describe({ compiled, mendings }: Mended): NearMiss {
  const { policy, statement } = compiled;
  const list = mendings.map(([, mending]) => mending);
  const differences = list.flatMap((mending) => mending.differences);
  const only = differences.length === 1 && /^the .* differs/.test(differences[0] as string) ? 'only ' : '';
  const name = statement.sid === undefined ? 'this statement' : `\`${statement.sid}\``;
  return {
    sid: statement.sid ?? null,
    place: policy.locate(statement.pointer),
    message: `${name} comes nearest: ${only}${differences.join('; ')}`,
    hint: list.some((mending) => mending.servesOthers)
      ? addition(mendings)
      : list.map((mending) => mending.wayOut).join('; '),
    changes: mendings.map(([placed, mending]) => changeOf(compiled, placed, mending)),
  };
}

/** A statement that may serve another call stays as it is; a new one goes beside it. */
function addition(mendings: Mended['mendings']): string {
  const parts = mendings.map(([{ requirement }, { to, wayOut }]) =>
    to === undefined ? wayOut : `\`${requirement.subject}\` is \`${to}\``,
  );
  return `add a statement like it whose ${parts.join(' and whose ')}`;
}

function changeOf(
  { policy }: CompiledStatement,
  placed: PlacedRequirement,
  { index, from, to, type }: Mending,
): Change {
  return {
    pointer: to === undefined ? placed.pointer : pointerOfRequired(policy, placed, index, type),
    from,
    to: to ?? null,
  };
}
