// Which command do these arguments call, and how does it end? Never touches the process itself.

import { Command as Commander, CommanderError, InvalidArgumentError } from 'commander';
import { harmless, harmlessLine } from '../render/harmless.js';
import { type Command, type ExitCode, InputError, type Io, UsageError } from './command.js';
import * as commands from './commands/index.js';
import { formatsOf } from './output.js';

/** The version in package.json, put in by the build. */
declare const SOURCEARN_VERSION: string;

export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(io);
  const wanted = await commandsFor(argv[0]);
  for (const command of wanted) {
    addCommand(program, command, io, (code) => {
      exitCode = code;
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    const called = wanted.find(({ name }) => name === argv[0]);
    return exitCodeOf(error, called, io);
  }
}

/** Says what a thrown error has to say; what is no word to the user goes on up. */
function exitCodeOf(error: unknown, called: Command | undefined, io: Io): ExitCode {
  if (error instanceof CommanderError) {
    const instead = called?.habit?.(error);
    if (instead !== undefined) io.stderr(`  ${instead}\n`);
    if (error.code === 'commander.unknownCommand') io.stderr(`expected one of ${Object.keys(commands).join(', ')}\n`);
    return error.exitCode === 0 ? 0 : 2;
  }
  if (!(error instanceof UsageError) && !(error instanceof InputError)) throw error;
  io.stderr(`error: ${harmless(error.message)}\n`);
  if (error instanceof InputError) return 3;
  for (const line of error.hint?.split('\n') ?? []) io.stderr(`  ${harmlessLine(line)}\n`);
  return 2;
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
      outputError: (text, write) => write(harmlessError(text)),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .showHelpAfterError('(--help says more)');
}

/** What is wrong with the arguments repeats them; only what commander adds on a line of its own stays on one. */
function harmlessError(text: string): string {
  const [message = '', ...suggestion] = text.trimEnd().split(/\n(?=\(Did you mean [^\n]*$)/);
  return `${[message, ...suggestion].map(harmless).join('\n')}\n`;
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
    .option('--format <format>', formatsOf(command.name).join(', '), 'text')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText(
      'after',
      `\nExamples:\n${command.examples.map(({ command: line, shows }) => `  # ${shows}\n  ${line}\n`).join('\n')}`,
    );
  command.configure(sub);
  for (const option of sub.options) if (option.required && option.parseArg === undefined) option.argParser(once());
  sub.action(async () => done(await command.run(sub.args, sub.opts(), io)));
}

/** For an option that has one value: the last of several would win without a word. */
function once(): (value: string) => string {
  let isGiven = false;
  return (value) => {
    if (isGiven) throw new InvalidArgumentError('It is given twice');
    isGiven = true;
    return value;
  };
}
