// Which command do these arguments call, and how does it end? Never touches the process itself.

import { Command as Commander, CommanderError } from 'commander';
import { harmless } from '../render/harmless.js';
import { type Command, type ExitCode, type Io, UsageError } from './command.js';
import * as commands from './commands/index.js';

/** The version in package.json, put in by the build. */
declare const SOURCEARN_VERSION: string;

export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(io);
  for (const command of await commandsFor(argv[0])) {
    addCommand(program, command, io, (code) => {
      exitCode = code;
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`error: ${harmless(error.message)}\n`);
    if (error.hint !== undefined)
      io.stderr(
        `${error.hint
          .split('\n')
          .map((line) => `  ${harmless(line)}`)
          .join('\n')}\n`,
      );
    return 2;
  }
}

function createProgram(io: Io): Commander {
  return new Commander('sourcearn')
    .description('May this API Gateway API invoke this Lambda function, and who else may?')
    .version(SOURCEARN_VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .showHelpAfterError('(--help says more)')
    .action((_options, program: Commander) => program.help({ error: true }));
}

/** The one that is called, or all where help on all may be wanted. */
async function commandsFor(name: string | undefined): Promise<readonly Command[]> {
  if (name === '-V' || name === '--version') return [];
  const called = Object.entries(commands).filter(([known]) => known === name);
  const wanted = called.length > 0 ? called : Object.entries(commands);
  return Promise.all(wanted.map(([, load]) => load()));
}

function addCommand(program: Commander, command: Command, io: Io, done: (code: ExitCode) => void): void {
  const sub = program
    .command(command.name)
    .summary(command.summary)
    .description(command.summary)
    .helpOption('-h, --help', 'print this help')
    .option('--format <format>', 'text or json', 'text')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText(
      'after',
      `\nExamples:\n${command.examples.map(({ command: line, shows }) => `  # ${shows}\n  ${line}\n`).join('\n')}`,
    );
  command.configure(sub);
  sub.action(async () => done(await command.run(sub.args, sub.opts(), io)));
}
