// How does a grant look as one command that puts the whole policy in place of the present one?

import { harmlessJson } from '../../../model/control.js';
import { printWords } from '../command-line.js';
import type { Form } from '../form.js';
import { posix } from '../shell.js';

// AWS: Lambda API reference, PutResourcePolicy and DeleteResourcePolicy.
export const putResourcePolicy: Form = {
  id: 'put-resource-policy',
  title: 'the whole policy, in a command that replaces the present one',
  hasRevisions: true,
  warning:
    'put-resource-policy replaces the whole policy of the function: whatever was added since the policy was read is lost; --revision-id guards against that',
  print: ({ functions, revisionId }) => {
    let commands = '';
    for (const { function: arn, region, after, steps } of functions) {
      if (steps.length === 0) continue;
      const words = [
        ...['aws', 'lambda', after === null ? 'delete-resource-policy' : 'put-resource-policy', '--resource-arn', arn],
        ...(after === null ? [] : ['--policy', harmlessJson(after, 2)]),
        ...['--region', region],
        ...(revisionId === undefined ? [] : ['--revision-id', revisionId]),
      ];
      const line = printWords(posix, words);
      if (typeof line !== 'string') return line;
      commands += `${line}\n`;
    }
    return commands;
  },
};
