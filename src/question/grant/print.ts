// How is a grant written down, in the form that is asked for?

import type { Unsayable } from './form.js';
import * as forms from './forms/index.js';
import type { Granting } from './granting.js';

export const FORMS = Object.values(forms);
export const FORM_IDS: readonly string[] = FORMS.map(({ id }) => id);

/** What is to be pasted, and what to know before; a sentence where the form cannot say it, or nothing may be written. */
export function printGrant(
  granting: Pick<Granting, 'functions' | 'revisionId'> & Partial<Pick<Granting, 'verdict'>>,
  as: string,
  { unknown = 'fail' }: { readonly unknown?: 'pass' | 'fail' } = {},
): { readonly output: string; readonly warnings: readonly string[] } | Unsayable {
  const form = FORMS.find(({ id }) => id === as);
  if (form === undefined)
    return { cannot: `there is no form \`${as}\``, hint: `expected one of ${FORM_IDS.join(', ')}` };
  const { functions, revisionId, verdict } = granting;
  if (verdict === 'refused' || (verdict === 'unknown' && unknown !== 'pass'))
    return {
      cannot: 'nothing is written that is not proved to be enough',
      hint: 'refusal, denial and findings of the answer tell why',
    };
  if (revisionId !== null && form.hasRevisions !== true)
    return { cannot: `\`${as}\` has no place for a revision`, hint: 'leave out --revision-id, or use --as command' };
  const input = revisionId === null ? { functions } : { functions, revisionId };
  const output = form.print(input);
  if (typeof output !== 'string') return output;
  const warning = output === '' ? undefined : form.warning?.(input);
  return { output, warnings: warning === undefined ? [] : [warning] };
}
