// How does a grant look as one command that puts the whole policy in place of the present one?

import { harmlessJson } from '../../../model/control.js';
import { posix } from '../../../model/shell.js';
import { printWords } from '../command-line.js';
import { type Form, unseen } from '../form.js';

// AWS: Lambda API reference, PutResourcePolicy and DeleteResourcePolicy.
export const putResourcePolicy: Form = {
  id: 'put-resource-policy',
  title: 'the whole policy, in a command that replaces the present one',
  hasRevisions: true,
  warning: ({ functions, revisionId }) => {
    const isKnown = functions.every(({ before }) => before !== null);
    const guard = revisionId === undefined ? '; --revision-id guards against that' : '';
    const lost = isKnown
      ? `what was added since it was read is lost${guard}`
      : 'no present policy was given, so that nothing of it would be left. Add --policy <file> unless there is none';
    return `it replaces the whole policy of the function: ${lost}. It takes an AWS CLI of August 2026 or later`;
  },
  print: (input) => {
    const blind = unseen(input);
    if (blind !== undefined) return blind;
    const { functions, revisionId } = input;
    let commands = '';
    for (const { function: arn, region, after, steps } of functions) {
      if (steps.length === 0) continue;
      const words = [
        ...['aws', 'lambda', after === null ? 'delete-resource-policy' : 'put-resource-policy', '--resource-arn', arn],
        ...(after === null ? [] : ['--policy', harmlessJson(after)]),
        ...['--region', region],
        ...(revisionId === undefined ? [] : ['--revision-id', revisionId]),
      ];
      const line = printWords(posix, words);
      if (typeof line !== 'string') return line;
      commands += `${posix.script([line], false)}\n`;
    }
    return commands;
  },
};
