// Does a reference of a template stand where its value belongs?

import { languageVersion } from '../../../model/policy.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';
import { variablesIn } from '../variables.js';

export const unresolvedReference: Check = {
  id: 'unresolved-reference',
  group: 'never matches',
  severity: 'error',
  title: 'a reference that nobody has filled in',
  why: 'A policy variable is a condition key in braces: `${aws:SourceAccount}`. A reference of CloudFormation, Terraform or the CDK that reached the policy unresolved has no value there, and matches nothing.',
  source: 'IAM guide, "Policy variables"',
  bad: granting('${PetsApi.ExecutionArn}/*'),
  good: granting(`${API}/*`),
  find: (subject) =>
    // In a policy of 2008 they are plain text, which is told as that.
    (languageVersion(subject.policy) === '2008-10-17' ? [] : variablesIn(subject))
      .filter(({ text }) => !isVariable(text))
      .map(({ text, at, value }) => ({
        message: `\`${text}\` is no policy variable, so it has no value`,
        hint: 'render the template first, and audit what comes of it',
        at,
        ...(value === undefined ? {} : { value }),
      })),
};

/** A condition key, which has a prefix and a colon; or one of the letters that are written so. */
function isVariable(text: string): boolean {
  return /^\$\{\s*(?:[*?$]\s*\}|[\w.-]+:(?!:))/.test(text);
}
