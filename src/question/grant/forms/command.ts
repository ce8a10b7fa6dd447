// How does a grant look as commands of the AWS CLI in a POSIX shell?

import { posix } from '../../../model/shell.js';
import { cautions, printCommands } from '../command-line.js';
import type { Form } from '../form.js';

export const command: Form = {
  id: 'command',
  title: 'commands of the AWS CLI for a POSIX shell',
  hasRevisions: true,
  warning: cautions,
  print: (input) => printCommands(posix, input),
};
