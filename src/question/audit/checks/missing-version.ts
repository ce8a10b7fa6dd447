// Does the document say which version of the language it is in?

import type { Check } from '../check.js';
import { API, grant, granting } from '../example.js';
import { variablesIn } from '../variables.js';

export const missingVersion: Check = {
  id: 'missing-version',
  group: 'useless or risky',
  severity: 'info',
  title: 'no Version',
  why: 'A policy without a Version is read by the rules of 2008-10-17, in which `${…}` is plain text. Whoever adds a variable later will look for the fault for long.',
  source: 'IAM guide, "Version"',
  bad: { Statement: [grant(`${API}/*`)] },
  good: granting(`${API}/*`),
  find: (subject) => {
    const { version, readAs, statements } = subject.policy;
    if (version !== undefined || readAs !== undefined || statements.length === 0) return [];
    // With variables in it, that is told instead.
    if (variablesIn(subject).length > 0) return [];
    return [
      {
        message: 'the policy has no `Version`, so it is read as one of 2008-10-17',
        hint: 'add `"Version": "2012-10-17"`',
        at: { pointer: '', part: 'key' },
      },
    ];
  },
};
