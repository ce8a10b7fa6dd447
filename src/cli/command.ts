// What is a command, and what does it know of the world? An interface each, so that tests can stand in for both.

import type { Command as Commander, CommanderError } from 'commander';

/** Everything outside the program. Nothing below `cli/` knows that a terminal exists. */
export interface Io {
  /** All of standard input. */
  stdin(): Promise<Uint8Array>;
  stdout(text: string): void;
  stderr(text: string): void;
  readonly files: Files;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output, and standard error, are looked at as they are written. */
  readonly isTerminal: boolean;
  readonly isErrorTerminal: boolean;
}

export interface Files {
  read(path: string): Promise<Uint8Array>;
  /** Undefined where nothing is; a link is what it points to. */
  kindOf(path: string): Promise<'file' | 'folder' | 'other' | undefined>;
  /** Names in a folder, in order; a linked folder is not one to go into, so that no loop is walked. */
  list(folder: string): Promise<readonly FolderEntry[]>;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** 0 yes or clean · 1 no · 2 wrong usage · 3 input unreadable. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Example {
  /** A command line that works from the project's folder. */
  readonly command: string;
  readonly shows: string;
  readonly exitCode: ExitCode;
}

export interface Command {
  /** The file's name. */
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly Example[];
  /** Adds arguments and options. */
  configure(program: Commander): void;
  /** What to write in place of arguments that are wrong, where many are used to writing them so. */
  habit?(error: CommanderError): string | undefined;
  run(args: readonly string[], options: Readonly<Record<string, unknown>>, io: Io): Promise<ExitCode>;
}

/** For an option that may be repeated. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** Wrong usage where a value is none of those that a flag takes. */
export function demandOneOf(flag: string, known: readonly string[], value: string | undefined): void {
  if (value !== undefined && !known.includes(value))
    throw new UsageError(`expected one of ${known.join(', ')} as ${flag}, found \`${value}\``);
}

/** The flag that sets an option. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** An input without which there is nothing to do cannot be read. */
export class InputError extends Error {}

/** Wrong usage, said in a sentence, with what to add. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
