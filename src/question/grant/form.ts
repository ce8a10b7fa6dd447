// In which form is a grant written? An interface, so that each form is a file of its own.

import type { AddStep, FunctionGrant, Granting, GrantStep } from './granting.js';

export interface FormInput {
  readonly functions: Granting['functions'];
  /** The revision that the policy must still have. */
  readonly revisionId?: string;
}

/** Why a form cannot say it, and what can. */
export interface Unsayable {
  readonly cannot: string;
  readonly hint: string;
}

export interface Form {
  /** The file's name, and the value of `--as`. */
  readonly id: string;
  /** What it is, for lists. */
  readonly title: string;
  /** What is to be pasted; empty where there is nothing to do. */
  print(input: FormInput): string | Unsayable;
  /** Whether it can say which revision the policy must still have. */
  readonly hasRevisions?: true;
  /** Whether whoever takes it gives the statements ids of their own. */
  readonly givesIds?: true;
  /** What to know before pasting it. */
  warning?(input: FormInput): string | undefined;
}

/** Of one function, with a name that no other step has. */
export type Named<S extends GrantStep> = S & { readonly fn: FunctionGrant; readonly name: string };

/** Every step in order, named by what `nameOf` makes of its statement id, told apart where that is the same. */
export function namedSteps({ functions }: FormInput, nameOf = (id: string) => id): readonly Named<GrantStep>[] {
  const taken = new Set<string>();
  return functions.flatMap((fn) =>
    fn.steps.map((step) => {
      const base = nameOf(step.request.StatementId);
      let name = base;
      for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
      taken.add(name);
      return { ...step, fn, name };
    }),
  );
}

export function isAddition(step: Named<GrantStep>): step is Named<AddStep> {
  return step.action === 'AddPermission';
}

/** The steps, where each adds a statement: a template has no words for a removal. */
export function additionsIn(input: FormInput): readonly Named<AddStep>[] | undefined {
  const steps = namedSteps(input);
  return steps.every(isAddition) ? steps : undefined;
}

/** The function whose whole policy nobody can tell, for something is removed from one that was not given. */
export function unseen({ functions }: FormInput): Unsayable | undefined {
  const blind = functions.find(
    ({ before, steps }) => before === null && steps.some(({ action }) => action === 'RemovePermission'),
  );
  if (blind === undefined) return undefined;
  return {
    cannot: `what is left of the policy of \`${blind.function}\` is not known`,
    hint: 'add --policy <file>, the present policy, or use --as command',
  };
}

/** What a form says that has no words for something that is to go. */
export function noRemoval(input: FormInput): Unsayable {
  const ids = namedSteps(input).flatMap((step) => (isAddition(step) ? [] : [`\`${step.request.StatementId}\``]));
  return {
    cannot: `this form has no words for a removal (${ids.join(', ')})`,
    hint: 'delete it from the template that wrote it, or use --as command',
  };
}
