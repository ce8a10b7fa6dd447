// How does a grant look as the JSON that the AWS CLI takes in place of options? A document a line, one for each command.

import { harmlessJson } from '../../../model/control.js';
import { placeless } from '../command-line.js';
import type { Form } from '../form.js';

// AWS: CLI guide, "Skeletons and input files": `--cli-input-json`, members as the API names them.
export const cliInputJson: Form = {
  id: 'cli-input-json',
  title: 'input for `aws lambda add-permission --cli-input-json`, or `remove-permission`, a line a command',
  hasRevisions: true,
  warning: (input) => {
    const isList = input.functions.flatMap(({ steps }) => steps).length > 1;
    const list = isList ? 'each line is the input of a command of its own' : undefined;
    return [list, placeless(input)].filter((one) => one !== undefined).join('; ') || undefined;
  },
  print: ({ functions, revisionId }) => {
    if (revisionId !== undefined && functions.some(({ steps }) => steps.length > 1))
      return {
        cannot: 'a revision is known only to the first of several commands',
        hint: 'use --as command, which reads the others',
      };
    const steps = functions.flatMap((fn) => fn.steps);
    if (new Set(steps.map(({ action }) => action)).size > 1)
      return { cannot: 'some lines would be for add-permission, some for remove-permission', hint: 'use --as command' };
    const revision = revisionId === undefined ? {} : { RevisionId: revisionId };
    return steps.map(({ request }) => `${harmlessJson({ ...request, ...revision })}\n`).join('');
  },
};
