// How does a grant look as commands of the AWS CLI in PowerShell?

import { cautions, printCommands } from '../command-line.js';
import type { Form } from '../form.js';
import { powershell as shell } from '../shell.js';

export const powershell: Form = {
  id: 'powershell',
  title: 'commands of the AWS CLI for PowerShell',
  hasRevisions: true,
  warning: cautions,
  print: (input) => printCommands(shell, input),
};
