// How does a grant look as commands of the AWS CLI in PowerShell?

import { powershell as shell } from '../../../model/shell.js';
import { cautions, printCommands } from '../command-line.js';
import type { Form } from '../form.js';

export const powershell: Form = {
  id: 'powershell',
  title: 'commands of the AWS CLI for PowerShell',
  hasRevisions: true,
  warning: cautions,
  print: (input) => printCommands(shell, input),
};
